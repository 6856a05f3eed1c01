// Which reports are shown, and in which order: in every table, list and row of columns. Drawings stay.

/** @import { State } from "./state.js" */

const sheet = new CSSStyleSheet();

/**
 * Shows the chosen reports in the chosen order, a row a step.
 *
 * @param {Pick<State, "order" | "hidden">} state
 */
export function* arrange({ order, hidden }) {
  hide(hidden, order.length - hidden.size);
  const places = new Map(order.map((number, place) => [number, place]));
  for (const parent of new Set([...document.querySelectorAll("[data-report]")].map((child) => child.parentElement))) {
    if (parent) yield sort(parent, places);
  }
}

/** @param {Set<number>} hidden @param {number} shown */
function hide(hidden, shown) {
  const each = [...hidden].map((number) => `[data-report="${number}"]`).join();
  sheet.replaceSync(
    hidden.size === 0
      ? ""
      : `:is(${each}):not(.choice), .reading:not(:has(> dd:not(${each}))) { display: none !important; }
         main [data-reports] { --n: ${shown}; }`,
  );
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  for (const cell of document.querySelectorAll(".synopsis [colspan]")) {
    if (cell instanceof HTMLTableCellElement && cell.colSpan !== shown + 1) cell.colSpan = shown + 1;
  }
}

/**
 * Puts the children that belong to reports in order, and tells how many that moved. They stand beside
 * each other; from the last to the first each is set before the next, if it is not there.
 *
 * @param {Element} parent
 * @param {Map<number, number>} places
 */
function sort(parent, places) {
  const children = [...parent.children].filter((child) => child.hasAttribute("data-report"));
  const place = (/** @type {Element} */ child) => places.get(Number(child.getAttribute("data-report"))) ?? Infinity;
  if (children.every((child, index) => index === 0 || place(children[index - 1]) <= place(child))) return 0;
  let moved = 0;
  let next = children[children.length - 1].nextElementSibling;
  for (const child of children.sort((one, other) => place(other) - place(one))) {
    if (child.nextElementSibling !== next) {
      parent.insertBefore(child, next);
      moved++;
    }
    next = child;
  }
  return moved;
}
