// Puts hostile texts into every place of a site, builds it, imports them, previews them, and holds in a
// browser that nothing of them runs: no script, no dialog, no request to another host, neither with the
// Content-Security-Policy of hosts nor without any.
//
//     node tests/hostile.mjs PROGRAM BROWSER [EVERY]
//
// EVERY is a number: only each such text is tried, where there is little time. Ends with 1 if anything ran, or stands in a page that could.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { chromium } from "playwright-core";

import { serve } from "./browser/server.mjs";
import { PAYLOADS as ALL } from "./hostile/payloads.mjs";
import { files, page as archived, write } from "./hostile/sites.mjs";
import { tab, visit } from "./hostile/watch.mjs";

const [, , program, chromiumPath, every = "1"] = process.argv;
if (!program || !chromiumPath) {
  console.error("usage: node tests/hostile.mjs PROGRAM BROWSER [EVERY]");
  process.exit(2);
}

const PAYLOADS = ALL.filter((_, index) => index % Number(every) === 0);

/** Texts of one site: many make its title long, few make many sites. */
const PER_SITE = 75;

const rashomon = path.resolve(program);
const scratch = await mkdtemp(path.join(tmpdir(), "hostile-"));
const browser = await chromium.launch({ executablePath: chromiumPath });
const problems = [];
let opened = 0;
try {
  await judge();
  for (let start = 0; start < PAYLOADS.length; start += PER_SITE) {
    const payloads = PAYLOADS.slice(start, start + PER_SITE);
    const root = path.join(scratch, `site-${start}`);
    const refused = await build(root, payloads);
    console.log(`${payloads.length} texts: the program refuses ${refused} bodies, and builds the rest`);
    await walk(path.join(root, "public"), payloads);
    console.log(`${opened} pages opened, ${problems.length} problems`);
  }
  await imports();
  await previews();
} finally {
  await browser.close();
  await rm(scratch, { recursive: true, force: true });
}
for (const problem of [...new Set(problems)].sort()) console.error(problem);
console.log(`${PAYLOADS.length} texts, ${opened} pages opened, ${new Set(problems).size} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Runs the program; resolves to its status and what it said. */
async function run(args, cwd) {
  const options = { cwd, maxBuffer: 1 << 28, env: { ...process.env, TERM: "dumb" } };
  return promisify(execFile)(rashomon, args, options).then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    (error) => ({ status: error.code, stdout: error.stdout ?? "", stderr: error.stderr ?? String(error) }),
  );
}

/** Builds a site of hostile texts without the bodies that are refused; how many that are. */
async function build(root, payloads) {
  const plain = new Set();
  for (let round = 0; round < 3; round += 1) {
    await write(root, files(payloads, plain));
    const { status, stderr } = await run(["build", "--format", "json", "-o", "public"], root);
    if (status === 0) return plain.size;
    const found = stderr.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
    const errors = found.filter((finding) => finding.severity === "error");
    const again = errors.filter((finding) => plain.has(finding.file) || !finding.file?.startsWith("content/"));
    if (again.length > 0 || errors.length === 0) throw new Error(`cannot build: ${JSON.stringify(again[0] ?? stderr)}`);
    for (const { file } of errors) plain.add(file);
  }
  throw new Error("the site is refused again and again");
}

/** Opens every page of a built site, with the policy and without. */
async function walk(folder, payloads) {
  const names = await readdir(folder, { recursive: true });
  const pages = names.filter((name) => name.endsWith(".html")).map((name) => name.replace(/index\.html$/, ""));
  const data = names.filter((name) => /\.(xml|json|csv|bib|txt|jsonld)$/.test(name) && !name.includes("pagefind"));
  for (const strict of [false, true]) {
    const host = await serve(folder, "/", strict);
    // The policy is the second wall; behind the first, a part of the pages tells whether it stands.
    const chosen = strict ? pages.filter((_, index) => index % 12 === 0) : pages;
    const asked = [...chosen];
    if (!strict) {
      asked.push(...data.filter((_, index) => index % 4 === 0));
      // Addresses are texts that anybody chooses.
      const [page] = pages.filter((name) => /^events\/[^/]+\/$/.test(name));
      const sign = (payload) => encodeURIComponent(payload);
      for (const payload of payloads.filter((_, index) => index % 3 === 0)) {
        asked.push(`${page}?show=${sign(payload)}&order=${sign(payload)}&fact=${sign(payload)}#${sign(payload)}`);
      }
      for (const payload of payloads.filter((_, index) => index % 8 === 0)) asked.push(`search/?q=${sign(payload)}&outlet=${sign(payload)}`);
    }
    await each(host.home, strict, asked, (address) => ({ act: /^events\/[^/]+\/$|^search|\?/.test(address) }));
    await host.close();
  }
}

