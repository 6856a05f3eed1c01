// Whether words that run against their page stand apart from the words around them.

/**
 * Words of a script that runs the other way need an element with a direction, or signs that isolate
 * them (Unicode Bidirectional Algorithm, UAX #9): else they turn the punctuation beside them. Only pages
 * from left to right are looked at: English fills what a site from right to left has not translated.
 */
export async function mingled(page) {
  const found = await page.evaluate(look);
  return found.length === 0 ? [] : [`words that run the other way stand not apart: ${found.slice(0, 3).join(", ")}`];
}

/** In the page. */
function look() {
  if (getComputedStyle(document.documentElement).direction === "rtl") return [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.exec(node.data);
    if (!words || node.parentElement.closest("script, style, body [dir], bdi")) continue;
    const before = node.data.slice(0, words.index);
    const isApart = before.lastIndexOf("\u2068") > before.lastIndexOf("\u2069");
    if (!isApart) found.add(`${node.parentElement.tagName.toLowerCase()} ${JSON.stringify(node.data.trim().slice(0, 30))}`);
  }
  return [...found];
}
