// textarea[data-autosize], and any in a form[data-unsaved], grows with its text (by CSS where it can); textarea[maxlength][data-counter] counts what is left.
import { fresh, make } from "./page.js";

const grows = CSS.supports("field-sizing", "content");

export function bindTextAreas(root) {
  for (const area of grows ? [] : fresh(root, "textarea[data-autosize], form[data-unsaved] textarea", "sizeBound")) {
    const grow = () => {
      area.style.height = "auto";
      if (area.scrollHeight) area.style.height = `${area.scrollHeight + 2}px`;
    };
    for (const name of ["input", "draft-restored", "focus"]) area.addEventListener(name, grow);
    grow();
  }
  for (const area of fresh(root, "[data-counter][maxlength]", "counterBound")) {
    const count = make("span", { class: "counter", "aria-hidden": "true" });
    const show = () => {
      count.textContent = `${[...area.value].length} / ${area.maxLength}`;
      count.classList.toggle("is-full", area.value.length >= area.maxLength);
    };
    for (const name of ["input", "draft-restored"]) area.addEventListener(name, show);
    area.after(count);
    show();
  }
}
