// What the preview does in an open tab: it listens for news of its page, and takes them in place, so that
// scroll, open notes and focus stay. What is wrong is shown over the page, outside of its body.
(() => {
  "use strict";

  const script = document.currentScript;
  let shown = script.dataset.page;
  let refreshing = null;
  let pause = 250;

  connect();

  function connect() {
    const socket = new WebSocket(`ws://${location.host}/_preview/channel`);
    socket.onopen = () => {
      pause = 250;
      socket.send(location.pathname);
    };
    socket.onmessage = (event) => take(JSON.parse(event.data));
    socket.onclose = () => {
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, 4000);
    };
  }

  /** Takes the news: `page` tells the page's content, `errors` why it cannot be made anew. */
  function take(news) {
    overlay(news.errors, news.others);
    if (news.page !== shown) refreshing = (refreshing ?? Promise.resolve()).then(refresh).catch(() => location.reload());
  }

  async function refresh() {
    const response = await fetch(location.href, { cache: "no-cache" });
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    const tag = next.querySelector("script[data-page]")?.dataset.page;
    if (tag === undefined || frame(document) !== frame(next)) return location.reload();
    if (tag === shown) return;
    shown = tag;
    renewPictures(next, tag.split("-")[1]);
    await Promise.all(swapSheets(next));
    // Scripts of the page that changed it take that back, and do it again when the news is in.
    document.dispatchEvent(new Event("page.morphing"));
    document.title = next.title;
    for (const name of ["lang", "dir"]) {
      const value = next.documentElement.getAttribute(name);
      if (value === null) document.documentElement.removeAttribute(name);
      else document.documentElement.setAttribute(name, value);
    }
    morph(next.body);
    document.dispatchEvent(new Event("page.morphed"));
    document.documentElement.dataset.previewed = tag;
  }

  /** Asks for pictures anew whose address is the same, but which became others since the preview began. */
  function renewPictures(next, version) {
    if (version === undefined) return;
    for (const picture of next.querySelectorAll("main img[src]")) {
      const address = new URL(picture.getAttribute("src"), location.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("preview", version);
      picture.setAttribute("src", address.href);
    }
  }

  /** What cannot be changed in place: scripts, and which style sheets there are whatever their version. */
  function frame(page) {
    const sources = [...page.querySelectorAll("script[src]")].map((script) => script.getAttribute("src"));
    const inline = [...page.querySelectorAll("script:not([src]):not([type*=json])")].map((script) => script.textContent);
    return JSON.stringify([sources, inline, sheets(page).map(stem)]);
  }

  function sheets(page) {
    return [...page.head.querySelectorAll("link[rel=stylesheet]:not([data-leaving])")];
  }

  /** The name of a style sheet without the hash of its content. */
  function stem(sheet) {
    return sheet.getAttribute("href").replace(/\.[0-9a-f]{10}(?=\.css$)/, "");
  }

  /** Puts new versions of style sheets in place; the old ones go when the new ones are there. */
  function swapSheets(next) {
    const old = sheets(document);
    return sheets(next).map((sheet, place) => {
      const before = old[place];
      if (before.getAttribute("href") === sheet.getAttribute("href")) return Promise.resolve();
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = sheet.getAttribute("href");
      before.dataset.leaving = "";
      return new Promise((resolve) => {
        link.onload = link.onerror = () => (before.remove(), resolve());
        before.after(link);
      });
    });
  }

  function morph(body) {
    const changed = new Set();
    const note = (node) => {
      const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      if (element instanceof Element && element !== document.body && element !== script) changed.add(element);
    };
    Idiomorph.morph(document.body, body, {
      morphStyle: "outerHTML",
      ignoreActiveValue: true,
      callbacks: {
        beforeNodeMorphed: (old, now) => {
          if (old.nodeType === Node.TEXT_NODE && old.nodeValue !== now.nodeValue) note(old);
          return true;
        },
        afterNodeAdded: (node) => {
          if (node.nodeType === Node.ELEMENT_NODE || node.nodeValue.trim() !== "") note(node);
        },
        // Notes that the editor opened stay open.
        beforeAttributeUpdated: (name, node) => !(name === "open" && node.localName === "details"),
      },
    });
    for (const element of changed) {
      if (!element.isConnected) continue;
      element.animate([{ backgroundColor: "rgb(255 200 0 / 45%)" }, { backgroundColor: "rgb(255 200 0 / 0%)" }], {
        duration: 1500,
      });
    }
  }

  /** Shows what is wrong with this page, and how much elsewhere; nothing where nothing is. */
  function overlay(errors, others) {
    let host = document.getElementById("rashomon-preview");
    if (errors.length === 0 && !others) return host?.remove();
    if (!host) {
      host = document.createElement("div");
      host.id = "rashomon-preview";
      document.documentElement.append(host);
      host.attachShadow({ mode: "open" });
    }
    const root = host.shadowRoot;
    const sheet = root.querySelector("link") ?? element("link", { rel: "stylesheet", href: "/_preview/preview.css" });
    root.replaceChildren(sheet);
    if (errors.length > 0) {
      const box = element("section", { className: "errors", role: "alert" });
      box.append(element("h2", { textContent: "This page cannot be built; this is how it was before" }));
      box.append(...errors.map(drawn));
      root.append(box);
    }
    if (others) {
      const many = others === 1 ? "1 finding elsewhere" : `${others} findings elsewhere`;
      const text = errors.length > 0 ? many : many.replace(" elsewhere", "");
      root.append(element("a", { className: "others", href: "/_preview/", target: "_blank", textContent: text }));
    }
  }

  /** A finding, in which the place opens the editor where one is named. */
  function drawn({ before, place, after, href }) {
    const text = element("pre", { textContent: before });
    if (href) text.append(element("a", { href, textContent: place }), after);
    return text;
  }

  function element(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }
})();
