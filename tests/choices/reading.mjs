// Which reports are read, in which order, and by which names.

import { EVENTS, OUTLETS } from "./big.mjs";
import { barriers, differing, expect, openPanel, query, said, same, settled, visit } from "./harness.mjs";

const EVENT = "events/breeze/";
const IDS = OUTLETS.map(({ id }) => id);
const SHORT = OUTLETS.map(({ short }) => short);

/** All of a list but the second. */
const butSecond = (list) => list.filter((_, place) => place !== 1);

/** The names of the columns that are seen, in the grid and in the parallel texts. */
async function columns(page) {
  await settled(page);
  return page.evaluate(() => {
    const seen = (selector) =>
      [...document.querySelectorAll(selector)].filter((head) => head.checkVisibility()).map((head) => head.textContent.trim());
    const [grid, texts] = [seen("#facts thead th[data-report]"), seen("#parallel h3")];
    const cells = [...document.querySelectorAll("#matter-1 td")].filter((cell) => cell.checkVisibility());
    const whose = cells.map((cell) => cell.querySelector(".who").textContent.trim());
    if (JSON.stringify([grid, grid]) !== JSON.stringify([texts, whose])) return { grid, texts, whose };
    return grid;
  });
}

/** Reports are hidden and shown by mouse, by keyboard and by address; the way back undoes it. */
export async function show(given) {
  await visit(given, EVENT, async (page) => {
    same(await columns(page), SHORT, "columns at first");
    await openPanel(page);
    await page.locator("input[name='choice-report']").nth(1).uncheck();
    await said(page, /^9 of 10 reports are shown\.$/);
    same(await columns(page), butSecond(SHORT), "columns without the second");
    same(query(page), { show: butSecond(IDS).join() }, "address");
    expect(await page.locator("#choices\\.note").isVisible(), "nothing on the page says that a report is missing");
    await page.locator("input[name='choice-report']").nth(0).focus();
    await page.keyboard.press("Space");
    same(await columns(page), SHORT.slice(2), "columns by keyboard");
    await page.goBack();
    same(await columns(page), butSecond(SHORT), "columns after going back");
    await page.goBack();
    same(await columns(page), SHORT, "columns after going back again");
    expect(!(await page.locator("#choices\\.note").isVisible()), "the note stays when all are shown");
  });
  await visit(given, `${EVENT}?show=lantern,zvezda,nobody#matter-3`, async (page) => {
    same(await columns(page), ["Lantern", "Звезда"], "columns by address");
    await openPanel(page, true);
    for (const index of [2, 3]) await page.locator("input[name='choice-report']").nth(index).click();
    await said(page, /One report has to stay/);
    same(await columns(page), ["Звезда"], "the last report");
    same(new URL(page.url()).hash, "#matter-3", "anchor");
    same(await barriers(page), [], "axe with one report");
    await page.locator("#choices\\.reset").click();
    same(await columns(page), SHORT, "columns after all is undone");
    same(page.url(), given.home + EVENT + "#matter-3", "address after all is undone");
  });
}

/** Reports change places by mouse, by keyboard and by address. */
export async function order(given) {
  await visit(given, EVENT, async (page) => {
    await openPanel(page);
    await page.locator("[data-move='1']").first().click();
    await said(page, /^Gazette: 2 of 10\.$/);
    const moved = ["Courier", "Gazette", ...SHORT.slice(2)];
    same(await columns(page), moved, "columns");
    expect(await page.evaluate(() => document.activeElement?.matches("[data-report='1'] [data-move='1']")), "the focus is lost");
    await page.keyboard.press("Enter");
    same(await columns(page), ["Courier", "Lantern", "Gazette", ...SHORT.slice(3)], "columns by keyboard");
    await page.goBack();
    same(await columns(page), moved, "columns after going back");
    await page.goBack();
    same(await columns(page), SHORT, "columns after going back again");
  });
  await visit(given, `${EVENT}?order=bao,lantern&show=lantern,bao,tidings`, async (page) => {
    same(await columns(page), ["潮声报", "Lantern", "Tidings"], "columns by address");
    same(await barriers(page), [], "axe with another order");
  });
}

