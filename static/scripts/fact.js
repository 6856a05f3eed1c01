// What a fact's number opens: a link to the fact, and two of its wordings compared.

import { copy } from "./copy.js";
import { addressOf, choose, chosen, follow } from "./page.js";

/** @import { State } from "./state.js" */

/** Starts to listen to the numbers of facts, and to what they open. */
export function listenToFacts() {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const number = target?.closest("#facts a.no");
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (number && plain && dialog()) {
      event.preventDefault();
      choose({ words: { fact: number.closest("tr")?.id ?? "", one: "", other: "" } });
    }
    if (target?.id === "choices.fact.close" || target === dialog()) dialog()?.close();
    if (target?.id === "choices.fact.copy") copy(field("link").value);
  });
  document.addEventListener("change", (event) => {
    const { words } = chosen();
    if (!words || !(event.target instanceof HTMLSelectElement) || !dialog()?.contains(event.target)) return;
    choose({ words: { ...words, one: field("one").value, other: field("other").value } });
  });
  // The event of a dialog does not rise, so it is caught on its way down.
  document.addEventListener("close", (event) => {
    if (event.target === dialog() && !dialog()?.open && chosen().words) choose({ words: null });
  }, true);
  follow(show);
}

/** Closes what is open, and leaves the address as it is. */
export function closeFact() {
  dialog()?.close();
}

function dialog() {
  const found = document.getElementById("choices.fact");
  return found instanceof HTMLDialogElement ? found : null;
}

/** @param {State} state */
async function show(state) {
  const box = dialog();
  if (!box) return;
  const row = document.getElementById(state.words?.fact ?? "");
  if (!state.words || !row?.closest("#facts")) return box.close();
  // What few readers ask for is loaded when they do.
  const { showWordings } = await import("./wordings.js");
  if (chosen() !== state) return;
  field("link").value = addressOf(row.id);
  showWordings(row, state, field("one"), field("other"));
  if (!box.open) box.showModal();
}

/** A field of the dialog. @template {"link" | "one" | "other"} Name @param {Name} name */
function field(name) {
  return /** @type {Name extends "link" ? HTMLInputElement : HTMLSelectElement} */ (
    /** @type {unknown} */ (document.getElementById(`choices.fact.${name}`))
  );
}
