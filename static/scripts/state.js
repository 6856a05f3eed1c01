// What is chosen, and how it stands in the address.
//
//     ?show=ID,ID&order=ID,ID&blind=SEED&lens=facts&first=differences&words=FACT,ID,ID
//
// While names are hidden the letters stand in the place of the ids, so that a shared link tells no name.

import { letter, shuffled } from "./reports.js";

/** @import { Report } from "./reports.js" */

/**
 * @typedef {object} Wordings two excerpts of a fact; empty where the page chooses
 * @property {string} fact
 * @property {string} one
 * @property {string} other
 */

/**
 * @typedef {object} State
 * @property {number[]} order numbers of all reports, the first to read first
 * @property {Set<number>} hidden numbers of the reports that are not shown
 * @property {string} seed of blind reading, else empty
 * @property {string} lens `facts`, `terms`, `voices`, `frames`, else empty
 * @property {boolean} first whether facts that differ come first
 * @property {Wordings | null} words
 */

const LENSES = ["facts", "terms", "voices", "frames"];

/**
 * Reads an address. Whatever it says that the page does not have is passed over.
 *
 * @param {string} search
 * @param {Report[]} reports
 * @returns {State}
 */
export function parse(search, reports) {
  const given = new URLSearchParams(search);
  const seed = given.get("blind") ?? "";
  const tokens = new Map(reports.map((report) => [token(report.number, seed, reports), report.number]));
  const numbers = (/** @type {string} */ key) =>
    (given.get(key) ?? "").split(",").flatMap((text) => tokens.get(text) ?? []);
  const shown = numbers("show");
  const all = usualOrder(seed, reports);
  const lens = given.get("lens") ?? "";
  const [fact = "", one = "", other = ""] = (given.get("words") ?? "").split(",");
  const cell = (/** @type {string} */ text) => {
    const [id, ...rest] = text.split(".");
    return tokens.has(id) ? [tokens.get(id), ...rest].join(".") : "";
  };
  return {
    order: [...new Set([...numbers("order"), ...all])],
    hidden: new Set(shown.length > 0 ? all.filter((number) => !shown.includes(number)) : []),
    seed,
    lens: LENSES.includes(lens) ? lens : "",
    first: given.get("first") === "differences",
    words: fact ? { fact, one: cell(one), other: cell(other) } : null,
  };
}

/**
 * The address of what is chosen; empty if nothing is. What others put into it stays.
 *
 * @param {State} state
 * @param {Report[]} reports
 * @param {string} search the address as it is
 */
export function write(state, reports, search) {
  const rest = new URLSearchParams(search);
  for (const key of ["show", "order", "blind", "lens", "first", "words"]) rest.delete(key);
  const parts = rest.size > 0 ? [rest.toString()] : [];
  const name = (/** @type {number | string} */ number) => {
    const [report, ...further] = String(number).split(".");
    return encodeURIComponent([token(Number(report), state.seed, reports), ...further].join("."));
  };
  const shown = state.order.filter((number) => !state.hidden.has(number));
  if (state.hidden.size > 0) parts.push(`show=${shown.map(name).join(",")}`);
  if (state.order.join() !== usualOrder(state.seed, reports).join()) {
    parts.push(`order=${state.order.map(name).join(",")}`);
  }
  if (state.seed) parts.push(`blind=${encodeURIComponent(state.seed)}`);
  if (state.lens) parts.push(`lens=${state.lens}`);
  if (state.first) parts.push("first=differences");
  if (state.words) {
    const { fact, one, other } = state.words;
    parts.push(`words=${[encodeURIComponent(fact), ...[one, other].filter(Boolean).map(name)].join(",")}`);
  }
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

/** The letter of each report by its number. @param {string} seed @param {Report[]} reports */
export function letters(seed, reports) {
  return new Map(shuffled(reports, seed).map((report, place) => [report.number, letter(place)]));
}

/**
 * The order that need not be said: that of the page, or of the letters.
 *
 * @param {string} seed
 * @param {Report[]} reports
 */
export function usualOrder(seed, reports) {
  return (seed ? shuffled(reports, seed) : reports).map((report) => report.number);
}

/** @param {number} number @param {string} seed @param {Report[]} reports */
function token(number, seed, reports) {
  return (seed ? letters(seed, reports).get(number) : reports[number - 1]?.id) ?? "";
}
