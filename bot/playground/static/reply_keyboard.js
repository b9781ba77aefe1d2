// The keyboard a bot puts under the message field, and its wish for a reply.

import { tryAct } from "./api.js";
import { byId, h } from "./dom.js";
import { chat, find, history, isGroup, me, on, state } from "./state.js";

const folded = new Set(); // "person/chat/message" of keyboards put away
const opened = new Set(); // … of one-time keyboards taken out again

/** The last word of the bot about this person's keyboard here, undefined when it said none. */
function latest() {
  return history(state.chat)
    .reverse()
    .find((message) => message.reply_keyboard && isForMe(message));
}

function isForMe(message) {
  const { selective } = message.reply_keyboard;
  if (!selective || !isGroup(chat())) return true;
  if (find(message.chat, message.reply_to)?.from === state.person) return true;
  return (message.entities ?? []).some((each) => {
    if (each.type === "text_mention") return each.user_id === state.person;
    const name = message.text.slice(each.offset + 1, each.offset + each.length);
    return each.type === "mention" && name.toLowerCase() === me()?.username.toLowerCase();
  });
}

const keyOf = (message) => `${state.person}/${state.chat}/${message.id}`;
const spokeSince = (message) => history(state.chat).some((each) => each.id > message.id && each.from === state.person);

/** The message that wants a reply and has had none yet. */
export function wantedReply() {
  const message = latest();
  return message?.reply_keyboard.force_reply && !spokeSince(message) ? message : null;
}

export function placeholder() {
  return latest()?.reply_keyboard.placeholder ?? "";
}

function drawReplyKeyboard() {
  const message = latest();
  const rows = message?.reply_keyboard.rows;
  const box = byId("reply-keyboard");
  const toggle = byId("keyboard-toggle");
  toggle.hidden = !rows;
  if (!rows) return void (box.hidden = true);
  const key = keyOf(message);
  const used = message.reply_keyboard.one_time && spokeSince(message);
  box.hidden = folded.has(key) || (used && !opened.has(key));
  toggle.setAttribute("aria-expanded", String(!box.hidden));
  if (box.shown !== message) {
    box.shown = message;
    box.replaceChildren(...rows.map((row) => h("div", { class: "keys-row" }, row.map(button))));
  }
}

function button(text) {
  const say = () => {
    const message = latest();
    if (message) opened.delete(keyOf(message));
    tryAct("say", { person: state.person, chat: state.chat, text });
  };
  return h("button", { type: "button", class: "key", on: { click: say } }, h("bdi", { class: "key-text" }, text));
}

export function startReplyKeyboard() {
  byId("keyboard-toggle").addEventListener("click", () => {
    const message = latest();
    if (!message) return;
    const key = keyOf(message);
    if (byId("reply-keyboard").hidden) {
      folded.delete(key);
      opened.add(key);
    } else {
      folded.add(key);
      opened.delete(key);
    }
    drawReplyKeyboard();
  });
  for (const topic of ["messages", "place", "roster"]) on(topic, drawReplyKeyboard);
}
