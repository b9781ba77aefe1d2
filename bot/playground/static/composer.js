// The field where one writes: drafts for every place, replies, edits, commands, inline mode.

import { act, tryAct } from "./api.js";
import { menuHere, offerCommands } from "./commands.js";
import { chooseChat } from "./dialogs.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { askInline, forgetInline, inlineQuery } from "./inline.js";
import { placeholder, wantedReply } from "./reply_keyboard.js";
import { chat, find, go, history, isGroup, me, nameOf, on, state } from "./state.js";
import * as suggest from "./suggest.js";
import { summary } from "./summary.js";
import { toast } from "./toast.js";

const COMMAND_START = /^\/[A-Za-z0-9_]*$/u;

const drafts = new Map(); // "person/chat" → { text, reply, edit }
const declined = new Set(); // messages whose wish for a reply was turned down
let place = "";

const field = () => byId("composer-text");
const draft = () => {
  if (!drafts.has(place)) drafts.set(place, { text: "", reply: 0, edit: 0 });
  return drafts.get(place);
};

export function startComposer() {
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  field().addEventListener("input", onInput);
  field().addEventListener("keydown", onKey);
  field().addEventListener("blur", () => setTimeout(() => document.activeElement !== field() && suggest.isOpen("commands") && suggest.close(), 150));
  byId("commands").addEventListener("click", toggleCommands);
  byId("unblock").addEventListener("click", () => tryAct("bot", { person: state.person, chat: state.chat, step: "unblock" }));
  on("place", moved);
  on("roster", refresh);
  on("messages", refresh);
  on("snapshot", () => {
    for (const each of drafts.values()) Object.assign(each, { reply: 0, edit: 0 });
    declined.clear();
    moved();
  });
  on("reply", (message) => {
    Object.assign(draft(), { reply: message.id, edit: 0 });
    refresh();
    field().focus();
  });
  on("edit", startEdit);
  on("compose", compose);
  on("compose-elsewhere", composeElsewhere);
}

function moved() {
  if (place && drafts.has(place)) draft().text = field().value;
  place = `${state.person}/${state.chat}`;
  forgetInline();
  suggest.close();
  setText(draft().text);
  refresh();
}

function refresh() {
  if (place !== `${state.person}/${state.chat}`) return;
  const here = chat();
  const blocked = Boolean(here && !isGroup(here) && me()?.blocks);
  byId("composer").hidden = !here || blocked;
  byId("unblock").hidden = !blocked;
  if (!here) return;
  byId("commands").hidden = menuHere().length === 0;
  field().placeholder = placeholder() || `Message as ${me()?.name.split(" ")[0] ?? ""}`;
  const { reply, edit } = draft();
  if (edit && !find(state.chat, edit)) cancel();
  if (reply && !find(state.chat, reply)) draft().reply = 0;
  acceptWish();
  drawContext();
}

function acceptWish() {
  const wish = wantedReply();
  if (!wish || declined.has(`${place}/${wish.id}`) || draft().reply || draft().edit) return;
  draft().reply = wish.id;
  if (!document.activeElement || document.activeElement === document.body || document.activeElement.closest("#log")) field().focus();
}

function drawContext() {
  const { reply, edit } = draft();
  const message = find(state.chat, edit || reply);
  byId("context").hidden = !message;
  byId("send").title = edit ? "Save the edit" : "Send";
  byId("send").setAttribute("aria-label", byId("send").title);
  byId("send").replaceChildren(icon(edit ? "check" : "send"));
  if (!message) return;
  const title = edit ? "Edit message" : `Reply to ${message.from === state.person ? "yourself" : nameOf(message.from)}`;
  const stop = h("button", { type: "button", class: "icon-button", "aria-label": "Cancel", title: "Cancel", on: { click: stopAndFocus } }, icon("close"));
  byId("context").replaceChildren(
    icon(edit ? "edit" : "reply"),
    h("span", { class: "context-names" }, h("bdi", { class: "context-title" }, title), h("span", { class: "context-text", dir: "auto" }, summary(message))),
    stop,
  );
}

function stopAndFocus() {
  cancel();
  field().focus();
}

/** Leave a reply or an edit; false when there was neither. */
function cancel() {
  const { reply, edit } = draft();
  if (!reply && !edit) return false;
  if (reply) declined.add(`${place}/${reply}`);
  Object.assign(draft(), { reply: 0, edit: 0 });
  if (edit) setText("");
  drawContext();
  return true;
}

function startEdit(message) {
  Object.assign(draft(), { edit: message.id, reply: 0 });
  setText(message.text);
  drawContext();
  field().focus();
}

async function send() {
  const text = field().value.trim();
  if (!text || !chat()) return;
  const here = { person: state.person, chat: state.chat };
  const before = place;
  const { reply, edit } = draft();
  suggest.close();
  forgetInline();
  Object.assign(draft(), { text: "", reply: 0, edit: 0 });
  setText("");
  drawContext();
  try {
    if (!edit) await act("say", { ...here, text, reply_to: reply });
    else if (find(here.chat, edit)?.text !== text) await act("edit", { ...here, message: edit, text });
  } catch (error) {
    toast(error.message);
    if (place === before && !field().value) setText(text); // nothing typed is lost
  }
}

function setText(text) {
  field().value = text;
  draft().text = text;
  grow();
}

function grow() {
  field().style.height = "auto";
  field().style.height = `${Math.min(field().scrollHeight, 168)}px`;
  byId("composer").classList.toggle("ready", field().value.trim() !== "");
}

function compose(text) {
  setText(text);
  field().focus();
  onInput();
}

async function composeElsewhere(text) {
  const there = await chooseChat("Choose a chat");
  if (!there) return;
  go(state.person, there);
  compose(text);
}

// Typing

function onInput() {
  grow();
  const text = field().value;
  draft().text = text;
  const query = inlineQuery(text);
  if (query !== null) return askInline(query, () => setText(""));
  forgetInline();
  if (!COMMAND_START.test(text) || !offerCommands(text, pickCommand)) suggest.close();
}

function pickCommand(item, sendNow) {
  suggest.close();
  setText(`/${item.command}${sendNow ? "" : " "}`);
  if (sendNow) send();
  field().focus();
}

function toggleCommands() {
  if (suggest.isOpen("commands")) return suggest.close();
  field().focus();
  offerCommands("", pickCommand);
}

function onKey(event) {
  if (event.isComposing) return;
  if (suggest.onKey(event)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send();
  } else if (event.key === "ArrowUp" && !event.altKey && !field().value) {
    const mine = history(state.chat).reverse().find((message) => message.from === state.person && message.text && !message.via_bot && !message.service);
    if (!mine) return;
    event.preventDefault();
    startEdit(mine);
  } else if (event.key === "Escape" && cancel()) {
    event.stopPropagation();
  }
}
