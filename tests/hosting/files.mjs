// The files of a built site, and where readers find them.

import { readdir } from "node:fs/promises";
import path from "node:path";

/** All files below a folder, in order, with `/`. */
export async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/")).sort();
}

/** The address of a file; a page in a folder has the folder's. */
export function addressOf(file) {
  return encodeURI(`/${file.replace(/(^|\/)index\.html$/, "$1")}`);
}
