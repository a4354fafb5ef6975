// A slider over days beside a date field: without script there is the field alone.
//   <input type="range" data-first="2022-01-01" data-for="on" hidden disabled>
// and forms whose answer takes the place of a part of the page instead of all of it: <form data-live="#found">
"use strict";
(() => {
  const DAY = 86400000;
  const asked = (form) => {
    const given = [...new FormData(form)].filter(([, value]) => value !== "");
    const query = new URLSearchParams(given).toString();
    return form.getAttribute("action") + (query ? `?${query}` : "");
  };
  let latest = 0;
  const bring = async (form) => {
    const mine = ++latest, address = asked(form), part = document.querySelector(form.dataset.live);
    part.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector(form.dataset.live);
      if (mine !== latest) return;
      if (!answer.ok || !found) { location.assign(address); return; }
      part.replaceChildren(...document.importNode(found, true).childNodes);
      history.replaceState(history.state, "", address);
    } catch { location.assign(address); }
    part.removeAttribute("aria-busy");
  };
  for (const form of document.querySelectorAll("form[data-live]")) {
    let waiting = 0;
    const soon = (event) => {
      if (event.type === "change" && event.target.type === "range") return;
      clearTimeout(waiting);
      waiting = setTimeout(() => bring(form), 200);
    };
    form.addEventListener("change", soon);
    form.addEventListener("input", (event) => { if (event.target.type === "range") soon(event); });
  }
  for (const slider of document.querySelectorAll("input[type=range][data-for]")) {
    const field = document.getElementById(slider.dataset.for), first = Date.parse(`${slider.dataset.first}T00:00:00Z`);
    const day = () => new Date(first + slider.value * DAY).toISOString().slice(0, 10);
    const tell = () => slider.setAttribute("aria-valuetext", day());
    slider.hidden = slider.disabled = false;
    tell();
    slider.addEventListener("input", () => { field.value = slider.value === slider.max ? "" : day(); tell(); });
    field.addEventListener("change", () => {
      const given = Date.parse(`${field.value}T00:00:00Z`);
      slider.value = Number.isNaN(given) ? slider.max : Math.round((given - first) / DAY);
      tell();
    });
  }
})();
