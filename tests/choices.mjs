// Tries out in a browser what a reader may choose on an event's page.
//
//     node tests/choices.mjs PROGRAM BROWSER [NAME …]
//
// PROGRAM is `rashomon`, BROWSER the program of a Chromium; with names only these tests run. Ends with 1 if
// anything is wrong.

import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { chromium } from "playwright-core";

import { serve } from "./browser/server.mjs";
import { writeSite } from "./choices/big.mjs";
import * as looking from "./choices/looking.mjs";
import * as reading from "./choices/reading.mjs";
import * as speed from "./choices/speed.mjs";

const [, , program, executablePath, ...names] = process.argv;
const scratch = await mkdtemp(path.join(tmpdir(), "choices-"));
const folder = path.join(scratch, "built");
await writeSite(path.join(scratch, "site"));
execFileSync(program, ["build", "--quiet", "--root", path.join(scratch, "site"), "--output-dir", folder], { stdio: ["ignore", "inherit", "ignore"] });
const browser = await chromium.launch({ executablePath });
const host = await serve(folder, "/");
const tests = Object.entries({ ...reading, ...looking, ...speed });
const all = [];
try {
  for (const [name, test] of tests.filter(([name]) => names.length === 0 || names.includes(name))) {
    const problems = [];
    await test({ browser, home: host.home, folder, problems }).catch((error) => problems.push(error.message));
    console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${name}`);
    all.push(...problems.map((problem) => `${name}: ${problem.slice(0, 1000)}`));
  }
} finally {
  await browser.close();
  await host.close();
  await rm(scratch, { recursive: true });
}
for (const problem of all) console.error(problem);
console.log(`${tests.length} tests, ${all.length} problems`);
process.exitCode = all.length === 0 ? 0 : 1;
