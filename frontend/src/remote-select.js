// <select data-remote="/path/">: a select that asks the server while one types, GET ?q=… answering
// {"results": [{"value", "text", "hint"}]}. data-remote-depends="#id_customer" sends that field along as
// `customer` (the name it has in its form, or data-remote-depends-as) and starts anew when it changes.
// A plain <select data-choices> gets the same look over its own options.
import TomSelect from "tom-select";
import { fresh, make, text } from "./page.js";

function parameters(select, query) {
  const url = new URL(select.dataset.remote, location.href);
  url.searchParams.set("q", query);
  for (const field of dependencies(select)) {
    const name = select.dataset.remoteDependsAs || field.name.replace(/^.*-/, "");
    if (field.value) url.searchParams.set(name, field.value);
  }
  return url;
}

function dependencies(select) {
  const selectors = select.dataset.remoteDepends;
  return selectors ? [...document.querySelectorAll(selectors)] : [];
}

/** Ends one load without showing anything: tom-select counts the open ones. */
function drop(control) {
  control.loading = Math.max(control.loading - 1, 0);
  if (!control.loading) control.wrapper.classList.remove(control.settings.loadingClass);
}

function remote(select) {
  let failed = false;
  let shown = null;
  let offered = new Set();
  /** Puts the answer in the place of what the list held; what is chosen stays known, but is not offered. */
  const replace = (control, results, done) => {
    offered = new Set(results.map((option) => String(option.value)));
    control.clearOptions((option) => control.items.includes(String(option.value)));
    done(results);
  };
  let abort;
  return {
    valueField: "value",
    labelField: "text",
    // The server has searched (pinyin, initials, digits): show what it found, in its order.
    searchField: [],
    score: () => (option) => (offered.has(String(option.value)) ? 1 : 0),
    sortField: [{ field: "$order" }],
    preload: "focus",
    loadThrottle: 200,
    shouldLoad: () => true,
    onDropdownOpen() {
      if (shown !== null && shown !== this.control_input.value) this.load(this.control_input.value);
    },
    load(query, done) {
      // Each answer replaces the list, so none is remembered as already asked.
      this.loadedSearches = {};
      abort?.abort();
      abort = new AbortController();
      const { signal } = abort;
      fetch(parameters(select, query), { headers: { Accept: "application/json" }, signal })
        .then((response) => {
          if (!response.ok) throw new Error(String(response.status));
          return response.json();
        })
        .then((body) => {
          failed = false;
          // Chosen and closed meanwhile: an answer that comes late opens nothing.
          if (!this.isOpen && !select.multiple && this.items.length && !this.control_input.value) return drop(this);
          shown = query;
          replace(this, body.results, done);
          // Typed on meanwhile: the list ends with what stands in the field, whichever answer came last.
          if (this.isFocused && this.inputValue() !== query.trim()) this.load(this.inputValue());
        })
        .catch((error) => {
          if (error.name === "AbortError") return drop(this);
          failed = true;
          shown = "?";
          replace(this, [], done);
        });
    },
    noResults: () => (failed ? make("div", { class: "load-failed", role: "alert" }, text("loadFailed")) : make("div", { class: "no-results" }, text("noResults"))),
  };
}

function build(select) {
  const asks = select.dataset.remote ? remote(select) : {};
  const { noResults = () => make("div", { class: "no-results" }, text("noResults")), ...rest } = asks;
  const plugins = select.multiple ? { remove_button: { title: text("remove") } } : {};
  if (!select.multiple && !select.required) plugins.clear_button = { title: text("clear") };
  const control = new TomSelect(select, {
    plugins,
    placeholder: select.dataset.placeholder || text("typeToSearch"),
    hidePlaceholder: true,
    maxOptions: 200,
    closeAfterSelect: !select.multiple,
    openOnFocus: true,
    selectOnTab: true,
    refreshThrottle: 0,
    render: {
      option: (data, escape) => `<div>${escape(data.text)}${data.hint ? `<small>${escape(data.hint)}</small>` : ""}</div>`,
      item: (data, escape) => `<div>${escape(data.text)}</div>`,
      no_results: noResults,
      loading: () => make("div", { class: "no-results" }, text("searching")),
    },
    ...rest,
  });
  // The original is only the value's carrier; its label belongs to the control now.
  select.setAttribute("aria-hidden", "true");
  // While an input method composes, its Enter and arrows belong to it, not to our list.
  control.control_input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
  }, true);
  for (const field of select.dataset.remote ? dependencies(select) : []) {
    field.addEventListener("change", () => {
      control.clear();
      control.clearOptions();
      control.wrapper.classList.remove("preloaded");
    });
  }
  return control;
}

export function bindRemoteSelects(root) {
  for (const select of fresh(root, "select[data-remote], select[data-choices]", "remoteBound")) {
    if (!select.tomselect) build(select);
  }
}
