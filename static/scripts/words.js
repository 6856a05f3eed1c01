// What the scripts say: words that stand in the page, in its language.

/**
 * A word of the page with its braces filled in; empty if the page does not have it.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function word(key, values = {}) {
  for (const id of ["choices.words", "page.copy-words"]) {
    const found = template(id)?.querySelector(`[data-word="${key}"]`);
    if (found) return (found.textContent ?? "").replace(/\{(\w+)\}/g, (_, name) => written(values[name] ?? ""));
  }
  return "";
}

/** Says something in the line that screen readers listen to, and shows it for a while. @param {string} text */
export function say(text) {
  // Outside of an open dialog nothing is read out.
  const line = document.querySelector("dialog[open] [role=status]") ?? document.getElementById("page.status");
  if (!line) return;
  line.textContent = "";
  clearTimeout(ending);
  // A line that changes from nothing is read out even if it says the same again.
  setTimeout(() => (line.textContent = text), 50);
  ending = setTimeout(() => (line.textContent = ""), 8000);
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let ending;

/** What stands in a `<template>` of the page. @param {string} id */
export function template(id) {
  const found = document.getElementById(id);
  return found instanceof HTMLTemplateElement ? found.content : null;
}

/** Names in a row, as the page's language joins them. @param {string[]} items */
export function list(items) {
  return new Intl.ListFormat(document.documentElement.lang || "en", { type: "unit" }).format(items);
}

/** @param {string | number} value */
function written(value) {
  return typeof value === "number" ? value.toLocaleString(document.documentElement.lang || "en") : value;
}
