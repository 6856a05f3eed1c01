// Whether an event's page has all that it compares where no script runs.

import { readFile } from "node:fs/promises";
import path from "node:path";

import { kindOf } from "./weight.mjs";

/** Opens an event's page without scripts and holds it against the comparison as data. Other pages pass. */
export async function withoutScripts(browser, folder, home, address) {
  if (kindOf(address) !== "event") return [];
  const data = JSON.parse(await readFile(path.join(folder, decodeURIComponent(address), "comparison.json"), "utf8"));
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  try {
    await page.goto(home + address, { waitUntil: "load" });
    const told = { facts: data.facts.map(({ id, label }) => ({ id, label })), sources: data.sources.map(({ id }) => id) };
    return (await page.evaluate(missing, told)).map((problem) => `without scripts: ${problem}`);
  } finally {
    await context.close();
  }
}

/** In the page. */
function missing({ facts, sources }) {
  const isSeen = (element) => element?.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const problems = [];
  for (const { id, label } of facts) {
    const row = document.getElementById(id);
    if (!isSeen(row) || !row.textContent.includes(label)) problems.push(`the fact ${id} is not there`);
    else if (row.querySelectorAll("td").length !== sources.length) problems.push(`the fact ${id} lacks reports`);
  }
  for (const id of sources) {
    const links = [...document.querySelectorAll("#parallel h3 a")].filter((link) => link.href.includes(`/${id}/`));
    if (!links.some(isSeen)) problems.push(`the report ${id} is not there`);
  }
  return problems;
}
