// Toasts: the server's messages, the HX-Trigger event "toast", and refusals of our own scripts.
// A note with an undo address offers 撤销 for five seconds and then goes; errors stay until closed.
import htmx from "htmx.org";
import { fresh, icon, make, post, refusal, text } from "./page.js";

const icons = { success: "check", info: "info-circle", warning: "alert-triangle", error: "alert-triangle", danger: "alert-triangle" };

/** Shows one toast. `undo` is the address that takes the action back. */
export function note(message, level = "info", { undo = "" } = {}) {
  const region = document.getElementById("toasts");
  if (!region) return;
  const element = make("div", { class: `note note-${level}`, "data-note": level, "data-undo-url": undo || null });
  element.append(icon(icons[level] ?? "info-circle"), make("div", { class: "note-text" }, message));
  if (undo) element.append(make("button", { type: "button", class: "note-undo" }, text("undo")));
  const close = make("button", { type: "button", class: "note-close", "aria-label": text("close") });
  close.append(icon("x"));
  element.append(close);
  region.append(element);
  bindNotes(element);
}

export function bindNotes(root) {
  for (const element of fresh(root, "[data-note]", "noteBound")) {
    const level = element.dataset.note;
    const stays = level === "error" || level === "danger" || level === "warning";
    let timer;
    const wait = () => {
      if (!stays) timer = setTimeout(() => element.remove(), element.dataset.undoUrl ? 5000 : 4000);
    };
    const hold = () => clearTimeout(timer);
    for (const name of ["mouseenter", "focusin"]) element.addEventListener(name, hold);
    for (const name of ["mouseleave", "focusout"]) element.addEventListener(name, wait);
    wait();
  }
}

async function undo(element) {
  const url = element.dataset.undoUrl;
  element.remove();
  try {
    const response = await post(url);
    if (!response.ok) return note(await refusal(response), "error");
    location.reload();
  } catch {
    note(text("offlineKept"), "error");
  }
}

export function startNotes() {
  document.addEventListener("click", (event) => {
    const element = event.target.closest("[data-note]");
    if (!element) return;
    if (event.target.closest(".note-undo")) undo(element);
    else if (event.target.closest(".note-close")) element.remove();
  });
  // HX-Trigger: {"toast": {"text": "…", "level": "success", "undo_url": "/…"}}
  document.addEventListener("toast", (event) => {
    const detail = event.detail ?? {};
    note(detail.text ?? detail.value ?? "", detail.level ?? "success", { undo: detail.undo_url ?? "" });
  });
  // HX-Trigger: {"refresh": "#panel"} asks a part of the page to load itself anew (hx-trigger="reload").
  document.addEventListener("refresh", (event) => {
    const selector = event.detail?.value ?? event.detail?.selector;
    if (typeof selector === "string") for (const part of document.querySelectorAll(selector)) htmx.trigger(part, "reload");
  });
}
