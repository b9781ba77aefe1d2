// The list over the message field: the bot's commands, or what it offers inline.

import { fileAddress } from "./api.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";

const list = { items: [], at: -1, pick: null, kind: "" };

const box = () => byId("suggestions");
const field = () => byId("composer-text");

export const isOpen = (kind = "") => !box().hidden && (!kind || list.kind === kind);

/** Offer `items` ({ title, detail, media }); `pick(item, sendNow)` is called with the chosen one; `head` ({ text, run }) is above. */
export function offer(kind, label, items, pick, { note = "", head = null } = {}) {
  Object.assign(list, { items, pick, kind, at: items.length ? 0 : -1 });
  box().replaceChildren(
    ...(head ? [h("button", { type: "button", class: "suggestion-head", on: { click: head.run } }, head.text)] : []),
    h("div", { class: "suggestion-list", id: "suggestion-list", role: "listbox", "aria-label": label }, items.map(row)),
    ...(note ? [h("p", { class: "suggestion-note", role: "status" }, note)] : []),
  );
  box().hidden = false;
  field().setAttribute("aria-controls", "suggestion-list");
  mark();
}

export function close() {
  box().hidden = true;
  box().replaceChildren();
  Object.assign(list, { items: [], at: -1, pick: null, kind: "" });
  for (const name of ["aria-controls", "aria-activedescendant"]) field().removeAttribute(name);
}

/** Whether a key pressed in the field was meant for the list. */
export function onKey(event) {
  if (!isOpen()) return false;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key === "Escape") close();
  else if (event.key in steps && list.items.length) {
    list.at = (list.at + steps[event.key] + list.items.length) % list.items.length;
    mark();
  } else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && list.items.length) {
    list.pick(list.items[list.at], event.key === "Enter");
  } else return false;
  return true;
}

function row(item, index) {
  const face = item.media?.kind === "photo" ? h("img", { src: fileAddress(item.media.file_id), alt: "", class: "suggestion-photo" }) : null;
  const option = h(
    "div",
    { class: "suggestion", role: "option", id: `suggestion-${index}`, "aria-selected": "false" },
    face ?? (item.icon ? h("span", { class: "suggestion-icon" }, icon(item.icon)) : null),
    h("span", { class: "suggestion-title", dir: "auto" }, item.title),
    item.detail ? h("span", { class: "suggestion-detail", dir: "auto" }, item.detail) : null,
  );
  option.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  option.addEventListener("click", () => list.pick(item, true));
  return option;
}

function mark() {
  for (const [index, option] of [...box().querySelectorAll(".suggestion")].entries()) {
    const chosen = index === list.at;
    option.setAttribute("aria-selected", String(chosen));
    if (!chosen) continue;
    option.scrollIntoView({ block: "nearest" });
    field().setAttribute("aria-activedescendant", option.id);
  }
}
