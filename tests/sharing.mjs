// What leaves a site by other ways than the screen: paper, and the tags and pictures by which links are shared.
//
//     node tests/sharing.mjs SITE BROWSER
//
// Prints each event's page and its sheet for a class on A4 and reads them back with pdftotext; looks at the tags of
// every page. Ends with 1 if anything is wrong.

import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { chromium } from "playwright-core";

import { find, serve } from "./browser/server.mjs";

const LEAST_ON_PAPER = 0.95;
const MOST_SHEETS = 3;
// What leads about on a screen, what only is read out, and lists of marks that the tables have already.
const NOT_FOR_PAPER = ".skip, .sr, .masthead nav, .contents, .fold, .pager, summary";

const run = promisify(execFile);
const [, , site, program] = process.argv;
const folder = path.resolve(site);
const scratch = await mkdtemp(path.join(tmpdir(), "sharing-"));
const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".html")).sort();
const base = /<link rel="canonical" href="([^"]+)"/.exec(await readFile(path.join(folder, "index.html"), "utf8"))[1];
const host = await serve(folder, new URL(base).pathname);
const browser = await chromium.launch({ executablePath: program });
const problems = [];
try {
  const page = await browser.newPage();
  for (const file of files) {
    const address = file.split(path.sep).join("/").replace(/(^|\/)index\.html$/, "$1");
    if (/http-equiv="refresh"/.test(await readFile(path.join(folder, file), "utf8"))) continue;
    await page.goto(host.home + address);
    problems.push(...(await tags(page)).map((problem) => `/${address}: ${problem}`));
    if (/^events\/[^/]+\/(worksheet\/)?$/.test(address)) problems.push(...(await paper(page, address)));
  }
  problems.push(...(await manifest(page)));
} finally {
  await browser.close();
  await host.close();
  await rm(scratch, { recursive: true });
}
for (const problem of problems) console.error(problem);
console.log(`${files.length} pages, ${problems.length} problems`);
process.exitCode = problems.length === 0 && files.length > 0 ? 0 : 1;

/** What is wrong with the picture that a page names. */
async function tags(page) {
  const found = await page.evaluate(() => {
    const meta = (name) => document.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.content ?? null;
    return {
      robots: meta("robots"),
      image: meta("og:image"),
      size: [meta("og:image:width"), meta("og:image:height")],
      alt: meta("og:image:alt"),
      card: meta("twitter:card"),
    };
  });
  if (!found.image) return found.robots === "noindex" ? [] : ["names no picture"];
  if (!found.image.startsWith(base)) return [`its picture has no full address: ${found.image}`];
  const file = await find(folder, found.image.slice(base.length));
  if (!file) return [`its picture is not there: ${found.image}`];
  const png = await readFile(file);
  const size = [png.readUInt32BE(16), png.readUInt32BE(20)].map(String);
  const wrong = [];
  if (png.toString("latin1", 1, 4) !== "PNG" || size.join() !== found.size.join()) wrong.push(`its picture is ${size}`);
  if (!found.alt) wrong.push("its picture has no words");
  if (found.card !== "summary_large_image") wrong.push(`twitter:card is ${found.card}`);
  return wrong;
}

/** Prints the page at hand, and says what of its text is not on paper. */
async function paper(page, address) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  const told = await page.evaluate((screenOnly) => {
    document.querySelectorAll(screenOnly).forEach((element) => (element.style.display = "none"));
    return document.body.innerText;
  }, NOT_FOR_PAPER);
  // Once more as it comes, with everything closed.
  await page.reload();
  const links = await page.evaluate(() =>
    [...document.querySelectorAll("a[rel~='external']")].map((link) => link.href).filter((link) => !link.includes(":~:")),
  );
  const pdf = path.join(scratch, "page.pdf");
  await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
  const { stdout } = await run("pdftotext", ["-enc", "UTF-8", pdf, "-"], { maxBuffer: 1 << 26 });
  const printed = count(stdout);
  let [all, kept] = [0, 0];
  const lost = [];
  for (const [word, times] of count(told)) {
    all += times;
    kept += Math.min(times, printed.get(word) ?? 0);
    if ((printed.get(word) ?? 0) < times) lost.push(`${word} (${printed.get(word) ?? 0} of ${times})`);
  }
  const sheets = stdout.split("\f").length - 1;
  const share = kept / all;
  console.log(`/${address}: ${(100 * share).toFixed(1)} % of ${all} words on ${sheets} sheets`);
  const wrong = share < LEAST_ON_PAPER ? [`/${address}: only ${share} is on paper; lost: ${lost.slice(0, 20).join(", ")}`] : [];
  if (address.endsWith("/worksheet/") && sheets > MOST_SHEETS) wrong.push(`/${address}: takes ${sheets} sheets`);
  // Where an address breaks at its hyphen, the hyphen is taken for one of ours.
  const unbroken = stdout.replace(/[\s-]/g, "");
  for (const link of links) {
    const shown = decodeURI(link).replace(/[\s-]/g, "");
    if (!unbroken.includes(shown)) wrong.push(`/${address}: the address ${link} is not on paper`);
  }
  return wrong;
}

/** Words and how often they stand in a text. Letters that are joined on paper come apart; signs over them get lost. */
function count(text) {
  const words = new Map();
  for (const word of text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
}

/** What is wrong with the manifest, as the browser reads it. */
async function manifest(page) {
  await page.goto(host.home);
  const session = await page.context().newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  if (!data) return ["there is no manifest"];
  const wrong = errors.map((error) => `manifest: ${error.message}`);
  for (const { src } of JSON.parse(data).icons) {
    if (!(await find(folder, src))) wrong.push(`manifest: no icon ${src}`);
  }
  return wrong;
}
