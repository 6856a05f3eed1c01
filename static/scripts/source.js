// The page of one report.

import { listenForCopying, showCopyButtons } from "./copy.js";

showCopyButtons();
listenForCopying();
document.addEventListener("page.morphed", showCopyButtons);
