// Facts in which the reports differ, before the others.

/** @type {Map<HTMLTableSectionElement, HTMLTableRowElement[]>} */
const homes = new Map();

/** Moves the rows of such facts into the body that waits for them at the top of the table, a row a step. */
export function* differencesFirst() {
  const table = document.querySelector("#facts table");
  const first = document.querySelector("#facts tbody.differing");
  if (!(table instanceof HTMLTableElement) || !(first instanceof HTMLTableSectionElement)) return;
  if (homes.size === 0) for (const body of table.tBodies) homes.set(body, [...body.rows]);
  first.hidden = false;
  for (const row of [...homes.values()].flat()) {
    if (!row.id || row.parentElement === first || !row.cells[0]?.querySelector(".differs")) continue;
    first.append(row);
    yield row.cells.length;
  }
  for (const body of table.tBodies) body.hidden = ![...body.rows].some((row) => row.id);
}

/** Brings all rows back to where the editor had them, a row a step. */
export function* editorsOrder() {
  for (const [body, rows] of homes) {
    body.hidden = body.classList.contains("differing");
    for (const [index, row] of rows.entries()) {
      if (body.rows[index] === row) continue;
      body.insertBefore(row, body.rows[index] ?? null);
      yield row.cells.length;
    }
  }
  homes.clear();
}
