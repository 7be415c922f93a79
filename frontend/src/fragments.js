// htmx under a strict content security policy: no eval, no injected styles or scripts, the CSRF token on every
// write, refusals (409, 422) shown where they belong, and a sentence for everything else that goes wrong.
import htmx from "htmx.org";
import { meta, statusText, text } from "./page.js";
import { note } from "./notes.js";

Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  // Pages hold personal data: none of them is kept in the browser's storage; going back reloads.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollBehavior: "instant",
  defaultSwapDelay: 0,
  defaultSettleDelay: 0,
  // Never "style": htmx would copy it as an attribute, which the policy blocks.
  attributesToSettle: ["class", "width", "height"],
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "409", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

export function startFragments(bind) {
  htmx.onLoad(bind);
  document.addEventListener("htmx:configRequest", (event) => {
    const { verb, headers, formData, elt } = event.detail;
    if (verb !== "get") headers["X-CSRFToken"] = meta("csrf-token");
    // The URL of a filtered list is read and shared by people: no empty fields in it.
    if (verb === "get" && elt.closest("[data-list-filters]")) {
      for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
    }
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    // A session that ended answers with the sign-in page: show that page whole, not inside a fragment.
    const signIn = meta("sign-in");
    const answered = event.detail.xhr.responseURL;
    if (signIn && answered && new URL(answered).pathname === signIn && location.pathname !== signIn) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    const type = xhr.getResponseHeader("Content-Type") ?? "";
    const own = type.startsWith("text/plain") && xhr.status < 500 ? xhr.responseText.trim() : "";
    note(own || statusText(xhr.status), "error");
  });
  document.addEventListener("htmx:sendError", () => note(text("offlineKept"), "error"));
  document.addEventListener("htmx:timeout", () => note(text("offlineKept"), "error"));
  // A menu that was fetched after it opened finds its place anew.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.matches?.(".dropdown-menu.show")) dispatchEvent(new Event("resize"));
  });
  startProgress();
}

/** A thin line at the top once an answer takes longer than a blink. */
function startProgress() {
  const bar = document.getElementById("progress");
  if (!bar) return;
  let open = 0;
  let timer;
  document.addEventListener("htmx:beforeRequest", () => {
    open += 1;
    clearTimeout(timer);
    timer = setTimeout(() => bar.classList.add("is-on"), 250);
  });
  document.addEventListener("htmx:afterRequest", () => {
    open = Math.max(0, open - 1);
    if (open) return;
    clearTimeout(timer);
    bar.classList.remove("is-on");
  });
}
