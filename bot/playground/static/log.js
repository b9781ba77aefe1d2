// The messages of the chat one is in: kept in step with the world, scrolled like a messenger.

import { byId, h, reconcile, soon } from "./dom.js";
import { bubble, classesOf, labelOf } from "./bubble.js";
import { avatar } from "./avatar.js";
import { tryAct } from "./api.js";
import { follow } from "./bot_links.js";
import { markWaiting } from "./keys.js";
import { messageMenu } from "./message_menu.js";
import { bot, chat, find, history, isGroup, markRead, nameOf, on, state } from "./state.js";
import { kindOf } from "./poll.js";
import { summary } from "./summary.js";
import { dayKey, dayOf } from "./time.js";
import { typingIn } from "./typing.js";

const STEP = 120; // messages shown at once
const NEAR = 80; // pixels from the end that count as being there
const SAME_TALK = 300; // seconds within which messages of one sender belong together

let shown = STEP;
let place = "";
let unseen = 0;

const log = () => byId("log");
const render = soon(draw);

export function startLog() {
  on("place", render);
  on("roster", render);
  on("messages", render);
  on("typing", render);
  on("waiting", (press) => {
    const element = log().querySelector(`[data-id="${press.message}"]`);
    const message = find(press.chat, press.message);
    if (element && message && press.chat === state.chat) markWaiting(element, message);
  });
  on("said", onSaid);
  on("show-message", showMessage);
  log().addEventListener("scroll", onScroll, { passive: true });
  log().addEventListener("click", onClick);
  log().addEventListener("contextmenu", onContextMenu);
  byId("jump").addEventListener("click", () => scrollToEnd("smooth"));
  log().addEventListener("load", () => atEnd && scrollToEnd(), true); // a picture has arrived
  addEventListener("focus", onScroll);
  document.addEventListener("visibilitychange", onScroll);
  new ResizeObserver(onScroll).observe(log());
  setInterval(countDown, 1000);
}

let atEnd = true;
let seenHeight = 0;

function draw() {
  const here = `${state.person}/${state.chat}`;
  const arrived = here !== place;
  if (arrived) {
    place = here;
    shown = STEP;
    unseen = 0;
    atEnd = true;
  }
  const height = log().scrollHeight;
  const top = log().scrollTop;
  reconcile(log(), items(), (item) => item.key, create, update);
  if (atEnd) scrollToEnd();
  else if (grewAbove) log().scrollTop = top + log().scrollHeight - height;
  grewAbove = false;
  onScroll();
}

let grewAbove = false;

function items() {
  const all = history(state.chat);
  const visible = all.slice(-shown);
  const list = [];
  if (all.length > visible.length) list.push({ key: "earlier", kind: "earlier" });
  if (chat() && !isGroup(chat()) && visible.length === all.length) list.push({ key: `intro ${state.chat}`, kind: "intro", empty: !all.length });
  let day = 0;
  visible.forEach((message, index) => {
    if (dayKey(message.date) !== day) {
      day = dayKey(message.date);
      list.push({ key: `day ${day}`, kind: "day", text: dayOf(message.date) });
    }
    const [before, after] = [visible[index - 1], visible[index + 1]];
    const flags = { first: !together(before, message), last: !together(message, after) };
    list.push({ key: `${place} ${message.id}`, kind: "message", message, ...flags });
  });
  const typing = typingIn(state.chat);
  if (typing) list.push({ key: "typing", kind: "typing", text: typing });
  return list;
}

function together(one, other) {
  if (!one || !other || one.service || other.service) return false;
  return one.from === other.from && other.date - one.date < SAME_TALK && dayKey(one.date) === dayKey(other.date);
}

function create(item) {
  switch (item.kind) {
    case "earlier":
      return h("button", { type: "button", class: "earlier", on: { click: showEarlier } }, "Earlier messages");
    case "day":
      return h("p", { class: "day" }, h("span", {}, item.text));
    case "intro":
      return h("div", { class: "intro" });
    case "typing":
      return h("div", { class: "message other typing first last" }, h("div", { class: "bubble" }, h("span", { class: "dots" }, h("i"), h("i"), h("i"))));
    default:
      return h("article", { class: "message", data: { id: item.message.id } });
  }
}

function update(element, item) {
  if (item.kind === "intro") return updateIntro(element, item);
  if (item.kind === "typing") return element.setAttribute("aria-label", item.text);
  if (item.kind !== "message") return;
  const { message } = item;
  const signature = `${item.first} ${item.last} ${quotedVersion(message)}`;
  if (element.drawn === message && element.signature === signature) return;
  const isNew = element.drawn === undefined;
  const focus = element.contains(document.activeElement) ? document.activeElement.dataset : null;
  element.className = classesOf(message, item) + (isNew && atEnd && !justArrived() ? " entering" : "");
  const label = labelOf(message);
  if (label) element.setAttribute("aria-label", label);
  element.replaceChildren(...bubble(message, item));
  if (message.keyboard) markWaiting(element, message);
  element.drawn = message;
  element.signature = signature;
  if (focus) refocus(element, focus);
}

