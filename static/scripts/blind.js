// Blind reading: letters instead of the names of outlets, wherever a reader could see them, and no link
// that leads to the page of a report. Of what was there a note is kept, so that it can come back.

/** @import { Report } from "./reports.js" */

const ATTRIBUTES = ["title", "aria-label", "alt", "content", "placeholder"];
/** Scripts that set no space between words: there a name ends without any sign of it. */
const JOINED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** @type {Map<Text, string>} */
const texts = new Map();
/** @type {Map<Element, Map<string, string>>} */
const attributes = new Map();

/**
 * Puts letters in the place of names, a text a step. What has them already stays as it is.
 *
 * @param {Report[]} reports
 * @param {Map<number, string>} letters by the number of the report
 */
export function* blind(reports, letters) {
  const names = byName(reports);
  const pattern = patternOf([...names.keys()]);
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    yield 0;
    if (!(node instanceof Text) || !pattern.test(node.data) || node.parentElement?.localName === "script") continue;
    if (!texts.has(node)) texts.set(node, node.data);
    node.data = lettered(node.data, pattern, names, letters, node.parentElement);
    yield 1;
  }
  for (const element of document.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join())) {
    yield 0;
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value && pattern.test(value)) set(element, name, lettered(value, pattern, names, letters, element));
    }
  }
  for (const link of document.querySelectorAll("a[href]")) {
    const href = link.getAttribute("href") ?? "";
    if (reports.some((report) => href.startsWith(report.href))) set(link, "href", null);
  }
}

/** Brings back what was there, a text a step. */
export function* reveal() {
  for (const [node, text] of texts) {
    node.data = text;
    texts.delete(node);
    yield 1;
  }
  for (const [element, before] of attributes) {
    for (const [name, value] of before) element.setAttribute(name, value);
    attributes.delete(element);
    yield 1;
  }
}

/** @param {Element} element @param {string} name @param {string | null} value */
function set(element, name, value) {
  const before = attributes.get(element) ?? new Map();
  if (!before.has(name)) before.set(name, element.getAttribute(name) ?? "");
  attributes.set(element, before);
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** The numbers of the reports that have a name; one outlet may have several. @param {Report[]} reports */
function byName(reports) {
  /** @type {Map<string, number[]>} */
  const names = new Map();
  for (const report of reports) {
    for (const name of new Set([report.name, report.short])) {
      for (const form of new Set([name, name.toLocaleUpperCase()])) {
        if (form) names.set(form, [...(names.get(form) ?? []), report.number]);
      }
    }
  }
  return names;
}

/**
 * All names, the longest first. A name does not begin within a word; it may have an ending, as many
 * languages give names one.
 *
 * @param {string[]} names
 */
function patternOf(names) {
  const each = [...names]
    .sort((one, other) => other.length - one.length)
    .map((name) => {
      const text = name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
      const before = JOINED.test(name[0]) ? "" : "(?<![\\p{L}\\p{N}])";
      const ending = name.length > 3 ? "\\p{L}{0,3}" : "";
      return before + text + (JOINED.test(name[name.length - 1]) ? "" : `(?=${ending}(?![\\p{L}\\p{N}]))`);
    });
  return new RegExp(each.join("|") || "(?!)", "u");
}

/**
 * A text with letters. Where an outlet has several reports, the place tells which is meant, else all
 * are named. In an outlet's own words a letter stands in brackets, as it is not theirs.
 *
 * @param {string} text
 * @param {RegExp} pattern
 * @param {Map<string, number[]>} names
 * @param {Map<number, string>} letters
 * @param {Element | null} place
 */
function lettered(text, pattern, names, letters, place) {
  const own = Number(place?.closest("[data-report]")?.getAttribute("data-report"));
  const quoted = place?.closest(".words, .digest.full") != null;
  return text.replace(new RegExp(`${pattern.source}`, "gu"), (name) => {
    const numbers = names.get(name) ?? [];
    const meant = numbers.includes(own) ? [own] : numbers;
    const written = meant.map((number) => letters.get(number)).join("/");
    return quoted ? `[${written}]` : written;
  });
}
