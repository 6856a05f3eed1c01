// A generated site: an event of ten reports and sixty facts, and one of twelve facts, all invented. Names of outlets stand wherever an
// editor could write them.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

export const OUTLETS = [
  ["gazette", "The Harrowmere Gazette (invented)", "Gazette"],
  ["courier", "Amberly Courier (invented)", "Courier"],
  ["lantern", "Northern Lantern (invented)", "Lantern"],
  ["zvezda", "Вечерняя Звезда (invented)", "Звезда"],
  ["postasi", "Kıyı Postası (invented)", "Kıyı Postası"],
  ["radio-mar", "Radio Mar+Mar (invented)", "Mar+Mar"],
  ["feuille", "La Feuille d’Orme (invented)", "Feuille d’Orme"],
  ["tidings", "Tarn Tidings (invented)", "Tidings"],
  ["bao", "潮声报 (invented)", "潮声报"],
  ["herald", "Herald of Wick (invented)", "Herald"],
].map(([id, name, short]) => ({ id, name, short }));

export const EVENTS = { storm: 60, breeze: 12 };
const VALUES = ["forty", "fifty", "sixty"];

/** Writes the site into a folder. */
export async function writeSite(folder) {
  const write = async (name, text) => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  await write("site.toml", 'base_url = "https://example.org/"\ntitle = "Invented"\n');
  await write("content/index.md", '+++\ntitle = "Home"\n+++\n\nAn invented site.\n');
  for (const { id, name, short } of OUTLETS) {
    await write(`content/outlets/${id}.md`, `+++\nname = "${name}"\nshort = "${short}"\n+++\n\nAn invented outlet.\n`);
  }
  for (const [slug, count] of Object.entries(EVENTS)) {
    await write(`content/events/${slug}/index.md`, event(count));
    for (const [index, outlet] of OUTLETS.entries()) {
      await write(`content/events/${slug}/${outlet.id}.md`, report(outlet, index, count));
    }
  }
}

function event(count) {
  const named = OUTLETS.map(({ short }) => short).join(", ");
  const facts = Array.from({ length: count }, (_, index) => {
    const group = index % 12 === 0 ? `## Part ${index / 12 + 1}\n\n` : "";
    const kind = index % 5 === 0 ? " unit=roofs" : "";
    return `${group}### What of matter ${index + 1}? {#matter-${index + 1} .fact${kind}}\n\nThe Gazette counts otherwise, writes Курьер; ${OUTLETS[index % 10].name} does not.\n`;
  });
  return `+++
title = "The storm that the Gazette saw first (invented)"
date = 2024-03-02
summary = "Ten invented reports of a storm that nobody saw: ${named}."
sources = [${OUTLETS.map(({ id }) => `"${id}"`).join(", ")}]

[[corrections]]
date = 2024-03-09
text = "The figure of the ${OUTLETS[1].name} was misread."
+++

These reports are invented: ${named}.

${facts.join("\n")}
## Names

### The storm {#storm .term}

## Voices

### The mayor {#mayor .voice}

### A reporter of the Herald {#reporter .voice}
`;
}

function report({ id, short }, index, count) {
  const facts = Array.from({ length: count }, (_, fact) => {
    if ((fact * 7 + index * 3) % 10 >= 8) return "";
    const value = VALUES[(fact * 3 + index) % (fact % 3 === 0 ? 3 : 1)];
    const figure = { forty: 40, fifty: 50, sixty: 60 }[value];
    const words = `${value} of matter ${fact + 1} were seen from the ${["harbour", "hill"][index % 2]} that night, they told ${short}`;
    return `The report says [${words}](fact:matter-${fact + 1}?value=${fact % 5 === 0 ? figure : value}), and no more.`;
  });
  const paragraphs = [];
  for (let at = 0; at < facts.length; at += 6) paragraphs.push(facts.slice(at, at + 6).filter(Boolean).join("\n"));
  return `+++
outlet = "${id}"
title = "${short} sees a storm"
published = 2024-03-02T0${index % 10}:00:00+00:00
coded = true
+++

${paragraphs.join("\n\n")}

It speaks of [${index % 2 ? "the gale" : "the great wind"}](term:storm), and lets the mayor speak: [We of ${short} held the roofs](voice:mayor).
Its cause is [the warm sea](frame:cause).
`;
}