/** After an edit the same place on the keyboard keeps the focus, or the nearest there is. */
function refocus(element, { row, column, option }) {
  const same = element.querySelector(`[data-row="${row}"][data-column="${column}"], [data-option="${option}"]`);
  const target = same ?? element.querySelector(".key, .poll-retract, .poll-choice, .message-actions");
  target?.focus({ preventScroll: true });
}

const quotedVersion = (message) => (message.reply_to ? (find(message.chat, message.reply_to)?.edited ?? "gone") : "");

const justArrived = () => performance.now() - arrivedAt < 300;
let arrivedAt = 0;
on("place", () => (arrivedAt = performance.now()));
on("snapshot", () => (arrivedAt = performance.now()));

function updateIntro(element, { empty }) {
  const { description, about, name } = bot();
  const signature = JSON.stringify([description, about, name, empty, state.person]);
  if (element.signature === signature) return;
  element.signature = signature;
  element.replaceChildren(
    avatar({ id: bot().id, name, isBot: true, size: "large" }),
    h("h2", { class: "intro-title" }, h("bdi", {}, name)),
    h("p", { class: "intro-text", dir: "auto" }, description || about || "What can this bot do? Start it and see."),
  );
  if (empty) element.append(h("button", { type: "button", class: "primary", on: { click: start } }, "Start"));
}

function start() {
  tryAct("say", { person: state.person, chat: state.chat, text: "/start" });
  byId("composer-text").focus();
}

// Scrolling

function onScroll() {
  if (log().clientHeight !== seenHeight) {
    // Something below the log has grown or shrunk: who was at the end stays there.
    seenHeight = log().clientHeight;
    if (atEnd) log().scrollTop = log().scrollHeight;
  }
  atEnd = log().scrollHeight - log().scrollTop - log().clientHeight < NEAR;
  if (atEnd) unseen = 0;
  if (atEnd && document.visibilityState === "visible" && isChatShown()) markRead();
  byId("jump").hidden = atEnd;
  byId("jump-count").textContent = unseen ? String(unseen) : "";
}

const isChatShown = () => log().offsetParent !== null;

function scrollToEnd(behavior = "auto") {
  atEnd = true;
  log().scrollTo({ top: log().scrollHeight, behavior });
}

function showEarlier() {
  shown += STEP;
  grewAbove = true;
  atEnd = false;
  render();
}

function showMessage(id) {
  const all = history(state.chat);
  const at = all.findIndex((message) => message.id === id);
  if (at < 0) return;
  if (all.length - at > shown) {
    shown = all.length - at + 20;
    draw();
  }
  const element = log().querySelector(`[data-id="${id}"]`);
  element.scrollIntoView({ block: "center", behavior: "smooth" });
  element.classList.remove("found");
  requestAnimationFrame(() => element.classList.add("found"));
}

function onSaid(messages) {
  const here = messages.filter((message) => message.chat === state.chat);
  if (here.some((message) => message.from === state.person)) atEnd = true;
  else if (!atEnd) unseen += here.length;
  const heard = here.filter((message) => message.from !== state.person);
  if (heard.length) byId("announcer").textContent = heard.map(spoken).join(". ");
}

function spoken(message) {
  const text = summary(message).slice(0, 300);
  return message.service ? text : `${nameOf(message.from)}: ${text}`;
}

/** Polls that close by themselves say how long that takes. */
function countDown() {
  for (const line of log().querySelectorAll(".poll-kind")) {
    const message = messageOf(line);
    if (message?.poll.close_date) line.textContent = kindOf(message.poll);
  }
}

// Pressing things in messages

function messageOf(target) {
  const element = target.closest?.("article.message");
  return element ? find(state.chat, Number(element.dataset.id)) : null;
}

function onClick(event) {
  const command = event.target.closest?.("[data-command]");
  if (command) return void tryAct("say", { person: state.person, chat: state.chat, text: command.dataset.command });
  const link = event.target.closest?.("a[href]");
  if (link && follow(link.href)) return void event.preventDefault();
  const actions = event.target.closest?.(".message-actions");
  if (actions) messageMenu(messageOf(actions), actions);
}

function onContextMenu(event) {
  if (event.target.closest("a, img") || String(getSelection())) return;
  const message = messageOf(event.target);
  if (!message || message.service) return;
  event.preventDefault();
  messageMenu(message, event.target.closest("article").querySelector(".message-actions"), event);
}
