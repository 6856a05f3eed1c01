// Whether a link to a place of a page shows that place.

/** Goes to each anchor of the page and tells of those that do not come into sight, or lie under something that sticks. */
export async function hidden(page, width) {
  const found = await page.evaluate(look);
  return found.length === 0
    ? []
    : [`anchors hidden (${width} px): ${found.slice(0, 3).join(", ")}${found.length > 3 ? ` and ${found.length - 3} more` : ""}`];
}

/** In the page. */
async function look() {
  const anchors = [...document.querySelectorAll("main [id]")].filter(
    (element) => !element.closest("svg, .sr") && element.checkVisibility({ visibilityProperty: true }),
  );
  const before = location.href;
  const found = [];
  for (const element of anchors) {
    location.hash = `#${encodeURIComponent(element.id)}`;
    await new Promise((resolve) => setTimeout(resolve));
    const why = objection(element);
    if (why) found.push(`#${element.id} ${why}`);
  }
  history.replaceState(null, "", before.split("#")[0]);
  return found;

  function objection(element) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) return null;
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return "is out of sight";
    // Its beginning, where reading starts: some way into its first line.
    const isFromRight = getComputedStyle(element).direction === "rtl";
    const across = Math.min(8, box.width / 2);
    const x = isFromRight ? Math.min(box.right, innerWidth) - across : Math.max(box.left, 0) + across;
    const y = box.top + Math.min(8, box.height / 2);
    if (y < 0) return "begins above the screen";
    const top = document.elementFromPoint(x, y);
    if (!top || element.contains(top) || top.contains(element)) return null;
    for (let over = top; over && !over.contains(element); over = over.parentElement) {
      if (["sticky", "fixed"].includes(getComputedStyle(over).position)) {
        return `lies under ${over.tagName.toLowerCase()}.${over.getAttribute("class") ?? ""}`;
      }
    }
    return null;
  }
}
