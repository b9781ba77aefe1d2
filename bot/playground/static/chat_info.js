// About a chat: who is in it, and what one can do about that.

import { tryAct } from "./api.js";
import { avatar } from "./avatar.js";
import { show } from "./box.js";
import { h } from "./dom.js";
import { bot, chat, enter, isGroup, isMember, me, nameOf, state, titleOf, told } from "./state.js";

export async function chatInfo() {
  const here = chat();
  if (!here) return;
  const content = isGroup(here) ? groupInfo(here) : botInfo();
  const choice = await show(titleOf(here), content, [{ label: "Close" }], { kind: "about" });
  const [what, id] = choice.split(" ");
  const place = { person: state.person, chat: here.id };
  const members = JSON.stringify(here.members);
  let answer = null;
  if (what === "join") answer = await tryAct("join", { person: Number(id), chat: here.id });
  else if (what === "leave") answer = await tryAct("leave", { person: Number(id), chat: here.id });
  else if (what === "bot") answer = await tryAct("bot", { ...place, step: id });
  else if (what === "upgrade") {
    const group = await tryAct("upgrade", place);
    if (group) enter(place.person, group.chat);
  }
  if (!answer || !isGroup(here)) return;
  // The answer to an act may overtake the stream, and an old list of members must not come back.
  await told(() => JSON.stringify(chat(here.id)?.members) !== members);
  if (state.chat === here.id && isMember(chat(), place.person)) chatInfo();
}

function botInfo() {
  const { username, about, description } = bot();
  const blocked = me()?.blocks;
  return [
    h("p", { class: "about-line" }, `@${username} · bot`),
    about ? h("p", { dir: "auto" }, about) : null,
    description && description !== about ? h("p", { dir: "auto" }, description) : null,
    step(blocked ? "Unblock the bot" : "Stop and block the bot", blocked ? "bot unblock" : "bot block", blocked ? "" : "danger"),
  ];
}

function groupInfo(here) {
  const inside = Object.entries(here.members).map(([id, status]) => ({ id: Number(id), status }));
  const outside = state.roster.people.filter((each) => !isMember(here, each.id));
  const hasBot = isMember(here, bot().id);
  const rows = inside.map(({ id, status }) => member(id, status));
  return [
    h("p", { class: "about-line" }, `${here.kind} · ${inside.length} members`),
    h("div", { class: "members" }, rows),
    outside.length ? h("h3", { class: "list-heading" }, "Not in this group") : null,
    outside.length
      ? h("div", { class: "members" }, outside.map((each) => memberRow(each.id, "", step("Add", `join ${each.id}`, "quiet"))))
      : null,
    h(
      "div",
      { class: "steps" },
      hasBot ? null : step("Add the bot", "bot add"),
      hasBot && here.members[bot().id] === "member" ? step("Make the bot an administrator", "bot promote") : null,
      hasBot ? step("Remove the bot", "bot remove", "danger") : null,
      here.kind === "group" ? step("Turn into a supergroup", "upgrade") : null,
    ),
  ];
}

function member(id, status) {
  const role = { creator: "owner", administrator: "admin" }[status] ?? (id === bot().id ? "bot" : "");
  const leave = id === bot().id ? null : step(id === state.person ? "Leave" : "Remove", `leave ${id}`, "quiet");
  return memberRow(id, role, leave);
}

function memberRow(id, role, button) {
  const face = avatar({ id, name: nameOf(id), isBot: id === bot().id, size: "small" });
  return h("div", { class: "member" }, face, h("bdi", { class: "member-name" }, nameOf(id)), role ? h("span", { class: "role" }, role) : null, button);
}

function step(label, value, style = "") {
  const danger = style === "danger" ? "step danger-text" : style === "quiet" ? "quiet" : "step";
  return h("button", { type: "button", class: danger, value }, label);
}
