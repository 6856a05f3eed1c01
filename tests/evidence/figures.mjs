// Computes the figures of each event once more, from the captures themselves, and holds them against
// the built site's comparison.json. It shares nothing with the program, neither code nor method: front
// matter is read with regular expressions, words come from Intl.Segmenter, everything else is nested
// loops.
//
//     node tests/evidence/figures.mjs CONTENT BUILT CAPTURES [RESEARCH]
//
// CONTENT is the site's folder `content`, BUILT the built site, CAPTURES the folder of captures.
// RESEARCH may hold `<event>.json`, an editor's own counts; they are printed beside ours and decide
// nothing. Exits with 1 where the program and this script differ.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

// Where comparison.json has its figures.
const pairsOf = (data) => data.shared?.pairs ?? [];
const runsOf = (data) => data.shared?.runs ?? [];
// A depth in comparison.json is rounded to four decimals.
const ROUNDED = 0.00005 + 1e-9;

const [content, built, captures, research] = process.argv.slice(2);
if (!captures) {
  console.error("usage: node figures.mjs CONTENT BUILT CAPTURES [RESEARCH]");
  process.exit(2);
}

const segmenter = new Intl.Segmenter("en", { granularity: "word" });
const wordsOf = (text) => [...segmenter.segment(text)].filter((part) => part.isWordLike).map((part) => part.segment);

/** Typography made plain. */
const plain = (text) =>
  text
    .normalize("NFC")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚‹›]/g, "'")
    .replace(/[‐‑‒–—−]/g, "-")
    .replace(/…/g, "...")
    .replace(/\s+/g, " ")
    .trim();

const differences = [];
let figures = 0;

function same(what, ours, programs, tolerance = 0) {
  figures += 1;
  const equal =
    typeof ours === "number" && typeof programs === "number"
      ? Math.abs(ours - programs) <= tolerance
      : ours === programs;
  if (!equal) differences.push(`${what}: ${ours} here, ${programs} in comparison.json`);
  return equal ? "" : "  <-- differs";
}

// ---- what the files say

/** The value of a key in a piece of TOML, as far as this script needs it. */
function value(toml, key) {
  const found = toml.match(new RegExp(`^${key} *= *(.+?) *(#.*)?$`, "m"))?.[1];
  return found === undefined ? undefined : JSON.parse(found.replace(/,\s*\]/, "]"));
}

function sourceOf(event, id) {
  const file = path.join(content, "events", event, `${id}.md`);
  const [, front, body] = readFileSync(file, "utf8").split(/^\+\+\+$/m);
  const capture = path.join(captures, event, `${id}.txt`);
  if (!existsSync(capture)) return undefined;
  const lines = readFileSync(capture, "utf8").split(/\r?\n/).filter((line) => line.trim() !== "");
  const told = front.match(/^\[capture\]\n((?:(?!\[).*\n)*)/m)?.[1] ?? "";
  const outside = [value(told, "headline"), ...(value(told, "captions") ?? []), ...(value(told, "furniture") ?? [])];
  const numbered = lines.map((text, index) => ({ text, line: index + 1 }));
  const article = numbered.filter(({ line }) => !outside.includes(line));
  return { article, words: article.flatMap(({ text }) => wordsOf(text)), voices: voiceMarks(front, body) };
}

/** The marks on voices in direct quotation: `{ voices, quote, para, words }`. */
function voiceMarks(front, body) {
  const marks = [];
  for (const block of front.split(/^\[\[marks\]\]$/m).slice(1)) {
    const own = block.split(/^\[/m)[0];
    const keys = ["on", "quote", "form", "para", "words"];
    marks.push(Object.fromEntries(keys.map((key) => [key, value(own, key)])));
  }
  for (const [, quote, destination] of body.matchAll(/\[([^\]]+)\]\(<?((?:fact|term|voice|frame):[^)\s>]+)/g)) {
    const [targets, query] = destination.split("?");
    const given = new URLSearchParams(query);
    const number = (key) => (given.has(key) ? Number(given.get(key)) : undefined);
    let scheme = "";
    const on = targets.split("+").map((target) => {
      if (target.includes(":")) scheme = target.split(":")[0];
      return target.includes(":") ? target : `${scheme}:${target}`;
    });
    marks.push({ on, quote, form: given.get("form") ?? undefined, para: number("para"), words: number("words") });
  }
  return marks
    .map((mark) => ({ ...mark, voices: mark.on.filter((on) => on.startsWith("voice:")).map((on) => on.slice(6)) }))
    .filter((mark) => mark.voices.length > 0 && (mark.form ?? "direct") === "direct");
}

// ---- figures

/** The article's words before some words; undefined if its text does not have them. */
function wordsBefore(source, words, line) {
  let before = 0;
  const wanted = plain(words).split(/ ?(?:\[\.\.\.\]|\.\.\.) ?/)[0];
  for (const paragraph of source.article) {
    const text = plain(paragraph.text);
    const at = placeOf(text, wanted);
    if (at >= 0 && (!line || line === paragraph.line)) return before + wordsOf(text.slice(0, at)).length;
    before += wordsOf(text).length;
  }
  return undefined;
}

/** Where words stand in a text, as whole words if they do so anywhere. */
function placeOf(text, words) {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const inside = /[\p{L}\p{N}]$/u.test(text.slice(0, at)) || /^[\p{L}\p{N}]/u.test(text.slice(at + words.length));
    if (!inside) return at;
  }
  return text.indexOf(words);
}

