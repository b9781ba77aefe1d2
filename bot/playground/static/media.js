// Photos and documents inside bubbles.

import { fileAddress } from "./api.js";
import { lightbox } from "./box.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

const WIDEST = 420; // pixels on the screen
const NARROWEST = 180;
const HIGHEST = 440;
const UNITS = ["B", "KB", "MB"];

export function mediaView(message) {
  return message.media.kind === "photo" ? photo(message) : documentRow(message.media);
}

function photo(message) {
  const { file_id: id, width, height } = message.media;
  const address = fileAddress(id);
  const image = h("img", { src: address, width, height, alt: message.text || "Photo", decoding: "async" });
  return h("button", { type: "button", class: "photo", "aria-label": "Open the photo", on: { click: () => lightbox(address, message.text) } }, image);
}

/** How wide a photo is shown, known before it is loaded, so that nothing jumps when it is. */
export function photoWidth({ width, height }) {
  const scale = Math.min(1, WIDEST / width, HIGHEST / height);
  return Math.max(NARROWEST, Math.round(width * scale));
}

function documentRow(media) {
  return h(
    "a",
    { class: "document", href: fileAddress(media.file_id), download: media.name || "file" },
    h("span", { class: "document-icon" }, icon("download")),
    h(
      "span",
      { class: "document-names" },
      h("bdi", { class: "document-name" }, media.name || "File"),
      h("span", { class: "document-size" }, sizeOf(media.size)),
    ),
  );
}

function sizeOf(bytes) {
  let [size, unit] = [bytes, 0];
  while (size >= 1000 && unit < UNITS.length - 1) [size, unit] = [size / 1000, unit + 1];
  return `${unit && size < 10 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}
