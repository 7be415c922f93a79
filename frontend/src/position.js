// form[data-position="/path/"]: a tap on its button first asks the phone where it is and puts it into the form's
// latitude, longitude and accuracy. Where the phone does not say, the page at the path asks why (empty: the form is
// sent as it is, and the server asks). Nothing is asked before the tap, and nothing is followed after it.
import { fresh } from "./page.js";

const WAIT = { enableHighAccuracy: true, timeout: 8000, maximumAge: 15000 };

function locate() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    navigator.geolocation.getCurrentPosition((found) => resolve(found.coords), () => resolve(null), WAIT);
  });
}

async function send(form, button) {
  button?.setAttribute("aria-busy", "true");
  const found = await locate();
  button?.removeAttribute("aria-busy");
  if (found) {
    form.elements.latitude.value = found.latitude.toFixed(6);
    form.elements.longitude.value = found.longitude.toFixed(6);
    form.elements.accuracy.value = Math.ceil(found.accuracy);
  } else if (form.dataset.position) {
    location.assign(form.dataset.position);
    return;
  }
  form.dataset.located = "1";
  form.requestSubmit(button ?? undefined);
}

export function bindPositions(root) {
  for (const form of fresh(root, "form[data-position]", "positionBound")) {
    let asking = false;
    // Before anything else sees the submit: a form that is still asking must not be held as sent.
    addEventListener("submit", (event) => {
      if (event.target !== form || form.dataset.located || !form.elements.latitude || !navigator.onLine) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (asking) return;
      asking = true;
      send(form, event.submitter).finally(() => { asking = false; });
    }, true);
  }
}