/** Opens addresses, a few at a time, and keeps the problems. */
async function each(home, strict, addresses, how) {
  const rest = [...addresses];
  const work = async () => {
    const seen = await tab(browser, home, strict);
    for (let address = rest.shift(); address !== undefined; address = rest.shift()) {
      opened += 1;
      const found = await visit(seen, address, how(address));
      problems.push(...found.map((problem) => `/${address}: ${problem}`));
    }
    await seen.context.close();
  };
  await Promise.all([work(), work(), work()]);
}

/** Imports hostile pages, and builds a site of the drafts. */
async function imports() {
  const root = path.join(scratch, "imported");
  await write(root, new Map([["site.toml", 'base_url = "https://example.org/"\ntitle = "T"\n[share]\ncards = false\n']]));
  await write(root, new Map([["content/index.md", '+++\ntitle = "Home"\n+++\n']]));
  const chosen = PAYLOADS.filter((_, index) => index % 9 === 0);
  let imported = 0;
  for (const [index, payload] of chosen.entries()) {
    await writeFile(path.join(root, "page.html"), archived(payload));
    const { status, stderr } = await run(["import", "page.html", "--event", "e", "--outlet", `o${index}`], root);
    if (status === 0) imported += 1;
    else if (status !== 1 || !stderr.startsWith("error[")) problems.push(`import of ${payload}: ${stderr}`);
  }
  const built = await run(["build", "--drafts", "-o", "public"], root);
  if (built.status !== 0) return problems.push(`the imported site cannot be built: ${built.stderr.slice(0, 2000)}`);
  console.log(`${imported} of ${chosen.length} hostile pages imported`);
  if (imported < chosen.length / 2) problems.push("most pages could not be imported");
  await walk(path.join(root, "public"), []);
}

/** Previews sites whose files are refused: their findings show the hostile texts over the page. */
async function previews() {
  const root = path.join(scratch, "previewed");
  const payloads = PAYLOADS.filter((_, index) => index % 15 === 0);
  const made = files(payloads, new Set());
  for (const [index, payload] of payloads.entries()) {
    const broken = `+++\ntitle = ${JSON.stringify(payload.replaceAll(/[\u0000-\u001f]/g, " "))}\n"${payload.replaceAll(/["\\\s]/g, "")}" = 1\n+++\n[${payload}](fact:x)\n`;
    made.set(`content/broken/b${index}.md`, broken);
    made.set(`content/events/e0/broken${index}.md`, broken);
  }
  await write(root, made);
  const child = spawn(rashomon, ["serve", "--root", root, "--port", "0"], { env: { ...process.env, TERM: "dumb" } });
  try {
    const home = await new Promise((resolve, reject) => {
      let said = "";
      const listen = (chunk) => {
        said += chunk;
        const found = /http:\/\/[\d.:]+\//.exec(said);
        if (found) resolve(found[0]);
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      child.on("exit", () => reject(new Error(`the preview ended: ${said}`)));
    });
    const addresses = ["", "_preview/", "events/e0/", "pages/p0/", ...payloads.map((_, index) => `broken/b${index}/`)];
    addresses.push(...payloads.map((payload) => encodeURIComponent(payload)));
    await each(home, false, addresses, () => ({ act: false, preview: true }));
  } finally {
    child.kill();
  }
}

/** A watch that sees nothing would let everything through. */
async function judge() {
  const folder = path.join(scratch, "judge");
  const bad = [
    "<script>X()</script>",
    "<img src=x onerror=X()>",
    "<a href=' JavaScript:X()'>x</a>",
    "<p style='color:red' onclick=X()>x</p>",
    "<iframe src=about:blank></iframe>",
    "<img src=//xss.invalid/x.png>",
    "<form action=javascript:X()></form>",
    "<script>alert(1)</script>",
  ];
  const made = bad.map((html, index) => [`${index}.html`, `<!DOCTYPE html><title>t</title><main>${html}</main>`]);
  await write(folder, new Map(made));
  const host = await serve(folder, "/", false);
  for (const [index, html] of bad.entries()) {
    const seen = await tab(browser, host.home, false);
    const found = await visit(seen, `${index}.html`, { act: true });
    await seen.context.close();
    if (found.length === 0) problems.push(`the watch does not see ${html}`);
  }
  await host.close();
}
