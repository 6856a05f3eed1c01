// What helps to look: differences first, a lens, the fellows of a mark, two wordings, keys, copying.

import { barriers, differing, expect, openPanel, query, said, same, settled, visit } from "./harness.mjs";

const EVENT = "events/breeze/";

/** The numbers of the facts in the grid, in their order. */
async function facts(page) {
  await settled(page);
  return page.evaluate(() =>
    [...document.querySelectorAll("#facts tbody tr[id]")].map((row) => [row.id, row.querySelector(".differs") !== null]),
  );
}

/** Facts that differ come first, by mouse, keyboard and address, and go back to where they were. */
export async function first(given) {
  await visit(given, EVENT, async (page) => {
    const usual = await facts(page);
    const sorted = [...usual.filter(([, differs]) => differs), ...usual.filter(([, differs]) => !differs)];
    expect(JSON.stringify(sorted) !== JSON.stringify(usual), "the order cannot tell anything");
    await openPanel(page);
    await page.locator("input[name='choice-first']").check();
    await said(page, /come first/);
    same(await facts(page), sorted, "facts");
    same(query(page), { first: "differences" }, "address");
    const widths = await page.evaluate(() => {
      const cells = ["#facts thead", "#facts tbody tr[id]"].map((row) => document.querySelector(`${row} [data-report]`));
      return cells.map((cell) => Math.round(cell.getBoundingClientRect().width));
    });
    same(widths[0], widths[1], "width of a cell and of its column's head");
    await page.locator("input[name='choice-first']").focus();
    await page.keyboard.press("Space");
    await said(page, /editor’s order/);
    same(await facts(page), usual, "facts by keyboard");
    await page.goBack();
    same(await facts(page), sorted, "facts after going back");
    same(await barriers(page), [], "axe with differences first");
  });
  await visit(given, `${EVENT}?first=differences`, async (page) => {
    const [[, differs]] = await facts(page);
    expect(differs, "by address the first fact does not differ");
  });
}

/** How many marks in the parallel texts are lit, by what they are on. */
async function lit(page) {
  await settled(page);
  return page.evaluate(() => {
    const marks = [...document.querySelectorAll("#parallel [data-on]")].filter((mark) => mark.checkVisibility());
    const underlined = marks.filter((mark) => getComputedStyle(mark).textDecorationLine === "underline");
    return [...new Set(underlined.flatMap((mark) => mark.dataset.on.split(" ").map((thing) => thing.split(":")[0])))].sort();
  });
}

/** A lens shows one kind of mark. */
export async function lens(given) {
  await visit(given, EVENT, async (page) => {
    const all = await lit(page);
    expect(all.includes("fact") && all.includes("term"), `at first marks on ${all} are lit`);
    await openPanel(page);
    for (const [value, kind] of [["facts", "fact"], ["terms", "term"], ["voices", "voice"], ["frames", "frame"]]) {
      await page.locator(`input[name='choice-lens'][value='${value}']`).check();
      same(query(page), { lens: value }, "address");
      same(await lit(page), [kind], `marks with the lens on ${value}`);
    }
    await said(page, /parallel texts: Frames/);
    same(await barriers(page), [], "axe with a lens");
    await page.keyboard.press("ArrowUp");
    same(await lit(page), ["voice"], "marks by keyboard");
    for (let at = 0; at < 5; at++) await page.goBack();
    same(await lit(page), all, "marks after going back");
  });
  await visit(given, `${EVENT}?lens=terms`, async (page) => same(await lit(page), ["term"], "marks by address"));
}

/** A mark that is pointed at or has the focus shows its fellows in other reports. */
export async function fellows(given) {
  await visit(given, `${EVENT}#parallel`, async (page) => {
    const fellows = () =>
      page.evaluate(() => [...document.querySelectorAll(".fellow")].map((mark) => [mark.dataset.on, mark.closest("[data-report]").dataset.report]));
    const mark = page.locator("#parallel article").first().locator("[data-on='fact:matter-2']");
    await mark.hover();
    const pointed = await fellows();
    expect(pointed.length > 3, `only ${pointed.length} fellows`);
    expect(pointed.every(([on, report]) => on === "fact:matter-2" && report !== "1"), "fellows of another fact, or in the same report");
    await page.mouse.move(0, 0);
    same(await fellows(), [], "fellows of nothing");
    await mark.focus();
    same(await fellows(), pointed, "fellows by keyboard");
    same(await barriers(page), [], "axe with fellows");
    await page.keyboard.press("Tab");
    expect((await fellows()).every(([on]) => on !== "fact:matter-2"), "the fellows stay");
  });
}

