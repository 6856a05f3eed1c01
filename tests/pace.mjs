// Scrolls pages of a built site from top to bottom and tells of every task that would make them jerk.
//
//     node tests/pace.mjs SITE BROWSER ADDRESS...
//
// A task is long above 50 ms (W3C, Long Tasks API). What other programs do to the machine is no fault of the
// page, so a page has five tries. Ends with 1 if a page needs longer.

import path from "node:path";

import { chromium } from "playwright-core";

import { serve } from "./browser/server.mjs";

const TRIES = 5;
const SIZES = [
  { width: 375, height: 800 },
  { width: 1280, height: 800 },
];

const [, , site, program, ...addresses] = process.argv;
if (!site || !program || addresses.length === 0) {
  console.error("usage: node tests/pace.mjs SITE BROWSER ADDRESS...");
  process.exit(2);
}

const host = await serve(path.resolve(site), "/");
const browser = await chromium.launch({ executablePath: program });
let slow = 0;
try {
  for (const address of addresses) {
    for (const viewport of SIZES) {
      let tasks = await scroll(address, viewport);
      for (let tries = 1; tasks.length > 0 && tries < TRIES; tries += 1) tasks = await scroll(address, viewport);
      const told = tasks.length === 0 ? "no long task" : `long tasks: ${tasks.map((task) => `${task.toFixed(0)} ms`).join(", ")}`;
      console.log(`${tasks.length === 0 ? "ok  " : "FAIL"} /${address} at ${viewport.width} px: ${told}`);
      if (tasks.length > 0) slow += 1;
    }
  }
} finally {
  await browser.close();
  await host.close();
}
process.exitCode = slow === 0 ? 0 : 1;

/** Scrolls through a page screen by screen. Resolves to the long tasks on the way, in milliseconds. */
async function scroll(address, viewport) {
  const page = await browser.newPage({ viewport });
  try {
    await page.goto(host.home + address, { waitUntil: "networkidle" });
    return await page.evaluate(async () => {
      const long = [];
      const observer = new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration)));
      observer.observe({ type: "longtask" });
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
        scrollTo({ top, behavior: "instant" });
        await frame();
      }
      await frame();
      await new Promise((resolve) => setTimeout(resolve, 100));
      observer.disconnect();
      return long;
    });
  } finally {
    await page.close();
  }
}
