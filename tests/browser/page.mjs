// What every single page must keep to.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { hidden } from "./anchors.mjs";
import { mingled } from "./bidi.mjs";
import { layout } from "./layout.mjs";

const WIDTHS = [320, 375, 768, 1280, 1920];
const AXE_WIDTHS = [375, 1280];
const SCHEMES = ["light", "dark"];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Opens one page of the served site in a browser and tries it out.
 * Resolves to `{ problems, links, ids }`: sentences, the addresses it links to, its anchors.
 */
export async function inspect(browser, home, address) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  const problems = [];
  listen(page, home, problems);
  try {
    await page.goto(home + address, { waitUntil: "networkidle" });
    problems.push(...(await mingled(page)));
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      problems.push(...(await layout(page, width)));
      if (AXE_WIDTHS.includes(width)) problems.push(...(await hidden(page, width)));
    }
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of AXE_WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        problems.push(...(await barriers(page, `${colorScheme}, ${width} px`)));
      }
    }
    return { problems, ...(await page.evaluate(collect)) };
  } finally {
    await context.close();
  }
}

/** Notes everything on the console, every request that fails and every request elsewhere. */
export function listen(page, home, problems) {
  page.on("console", (message) => {
    problems.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => problems.push(`error in a script: ${error.message}`));
  page.on("requestfailed", (request) => problems.push(`failed: ${request.url()}: ${request.failure()?.errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith("data:") && !url.startsWith("blob:")) {
      problems.push(`asks elsewhere: ${url}`);
    }
  });
}

/** What axe finds, a sentence for each rule. */
export async function barriers(page, circumstances) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const violations = await page.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map((node) => node.target.join(" ")) }));
  }, RULES);
  return violations.map(
    ({ id, help, targets }) =>
      `axe ${id} (${circumstances}): ${help}: ${targets.slice(0, 3).join(" | ")}` +
      (targets.length > 3 ? ` and ${targets.length - 3} more` : ""),
  );
}

/** In the page: all that it refers to, and the anchors that it offers. */
function collect() {
  const links = new Set();
  for (const [selector, attribute] of [
    ["a[href], area[href], link[href]", "href"],
    ["img[src], script[src], source[src], video[src], audio[src], iframe[src]", "src"],
    ["form[action]", "action"],
    ["meta[property='og:image'], meta[property='og:url']", "content"],
  ]) {
    // SVG links have an object here, so the attribute is resolved by hand.
    for (const element of document.querySelectorAll(selector)) {
      const value = element.getAttribute(attribute).trim();
      try {
        links.add(new URL(value, document.baseURI).href);
      } catch {
        links.add(`invalid:${value}`);
      }
    }
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  const canonical = document.querySelector("link[rel='canonical']")?.href ?? null;
  return { links: [...links], ids, canonical };
}
