// Round pictures made of initials and a colour that stays with its owner.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const TONES = 7;

export const toneOf = (id) => Math.abs(id) % TONES;

export function avatar({ id, name, isBot = false, size = "" }) {
  const tone = isBot ? "bot" : toneOf(id);
  const face = isBot ? icon("clapper") : h("span", {}, initials(name));
  return h("span", { class: `avatar ${size}`, data: { tone }, "aria-hidden": "true" }, face);
}

function initials(name) {
  const words = name.split(/\s+/u).filter(Boolean);
  const first = (word) => ([...new Intl.Segmenter().segment(word)][0]?.segment ?? "").toUpperCase();
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map(first).join("") || "?";
}
