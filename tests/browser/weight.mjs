// How much a reader's device loads for a page.

/** Most that a first visit to a page of this kind may load, compressed, in bytes. Headers are the host's. */
const MOST = { event: 130 * 1024, source: 90 * 1024 };

/** Opens the page on an empty cache. Resolves to `{ kind, bytes, problems }`; pages of other kinds have no limit. */
export async function weigh(browser, home, address) {
  const kind = kindOf(address);
  if (kind === null) return { kind, bytes: 0, problems: [] };
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  let bytes = 0;
  try {
    await page.goto(home + address, { waitUntil: "networkidle" });
    bytes = await page.evaluate(async () => {
      await document.fonts.ready;
      const loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
      return loaded.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    });
  } finally {
    await context.close();
  }
  const isHeavy = bytes > MOST[kind];
  const problem = `loads ${bytes} bytes on a first visit; a page of its kind (${kind}) may load ${MOST[kind]}`;
  return { kind, bytes, problems: isHeavy ? [problem] : [] };
}

/** `event` or `source`, by the address; `null` for other pages. */
export function kindOf(address) {
  const [first, ...names] = address.split("/").filter((part) => part !== "" && part !== "index.html");
  if (first !== "events" || address.endsWith("worksheet/")) return null;
  return { 1: "event", 2: "source" }[names.length] ?? null;
}
