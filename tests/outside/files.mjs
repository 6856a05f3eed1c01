// What the scripts beside this file share: the files of built sites, and the last line of a script.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

const sites = process.argv.slice(2);
if (sites.length === 0) {
  console.error(`usage: node ${path.basename(process.argv[1])} SITE…`);
  process.exit(2);
}

/** All files of the sites with one of these names or endings, as `{ name, text }`. */
export async function files(...endings) {
  const found = [];
  for (const site of sites) {
    for (const file of (await readdir(site, { recursive: true })).sort()) {
      if (endings.some((ending) => file === ending || file.endsWith(ending))) {
        found.push({ name: `${site}/${file}`, text: await readFile(path.join(site, file), "utf8") });
      }
    }
  }
  return found;
}

/** Says what was read and what is wrong with it; without anything read, that is wrong too. */
export function report(what, count, problems) {
  for (const problem of problems) console.error(problem);
  console.log(`${what}: ${count} read, ${problems.length} problems`);
  if (count === 0 || problems.length > 0) process.exitCode = 1;
}
