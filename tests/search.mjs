// Searches a built site in a browser, as strict hosts serve it: from the query to the fact, by mouse and by
// keyboard, with filters, by address and with Back.
//
//     node tests/search.mjs SITE BROWSER MIXED
//
// SITE is the folder of the project’s own site, BROWSER the program of a Chromium, MIXED the folder of the site in
// five languages. Ends with 1 if anything is wrong.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { chromium } from "playwright-core";

import { layout } from "./browser/layout.mjs";
import { barriers, listen } from "./browser/page.mjs";
import { POLICY, serve } from "./browser/server.mjs";

const [, , site, program, mixed] = process.argv;
if (!site || !mixed || !existsSync(site) || !existsSync(mixed)) {
  console.error("usage: node tests/search.mjs SITE BROWSER MIXED");
  process.exit(2);
}

const FACT = /\/events\/kosovo-2023\/(index\.html)?#unit-type$/;
const browser = await chromium.launch({ executablePath: program });
const problems = [];
let host;
let root = "";

for (const [folder, tests] of [
  [site, [byMouse, byKeyboard, filters, history, nothing, hostile, orders, looks, blocked, unscripted, weight]],
  [mixed, [languages, inTurkish]],
]) {
  root = path.resolve(folder);
  const canonical = /rel="canonical" href="([^"]+)"/.exec(await readFile(path.join(root, "index.html"), "utf8"))?.[1];
  host = await serve(root, new URL(canonical).pathname.replace(/[^/]*$/, ""));
  for (const test of tests) {
    const before = problems.length;
    await test().catch((error) => problems.push(`${test.name}: ${error.message}`));
    console.log(`${problems.length === before ? "ok  " : "FAIL"} ${test.name}`);
  }
  await host.close();
}
await browser.close();
for (const problem of new Set(problems)) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** A query, typed; the result is clicked. */
async function byMouse() {
  const page = await open("");
  await page.getByRole("link", { name: "Search" }).click();
  await page.getByRole("searchbox").click();
  await page.keyboard.type("commando");
  await told(page, /“commando”: 4/);
  expect((await page.locator("#search\\.facts mark").first().innerText()) === "Commando", "the word is not marked");
  await page.getByRole("link", { name: "What kind of unit did Turkey send?" }).click();
  await page.waitForURL(FACT);
  expect(await page.locator("#unit-type").isVisible(), "the fact is not there");
  await close(page);
}

/** The same without a mouse. */
async function byKeyboard() {
  const page = await open("search/");
  await press(page, "Tab", "#search\\.q");
  await page.keyboard.type("commando");
  await page.keyboard.press("Enter");
  await told(page, /“commando”: 4/);
  await press(page, "Tab", "#search\\.facts a");
  await page.keyboard.press("Enter");
  await page.waitForURL(FACT);
  await close(page);
}

/** Each filter narrows, with a query and without, and stands in the address. */
async function filters() {
  const page = await open("search/?q=battalion");
  await told(page, /: [5-9]/);
  await page.getByLabel("Outlet").selectOption("memo");
  await told(page, /: 2/);
  const reports = await page.locator("#search\\.reports h3").allInnerTexts();
  expect(reports.join() === "Middle East Monitor", `reports of ${reports}`);
  expect(new URL(page.url()).search === "?q=battalion&outlet=memo", page.url());
  await page.getByLabel("Year").selectOption("2023");
  await page.getByLabel("Topic").selectOption("nato");
  await told(page, /: 2/);
  expect(page.url().endsWith("?q=battalion&outlet=memo&topic=nato&year=2023"), page.url());
  await page.getByRole("searchbox").fill("");
  await page.keyboard.press("Enter");
  await told(page, /^Pages: 2/);
  await page.getByLabel("Outlet").selectOption("");
  await told(page, /^Pages: 6/);
  await close(page);
}

/** Back and forward lead through what was searched; what was half typed is no step of its own. */
async function history() {
  const page = await open("search/");
  await page.getByRole("searchbox").pressSequentially("comm", { delay: 20 });
  await told(page, /“comm”/);
  await page.getByRole("searchbox").pressSequentially("ando", { delay: 20 });
  await told(page, /“commando”/);
  await page.keyboard.press("Enter");
  await page.getByRole("searchbox").fill("injured");
  await page.keyboard.press("Enter");
  await told(page, /“injured”/);
  await page.goBack();
  await told(page, /“commando”/);
  expect((await page.getByRole("searchbox").inputValue()) === "commando", "the field has another word");
  await page.goBack();
  await told(page, /^$/);
  expect(await page.locator("#search\\.ways").isVisible(), "the lists are not back");
  await page.goForward();
  await told(page, /“commando”/);
  await page.locator("#search\\.facts a").first().click();
  await page.waitForURL(FACT);
  await page.goBack();
  await told(page, /“commando”/);
  await close(page);
}

async function nothing() {
  const page = await open("search/?q=zeppelin");
  await told(page, /^Nothing is found for “zeppelin”/);
  expect(await page.locator("#search\\.ways").isVisible(), "the lists are gone");
  expect((await page.locator(".hit").count()) === 0, "there are results");
  expect((await page.locator("h2:visible").count()) === 1, "there are headings of nothing");
  await close(page);
}

