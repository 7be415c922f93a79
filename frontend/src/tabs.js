// On the phone tabs stand in one line that scrolls: the current one is brought into sight.
import { fresh } from "./page.js";

export function bindTabs(root) {
  for (const tabs of fresh(root, ".tabs", "tabsBound")) {
    const current = tabs.querySelector("[aria-current]");
    if (current && tabs.scrollWidth > tabs.clientWidth) tabs.scrollLeft = current.offsetLeft - tabs.offsetLeft - 40;
  }
}
