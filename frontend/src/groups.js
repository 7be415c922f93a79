// Groups of a list: a[data-group="#rows"] shows and hides the rows of its group and loads them when first opened
// (data-group-url); a[data-more-rows] brings the next page of the group in its own place. Without scripts both
// are links.
import htmx from "htmx.org";
import { fresh } from "./page.js";

function toggle(link) {
  const rows = document.querySelector(link.dataset.group);
  const open = link.getAttribute("aria-expanded") !== "true";
  link.setAttribute("aria-expanded", String(open));
  rows.hidden = !open;
  if (open && !rows.rows.length) htmx.ajax("GET", link.dataset.groupUrl, { source: rows, target: rows, swap: "innerHTML" }).catch(() => {});
}

export function bindGroups(root) {
  for (const link of fresh(root, "a[data-group]", "groupBound")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      toggle(link);
    });
  }
  for (const link of fresh(root, "a[data-more-rows]", "moreBound")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const row = link.closest("tr");
      htmx.ajax("GET", link.href, { source: row, target: row, swap: "outerHTML" }).catch(() => {});
    });
  }
}
