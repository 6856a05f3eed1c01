// `j` and `k` go from fact to fact. As single keys may be in the way of speech input, they can be turned off
// (WCAG 2.2, 2.1.4), which the browser remembers.

const STORED = "rashomon.keys";

/** Starts to listen. */
export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    const step = { j: 1, k: -1 }[event.key];
    if (step && keysAreOn() && !isTyping(event.target) && !document.querySelector("dialog[open]")) go(step);
  });
}

/** Whether the keys are in use. */
export function keysAreOn() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return on;
  }
}

/** @param {boolean} value */
export function setKeys(value) {
  on = value;
  try {
    localStorage.setItem(STORED, value ? "on" : "off");
  } catch {
    // A browser that stores nothing forgets it with the page.
  }
}

let on = true;

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select") !== null);
}

/** Goes to the fact after or before the one that has the focus, else the one that is on the screen. @param {number} step */
function go(step) {
  const rows = [...document.querySelectorAll("#facts tr[id]")].filter((row) => row.querySelector("a.no"));
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  const below = rows.findIndex((row) => row.getBoundingClientRect().top > 0);
  const from = focused >= 0 ? focused : (below < 0 ? rows.length : below) - (step > 0 ? 1 : 0);
  const row = rows[Math.min(Math.max(from + step, 0), rows.length - 1)];
  row?.scrollIntoView({ block: "start" });
  /** @type {HTMLElement | null | undefined} */ (row?.querySelector("a.no"))?.focus({ preventScroll: true });
}
