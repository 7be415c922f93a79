// The column chooser: [data-columns] is a list of checkboxes whose order is the columns' order. Drag by the
// handle, or Alt-Up/Alt-Down on a row; the surrounding form posts as any other.
import Sortable from "sortablejs";
import { fresh } from "./page.js";

export function bindColumnChoosers(root) {
  for (const list of fresh(root, "[data-columns]", "columnsBound")) {
    Sortable.create(list, { handle: ".drag-handle", animation: 100, forceFallback: true });
    list.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      const row = event.target.closest("li");
      const other = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      event.preventDefault();
      if (event.key === "ArrowUp") other.before(row);
      else other.after(row);
      row.querySelector("input")?.focus();
    });
  }
}
