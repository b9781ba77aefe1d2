// The list of a person's chats, and the groups they could join.

import { tryAct } from "./api.js";
import { chatAvatar, newGroup } from "./dialogs.js";
import { byId, h, reconcile, roving, soon } from "./dom.js";
import { chatsOf, enter, groupsToJoin, me, newest, on, state, titleOf, unread } from "./state.js";
import { signedSummary } from "./summary.js";
import { briefly } from "./time.js";
import { typingIn } from "./typing.js";

export function badge(count) {
  return h("span", { class: "badge", "aria-hidden": "true" }, count > 99 ? "99+" : String(count));
}

export function startChats() {
  const draw = soon(drawChats);
  for (const topic of ["roster", "messages", "place", "read", "typing"]) on(topic, draw);
  roving(byId("chat-list"), ".chat-row");
  byId("new-group").addEventListener("click", async () => {
    const owner = state.person;
    const id = await newGroup();
    if (id) enter(owner, id);
  });
}

function drawChats() {
  byId("person-name").textContent = me()?.name ?? "";
  reconcile(byId("chat-list"), chatsOf(state.person), (each) => `${state.person}/${each.id}`, create, update);
  const groups = groupsToJoin(state.person);
  byId("joinable").hidden = groups.length === 0;
  reconcile(byId("joinable-list"), groups, (each) => each.id, createJoinable, updateJoinable);
}

function create(each) {
  const row = h(
    "button",
    { type: "button", class: "chat-row", data: { chat: each.id }, on: { click: () => enter(state.person, each.id) } },
    h("span", { class: "chat-row-face" }, chatAvatar(each)),
    h("span", { class: "chat-row-top" }, h("bdi", { class: "chat-row-title" }), h("time", { class: "chat-row-date" })),
    h("span", { class: "chat-row-bottom" }, h("span", { class: "chat-row-text", dir: "auto" }), h("span", { class: "chat-row-badge" })),
  );
  return h("div", { role: "listitem" }, row);
}

function update(item, each) {
  const row = item.firstElementChild;
  const last = newest(each.id);
  const count = unread(state.person, each.id);
  const typing = typingIn(each.id);
  const chosen = each.id === state.chat;
  if (row.shown !== titleOf(each)) {
    row.shown = titleOf(each);
    row.querySelector(".chat-row-face").replaceChildren(chatAvatar(each));
    row.querySelector(".chat-row-title").textContent = titleOf(each);
  }
  row.querySelector(".chat-row-date").textContent = last ? briefly(last.date) : "";
  const text = row.querySelector(".chat-row-text");
  text.textContent = typing || (last ? signedSummary(last, each).slice(0, 200) : "No messages yet");
  text.classList.toggle("is-typing", Boolean(typing));
  row.querySelector(".chat-row-badge").replaceChildren(...(count ? [badge(count)] : []));
  row.tabIndex = chosen ? 0 : -1;
  if (chosen) row.setAttribute("aria-current", "true");
  else row.removeAttribute("aria-current");
  row.setAttribute("aria-label", `${titleOf(each)}${count ? `, ${count} unread` : ""}. ${text.textContent}`);
}

function createJoinable(each) {
  const join = () => {
    const person = state.person;
    tryAct("join", { person, chat: each.id }).then((answer) => answer && enter(person, each.id));
  };
  return h(
    "div",
    { role: "listitem", class: "joinable-row" },
    chatAvatar(each, "small"),
    h("bdi", { class: "chat-row-title" }),
    h("button", { type: "button", class: "quiet", on: { click: join } }, "Join"),
  );
}

function updateJoinable(row, each) {
  row.querySelector(".chat-row-title").textContent = each.title;
  row.querySelector("button").setAttribute("aria-label", `Join ${each.title}`);
}
