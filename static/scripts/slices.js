// Long work in slices, so that the page answers meanwhile: a large event has thousands of cells and names.

/** How long a slice may take in milliseconds, and how many cells or texts it may change: they have to be drawn anew. */
const TIME = 5;
const CHANGES = 50;
let turn = 0;

/**
 * Goes through steps, a slice a frame; the first at once. A step tells how much it changed. What is
 * still running gives way.
 *
 * @param {Iterable<number>} steps
 */
export async function slowly(steps) {
  const mine = ++turn;
  let end = performance.now() + TIME;
  let changes = 0;
  for (const changed of steps) {
    changes += changed;
    if (performance.now() < end && changes < CHANGES) continue;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    if (mine !== turn) return;
    end = performance.now() + TIME;
    changes = 0;
  }
}

/** Goes through all steps at once. @param {Iterable<number>} steps */
export function atOnce(steps) {
  turn++;
  for (const _ of steps);
}
