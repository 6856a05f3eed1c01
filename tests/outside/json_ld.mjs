// Expands the JSON-LD of every page and holds it against the vocabulary of schema.org: every type and
// property exists, stands where it may, and has a value of a kind that it may have.
//
//     node json_ld.mjs SITE…

import jsonld from "jsonld";

import { files, report } from "./files.mjs";
import { schemaContext, schemaOrg } from "./vocabulary.mjs";

const SCHEMA = "http://schema.org/";
const BLOCK = /<script type="application\/ld\+json">(.*?)<\/script>/gs;

const vocabulary = schemaOrg();
const context = schemaContext(vocabulary);
const documentLoader = async (url) => {
  if (url !== "https://schema.org") throw new Error(`asks for ${url}`);
  return { documentUrl: url, document: context };
};

const problems = [];
const terms = new Set();
let count = 0;
for (const { name, text } of await files(".html")) {
  const blocks = [...text.matchAll(BLOCK)];
  const wanted = text.includes('<meta name="robots" content="noindex') ? 0 : 1;
  if (blocks.length !== wanted) problems.push(`${name}: ${blocks.length} blocks of JSON-LD`);
  for (const [, block] of blocks) {
    count += 1;
    try {
      const nodes = await jsonld.expand(JSON.parse(block), { documentLoader, safe: true });
      const types = new Map();
      for (const node of nodes) gather(node, types);
      for (const node of nodes) look(node, types, (problem) => problems.push(`${name}: ${problem}`));
    } catch (error) {
      problems.push(`${name}: ${error.message} ${JSON.stringify(error.details ?? {})}`);
    }
  }
}
report(`JSON-LD, jsonld and schema.org (${terms.size} terms)`, count, problems);

/** Notes the types of all nodes by id, for nodes that are only referred to. */
function gather(node, types) {
  if (node["@id"] && node["@type"]) types.set(node["@id"], node["@type"]);
  for (const value of Object.values(node).flat()) if (typeof value === "object") gather(value, types);
}

function look(node, types, complain) {
  for (const type of node["@type"] ?? []) {
    terms.add(type);
    if (!vocabulary.classes.has(type)) complain(`there is no type ${type}`);
  }
  const own = new Set((node["@type"] ?? []).flatMap(vocabulary.above));
  for (const [key, values] of Object.entries(node)) {
    if (key.startsWith("@")) continue;
    terms.add(key);
    const property = vocabulary.properties.get(key);
    if (!property) {
      complain(`there is no property ${key}`);
      continue;
    }
    if (property.superseded.length > 0) complain(`${key} is superseded by ${property.superseded}`);
    if (!property.domain.some((type) => own.has(type))) complain(`${node["@type"]} has no ${key}`);
    for (const value of values) {
      if (!fits(value, property.range, types)) complain(`${key} cannot be ${JSON.stringify(value).slice(0, 120)}`);
      if (!("@value" in value)) look(value, types, complain);
    }
  }
}

/** Whether a value is of one of the kinds that a property may have. */
function fits(value, range, types) {
  const kinds = (...names) => names.some((name) => range.includes(SCHEMA + name));
  if ("@value" in value) {
    if (typeof value["@value"] === "number") return kinds("Integer", "Number");
    const date = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?)?$/.test(value["@value"]);
    return kinds("Text") || (date && kinds("Date", "DateTime"));
  }
  // A bare reference may be an address, or a node that is described elsewhere.
  const bare = Object.keys(value).every((key) => key === "@id");
  if (bare && kinds("URL", "Thing")) return true;
  const type = value["@type"] ?? types.get(value["@id"]) ?? [];
  return type.flatMap(vocabulary.above).some((kind) => range.includes(kind));
}
