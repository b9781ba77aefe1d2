// From a text and its entities to nodes. Offsets count UTF-16 units, as JavaScript strings do.

import { h } from "./dom.js";

const SAFE_LINK = /^(https?|tg|ton|mailto):/i;
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const EMOJI_ONLY = /^(?:\p{RGI_Emoji}\s*){1,3}$/v;

/** Nodes for a formatted text; never parses markup. */
export function formatted(text, entities = []) {
  const sorted = entities.map((each) => ({ ...each, end: each.offset + each.length })).sort(outermostFirst);
  return nest(text, 0, text.length, sorted);
}

export const isJumbo = (message) => !message.entities && !message.media && EMOJI_ONLY.test(message.text);

function nest(text, start, end, entities) {
  const nodes = [];
  const waiting = [...entities];
  let at = start;
  while (waiting.length) {
    const entity = waiting.shift();
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.end, end);
    if (to <= from) continue;
    nodes.push(text.slice(at, from));
    const inside = [];
    while (waiting.length && waiting[0].offset < to) {
      const inner = waiting.shift();
      inside.push(inner);
      // Where two overlap without nesting, the rest of the second one goes on behind the first.
      if (inner.end > to) insert(waiting, { ...inner, offset: to });
    }
    const content = text.slice(from, to);
    nodes.push(element(entity, content, nest(text, from, to, inside)));
    at = to;
    if (BLOCKS.has(entity.type) && text[at] === "\n") at += 1; // a block ends its line by itself
  }
  nodes.push(text.slice(at, end));
  return nodes.filter((node) => node !== "");
}

function insert(entities, entity) {
  const place = entities.findIndex((other) => outermostFirst(entity, other) < 0);
  entities.splice(place < 0 ? entities.length : place, 0, entity);
}

function outermostFirst(one, other) {
  return one.offset - other.offset || other.end - one.end;
}

function element(entity, content, children) {
  switch (entity.type) {
    case "bold":
      return h("strong", {}, children);
    case "italic":
      return h("em", {}, children);
    case "underline":
      return h("u", {}, children);
    case "strikethrough":
      return h("s", {}, children);
    case "code":
      return h("code", {}, children);
    case "pre":
      return h("pre", { data: entity.language ? { language: entity.language } : {}, tabindex: "0" }, h("code", {}, children));
    case "blockquote":
      return h("blockquote", {}, children);
    case "expandable_blockquote":
      return expandable(children);
    case "spoiler":
      return spoiler(children);
    case "text_link":
      return link(entity.url, children);
    case "url":
      return link(/^[a-z]+:/i.test(content) ? content : `http://${content}`, children);
    case "email":
      return link(`mailto:${content}`, children);
    case "bot_command":
      return h("button", { type: "button", class: "command-link", data: { command: content } }, children);
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return h("span", { class: "marked" }, children);
    default:
      return h("span", {}, children);
  }
}

function link(address, children) {
  if (!SAFE_LINK.test(address)) return h("span", { class: "marked" }, children);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow", title: address }, children);
}

function spoiler(children) {
  // A span, not a button: hidden text breaks into lines like any other.
  const cover = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to read" });
  cover.append(h("span", { class: "spoiler-text" }, children));
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    cover.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
    cover.removeEventListener("click", show);
    cover.removeEventListener("keydown", show);
  };
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", show);
  return cover;
}

function expandable(children) {
  const quote = h("blockquote", { class: "folded" }, h("div", { class: "folded-text" }, children));
  const toggle = h("button", { type: "button", class: "unfold", "aria-expanded": "false" }, "Show more");
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? "Show less" : "Show more";
  });
  quote.append(toggle);
  return quote;
}
