// How a page is laid out at one width: nothing too wide, too small, too near or drawn over something else.

/** Least size of text, and of what can be pressed (WCAG 2.5.8), in pixels. */
const TEXT = 12;
const TARGET = 24;

/** What is wrong with the page as wide as it now is, a sentence each. */
export async function layout(page, width) {
  const found = await page.evaluate(look, { text: TEXT, target: TARGET });
  return found.map((problem) => `${problem} (${width} px)`);
}

/** In the page. */
function look({ text: least, target }) {
  const root = document.scrollingElement ?? document.documentElement;
  const name = (element) => {
    const told = element.getAttribute("class") || element.id;
    return element.tagName.toLowerCase() + (told ? `.${told.split(" ")[0]}` : "");
  };
  const short = (words) => JSON.stringify(words.trim().replace(/\s+/g, " ").slice(0, 30));
  /** Some of many, so that one fault in a style sheet does not fill the screen. */
  const some = (things) => things.slice(0, 3).join(", ") + (things.length > 3 ? ` and ${things.length - 3} more` : "");
  const isShown = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    for (let around = element; around; around = around.parentElement) {
      if (getComputedStyle(around).clipPath === "inset(50%)") return false;
    }
    return element.closest(".skip, .sprite") === null;
  };
  // Nothing that sticks shall lie over what it belongs to.
  scrollTo(0, 0);
  return [...sideways(), ...small(), ...near(), ...covered()];

  function sideways() {
    const over = root.scrollWidth - root.clientWidth;
    if (over <= 0) return [];
    const all = [...document.querySelectorAll("body *")];
    const wide = all.filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1);
    return [`the page scrolls sideways by ${over} px: ${some(wide.map(name))}`];
  }

  function small() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Map();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("script, style, title, desc, template, noscript")) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < least - 0.01 && isShown(element)) found.set(`${name(element)} ${size} px`, node.data);
    }
    if (found.size === 0) return [];
    return [`text under ${least} px: ${some([...found].map(([where, words]) => `${where} ${short(words)}`))}`];
  }

  /**
   * Targets that are too small and too near to another: the circle about the middle of one touches
   * another, or that of another (WCAG 2.5.8, Spacing). Links in running text are exempt (Inline).
   */
  function near() {
    const selector = "a[href], button, input:not([type='hidden']), select, textarea, summary, [role='button']";
    const targets = [...document.querySelectorAll(selector)].filter(isShown).map((element) => {
      const box = element.getBoundingClientRect();
      const isSmall = Math.min(box.width, box.height) < target - 0.01;
      return { element, box, isSmall, region: element.closest(".region"), x: box.x + box.width / 2, y: box.y + box.height / 2 };
    });
    const touches = (one, other) => {
      // What has been scrolled out of a region lies over what stands outside it, for the numbers alone.
      if (one.region !== other.region) return false;
      if (other.element.contains(one.element) || one.element.contains(other.element)) return false;
      const across = other.x - one.x;
      const down = other.y - one.y;
      if (other.isSmall && Math.hypot(across, down) < target) return true;
      const dx = Math.max(Math.abs(across) - other.box.width / 2, 0);
      const dy = Math.max(Math.abs(down) - other.box.height / 2, 0);
      return Math.hypot(dx, dy) < target / 2;
    };
    const crowded = targets.filter(
      (one) => one.isSmall && !isInline(one.element) && targets.some((other) => other !== one && touches(one, other)),
    );
    if (crowded.length === 0) return [];
    const told = crowded.map(
      ({ element, box }) => `${name(element)} ${short(element.textContent)} ${box.width.toFixed(0)}×${box.height.toFixed(0)}`,
    );
    return [`targets under ${target} px too near to others: ${some(told)}`];
  }

  /** Whether a target stands in a line with text that is no target. */
  function isInline(element) {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const around = block.cloneNode(true);
    for (const target of around.querySelectorAll("a[href], button, summary, .sr")) target.remove();
    return around.textContent.trim() !== "";
  }

  /** Words of one picture that lie over each other, and words or shapes that leave the page. */
  function covered() {
    const found = [];
    for (const picture of document.querySelectorAll("svg:not(svg svg)")) {
      if (!isShown(picture)) continue;
      const texts = [...picture.querySelectorAll("text")].filter((text) => text.textContent.trim() && isShown(text));
      const boxes = texts.map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
      const scrolls = picture.closest(".region, .numbers") !== null;
      for (const [index, { words, box }] of boxes.entries()) {
        if (!scrolls && (box.left < -0.5 || box.right > root.clientWidth + 0.5)) found.push(`${short(words)} leaves the page`);
        for (const { words: others, box: other } of boxes.slice(index + 1)) {
          const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
          const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
          // A line of text is higher than its letters.
          if (across > 1 && down > 4) found.push(`${short(words)} over ${short(others)}`);
        }
      }
    }
    return found.length === 0 ? [] : [`words of a picture are hard to read: ${some(found)}`];
  }
}
