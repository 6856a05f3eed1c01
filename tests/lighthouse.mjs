// Has Lighthouse judge pages of a built site as a phone on a slow network would load them.
//
//     node tests/lighthouse.mjs SITE BROWSER ADDRESS...
//
// Each page is judged three times, and the median counts. Speed is a matter of the machine too: Lighthouse makes it seem
// four times slower, as a phone is, and less where a yardstick shows that it is slow already; where only speed misses,
// three more runs have to show it. Ends with 1 if a page falls short.

import path from "node:path";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";

import { serve } from "./browser/server.mjs";
import { slowness } from "./browser/tasks.mjs";

/** Least score of each category, of a hundred. */
const LEAST = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const RUNS = 3;
/** How many times slower than a computer Lighthouse takes a phone to be. */
const PHONE = 4;

const [, , site, program, ...addresses] = process.argv;
if (!site || !program || addresses.length === 0) {
  console.error("usage: node tests/lighthouse.mjs SITE BROWSER ADDRESS...");
  process.exit(2);
}

const host = await serve(path.resolve(site), "/");
const browser = await launch({ chromePath: program, chromeFlags: ["--headless=new", "--no-sandbox"], logLevel: "silent" });
const problems = [];
try {
  for (const address of addresses) problems.push(...(await judge(address)));
} finally {
  browser.kill();
  await host.close();
}

for (const problem of problems) console.error(problem);
console.log(`${addresses.length} pages, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** What a page lacks. */
async function judge(address) {
  let runs = await several(address);
  const isSlow = () => median(runs, "performance") < LEAST.performance;
  if (isSlow()) runs = await several(address);
  const told = Object.keys(LEAST).map((category) => `${category} ${median(runs, category)}`);
  console.log(`/${address}: ${told.join(", ")}`);
  return Object.entries(LEAST).flatMap(([category, least]) => {
    const score = median(runs, category);
    if (score >= least) return [];
    const whole = runs.find((run) => run.scores[category] === score);
    return [`/${address}: ${category} ${score} of ${least}: ${whole.failures(category).join("; ")}`];
  });
}

async function several(address) {
  const runs = [];
  while (runs.length < RUNS) runs.push(await run(address));
  return runs;
}

/** How many times slower this machine has to seem now. */
async function slowdown() {
  const measured = await chromium.launch({ executablePath: program });
  try {
    return Math.max(1, PHONE / (await slowness(measured)));
  } finally {
    await measured.close();
  }
}

/** One run: its scores, and what cost points in a category. */
async function run(address) {
  const throttling = { cpuSlowdownMultiplier: await slowdown() };
  const options = { port: browser.port, logLevel: "silent", output: "json", onlyCategories: Object.keys(LEAST), throttling };
  const { lhr } = await lighthouse(host.home + address, options);
  if (lhr.runtimeError) throw new Error(`/${address}: ${lhr.runtimeError.message}`);
  const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(100 * score)]));
  const failures = (category) => {
    const counted = lhr.categories[category].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => lhr.audits[id]);
    const lacking = counted.filter(({ score }) => score !== null && score < 1);
    return lacking.map(({ id, displayValue }) => (displayValue ? `${id} ${displayValue}` : id));
  };
  return { scores, failures };
}

/** The score in the middle. */
function median(runs, category) {
  const scores = runs.map((run) => run.scores[category]).sort((one, other) => one - other);
  return scores[Math.floor(scores.length / 2)];
}
