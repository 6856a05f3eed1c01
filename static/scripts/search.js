// The search: asks the index when something is typed or chosen, and fills in the results.
//
// What is asked stands in the address, so that it can be shared and Back leads to what was asked before.
// The index gives a page as text in parts (`<anchor>.label`, `.text`, and `.more`, which is searched but not
// shown) with the places of the words that were found. Everything goes into the page as text; nothing of
// it is read as HTML.

/** @typedef {{ text: string, hit: boolean }} Word */
/** @typedef {{ label: Word[], text: Word[], gloss: Word[], by: any, beside: any, found: Set<string> }} Section */
/** @typedef {{ url: string, raw_url?: string, content: string, locations: number[], anchors: { id: string, title?: string, location: number }[] }} Found */

/** Pages that are shown at once, facts or excerpts of a page, and words of an article. */
const [PAGES, LINES, WORDS] = [20, 8, 30];
/** Milliseconds after which what was typed is asked for. */
const PAUSE = 200;
const CHOICES = ["outlet", "topic", "year"];

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("search.form"));
const language = document.documentElement.lang;
/** @type {Promise<any> | undefined} */
let engine;
/** @type {{ data: () => Promise<Found> }[]} */
let found = [];
let shown = 0;
let turn = 0;
let timer = 0;
/** Whether the newest entry of the history is one that is still being typed. */
let typing = false;

if (form) begin(form);

/** @param {HTMLFormElement} form */
function begin(form) {
  form.hidden = false;
  part("static").hidden = true;
  form.addEventListener("focusin", () => void load().catch(() => undefined));
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.target === field("q")) timer = setTimeout(ask, PAUSE, true);
  });
  form.addEventListener("change", () => ask(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(false);
  });
  part("more").addEventListener("click", () => void more(turn, true));
  addEventListener("popstate", read);
  read();
}

/** @param {string} id */
function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(`search.${id}`));
}

/** @param {string} name */
function field(name) {
  const named = form?.elements.namedItem(name);
  return /** @type {HTMLInputElement | HTMLSelectElement | null} */ (named ?? null);
}

/** What is asked now. */
function asked() {
  /** @type {Record<string, string>} */
  const filters = {};
  for (const name of CHOICES) {
    const value = field(name)?.value;
    if (value) filters[name] = value;
  }
  return { query: field("q")?.value.trim() ?? "", filters };
}

/** Fills the form with what the address asks, and answers it. */
function read() {
  const parameters = new URLSearchParams(location.search);
  for (const name of ["q", ...CHOICES]) {
    const control = field(name);
    if (control) control.value = parameters.get(name) ?? "";
    // An address may name an outlet that is none.
    if (control instanceof HTMLSelectElement && control.selectedIndex < 0) control.value = "";
  }
  typing = false;
  clearTimeout(timer);
  void answer();
}

/**
 * Answers what the form asks and notes it in the address.
 * @param {boolean} goesOn whether it is still being typed
 */
function ask(goesOn) {
  clearTimeout(timer);
  const { query, filters } = asked();
  const parameters = new URLSearchParams({ ...(query ? { q: query } : {}), ...filters }).toString();
  const address = new URL(location.href);
  address.search = parameters;
  if (address.href !== location.href) {
    if (typing) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    void answer();
  }
  typing = goesOn;
}

/** The program of the index, loaded when it is first needed. */
function load() {
  const address = new URL(form?.dataset.index ?? "", document.baseURI);
  engine ??= import(address.href).then(async (engine) => {
    await engine.init();
    return engine;
  });
  return engine;
}

async function answer() {
  const own = ++turn;
  const { query, filters } = asked();
  const choices = Object.keys(filters).length;
  if (!query && choices === 0) {
    found = [];
    clear();
    say();
    return;
  }
  try {
    const results = await (await load()).search(query ? folded(query) : null, { filters });
    if (own !== turn) return;
    found = results.results;
  } catch {
    if (own !== turn) return;
    found = [];
    clear();
    say(words().failed);
    return;
  }
  clear();
  part("ways").hidden = found.length > 0;
  await more(own, false);
  if (own !== turn) return;
  const form = found.length > 0 ? (query ? words().found : words().all) : query ? words().none : words().nothing;
  say(form, query);
}

/** Queries are asked in small letters of the page's language; why ı becomes i is told where texts are indexed. */
function folded(/** @type {string} */ query) {
  return query.toLocaleLowerCase(language).replaceAll("ı", "i");
}

function words() {
  return /** @type {Record<string, string>} */ ({ ...part("status").dataset });
}

/** Says how many there are. The sentence has `|` for what was searched and `#` for the number. */
function say(/** @type {string | undefined} */ sentence = "", query = "") {
  const pieces = sentence.replace("#", digits(found.length)).split("|");
  const nodes = pieces.flatMap((piece, index) => (index > 0 ? [make("bdi", {}, query), piece] : [piece]));
  part("status").replaceChildren(...nodes);
}

