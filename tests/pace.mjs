// Scrolls pages of a built site from top to bottom and tells of every task that would make them jerk.
//
//     node tests/pace.mjs SITE BROWSER ADDRESS...
//
// A task is long above 50 ms (W3C, Long Tasks API) of a quiet machine. What other programs do to this one is no fault
// of the page: a yardstick tells how much it slows down, and a page has five tries. Ends with 1 if a page needs longer.

import path from "node:path";

import { chromium } from "playwright-core";

import { serve } from "./browser/server.mjs";
import { LONG, longestTask, slowness } from "./browser/tasks.mjs";

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
      let longest = Infinity;
      for (let tries = 0; longest > LONG && tries < TRIES; tries += 1) longest = Math.min(longest, await scroll(address, viewport));
      console.log(`${longest > LONG ? "FAIL" : "ok  "} /${address} at ${viewport.width} px: longest task ${longest.toFixed(0)} ms`);
      if (longest > LONG) slow += 1;
    }
  }
} finally {
  await browser.close();
  await host.close();
}
process.exitCode = slow === 0 ? 0 : 1;

/** Scrolls through a page screen by screen. Resolves to the longest task on the way, in milliseconds of a quiet machine. */
async function scroll(address, viewport) {
  const factor = await slowness(browser);
  const page = await browser.newPage({ viewport });
  try {
    await page.goto(host.home + address, { waitUntil: "networkidle" });
    return (await longestTask(browser, page, throughAll)) / factor;
  } finally {
    await page.close();
  }
}

function throughAll(page) {
  return page.evaluate(async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
      scrollTo({ top, behavior: "instant" });
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
}
