// label[data-file-drop] around <input type="file">: drop, paste or choose; the list shows names and sizes, each can
// be taken out again. data-max-bytes refuses what the server would refuse anyway.
import { fresh, icon, make, text } from "./page.js";
import { note } from "./notes.js";

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function bindFileDrops(root) {
  for (const area of fresh(root, "[data-file-drop]", "dropBound")) {
    const input = area.querySelector('input[type="file"]');
    const list = make("ul", { class: "file-list" });
    area.append(list);
    const limit = Number(area.dataset.maxBytes || 0);

    const set = (files) => {
      const fitting = files.filter((file) => !limit || file.size <= limit);
      for (const file of files) if (!fitting.includes(file)) note(text("fileTooLarge", { name: file.name, size: size(limit) }), "error");
      const transfer = new DataTransfer();
      for (const file of input.multiple ? fitting : fitting.slice(-1)) transfer.items.add(file);
      input.files = transfer.files;
      show();
    };
    const show = () => {
      list.replaceChildren(...[...input.files].map((file) => {
        const drop = make("button", { type: "button", class: "inline-button", "aria-label": `${text("remove")} ${file.name}` });
        drop.append(icon("x"));
        drop.addEventListener("click", (event) => {
          event.preventDefault();
          set([...input.files].filter((other) => other !== file));
        });
        return make("li", {}, icon("paperclip"), make("span", {}, file.name), make("span", { class: "size" }, size(file.size)), drop);
      }));
    };
    let before = [];
    input.addEventListener("click", () => { before = [...input.files]; });
    input.addEventListener("change", () => {
      set(input.multiple ? [...before, ...input.files] : [...input.files]);
      before = [];
    });
    for (const name of ["dragenter", "dragover"]) area.addEventListener(name, (event) => {
      event.preventDefault();
      area.classList.add("is-over");
    });
    for (const name of ["dragleave", "drop"]) area.addEventListener(name, () => area.classList.remove("is-over"));
    const take = (files) => {
      if (!files.length) return;
      set([...input.files, ...files]);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      take([...event.dataTransfer.files]);
    });
    input.form?.addEventListener("paste", (event) => take([...event.clipboardData.files]));
  }
}
