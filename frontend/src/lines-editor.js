// <ol data-lines>: positions of a document. Rows are copied from #line-template; the page element named by
// data-lines-check is asked anew (event "lines-check") while one types, and its answer fills what was left empty.
import { bindRemoteSelects } from "./remote-select.js";
import { fresh } from "./page.js";

const PAUSE = 400;
const FILLED = ["price", "vat_rate", "lead_days", "uom", "part_no", "drawing_no", "drawing_revision"];

function field(row, name) {
  return row.querySelector(`[name$="-${name}"]`);
}

/** Whoever chose the proposed value keeps it as a proposal: it follows the product until one types something else. */
function fill(said) {
  const row = said.closest("[data-line]");
  if (!row || !field(row, "product").value) return;
  for (const name of FILLED) {
    const input = field(row, name);
    const value = said.dataset[name] ?? "";
    if (!input || !value || input === document.activeElement) continue;
    if (input.value === "" || input.value === input.dataset.proposed) {
      input.value = value;
      input.dataset.proposed = value;
    }
  }
}

function number(list) {
  const used = [...list.querySelectorAll("[data-line] select")].map((select) => Number(select.name.match(/\d+/)?.[0] ?? 0));
  return Math.max(-1, ...used) + 1;
}

function add(list, source = null) {
  const html = document.getElementById("line-template").innerHTML.replaceAll("__n__", String(number(list)));
  const holder = document.createElement("div");
  holder.innerHTML = html;
  const row = holder.querySelector("[data-line]");
  const select = field(row, "product");
  select.dataset.remote = select.dataset.laterRemote;
  delete select.dataset.laterRemote;
  if (source) copy(source, row);
  if (source) source.after(row);
  else list.append(row);
  prepare(row);
  bindRemoteSelects(row);
  return row;
}

function copy(source, row) {
  for (const input of source.querySelectorAll("input, select")) {
    const name = input.name?.replace(/^line-\d+-/, "");
    const target = name && name !== "id" ? field(row, name) : null;
    if (!target) continue;
    if (name === "product") {
      const chosen = input.selectedOptions[0];
      if (chosen?.value) target.replaceChildren(new Option(chosen.textContent, chosen.value, true, true));
    } else target.value = input.value;
  }
}

function prepare(row) {
  for (const part of row.querySelectorAll(".line-deeds")) part.hidden = false;
}

function focus(row, name = "product") {
  const target = field(row, name);
  (target?.tomselect ?? target)?.focus();
}

function bind(list) {
  const form = list.form ?? list.closest("form");
  const check = document.querySelector(list.dataset.linesCheck);
  const adder = form.querySelector("[data-line-add]");
  let timer;
  const ask = () => {
    clearTimeout(timer);
    timer = setTimeout(() => check.dispatchEvent(new Event("lines-check")), PAUSE);
  };
  const remove = (row) => {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    field(row, "product").tomselect?.destroy();
    row.remove();
    focus(next ?? add(list));
    ask();
  };
  list.querySelectorAll("[data-line]").forEach(prepare);
  adder.hidden = false;
  adder.addEventListener("click", () => focus(add(list)));
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, (event) => {
      if (!event.target.name?.startsWith("reason-") || kind === "change") ask();
    });
  }
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[data-line]");
    if (event.target.closest("[data-line-remove]")) remove(row);
    if (event.target.closest("[data-line-copy]")) {
      focus(add(list, row), "quantity");
      ask();
    }
  });
  list.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-line]");
    if (!row || event.isComposing) return;
    if (event.altKey && event.code === "KeyC") {
      event.preventDefault();
      focus(add(list, row), "quantity");
      ask();
    } else if (event.altKey && event.key === "Delete") {
      event.preventDefault();
      remove(row);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && event.target.matches("input[name]")) {
      event.preventDefault();
      const name = event.target.name.replace(/^line-\d+-/, "");
      if (row.nextElementSibling) focus(row.nextElementSibling, name);
      else focus(add(list));
    }
  });
  check.addEventListener("htmx:afterSwap", () => list.querySelectorAll("[data-line-said]").forEach(fill));
}

export function bindLineEditors(root) {
  fresh(root, "[data-lines]", "linesBound").forEach(bind);
}
