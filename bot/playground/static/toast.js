// Short notes at the top of the chat, gone after a while; below they would cover the buttons one presses next.

import { byId, h } from "./dom.js";
import { on, state } from "./state.js";

const SHOWN = 2600; // milliseconds, and more for long ones
const PER_CHARACTER = 45;

let reader = 0;

/** Who becomes somebody else does not read on what the other one was told. */
on("place", () => {
  if (state.person !== reader) byId("toasts").replaceChildren();
  reader = state.person;
});

export function toast(text) {
  const note = h("div", { class: "toast" }, h("bdi", {}, text));
  const box = byId("toasts");
  while (box.childElementCount > 2) box.firstElementChild.remove();
  box.append(note);
  setTimeout(() => note.classList.add("leaving"), SHOWN + PER_CHARACTER * text.length);
  setTimeout(() => note.remove(), SHOWN + PER_CHARACTER * text.length + 250);
}
