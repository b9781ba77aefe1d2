// One message as it is seen in the log.

import { tryAct } from "./api.js";
import { avatar, toneOf } from "./avatar.js";
import { h } from "./dom.js";
import { formatted, isJumbo } from "./format.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./keys.js";
import { mediaView, photoWidth } from "./media.js";
import { pollView } from "./poll.js";
import { bot, chat, emit, find, firstNameOf, isGroup, nameOf, state } from "./state.js";
import { serviceText, summary } from "./summary.js";
import { fullDate, timeOf } from "./time.js";

/** The content of a message's element; `first` and `last` say where it stands in a row of one sender's. */
export function bubble(message, { first, last }) {
  if (message.service) return [h("p", { class: "service" }, h("bdi", {}, serviceText(message)))];
  const own = message.from === state.person;
  const inGroup = isGroup(chat(message.chat));
  const parts = [];
  if (inGroup && !own) parts.push(last ? face(message) : h("span", { class: "avatar-space" }));
  const column = h("div", { class: "column" }, body(message, { first, own, inGroup }));
  if (message.media?.kind === "photo") column.style.setProperty("--photo-width", `${photoWidth(message.media)}px`);
  if (message.keyboard) column.append(inlineKeyboard(message));
  parts.push(column, actionsButton());
  return parts;
}

export function classesOf(message, { first, last }) {
  if (message.service) return "message centered";
  const classes = ["message", message.from === state.person ? "own" : "other"];
  if (first) classes.push("first");
  if (last) classes.push("last");
  if (isJumbo(message)) classes.push("jumbo");
  if (message.media?.kind === "photo") classes.push("with-photo", message.text ? "captioned" : "bare");
  if (message.keyboard) classes.push("with-keys");
  return classes.join(" ");
}

export const labelOf = (message) =>
  message.service ? undefined : `${message.from === state.person ? "You" : nameOf(message.from)}, ${timeOf(message.date)}`;

function face(message) {
  const isBot = message.from === bot().id;
  return avatar({ id: message.from, name: nameOf(message.from), isBot, size: "small" });
}

function body(message, { first, own, inGroup }) {
  const box = h("div", { class: "bubble" });
  if (inGroup && !own && first) {
    const tone = message.from === bot().id ? "bot" : toneOf(message.from);
    box.append(h("div", { class: "author", data: { tone } }, h("bdi", {}, nameOf(message.from))));
  }
  if (message.via_bot) box.append(h("div", { class: "via" }, `via @${bot().username}`));
  if (message.forward) box.append(h("div", { class: "via" }, "Forwarded from ", h("bdi", {}, nameOf(message.forward))));
  if (message.reply_to) box.append(quote(message));
  if (message.media) box.append(mediaView(message));
  if (message.poll) box.append(pollView(message));
  if (message.poll) {
    box.querySelector(".poll-foot").append(meta(message));
  } else {
    box.append(h("div", { class: "text", dir: "auto" }, formatted(message.text, message.entities), meta(message)));
  }
  if (message.reactions) box.append(reactions(message));
  return box;
}

function quote(message) {
  const replied = find(message.chat, message.reply_to);
  const tone = replied ? (replied.from === bot().id ? "bot" : toneOf(replied.from)) : "bot";
  return h(
    "button",
    { type: "button", class: "quote", data: { tone }, on: { click: () => emit("show-message", message.reply_to) } },
    h("span", { class: "quote-name" }, h("bdi", {}, replied ? nameOf(replied.from) : "")),
    h("span", { class: "quote-text", dir: "auto" }, summary(replied)),
  );
}

function meta(message) {
  const parts = [];
  if (message.hidden) {
    const reason = "The bot does not see this: in groups it hears commands and replies to it";
    parts.push(h("span", { class: "unheard", title: reason, role: "img", "aria-label": reason }, icon("unheard")));
  }
  if (message.edited) parts.push(h("span", { class: "edited", title: fullDate(message.edited) }, "edited"));
  const iso = new Date(message.date * 1000).toISOString();
  parts.push(h("time", { datetime: iso, title: fullDate(message.date) }, timeOf(message.date)));
  return h("span", { class: "meta" }, parts);
}

function reactions(message) {
  const counts = new Map();
  for (const [userId, emoji] of Object.entries(message.reactions)) {
    for (const each of emoji) counts.set(each, [...(counts.get(each) ?? []), Number(userId)]);
  }
  const buttons = [...counts].map(([emoji, users]) => {
    const mine = users.includes(state.person);
    const names = users.map(firstNameOf).join(", ");
    const toggle = () => react(message, mine ? "" : emoji);
    return h(
      "button",
      { type: "button", class: "reaction", "aria-pressed": String(mine), title: names, on: { click: toggle } },
      `${emoji} ${users.length}`,
    );
  });
  return h("div", { class: "reactions" }, buttons);
}

export function react(message, emoji) {
  tryAct("react", { person: state.person, chat: message.chat, message: message.id, emoji });
}

function actionsButton() {
  const attributes = { type: "button", class: "message-actions", "aria-label": "More about this message", "aria-haspopup": "menu" };
  return h("button", attributes, icon("more"));
}
