// [data-board]: cards are dragged from column to column, or moved by their menu or by Alt-←/→. The server decides:
// refused, the card is where it was, and the note says why; where facts are missing, their form opens.
import { note } from "./notes.js";
import { fresh, post, refusal, text } from "./page.js";

const columnOf = (card) => card.closest("[data-stage]");

function put(card, column) {
  column.querySelector("[data-cards]").prepend(card);
}

function show(board, figures) {
  for (const given of figures ?? []) {
    const column = board.querySelector(`[data-stage="${given.stage}"]`);
    for (const name of ["count", "total", "weighted"]) {
      const place = column?.querySelector(`[data-figure="${name}"]`);
      if (place && given[name] !== "") place.textContent = given[name];
    }
  }
}

async function move(card, column) {
  const board = card.closest("[data-board]");
  const home = columnOf(card);
  if (!column || column === home || card.ariaBusy === "true") return;
  const next = card.nextElementSibling;
  const back = () => home.querySelector("[data-cards]").insertBefore(card, next);
  if (column.dataset.final === undefined) put(card, column);
  card.ariaBusy = "true";
  try {
    const query = board.dataset.boardQuery;
    const response = await post(`${card.dataset.dropUrl}${query ? `?${query}` : ""}`, {
      stage: column.dataset.stage,
      version: card.dataset.version,
    });
    if (response.ok) {
      const answer = await response.json();
      card.dataset.version = answer.version;
      card.classList.remove("is-red", "is-amber");
      show(board, answer.columns);
      note(answer.message, "success");
      card.querySelector("a")?.focus();
      return;
    }
    back();
    if (response.status !== 409) return note(await refusal(response), "error");
    const answer = await response.json();
    note(answer.message, "warning");
    if (answer.url) location.assign(answer.url);
  } catch {
    back();
    note(text("offlineKept"), "error");
  } finally {
    card.ariaBusy = null;
  }
}

function beside(card, step) {
  const columns = [...card.closest("[data-board]").querySelectorAll("[data-stage]")];
  return columns[columns.indexOf(columnOf(card)) + step];
}

/** The menu of a card: the same entries for all, of the stages where it is not. */
function fill(card, menu) {
  const board = card.closest("[data-board]");
  if (!menu.childElementCount) {
    menu.append(board.querySelector("[data-board-menu]").content.cloneNode(true));
    for (const link of menu.querySelectorAll("a")) link.href = link.getAttribute("href").replace("/0/", `/${card.dataset.card}/`);
  }
  for (const link of menu.querySelectorAll("[data-move-to]")) link.hidden = link.dataset.moveTo === columnOf(card).dataset.stage;
}

export function bindBoards(root) {
  for (const board of fresh(root, "[data-board]", "boardBound")) {
    let dragged = null;
    const clear = () => { for (const marked of board.querySelectorAll(".is-drop")) marked.classList.remove("is-drop"); };
    board.addEventListener("dragstart", (event) => {
      dragged = event.target.closest("[data-card][draggable]");
      if (!dragged) return;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.querySelector("a")?.textContent ?? "");
      dragged.classList.add("is-dragged");
    });
    board.addEventListener("dragover", (event) => {
      const column = event.target.closest("[data-stage]");
      if (!dragged || !column) return;
      event.preventDefault();
      if (column.classList.contains("is-drop")) return;
      clear();
      column.classList.add("is-drop");
    });
    board.addEventListener("drop", (event) => {
      const column = event.target.closest("[data-stage]");
      if (!dragged || !column) return;
      event.preventDefault();
      move(dragged, column);
    });
    board.addEventListener("dragend", () => {
      dragged?.classList.remove("is-dragged");
      dragged = null;
      clear();
    });
    board.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-move-to]");
      if (!choice || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      move(choice.closest("[data-card]"), board.querySelector(`[data-stage="${choice.dataset.moveTo}"]`));
    });
    board.addEventListener("show.bs.dropdown", (event) => fill(event.target.closest("[data-card]"), event.target.nextElementSibling));
    board.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      const card = event.target.closest("[data-card][draggable]");
      if (!step || !event.altKey || !card) return;
      event.preventDefault();
      move(card, beside(card, step));
    });
  }
}
