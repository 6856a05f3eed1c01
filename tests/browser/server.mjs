// A static host: files of a folder, compressed and cached as hosts do, with the header that hosts of a site
// are asked to send.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

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

/**
 * Serves a folder under the path `root`, such as `/` or `/site/`; resolves to `{ home, close }`. Hosts that do
 * not send the policy there are too: `strict` says whether this one does.
 */
export async function serve(folder, root, strict = true) {
  const server = createServer((request, response) => {
    answer(folder, root, strict, request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  return { home: `http://127.0.0.1:${server.address().port}${root}`, close };
}

async function answer(folder, root, strict, request, response) {
  const { pathname } = new URL(request.url, "http://host");
  const file = pathname.startsWith(root) ? await find(folder, pathname.slice(root.length)) : null;
  const found = file ?? (await find(folder, "404.html"));
  const type = found ? (TYPES[path.extname(found)] ?? "application/octet-stream") : TYPES[".html"];
  response.statusCode = file === null ? 404 : 200;
  if (strict) response.setHeader("Content-Security-Policy", policy(pathname.slice(root.length)));
  response.setHeader("Content-Type", type);
  response.setHeader("Cache-Control", isLasting(found) ? "public, max-age=31536000, immutable" : "public, max-age=600");
  const bytes = found ? await readFile(found) : Buffer.alloc(0);
  response.end(await packed(bytes, type, request, response));
}

/** A name with a hash of what is in it, or a font: what has changed has another name. */
function isLasting(file) {
  return file !== null && /\.[0-9a-f]{10}\.\w+$|\.woff2$/.test(file);
}

/** Compressed as any host does it, where that makes a file smaller. */
async function packed(bytes, type, request, response) {
  if (!/^text|json|xml|svg|manifest/.test(type)) return bytes;
  response.setHeader("Vary", "Accept-Encoding");
  if (!/\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) return bytes;
  response.setHeader("Content-Encoding", "gzip");
  return promisify(gzip)(bytes);
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
