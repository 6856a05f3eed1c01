// How long a page keeps a browser busy, whatever machine that runs on and whatever else runs there.

/** Milliseconds that readers begin to notice (W3C, Long Tasks API). */
export const LONG = 50;
/** Milliseconds that the yardstick takes on the machine, when it is quiet, whose milliseconds are meant. */
const YARDSTICK = 33;

/**
 * The longest task of a page's main thread while something is done, in milliseconds that the thread worked: the time that
 * other programs take is not the page's.
 */
export async function longestTask(browser, page, act) {
  await browser.startTracing(page, { categories: ["toplevel"] });
  await act(page);
  await page.waitForTimeout(400);
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const pages = new Set(traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(thread));
  const tasks = traceEvents.filter((event) => event.name.endsWith("RunTask") && pages.has(thread(event)));
  if (tasks.length === 0) throw new Error("the browser's record has no task of the page");
  return Math.max(...tasks.map(({ tdur }) => (tdur ?? 0) / 1000));
}

/** How many times slower the machine is now than the one whose milliseconds are meant; at least 1. */
export async function slowness(browser) {
  return Math.max(1, (await yardstick(browser)) / YARDSTICK);
}

/** What a browser takes to style, lay out and paint a plain table of 3,000 cells anew, in milliseconds; the best of three. */
async function yardstick(browser) {
  const page = await browser.newPage();
  const row = `<tr>${"<td>forty roofs were lost</td>".repeat(10)}</tr>`;
  await page.setContent(`<!doctype html><table>${row.repeat(300)}</table>`);
  const times = [];
  for (const size of ["9px", "10px", "11px"]) {
    times.push(await longestTask(browser, page, () => page.evaluate((size) => void (document.body.style.fontSize = size), size)));
  }
  await page.close();
  return Math.min(...times);
}
