// A large event stays quick under every choice, and what it loads stays small.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { LONG, longestTask, slowness } from "../browser/tasks.mjs";
import { expect, openPanel, visit } from "./harness.mjs";

const LARGEST = 15 * 1024;
const TRIES = 12;

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
  const factors = [];
  for (let attempt = 0; attempt < TRIES && (attempt === 0 || slow().length > 0); attempt++) {
    const factor = await slowness(given.browser);
    factors.push(factor);
    await visit(given, "events/storm/#facts", async (page) => {
      await openPanel(page);
      for (const [name, act] of Object.entries(ACTIONS)) {
        await page.waitForTimeout(150);
        best.set(name, Math.min(best.get(name) ?? Infinity, (await longestTask(given.browser, page, act)) / factor));
      }
    });
  }
  console.log(`     longest task in ms: ${told([...best])}; machine slower than the quiet one by ${factors.map((factor) => factor.toFixed(2)).join(", ")}`);
  expect(slow().length === 0, `tasks longer than ${LONG} ms: ${told(slow())}`);
}

const told = (actions) => actions.map(([name, longest]) => `${name} ${longest.toFixed(0)}`).join(", ");