function depth(source, cell) {
  const verified = cell.excerpts.filter((excerpt) => excerpt.verified);
  const places = verified.map((excerpt) => wordsBefore(source, excerpt.text, excerpt.line));
  const inText = places.filter((place) => place !== undefined);
  return inText.length === 0 ? null : Math.min(...inText) / source.words.length;
}

function grams(words) {
  const all = [];
  for (let at = 0; at + 5 <= words.length; at++) {
    const gram = words.slice(at, at + 5).join(" ");
    if (!all.includes(gram)) all.push(gram);
  }
  return all;
}

/** What two articles share, each word compared with each. */
function common(one, other) {
  const [a, b] = [one, other].map((source) => source.words.map((word) => plain(word).toLowerCase()));
  let longest = 0;
  const long = [];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      let words = 0;
      while (i + words < a.length && j + words < b.length && a[i + words] === b[j + words]) words += 1;
      longest = Math.max(longest, words);
      if (words >= 8) long.push(` ${a.slice(i, i + words).join(" ")} `);
    }
  }
  const whole = [...new Set(long)].filter((run) => !long.some((other) => other !== run && other.includes(run)));
  const runs = whole.map((run) => run.trim().split(" ").length).sort((x, y) => y - x);
  const [ofA, ofB] = [grams(a), grams(b)];
  return { grams: [ofA.length, ofB.length], shared: ofA.filter((gram) => ofB.includes(gram)).length, longest, runs };
}

/** The direct quotation in a paragraph that holds some words, by the marks before and after them. */
function quotation(text, words) {
  const pairs = { "“": "”", '"': '"', "„": "“", "«": "»" };
  let open = -1;
  const at = plainIndex(text, words);
  for (let place = 0; place < text.length; place++) {
    if (open < 0 && pairs[text[place]]) {
      open = place;
    } else if (open >= 0 && text[place] === pairs[text[open]]) {
      if (open <= at && at < place) return text.slice(open + 1, place);
      open = -1;
    }
  }
  return undefined;
}

/** Where words stand in a text, whatever its typography; every sign is as long as its plain one here. */
const plainIndex = (text, words) => {
  const one = (part) => part.replace(/[“”„«»]/g, '"').replace(/[‘’]/g, "'").replace(/[–—]/g, "-");
  return one(text).indexOf(one(words));
};

/** Words in direct quotation of a voice: each quotation once, `words` where the editor gives it. */
function quoted(source, voice) {
  const lengths = new Map();
  let told = false;
  for (const mark of source.voices.filter((mark) => mark.voices.includes(voice))) {
    const paragraph = source.article.find(
      ({ text, line }) => (!mark.para || mark.para === line) && plainIndex(text, mark.quote) >= 0,
    );
    const inside = paragraph && quotation(paragraph.text, mark.quote);
    const key = inside === undefined ? `excerpt ${mark.quote}` : `${paragraph.line} ${inside}`;
    const length = mark.words ?? lengths.get(key) ?? wordsOf(inside ?? mark.quote).length;
    told ||= mark.words !== undefined;
    lengths.set(key, length);
  }
  return { words: [...lengths.values()].reduce((sum, words) => sum + words, 0), told };
}

// ---- one event

