// Two wordings of a fact, compared word by word.

import { compare } from "./difference.js";
import { nameOf } from "./page.js";
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

/**
 * Fills what a fact's number opens.
 *
 * @param {Element} row the fact's
 * @param {State} state
 * @param {HTMLSelectElement} first offers the wordings, as does the second
 * @param {HTMLSelectElement} second
 */
export function showWordings(row, state, first, second) {
  part("title").textContent = [...(row.querySelector(".label")?.childNodes ?? [])]
    .map((node) => node.textContent)
    .join(" ");
  const all = wordings(row, state);
  const one = all.find(({ key }) => key === state.words?.one) ?? all[0];
  const elsewhere = all.find(({ key }) => Math.floor(Number(key)) !== Math.floor(Number(one?.key)));
  const other = all.find(({ key }) => key === state.words?.other) ?? elsewhere ?? all.find((wording) => wording !== one);
  part("wordings").hidden = !other;
  part("single").hidden = Boolean(other);
  if (!one || !other) return;
  choices(first, all, one);
  choices(second, all, other);
  fill(one, other);
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

/** @param {Wording} one @param {Wording} other */
function fill(one, other) {
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
