// The reports of the page: names, places, and the letters that stand for them in blind reading.

import { template } from "./words.js";

/**
 * @typedef {object} Report
 * @property {number} number its place on the page, from 1
 * @property {string} id
 * @property {string} name
 * @property {string} short
 * @property {string} href the link to its page, as it stands in this one
 */

/** The reports in the order of the page. @returns {Report[]} */
export function readReports() {
  const links = [...(template("choices.names")?.querySelectorAll("a") ?? [])];
  return links.map((link, index) => ({
    number: index + 1,
    id: link.dataset.id ?? "",
    name: bare(link.title),
    short: bare(link.textContent ?? ""),
    href: link.getAttribute("href") ?? "",
  }));
}

/**
 * The reports in an order of chance that a seed and their ids decide, and nothing else: the first is A.
 * Fisher and Yates' shuffle, with the numbers of mulberry32 from the FNV-1a hash of the seed.
 *
 * @param {Report[]} reports
 * @param {string} seed
 */
export function shuffled(reports, seed) {
  const mixed = [...reports].sort((one, other) => (one.id < other.id ? -1 : 1));
  let state = 0x811c9dc5;
  for (const unit of seed) state = Math.imul(state ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

/** A to Z, then AA, AB and so on. @param {number} place from 0 @returns {string} */
export function letter(place) {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letter(Math.floor(place / 26) - 1) + last;
}

/** A seed that nobody has chosen. */
export function newSeed() {
  return crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
}

/** A name without the signs that keep its direction apart. @param {string} name */
function bare(name) {
  return name.replace(/[\u2066-\u2069]/g, "");
}
