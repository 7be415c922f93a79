// List pages. [data-list] holds the filter form, the results fragment and the bulk bar:
//   form[data-list-filters]  submits itself while one types or chooses (hx-get, hx-push-url in the template)
//   tbody input[name="ids"]  one per row; [data-check-page] in the head; Shift-click takes a range
//   [data-bulk-bar]          shown instead of [data-filter-row] while rows are ticked; [data-bulk-count]
//   [data-check-all]         "Select all N results": sets input[name=all] to 1; [data-check-none] clears
// The bulk form gets input[name=query] = the list's present filters, so that "all" means what one sees.
import { fresh, text } from "./page.js";

function bindSelection(list) {
  let last = null;
  let all = false;
  const rows = () => [...list.querySelectorAll('tbody input[name="ids"]')];
  const one = (selector) => list.querySelector(selector);

  const show = () => {
    const boxes = rows();
    const ticked = boxes.filter((box) => box.checked);
    if (ticked.length < boxes.length || !boxes.length) all = false;
    const bar = one("[data-bulk-bar]");
    if (!bar) return;
    const total = Number(one("[data-total]")?.dataset.total ?? boxes.length);
    bar.hidden = ticked.length === 0;
    const filters = one("[data-filter-row]");
    if (filters) filters.hidden = ticked.length > 0;
    const count = one("[data-bulk-count]");
    if (count) count.textContent = text("selected", { n: all ? total : ticked.length });
    const field = bar.querySelector('input[name="all"]') ?? one('input[name="all"]');
    if (field) field.value = all ? "1" : "";
    const query = one('input[name="query"]');
    if (query) query.value = location.search.slice(1);
    const head = one("[data-check-page]");
    if (head) {
      head.checked = boxes.length > 0 && ticked.length === boxes.length;
      head.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
    }
    const offer = one("[data-check-all]");
    if (offer) {
      offer.hidden = all || ticked.length < boxes.length || total <= boxes.length;
      offer.textContent = text("selectAll", { n: total });
    }
    for (const box of boxes) box.closest("tr")?.classList.toggle("is-selected", box.checked);
  };

  list.addEventListener("click", (event) => {
    const box = event.target.closest('tbody input[name="ids"]');
    if (box) {
      const boxes = rows();
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      if (event.shiftKey && from >= 0) for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
      last = box;
      show();
    } else if (event.target.closest("[data-check-page]")) {
      for (const row of rows()) row.checked = event.target.checked;
      show();
    } else if (event.target.closest("[data-check-all]")) {
      all = true;
      show();
    } else if (event.target.closest("[data-check-none]")) {
      all = false;
      for (const row of rows()) row.checked = false;
      show();
    }
  });
  list.addEventListener("htmx:afterSettle", show);
  // The browser keeps ticks over "back": what is shown must agree.
  addEventListener("pageshow", show);
  show();
}

function bindFilters(form) {
  let timer;
  let composing = false;
  const go = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(), wait);
  };
  form.addEventListener("compositionstart", () => { composing = true; });
  form.addEventListener("compositionend", () => {
    composing = false;
    go(200);
  });
  form.addEventListener("input", (event) => {
    if (composing || !event.target.matches('input[type="search"], input[type="text"], input:not([type])')) return;
    if (event.target.closest(".ts-wrapper")) return;
    go(350);
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches('input[type="search"], input[type="text"]')) return;
    go(0);
  });
}

/** Rows by keyboard: j/k or arrows step through the rows' main links when one of them has the focus. */
function bindSteps(list) {
  list.addEventListener("keydown", (event) => {
    const link = event.target.closest(".row-link");
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (event.key === "x") link.closest("tr").querySelector('input[name="ids"]')?.click();
    else if (step) {
      const links = [...list.querySelectorAll(".row-link")];
      links[links.indexOf(link) + step]?.focus();
    } else return;
    event.preventDefault();
  });
}

// `j` on a page where nothing has the focus yet goes into its list: the way by Tab leads through the whole menu.
document.addEventListener("keydown", (event) => {
  const isFree = event.target === document.body || event.target.tagName === "MAIN";
  if (event.key !== "j" || !isFree || event.ctrlKey || event.metaKey || event.altKey) return;
  const link = document.querySelector("[data-list] .row-link");
  if (!link) return;
  event.preventDefault();
  link.focus();
});

// Where nothing inside takes the focus, the box itself does: otherwise the keyboard cannot scroll it.
function makeReachable(box) {
  if (box.scrollWidth > box.clientWidth && !box.querySelector("a[href], button, input, select")) box.tabIndex = 0;
}

export function bindLists(root) {
  for (const list of fresh(root, "[data-list]", "listBound")) {
    bindSelection(list);
    bindSteps(list);
  }
  for (const form of fresh(root, "form[data-list-filters]", "filtersBound")) bindFilters(form);
  for (const box of fresh(root, ".stage-bar", "stageBarBound")) makeReachable(box);
  for (const box of fresh(root, ".table-scroll", "scrollBound")) {
    // A line beside the first column once something lies beneath it; the place is kept over a re-load.
    const key = `scroll:${location.pathname}${location.search}`;
    const mark = () => box.classList.toggle("is-scrolled", box.scrollLeft > 0);
    box.addEventListener("scroll", mark, { passive: true });
    mark();
    makeReachable(box);
    if (!box.classList.contains("is-tall")) continue;
    const kept = Number(sessionStorage.getItem(key) ?? 0);
    const navigation = performance.getEntriesByType("navigation")[0];
    if (kept && navigation?.type !== "navigate") box.scrollTop = kept;
    addEventListener("pagehide", () => sessionStorage.setItem(key, String(Math.round(box.scrollTop))));
  }
}
