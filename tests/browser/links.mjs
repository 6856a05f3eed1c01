// Whether all links of a site lead somewhere.

import { find } from "./server.mjs";

/**
 * Follows the links of all pages within the site. `pages` maps each address to `{ links, ids }`;
 * `home` and `base` are the addresses of the home page here and, if known, where the site will be published.
 */
export async function broken(folder, home, base, pages) {
  const problems = [];
  for (const [address, { links, ids }] of pages) {
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    problems.push(...new Set(twice.map((id) => `/${address}: the anchor #${id} is there twice`)));
    for (const link of links) {
      const why = await objection(folder, pages, within(link, home, base));
      if (why) problems.push(`/${address}: ${link}: ${why}`);
    }
  }
  return problems;
}

/** The part of a link after the site's root, or `null` if it leads elsewhere. */
function within(link, home, base) {
  if (link.startsWith("invalid:")) return "\0";
  for (const start of [home, base]) {
    if (start && link.startsWith(start)) return link.slice(start.length);
  }
  // On this host, but not below the site's root.
  return new URL(link).host === new URL(home).host ? "\0" : null;
}

async function objection(folder, pages, link) {
  if (link === null) return null;
  if (link === "\0") return "not an address of this site";
  const [address, hash = ""] = link.split("#", 2);
  const pathname = address.split("?")[0];
  if (!(await find(folder, pathname))) return "leads nowhere";
  const anchor = decodeURIComponent(hash.split(":~:")[0]);
  const target = pages.get(decodeURIComponent(pathname).replace(/(^|\/)index\.html$/, "$1"));
  if (anchor && anchor !== "top" && target && !target.ids.includes(anchor)) return "has no such anchor";
  return null;
}
