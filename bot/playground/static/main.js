// Where the page begins: wires the parts together and knows the address of a place.

import { startAppearance } from "./appearance.js";
import { startAttaching } from "./attach.js";
import { startChats } from "./chats.js";
import { startComposer } from "./composer.js";
import { confirmReset, helpBox } from "./dialogs.js";
import { byId } from "./dom.js";
import { startHeader } from "./header.js";
import { dress } from "./icons.js";
import { startLog } from "./log.js";
import { startPeople } from "./people.js";
import { startReplyKeyboard } from "./reply_keyboard.js";
import { apply, become, chat, chatsOf, go, isMember, on, state } from "./state.js";
import { listen } from "./stream.js";

const NARROW = matchMedia("(max-width: 700px)");
const TOUCH = matchMedia("(hover: none)");

dress(document);
startAppearance();
startPeople();
startChats();
startHeader();
startLog();
startReplyKeyboard();
startComposer();
startAttaching();

byId("reset").addEventListener("click", confirmReset);
byId("help").addEventListener("click", helpBox);
byId("back").addEventListener("click", () => showPane("chats"));

// Narrow screens show the list or the chat; going back in the browser leads to the list.

function showPane(pane) {
  if (byId("app").dataset.pane === pane) return;
  byId("app").dataset.pane = pane;
  if (!NARROW.matches) return;
  if (pane === "chat") {
    history.pushState({ pane }, "", location.href);
    focusField();
    byId("log").scrollTop = byId("log").scrollHeight;
  } else {
    if (history.state?.pane === "chat") history.back();
    byId("chat-list").querySelector("[aria-current]")?.focus();
  }
}

addEventListener("popstate", () => showPane(history.state?.pane ?? "chats"));
on("open-chat", () => {
  showPane("chat");
  if (!NARROW.matches) focusField();
});

function focusField() {
  // Where there is no mouse there is a keyboard on the screen, which would cover the chat.
  if (!TOUCH.matches) byId("composer-text").focus({ preventScroll: true });
}

// The address names the place, so that reloading stays there.

const [, person, place] = location.hash.match(/^#(\d+)\/(-?\d+)$/u) ?? [];
let wanted = person ? { person: Number(person), chat: Number(place) } : null;

on("snapshot", () => {
  if (wanted && isMember(chat(wanted.chat), wanted.person)) {
    go(wanted.person, wanted.chat);
    byId("app").dataset.pane = "chat";
  }
  wanted = null;
});
on("place", () => history.replaceState(history.state, "", `#${state.person}/${state.chat}`));

addEventListener("keydown", (event) => {
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    step(event.key === "ArrowUp" ? -1 : 1, event.shiftKey);
  } else if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
    if (NARROW.matches) showPane("chats");
    else byId("composer-text").focus();
  }
});

function step(by, amongPeople) {
  const all = amongPeople ? state.roster.people : chatsOf(state.person);
  const at = all.findIndex((each) => each.id === (amongPeople ? state.person : state.chat));
  const next = all[at + by];
  if (next && amongPeople) become(next.id);
  else if (next) go(state.person, next.id);
}

listen({
  onChange: apply,
  onConnection: (up) => (byId("connection").hidden = up),
});
