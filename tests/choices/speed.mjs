// A large event stays quick under every choice, and what it loads stays small.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { expect, openPanel, visit } from "./harness.mjs";

/** Milliseconds that readers begin to notice (W3C, Long Tasks API). */
const LONG = 50;
const LARGEST = 15 * 1024;
const TRIES = 8;
/** Milliseconds that the yardstick takes on the machine, when it is quiet, whose milliseconds are meant. */
const YARDSTICK = 33;

/** All scripts of an event's page, compressed together. */
export async function size({ folder }) {
  const scripts = path.join(folder, "scripts");
  const names = (await readdir(scripts)).filter((name) => !/^(source|search)\./.test(name));
  const texts = await Promise.all(names.map((name) => readFile(path.join(scripts, name))));
  const compressed = (text) => gzipSync(text, { level: 9 }).length;
  const bytes = compressed(Buffer.concat(texts));
  const apart = texts.reduce((sum, text) => sum + compressed(text), 0);
  console.log(`     ${texts.length} scripts, compressed together ${bytes} bytes, each by itself ${apart}`);
  expect(bytes <= LARGEST, `the scripts of an event have ${bytes} bytes compressed, more than ${LARGEST}`);
}

const ACTIONS = {
  "hiding a report": (page) => page.locator("input[name='choice-report']").nth(3).uncheck(),
  "showing it again": (page) => page.locator("input[name='choice-report']").nth(3).check(),
  "moving a report": (page) => page.locator("[data-move='1']").first().click(),
  "differences first": (page) => page.locator("input[name='choice-first']").check(),
  "the editor's order": (page) => page.locator("input[name='choice-first']").uncheck(),
  "a lens": (page) => page.locator("input[name='choice-lens'][value='terms']").check(),
  "no lens": (page) => page.locator("input[name='choice-lens'][value='']").check(),
  "blind reading": (page) => page.locator("input[name='choice-blind']").check(),
  "names again": (page) => page.locator("input[name='choice-blind']").uncheck(),
};

/**
 * No action takes longer than 50 ms at a time while the whole table is on the screen. Machines differ, and a busy one
 * makes every task longer: what a yardstick takes beside it says how much. The best of several tries counts.
 */
export async function longTasks(given) {
  const best = new Map();
  const slow = () => [...best].filter(([, longest]) => longest > LONG);
  const paces = [];
  for (let attempt = 0; attempt < TRIES && (attempt === 0 || slow().length > 0); attempt++) {
    const pace = Math.max(1, (await yardstick(given)) / YARDSTICK);
    paces.push(pace);
    await visit(given, "events/storm/#facts", async (page) => {
      await openPanel(page);
      for (const [name, act] of Object.entries(ACTIONS)) {
        await page.waitForTimeout(150);
        best.set(name, Math.min(best.get(name) ?? Infinity, (await longestTask(given.browser, page, act)) / pace));
      }
    });
  }
  console.log(`     longest task in ms: ${told([...best])}; machine slower than the quiet one by ${paces.map((pace) => pace.toFixed(2)).join(", ")}`);
  expect(slow().length === 0, `tasks longer than ${LONG} ms: ${told(slow())}`);
}

/** What a browser takes to style, lay out and paint a plain table of 3,000 cells anew, in milliseconds; the best of three. */
async function yardstick({ browser }) {
  const page = await browser.newPage();
  const row = `<tr>${"<td>forty roofs were lost</td>".repeat(10)}</tr>`;
  await page.setContent(`<!doctype html><table>${row.repeat(300)}</table>`);
  const times = [];
  for (const size of ["9px", "10px", "11px"]) {
    times.push(await longestTask(browser, page, () => page.evaluate((size) => void (document.body.style.fontSize = size), size)));
  }
  await page.close();
  return Math.min(...times);
}

/**
 * The longest task of a page's main thread while something is done, in milliseconds that the thread worked: the time that
 * other programs take is not the page's.
 */
async function longestTask(browser, page, act) {
  await browser.startTracing(page, { categories: ["toplevel"] });
  await act(page);
  await page.waitForTimeout(400);
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const pages = new Set(traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(thread));
  const tasks = traceEvents.filter((event) => event.name.endsWith("RunTask") && pages.has(thread(event)));
  expect(tasks.length > 0, "the browser's record has no task of the page");
  return Math.max(...tasks.map(({ tdur }) => (tdur ?? 0) / 1000));
}

const told = (actions) => actions.map(([name, longest]) => `${name} ${longest.toFixed(0)}`).join(", ");
