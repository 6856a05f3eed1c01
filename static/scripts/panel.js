// The controls: what they say follows the state, and what is done to them changes it.

import { copy } from "./copy.js";
import { keysAreOn, setKeys } from "./keys.js";
import { addressOf, choose, chosen, follow, nameOf, reports } from "./page.js";
import { newSeed } from "./reports.js";
import { letters, usualOrder } from "./state.js";
import { list, say, word } from "./words.js";

/** @import { State } from "./state.js" */

/** Shows the controls, where the browser can open them. */
export function showControls() {
  const bar = document.getElementById("choices.bar");
  const panel = document.getElementById("choices.panel");
  if (!bar || !panel || !("popover" in HTMLElement.prototype)) return;
  bar.hidden = false;
  panel.hidden = false;
}

/** Starts to listen to them. */
export function listenToControls() {
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) changed(event.target);
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button) pressed(button);
  });
  follow(show);
}

/** @param {HTMLInputElement} input */
function changed({ name, value, checked }) {
  if (name === "choice-report") showReport(Number(value), checked);
  if (name === "choice-blind") checked ? goBlind() : revealNames();
  if (name === "choice-first") choose({ first: checked }, word(checked ? "first-on" : "first-off"));
  if (name === "choice-lens") lens(value);
  if (name === "choice-keys") setKeys(checked);
}

/** @param {HTMLButtonElement} button */
function pressed(button) {
  if (button.dataset.move) move(button, Number(button.dataset.move));
  if (button.id === "choices.copy") copy(addressOf());
  if (button.id === "choices.reveal") {
    revealNames();
    // The button goes away with the names: what stands beside it takes the focus.
    /** @type {HTMLElement | null} */ (button.nextElementSibling)?.focus();
  }
  if (button.id === "choices.reset") {
    choose({ ...chosen(), order: usualOrder("", reports), hidden: new Set(), seed: "", lens: "", first: false }, word("reset-done"));
  }
}

/** @param {number} number @param {boolean} checked */
function showReport(number, checked) {
  const hidden = new Set(chosen().hidden);
  checked ? hidden.delete(number) : hidden.add(number);
  if (hidden.size === reports.length) {
    show(chosen());
    return say(word("one-stays"));
  }
  choose({ hidden }, word(`shown-${reports.length - hidden.size}`));
}

/** @param {HTMLButtonElement} button @param {number} by */
function move(button, by) {
  const number = Number(button.closest("[data-report]")?.getAttribute("data-report"));
  const order = [...chosen().order];
  const from = order.indexOf(number);
  const to = Math.min(Math.max(from + by, 0), order.length - 1);
  order.splice(to, 0, ...order.splice(from, 1));
  choose({ order }, word("moved", { report: nameOf(number), place: to + 1, all: order.length }));
  button.focus();
}

function goBlind() {
  const seed = newSeed();
  choose({ seed, order: usualOrder(seed, reports) }, word("blind-on"));
}

/** The order stays, so that one sees which letter was whose. */
function revealNames() {
  const pairs = [...letters(chosen().seed, reports)].map(([number, letter]) =>
    word("letter", { letter, report: reports[number - 1].short }),
  );
  choose({ seed: "" }, word("revealed", { letters: list(pairs) }));
}

/** @param {string} value */
function lens(value) {
  choose({ lens: value }, value ? word("lens-on", { lens: label(value) }) : word("lens-off"));
}

/** What the control of a lens says. @param {string} value */
function label(value) {
  return document.querySelector(`input[name="choice-lens"][value="${value}"]`)?.parentElement?.textContent?.trim() ?? "";
}

/** Sets all controls to the state, and tells above the page what it leaves out. @param {State} state */
function show(state) {
  for (const input of document.querySelectorAll(".choices input")) {
    if (!(input instanceof HTMLInputElement)) continue;
    if (input.name === "choice-report") input.checked = !state.hidden.has(Number(input.value));
    if (input.name === "choice-blind") input.checked = state.seed !== "";
    if (input.name === "choice-first") input.checked = state.first;
    if (input.name === "choice-lens") input.checked = input.value === state.lens;
    if (input.name === "choice-keys") input.checked = keysAreOn();
  }
  const reordered = state.order.join() !== usualOrder(state.seed, reports).join();
  const count = [state.hidden.size > 0, reordered, state.seed, state.first, state.lens].filter(Boolean).length;
  put("choices.count", count > 0 ? ` · ${count.toLocaleString(document.documentElement.lang || "en")}` : "");
  const notes = state.hidden.size > 0 ? [word(`shown-${reports.length - state.hidden.size}`), word("shown-note")] : [];
  if (state.seed) notes.push(word("blind-note"));
  put("choices.note", notes.join(" "))?.toggleAttribute("hidden", notes.length === 0);
  document.getElementById("choices.reveal")?.toggleAttribute("hidden", state.seed === "");
}

/** @param {string} id @param {string} text */
function put(id, text) {
  const element = document.getElementById(id);
  if (element && element.textContent !== text) element.textContent = text;
  return element;
}
