// A small menu beside a button. Arrow keys move, Enter chooses, Escape closes.

import { h } from "./dom.js";
import { icon } from "./icons.js";

let open = null;

/** Show `entries` ({ label, icon, run, danger }) and `top`, an element above them. */
export function showMenu(anchor, entries, { at = null, top = null } = {}) {
  closeMenu();
  const menu = h("div", { class: "menu", role: "menu" });
  if (top) menu.append(top);
  for (const entry of entries) {
    const button = h("button", { type: "button", role: "menuitem", tabindex: "-1", class: entry.danger ? "menu-item danger" : "menu-item" });
    button.append(icon(entry.icon), h("bdi", {}, entry.label));
    button.addEventListener("click", () => {
      closeMenu();
      entry.run();
    });
    menu.append(button);
  }
  document.body.append(menu);
  position(menu, anchor, at);
  open = { menu, anchor };
  anchor.setAttribute("aria-expanded", "true");
  menu.addEventListener("keydown", onKey);
  menu.querySelector("button")?.focus();
  setTimeout(() => document.addEventListener("pointerdown", onOutside), 0);
}

export function closeMenu({ refocus = true } = {}) {
  if (!open) return;
  const { menu, anchor } = open;
  open = null;
  document.removeEventListener("pointerdown", onOutside);
  menu.remove();
  anchor.removeAttribute("aria-expanded");
  if (refocus && anchor.isConnected) anchor.focus({ preventScroll: true });
}

function onOutside(event) {
  if (!open?.menu.contains(event.target)) closeMenu({ refocus: false });
}

function onKey(event) {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Tab: event.shiftKey ? -1 : 1 };
  if (event.key === "Escape") {
    event.stopPropagation();
    closeMenu();
  } else if (event.key in steps) {
    buttons[(at + steps[event.key] + buttons.length) % buttons.length].focus();
  } else {
    return;
  }
  event.preventDefault();
}

function position(menu, anchor, at) {
  const box = anchor.getBoundingClientRect();
  const width = menu.offsetWidth;
  const height = menu.offsetHeight;
  const left = at ? at.clientX : box.left + box.width / 2 - width / 2;
  const below = (at ? at.clientY : box.bottom) + 4;
  const above = (at ? at.clientY : box.top) - height - 4;
  const top = below + height < innerHeight ? below : above;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
}
