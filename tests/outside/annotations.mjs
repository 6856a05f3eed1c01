// Expands the annotations of every event and holds them against the Web Annotation Data Model.
//
//     node annotations.mjs SITE…

import jsonld from "jsonld";

import { files, report } from "./files.mjs";
import { annotationContext, annotationNames } from "./vocabulary.mjs";

const OA = "http://www.w3.org/ns/oa#";
const names = annotationNames();
const documentLoader = async (url) => {
  if (url !== "http://www.w3.org/ns/anno.jsonld") throw new Error(`asks for ${url}`);
  return { documentUrl: url, document: annotationContext };
};

const pages = await files("index.html");
const problems = [];
let marks = 0;
const documents = await files("annotations.jsonld");
for (const { name, text } of documents) {
  const complain = (problem) => problems.push(`${name}: ${problem}`);
  try {
    const data = JSON.parse(text);
    for (const problem of model(data)) complain(problem);
    const page = pages.find((page) => page.name === name.replace("annotations.jsonld", "index.html"));
    for (const anchor of lost(data, page.text)) complain(`the page has no anchor ${anchor}`);
    const nodes = await jsonld.expand(data, { documentLoader, safe: true });
    for (const unknown of unknownNames(nodes)) complain(`there is no ${unknown}`);
    marks += data.total;
  } catch (error) {
    complain(`${error.message} ${JSON.stringify(error.details ?? {})}`);
  }
}
report(`Annotations, jsonld (${marks} marks)`, documents.length, problems);

/** What the model requires of a collection, its page and its annotations. */
function* model(data) {
  const { items } = data.first;
  if (data.type !== "AnnotationCollection" || data.first.type !== "AnnotationPage") yield "is no collection";
  if (data.total !== items.length) yield `says ${data.total} but has ${items.length}`;
  if (data.first.partOf !== data.id) yield "its page belongs elsewhere";
  if (new Set(items.map((item) => item.id)).size !== items.length) yield "an id is there twice";
  for (const item of items) {
    if (item.type !== "Annotation" || !item.id || !item.target || !item.creator?.id) yield `${item.id}: is none`;
    for (const body of item.body) {
      const whole = body.type === "TextualBody" ? body.value : body.source;
      if (!whole || !body.purpose) yield `${item.id}: a body without value or purpose`;
    }
    for (const target of [item.target].flat()) {
      const { type, exact } = target.selector ?? {};
      if (!URL.canParse(target.source) || type !== "TextQuoteSelector" || !exact) yield `${item.id}: a target lacks something`;
    }
  }
}

/** Anchors to which bodies link and that the event's page does not have. */
function lost(data, page) {
  const links = data.first.items.flatMap((item) => item.body).filter((body) => body.purpose === "linking");
  const anchors = new Set(links.map((body) => new URL(body.source).hash.slice(1)));
  return [...anchors].filter((anchor) => !page.includes(` id="${anchor}"`));
}

/** Names of the Web Annotation namespace that its vocabulary does not have. */
function unknownNames(nodes) {
  const used = JSON.stringify(nodes).match(new RegExp(`${OA}\\w+`, "g")) ?? [];
  return new Set(used.filter((name) => !names.has(name)));
}
