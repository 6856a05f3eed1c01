// What the tests of choices share: a page in a browser that notes whatever goes wrong in it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { listen } from "../browser/page.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Opens an address of the served site, gives the page to `work`, and notes what the console says meanwhile. */
export async function visit({ browser, home, problems }, address, work, options = {}) {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  listen(page, home, problems);
  try {
    await page.goto(home + address, { waitUntil: "load" });
    if (options.javaScriptEnabled !== false) await page.waitForFunction(() => document.querySelector("#choices\\.bar:not([hidden])"));
    return await work(page);
  } finally {
    await context.close();
  }
}

export function expect(condition, message) {
  if (!condition) throw new Error(message);
}

/** Both must be the same when written as JSON. */
export function same(found, wanted, what) {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  expect(one === other, `${what}: ${one} instead of ${other}`);
}

/** Opens the panel of choices, by the mouse or by the keyboard. */
export async function openPanel(page, byKeyboard = false) {
  const button = page.locator("#choices\\.bar [popovertarget]");
  if (byKeyboard) {
    await button.focus();
    await page.keyboard.press("Enter");
  } else {
    await button.click();
  }
  await page.locator("#choices\\.panel:popover-open").waitFor();
}

/** Waits until the status line says something that a pattern matches. */
export async function said(page, pattern) {
  await page
    .waitForFunction(
      (source) => [...document.querySelectorAll("[role=status]")].some((line) => new RegExp(source).test(line.textContent)),
      pattern.source,
      { timeout: 3000 },
    )
    .catch(async () => {
      throw new Error(`said “${await page.locator("#page\\.status").textContent()}”, not ${pattern}`);
    });
}

/** The query of the page's address. */
export function query(page) {
  return Object.fromEntries(new URL(page.url()).searchParams);
}

/** Waits until the page does not change any more. */
export async function settled(page) {
  await page.evaluate(async () => {
    let quiet = 0;
    const observer = new MutationObserver(() => (quiet = 0));
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    const rules = () => document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).join();
    let known = rules();
    while (quiet++ < 30) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (rules() !== known) quiet = 0;
      known = rules();
    }
    observer.disconnect();
  });
}

/** Where two pages part, but for the space between their elements. */
export function differing(before, after) {
  const [one, other] = [before, after].map((html) => html.replace(/>\s+/g, ">").replace(/\s+</g, "<"));
  if (one === other) return "";
  let at = 0;
  while (one[at] === other[at]) at++;
  return `${one.slice(at - 60, at + 60)} ≠ ${other.slice(at - 60, at + 60)}`;
}

/** What axe finds on the page as it is, in both schemes and at two widths. */
export async function barriers(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [375, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(drawAll);
      const violations = await page.evaluate(async (rules) => {
        const { violations } = await window.axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
        return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].target.join(" ")}`);
      }, RULES);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) violations.push(`scrolls sideways by ${over} px`);
      found.push(...violations.map((text) => `${colorScheme}, ${width} px: ${text}`));
    }
  }
  return found;
}

/** In the page: has all of it drawn once, as what is off the screen has no true size before. */
async function drawAll() {
  for (let y = 0; y < document.documentElement.scrollHeight; y += 700) {
    scrollTo(0, y);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
  // Where nothing lies under what is sticky.
  scrollTo(0, 0);
}
