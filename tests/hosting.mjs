// Runs what the manual says of hosts (docs/hosting.md) on a built site.
//
//     node tests/hosting.mjs PROGRAM ROOT SITE BROWSER
//
// PROGRAM is `rashomon`, ROOT a site's folder and SITE what was built of it, BROWSER the program of a Chromium. Needs nginx, git and
// Python. Ends with 1 if anything is wrong.

import { execFileSync, spawn } from "node:child_process";
import { chmod, cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import vm from "node:vm";

import { chromium } from "playwright-core";
import { parse } from "yaml";

import { listen } from "./browser/page.mjs";
import { addressOf, filesOf } from "./hosting/files.mjs";
import { headersOf } from "./hosting/headers.mjs";

const [, , program, root, site, executablePath] = process.argv;
if (!executablePath) {
  console.error("usage: node tests/hosting.mjs PROGRAM ROOT SITE BROWSER");
  process.exit(2);
}

const manual = await readFile(new URL("../docs/hosting.md", import.meta.url), "utf8");
const files = await filesOf(site);
const promised = headersOf(await readFile(path.join(site, "_headers"), "utf8"));
const scratch = await mkdtemp(path.join(tmpdir(), "hosting-"));
await chmod(scratch, 0o755);
const problems = [];
try {
  for (const test of [withNginx, withPython, withCloudFront, byWorkflow]) {
    const before = problems.length;
    const told = await test().catch((error) => void problems.push(`${test.name}: ${error.message}`));
    console.log(`${problems.length === before ? "ok  " : "FAIL"} ${test.name}${told ? `: ${told}` : ""}`);
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
for (const problem of problems.slice(0, 30)) console.error(problem);
console.log(`${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** The snippet of the manual below a comment of this name. */
function snippet(name) {
  const found = manual.match(new RegExp(`<!-- ${name} -->\n\`\`\`\\w+\n([\\s\\S]*?)\n\`\`\``));
  if (!found) throw new Error(`the manual has no snippet "${name}"`);
  return found[1];
}

function expect(condition, message) {
  if (!condition) problems.push(message);
}

/** nginx serves every file by its address, with the headers that `_headers` promises, and the pages work in a browser. */
async function withNginx() {
  const port = await freePort();
  await symlink(path.resolve(site), path.join(scratch, "current"));
  const server = snippet("nginx")
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replace("/srv/www/coverage/current", path.join(scratch, "current"));
  expect(server.includes(String(port)) && server.includes(scratch), "the snippet has another port or root than the test replaces");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${scratch}/${name};`);
  // Started by root, nginx would read the site as somebody else, who may not.
  const user = process.getuid() === 0 ? "user root;\n" : "";
  const outside = `${user}error_log ${scratch}/error.log;\npid ${scratch}/nginx.pid;\nevents {}\n`;
  const inside = `include /etc/nginx/mime.types;\naccess_log off;\n${temporary.join("\n")}\n${server}`;
  await writeFile(path.join(scratch, "nginx.conf"), `${outside}http {\n${inside}\n}\n`);
  const nginx = spawn("/usr/sbin/nginx", ["-c", path.join(scratch, "nginx.conf"), "-g", "daemon off;"], { stdio: "inherit" });
  const home = `http://127.0.0.1:${port}`;
  try {
    await reachable(home);
    for (const file of files) await served(home, file);
    await missing(home);
    return `${files.length} files and ${await inBrowser(home)} pages in a browser`;
  } finally {
    nginx.kill();
  }
}

/** One file: its bytes and its headers. */
async function served(home, file) {
  const hidden = /^(\.rashomon|_headers$|_redirects$)/.test(file);
  const address = addressOf(file);
  const response = await fetch(home + address);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (hidden) return expect(response.status === 404, `${address}: ${response.status}, but it is for other hosts`);
  expect(response.status === 200, `${address}: ${response.status}`);
  expect(bytes.equals(await readFile(path.join(site, file))), `${address}: other bytes`);
  const wanted = { "Cache-Control": "no-cache", ...promised(address) };
  for (const [name, value] of Object.entries(wanted)) {
    expect(response.headers.get(name) === value, `${address}: ${name} is ${response.headers.get(name)}, not ${value}`);
  }
  const kind = { ".webmanifest": "application/manifest+json", ".html": "text/html; charset=utf-8" }[path.extname(file)];
  if (kind) expect(response.headers.get("content-type") === kind, `${address}: ${response.headers.get("content-type")}`);
}

/** What is not there has the site's own page, and a folder without its slash leads to the folder. */
async function missing(home) {
  const nothing = await fetch(`${home}/no/such/page/`);
  const own = await readFile(path.join(site, "404.html"), "utf8");
  expect(nothing.status === 404 && (await nothing.text()) === own, "what is not there is not answered with 404.html");
  const folder = addressOf(files.find((file) => file.endsWith("/index.html")));
  const moved = await fetch(home + folder.slice(0, -1), { redirect: "manual" });
  expect(moved.status === 301 && moved.headers.get("location") === folder, `${folder} without its slash: ${moved.status}`);
}

/** Pages of each kind, and a search, without a word in the console. */
async function inBrowser(home) {
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage();
    listen(page, `${home}/`, problems);
    const events = files.filter((file) => /^events\/[^/]+\/([^/]+\/)?index\.html$/.test(file));
    const pages = ["index.html", "topics/index.html", ...events.slice(0, 4)].filter((file) => files.includes(file));
    for (const file of pages) await page.goto(home + addressOf(file), { waitUntil: "networkidle" });
    await page.goto(`${home}/search/?q=the`, { waitUntil: "networkidle" });
    expect((await page.locator("main li a[href*='#'], main article a").count()) > 0, "the search finds nothing");
    return pages.length + 1;
  } finally {
    await browser.close();
  }
}

