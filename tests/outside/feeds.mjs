// Reads the feeds as feed readers in JavaScript do, and holds JSON Feeds against a schema.
//
//     node feeds.mjs SITE…
//
// No package ships a schema of JSON Feed 1.1; `json-feed.schema.json` was written from its text.

import { readFile } from "node:fs/promises";

import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import RssParser from "rss-parser";

import { files, report } from "./files.mjs";

const schema = JSON.parse(await readFile(new URL("json-feed.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv({ allErrors: true });
formats(ajv);
const valid = ajv.compile(schema);

const atoms = await files("atom.xml");
const jsons = await files("feed.json");
await read("Atom, rss-parser", atoms, async (text, same) => {
  const feed = await new RssParser().parseString(text);
  same(feed.items.map((item) => item.isoDate && item.content && [item.id, item.link, item.title]));
});
await read("Atom, feedsmith", atoms, (text, same) => {
  const feed = parseAtomFeed(text);
  same((feed.entries ?? []).map((entry) => [entry.id, entry.links[0].href, entry.title.value]));
});
await read("JSON Feed, feedsmith", jsons, (text, same) => {
  const feed = parseJsonFeed(text);
  same((feed.items ?? []).map((item) => item.content_html && [item.id, item.url, item.title]));
});
await read("JSON Feed, schema", jsons, (text) => {
  if (!valid(JSON.parse(text))) throw new Error(ajv.errorsText(valid.errors));
});

/** Reads each file; `same` holds what a reader found of each entry against the JSON Feed's own text. */
async function read(what, documents, reader) {
  const problems = [];
  for (const { name, text } of documents) {
    const twin = jsons.find((json) => json.name === name.replace("atom.xml", "feed.json"));
    const wanted = JSON.parse(twin.text).items.map((item) => [item.id, item.url, item.title]);
    const same = (found) => {
      const told = (entries) => JSON.stringify(entries);
      if (told(found) !== told(wanted)) throw new Error(`read as ${told(found)}, not ${told(wanted)}`);
    };
    try {
      await reader(text, same);
    } catch (error) {
      problems.push(`${name}: ${error.message}`);
    }
  }
  report(what, documents.length, problems);
}