/** Letters stand for names in an order that the address keeps, until they are revealed. */
export async function blind(given) {
  let address = "";
  let cells = "";
  const first = (page) => page.evaluate(() => [...document.querySelectorAll("#matter-1 td")].map((cell) => cell.textContent).join("|"));
  await visit(given, EVENT, async (page) => {
    const before = await page.evaluate(() => document.documentElement.outerHTML);
    await openPanel(page, true);
    await page.locator("input[name='choice-blind']").focus();
    await page.keyboard.press("Space");
    await said(page, /letters/);
    same(await columns(page), [..."ABCDEFGHIJ"], "columns");
    same(await leaks(page), [], "names");
    cells = await first(page);
    await page.locator("input[name='choice-report']").nth(0).uncheck();
    await page.locator("[data-move='-1']").nth(4).click();
    await settled(page);
    same(await leaks(page), [], "names with another choice");
    address = page.url().slice(given.home.length);
    same(await addressLeaks(page.url()), [], "names in the address");
    same(await barriers(page), [], "axe in blind reading");
    await page.keyboard.press("Escape");
    await page.locator("#facts a.no").nth(1).click();
    await settled(page);
    same(await leaks(page), [], "names with two wordings");
    same(await addressLeaks(await page.locator("#choices\\.fact\\.link").inputValue()), [], "names in the link to a fact");
    await page.keyboard.press("Escape");
    await page.locator("#choices\\.reveal").click();
    await said(page, /The names are back: .*[A-J] is Gazette/);
    const named = await columns(page);
    same([...named].sort(), SHORT.filter((name) => named.includes(name)).sort(), "names after revealing");
    same(named.length, 9, "reports after revealing");
    await page.goBack();
    same(await leaks(page), [], "names after going back");
    for (let at = 0; at < 9 && query(page).blind; at++) await page.goBack();
    await settled(page);
    const after = await page.evaluate(() => document.documentElement.outerHTML);
    const text = (html) => html.replace(/<section class="choices"[^]*?<\/section>|<dialog[^]*?<\/dialog>|<p class="status-line"[^]*?<\/p>/g, "");
    expect(text(after).length > 10000 && text(after).includes("Harrowmere"), "nothing came back");
    same(await columns(page), SHORT, "columns after all");
    same(differing(text(before), text(after)), "", "the page after all");
  });
  await visit(given, address, async (page) => {
    await settled(page);
    same(await leaks(page), [], "names by address");
    same(await columns(page), [..."BCEDFGHIJ"], "columns by address");
    const again = (await first(page)).split("|");
    same([...again].sort(), cells.split("|").sort(), "who says what by address");
    await page.emulateMedia({ media: "print" });
    same(await leaks(page), [], "names on paper");
  });
}

/** All that a reader could come upon: text, title, attributes, addresses of links. */
async function leaks(page) {
  await settled(page);
  const names = OUTLETS.flatMap(({ name, short }) => [name, short, name.replace(" (invented)", "")]);
  return page.evaluate(
    ([names, ids]) => {
      const found = new Set();
      const look = (text, where) => {
        for (const name of names) if (text.includes(name)) found.add(`${name} in ${where}`);
      };
      const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.parentElement;
        if (at.localName !== "script") look(node.data, `the text of ${at.localName}.${at.className}: ${node.data.slice(0, 60)}`);
      }
      for (const element of document.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
          look(value, `${element.localName}[${name}]`);
          const words = value.split(/[^\p{L}\p{N}-]+/u);
          for (const id of ids) if (words.includes(id)) found.add(`${id} in ${element.localName}[${name}]`);
        }
      }
      look(document.title, "the title");
      return [...found].slice(0, 5);
    },
    [names, IDS],
  );
}

async function addressLeaks(address) {
  const words = decodeURIComponent(address).split(/[^\p{L}\p{N}-]+/u);
  return IDS.filter((id) => words.includes(id));
}

/** Without scripts all reports, facts and names are there, and nothing that cannot be used. */
export async function withoutScripts(given) {
  await visit(
    given,
    `events/storm/?blind=seed&show=bao`,
    async (page) => {
      const found = await page.evaluate(() => ({
        names: [...document.querySelectorAll("#facts thead th[data-report]")].map((head) => head.textContent),
        facts: [...document.querySelectorAll("#facts tr[id]")].filter((row) => row.checkVisibility()).length,
        seen: [...document.querySelectorAll(".act, .choices, dialog, tbody.differing, #choices\\.note")].filter((element) => element.checkVisibility()).length,
        body: getComputedStyle(document.body).visibility,
      }));
      same(found, { names: SHORT, facts: EVENTS.storm, seen: 0, body: "visible" }, "without scripts");
    },
    { javaScriptEnabled: false },
  );
}