function clear() {
  shown = 0;
  part("ways").hidden = false;
  part("more").hidden = true;
  for (const group of ["events", "facts", "reports"]) {
    part(group).hidden = true;
    part(group).querySelector("div")?.replaceChildren();
  }
}

/**
 * Shows the next pages that were found.
 * @param {number} own the turn in which they were asked for
 * @param {boolean} moves whether the focus goes to the first of them
 */
async function more(own, moves) {
  const next = found.slice(shown, shown + PAGES);
  shown += next.length;
  part("more").hidden = shown >= found.length;
  const pages = await Promise.all(next.map((page) => page.data().catch(() => null)));
  if (own !== turn) return;
  const before = moves ? new Set(part("results").querySelectorAll(".hit")) : null;
  for (const page of pages) if (page) show(page);
  const first = [...part("results").querySelectorAll(".hit")].find((hit) => before && !before.has(hit));
  first?.querySelector("a")?.focus();
}

/** @param {Found} page */
function show(page) {
  const sections = parts(page);
  const main = sections.get("");
  if (!main) return;
  sections.delete("");
  const own = [...sections].filter(([, section]) => section.found.size > 0);
  if (main.beside?.kind === "source") {
    own.sort(([, a], [, b]) => b.found.size - a.found.size);
    add("reports", report(page, main, own));
    return;
  }
  const most = Math.max(0, ...own.map(([, section]) => section.found.size));
  if (main.found.size > 0 || own.length === 0) add("events", event(page, main));
  const { outlet } = asked().filters;
  const best = own.filter(([, { found, beside }]) => found.size === most && (!outlet || beside?.outlets?.includes(outlet)));
  for (const [id, section] of best.slice(0, LINES)) add("facts", fact(page, id, section, main));
}

/**
 * The parts of a page by anchor, each with its words, and those of the words asked that it has.
 * @param {Found} page
 */
function parts(page) {
  const words = page.content.split(" ");
  const hits = new Set(page.locations);
  const query = folded(asked().query).split(/\s+/).filter(Boolean);
  /** @type {Map<string, Section>} */
  const sections = new Map();
  page.anchors.forEach((anchor, index) => {
    const dot = anchor.id.lastIndexOf(".");
    const [id, kind] = [anchor.id.slice(0, dot), anchor.id.slice(dot + 1)];
    const section = sections.get(id) ?? { label: [], text: [], gloss: [], by: null, beside: null, found: new Set() };
    sections.set(id, section);
    const end = page.anchors[index + 1]?.location ?? words.length;
    const own = words
      .slice(anchor.location, end)
      .map((text, place) => ({ text, hit: hits.has(anchor.location + place) }));
    if (kind === "label" || kind === "text" || kind === "gloss") section[kind] = own;
    if (anchor.title) section[kind === "gloss" ? "by" : "beside"] = JSON.parse(anchor.title);
    const texts = own.filter((word) => word.hit).map((word) => bare(word.text));
    // The index finds other forms of a word too: what begins alike counts as the word that was asked.
    const alike = query.filter((word) => texts.some((text) => text.startsWith(bare(word).slice(0, 4))));
    for (const word of alike.length > 0 ? alike : texts.slice(0, 1)) section.found.add(word);
  });
  return sections;
}

