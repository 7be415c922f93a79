// [data-conditions] on a form's field: {"shown": [field, test, value], "fixed": [field, test, value]}.
// The field is hidden, or cannot be changed, as another field of the form says. The server asks again when it saves.
import { fresh } from "./page.js";

function wordsOf(form, name) {
  const given = [...form.elements].filter((element) => element.name === name);
  if (!given.length) return null;
  if (given[0].type === "checkbox" && given.length === 1 && !given[0].matches("[name][value]:not([value='on'])")) return [given[0].checked ? "yes" : "no"];
  if (given[0].type === "checkbox" || given[0].type === "radio") return given.filter((element) => element.checked).map((element) => element.value);
  const words = given[0].selectedOptions ? [...given[0].selectedOptions].map((option) => option.value) : [given[0].value.trim()];
  return words.filter(Boolean);
}

function holds(form, [name, test, wanted]) {
  const words = wordsOf(form, name);
  if (words === null) return null; // this form does not show the other field
  if (test === "filled") return words.length > 0;
  if (test === "empty") return words.length === 0;
  if (test === "is") return words.includes(wanted);
  if (test === "is_not") return !words.includes(wanted);
  if (!words.length) return false;
  const [here, there] = [Number(words[0]), Number(wanted)];
  const asNumbers = !Number.isNaN(here) && !Number.isNaN(there);
  const [a, b] = asNumbers ? [here, there] : [words[0], wanted];
  return test === "at_least" ? a >= b : a <= b;
}

export function bindConditions(root) {
  for (const field of fresh(root, "[data-conditions]", "conditionsBound")) {
    const form = field.form ?? field.closest("form");
    const box = document.getElementById(`div_${field.id.replace(/_\d+$/, "")}`) ?? document.getElementById(`div_${field.id}`);
    if (!form || !box) continue;
    const rules = JSON.parse(field.dataset.conditions);
    const show = () => {
      if (rules.shown) box.hidden = holds(form, rules.shown) === false;
      if (rules.fixed) {
        const isFixed = holds(form, rules.fixed) === true;
        box.classList.toggle("is-fixed-value", isFixed);
        box.inert = isFixed;
      }
    };
    form.addEventListener("input", show);
    form.addEventListener("change", show);
    show();
  }
}
