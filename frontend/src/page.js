// What the page tells its scripts: translated texts, the CSRF token, elements under a root.

/** A translated text from components/texts.html; `{n}` and the like are filled from `values`. */
export function text(name, values = {}) {
  const source = document.getElementById("texts")?.dataset[name] ?? name;
  return source.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

export function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content ?? "";
}

/** Elements matching `selector` under `root`, root included, each bound only once per `mark`. */
export function fresh(root, selector, mark) {
  const found = [...root.querySelectorAll(selector)];
  if (root.matches?.(selector)) found.unshift(root);
  return found.filter((element) => {
    if (element[mark]) return false;
    element[mark] = true;
    return true;
  });
}

/** POST of a small form, answered with JSON, a fragment or nothing. Throws only when the network fails. */
export function post(url, fields = {}) {
  return fetch(url, {
    method: "POST",
    headers: { "X-CSRFToken": meta("csrf-token"), Accept: "application/json" },
    body: new URLSearchParams(fields),
    credentials: "same-origin",
  });
}

/** The sentence a refused request carries: {"message": …} or plain text; else our own. */
export async function refusal(response) {
  try {
    const type = response.headers.get("Content-Type") ?? "";
    if (type.includes("json")) {
      const body = await response.json();
      return body.message ?? body.detail ?? text("refused");
    }
    if (type.startsWith("text/plain")) return (await response.text()) || text("refused");
  } catch {
    // An unreadable answer is only a refusal without a sentence.
  }
  return statusText(response.status);
}

export function statusText(status) {
  if (status === 403) return text("forbidden");
  if (status === 404) return text("gone");
  if (status === 409) return text("conflict");
  if (status === 429) return text("tooMany");
  return status >= 500 ? text("failed") : text("refused");
}

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** The icon's sprite is addressed as in components/icon.html; its hashed path stands in a meta tag. */
export function icon(name) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  const use = document.createElementNS(namespace, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${meta("icons")}#${name}`);
  svg.append(use);
  return svg;
}

/** Storage that may be full or forbidden: a miss, never an error. */
export const memory = {
  get(store, key) {
    try {
      return store.getItem(key);
    } catch {
      return null;
    }
  },
  set(store, key, value) {
    try {
      if (value === null) store.removeItem(key);
      else store.setItem(key, value);
    } catch {
      // Nothing that matters is kept here.
    }
  },
};
