// Runs before the first paint, so that a chosen theme does not flash into view.
(() => {
  try {
    const chosen = localStorage.getItem("playground.theme");
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is switched off: the system's theme it is.
  }
})();
