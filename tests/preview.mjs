// Opens the preview of a site in a browser and edits the site: tabs must take what changed, in place, and
// show what is wrong.
//
//     node tests/preview.mjs PROGRAM BROWSER [TABS]
//
// PROGRAM is `rashomon`, BROWSER the program of a Chromium. Ends with 1 if anything is wrong.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { chromium } from "playwright-core";

const [, , program, executablePath, count] = process.argv;
const tabs = Number(count ?? 8);

const EVENT = "content/events/flood/index.md";
const REPORT = "content/events/flood/courier.md";
const FILES = {
  "site.toml": 'base_url = "https://example.org/"\ntitle = "Invented"\n[preview]\neditor = "vscode://file/{path}:{line}"\n',
  "content/index.md": '+++\ntitle = "Home"\n+++\n\nAn invented site.\n',
  "content/about.md":
    '+++\ntitle = "About"\n+++\n\n<details id="more"><summary>More</summary>\n\nFirst words.\n\n</details>\n\n' +
    "A paragraph.\n\n".repeat(80) +
    "Last words.\n",
  "content/outlets/courier.md": '+++\nname = "Courier (invented)"\n+++\n',
  [EVENT]:
    '+++\ntitle = "A flood (invented)"\ndate = 2024-03-02\nsummary = "Invented."\n+++\n\n' +
    "### How many houses? {#houses .fact unit=houses}\n\nCounted by hand.\n",
  [REPORT]: '+++\noutlet = "courier"\npublished = 2024-03-02\n+++\n\nIt counts [forty houses](fact:houses?value=40).\n',
};

