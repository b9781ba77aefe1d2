// What one can do with a message: react, reply, copy, forward, edit, delete.

import { tryAct } from "./api.js";
import { react } from "./bubble.js";
import { chooseChat } from "./dialogs.js";
import { h } from "./dom.js";
import { copy } from "./keys.js";
import { closeMenu, showMenu } from "./menu.js";
import { chat, emit, isGroup, state } from "./state.js";

const EMOJI = ["👍", "❤", "🔥", "😁", "🤔", "👎"];

export function messageMenu(message, anchor, at = null) {
  const here = { person: state.person, chat: message.chat, message: message.id };
  const own = message.from === state.person;
  const entries = [{ label: "Reply", icon: "reply", run: () => emit("reply", message) }];
  if (message.text) entries.push({ label: "Copy text", icon: "copy", run: () => copy(message.text) });
  entries.push({ label: "Forward", icon: "forward", run: () => forward(here) });
  if (own && message.text && !message.via_bot) entries.push({ label: "Edit", icon: "edit", run: () => emit("edit", message) });
  if (own || !isGroup(chat())) entries.push({ label: "Delete", icon: "trash", danger: true, run: () => tryAct("delete", here) });
  showMenu(anchor, entries, { at, top: emojiRow(message) });
}

async function forward(here) {
  const to = await chooseChat("Forward to");
  if (to) tryAct("forward", { ...here, to });
}

function emojiRow(message) {
  const mine = message.reactions?.[state.person] ?? [];
  const buttons = EMOJI.map((emoji) => {
    const toggle = () => {
      closeMenu();
      react(message, mine.includes(emoji) ? "" : emoji);
    };
    return h("button", { type: "button", role: "menuitem", tabindex: "-1", class: "menu-emoji", on: { click: toggle } }, emoji);
  });
  return h("div", { class: "menu-emojis", role: "group", "aria-label": "React" }, buttons);
}
