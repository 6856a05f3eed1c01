// Writes a site with one large event: ten reports, sixty facts, and figures that are awkward to draw.
//
//     node tests/many.mjs FOLDER
//
// Everything in it is invented and says so. The same folder comes out every time.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const folder = process.argv[2];
if (!folder) {
  console.error("usage: node tests/many.mjs FOLDER");
  process.exit(2);
}

const FACTS = 60;
const EVENT = "ten-reports";
// Names from two letters to as many as a column may have to hold.
const OUTLETS = [
  ["alder", "Alder Post"],
  ["bo", "Bo"],
  ["causeway", "Causeway Gazette"],
  ["dun", "Dun"],
  ["ebb", "Ebb & Flow"],
  ["fellmonger", "Fellmongers’ Weekly"],
  ["gale", "Gale"],
  ["harrow", "Harrow Times"],
  ["islander", "Islander"],
  ["jetty", "Jetty Radio"],
];
const GROUPS = ["The storm", "The harbour", "The people", "The cost", "What follows"];
const THINGS = ["boats", "nets", "barrels", "lamps", "ropes", "houses"];
const VOICES = ["the-harbour-master", "a-pilot", "the-mayor", "fishers", "the-insurer", "a-child"];
const STANCES = ["states", "attributes", "hedges", "disputes"];
/** Figures of a fact, one a report, as `value=` and `qualifier=` have them; `null` for a report without it. */
const AWKWARD = [
  Array(10).fill(["40"]),
  [["1"], ["2"], ["3"], ["4"], ["5"], ["6"], ["7"], ["8"], ["9"], ["10"]],
  [["0"], ["0"], ["1200"], ["1200", "about"], null, null, null, null, null, null],
  [["-12"], ["-3.5"], ["4"], ["0"], null, ["-12", "about"], null, null, null, null],
  [["7"], ["7000000"], ["7000000", "more-than"], ["6900000", "almost"], null, null, ["7"], null, null, null],
  [["30-35"], ["33-60"], ["31"], ["60", "at-least"], ["30-35", "about"], null, null, ["90"], null, null],
  [["0.002"], ["0.0021"], ["0.5"], null, null, null, null, null, null, null],
  [["100"], ["101"], ["102"], ["103"], ["104"], ["100"], ["101"], ["102"], ["103"], ["104"]],
  [null, ["50"], ["51"], null, null, null, null, null, null, null],
  [["-1"], ["-2"], ["-3"], ["-4"], null, null, null, null, null, null],
];

/** Numbers that look like chance and are the same every time (a linear congruential generator, with the
 *  multiplier and increment of Knuth's MMIX). */
function chance(seed) {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number((state >> 33n) % BigInt(below));
  };
}

const facts = Array.from({ length: FACTS }, (_, index) => {
  const thing = THINGS[index % THINGS.length];
  const kind = index < AWKWARD.length ? "awkward" : ["figure", "word", "bare"][index % 3];
  const label = {
    awkward: `How many ${thing} were counted on pier ${index + 1}?`,
    figure: `How many ${thing} lay in basin ${index + 1}, by the count of the following morning?`,
    word: `Who is said to have moved the ${thing} of yard ${index + 1}?`,
    bare: `Were the ${thing} of shed ${index + 1} dry?`,
  }[kind];
  return { id: `fact-${index + 1}`, index, kind, thing, label };
});

await write("site.toml", settings());
await write("content/index.md", '+++\ntitle = "Ten reports (invented)"\n+++\n\nMade by a program to try the pages out. Nothing in it has happened.\n');
await write(`content/events/${EVENT}/index.md`, event());
for (const [column, [id, name]] of OUTLETS.entries()) {
  const { body, article } = report(column);
  await write(`content/outlets/${id}.md`, `+++\nname = "${name} (invented)"\nshort = "${name}"\n+++\n`);
  await write(`content/events/${EVENT}/${id}.md`, head(column, id) + body);
  await write(`captures/${EVENT}/${id}.txt`, article);
}

async function write(file, text) {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}

function settings() {
  return 'base_url = "https://ten.example/"\ntitle = "Ten reports (invented)"\nindex_in_links = true\n\n[quotation]\nmax_share = 1.0\n';
}

