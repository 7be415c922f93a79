// form[data-outbox="<user>"][data-outbox-title]: what is handed in is first written down on this device, then sent.
// Without a connection it waits and goes by itself when there is one again, from whatever page is open; the key in
// the form keeps the server from taking it twice. Other people who sign in on this device send nothing of it.
import { settle } from "./forms.js";
import { note } from "./notes.js";
import { fresh, memory, meta, text } from "./page.js";

const RETRY_MS = 30000;
const place = (user) => `outbox:${user}`;

function read(user) {
  try {
    return JSON.parse(memory.get(localStorage, place(user)) ?? "[]");
  } catch {
    return [];
  }
}

function write(user, items) {
  memory.set(localStorage, place(user), items.length ? JSON.stringify(items) : null);
}

function drop(user, item) {
  write(user, read(user).filter((known) => known.url !== item.url));
}

/** "sent" with the page to go to, "refused" by the server's rules, or "waiting" for a connection or a sign-in. */
async function send(item) {
  let response;
  try {
    response = await fetch(item.url, {
      method: "POST",
      headers: { "X-CSRFToken": meta("csrf-token"), "HX-Request": "true" },
      body: new URLSearchParams(item.fields),
      credentials: "same-origin",
    });
  } catch {
    return { state: "waiting" };
  }
  const target = response.headers.get("HX-Redirect");
  if (response.status === 204 && target && !target.startsWith(meta("sign-in"))) return { state: "sent", target };
  if ([404, 409, 422].includes(response.status)) return { state: "refused" };
  return { state: "waiting" };
}

function formOf(item) {
  return [...document.querySelectorAll("form[data-outbox]")].find((form) => new URL(form.action, location.href).pathname === item.url);
}

let busy = false;

export async function flush(user) {
  if (busy || !user || !navigator.onLine) return;
  busy = true;
  try {
    for (const item of read(user)) {
      const { state, target } = await send(item);
      const form = formOf(item);
      if (state === "waiting") {
        if (form) note(text("outboxWaits"), "warning");
        break;
      }
      drop(user, item);
      if (state === "sent") {
        memory.set(localStorage, `draft:${item.draft}`, null);
        if (form) {
          settle(form);
          location.assign(target);
          return;
        }
        note(text("outboxSent", { title: item.title }), "success");
      } else if (form) {
        form.dataset.outboxPlain = "1"; // sent as every form is, so that the page says what is wrong
        form.requestSubmit();
        return;
      } else {
        note(text("outboxRefused", { title: item.title }), "error");
      }
    }
  } finally {
    busy = false;
  }
}

export function bindOutboxes(root) {
  for (const form of fresh(root, "form[data-outbox]", "outboxBound")) {
    addEventListener("submit", (event) => {
      if (event.target !== form || form.dataset.outboxPlain) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const user = form.dataset.outbox;
      const fields = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
      const url = new URL(form.action, location.href).pathname;
      const item = { url, fields, title: form.dataset.outboxTitle ?? "", draft: form.dataset.draftKey ?? "" };
      write(user, [...read(user).filter((known) => known.url !== url), item]);
      settle(form);
      if (navigator.onLine) flush(user);
      else note(text("outboxKept"), "warning");
    }, true);
  }
}

export function startOutbox() {
  const user = document.body.dataset.user;
  if (!user) return;
  addEventListener("online", () => flush(user));
  setInterval(() => { if (read(user).length) flush(user); }, RETRY_MS);
  if (read(user).length) flush(user);
}