/** The program of Python that the manual names serves all addresses. */
async function withPython() {
  const [, command] = snippet("plain").split("\n");
  const port = await freePort();
  const [python, ...rest] = command.replace("public", path.resolve(site)).replace("8000", `--bind 127.0.0.1 ${port}`).split(" ");
  const server = spawn(python, rest, { stdio: "ignore" });
  const home = `http://127.0.0.1:${port}`;
  try {
    await reachable(home);
    for (const file of files) {
      const { status } = await fetch(home + addressOf(file));
      expect(status === 200, `${file}: ${status} by ${python}`);
    }
    return `${files.length} files`;
  } finally {
    server.kill();
  }
}

/** The function for CloudFront finds the file behind every address. */
async function withCloudFront() {
  const context = vm.createContext({});
  vm.runInContext(snippet("cloudfront"), context);
  const ask = (uri) => context.handler({ request: { uri } });
  for (const file of files) expect(ask(addressOf(file)).uri === `/${encodeURI(file)}`, `${file}: ${ask(addressOf(file)).uri}`);
  const folder = addressOf(files.find((file) => file.endsWith("/index.html")));
  const moved = ask(folder.slice(0, -1));
  expect(moved.statusCode === 301 && moved.headers.location.value === folder, `${folder} without its slash: ${JSON.stringify(moved)}`);
  return `${files.length} addresses`;
}

/** What the workflow runs builds the site where it looks for it. */
async function byWorkflow() {
  const { jobs } = parse(snippet("workflow"));
  const { steps } = jobs.publish;
  const folder = path.join(scratch, "checkout");
  await cp(root, folder, { recursive: true, filter: (name) => !/\/(target|node_modules|\.git|public)$/.test(name) });
  const env = { ...process.env, PATH: `${path.dirname(path.resolve(program))}:${process.env.PATH}` };
  const commands = steps.map(({ run }) => run).filter((run) => run && !run.includes("cargo install"));
  for (const command of commands) execFileSync("sh", ["-ec", command], { cwd: folder, env, stdio: ["ignore", "ignore", "inherit"] });
  const uploaded = steps.find(({ uses }) => uses?.startsWith("actions/upload-pages-artifact")).with.path;
  const found = await filesOf(path.join(folder, uploaded));
  expect(JSON.stringify(found) === JSON.stringify(files), `the workflow builds ${found.length} files, not ${files.length}`);
  return `${commands.length} commands`;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function reachable(home) {
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(home).catch(() => null)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing answers at ${home}`);
}