/** Two wordings of a fact, word by word. */
export async function wordings(given) {
  const runs = (page, name) =>
    page.evaluate(
      (id) => [...document.getElementById(id).childNodes].map((node) => (node.nodeType === 3 ? node.data : [node.localName, node.textContent])),
      `choices.fact.${name}`,
    );
  await visit(given, EVENT, async (page) => {
    await page.locator("#matter-4 a.no").click();
    await page.locator("#choices\\.fact[open]").waitFor();
    same(query(page), { words: "matter-4" }, "address");
    same(await page.locator("#choices\\.fact h2").textContent(), "Fact 4 What of matter 4?", "heading");
    await page.locator("#choices\\.fact\\.one").selectOption({ label: "Gazette" });
    await page.locator("#choices\\.fact\\.other").selectOption({ label: "Courier" });
    const own = (text) => ["mark", ` [only here: ${text}] `];
    same(
      await runs(page, "first"),
      [own("“forty"), " of matter 4 were seen from the ", own("harbour"), " that night, they told ", own("Gazette"), "”"],
      "first wording",
    );
    same(
      await runs(page, "second"),
      [own("“fifty"), " of matter 4 were seen from the ", own("hill"), " that night, they told ", own("Courier"), "”"],
      "second wording",
    );
    same(await page.locator("#choices\\.fact\\.common").textContent(), "Words in common: 11.", "words in common");
    same(query(page), { words: "matter-4,gazette,courier" }, "address of two wordings");
    same(await barriers(page), [], "axe with two wordings");
    await page.locator("#choices\\.fact\\.copy").click();
    await said(page, /^Copied\.$/);
    same(await page.evaluate(() => navigator.clipboard.readText()), `${given.home}${EVENT}#matter-4`, "copied link");
    await page.keyboard.press("Escape");
    same(await page.locator("#choices\\.fact[open]").count(), 0, "open dialogs");
    same(query(page), {}, "address after closing");
    await page.goBack();
    await page.locator("#choices\\.fact[open]").waitFor();
    same(await page.locator("#choices\\.fact\\.other").inputValue(), "2", "second wording after going back");
  });
  await visit(given, `${EVENT}?words=matter-4,lantern,gazette`, async (page) => {
    await page.locator("#choices\\.fact[open]").waitFor();
    same(await page.locator("#choices\\.fact\\.one").inputValue(), "3", "first wording by address");
    await page.locator("#choices\\.fact\\.close").focus();
    await page.keyboard.press("Enter");
    same(await page.locator("#choices\\.fact[open]").count(), 0, "open dialogs by keyboard");
  });
}

/** `j` and `k` go from fact to fact, save where one types or turned them off. */
export async function keys(given) {
  await visit(given, `${EVENT}#facts`, async (page) => {
    const at = () => page.evaluate(() => document.activeElement?.closest("tr")?.id ?? null);
    await page.keyboard.press("j");
    same(await at(), "matter-1", "first fact");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    same(await at(), "matter-3", "third fact");
    await page.keyboard.press("k");
    same(await at(), "matter-2", "one before");
    const clear = await page.evaluate(() => {
      const { left, top } = document.activeElement.getBoundingClientRect();
      return document.elementFromPoint(left + 3, top + 8)?.closest("a.no") === document.activeElement;
    });
    expect(clear, "the fact lies under what is sticky");
    for (const keys of ["Control+j", "Alt+j", "Shift+j"]) await page.keyboard.press(keys);
    same(await at(), "matter-2", "with modifiers");
    await page.keyboard.press("Enter");
    await page.locator("#choices\\.fact\\.link").focus();
    await page.keyboard.press("j");
    await page.keyboard.press("Escape");
    await page.locator("#matter-2 a.no").focus();
    await openPanel(page, true);
    expect(await page.locator("#choices\\.panel").getByText("j goes to the next fact").isVisible(), "no help");
    await page.locator("input[name='choice-report']").first().focus();
    await page.keyboard.press("j");
    same(await at(), null, "in a field");
    await page.locator("input[name='choice-keys']").uncheck();
    await page.keyboard.press("Escape");
    await page.locator("#matter-2 a.no").focus();
    await page.keyboard.press("j");
    same(await at(), "matter-2", "with the keys turned off");
    await page.reload();
    await page.waitForFunction(() => document.querySelector("#choices\\.bar:not([hidden])"));
    await page.keyboard.press("j");
    same(await at(), null, "with the keys turned off, after loading anew");
  });
}

/** Links and citations are copied; without leave they are shown. */
export async function copying(given) {
  const copied = (page) => page.evaluate(() => navigator.clipboard.readText());
  await visit(given, `${EVENT}?lens=terms`, async (page) => {
    await openPanel(page);
    await page.locator("#choices\\.copy").click();
    await said(page, /^Copied\.$/);
    same(await copied(page), `${given.home}${EVENT}?lens=terms`, "link to the view");
    await page.keyboard.press("Escape");
    await page.locator("[data-copy='page.cite']").click();
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("Invented, "));
    same(await copied(page), (await page.locator("#page\\.cite").textContent()).trim(), "citation");
    await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("no"))));
    await page.locator("[data-copy='page.cite']").click();
    await said(page, /does not allow copying\. Here it is: Invented/);
    same(await barriers(page), [], "axe with a message");
  });
  const page = await given.browser.newPage();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${given.home}${EVENT}gazette/`);
  await page.locator("[data-copy='report.cite']").click();
  await said(page, /^Copied\.$/);
  expect((await copied(page)).startsWith("The Harrowmere Gazette"), "the citation of a report is not copied");
  await page.close();
}

/** What a preview changes in place comes on top of what is chosen. */
export async function morphing(given) {
  await visit(given, `${EVENT}?first=differences&blind=seed&lens=facts&show=A,B`, async (page) => {
    await settled(page);
    const before = await page.evaluate(() => document.documentElement.outerHTML);
    const between = await page.evaluate(() => {
      document.dispatchEvent(new Event("page.morphing"));
      const text = document.querySelector("#matter-1").textContent;
      document.querySelector("#matter-1 .label").append(" Changed by the Gazette");
      document.dispatchEvent(new Event("page.morphed"));
      return text;
    });
    expect(between.includes("Gazette"), "the page is not as it came while it is changed");
    await settled(page);
    const after = await page.evaluate(() => document.documentElement.outerHTML);
    expect(/ Changed by the [AB-J]</.test(after), "what was changed is not there, or not blind");
    same(differing(before, after.replace(/ Changed by the [A-J]/, "")), "", "the page");
  });
}
