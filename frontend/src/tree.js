// A tree rendered by the server (components/tree.html, tree_node.html) and worked by keyboard, mouse and touch:
// children come once from data-children-url, a drop posts {parent} to data-move-url and the row moves only
// after the server agreed. Pattern: WAI-ARIA tree view with one tab stop.
import htmx from "htmx.org";
import { fresh, post, refusal, text } from "./page.js";
import { note } from "./notes.js";

const ITEM = '[role="treeitem"]';

function groupOf(item) {
  return item.querySelector(':scope > [role="group"]');
}

function parentOf(item) {
  return item.parentElement.closest(ITEM);
}

/** Rows a reader sees now, top to bottom: nothing inside a folded branch. */
function visible(tree) {
  return [...tree.querySelectorAll(ITEM)].filter((item) => !parentOf(item)?.closest(`${ITEM}[aria-expanded="false"]`));
}

function label(item) {
  return item.querySelector(":scope > .tree-row > .tree-label");
}

function focus(tree, item) {
  if (!item) return;
  rove(tree, item);
  item.focus();
}

/** One tab stop: the current row, and the menu button inside it. */
function rove(tree, item) {
  for (const other of tree.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
  item.tabIndex = 0;
  const menu = item.querySelector(':scope > .tree-row [data-bs-toggle="dropdown"]');
  if (menu) menu.tabIndex = 0;
}

async function fetchInto(target, url, swapStyle) {
  const response = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(await refusal(response));
  htmx.swap(target, await response.text(), { swapStyle, swapDelay: 0, settleDelay: 0 });
}

async function unfold(item, open = true) {
  if (!item.hasAttribute("aria-expanded")) return;
  const group = groupOf(item);
  if (open && item.dataset.childrenUrl && !item.dataset.loaded && !group.firstElementChild) {
    if (item.getAttribute("aria-busy") === "true") return;
    item.setAttribute("aria-busy", "true");
    try {
      await fetchInto(group, item.dataset.childrenUrl, "innerHTML");
      item.dataset.loaded = "1";
    } catch (error) {
      note(error instanceof TypeError ? text("offlineKept") : error.message, "error");
      return;
    } finally {
      item.removeAttribute("aria-busy");
    }
  }
  item.setAttribute("aria-expanded", String(open));
  group.hidden = !open;
}

async function more(tree, item) {
  const before = item.previousElementSibling;
  try {
    await fetchInto(item, item.dataset.moreUrl, "outerHTML");
  } catch (error) {
    return note(error instanceof TypeError ? text("offlineKept") : error.message, "error");
  }
  focus(tree, before?.nextElementSibling ?? before);
}

function select(tree, item) {
  for (const other of tree.querySelectorAll('[aria-selected="true"]')) other.setAttribute("aria-selected", "false");
  item.setAttribute("aria-selected", "true");
  rove(tree, item);
}

function setLevels(item, level) {
  item.setAttribute("aria-level", String(level));
  for (const child of groupOf(item)?.querySelectorAll(`:scope > ${ITEM}`) ?? []) setLevels(child, level + 1);
}

/** Asks the server to put `item` under `target`; on refusal nothing has moved and the reason is shown. */
async function move(tree, item, target) {
  if (!item.dataset.moveUrl || target.dataset.dropId === undefined) return;
  if (target === item || item.contains(target) || parentOf(item) === target) return;
  item.setAttribute("aria-busy", "true");
  let body = {};
  try {
    const response = await post(item.dataset.moveUrl, { parent: target.dataset.dropId });
    if (!response.ok) return note(await refusal(response), "error");
    if ((response.headers.get("Content-Type") ?? "").includes("json")) body = await response.json();
  } catch {
    return note(text("offlineKept"), "error");
  } finally {
    item.removeAttribute("aria-busy");
  }
  const old = parentOf(item);
  if (!target.hasAttribute("aria-expanded")) {
    target.setAttribute("aria-expanded", "true");
    target.dataset.loaded = "1";
  }
  const loaded = target.dataset.loaded || !target.dataset.childrenUrl || groupOf(target).firstElementChild;
  if (loaded) {
    groupOf(target).append(item);
    setLevels(item, Number(target.getAttribute("aria-level")) + 1);
  } else item.remove();
  await unfold(target);
  if (old && !groupOf(old).querySelector(ITEM)) old.removeAttribute("aria-expanded");
  focus(tree, tree.querySelector(`[data-node="${CSS.escape(item.dataset.node)}"]`) ?? target);
  note(body.message ?? text("moved"), "success", { undo: body.undo_url ?? "" });
}

/** What typing finds a row by: its label, and the server's words for it (pinyin, initials). */
function words(item) {
  const own = label(item)?.querySelector(".text")?.textContent ?? "";
  return `${own} ${item.dataset.typeahead ?? ""}`.trim().toLowerCase().split(/\s+/);
}

function keys(tree) {
  let typed = "";
  let typedAt = 0;
  let cut = null;
  return (event) => {
    const item = event.target;
    if (!item.matches(ITEM) || event.altKey) return;
    const rows = visible(tree);
    const at = rows.indexOf(item);
    const key = event.key;
    if (event.ctrlKey || event.metaKey) {
      if (key === "x" && item.dataset.moveUrl) {
        cut = item;
        note(text("cutHint"), "info");
      } else if (key === "v" && cut?.isConnected) {
        move(tree, cut, item);
        cut = null;
      } else return;
    } else if (key === "ArrowDown") focus(tree, rows[at + 1]);
    else if (key === "ArrowUp") focus(tree, rows[at - 1]);
    else if (key === "Home") focus(tree, rows[0]);
    else if (key === "End") focus(tree, rows.at(-1));
    else if (key === "ArrowRight") {
      if (item.getAttribute("aria-expanded") === "true") focus(tree, groupOf(item).querySelector(ITEM));
      else unfold(item);
    } else if (key === "ArrowLeft") {
      if (item.getAttribute("aria-expanded") === "true") unfold(item, false);
      else focus(tree, parentOf(item));
    } else if (key === "Enter" || key === " ") {
      if (item.dataset.moreUrl) more(tree, item);
      else label(item)?.click();
    } else if (key === "*") {
      for (const sibling of item.parentElement.querySelectorAll(`:scope > ${ITEM}[aria-expanded="false"]`)) unfold(sibling);
    } else if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) openMenu(item);
    else if (key.length === 1 && !event.isComposing) {
      const now = Date.now();
      typed = now - typedAt > 600 ? key : typed + key;
      typedAt = now;
      const start = typed.length > 1 ? at : at + 1;
      const order = [...rows.slice(start), ...rows.slice(0, start)];
      const wanted = typed.toLowerCase();
      const hit = order.find((row) => words(row).some((word) => word.startsWith(wanted)));
      if (!hit) return;
      focus(tree, hit);
    } else return;
    event.preventDefault();
  };
}

