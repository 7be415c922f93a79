// data-copy="text" or data-copy-from="#id": puts a value on the clipboard and says so.
import { text } from "./page.js";
import { note } from "./notes.js";

export function startCopy() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-copy-from]");
    if (!button) return;
    const source = button.dataset.copyFrom && document.querySelector(button.dataset.copyFrom);
    const value = source ? (source.value ?? source.textContent.trim()) : button.dataset.copy;
    try {
      await navigator.clipboard.writeText(value);
      note(text("copied"), "success");
    } catch {
      note(text("copyFailed"), "warning");
    }
  });
  // A page, a list and a form print as they stand.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    if (event.target.closest("[data-close-dialog]")) event.target.closest("dialog")?.close();
    const opener = event.target.closest("[data-open-dialog]");
    if (opener) document.querySelector(opener.dataset.openDialog)?.showModal();
  });
}
