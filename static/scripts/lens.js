// One kind of mark at a time in the parallel texts, and the fellows of a mark.

/** @type {Record<string, string>} */
const KINDS = { facts: "fact", terms: "term", voices: "voice", frames: "frame" };
/** @type {Set<HTMLDetailsElement>} */
const opened = new Set();

/**
 * Shows the marks of one kind, all of them if it is empty, a report a step.
 *
 * @param {string} lens
 */
export function* look(lens) {
  for (const article of document.querySelectorAll("#parallel [data-report]")) {
    if ((article.getAttribute("data-lens") ?? "") === lens) continue;
    for (const fold of article.querySelectorAll("details[open]")) {
      if (fold instanceof HTMLDetailsElement && opened.delete(fold)) fold.open = false;
    }
    if (lens) {
      article.setAttribute("data-lens", lens);
      openFolds(article, KINDS[lens]);
    } else {
      article.removeAttribute("data-lens");
    }
    yield article.querySelectorAll("[data-on]").length;
  }
}

/**
 * Opens what holds marks of a kind: those that stand outside the text are folded up below it.
 *
 * @param {Element} article
 * @param {string} kind
 */
function openFolds(article, kind) {
  for (const fold of article.querySelectorAll("details.fold:not([open])")) {
    if (!(fold instanceof HTMLDetailsElement) || !fold.querySelector(`[data-on^="${kind}:"], [data-on*=" ${kind}:"]`)) continue;
    fold.open = true;
    opened.add(fold);
  }
}

/** Lights up the fellows of the mark that is pointed at or has the focus. */
export function listenForFellows() {
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, (event) => light(event.target));
  for (const name of ["pointerout", "focusout"]) document.addEventListener(name, () => light(document.activeElement));
}

/** @param {EventTarget | null} target */
function light(target) {
  const mark = target instanceof Element ? target.closest("#parallel [data-on]") : null;
  const things = (mark?.getAttribute("data-on") ?? "").split(" ").filter(Boolean);
  const own = mark?.closest("[data-report]");
  const fellows = new Set(
    things.flatMap((thing) => [...document.querySelectorAll(`#parallel [data-on~="${CSS.escape(thing)}"]`)]),
  );
  for (const lit of document.querySelectorAll(".fellow")) {
    if (!fellows.has(lit)) lit.classList.remove("fellow");
  }
  for (const fellow of fellows) {
    if (fellow !== mark && fellow.closest("[data-report]") !== own) fellow.classList.add("fellow");
  }
}
