// Lists that are put in order: the column chooser ([data-columns]) and arrangements ([data-ordering]). Drag by the
// handle, Alt-Up/Alt-Down on a row, or the row's arrows (data-move); the row says “change”, and the surrounding form posts as any other.
import Sortable from "sortablejs";
import { fresh } from "./page.js";

const ROW = "li, [data-row]";

function move(list, row, up) {
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (up) other.before(row);
  else other.after(row);
  row.dispatchEvent(new Event("change", { bubbles: true }));
  tell(list, row);
}

/** Where a row stands now, for those who do not see it move. */
function tell(list, row) {
  const status = list.closest("form")?.querySelector("[data-ordering-status]");
  const rows = [...list.children];
  if (status) status.textContent = `${row.dataset.label ?? ""} ${rows.indexOf(row) + 1}/${rows.length}`;
}

export function bindColumnChoosers(root) {
  for (const list of fresh(root, "[data-columns], [data-ordering]", "columnsBound")) {
    Sortable.create(list, {
      handle: ".drag-handle",
      animation: 100,
      forceFallback: true,
      onEnd: (event) => event.item.dispatchEvent(new Event("change", { bubbles: true })),
    });
    list.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      const row = event.target.closest(ROW);
      if (row?.parentElement !== list) return;
      event.preventDefault();
      const held = event.target;
      move(list, row, event.key === "ArrowUp");
      (held.isConnected ? held : row.querySelector("input:not([type=hidden])"))?.focus();
    });
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      const row = button?.closest(ROW);
      if (row?.parentElement !== list) return;
      event.preventDefault();
      move(list, row, button.dataset.move === "up");
      button.focus();
    });
  }
}