function event(id) {
  const index = readFileSync(path.join(content, "events", id, "index.md"), "utf8");
  const slug = value(index.split(/^\+\+\+$/m)[1], "slug") ?? id;
  const data = JSON.parse(readFileSync(path.join(built, "events", slug, "comparison.json"), "utf8"));
  const counted = path.join(research ?? "", `${id}.json`);
  const notes = research && existsSync(counted) ? JSON.parse(readFileSync(counted, "utf8")) : undefined;
  const paired = pairsOf(data).flatMap((pair) => pair.sources);
  const ids = new Set([...data.sources.map((source) => source.id), ...paired]);
  const sources = new Map([...ids].map((source) => [source, sourceOf(id, source)]).filter(([, source]) => source));
  if (sources.size === 0) return;
  console.log(`${id}\n`);
  lengths(data, sources, notes);
  depths(data, sources, notes);
  pairs(data, sources);
  voices(data, sources, notes);
}

const row = (name, ...cells) => [name.padEnd(48), ...cells.map((cell) => String(cell).padStart(9))].join(" ");
const share = (number) => (number === null || number === undefined ? "-" : number.toFixed(3));

function lengths(data, sources, notes) {
  console.log(row("Words of the article", "here", "program", "research"));
  for (const { id, words: programs } of data.sources.filter((source) => sources.has(source.id))) {
    const ours = sources.get(id).words.length;
    const theirs = notes?.sources[id]?.body_words ?? "-";
    console.log(row(id, ours, programs, theirs) + same(`words of ${id}`, ours, programs));
  }
}

function depths(data, sources, notes) {
  console.log("\n" + row("Depth", "here", "program", "research"));
  for (const fact of data.facts) {
    for (const [id, cell] of Object.entries(fact.cells)) {
      const ours = sources.has(id) && cell.state === "carried" ? depth(sources.get(id), cell) : null;
      const programs = cell.depth ?? null;
      let differs = same(`depth of ${fact.id} in ${id}`, ours, programs, ROUNDED);
      for (const { text, line, zone, word } of sources.has(id) ? cell.excerpts : []) {
        if (zone !== "text") continue;
        differs += same(`words before “${text}” in ${id}`, wordsBefore(sources.get(id), text, line), word);
      }
      const theirs = notes?.facts.find((other) => other.id === fact.id)?.sources[id]?.depth;
      if (ours === null && !differs) continue;
      console.log(row(`${fact.id}, ${id}`, share(ours), share(programs), share(theirs)) + differs);
    }
  }
}

function pairs(data, sources) {
  console.log("\n" + row("Words in common", "5-grams", "shared", "longest", "program"));
  const ids = [...sources.keys()];
  for (let i = 0; i < ids.length; i++) {
    for (let j = i + 1; j < ids.length; j++) {
      const both = (ofSources) => ofSources.includes(ids[i]) && ofSources.includes(ids[j]);
      const told = pairsOf(data).find((pair) => both(pair.sources));
      const runs = runsOf(data).filter((run) => both(run.places.map((place) => place.source)));
      const [one, other] = told?.sources ?? [ids[i], ids[j]];
      const ours = common(sources.get(one), sources.get(other));
      const differs =
        same(`5-grams of ${one} and ${other}`, ours.grams.join("/"), told?.grams?.join("/")) +
        same(`shared 5-grams of ${one} and ${other}`, ours.shared, told?.shared) +
        same(`longest run of ${one} and ${other}`, ours.longest, told?.longest) +
        same(`long runs of ${one} and ${other}`, ours.runs.join(), runs.map((run) => run.words).join());
      const programs = told ? `${told.shared}, ${told.longest}` : "-";
      console.log(row(`${one}, ${other}`, ours.grams.join("/"), ours.shared, ours.longest, programs) + differs);
    }
  }
}

function voices(data, sources, notes) {
  console.log("\n" + row("Quoted words", "here", "program", "research"));
  for (const voice of data.voices) {
    for (const [id, source] of sources) {
      const ours = quoted(source, voice.id);
      const programs = voice.sources[id]?.words ?? 0;
      if (!data.sources.some((report) => report.id === id) || ours.words + programs === 0) continue;
      const items = notes?.voices.find((other) => other.id === voice.id)?.items ?? [];
      const direct = items.filter((item) => item.source === id && item.form === "direct");
      const theirs = notes ? direct.reduce((sum, item) => sum + item.words, 0) : "-";
      const differs = same(`quoted words of ${voice.id} in ${id}`, ours.words, programs);
      console.log(row(`${voice.id}, ${id}${ours.told ? " (words=)" : ""}`, ours.words, programs, theirs) + differs);
    }
  }
}

for (const entry of readdirSync(path.join(content, "events"), { withFileTypes: true })) {
  if (entry.isDirectory()) event(entry.name);
}
for (const difference of differences) console.error(difference);
console.log(`\nFigures: ${figures} compared, ${differences.length} differ`);
if (figures === 0 || differences.length > 0) process.exitCode = 1;
