// Tabs stand in one line. Where it scrolls, the current one is brought into sight; the menu at its end closes as menus do.
import { fresh } from "./page.js";

export function bindTabs(root) {
  for (const tabs of fresh(root, ".tabs", "tabsBound")) {
    const current = tabs.querySelector("[aria-current]");
    if (current && tabs.scrollWidth > tabs.clientWidth) tabs.scrollLeft = current.offsetLeft - tabs.offsetLeft - 40;
  }
  for (const more of fresh(root, ".tabs-more", "moreBound")) bindMore(more);
}

function bindMore(more) {
  const summary = more.querySelector("summary");
  const links = [...more.querySelectorAll("a")];
  more.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && more.open) {
      event.stopPropagation();
      more.open = false;
      summary.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !more.open) return;
    event.preventDefault();
    const place = links.indexOf(document.activeElement);
    links[place < 0 ? 0 : Math.min(Math.max(place + step, 0), links.length - 1)].focus();
  });
  more.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !more.contains(event.relatedTarget)) more.open = false;
  });
}

// A click beside an open menu closes it.
document.addEventListener("click", (event) => {
  for (const more of document.querySelectorAll(".tabs-more[open]")) if (!more.contains(event.target)) more.open = false;
});