/** A word without what stands around it and without accents. */
function bare(/** @type {string} */ word) {
  return folded(word)
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/**
 * @param {string} group
 * @param {HTMLElement} hit
 */
function add(group, hit) {
  part(group).querySelector("div")?.append(hit);
  part(group).hidden = false;
}

/** @param {Found} page @param {Section} main */
function event(page, main) {
  const title = make("h3", {}, make("a", { href: link(page) }, ...marked(main.label)));
  const text = main.text.some((word) => word.hit) ? [make("p", {}, ...marked(main.text))] : [];
  return make("article", { class: "hit" }, title, ...text, make("p", { class: "small" }, main.beside.line));
}

/** @param {Found} page @param {string} id @param {Section} section @param {Section} main */
function fact(page, id, section, main) {
  const { number, differs } = section.beside ?? {};
  const no = make("span", { class: "no" }, digits(number));
  const title = make("h3", {}, no, " ", make("a", { href: `${link(page)}#${encodeURIComponent(id)}` }, ...marked(section.label)));
  const event = main.label.map((word) => word.text).join(" ");
  const sign = /** @type {HTMLTemplateElement} */ (part("differs")).content.cloneNode(true);
  const small = make("p", { class: "small" }, ...(differs ? [sign, " · "] : []), make("bdi", {}, event));
  return make("article", { class: "hit" }, title, make("p", {}, ...marked(section.text)), small);
}

/** @param {Found} page @param {Section} main @param {[string, Section][]} own */
function report(page, main, own) {
  const title = make("h3", {}, make("a", { href: link(page) }, ...marked(main.label)));
  /** @type {Map<string, [string, Section, number]>} */
  const excerpts = new Map();
  for (const [id, section] of own) {
    const text = section.text.map((word) => word.text).join(" ");
    const known = excerpts.get(text);
    if (known) known[2] += 1;
    else excerpts.set(text, [id, section, 1]);
  }
  const lines = [...excerpts.values()].slice(0, LINES).map(([id, section, times]) => excerpt(page, id, section, main, times));
  if (main.text.some((word) => word.hit) || lines.length === 0) lines.unshift(excerpt(page, "", main, main, 1));
  /** @type {number[]} */
  const places = own.map(([, section]) => section.beside?.para).filter(Boolean);
  const sorted = [...new Set(places)].sort((a, b) => a - b).map(digits);
  const where = sorted.length > 0 ? ` · ¶ ${sorted.join(", ")}` : "";
  const small = make("p", { class: "small" }, make("bdi", {}, main.beside.event), ` · ${main.beside.date}${where}`);
  return make("article", { class: "hit" }, title, ...lines.filter(Boolean), small);
}

/** A report's words, in quotation marks, with the link to where they stand. */
function excerpt(/** @type {Found} */ page, /** @type {string} */ id, /** @type {Section} */ section, /** @type {Section} */ main, times = 1) {
  if (section.text.length === 0) return "";
  const href = id ? `${link(page)}#${encodeURIComponent(id)}` : link(page);
  const [open, close] = (part("results").dataset.quoted ?? "|").split("|");
  const unverified = section.beside?.unverified;
  /** @type {Record<string, string>} */
  const attributes = { class: unverified ? "words unverified" : "words", href };
  if (main.beside.lang) Object.assign(attributes, { lang: main.beside.lang, dir: "auto" });
  const text = id && section.beside ? section.text : around(section.text);
  const line = make("p", {}, make("a", attributes, open ?? "", ...marked(text), close ?? ""));
  const { times: often, unverified: word } = part("results").dataset;
  if (times > 1) line.append(" ", make("span", { class: "small" }, (often ?? "#").replace("#", () => digits(times))));
  if (unverified) line.append(" ", make("span", { class: "small" }, word ?? ""));
  if (section.gloss.some((word) => word.hit)) line.append(gloss(section));
  return line;
}

/** A translation in which something was found, with who translated: not the report's own words. */
function gloss(/** @type {Section} */ section) {
  const { by, lang } = section.by ?? {};
  const data = part("results").dataset;
  const [open, close] = (data.quoted ?? "|").split("|");
  /** @type {Record<string, string>} */
  const attributes = lang ? { lang, dir: "auto" } : {};
  const words = make("span", attributes, open ?? "", ...marked(section.gloss), close ?? "");
  return make("span", { class: "translation" }, words, " ", data[by] ?? "");
}

/** The words around the first that was found, of a text that is too long to show. */
function around(/** @type {Word[]} */ words) {
  const first = Math.max(0, words.findIndex((word) => word.hit) - 8);
  const cut = words.slice(first, first + WORDS);
  if (first > 0) cut.unshift({ text: "…", hit: false });
  if (first + WORDS < words.length) cut.push({ text: "…", hit: false });
  return cut;
}

/** Words as text, with those that were found marked: without the signs around them. */
function marked(/** @type {Word[]} */ words) {
  /** @type {(string | HTMLElement)[]} */
  const nodes = [];
  const none = !words.some((word) => word.hit);
  const query = folded(asked().query).split(/\s+/).map(bare).filter(Boolean);
  words.forEach(({ text, hit }, index) => {
    if (index > 0) nodes.push(" ");
    const alike = none && query.some((asked) => bare(text).startsWith(asked));
    const at = hit || alike ? /[\p{L}\p{N}](?:.*[\p{L}\p{N}\p{M}])?/su.exec(text) : none ? within(text) : null;
    if (!at) return void nodes.push(text);
    nodes.push(text.slice(0, at.index), make("mark", {}, at[0]), text.slice(at.index + at[0].length));
  });
  return nodes.filter((node) => node !== "");
}

/** Where a word without spaces, as in Chinese, holds what was asked. */
function within(/** @type {string} */ text) {
  const query = folded(asked().query);
  const index = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/u.test(query) ? text.indexOf(query) : -1;
  return index < 0 ? null : { 0: query, index };
}

/** A number as the page's language writes it. */
function digits(/** @type {number} */ number) {
  return new Intl.NumberFormat(language).format(number);
}

/** The link to a page, as the index has it: from this page. */
function link(/** @type {Found} */ page) {
  return page.raw_url ?? page.url;
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(string | Node)} children
 */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// A module even where nothing is imported.
export {};
