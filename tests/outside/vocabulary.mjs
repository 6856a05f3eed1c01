// Vocabularies from npm packages that ship them, and JSON-LD contexts made of them: nothing is fetched.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SCHEMA = "http://schema.org/";
const OA = "http://www.w3.org/ns/oa#";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const RDFS = "http://www.w3.org/2000/01/rdf-schema#";

/** The statements of a package's N-Quads that are about names and give names, as triples. */
function triples(name, file) {
  const path = createRequire(import.meta.url).resolve(`${name}/package.json`).replace("package.json", file);
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.map((line) => /^<([^>]*)> <([^>]*)> <([^>]*)>/.exec(line)).filter(Boolean).map((match) => match.slice(1));
}

/** What schema.org says of its types and properties. */
export function schemaOrg() {
  const all = triples("@vocabulary/schema", "schema.nq");
  const objects = (subject, predicate) => all.filter(([s, p]) => s === subject && p === predicate).map(([, , o]) => o);
  const classes = new Set(all.filter(([, p, o]) => p === TYPE && o === `${RDFS}Class`).map(([s]) => s));
  const above = (type) => [type, ...objects(type, `${RDFS}subClassOf`).flatMap(above)];
  const properties = new Map();
  for (const [name, predicate, object] of all) {
    if (predicate === TYPE && object.endsWith("#Property")) {
      properties.set(name, {
        domain: objects(name, `${SCHEMA}domainIncludes`),
        range: objects(name, `${SCHEMA}rangeIncludes`),
        superseded: objects(name, `${SCHEMA}supersededBy`),
      });
    }
  }
  return { classes, properties, above };
}

/**
 * The context of schema.org: every name is one of the vocabulary, and what can only be an address is read as
 * one. No package ships the context itself, so it is made by the rule by which schema.org makes it.
 */
export function schemaContext({ properties }) {
  const terms = { "@vocab": SCHEMA };
  for (const [name, { range }] of properties) {
    const address = range.includes(`${SCHEMA}URL`) && !range.includes(`${SCHEMA}Text`);
    if (address) terms[name.replace(SCHEMA, "")] = { "@id": name, "@type": "@id" };
  }
  return { "@context": terms };
}

/** The names of the Web Annotation Vocabulary. */
export function annotationNames() {
  return new Set(triples("@vocabulary/oa", "oa.nq").map(([subject]) => subject));
}

/**
 * The part of the context of Web Annotations that is used here. No package ships it; it was written from
 * the Web Annotation Vocabulary (W3C Recommendation, appendix A, "JSON-LD Context"). A name that is not
 * in it makes the expansion fail.
 */
export const annotationContext = {
  "@context": {
    id: "@id",
    type: "@type",
    Annotation: `${OA}Annotation`,
    TextualBody: `${OA}TextualBody`,
    SpecificResource: `${OA}SpecificResource`,
    TextQuoteSelector: `${OA}TextQuoteSelector`,
    AnnotationCollection: "http://www.w3.org/ns/activitystreams#OrderedCollection",
    AnnotationPage: "http://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    Organization: "http://xmlns.com/foaf/0.1/Organization",
    tagging: `${OA}tagging`,
    classifying: `${OA}classifying`,
    commenting: `${OA}commenting`,
    linking: `${OA}linking`,
    body: { "@type": "@id", "@id": `${OA}hasBody` },
    target: { "@type": "@id", "@id": `${OA}hasTarget` },
    source: { "@type": "@id", "@id": `${OA}hasSource` },
    selector: { "@type": "@id", "@id": `${OA}hasSelector` },
    motivation: { "@type": "@vocab", "@id": `${OA}motivatedBy` },
    purpose: { "@type": "@vocab", "@id": `${OA}hasPurpose` },
    exact: `${OA}exact`,
    prefix: `${OA}prefix`,
    suffix: `${OA}suffix`,
    value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    format: "http://purl.org/dc/elements/1.1/format",
    language: "http://purl.org/dc/elements/1.1/language",
    creator: { "@type": "@id", "@id": "http://purl.org/dc/terms/creator" },
    modified: { "@type": "http://www.w3.org/2001/XMLSchema#dateTime", "@id": "http://purl.org/dc/terms/modified" },
    name: "http://xmlns.com/foaf/0.1/name",
    label: `${RDFS}label`,
    total: { "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@id": "http://www.w3.org/ns/activitystreams#totalItems" },
    first: { "@type": "@id", "@id": "http://www.w3.org/ns/activitystreams#first" },
    partOf: { "@type": "@id", "@id": "http://www.w3.org/ns/activitystreams#partOf" },
    startIndex: { "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@id": "http://www.w3.org/ns/activitystreams#startIndex" },
    items: { "@type": "@id", "@id": "http://www.w3.org/ns/activitystreams#items", "@container": "@list" },
  },
};
