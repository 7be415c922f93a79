// Forms: one click sends once, Ctrl-Enter saves, Esc cancels, leaving with unsaved text asks, and a write that
// could not be sent leaves the text where it is.
//   form[data-unsaved]            asks before the page is left with changes
//   [data-save-and-stay]          the button Ctrl-S presses;  [data-cancel] the link Esc follows
//   form[data-keep-enabled]       is not held after submit (downloads)
//   input[data-duplicates-url]    live duplicate hits: GET url?<name>=<value>&… into data-duplicates-target;
//                                 data-duplicates-with="#id_customer, #id_mobile" sends those fields too
import htmx from "htmx.org";
import { fresh, text } from "./page.js";
import { note } from "./notes.js";

const dirty = new Set();

/** What was typed is safe elsewhere: leaving the page does not ask. */
export function settle(form) {
  dirty.delete(form);
  release(form);
}

function hold(form, submitter) {
  form.dataset.busy = "1";
  for (const button of form.querySelectorAll('button:not([type="button"]), input[type="submit"]')) button.setAttribute("aria-disabled", "true");
  submitter?.setAttribute("aria-busy", "true");
}

function release(form) {
  delete form.dataset.busy;
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

function isHtmx(form, submitter) {
  const source = submitter ?? form;
  return [form, source].some((element) => element.matches("[hx-post], [hx-put], [hx-delete], [hx-get], [hx-patch]"));
}

export function startForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented && !isHtmx(form, event.submitter)) return;
    if (form.dataset.busy) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (form.method !== "post") return;
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return note(text("offlineKept"), "error");
    }
    if (form.matches("[data-sign-out]")) sessionStorage.clear();
    if (isHtmx(form, event.submitter)) return;
    dirty.delete(form);
    if (!form.matches("[data-keep-enabled], [target='_blank']")) hold(form, event.submitter);
  }, true);
  // A part that only asks about the form as it stands (data-asks) neither holds it nor saves it.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt.matches?.("[data-asks]")) return;
    const form = event.detail.elt.closest("form");
    if (form && event.detail.requestConfig.verb !== "get") hold(form, event.detail.requestConfig.triggeringEvent?.submitter);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.matches?.("[data-asks]")) return;
    const form = event.detail.elt.closest?.("form");
    if (!form) return;
    release(form);
    if (event.detail.successful && event.detail.requestConfig.verb !== "get") dirty.delete(form);
  });
  // "Back" may bring the page as it was left: its buttons must work again.
  addEventListener("pageshow", () => { for (const form of document.querySelectorAll("form[data-busy]")) release(form); });
  addEventListener("beforeunload", (event) => {
    for (const form of dirty) if (!form.isConnected) dirty.delete(form);
    if (dirty.size) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const form = event.target.closest?.("form");
    const control = event.ctrlKey || event.metaKey;
    if (form?.method === "post" && control && event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-save]") ?? undefined);
    } else if (form?.method === "post" && control && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-save-and-stay]") ?? undefined);
    } else if (event.key === "Escape" && form && !event.defaultPrevented) {
      const busyElsewhere = document.querySelector("dialog[open], .dropdown-menu.show, .offcanvas.show, .ts-wrapper.dropdown-active");
      if (!busyElsewhere) form.querySelector("[data-cancel]")?.click();
    }
  });
}

function bindDuplicates(field) {
  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const values = { [field.name]: field.value };
      const others = field.dataset.duplicatesWith;
      if (others) for (const other of document.querySelectorAll(others)) values[other.name] = other.value;
      const target = document.querySelector(field.dataset.duplicatesTarget) ?? field.closest("form").querySelector(".duplicate-hits");
      if (!target) return;
      if (!Object.values(values).some((value) => value.trim())) return target.replaceChildren();
      htmx.ajax("GET", field.dataset.duplicatesUrl, { target, swap: "innerHTML", values, source: field });
    }, 400);
  });
}

export function bindForms(root) {
  for (const form of fresh(root, "form[data-unsaved]", "unsavedBound")) {
    const touch = (event) => { if (!event.target.closest("[data-untracked]")) dirty.add(form); };
    form.addEventListener("input", touch);
    form.addEventListener("change", touch);
    form.addEventListener("reset", () => dirty.delete(form));
  }
  for (const field of fresh(root, "[data-duplicates-url]", "duplicatesBound")) bindDuplicates(field);
  // After a refused write the first wrong field is where one wants to be.
  const wrong = root.querySelector?.("form .is-invalid:not([type=hidden])");
  if (wrong) (wrong.tomselect ?? wrong).focus();
}
