// Global search: "/" or Ctrl-K opens it, arrows choose, Enter opens, Esc closes. The server answers with a
// fragment of links (also for an empty query: what was opened last).
import { text } from "./page.js";

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable=''], [contenteditable='true']") !== null;
}

export function startPalette() {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const results = dialog.querySelector("[data-palette-results]");
  let composing = false;

  const links = () => [...results.querySelectorAll("a[href]")];
  const current = () => links().findIndex((link) => link.classList.contains("is-current"));
  const choose = (index) => {
    const all = links();
    if (!all.length) return input.removeAttribute("aria-activedescendant");
    const at = (index + all.length) % all.length;
    all.forEach((link, position) => {
      link.id ||= `palette-hit-${position}`;
      link.classList.toggle("is-current", position === at);
    });
    input.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    if (dialog.open) return input.select();
    dialog.showModal();
    input.select();
    if (!results.firstElementChild || !input.value) input.dispatchEvent(new Event("palette-open"));
  };

  document.addEventListener("keydown", (event) => {
    const hotkey = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
    if (!hotkey && !slash) return;
    if (!hotkey && document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-palette]")) {
      event.preventDefault();
      open();
    } else if (event.target === dialog) dialog.close();
  });
  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => {
    composing = false;
    input.dispatchEvent(new Event("palette-type"));
  });
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (!composing) timer = setTimeout(() => input.dispatchEvent(new Event("palette-type")), 180);
  });
  input.addEventListener("keydown", (event) => {
    if (composing || event.isComposing) return;
    if (event.key === "ArrowDown") choose(current() + 1);
    else if (event.key === "ArrowUp") choose(current() - 1);
    else if (event.key === "Enter") {
      const link = links()[Math.max(0, current())];
      if (!link) return;
      if (event.ctrlKey || event.metaKey) window.open(link.href, "_blank", "noopener");
      else link.click();
    } else return;
    event.preventDefault();
  });
  results.addEventListener("htmx:afterSwap", () => {
    choose(0);
    const count = links().length;
    dialog.querySelector("[data-palette-count]").textContent = count ? text("hits", { n: count }) : "";
  });
}
