// Which reports are shown, and in which order: in every table, list and row of columns. Drawings stay.

/** @import { State } from "./state.js" */

/** What hides reports, by the elements that it holds for. @type {Map<string, { sheet: CSSStyleSheet, told: string }>} */
const sheets = new Map();

/**
 * Shows the chosen reports in the chosen order, a part of the page or a row a step.
 *
 * @param {Pick<State, "order" | "hidden">} state
 */
export function* arrange({ order, hidden }) {
  yield* hide(hidden, order.length - hidden.size);
  const places = new Map(order.map((number, place) => [number, place]));
  for (const parent of new Set([...document.querySelectorAll("[data-report]")].map((child) => child.parentElement))) {
    if (parent) yield sort(parent, places);
  }
}

/**
 * Hides reports, a part of the page a step: the browser lays each out by itself, so that none keeps it long.
 *
 * @param {Set<number>} hidden
 * @param {number} shown
 */
function* hide(hidden, shown) {
  const each = [...hidden].map((number) => `[data-report="${number}"]`).join();
  for (const within of parts()) {
    const rules = `${within}:is(${each}):not(.choice), ${within}.reading:not(:has(> dd:not(${each}))) { display: none !important; }
      ${within}[data-reports] { --n: ${shown}; }`;
    const text = hidden.size === 0 ? "" : rules;
    const rule = ruleOf(within);
    if (rule.told === text) continue;
    rule.sheet.replaceSync(text);
    rule.told = text;
    for (const cell of document.querySelectorAll(`.synopsis ${within}[colspan]`)) {
      if (cell instanceof HTMLTableCellElement && cell.colSpan !== shown + 1) cell.colSpan = shown + 1;
    }
    yield Infinity;
  }
}

/** Selectors of all that stands in one part of the page, and of what stands in none. */
function parts() {
  const ids = [...document.querySelectorAll(".part[id]")].map((part) => `#${CSS.escape(part.id)}`);
  return [":not(.part, .part *)", ...ids.map((id) => `:is(${id}, ${id} *)`)];
}

/** @param {string} within */
function ruleOf(within) {
  const known = sheets.get(within) ?? { sheet: new CSSStyleSheet(), told: "" };
  sheets.set(within, known);
  if (!document.adoptedStyleSheets.includes(known.sheet)) document.adoptedStyleSheets.push(known.sheet);
  return known;
}

/**
 * Puts the children that belong to reports in order, and tells how many have to be laid out again: all of
 * them where one moved. They stand beside each other; from the last to the first each is set before the next,
 * if it is not there.
 *
 * @param {Element} parent
 * @param {Map<number, number>} places
 */
function sort(parent, places) {
  const children = [...parent.children].filter((child) => child.hasAttribute("data-report"));
  const place = (/** @type {Element} */ child) => places.get(Number(child.getAttribute("data-report"))) ?? Infinity;
  if (children.every((child, index) => index === 0 || place(children[index - 1]) <= place(child))) return 0;
  let next = children[children.length - 1].nextElementSibling;
  for (const child of children.sort((one, other) => place(other) - place(one))) {
    if (child.nextElementSibling !== next) parent.insertBefore(child, next);
    next = child;
  }
  return children.length;
}
