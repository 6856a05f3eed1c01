// What a fact's number opens: a link to the fact, and two of its wordings compared.

import { copy } from "./copy.js";
import { compare } from "./difference.js";
import { addressOf, choose, chosen, follow, nameOf } from "./page.js";
import { word } from "./words.js";

/** @import { Run } from "./difference.js" */
/** @import { State } from "./state.js" */

/**
 * @typedef {object} Wording an excerpt of a fact
 * @property {string} key the report's number, with `.2` for its second excerpt of the fact and so on
 * @property {string} label
 * @property {HTMLElement} words
 * @property {HTMLElement | null} translation
 */

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
function show(state) {
  const box = dialog();
  if (!box) return;
  const row = document.getElementById(state.words?.fact ?? "");
  if (!state.words || !row?.closest("#facts")) return box.close();
  part("title").textContent = [...(row.querySelector(".label")?.childNodes ?? [])]
    .map((node) => node.textContent)
    .join(" ");
  field("link").value = addressOf(row.id);
  const all = wordings(row, state);
  const one = all.find(({ key }) => key === state.words?.one) ?? all[0];
  const other = all.find(({ key }) => key === state.words?.other) ?? all.find((wording) => wording !== one);
  part("wordings").hidden = !other;
  part("single").hidden = Boolean(other);
  if (one && other) fill(all, one, other);
  if (!box.open) box.showModal();
}

/** The excerpts of a fact, those of the reports that are shown. @param {Element} row @param {State} state */
function wordings(row, state) {
  const cells = [...row.querySelectorAll("td[data-report]:not(.blank)")];
  return cells.flatMap((cell) => {
    const number = Number(cell.getAttribute("data-report"));
    if (state.hidden.has(number)) return [];
    return [...cell.querySelectorAll(".words")].flatMap((words, index) => {
      if (!(words instanceof HTMLElement)) return [];
      const next = words.nextElementSibling;
      const translation = next?.matches(".translation") ? next.firstElementChild : null;
      return /** @type {Wording[]} */ ([
        {
          key: index === 0 ? `${number}` : `${number}.${index + 1}`,
          label: index === 0 ? nameOf(number) : `${nameOf(number)} (${index + 1})`,
          words,
          translation: translation instanceof HTMLElement ? translation : null,
        },
      ]);
    });
  });
}

/** @param {Wording[]} all @param {Wording} one @param {Wording} other */
function fill(all, one, other) {
  choices(field("one"), all, one);
  choices(field("other"), all, other);
  // Words of two languages have nothing to compare but their translations.
  const apart = one.words.lang !== other.words.lang;
  const [first, second] = [one, other].map(({ words, translation }) => (apart && translation) || words);
  const text = (/** @type {HTMLElement} */ words) => ({
    text: words.textContent ?? "",
    lang: words.lang || document.documentElement.lang,
  });
  const found = compare(text(first), text(second));
  write(part("first"), found.one, first);
  write(part("second"), found.other, second);
  part("common").textContent = word("common", { count: found.common });
}

/** @param {HTMLSelectElement} select @param {Wording[]} all @param {Wording} chosen */
function choices(select, all, chosen) {
  select.replaceChildren(...all.map(({ key, label }) => new Option(label, key, false, key === chosen.key)));
}

/** Writes a text, and marks the words that are its own. @param {HTMLElement} place @param {Run[]} runs @param {HTMLElement} from */
function write(place, runs, from) {
  place.lang = from.lang;
  place.classList.toggle("words", from.classList.contains("words"));
  place.replaceChildren(
    ...runs.map((run) => {
      if (!run.own) return run.text;
      const mark = document.createElement("mark");
      const hint = document.createElement("span");
      hint.className = "sr";
      hint.lang = document.documentElement.lang;
      hint.textContent = ` [${word("only")} `;
      const end = hint.cloneNode();
      end.textContent = "] ";
      mark.append(hint, run.text, end);
      return mark;
    }),
  );
}

/** @param {string} name @returns {HTMLElement} */
function part(name) {
  return document.getElementById(`choices.fact.${name}`) ?? document.createElement("p");
}

/** A field of the dialog. @template {"link" | "one" | "other"} Name @param {Name} name */
function field(name) {
  return /** @type {Name extends "link" ? HTMLInputElement : HTMLSelectElement} */ (
    /** @type {unknown} */ (document.getElementById(`choices.fact.${name}`))
  );
}
