// <ol data-rows>: clauses, terms of payment. Rows are copied from the <template data-rows-template> beside it; each
// carries its place in a hidden field, so that the order on the page is the order that is saved.
import { fresh } from "./page.js";

function place(list) {
  [...list.children].forEach((row, at) => {
    row.querySelector("[data-row-at]").value = String(at);
  });
}

function prepare(row) {
  for (const part of row.querySelectorAll(".rows-deeds")) part.hidden = false;
}

function next(list) {
  const used = [...list.querySelectorAll("[name]")].map((input) => Number(input.name.match(/-(\d+)-/)?.[1] ?? 0));
  return Math.max(-1, ...used) + 1;
}

function bind(list) {
  const part = list.parentElement;
  const template = part.querySelector("[data-rows-template]");
  const adder = part.querySelector("[data-rows-add]");
  const changed = () => {
    place(list);
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };
  for (const row of list.children) prepare(row);
  adder.hidden = false;
  adder.addEventListener("click", () => {
    const holder = document.createElement("ol");
    holder.innerHTML = template.innerHTML.replaceAll("__n__", String(next(list)));
    const row = holder.querySelector("[data-row]");
    prepare(row);
    list.append(row);
    changed();
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[data-row]");
    if (event.target.closest("[data-row-remove]")) {
      const other = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (other?.querySelector("input:not([type=hidden])") ?? adder).focus();
      changed();
    } else if (event.target.closest("[data-row-up]") && row.previousElementSibling) {
      row.previousElementSibling.before(row);
      event.target.closest("[data-row-up]").focus();
      changed();
    }
  });
}

export function bindRowEditors(root) {
  fresh(root, "[data-rows]", "rowsBound").forEach(bind);
}
