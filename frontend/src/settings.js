// The pages of settings inside the administration site: a search that narrows as one types, settings that are saved
// one at a time without touching the others, previews while one types, and entries that are put in order.
import { bindColumnChoosers } from "./columns.js";
import { statusText, text } from "./page.js";
import { bindYear } from "./year.js";

function say(words) {
  const status = document.querySelector("[data-status]");
  if (status) status.textContent = words;
}

function narrow(field) {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const item of document.querySelectorAll("[data-find]")) {
    item.hidden = !words.every((word) => item.dataset.find.includes(word));
    if (!item.hidden) found += 1;
  }
  for (const group of document.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[data-find]:not([hidden])");
  const nothing = document.querySelector("[data-nothing]");
  if (nothing) nothing.hidden = found > 0;
  say(words.length ? text("hits", { n: found }) : "");
  const address = new URL(location.href);
  if (words.length) address.searchParams.set("q", field.value.trim());
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
}

function bindFinder(form) {
  const field = form.elements.q;
  let composing = false;
  field.addEventListener("compositionstart", () => (composing = true));
  field.addEventListener("compositionend", () => {
    composing = false;
    narrow(field);
  });
  field.addEventListener("input", () => composing || narrow(field));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow(field);
  });
  narrow(field);
}

/** What was typed and not yet saved, by form. */
const dirty = new Set();

async function save(form, button) {
  const body = new FormData(form);
  if (button?.name) body.set(button.name, button.value);
  form.querySelectorAll("button").forEach((one) => (one.disabled = true));
  let response;
  try {
    response = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true", Accept: "text/html" }, credentials: "same-origin" });
  } catch {
    form.querySelectorAll("button").forEach((one) => (one.disabled = false));
    return say(text("offlineKept"));
  }
  if (response.redirected) {
    dirty.delete(form);
    return location.assign(response.url);
  }
  const answer = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-item]");
  if (!answer) {
    form.querySelectorAll("button").forEach((one) => (one.disabled = false));
    return response.ok ? location.reload() : say(statusText(response.status));
  }
  const fresh = document.adoptNode(answer);
  form.closest("[data-item]").replaceWith(fresh);
  fresh.hidden = false;
  dirty.delete(form);
  const inside = fresh.querySelector("form[data-live]");
  if (!response.ok && inside) dirty.add(inside);
  (fresh.querySelector("[aria-invalid]") ?? fresh.querySelector("form[data-live] [name=value], form[data-live] input:not([type=hidden])"))?.focus();
  return null;
}

/** Shows what the fields of a form would give, without saving. */
function bindPreview(form) {
  const target = form.querySelector("[data-preview]");
  let timer = 0;
  let asked = 0;
  const ask = async () => {
    const mine = (asked += 1);
    const fields = new FormData(form);
    fields.delete("csrfmiddlewaretoken");
    try {
      const response = await fetch(`${form.dataset.previewUrl}?${new URLSearchParams(fields)}`, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      const html = await response.text();
      const answer = new DOMParser().parseFromString(html, "text/html").querySelector("[data-preview]");
      if (mine === asked && answer) target.replaceChildren(...document.adoptNode(answer).childNodes);
    } catch {
      // The preview of before stays; saving tells what is wrong.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  });
}

/** A list that is put in order (columns.js) and whose new order is stored at once. */
function bindOrder(list) {
  const form = document.getElementById(list.dataset.order);
  list.addEventListener("change", async (event) => {
    if (event.target.parentElement !== list) return; // a field of a row, not the row
    const body = new FormData(form);
    body.delete("order");
    for (const row of list.children) body.append("order", row.dataset.row);
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (response.ok) say(list.dataset.stored);
      else if (response.status === 409) location.reload();
      else say(statusText(response.status));
    } catch {
      say(text("offlineKept"));
    }
  });
}

document.documentElement.classList.add("has-script");
document.querySelectorAll("[data-finder]").forEach(bindFinder);
document.querySelectorAll("[data-preview-url]").forEach(bindPreview);
document.querySelectorAll("[data-order]").forEach(bindOrder);
bindColumnChoosers(document);
bindYear(document);
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form");
  if (form.matches("[data-live]")) {
    event.preventDefault();
    save(form, event.submitter);
  } else dirty.delete(form);
});
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-live], form[data-unsaved]");
  if (form) dirty.add(form);
});
addEventListener("beforeunload", (event) => {
  if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
});
