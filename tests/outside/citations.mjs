// Reads the citations with Citation.js: CSL-JSON and BibTeX, which must say the same, and makes a
// reference of each.
//
//     node citations.mjs SITE…

import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";

import { files, report } from "./files.mjs";

const problems = [];
const documents = await files("citation.json");
const bibtex = new Map((await files("citation.bib")).map(({ name, text }) => [name, text]));
for (const { name, text } of documents) {
  try {
    const csl = new Cite(text);
    const [item, ...more] = csl.data;
    const [entry, ...others] = new Cite(bibtex.get(name.replace(/json$/, "bib"))).data;
    if (more.length + others.length > 0) throw new Error("more than one work");
    for (const [what, here, there] of [
      ["id", item.id, entry["citation-key"]],
      ["title", item.title ?? entry.title, entry.title],
      ["URL", item.URL, entry.URL],
      ["author", item.author?.[0].literal, entry.author?.[0].literal ?? entry.author?.[0].family],
      ["date", JSON.stringify(item.issued), JSON.stringify(entry.issued)],
      ["outlet", item["container-title"], entry.publisher],
      ["note", item.note, entry.note],
    ]) {
      if (here !== there) problems.push(`${name}: ${what}: ${here} is not ${there}`);
    }
    const reference = csl.format("bibliography", { template: "apa" });
    if (reference.trim().length < 10) problems.push(`${name}: no reference comes of it`);
  } catch (error) {
    problems.push(`${name}: ${error.message}`);
  }
}
report("Citations, Citation.js", documents.length, problems);
