// The browser side of every page. Each module binds itself by data attributes (docs/frontend.md);
// bind() runs for the page and again for every fragment that htmx brings in.
import Dropdown from "@tabler/core/js/src/bootstrap/dropdown";
import "@tabler/core/js/src/bootstrap/collapse";
import "@tabler/core/js/src/bootstrap/offcanvas";
import "@tabler/core/js/src/bootstrap/modal";
import "@tabler/core/js/src/bootstrap/tab";
import { startFragments } from "./fragments.js";
import { startMenu } from "./menu.js";
import { bindNotes, startNotes } from "./notes.js";
import { startConfirm } from "./confirm.js";
import { startPalette } from "./palette.js";
import { bindRemoteSelects } from "./remote-select.js";
import { bindTrees } from "./tree.js";
import { bindLists } from "./list.js";
import { bindBoards } from "./board.js";
import { bindColumnChoosers } from "./columns.js";
import { bindColumnWidths } from "./column-widths.js";
import { bindGroups } from "./groups.js";
import { startCells } from "./cells.js";
import { startSidePanel } from "./side-panel.js";
import { bindForms, startForms } from "./forms.js";
import { bindDrafts } from "./drafts.js";
import { bindPositions } from "./position.js";
import { bindOutboxes, startOutbox } from "./outbox.js";
import { bindDateFields } from "./date-fields.js";
import { bindConditions } from "./conditions.js";
import { bindFileDrops } from "./file-drop.js";
import { bindTextAreas } from "./text-areas.js";
import { bindLineEditors } from "./lines-editor.js";
import { bindRowEditors } from "./rows-editor.js";
import { bindTabs } from "./tabs.js";
import { startCopy } from "./copy.js";
import { startConnection } from "./connection.js";
import { loadNetwork } from "./network-loading.js";

// Menus in scrolling tables and trees stand above them instead of being cut off.
Dropdown.Default.popperConfig = { strategy: "fixed" };

function bind(root) {
  bindNotes(root);
  bindRemoteSelects(root);
  bindTrees(root);
  bindLists(root);
  bindBoards(root);
  bindColumnChoosers(root);
  bindColumnWidths(root);
  bindGroups(root);
  bindForms(root);
  bindDrafts(root);
  bindPositions(root);
  bindOutboxes(root);
  bindDateFields(root);
  bindConditions(root);
  bindFileDrops(root);
  bindTextAreas(root);
  bindLineEditors(root);
  bindRowEditors(root);
  bindTabs(root);
  loadNetwork(root);
}

startNotes();
startConnection();
startConfirm();
startForms();
startCopy();
startMenu();
startPalette();
startCells();
startSidePanel();
startFragments(bind);
startOutbox();
