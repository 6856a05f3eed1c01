// Sites in which hostile texts stand wherever an editor, an outlet or an archived page can put a text.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const PER_EVENT = 15;

/** A text as a string of TOML, on one line. */
export const text = (value) => JSON.stringify(value.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, " ").trim() + " x");

/** As part of an address: without what no address may have. */
const address = (value) => JSON.stringify(`https://example.org/?x=${value.replaceAll(/[\s<>"`\\\u0000-\u001f]/g, "")}`);

/** As one word, for what may have no spaces. */
const word = (value) => value.replaceAll(/[\s{}\u0000-\u001f]/g, "");

/** As a heading: one line. */
const line = (value) => value.replaceAll(/\s+/g, " ").replaceAll("{", "(");

/**
 * The files of a site with these texts. `plain` names the files whose bodies the program refuses, so that the
 * texts stand in all their other places.
 */
export function files(payloads, plain) {
  const all = payloads.join(" ");
  const made = new Map();
  // What stands in place of a body that is refused; marks need what it declares.
  const calm = new Map();
  const body = (file, ...parts) => (plain.has(file) ? (calm.get(file) ?? "Nothing hostile.\n") : `${parts.join("\n\n")}\n`);
  const put = (file, front, ...parts) => made.set(file, `+++\n${front.join("\n")}\n+++\n\n${body(file, ...parts)}`);
  made.set(
    "site.toml",
    `base_url = "https://example.org/"\ntitle = ${text(all)}\ndescription = ${text(all)}\ncontact = ${text(payloads[0])}\n` +
      `[share]\ncards = false\n[quotation]\nmax_share = 1\nmax_words = 1000\n[extra]\nx = ${text(all)}\n`,
  );
  put("content/index.md", [`title = ${text(all)}`, `description = ${text(all)}`], "Home.");
  for (const [index, payload] of payloads.entries()) {
    const file = `content/pages/p${index}.md`;
    const parts = [payload, `# ${line(payload)}`, `- ${payload}`, `> ${payload}`, `| a |\n|---|\n| ${line(payload)} |`];
    put(file, [`title = ${text(payload)}`, `description = ${text(payload)}`, `[extra]\nx = ${text(payload)}`], ...parts, code(payload));
    outlet(put, index, payload);
  }
  for (let start = 0; start < payloads.length; start += PER_EVENT) {
    event(put, calm, `e${start / PER_EVENT}`, payloads.slice(start, start + PER_EVENT), start);
  }
  made.set("content/pages/dot.gif", Buffer.from("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==", "base64"));
  return made;
}

/** A text as code, as the name of its language, and as a picture's words. */
function code(payload) {
  return `\`\`\`${line(payload).replaceAll("`", "'")}\n${payload}\n\`\`\`\n\n\`\`\`js\n${payload}\n\`\`\`\n\n\`\` ${line(payload)} \`\`\n\n    ${payload}`;
}

function outlet(put, index, payload) {
  const front = [`name = ${text(payload)}`, `short = ${text(`${payload}${index}`)}`, `kind = ${text(payload)}`];
  front.push(`country = ${text(payload)}`, `url = ${address(payload)}`);
  front.push(`[ownership]\ntext = ${text(payload)}\nsource = ${text(payload)}\nurl = ${address(payload)}`);
  put(`content/outlets/o${index}.md`, front, payload, `[x](https://example.org/ ${text(payload)})`);
}

