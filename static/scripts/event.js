// The page of an event: what a reader may choose there. Nothing here adds to what the page says.

import { listenForCopying, showCopyButtons } from "./copy.js";
import { closeFact, listenToFacts } from "./fact.js";
import { listenToKeys } from "./keys.js";
import { listenForFellows } from "./lens.js";
import { readAddress, sleep } from "./page.js";
import { listenToControls, showControls } from "./panel.js";

listenForCopying();
listenForFellows();
listenToControls();
listenToFacts();
listenToKeys();
addEventListener("popstate", readAddress);
wake();

// A preview changes the page in place: what it changes has to be as it came.
document.addEventListener("page.morphing", () => {
  closeFact();
  sleep();
});
document.addEventListener("page.morphed", wake);

function wake() {
  showCopyButtons();
  showControls();
  readAddress();
}
