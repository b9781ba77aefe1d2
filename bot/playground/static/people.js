// The rail on the left: everybody, with what they have not read. One press and one is them.

import { tryAct } from "./api.js";
import { avatar } from "./avatar.js";
import { byId, h, reconcile, roving, soon } from "./dom.js";
import { badge } from "./chats.js";
import { become, enter, on, state, unreadOf } from "./state.js";

export function startPeople() {
  const draw = soon(drawPeople);
  for (const topic of ["roster", "messages", "place", "read"]) on(topic, draw);
  roving(byId("people"), ".person");
  byId("add-person").addEventListener("click", async () => {
    const answer = await tryAct("people");
    if (answer) enter(answer.person, answer.person, { open: false });
  });
}

function drawPeople() {
  reconcile(byId("people"), state.roster.people, (each) => each.id, create, update);
}

function create(each) {
  const button = h(
    "button",
    { type: "button", class: "person", data: { person: each.id }, on: { click: () => become(each.id) } },
    h("span", { class: "person-face" }),
    h("bdi", { class: "rail-label" }),
  );
  return h("div", { role: "listitem", class: "person-item" }, button);
}

function update(item, each) {
  const button = item.firstElementChild;
  const chosen = each.id === state.person;
  const count = unreadOf(each.id);
  if (button.shown !== each.name) {
    button.shown = each.name;
    button.querySelector(".person-face").replaceChildren(avatar(each));
    button.querySelector(".rail-label").textContent = each.name.split(" ")[0];
    button.title = each.name;
  }
  button.querySelector(".badge")?.remove();
  if (count) button.querySelector(".person-face").append(badge(count));
  button.tabIndex = chosen ? 0 : -1;
  if (chosen) button.setAttribute("aria-current", "true");
  else button.removeAttribute("aria-current");
  button.setAttribute("aria-label", `${each.name}${count ? `, ${count} unread` : ""}`);
}
