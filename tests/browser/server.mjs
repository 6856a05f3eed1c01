// A host as plain as can be: files of a folder, with the header that hosts of a site are asked to send.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";

export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The search page and its index may run WebAssembly; nothing else may. */
export function policy(address) {
  const mayCompile = /^search\/(index\.html$|$|pagefind\/)/.test(address);
  return mayCompile ? POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'") : POLICY;
}

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".jsonld": "application/ld+json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/** Serves a folder under the path `root`, such as `/` or `/site/`; resolves to `{ home, close }`. */
export async function serve(folder, root) {
  const server = createServer((request, response) => {
    answer(folder, root, request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  return { home: `http://127.0.0.1:${server.address().port}${root}`, close };
}

async function answer(folder, root, request, response) {
  const { pathname } = new URL(request.url, "http://host");
  const file = pathname.startsWith(root) ? await find(folder, pathname.slice(root.length)) : null;
  response.setHeader("Content-Security-Policy", policy(pathname.slice(root.length)));
  if (file === null) {
    response.setHeader("Content-Type", TYPES[".html"]);
    const missing = await find(folder, "404.html");
    response.statusCode = 404;
    return missing ? createReadStream(missing).pipe(response) : response.end();
  }
  response.setHeader("Content-Type", TYPES[path.extname(file)] ?? "application/octet-stream");
  createReadStream(file).pipe(response);
}

/** The file behind an address below the site's root, `index.html` for a folder; `null` if there is none. */
export async function find(folder, address) {
  const file = path.join(folder, decodeURIComponent(address));
  if (file !== folder && !file.startsWith(folder + path.sep)) return null;
  const isFolder = address === "" || address.endsWith("/");
  const candidate = isFolder ? path.join(file, "index.html") : file;
  const found = await stat(candidate).catch(() => null);
  return found?.isFile() ? candidate : null;
}