/** Whatever is searched or stands in the address stays text. */
async function hostile() {
  for (const query of ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "$& $1 | # {count}", "\0%", "_", "a".repeat(5000)]) {
    const page = await open(`search/?q=${encodeURIComponent(query)}&outlet=${encodeURIComponent(query)}&year=no`);
    await page.waitForFunction(() => document.getElementById("search.status").textContent !== "");
    const strange = await page.locator("main img, main script:not([src]), main [onerror]").count();
    expect(strange === 0, `${query} became elements`);
    expect((await page.getByLabel("Outlet").inputValue()) === "", "an outlet that is none is chosen");
    const status = await page.locator("#search\\.status").innerText();
    expect(query.includes("\0") || query.length > 99 || status.includes(query.trim()), `${query} is told as ${status}`);
    await close(page);
  }
}

/** Two words are found where both are; in quotation marks only side by side. */
async function orders() {
  const page = await open("search/?q=unit+send");
  await told(page, /“unit send”/);
  const first = await page.locator("#search\\.facts h3").first().innerText();
  expect(first.includes("What kind of unit did Turkey send?"), `first comes ${first}`);
  await page.getByRole("searchbox").fill('"send unit"');
  await page.keyboard.press("Enter");
  await told(page, /^Nothing/);
  await close(page);
}

/** With results, light and dark, narrow and wide. */
async function looks() {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 375, 1280]) {
      const page = await open("search/?q=commando", { colorScheme, viewport: { width, height: 800 } });
      await told(page, /: 4/);
      problems.push(...(await barriers(page, `search, ${colorScheme}, ${width} px`)), ...(await layout(page, width)));
      await close(page);
    }
  }
}

/** A host that lacks the index, or sends the narrow policy with every file: the page says so and leads on. */
async function blocked() {
  const narrow = async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": POLICY } });
  };
  for (const [where, how] of [
    ["**/search/pagefind/**", (route) => route.abort()],
    ["**/search/**", narrow],
  ]) {
    const page = await open("");
    await page.route(where, how);
    await page.goto(`${host.home}search/?q=commando`);
    await told(page, /cannot be loaded/);
    expect(await page.locator("#search\\.ways").isVisible(), "the lists are gone");
    page.problems.length = 0;
    await close(page);
  }
}

/** Without scripts the page leads to events, topics and outlets, and offers nothing that does not work. */
async function unscripted() {
  const page = await open("search/?q=commando", { javaScriptEnabled: false });
  expect(!(await page.locator("#search\\.form").isVisible()), "the form is there");
  expect(await page.locator("#search\\.static").isVisible(), "it is not said that a script is needed");
  expect((await page.locator("#search\\.ways a").count()) > 5, "the lists are missing");
  await close(page);
}

/** No other page loads anything of it, and the page itself nothing of the index until it is used. */
async function weight() {
  for (const address of ["", "events/kosovo-2023/", "search/"]) {
    const page = await open(address);
    const asked = page.requested.filter((url) => url.includes("pagefind") || (address !== "search/" && url.includes("search")));
    expect(asked.length === 0, `/${address} loads ${asked}`);
    await close(page);
  }
  const page = await open("search/?q=commando");
  await told(page, /: 4/);
  const long = await page.evaluate(
    () => new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask", buffered: true }) || setTimeout(resolve, 500, [])),
  );
  console.log(`     long tasks while searching: ${long.length === 0 ? "none" : long.join(", ")}`);
  await close(page);
}

/** Words of every language are found, whatever the language of the page. */
async function languages() {
  await finds(["feneri", "FENERİ", "karanlıkta", "KARANLIKTA", "karanlik", "断裂", "灯塔", "ليلة", "ночь", "çıkmadı", "cikmadi", "lights"], {});
}

/** A Turkish browser has its own rule for capital I. */
async function inTurkish() {
  await finds(["KARANLIKTA", "karanlıkta", "LIGHT", "çıkmadı"], { locale: "tr-TR" });
}

async function finds(queries, options) {
  const page = await open("search/", options);
  for (const query of queries) {
    await page.getByRole("searchbox").fill(query);
    await page.keyboard.press("Enter");
    await told(page, new RegExp(`“${query}”`));
    expect((await page.locator(".hit").count()) > 0, `“${query}” is not found`);
    expect((await page.locator(".hit mark").count()) > 0, `“${query}” is not marked`);
  }
  await close(page);
}

/** Presses a key until something has the focus. */
async function press(page, key, selector) {
  for (let times = 0; times < 30; times += 1) {
    await page.keyboard.press(key);
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
  }
  throw new Error(`${key} does not lead to ${selector}`);
}

/** Waits for what the page says of the results. */
async function told(page, words) {
  const says = ([source, flags]) => new RegExp(source, flags).test(document.getElementById("search.status").textContent);
  await page.waitForFunction(says, [words.source, words.flags], { timeout: 10000 }).catch(async () => {
    throw new Error(`it says “${await page.locator("#search\\.status").textContent()}”, not ${words}`);
  });
}

async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10000);
  page.problems = [];
  page.requested = [];
  page.on("request", (request) => page.requested.push(request.url()));
  listen(page, host.home, page.problems);
  await page.goto(host.home + address, { waitUntil: "networkidle" });
  return page;
}

async function close(page) {
  // Whoever follows a link does not wait for the last font of the page before.
  problems.push(...page.problems.filter((problem) => !problem.endsWith("net::ERR_ABORTED")));
  await page.context().close();
}

function expect(holds, what) {
  if (!holds) throw new Error(what);
}