const folder = await mkdtemp(path.join(tmpdir(), "preview-"));
for (const [name, text] of Object.entries(FILES)) await write(name, text);
const server = spawn(program, ["serve", "--root", folder, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const home = await address();
const browser = await chromium.launch({ executablePath });
const context = await browser.newContext();
const problems = [];
let ended = false;
try {
  for (const test of [firstLoads, inPlace, sheets, pictures, onlyChanged, overlay, mending, desk, searching, many, ending]) {
    await test().catch((error) => problems.push(`${test.name}: ${error.message}`));
    console.log(`${problems.length === 0 ? "ok  " : "    "} ${test.name}`);
  }
} finally {
  await browser.close();
  server.kill("SIGKILL");
  await rm(folder, { recursive: true });
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Browsers that have nothing yet load the page with all its parts at the same time, and none hangs. */
async function firstLoads() {
  const start = Date.now();
  await Promise.all(
    Array.from({ length: 25 }, async () => {
      const fresh = await browser.newContext();
      const page = await fresh.newPage();
      const response = await page.goto(`${home}events/flood/`, { waitUntil: "networkidle", timeout: 30000 });
      expect(response.status() === 200, `status ${response.status()}`);
      await fresh.close();
    }),
  );
  console.log(`     25 first page loads in ${Date.now() - start} ms`);
}

/** A save changes the page in place: scroll, an open note and the focus stay. */
async function inPlace() {
  const page = await open("about/");
  await page.evaluate(() => {
    document.querySelector("details").open = true;
    document.querySelector("summary").focus();
    window.scrollTo(0, 700);
    window.kept = true;
  });
  await edit("content/about.md", "Last words.", "Very last words.");
  await page.waitForFunction(() => document.body.textContent.includes("Very last words."));
  const state = await page.evaluate(() => ({
    kept: window.kept === true,
    open: document.querySelector("details").open,
    focus: document.activeElement.localName,
    scroll: Math.round(window.scrollY),
    lit: document.getAnimations().length,
  }));
  expect(state.kept, "the page was loaded anew");
  expect(state.open, "the note was closed");
  expect(state.focus === "summary", `the focus is on ${state.focus}`);
  expect(Math.abs(state.scroll - 700) < 5, `the page scrolled to ${state.scroll}`);
  expect(state.lit > 0, "what changed is not lit up");
  await page.close();
}

/** A style sheet is swapped without loading the page anew. */
async function sheets() {
  const page = await open("about/");
  await page.evaluate(() => (window.kept = true));
  await write("static/theme.css", "body { background: rgb(1, 2, 3) }");
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)");
  expect(await page.evaluate(() => window.kept === true), "the page was loaded anew");
  expect((await page.locator("link[rel=stylesheet]").count()) === 1, "the old style sheet is still there");
  await rm(path.join(folder, "static"), { recursive: true });
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor !== "rgb(1, 2, 3)");
  await page.close();
}

/** A picture that was replaced is seen without loading the page anew. */
async function pictures() {
  await write("content/bar.gif", bar(10));
  await edit("content/about.md", "A paragraph.", "![A bar](bar.gif)");
  const page = await open("about/");
  await page.evaluate(() => (window.kept = true));
  const isWide = (width) => document.querySelector("main img")?.naturalWidth === width;
  await page.waitForFunction(isWide, 10);
  await write("content/bar.gif", bar(30));
  await page.waitForFunction(isWide, 30);
  await edit("content/about.md", "Very last words.", "The last words of all.");
  await page.waitForFunction(() => document.body.textContent.includes("The last words of all."));
  expect(await page.evaluate(isWide, 30), "the old picture came back");
  expect(await page.evaluate(() => window.kept === true), "the page was loaded anew");
  await page.close();
}

/** A GIF of that width, with one dot in it. */
function bar(width) {
  const dot = [0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b];
  return Buffer.concat([Buffer.from("GIF89a"), Buffer.from([width, 0, 5, 0]), Buffer.from(dot)]);
}

/** A tab whose page did not change hears nothing of it. */
async function onlyChanged() {
  const [event, about] = [await open("events/flood/"), await open("about/")];
  let asked = 0;
  about.on("request", (request) => (asked += request.url() === about.url() ? 1 : 0));
  await edit(EVENT, "Counted by hand.", "Counted by foot.");
  await event.waitForFunction(() => document.body.textContent.includes("Counted by foot."));
  await about.waitForTimeout(500);
  expect(asked === 0, `a page that did not change was asked for ${asked} times`);
  await event.close();
  await about.close();
}

/** What is wrong stands over the last good page, with nothing of it taken for HTML; then it goes. */
async function overlay() {
  const page = await open("events/flood/");
  await edit(REPORT, "(fact:houses", "(fact:<img/src=x>");
  const box = page.locator("#rashomon-preview .errors");
  await box.waitFor();
  const text = await box.innerText();
  expect(text.includes(`${REPORT}:6:`), `no place in: ${text}`);
  expect(text.includes("^^^"), `nothing is underlined in: ${text}`);
  expect((await box.locator("img").count()) === 0, "a finding became HTML");
  expect((await page.locator("main").textContent()).includes("Counted by"), "the last good page is gone");
  const other = await open("about/");
  await other.locator("#rashomon-preview .others").waitFor();
  expect((await other.locator("#rashomon-preview .errors").count()) === 0, "another page has the overlay");
  await edit(REPORT, "(fact:<img/src=x>", "(fact:houses");
  await box.waitFor({ state: "detached" });
  await other.close();
  await page.close();
}

/** A page that never could be made says so with 500, and appears once it is mended. */
async function mending() {
  await write("content/late.md", "+++\ntitle = 3\n+++\n");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const page = await context.newPage();
  const response = await page.goto(`${home}late/`);
  expect(response.status() === 500, `status ${response.status()}`);
  expect((await page.innerText("main")).includes("content/late.md:2:9"), "it does not say where");
  await write("content/late.md", '+++\ntitle = "Late"\n+++\n\nBetter late.\n');
  await page.waitForFunction(() => document.body.textContent.includes("Better late."));
  await page.close();
}

/** The desk leads into the editor. */
async function desk() {
  const page = await open("_preview/");
  const link = page.locator(`a[href^="vscode://file${folder}/content/events/flood/"]`).first();
  await link.waitFor();
  await page.goto(`${home}_preview/events/flood/`);
  expect((await page.innerText("main")).includes("How many houses?"), "the grid lacks the fact");
  await page.close();
}

/** The search finds what stands in the files now. */
async function searching() {
  const page = await open("search/?q=forty");
  const hit = page.locator("#search\\.reports .words", { hasText: "forty houses" });
  await hit.waitFor();
  await edit(REPORT, "[forty houses]", "[forty wet houses]");
  await page.waitForTimeout(500);
  await page.goto(`${home}search/?q=wet`);
  await page.locator("#search\\.reports .words", { hasText: "forty wet houses" }).waitFor();
  await edit(REPORT, "[forty wet houses]", "[forty houses]");
  await page.close();
}

/** So many tabs all take every save, and none hangs while it is loaded. */
async function many() {
  const start = Date.now();
  const pages = await Promise.all(Array.from({ length: tabs }, () => open("events/flood/")));
  console.log(`     ${tabs} tabs loaded in ${Date.now() - start} ms`);
  const waits = [];
  for (let save = 0; save < 20; save += 1) {
    const words = `Counted in save ${save}.`;
    const text = (await readFile(path.join(folder, EVENT), "utf8")).replace(/Counted .*\./, words);
    const start = Date.now();
    await write(EVENT, text);
    const seen = (words) => document.body.textContent.includes(words);
    await Promise.all(pages.map((page) => page.waitForFunction(seen, words, { timeout: 15000, polling: 20 })));
    waits.push(Date.now() - start);
  }
  waits.sort((a, b) => a - b);
  console.log(`     20 saves in ${tabs} tabs: median ${waits[10]} ms, worst ${waits[19]} ms until all show it`);
  await Promise.all(pages.map((page) => page.close()));
}

/** Asked to end, it ends at once, with tabs open. */
async function ending() {
  await open("about/");
  const start = Date.now();
  ended = true;
  server.kill("SIGTERM");
  if (server.exitCode === null) await once(server, "exit");
  expect(Date.now() - start < 1000, `it took ${Date.now() - start} ms to end`);
  expect(server.exitCode === 0, `it ended with ${server.exitCode}`);
}

async function open(address) {
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.on("pageerror", (error) => problems.push(`/${address}: ${error}`));
  page.on("console", (message) => {
    const expected = message.text().includes("WebSocket") || message.text().includes("ERR_CONNECTION");
    if (message.type() === "error" && !expected && !ended) problems.push(`/${address}: ${message.text()}`);
  });
  const opened = page.waitForEvent("websocket");
  await page.goto(home + address);
  const socket = await opened;
  // What comes first tells that the tab is listened to.
  await socket.waitForEvent("framereceived").catch(() => null);
  return page;
}

async function edit(name, from, to) {
  const text = await readFile(path.join(folder, name), "utf8");
  expect(text.includes(from), `${name} has no ${from}`);
  await write(name, text.replace(from, to));
}

async function write(name, text) {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** The address that the server prints. */
async function address() {
  let told = "";
  for await (const piece of server.stdout) {
    told += piece;
    const found = /http:\/\/\S+?\//.exec(told);
    if (found) {
      server.stdout.resume();
      return found[0];
    }
  }
  throw new Error("the server said nothing");
}

function expect(holds, what) {
  if (!holds) throw new Error(what);
}
