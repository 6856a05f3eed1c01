// Copying, and the buttons that copy a text of the page.

import { say, word } from "./words.js";

/** Shows the buttons that copy. Clicks are heard on the document, as a preview may replace what is in it. */
export function showCopyButtons() {
  for (const button of document.querySelectorAll("button[data-copy]")) button.removeAttribute("hidden");
}

/** Starts to listen to those buttons. */
export function listenForCopying() {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
    const text = document.getElementById(button?.getAttribute("data-copy") ?? "")?.textContent;
    if (text) copy(text.trim());
  });
}

/** Copies a text and says so, or shows it where the browser does not allow that. @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say(word("copied"));
  } catch {
    say(word("not-copied", { text }));
  }
}
