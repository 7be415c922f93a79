// The process designer inside the administration site. Each stroke is a plain form or link; here they are sent one
// after the other without leaving the page, changes in the panel as they are made, and cards are moved by dragging.
import { bindRemoteSelects } from "./remote-select.js";
import { statusText, text } from "./page.js";

const PARTS = ["pd-top", "pd-drawing", "pd-panel", "pd-findings"];
let waiting = Promise.resolve();

const part = (id) => document.getElementById(id);

function say(words) {
  const status = part("pd-status");
  if (status) status.textContent = words;
}

const question = () => part("pd-top").querySelector(".pd-ask");

/** Puts the parts of an answer in the place of the old ones; while one types, the panel stays. A question that was
 *  opened since the stroke stays open: an answer that comes late closes nothing under the hand. */
function show(html, keepsPanel, wasAsking) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  if (!answer.getElementById("pd-board")) return false;
  const revision = answer.querySelector("[name=revision]")?.value ?? "";
  const focused = document.activeElement?.id;
  const sheet = part("pd-drawing");
  const isAsking = !wasAsking && question()?.open;
  const [left, top] = [sheet.scrollLeft, sheet.scrollTop];
  for (const id of PARTS) {
    if (keepsPanel && id === "pd-panel") continue;
    const fresh = answer.getElementById(id);
    part(id).replaceWith(document.adoptNode(fresh));
  }
  if (isAsking && question()) question().open = true;
  part("pd-drawing").scrollTo(left, top);
  for (const field of document.querySelectorAll("[name=revision]")) field.value = revision;
  part("pd-board").classList.toggle("has-panel", !part("pd-panel").hasAttribute("data-empty"));
  bindRemoteSelects(part("pd-panel"));
  if (!keepsPanel) (focused && part(focused) ? part(focused) : part("pd-panel").querySelector("h2"))?.focus({ preventScroll: true });
  return true;
}

async function send(url, options, keepsPanel, wasAsking) {
  let response;
  try {
    response = await fetch(url, { ...options, headers: { "HX-Request": "true", Accept: "text/html" }, credentials: "same-origin" });
  } catch {
    return say(text("offlineKept"));
  }
  const isBoard = show(await response.text(), keepsPanel && response.ok, wasAsking);
  if (!isBoard) return response.ok ? location.assign(response.url) : say(statusText(response.status));
  const address = response.headers.get("HX-Replace-Url");
  if (address) history.replaceState(null, "", address);
  if (response.ok && options.method === "POST") say(part("pd-board").dataset.saved);
}

/** Strokes wait for each other: each carries the revision that the one before it left. */
function queue(work) {
  waiting = waiting.then(work, work);
  return waiting;
}

function post(form, button, keepsPanel) {
  const wasAsking = question()?.open;
  queue(() => {
    if (!form.isConnected) return null;
    const body = new FormData(form);
    if (button?.name) body.set(button.name, button.value);
    return send(form.action, { method: "POST", body }, keepsPanel, wasAsking);
  });
}

function submitted(event) {
  const form = event.target.closest("form[data-live]");
  if (!form) return;
  event.preventDefault();
  post(form, event.submitter, false);
}

function clicked(event) {
  const link = event.target.closest("a[data-live]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    const wasAsking = question()?.open;
    queue(() => send(link.href, { method: "GET" }, false, wasAsking));
  }
  if (event.target.closest("[data-print]")) print();
}

function changed(event) {
  const field = event.target;
  if (field.matches("[data-submits]")) return field.form.requestSubmit();
  const form = field.closest("form[data-keeps]");
  if (form) return post(form, null, !field.matches("[data-shapes]"));
  // A form outside the drawing: what shapes it is asked anew, nothing is saved.
  const steady = field.closest("form[data-steady]");
  if (steady && field.matches("[data-shapes]")) {
    const again = document.createElement("button");
    Object.assign(again, { name: "do", value: "look", hidden: true });
    steady.append(again);
    steady.requestSubmit(again);
  }
}

function startDragging() {
  let dragged = "";
  const slot = (event) => (dragged ? event.target.closest("[data-slot]") : null);
  document.addEventListener("dragstart", (event) => {
    const card = event.target.closest?.("[data-step]");
    dragged = card?.dataset.step ?? "";
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.querySelector(".pd-name").textContent);
    part("pd-board").classList.add("is-dragging");
  });
  document.addEventListener("dragover", (event) => {
    if (slot(event)) event.preventDefault();
  });
  document.addEventListener("dragenter", (event) => slot(event)?.classList.add("is-over"));
  document.addEventListener("dragleave", (event) => slot(event)?.classList.remove("is-over"));
  document.addEventListener("dragend", () => {
    dragged = "";
    part("pd-board").classList.remove("is-dragging");
  });
  document.addEventListener("drop", (event) => {
    const target = slot(event);
    if (!target) return;
    event.preventDefault();
    const form = part("pd-move");
    form.elements.step.value = dragged;
    form.elements.to.value = target.dataset.slot;
    post(form, null, false);
  });
}

document.documentElement.classList.add("has-script");
bindRemoteSelects(document);
document.addEventListener("submit", submitted);
document.addEventListener("click", clicked);
document.addEventListener("change", changed);
if (part("pd-board")) startDragging();
