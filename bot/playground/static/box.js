// A box over the page. The browser's own <dialog> keeps the focus inside and closes on Escape.

import { h } from "./dom.js";
import { bot } from "./state.js";

let count = 0;

/** Show a box; resolves with the value of the button that closed it, "" for Escape. */
export function show(title, content, buttons, { kind = "" } = {}) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const id = `dialog-${(count += 1)}`;
    const box = h("dialog", { class: `box ${kind}`, "aria-labelledby": id });
    const form = h("form", { method: "dialog" });
    form.append(h("h2", { id, class: "box-title" }, h("bdi", {}, title)), h("div", { class: "box-content" }, content));
    const row = buttons.map(({ label, value, style = "" }) =>
      // Enter in a field means the primary button: it is the only one that submits.
      h("button", { type: style === "primary" ? "submit" : "button", class: style || "plain", value: value ?? label }, label),
    );
    form.append(h("div", { class: "box-buttons" }, row));
    box.append(form);
    box.addEventListener("click", (event) => {
      const button = event.target.closest("button[type=button][value]");
      if (button) box.close(button.value);
      else if (event.target === box) box.close("");
    });
    box.addEventListener("close", () => {
      box.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(box.returnValue);
    });
    document.body.append(box);
    box.returnValue = "";
    box.showModal();
    box.querySelector("[autofocus]")?.focus();
  });
}

export function alertBox(text) {
  return show(bot().name, h("p", { class: "alert-text", dir: "auto" }, text), [{ label: "OK", style: "primary" }], { kind: "alert" });
}

export function lightbox(address, caption) {
  const image = h("img", { src: address, alt: caption || "Photo" });
  const [title] = (caption || "Photo").split("\n"); // the rest would leave the photo no room
  return show(title, image, [{ label: "Close", style: "plain" }], { kind: "lightbox" });
}
