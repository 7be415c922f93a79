// Runs before the first paint: the colours of the profile, else those of the system; the menu keeps its fold.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function paint() {
  const chosen = root.dataset.theme;
  const theme = chosen === "light" || chosen === "dark" ? chosen : dark.matches ? "dark" : "light";
  root.setAttribute("data-bs-theme", theme);
}

paint();
dark.addEventListener("change", paint);
if (stored("menu") === "rail") root.setAttribute("data-menu", "rail");