function event(put, calm, id, payloads, start) {
  const all = payloads.join(" ");
  const sources = payloads.map((_, index) => `"s${start + index}"`).join(", ");
  const front = [`title = ${text(all)}`, "date = 2024-03-02", `summary = ${text(all)}`, `sources = [${sources}]`];
  front.push(`places = [${payloads.map((payload, index) => text(`${index} ${payload}`)).join(", ")}]`, `topics = [${payloads.slice(0, 3).map((payload, index) => text(`${start + index} ${payload}`)).join(", ")}]`, 'lead = ["f0"]');
  front.push(`[[corrections]]\ndate = 2024-03-03\ntext = ${text(all)}`, `[labels]\nx = ${text(all)}\ny = ${text(payloads[0])}`);
  front.push(`[extra]\nx = ${text(all)}`);
  const headings = payloads.map((payload, index) => {
    const unit = word(payload).replaceAll(/[#.="']/g, "");
    return `## Group ${line(payload)}\n\n${payload}\n\n### ${line(payload)} {#f${index} .fact unit=${unit}}\n\n${payload}`;
  });
  const names = payloads.map((payload, index) => {
    return `### ${line(payload)} {#t${index} .term}\n\n${payload}\n\n### ${line(payload)} {#v${index} .voice}\n\n${payload}`;
  });
  const declared = payloads.map((_, index) => `### F${index} {#f${index} .fact}\n\n### T${index} {#t${index} .term}\n\n### V${index} {#v${index} .voice}`);
  calm.set(`content/events/${id}/index.md`, `## G\n\n${declared.join("\n\n")}\n`);
  put(`content/events/${id}/index.md`, front, headings.join("\n\n"), names.join("\n\n"));
  for (const [index, payload] of payloads.entries()) source(put, id, start + index, index, payload);
}

function source(put, event, number, index, payload) {
  const front = [`outlet = "o${number}"`, `title = ${text(payload)}`, `url = ${address(payload)}`, `archived = ${address(payload)}`];
  front.push(`byline = ${text(payload)}`, `agency = ${text(payload)}`, `rights = ${text(payload)}`);
  front.push("published = 2024-03-02T08:00:00Z", `published_note = ${text(payload)}`, "coded = true");
  const mark = (on, rest) =>
    `[[marks]]\non = ["${on}"]\nquote = ${text(`${on} ${payload}`)}\ncomment = ${text(payload)}\ntranslation = { lang = "de", text = ${text(payload)}, by = "staff" }\n${rest}`;
  front.push(mark(`fact:f${index}`, `stance = "hedges"`), mark("fact:f0", 'value = "x"'));
  front.push(mark(`term:t${index}`, ""), mark(`voice:v${index}`, 'form = "direct"'), mark("frame:cause", ""));
  if (index !== 1) front.push(`[[absent]]\nfact = "f1"\nnote = ${text(payload)}\nnear = ${text(`near ${payload}`)}`);
  front.push(`[extra]\nx = ${text(payload)}`);
  put(`content/events/${event}/s${number}.md`, front, payload, `# ${line(payload)}`, `[x](fact:f0?value=y ${text(payload)})`, code(payload));
}

/** Writes files below a folder. */
export async function write(folder, made) {
  for (const [file, bytes] of made) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), bytes);
  }
}

/** A page as it may lie in an archive: hostile in everything that an import reads. */
export function page(payload) {
  const attribute = payload.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const data = JSON.stringify({
    "@type": "NewsArticle",
    headline: payload,
    author: { name: payload },
    publisher: { name: payload },
    datePublished: "2024-03-02T08:00:00Z",
    description: payload,
  });
  const escaped = payload.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return (
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escaped}</title>` +
    `<meta property="og:title" content="${attribute}"><meta name="author" content="${attribute}">` +
    `<link rel="canonical" href="https://example.org/${attribute}">` +
    `<script type="application/ld+json">${data.replaceAll("<", "\\u003c")}</script></head><body><article><h1>${escaped}</h1>` +
    `<p class="byline">By ${escaped}</p>` +
    `<p>The first paragraph of an article has quite a few words: ${payload}</p>`.repeat(3) +
    `<p>Another paragraph, in which the markup is escaped: ${escaped}. It goes on for a while, as articles do.</p>`.repeat(3) +
    `<figure><img src="x.png" alt="${attribute}"><figcaption>${escaped}</figcaption></figure></article></body></html>`
  );
}
