// The top of a chat: who it is with, what they are doing, what is pinned.

import { chatInfo } from "./chat_info.js";
import { chatAvatar } from "./dialogs.js";
import { byId, h, soon } from "./dom.js";
import { icon } from "./icons.js";
import { bot, chat, emit, find, firstNameOf, isGroup, nameOf, on, state, titleOf, unreadOf } from "./state.js";
import { summary } from "./summary.js";
import { typingIn } from "./typing.js";

export function startHeader() {
  const draw = soon(drawHeader);
  for (const topic of ["roster", "messages", "place", "typing", "read"]) on(topic, draw);
  byId("chat-about").addEventListener("click", chatInfo);
  byId("chat-info").addEventListener("click", chatInfo);
  byId("pinned").addEventListener("click", () => emit("show-message", pinned()?.id));
}

function pinned() {
  const ids = chat()?.pinned ?? [];
  return find(state.chat, ids[ids.length - 1]);
}

function drawHeader() {
  const here = chat();
  byId("chat").classList.toggle("nowhere", !here);
  if (!here) return;
  byId("chat-avatar").replaceChildren(chatAvatar(here));
  byId("chat-title").textContent = titleOf(here);
  const typing = typingIn(here.id);
  const subtitle = byId("chat-subtitle");
  subtitle.textContent = typing ? `${isGroup(here) ? `${bot().name} is ` : ""}${typing}` : people(here);
  subtitle.classList.toggle("is-typing", Boolean(typing));
  drawPinned();
  const waiting = state.roster.people.reduce((sum, each) => sum + unreadOf(each.id), 0);
  document.title = `${waiting ? `(${waiting}) ` : ""}${titleOf(here)} – ${nameOf(state.person)}`;
}

function people(here) {
  if (!isGroup(here)) return "bot";
  const ids = Object.keys(here.members).map(Number);
  const names = ids.filter((id) => id !== bot().id).map((id) => (id === state.person ? "you" : firstNameOf(id)));
  return `${ids.length} members: ${names.join(", ")}`;
}

function drawPinned() {
  const message = pinned();
  const bar = byId("pinned");
  bar.hidden = !message;
  if (!message) return;
  bar.replaceChildren(
    icon("pin"),
    h(
      "span",
      { class: "context-names" },
      h("span", { class: "context-title" }, "Pinned message"),
      h("span", { class: "context-text", dir: "auto" }, summary(message)),
    ),
  );
}
