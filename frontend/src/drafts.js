// form[data-draft-key="visit:17"]: typed text survives a lost connection or an accidental close of the page,
// in this tab only (sessionStorage), until the form has been accepted or the user signs out. What may have to wait for
// a connection (data-outbox) is kept on the device until it has arrived.
import { fresh, make, memory, text } from "./page.js";

const SKIP = 'input[type="password"], input[type="file"], input[type="hidden"], [data-no-draft]';

function fields(form) {
  return [...form.elements].filter((field) => field.name && !field.matches(SKIP) && !field.matches("button, fieldset"));
}

function read(form) {
  return fields(form).map((field) => {
    if (field.type === "checkbox" || field.type === "radio") return [field.name, field.value, field.checked];
    if (field.multiple) return [field.name, [...field.selectedOptions].map((option) => [option.value, option.text])];
    if (field.tagName === "SELECT") return [field.name, field.value, field.selectedOptions[0]?.text ?? ""];
    return [field.name, field.value];
  });
}

function choose(field, pairs) {
  for (const [value, label] of pairs) {
    if (value === "") continue;
    if (field.tomselect) field.tomselect.addOption({ value, text: label });
    else if (![...field.options].some((option) => option.value === value)) field.add(new Option(label, value));
  }
  const values = pairs.map(([value]) => value);
  if (field.tomselect) field.tomselect.setValue(field.multiple ? values : values[0], true);
  else for (const option of field.options) option.selected = values.includes(option.value);
}

function write(form, kept) {
  for (const [name, value, extra] of kept) {
    const same = fields(form).filter((field) => field.name === name);
    const field = same[0];
    if (!field) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      for (const box of same) if (box.value === value) box.checked = extra;
    } else if (Array.isArray(value)) choose(field, value);
    else if (field.tagName === "SELECT") choose(field, [[value, extra]]);
    else field.value = value;
    field.dispatchEvent(new Event("draft-restored"));
  }
}

export function bindDrafts(root) {
  for (const form of fresh(root, "form[data-draft-key]", "draftBound")) {
    // What may have to wait for a connection outlives the tab.
    const store = form.matches("[data-outbox]") ? localStorage : sessionStorage;
    const key = `draft:${form.dataset.draftKey}`;
    const sent = `sent:${form.dataset.draftKey}`;
    const refused = form.querySelector(".is-invalid, .error-summary, .alert-danger") !== null;
    const back = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    // The form came again without errors after it was sent: it was accepted, the draft has done its work.
    if (memory.get(store, sent) && !refused && !back) memory.set(store, key, null);
    memory.set(store, sent, null);

    const original = JSON.stringify(read(form));
    const kept = memory.get(store, key);
    if (kept && kept !== original && !refused) {
      write(form, JSON.parse(kept));
      const bar = make("div", { class: "notice", role: "status" }, make("span", {}, text("draftRestored")));
      const drop = make("button", { type: "button", class: "plain-button" }, text("draftDrop"));
      drop.addEventListener("click", () => {
        memory.set(store, key, null);
        write(form, JSON.parse(original));
        bar.remove();
      });
      bar.append(drop);
      form.prepend(bar);
    }
    let timer;
    const keep = () => {
      clearTimeout(timer);
      timer = setTimeout(() => memory.set(store, key, JSON.stringify(read(form))), 300);
    };
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      memory.set(store, key, JSON.stringify(read(form)));
      memory.set(store, sent, "1");
    });
    form.addEventListener("htmx:afterRequest", (event) => {
      if (!event.detail.successful || event.detail.elt !== form) return;
      clearTimeout(timer);
      memory.set(store, key, null);
      memory.set(store, sent, null);
    });
  }
}
