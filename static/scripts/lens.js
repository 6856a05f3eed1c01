// One kind of mark at a time in the parallel texts, and the fellows of a mark.

/** @type {Record<string, string>} */
const KINDS = { facts: "fact", terms: "term", voices: "voice", frames: "frame" };
/** @type {Set<HTMLDetailsElement>} */
const opened = new Set();

/** Shows the marks of one kind, all of them if it is empty. @param {string} lens */
export function look(lens) {
  for (const fold of opened) fold.open = false;
  opened.clear();
  const texts = document.getElementById("parallel");
  if (!texts) return;
  if (!lens) return texts.removeAttribute("data-lens");
  texts.setAttribute("data-lens", lens);
  // Marks that stand outside the texts are folded up below them.
  for (const fold of texts.querySelectorAll("details.fold:not([open])")) {
    const kind = KINDS[lens];
    const found = fold.querySelector(`[data-on^="${kind}:"], [data-on*=" ${kind}:"]`);
    if (!found || !(fold instanceof HTMLDetailsElement)) continue;
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
