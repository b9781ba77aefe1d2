// Dark or light: the system's choice, until one presses the button.

import { byId } from "./dom.js";
import { icon } from "./icons.js";

const KEY = "playground.theme";

const system = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

export function startAppearance() {
  byId("theme").addEventListener("click", () => {
    const wish = isDark() ? "light" : "dark";
    const follows = (wish === "dark") === system.matches;
    if (follows) delete root.dataset.theme;
    else root.dataset.theme = wish;
    keep(follows ? null : wish);
    draw();
  });
  system.addEventListener("change", draw);
  draw();
}

function keep(theme) {
  try {
    if (theme) localStorage.setItem(KEY, theme);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}

function draw() {
  const name = isDark() ? "Light theme" : "Dark theme";
  byId("theme").replaceChildren(icon(isDark() ? "sun" : "moon"));
  byId("theme").title = name;
  byId("theme").setAttribute("aria-label", name);
}
