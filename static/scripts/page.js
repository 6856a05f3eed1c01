// The page as it is chosen: one state, told by the address, and all that follows from it.

import { blind, reveal } from "./blind.js";
import { arrange } from "./columns.js";
import { look } from "./lens.js";
import { readReports } from "./reports.js";
import { differencesFirst, editorsOrder } from "./rows.js";
import { atOnce, slowly } from "./slices.js";
import { letters, parse, write } from "./state.js";
import { say } from "./words.js";

/** @import { State } from "./state.js" */

export const reports = readReports();

/** @type {State} */
let state = parse("", reports);
/** What the page shows, as far as that is done. @type {Partial<State>} */
let shown = {};
/** @type {((state: State) => void)[]} */
const followers = [];

/** What is chosen now. */
export function chosen() {
  return state;
}

/** Has something called whenever the page has changed. @param {(state: State) => void} follower */
export function follow(follower) {
  followers.push(follower);
}

/**
 * Chooses: the address tells it from now on, and the way back undoes it.
 *
 * @param {Partial<State>} change
 * @param {string} [message] what is said of it
 */
export function choose(change, message) {
  state = { ...state, ...change };
  const search = write(state, reports, location.search);
  if (search !== location.search) history.pushState(null, "", (search || location.pathname) + location.hash);
  apply();
  if (message) say(message);
}

/** Shows what the address says. */
export function readAddress() {
  state = parse(location.search, reports);
  apply();
}

/** The page as it came, so that it can be changed from outside; `readAddress` chooses again. */
export function sleep() {
  atOnce(reveal());
  atOnce(editorsOrder());
  atOnce(look(""));
  atOnce(arrange({ order: reports.map((report) => report.number), hidden: new Set() }));
  shown = {};
}

/** The name of a report as it may be told now. @param {number} number */
export function nameOf(number) {
  return state.seed ? letters(state.seed, reports).get(number) ?? "" : reports[number - 1]?.short ?? "";
}

/** The address of this view, with an anchor if there is one. @param {string} [anchor] */
export function addressOf(anchor) {
  const address = new URL(location.href);
  address.search = write({ ...state, words: null }, reports, location.search);
  address.hash = anchor ?? "";
  return address.href;
}

function apply() {
  for (const follower of followers) follower(state);
  slowly(steps(state));
}

/** What may take long. It may be broken off after each step, and is then begun anew. @param {State} now */
function* steps(now) {
  if (shown.seed !== now.seed) {
    shown.seed = undefined;
    yield* reveal();
    if (now.seed) yield* blind(reports, letters(now.seed, reports));
    shown.seed = now.seed;
  }
  document.documentElement.classList.remove("veiled");
  if (shown.first !== now.first) {
    shown.first = undefined;
    yield* now.first ? differencesFirst() : editorsOrder();
    shown.first = now.first;
  }
  if (shown.lens !== now.lens) {
    shown.lens = undefined;
    yield* look(now.lens);
    shown.lens = now.lens;
  }
  if (shown.order !== now.order || shown.hidden !== now.hidden) yield* arrange(now);
  shown = { ...shown, order: now.order, hidden: now.hidden };
}