function event() {
  const labels = '\n[labels]\nthe-crew = "The crew"\nthe-tide = "The tide, as the almanac had foretold"\nnobody = "Nobody"\n';
  const top = `+++\ntitle = "A storm in ten reports (invented)"\ndate = 2024-01-10\nsummary = "A storm passes an invented harbour. Ten invented outlets, sixty facts, all made by a program."\n${labels}+++\n\n`;
  const declared = facts.map(({ id, index, kind, thing, label }) => {
    const group = index % (FACTS / GROUPS.length) === 0 ? `## ${GROUPS[Math.floor(index / (FACTS / GROUPS.length))]}\n\n` : "";
    const unit = kind === "awkward" || kind === "figure" ? ` unit=${thing}` : "";
    const since = index % 20 === 19 ? " since=2024-01-11" : "";
    return `${group}### ${label} {#${id} .fact${unit}${since}}\n\nInvented, like all the rest.\n`;
  });
  const terms = ["The sea {#the-sea .term}", "The harbour wall {#the-wall .term}"];
  const voices = VOICES.map((voice) => `${voice.replaceAll("-", " ")} {#${voice} .voice}`);
  return `${top}${declared.join("\n")}\n## Things\n\n### ${terms.join("\n\n### ")}\n\n## People\n\n### ${voices.join("\n\n### ")}\n`;
}

function head(column, id) {
  const published = `2024-01-${column < 2 ? "10" : "12"}T${String(8 + column).padStart(2, "0")}:00:00`;
  return `+++\noutlet = "${id}"\ntitle = "The storm, as ${OUTLETS[column][1]} has it"\npublished = ${published}\nlang = "en"\ncoded = ${column !== 9}\n\n[capture]\nheadline = 1\n+++\n\n`;
}

/** A digest with its marks, and the article that they stand in. */
function report(column) {
  const next = chance(column + 1);
  const isTooEarly = ({ index }) => column < 2 && index % 20 === 19;
  const told = facts.filter((fact) => !isTooEarly(fact) && carries(fact, column, next));
  for (let last = told.length - 1; last > 0; last -= 1) {
    const other = next(last + 1);
    [told[last], told[other]] = [told[other], told[last]];
  }
  const body = [];
  const article = [`The storm, as ${OUTLETS[column][1]} has it`];
  for (const fact of told) {
    const { words, value } = said(fact, column, next);
    const by = next(3) === 0 ? `&stance=${STANCES[1 + next(3)]}&by=${VOICES[next(VOICES.length)]}` : "";
    body.push(`[${words}](fact:${fact.id}${value}${value ? by : by.replace("&", "?")}).`);
    const shared = next(4) === 0 ? " A gale of this kind has not been seen since the old lighthouse fell." : "";
    article.push(`The ${fact.thing} come next: ${words}, as ${OUTLETS[column][1]} ${"writes ".repeat(1 + next(6))}here.${shared}`);
  }
  const quoted = `we have seen worse in year ${1900 + column}`;
  if (column % 3 !== 2) {
    body.push(`[“${quoted}”](voice:${VOICES[column % 3]}), and [the ${["grey", "cold"][column % 2]} water](term:the-sea).`);
    article.push(`“${quoted}”, it was said of the ${["grey", "cold"][column % 2]} water.`);
  }
  return { body: `${body.join("\n\n")}\n`, article: `${article.join("\n")}\n` };
}

function carries({ kind, index }, column, next) {
  if (kind === "awkward") return AWKWARD[index][column] !== null;
  return next(10) < (column === 7 ? 1 : 7);
}

/** The words of a report on a fact, and the value that they give. */
function said({ kind, index, thing }, column, next) {
  if (kind === "bare") return { words: `dry were the ${thing} of shed ${index + 1}`, value: "" };
  if (kind === "word") {
    const mover = ["the-crew", "the-tide", "nobody"][next(3)];
    return { words: `${mover.replace("-", " ")} moved the ${thing} of yard ${index + 1}`, value: `?value=${mover}` };
  }
  const [number, qualifier] = kind === "awkward" ? AWKWARD[index][column] : [`${20 + next(4) * 15}`];
  const value = `?value=${number}${qualifier ? `&qualifier=${qualifier}` : ""}`;
  return { words: `${qualifier ? `${qualifier} ` : ""}${number} ${thing} at place ${index + 1}`, value };
}
