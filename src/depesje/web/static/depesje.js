// The keyboard, and nothing that the pages could not do without it. Pages say what keys do in their HTML:
//   data-key="n"     n presses this link or button, or goes into this field
//   data-go="s"      g s goes there
//   data-filter      f goes into this field
//   data-list, data-item   j and k move through the items of a list; Enter opens an item's first link
// Keys count where <html> has data-ready: neither before a page can do what they say, nor once it gives way to another,
// nor, for what is said of a record, while another is on its way there (aria-busy). A key that comes then does nothing, so
// that it never says of one record what was meant of another.
"use strict";
(() => {
  const root = document.documentElement;
  const asked = new Set();
  let leaving = 0, begun = false;
  root.dataset.scripted = "";  // what only a script can undo is shown so only then
  const tell = () => root.toggleAttribute("data-ready", begun && !leaving && !asked.size);
  const stay = () => { clearTimeout(leaving); leaving = 0; tell(); };
  // Where no other page comes after all (a file was sent instead), this one goes on.
  const leave = (milliseconds) => { clearTimeout(leaving); leaving = setTimeout(stay, milliseconds); tell(); };
  document.addEventListener("DOMContentLoaded", () => { begun = true; tell(); });
  addEventListener("pageshow", (event) => { if (event.persisted) stay(); });
  document.addEventListener("htmx:beforeRequest", (event) => { asked.add(event.detail.xhr); tell(); });
  document.addEventListener("htmx:afterRequest", (event) => {
    asked.delete(event.detail.xhr);
    if (event.detail.xhr.getResponseHeader("hx-redirect")) leave(30000); else tell();
  });
  addEventListener("submit", (event) => { if (!event.defaultPrevented && event.target.method !== "dialog") leave(30000); });
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const same = link.pathname === location.pathname && link.search === location.search && link.hash;
    if (!same && link.origin === location.origin && !link.target && !link.hasAttribute("download")) leave(3000);
  });

  const off = () => document.documentElement.dataset.keys === "off";
  const typing = (node) => node.closest("input, textarea, select, [contenteditable]") !== null;
  const visible = (node) => node.getClientRects().length > 0;
  const find = (attribute, key) =>
    [...document.querySelectorAll(`[${attribute}]`)].find((node) => node.getAttribute(attribute) === key && visible(node) && !node.closest("[aria-busy=true]"));
  const use = (node) => {
    if (typing(node)) { node.focus(); node.select?.(); } else node.click();
  };
  const items = () => {
    const lists = [...document.querySelectorAll("[data-list]")].filter(visible);
    const list = lists.find((one) => one.contains(document.activeElement)) || lists[0];
    return list ? [...list.querySelectorAll("[data-item]")].filter(visible) : [];
  };
  const current = (all) => all.findIndex((one) => one.classList.contains("here") || one.contains(document.activeElement));
  const move = (step) => {
    const all = items();
    if (!all.length) return false;
    const now = current(all);
    const next = all[Math.min(all.length - 1, Math.max(0, now < 0 ? (step > 0 ? 0 : all.length - 1) : now + step))];
    for (const one of all) one.classList.toggle("here", one === next);
    const target = next.matches("a, button, [tabindex]") ? next : next.querySelector("a, button, [tabindex]");
    (target || next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    next.dispatchEvent(new CustomEvent("depesje:here", { bubbles: true }));
    return true;
  };
  const help = () => {
    const dialog = document.getElementById("keys");
    if (!dialog) return;
    const own = dialog.querySelector("[data-page-keys]");
    own.replaceChildren();
    for (const told of document.querySelectorAll("template[data-keys-here]")) own.append(told.content.cloneNode(true));
    dialog.showModal();
  };

  // A key that is held down presses a button once, and none while another record is on its way.
  document.addEventListener("keydown", (event) => {
    const held = event.repeat || !root.hasAttribute("data-ready");
    if (held && (event.key === "Enter" || event.key === " ") && event.target.matches("button[data-key]")) event.preventDefault();
  });

  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || off()) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key;
    let done = true;
    const walks = key === "j" || key === "k";
    if (!begun || leaving || !walks && (asked.size || event.repeat)) return;
    if (going && event.timeStamp - going < 1500) {
      going = 0;
      const link = find("data-go", key);
      if (link) link.click(); else done = false;
    } else if (key === "g") going = event.timeStamp;
    else if (key === "?") help();
    else if (key === "f") { const field = [...document.querySelectorAll("[data-filter]")].find(visible); if (field) use(field); else done = false; }
    else if (key === "j" || key === "k") done = move(key === "j" ? 1 : -1);
    else { const node = key.length === 1 ? find("data-key", key) : null; if (node) use(node); else done = false; }
    if (done) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-help]")) help();
  });
  // A field without a value asks for nothing, so it is left out of the address.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "get") return;
    for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
    setTimeout(() => { for (const field of event.target.elements) field.disabled = false; }, 0);
  });
  // What htmx brings in says where the focus goes, so that a keyboard or a screen reader goes on from there.
  document.addEventListener("htmx:afterSettle", (event) => {
    const wanted = event.target.querySelector?.("[data-focus]");
    if (wanted) wanted.focus({ preventScroll: wanted.hasAttribute("data-stay") });
  });
})();
