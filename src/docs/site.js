// Search and filters. Every page can be read without this script. It reads no file but search-index.js, and that as a script, since a
// page that is opened from a disk may not fetch.
"use strict";
(() => {
  const root = document.documentElement.dataset.root;
  const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

  const form = document.querySelector(".search");
  const input = form.querySelector("input");
  const panel = form.querySelector(".results");
  const status = panel.querySelector("p");
  const list = panel.querySelector("ol");
  const most = 30;
  let entries = null;

  window.esslintSearch = (index) => {
    entries = index.map(([title, address, kind, text]) => ({
      title, address, kind, text, low: title.toLowerCase(), all: `${title} ${kind} ${text}`.toLowerCase(),
    }));
    show();
  };

  function load() {
    if (!form.dataset.loading) {
      form.dataset.loading = "yes";
      const script = document.createElement("script");
      script.src = `${root}search-index.js`;
      document.head.append(script);
    }
  }

  // A title that is the text, begins with it, or has it, goes before a text that has its words.
  function rank(entry, whole, words) {
    if (!words.every((word) => entry.all.includes(word))) return -1;
    if (entry.low === whole || entry.low.startsWith(`${whole} `)) return 4;
    if (entry.low.startsWith(whole)) return 3;
    if (words.every((word) => entry.low.includes(word))) return 2;
    return 1;
  }

  function show() {
    const words = wordsOf(input.value);
    panel.hidden = words.length === 0 || entries === null;
    if (panel.hidden) return;
    const whole = words.join(" ");
    const found = entries
      .map((entry) => ({ entry, rank: rank(entry, whole, words) }))
      .filter((one) => one.rank > 0)
      .sort((one, other) => other.rank - one.rank || one.entry.title.length - other.entry.title.length);
    status.textContent = found.length === 0 ? "Nothing found"
      : found.length > most ? `${found.length} found, the first ${most} are:` : `${found.length} found`;
    list.replaceChildren(...found.slice(0, most).map(({ entry }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const detail = document.createElement("small");
      link.href = root + entry.address;
      link.textContent = entry.title;
      detail.textContent = entry.text ? `${entry.kind}: ${entry.text}` : entry.kind;
      link.append(detail);
      item.append(link);
      return item;
    }));
  }

  form.hidden = false;
  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); show(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  form.addEventListener("keydown", (event) => {
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (event.key === "Escape") {
      panel.hidden = true;
      input.focus();
    } else if (event.key === "ArrowDown" && at < stops.length - 1) {
      stops[at + 1].focus();
      event.preventDefault();
    } else if (event.key === "ArrowUp" && at > 0) {
      stops[at - 1].focus();
      event.preventDefault();
    }
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target) || event.target.closest(".results a")) panel.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, select")) {
      event.preventDefault();
      input.focus();
    }
  });

  // What does not fit can be scrolled with the keyboard.
  function scrollable() {
    for (const box of document.querySelectorAll("pre, .wide")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }
  addEventListener("resize", scrollable);
  scrollable();

  // The filters of the list of rules; what is chosen is in the address, so it can be linked.
  const filters = document.querySelector(".filters");
  if (!filters) return;
  const fields = [...filters.elements].filter((field) => field.name);
  const rows = [...document.querySelectorAll(".rules tbody tr")].map((row) => ({
    row,
    family: row.closest(".family").dataset.family,
    level: row.dataset.level,
    releases: row.dataset.releases.split(" ").filter(Boolean).map((run) => run.split("-").map(Number)),
    text: row.textContent.toLowerCase(),
  }));

  function filter() {
    const { family, level, release, words } = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    const wanted = wordsOf(words);
    let count = 0;
    for (const one of rows) {
      const shown = (!family || one.family === family) && (!level || one.level === level)
        && (release === "" || one.releases.some(([first, last]) => first <= release && release <= last))
        && wanted.every((word) => one.text.includes(word));
      one.row.hidden = !shown;
      count += shown ? 1 : 0;
    }
    for (const section of document.querySelectorAll(".family")) {
      section.hidden = !section.querySelector("tbody tr:not([hidden])");
    }
    filters.querySelector("p").textContent = `${count} of ${rows.length} rules`;
  }

  // The address names a release by its name, which stays the same when others are added.
  const nameOf = (field) => field.name === "release" ? field.selectedOptions[0].text : field.value;
  function remember() {
    const chosen = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, nameOf(field)]));
    history.replaceState(null, "", `#${chosen}`);
  }
  function recall() {
    const chosen = new URLSearchParams(location.hash.slice(1));
    if (location.hash && !location.hash.includes("=")) return;
    for (const field of fields) {
      const value = chosen.get(field.name) ?? "";
      field.value = field.name === "release" ? [...field.options].find((one) => one.text === value)?.value ?? "" : value;
    }
    filter();
  }
  filters.hidden = false;
  filters.addEventListener("input", () => { filter(); remember(); });
  filters.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", recall);
  recall();
  filter();
})();
