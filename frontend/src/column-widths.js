// Column widths: each head of table[data-table] gets a handle; dragging it, or the arrow keys on it, sets the width.
// All widths are then fixed (col[width] in a colgroup, as the server renders them the next time) and sent to the
// list's data-widths-url.
import { fresh, make, post, text } from "./page.js";

const NARROWEST = 48;
const WIDEST = 1200;
const STEP = 16;
const desktop = matchMedia("(min-width: 992px)");

/** The <col> of each named column; made from what stands on the screen when nothing was fixed before. */
function fixed(table) {
  const heads = [...table.tHead.rows[0].cells];
  let group = table.querySelector("colgroup");
  if (!group) {
    const widths = heads.map((head) => Math.round(head.getBoundingClientRect().width));
    group = make("colgroup", {}, ...heads.map((head, place) => (
      head.dataset.column ? make("col", { width: widths[place] }) : make("col", { class: "col-check" }))), make("col"));
    table.querySelector("caption").after(group);
    table.classList.add("is-fixed");
  }
  return new Map(heads.map((head, place) => [head, group.children[place]]));
}

function keep(table, columns) {
  const list = table.closest("[data-widths-url]");
  const widths = {};
  for (const [head, column] of columns) if (head.dataset.column) widths[head.dataset.column] = Number(column.width);
  post(list.dataset.widthsUrl, { widths: JSON.stringify(widths), view: table.dataset.view ?? "" }).catch(() => {});
}

function set(column, handle, width) {
  column.width = String(Math.min(Math.max(Math.round(width), NARROWEST), WIDEST));
  handle.setAttribute("aria-valuenow", column.width);
}

function bindHandle(table, head, handle) {
  let timer;
  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    const columns = fixed(table);
    const column = columns.get(head);
    const start = event.clientX;
    const width = Number(column.width);
    handle.setPointerCapture(event.pointerId);
    table.classList.add("is-resizing");
    const move = (moved) => set(column, handle, width + moved.clientX - start);
    const end = () => {
      handle.removeEventListener("pointermove", move);
      table.classList.remove("is-resizing");
      if (Number(column.width) !== width) keep(table, columns);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", end, { once: true });
  });
  handle.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const columns = fixed(table);
    set(columns.get(head), handle, Number(columns.get(head).width) + step);
    clearTimeout(timer);
    timer = setTimeout(() => keep(table, columns), 400);
  });
  // The head's link sorts; the handle only drags.
  handle.addEventListener("click", (event) => { event.preventDefault(); event.stopPropagation(); });
}

export function bindColumnWidths(root) {
  for (const table of fresh(root, "table[data-table]", "widthsBound")) {
    if (!desktop.matches || !table.closest("[data-widths-url]")) continue;
    for (const head of table.tHead.querySelectorAll("th[data-column]")) {
      const handle = make("span", {
        class: "column-handle", role: "separator", tabindex: "0", "aria-orientation": "vertical",
        "aria-label": `${text("columnWidth")} ${head.textContent.trim()}`,
        "aria-valuemin": NARROWEST, "aria-valuemax": WIDEST,
        "aria-valuenow": Math.round(head.getBoundingClientRect().width),
      });
      bindHandle(table, head, handle);
      head.append(handle);
    }
  }
}
