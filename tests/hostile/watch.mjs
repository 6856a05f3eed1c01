// Opens a page and tells whether anything in it ran, asked elsewhere, or could.

/** A tab in which pages are opened one after the other, and what it saw of the one at hand. */
export async function tab(browser, home, strict) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, acceptDownloads: false });
  const seen = { context, home, found: [], page: null };
  await context.exposeFunction("X", () => void seen.found.push("a script ran"));
  await context.route(
    (url) => !url.href.startsWith(home),
    (route) => {
      const url = route.request().url();
      if (/^(data:image|blob:)/.test(url)) return route.continue();
      seen.found.push(`asks for ${url.slice(0, 100)}`);
      return route.abort();
    },
  );
  seen.page = await context.newPage();
  seen.page.on("dialog", (dialog) => (seen.found.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  seen.page.on("pageerror", (error) => seen.found.push(`an error: ${error.message}`));
  seen.page.on("console", (message) => {
    const told = message.text();
    if (strict && /Content Security Policy|Refused to/.test(told)) seen.found.push(`violates the policy: ${told.slice(0, 200)}`);
  });
  return seen;
}

/**
 * What is wrong with a page. `act` presses what can be pressed; `preview` allows what the preview adds.
 */
export async function visit(seen, address, { act, preview = false }) {
  seen.found.length = 0;
  const { page, home } = seen;
  const response = await page.goto(home + address, { waitUntil: "load" }).catch((error) => error);
  if (response instanceof Error) {
    // A file that the browser saves instead of showing it runs nothing.
    return /Download is starting|ERR_ABORTED/.test(response.message) ? [...seen.found] : [response.message];
  }
  if (preview) await page.waitForTimeout(150);
  seen.found.push(...(await page.evaluate(look, preview)));
  if (act) {
    await page.evaluate(press);
    await page.waitForTimeout(30);
    seen.found.push(...(await page.evaluate(look, preview)));
  }
  return [...new Set(seen.found)];
}

/** What stands in a document that could run, or lead where something runs. */
export function look(preview) {
  const found = [];
  const roots = [document, ...[...document.querySelectorAll("*")].map((element) => element.shadowRoot).filter(Boolean)];
  for (const element of roots.flatMap((root) => [...root.querySelectorAll("*")])) {
    const name = element.localName;
    for (const { name: attribute, value } of element.attributes) {
      const plain = value.replaceAll(/[\u0000-\u0020]/g, "").toLowerCase();
      if (/^on/.test(attribute)) found.push(`<${name} ${attribute}>`);
      if (["srcdoc", "formaction", "ping", "xlink:href", "background"].includes(attribute)) found.push(`<${name} ${attribute}>`);
      if (["href", "src", "action", "data", "cite", "poster"].includes(attribute) && /^((javascript|vbscript|blob|feed|view-source):|data:(?!image))/.test(plain)) {
        found.push(`<${name} ${attribute}="${value.slice(0, 60)}">`);
      }
    }
    const isXml = document.contentType !== "text/html";
    // A browser shows XML with a style of its own.
    if (element.id === "xml-viewer-style") continue;
    if (isXml && /^(script|iframe|img|svg|style|form)$/.test(name)) found.push(`<${name}> in data`);
    if (isXml) continue;
    if (/^(iframe|frame|frameset|object|embed|applet|base|portal|math|marquee|plaintext|xmp|noembed)$/.test(name)) found.push(`<${name}>`);
    if (name === "style" && !preview) found.push("<style>");
    if (name === "meta" && element.httpEquiv === "refresh" && !/^0; ?url=[^:]*$/.test(element.content)) found.push(`<meta refresh ${element.content}>`);
    if (name === "script" && !element.src && element.type !== "application/ld+json" && !preview) found.push(`<script>${element.textContent.slice(0, 40)}`);
    if (name === "script" && element.type === "application/ld+json") {
      try {
        JSON.parse(element.textContent);
      } catch (error) {
        found.push(`JSON-LD that is none: ${error.message}`);
      }
    }
  }
  return found;
}

/** Presses what can be pressed, opens what can be opened, chooses what can be chosen. */
function press() {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const select of document.querySelectorAll("select")) {
    select.selectedIndex = select.options.length - 1;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
  for (const box of document.querySelectorAll("input[type=checkbox], input[type=radio]")) box.click();
  for (const button of [...document.querySelectorAll("button")].slice(0, 60)) button.click();
  for (const link of [...document.querySelectorAll('a[href^="#"]')].slice(0, 20)) link.click();
  for (const element of document.querySelectorAll("main *")) {
    for (const kind of ["mouseover", "pointerenter", "focus"]) element.dispatchEvent(new Event(kind));
  }
}
