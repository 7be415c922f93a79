// The year of the working calendar: a click on a day puts it into the form, with the Shift key the days up to there.
export function bindYear(root) {
  const year = root.querySelector("[data-year]");
  const form = year?.querySelector("form");
  if (!form) return;
  const { start, end, kind, note } = form.elements;
  const show = () => {
    const until = end.value || start.value;
    for (const day of year.querySelectorAll("[data-day]")) {
      day.classList.toggle("is-chosen", day.dataset.day >= start.value && day.dataset.day <= until);
    }
  };
  year.addEventListener("click", (event) => {
    const day = event.target.closest("[data-day]");
    if (!day || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (event.shiftKey && start.value) {
      const days = [start.value, day.dataset.day].sort();
      [start.value, end.value] = days;
    } else {
      start.value = day.dataset.day;
      end.value = day.dataset.day;
      kind.value = day.dataset.note ? day.dataset.kind : day.dataset.kind === "off" ? "worked" : "off";
      note.value = day.dataset.note;
    }
    getSelection()?.removeAllRanges();
    show();
  });
  form.addEventListener("input", show);
  show();
}
