// The left menu: which modules are unfolded, whether it is folded to a rail, and which key opens what.
import { memory } from "./page.js";

export function startMenu() {
  const menu = document.getElementById("shell-menu");
  if (!menu) return;
  const modules = [...menu.querySelectorAll("details[data-module]")];
  for (const module of modules) {
    const key = `menu:${module.dataset.module}`;
    if (memory.get(localStorage, key) === "open") module.open = true;
    // Only what the reader unfolds is remembered; the current module is open anyway. The click comes before the change.
    module.querySelector("summary").addEventListener("click", () => memory.set(localStorage, key, module.open ? null : "open"));
  }
  const root = document.documentElement;
  const fold = (rail) => {
    root.toggleAttribute("data-menu", false);
    if (rail) root.setAttribute("data-menu", "rail");
    memory.set(localStorage, "menu", rail ? "rail" : null);
    for (const button of document.querySelectorAll("[data-menu-fold]")) button.setAttribute("aria-expanded", String(!rail));
  };
  fold(root.dataset.menu === "rail");
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-menu-fold]")) return fold(root.dataset.menu !== "rail");
    const summary = event.target.closest("#shell-menu summary");
    // In the rail a module's icon unfolds the whole menu with that module open.
    if (summary && root.dataset.menu === "rail" && matchMedia("(min-width: 992px)").matches) {
      fold(false);
      if (summary.parentElement.open) event.preventDefault();
    }
  });
  menu.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}