function openMenu(item) {
  item.querySelector(':scope > .tree-row [data-bs-toggle="dropdown"]')?.click();
}

function clicks(tree) {
  return (event) => {
    const item = event.target.closest(ITEM);
    if (!item) return;
    if (event.target.closest(".tree-toggle")) {
      event.preventDefault();
      rove(tree, item);
      unfold(item, item.getAttribute("aria-expanded") !== "true");
    } else if (item.dataset.moreUrl) more(tree, item);
    else if (event.target.closest(".tree-label")) select(tree, item);
  };
}

function drags(tree) {
  let dragged = null;
  const row = (event) => event.target.closest?.(".tree-row");
  const accepts = (item) => item && dragged && item.dataset.dropId !== undefined && !dragged.contains(item) && parentOf(dragged) !== item;
  const clear = () => { for (const marked of tree.querySelectorAll(".is-drop")) marked.classList.remove("is-drop"); };
  tree.addEventListener("dragstart", (event) => {
    const item = event.target.closest?.(ITEM);
    if (!item?.dataset.moveUrl) return event.preventDefault();
    dragged = item;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.dataset.node ?? "");
    item.classList.add("is-dragging");
  });
  let hover;
  tree.addEventListener("dragover", (event) => {
    const item = row(event)?.closest(ITEM);
    if (!accepts(item)) return;
    event.preventDefault();
    if (row(event).classList.contains("is-drop")) return;
    clear();
    row(event).classList.add("is-drop");
    clearTimeout(hover);
    hover = setTimeout(() => item.querySelector(":scope > .is-drop") && unfold(item), 700);
  });
  tree.addEventListener("dragleave", (event) => { if (!tree.contains(event.relatedTarget)) clear(); });
  tree.addEventListener("drop", (event) => {
    const item = row(event)?.closest(ITEM);
    if (!accepts(item)) return;
    event.preventDefault();
    clear();
    move(tree, dragged, item);
  });
  tree.addEventListener("dragend", () => {
    clearTimeout(hover);
    clear();
    dragged?.classList.remove("is-dragging");
    dragged = null;
  });
}

export function bindTrees(root) {
  for (const tree of fresh(root, '[role="tree"][data-tree]', "treeBound")) {
    tree.addEventListener("keydown", keys(tree));
    tree.addEventListener("click", clicks(tree));
    tree.addEventListener("focusin", (event) => { if (event.target.matches(ITEM)) rove(tree, event.target); });
    tree.addEventListener("contextmenu", (event) => {
      const item = event.target.closest(".tree-row")?.closest(ITEM);
      if (!item?.querySelector(':scope > .tree-row [data-bs-toggle="dropdown"]')) return;
      event.preventDefault();
      openMenu(item);
    });
    drags(tree);
  }
  for (const tree of document.querySelectorAll('[role="tree"][data-tree]')) {
    const start = tree.querySelector('[aria-selected="true"]') ?? tree.querySelector(ITEM);
    if (start && !tree.querySelector(`${ITEM}[tabindex="0"]`)) rove(tree, start);
  }
}
