// A report's page: marked words show their record at the side; selected words become a new one.
"use strict";
(() => {
  const text = document.querySelector(".text");
  const side = document.getElementById("record");
  if (!text || !side) return;
  let shown = "", wanted = "", waiting = 0;
  // Until the record that is wanted is there, what stands there is another's.
  const busy = (yes) => { if (yes) side.setAttribute("aria-busy", "true"); else side.removeAttribute("aria-busy"); };
  const show = (ids, quickly) => {
    if (!ids || ids === wanted) return;
    clearTimeout(waiting);
    wanted = ids;
    busy(true);
    // While somebody walks through by key, only what they stop at is fetched.
    waiting = setTimeout(async () => {
      mark(ids);
      if (ids !== shown) await bring(ids);
      if (ids === wanted && ids === shown) busy(false);
    }, quickly ? 0 : 120);
  };
  const bring = async (ids) => {
    const outline = document.querySelector(".outline");
    if (outline) outline.open = false;
    try { await htmx.ajax("GET", `/record/${encodeURIComponent(ids)}/card`, { target: "#record", swap: "innerHTML" }); } catch { /* told in #notice */ }
    if (side.querySelector(`[data-card="${CSS.escape(ids.split(",")[0])}"]`)) {
      shown = ids;
      text.querySelector(".on")?.scrollIntoView({ block: "nearest" });  // where the record has taken the room of its words
    }
    else if (ids === wanted) wanted = "";
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close]")) return;
    clearTimeout(waiting);
    shown = wanted = "";
    side.replaceChildren();
    busy(false);
    mark("");
  });
  const mark = (ids) => {
    const own = new Set(ids.split(","));
    for (const node of text.querySelectorAll("[data-r]"))
      node.classList.toggle("on", node.dataset.r.split(",").some((one) => own.has(one)));
  };
  // A link stands for the records whose words begin there; elsewhere, for all that the words belong to.
  const ids = (node) => node.dataset.r;
  text.addEventListener("focusin", (event) => { const node = event.target.closest("[data-r]"); if (node) show(ids(node), false); });
  text.addEventListener("click", (event) => {
    const node = event.target.closest("[data-r]");
    if (!node || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (String(getSelection())) return;
    show(ids(node), true);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-show]");
    const words = link && document.getElementById(`w-${link.dataset.show}`);
    if (!words) return;
    event.preventDefault();
    words.scrollIntoView({ block: "center" });
    words.focus({ preventScroll: true });
    show(link.dataset.show, true);
  });

  // Where the selection stands in the report's text, in characters as the server counts them.
  const length = (string) => [...string].length;
  const place = (node, offset) => {
    const paragraph = (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-at]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    return Number(paragraph.dataset.at) + length(before.toString());
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = place(range.startContainer, range.startOffset), end = place(range.endContainer, range.endOffset);
    return start === null || end === null || end <= start ? null : { start, end };
  };
  document.addEventListener("mousedown", (event) => { if (event.target.closest("[data-add]")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add]");
    if (!button) return;
    const words = selected();
    const report = document.querySelector("[data-report]").dataset.report;
    clearTimeout(waiting);
    shown = wanted = "";
    busy(false);
    htmx.ajax("GET", "/record/new", { target: "#record", values: { report, kind: button.dataset.add, ...(words || {}) } });
  });
  // Words are selected by key from the marked ones that have the focus, or from where the selection is.
  document.addEventListener("keydown", (event) => {
    if (document.documentElement.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select") || document.querySelector("dialog[open]")) return;
    if (event.key !== "." && event.key !== ",") return;
    const selection = getSelection();
    const words = document.activeElement?.closest?.(".text [data-r]") || text.querySelector("[data-r]") || text.querySelector("p");
    if (selection.isCollapsed || !text.contains(selection.anchorNode)) selection.setBaseAndExtent(words, 0, words, words.childNodes.length);
    else selection.modify("extend", event.key === "." ? "forward" : "backward", "word");
    event.preventDefault();
  });
})();
