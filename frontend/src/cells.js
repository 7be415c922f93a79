// Cells of a list changed in their place: td[data-edit="column"] by double click, or Enter or F2 when it has the
// focus; Enter saves, Esc takes back. Arrows go from cell to cell; from a row's link → leads to its first cell.
// The server sends the editor and, once saved, the whole row; its fields belong to form#cell-form, because the
// table stands inside the form of bulk actions already.
import htmx from "htmx.org";
import { text } from "./page.js";

let open = null; // { cell, before: nodes, was: what the editor came with }

function address(cell) {
  const list = cell.closest("[data-rows-url]");
  return `${list.dataset.rowsUrl}${cell.closest("tr").dataset.row}/cell/${cell.dataset.edit}/`;
}

function given() {
  const form = document.getElementById("cell-form");
  return [...form.elements].filter((field) => field.name && open.cell.contains(field));
}

function values() {
  return Object.fromEntries(given().map((field) => [field.name, field.value]));
}

const isChanged = () => open !== null && open.was !== null && JSON.stringify(values()) !== open.was;

function close() {
  const { cell, before } = open;
  open = null;
  cell.classList.remove("is-editing");
  cell.replaceChildren(...before);
  cell.focus();
}

async function edit(cell) {
  if (open) {
    if (isChanged()) return given().find((field) => field.type !== "hidden")?.focus();
    close();
  }
  open = { cell, before: [...cell.childNodes], was: null };
  const mine = open;
  await htmx.ajax("GET", address(cell), { source: cell, target: cell, swap: "innerHTML" }).catch(() => {});
  if (open !== mine) return;
  if (!cell.querySelector("[data-cell-editor]")) { // refused: a message says why
    open = null;
    return;
  }
  cell.classList.add("is-editing");
  const field = given().find((one) => one.type !== "hidden");
  (field.tomselect ?? field).focus();
  field.select?.();
  open.was = JSON.stringify(values());
}

async function save() {
  if (!open || open.saving) return;
  if (open.was !== null && !isChanged() && !open.cell.querySelector(".is-invalid")) return close();
  const mine = open;
  const { cell } = mine;
  const [row, column] = [cell.closest("tr").dataset.row, cell.dataset.edit];
  const columns = cell.closest("table").dataset.columns;
  mine.saving = true;
  const source = document.getElementById("cell-form");
  await htmx.ajax("POST", address(cell), { source, target: cell, swap: "innerHTML", values: { columns } }).catch(() => {});
  mine.saving = false;
  if (cell.isConnected) return; // refused: the editor says why and keeps what was typed
  open = null;
  makeReachable();
  document.querySelector(`tr[data-row="${row}"] [data-edit="${column}"]`)?.focus();
}

/** Cells that can be changed take the focus, though not by Tab: that leads from row to row. */
function makeReachable() {
  for (const cell of document.querySelectorAll("[data-edit]:not([tabindex])")) cell.tabIndex = -1;
}

/** The cell that an arrow leads to; null at the edge, the row's link left of the first cell. */
function neighbour(cell, key) {
  const row = cell.closest("tr");
  const cells = [...row.querySelectorAll("[data-edit]")];
  const place = cells.indexOf(cell);
  if (key === "ArrowLeft") return cells[place - 1] ?? row.querySelector(".row-link");
  if (key === "ArrowRight") return cells[place + 1];
  const other = key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
  return other?.querySelector(`[data-edit="${cell.dataset.edit}"]`);
}

function pressed(event) {
  if (event.isComposing || event.keyCode === 229) return;
  const { target, key } = event;
  if (open?.cell.contains(target) && target !== open.cell) {
    // The keys belong to the editor, not to the form that the table stands in.
    if (key !== "Tab") event.stopPropagation();
    if (key === "Escape" && !target.closest(".dropdown-active")) close();
    else if (key === "Enter" && !target.closest("button, .dropdown-active")) {
      event.preventDefault();
      save();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches(".row-link") && key === "ArrowRight") {
    const first = target.closest("tr").querySelector("[data-edit]");
    if (!first) return;
    event.preventDefault();
    first.focus();
  } else if (target.matches("[data-edit]")) {
    if (key === "Enter" || key === "F2") {
      event.preventDefault();
      edit(target);
    } else if (key.startsWith("Arrow")) {
      event.preventDefault();
      neighbour(target, key)?.focus();
    }
  }
}

export function startCells() {
  if (!document.getElementById("cell-form")) return;
  const list = document.querySelector("[data-rows-url]");
  list.addEventListener("dblclick", (event) => {
    const cell = event.target.closest("td[data-edit]");
    if (!cell || cell === open?.cell || event.target.closest("a, button")) return;
    getSelection()?.removeAllRanges();
    edit(cell);
  });
  list.addEventListener("keydown", pressed);
  list.addEventListener("click", (event) => {
    if (event.target.closest("[data-cell-save]")) save();
    else if (event.target.closest("[data-cell-cancel]")) close();
  });
  // Another filter or page takes the editor away with the rows.
  list.addEventListener("htmx:afterSettle", () => {
    if (open && !open.cell.isConnected) open = null;
    makeReachable();
  });
  makeReachable();
  list.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target?.id === "results" && isChanged() && !confirm(text("unsavedCell"))) event.preventDefault();
  });
  addEventListener("beforeunload", (event) => { if (isChanged()) event.preventDefault(); });
}
