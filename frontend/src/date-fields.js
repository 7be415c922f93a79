// input[data-date-quick] (date or datetime-local) gets buttons 今天, +1, +3, +7, +30; the attribute may name other
// offsets ("1,3,7"). Counted from today as the reader's clock has it.
import { fresh, make, text } from "./page.js";

function isoDay(offset) {
  const day = new Date();
  day.setDate(day.getDate() + offset);
  const pad = (number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
}

export function bindDateFields(root) {
  for (const field of fresh(root, "input[data-date-quick]", "dateBound")) {
    const offsets = (field.dataset.dateQuick || "0,1,3,7,30").split(",").map(Number);
    const row = make("div", { class: "date-quick", role: "group", "aria-label": text("quickDates") });
    const buttons = offsets.map((offset) => {
      const label = offset === 0 ? text("today") : offset > 0 ? text("inDays", { n: offset }) : text("daysAgo", { n: -offset });
      const button = make("button", { type: "button" }, label);
      button.addEventListener("click", () => {
        const time = field.type === "datetime-local" ? `T${field.value.split("T")[1] || "09:00"}` : "";
        field.value = isoDay(offset) + time;
        for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
      });
      return button;
    });
    const show = () => buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(field.value.startsWith(isoDay(offsets[index])))));
    field.addEventListener("change", show);
    show();
    row.append(...buttons);
    field.after(row);
  }
}
