// The side panel of a list: a click on a row's name shows the record beside the list, in aside[data-side-panel];
// a second click, or Enter on the panel's title, opens the page. ← and → walk through the rows, at the end of the
// page on to the next one; Esc closes. On a narrow screen, and without scripts, the name is a plain link.
import htmx from "htmx.org";
import { text } from "./page.js";

const wide = matchMedia("(min-width: 992px)");

export function startSidePanel() {
  const panel = document.querySelector("[data-side-panel]");
  const list = document.querySelector("[data-rows-url]");
  if (!panel || !list) return;
  const body = panel.querySelector("[data-panel-body]");
  const place = panel.querySelector("[data-panel-place]");
  let shown = null; // the number of the record

  const links = () => [...list.querySelectorAll("tr[data-row] > th:first-child .row-link, tr[data-row] > .w-1 + th .row-link")]
    .filter((link) => !link.closest("[hidden]"));
  const linkOf = (row) => links().find((link) => link.closest("tr").dataset.row === row);
  const mark = () => {
    for (const row of list.querySelectorAll("tr.is-shown")) row.classList.remove("is-shown");
    const all = links();
    const at = all.findIndex((link) => link.closest("tr").dataset.row === shown);
    if (shown !== null) all[at]?.closest("tr").classList.add("is-shown");
    place.textContent = at < 0 ? "" : `${at + 1} / ${all.length}`;
    panel.querySelector("[data-panel-previous]").disabled = at <= 0 && !list.querySelector('[data-pager] [rel="prev"]');
    panel.querySelector("[data-panel-next]").disabled = at === all.length - 1 && !list.querySelector('[data-pager] [rel="next"]');
  };

  async function show(link) {
    shown = link.closest("tr").dataset.row;
    panel.hidden = false;
    mark();
    link.closest("tr").scrollIntoView({ block: "nearest" });
    const wanted = shown;
    await htmx.ajax("GET", `${list.dataset.rowsUrl}${shown}/panel/`, { source: body, target: body, swap: "innerHTML" }).catch(() => {});
    if (shown !== wanted) return;
    panel.scrollTop = 0;
    body.querySelector("[data-panel-title]")?.focus();
  }

  function close() {
    const link = shown === null ? null : linkOf(shown);
    shown = null;
    panel.hidden = true;
    body.replaceChildren();
    mark();
    link?.focus();
  }

  /** The row before or after; at the edge the pager's neighbour page, of which the first or last row. */
  function walk(step) {
    const all = links();
    const at = all.findIndex((link) => link.closest("tr").dataset.row === shown);
    const next = all[at + step];
    if (next) return show(next);
    const turn = list.querySelector(`[data-pager] [rel="${step > 0 ? "next" : "prev"}"]`);
    if (!turn) return;
    list.addEventListener("htmx:afterSettle", () => {
      const there = links();
      if (there.length) show(there.at(step > 0 ? 0 : -1));
    }, { once: true });
    turn.click();
  }

  /** What was done in the panel may show in the list: the row is fetched anew. */
  async function renew() {
    const row = list.querySelector(`tr[data-row="${shown}"]`);
    if (!row) return;
    const columns = encodeURIComponent(row.closest("table").dataset.columns);
    await htmx.ajax("GET", `${list.dataset.rowsUrl}${shown}/row/?columns=${columns}`, { source: row, target: row, swap: "outerHTML" }).catch(() => {});
    mark();
  }

  list.addEventListener("click", (event) => {
    const link = event.target.closest(".row-link");
    if (!link || !wide.matches || !links().includes(link)) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.closest("tr").dataset.row === shown) return; // the second click: the page itself
    event.preventDefault();
    show(link);
  });
  panel.addEventListener("click", (event) => {
    if (event.target.closest("[data-panel-close]")) close();
    else if (event.target.closest("[data-panel-previous]")) walk(-1);
    else if (event.target.closest("[data-panel-next]")) walk(1);
  });
  panel.addEventListener("htmx:afterRequest", (event) => {
    const { requestConfig, successful } = event.detail;
    if (successful && requestConfig.verb !== "get") renew();
  });
  list.addEventListener("htmx:afterSettle", () => { if (!panel.hidden) mark(); });
  document.addEventListener("keydown", (event) => {
    if (panel.hidden || event.defaultPrevented || event.isComposing) return;
    const isInside = panel.contains(event.target);
    if (event.key === "Escape" && (isInside || event.target.closest("[data-rows-url]") || event.target === document.body)) {
      if (document.querySelector("dialog[open], .dropdown-menu.show, .ts-wrapper.dropdown-active")) return;
      close();
    } else if (isInside && !event.target.closest("input, textarea, select, [role=tab], .ts-wrapper") && !event.altKey && !event.ctrlKey && !event.metaKey) {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      walk(step);
    }
  });
  panel.setAttribute("aria-label", text("besideList"));
}
