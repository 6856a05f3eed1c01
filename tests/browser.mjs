// Opens every page of a built site in a browser, as strict hosts serve it, and tries it out.
//
//     node tests/browser.mjs SITE BROWSER
//
// SITE is the folder of the site, BROWSER the program of a Chromium. Ends with 1 if anything is wrong.

import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import { broken } from "./browser/links.mjs";
import { inspect } from "./browser/page.mjs";
import { withoutScripts } from "./browser/plain.mjs";
import { serve } from "./browser/server.mjs";
import { weigh } from "./browser/weight.mjs";

const [, , site, program] = process.argv;
if (!site || !existsSync(site)) {
  console.error("usage: node tests/browser.mjs SITE BROWSER");
  process.exit(2);
}

const folder = path.resolve(site);
const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".html")).sort();
const base = await publishedAt();
const browser = await chromium.launch({ executablePath: program });
const host = await serve(folder, base ? new URL(base).pathname : "/");
const problems = files.length === 0 ? ["the site has no pages"] : [];
try {
  const pages = new Map();
  const rest = [...files];
  const work = async () => {
    for (let file = rest.shift(); file !== undefined; file = rest.shift()) {
      if (await isRedirect(file)) continue;
      const address = addressOf(file);
      const found = await inspect(browser, host.home, address);
      pages.set(address, found);
      const { kind, bytes, problems: heavy } = await weigh(browser, host.home, address);
      const wrong = [...found.problems, ...heavy, ...(await withoutScripts(browser, folder, host.home, address))];
      problems.push(...wrong.map((problem) => `/${address}: ${problem}`));
      console.log(`${wrong.length === 0 ? "ok  " : "FAIL"} /${address}${kind ? ` ${(bytes / 1024).toFixed(1)} KB` : ""}`);
    }
  };
  await Promise.all([work(), work(), work()]);
  problems.push(...(await broken(folder, host.home, base, pages)));
  problems.push(...(await lost()));
  problems.push(...(await fromDisk()));
} finally {
  await browser.close();
  await host.close();
}

for (const problem of [...new Set(problems)].sort()) console.error(problem);
console.log(`${files.length} pages, ${new Set(problems).size} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Where the site will be published: the canonical address of its home page, if it has one. */
async function publishedAt() {
  const home = await readFile(path.join(folder, "index.html"), "utf8").catch(() => "");
  const link = /<link\s[^>]*rel=["']?canonical[^>]*>/i.exec(home)?.[0] ?? "";
  return /href=["']?(https?:[^"'\s>]*\/)/i.exec(link)?.[1] ?? null;
}

/** `events/e/index.html` is `events/e/`, and the home page is nothing at all. */
function addressOf(file) {
  return file.split(path.sep).join("/").replace(/(^|\/)index\.html$/, "$1");
}

/** Asks for a page deep in the site that does not exist: what comes instead must find its parts. */
async function lost() {
  if (!files.includes("404.html")) return [];
  const address = "no/such/page/";
  const { problems } = await inspect(browser, host.home, address);
  const itself = [`status 404: ${host.home}${address}`, `(${host.home}${address})`];
  const other = problems.filter((problem) => !itself.some((end) => problem.endsWith(end)));
  return other.map((problem) => `/${address} (404.html): ${problem}`);
}

/** A page that only sends its readers on. */
async function isRedirect(file) {
  return /<meta\s[^>]*http-equiv=["']?refresh/i.test(await readFile(path.join(folder, file), "utf8"));
}

/** Opens the home page straight from the disk and follows its first link to an event. */
async function fromDisk() {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(path.join(folder, "index.html")).href);
  const event = page.locator("main a[href*='events/']").first();
  if ((await event.count()) === 0) return ["from the disk: the home page links to no event"];
  await event.click();
  await page.waitForLoadState();
  const shown = await page.evaluate(() => ({
    heading: document.querySelector("main h1")?.textContent.trim(),
    styled: document.styleSheets.length > 0,
  }));
  await page.close();
  if (!shown.heading) return ["from the disk: the first link to an event does not lead to its page"];
  return shown.styled ? [] : ["from the disk: the event's page has no style"];
}
