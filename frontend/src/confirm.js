// data-confirm="question" on a button, link or form asks in a <dialog> first; data-confirm-ok names the button,
// data-confirm-level="danger" colours it. Works for plain posts, links and htmx requests alike.
import { text } from "./page.js";

function ask(question, { ok, danger }) {
  const dialog = document.getElementById("confirm-dialog");
  if (!dialog) return Promise.resolve(true);
  dialog.querySelector("[data-confirm-text]").textContent = question;
  const button = dialog.querySelector("[data-confirm-yes]");
  button.textContent = ok || text("ok");
  button.classList.toggle("btn-danger", danger);
  button.classList.toggle("btn-primary", !danger);
  dialog.returnValue = "";
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
    button.focus();
  });
}

function options(element) {
  return { ok: element.dataset.confirmOk, danger: element.dataset.confirmLevel === "danger" };
}

export function startConfirm() {
  const agreed = new WeakSet();
  // Captured before htmx, bootstrap and the form guard see the click or the submit.
  const guard = (event) => {
    const holder =
      event.type === "submit"
        ? (event.submitter?.matches("[data-confirm]") ? null : event.target.closest("form[data-confirm]"))
        : event.target.closest("a[data-confirm], button[data-confirm]");
    if (!holder) return;
    if (agreed.has(holder)) return agreed.delete(holder);
    event.preventDefault();
    event.stopImmediatePropagation();
    const submitter = event.submitter;
    ask(holder.dataset.confirm, options(holder)).then((yes) => {
      if (!yes) return;
      agreed.add(holder);
      if (event.type === "submit") holder.requestSubmit(submitter ?? undefined);
      else holder.click();
    });
  };
  document.addEventListener("click", guard, true);
  document.addEventListener("submit", guard, true);
  // hx-confirm uses the same dialog instead of the browser's.
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    ask(event.detail.question, options(event.detail.elt)).then((yes) => yes && event.detail.issueRequest(true));
  });
}
