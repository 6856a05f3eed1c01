// Two texts, word by word.

/**
 * @typedef {object} Run words that stand beside each other
 * @property {string} text
 * @property {boolean} own whether the other text does not have them
 */

/**
 * What two texts have in common: the longest common subsequence of their words (Wagner and Fischer's
 * table), whatever the size of letters. Signs and spaces go with the word before them.
 *
 * @param {{ text: string, lang: string }} one
 * @param {{ text: string, lang: string }} other
 * @returns {{ one: Run[], other: Run[], common: number }}
 */
export function compare(one, other) {
  const [a, b] = [words(one), words(other)];
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const same = a[i].key === b[j].key;
      lengths[i][j] = same ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const [inBoth, inBothToo] = [new Set(), new Set()];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i].key === b[j].key) {
      inBoth.add(i++);
      inBothToo.add(j++);
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) i++;
    else j++;
  }
  return { one: runs(a, inBoth), other: runs(b, inBothToo), common: lengths[0][0] };
}

/** @param {{ text: string, lang: string }} given */
function words({ text, lang }) {
  /** @type {{ key: string, text: string, after: string }[]} */
  const found = [];
  let before = "";
  for (const { segment, isWordLike } of new Intl.Segmenter(lang || undefined, { granularity: "word" }).segment(text)) {
    if (isWordLike) {
      found.push({ key: segment.toLocaleLowerCase(lang || undefined), text: before + segment, after: "" });
      before = "";
    } else if (found.length > 0) found[found.length - 1].after += segment;
    else before += segment;
  }
  return found;
}

/** @param {{ text: string, after: string }[]} all @param {Set<number>} common @returns {Run[]} */
function runs(all, common) {
  /** @type {Run[]} */
  const found = [];
  all.forEach(({ text, after }, place) => {
    const own = !common.has(place);
    const last = found[found.length - 1];
    const next = !common.has(place + 1) && place + 1 < all.length;
    // A sign between two words that are both only here belongs to them; else it stands outside.
    if (last && last.own === own) last.text += text;
    else found.push({ text, own });
    if (own && !next) found.push({ text: after, own: false });
    else found[found.length - 1].text += after;
  });
  return found.filter((run) => run.text !== "");
}
