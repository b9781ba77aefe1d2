// Everything the page knows: the world as told by the stream, and the place where one looks.

import { readMarks } from "./read.js";

const listeners = new Map();

export const state = {
  life: "",
  roster: { bot: { id: 0, name: "", username: "", description: "" }, people: [], chats: [], users: {} },
  messages: new Map(), // chat id → messages by id, oldest first
  person: 0,
  chat: 0,
};

const lastChats = new Map(); // person id → the chat they were in last

/** Topics: roster, messages (chat ids), place, sign, snapshot, said (new messages). */
export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

export function emit(topic, value) {
  for (const listener of listeners.get(topic) ?? []) listener(value);
}

let awaiting = []; // what someone waits for the stream to tell

/** Resolves as soon as the roster told by the stream meets a condition, at once when it does. */
export function told(condition) {
  return new Promise((resolve) => {
    if (condition()) resolve();
    else awaiting.push({ condition, resolve });
  });
}

on("roster", () => {
  const met = awaiting.filter(({ condition }) => condition());
  awaiting = awaiting.filter((each) => !met.includes(each));
  for (const { resolve } of met) resolve();
});

export function apply(change) {
  const fresh = Boolean(change.snapshot);
  if (fresh) {
    state.messages.clear();
    readMarks.begin(change.life);
    state.life = change.life;
  }
  const touched = new Set();
  const said = [];
  for (const message of change.messages ?? []) {
    const chat = messagesIn(message.chat);
    if (!chat.has(message.id)) said.push(message);
    chat.set(message.id, message);
    touched.add(message.chat);
  }
  for (const [chat, id] of change.deleted ?? []) {
    messagesIn(chat).delete(id);
    touched.add(chat);
  }
  if (change.roster) {
    const before = state.roster.chats;
    state.roster = change.roster;
    readMarks.welcome(before, state.roster.chats, (chat) => newestId(chat));
  }
  if (fresh) {
    readMarks.startFrom(state.roster.chats, (chat) => newestId(chat));
    emit("snapshot");
  }
  if (change.roster) {
    settle();
    arrive();
    emit("roster");
  }
  emit("messages", touched);
  if (!fresh && said.length) emit("said", said);
  for (const sign of change.signs ?? []) emit("sign", sign);
}

// Looking around

export const bot = () => state.roster.bot;
export const me = () => person(state.person);
export const person = (id) => state.roster.people.find((each) => each.id === id);
export const chat = (id = state.chat) => state.roster.chats.find((each) => each.id === id);
export const nameOf = (userId) => (userId === bot().id ? bot().name : (state.roster.users[userId] ?? "Somebody"));
export const firstNameOf = (userId) => (userId === bot().id ? bot().name : nameOf(userId).split(" ")[0]);
export const isMember = (chat, userId) => Boolean(chat?.members[userId]);
export const isGroup = (chat) => chat?.kind !== "private";
export const titleOf = (chat) => (isGroup(chat) ? chat.title : bot().name);
export const find = (chatId, messageId) => state.messages.get(chatId)?.get(messageId);
export const history = (chatId) => [...(state.messages.get(chatId)?.values() ?? [])];

export function newest(chatId) {
  const all = history(chatId);
  return all[all.length - 1];
}

/** A person's chats: their talk with the bot, then groups, the busiest first. */
export function chatsOf(personId) {
  const mine = state.roster.chats.filter((each) => isMember(each, personId));
  const date = (each) => newest(each.id)?.date ?? 0;
  return mine.sort((one, other) => isGroup(one) - isGroup(other) || date(other) - date(one) || other.id - one.id);
}

export function groupsToJoin(personId) {
  return state.roster.chats.filter((each) => isGroup(each) && !isMember(each, personId) && hasPeople(each));
}

export function unread(personId, chatId) {
  const read = readMarks.of(personId, chatId);
  let count = 0;
  for (const message of history(chatId).reverse()) {
    if (message.id <= read) break;
    if (message.from !== personId && !message.service) count += 1;
  }
  return count;
}

export const unreadOf = (personId) => chatsOf(personId).reduce((sum, each) => sum + unread(personId, each.id), 0);

// Going places. Whoever is awaited elsewhere and goes somewhere else is not taken there any more.

/** Become a person. In a group that both share one stays, as one would at a table. */
export function become(personId) {
  const here = chat();
  const shared = here && isGroup(here) && isMember(here, personId);
  go(personId, shared ? here.id : (lastChats.get(personId) ?? personId));
}

export function go(personId, chatId) {
  awaited = null;
  const place = isMember(chat(chatId), personId) ? chatId : personId;
  const moved = state.person !== personId || state.chat !== place;
  state.person = personId;
  state.chat = place;
  lastChats.set(personId, place);
  if (moved) emit("place");
}

let awaited = null; // where to go as soon as the stream has told that one is there

/** Go somewhere that may have been made a moment ago; `open` also shows it on narrow screens. */
export function enter(personId, chatId = personId, { open = true } = {}) {
  awaited = { personId, chatId, open };
  arrive();
}

function arrive() {
  if (!awaited || !isMember(chat(awaited.chatId), awaited.personId)) return;
  const { personId, chatId, open } = awaited;
  go(personId, chatId);
  if (open) emit("open-chat");
}

export function markRead() {
  const last = newestId(state.chat);
  if (readMarks.of(state.person, state.chat) >= last) return;
  readMarks.set(state.person, state.chat, last);
  emit("read");
}

function settle() {
  // After a reset or when someone has left, one may stand where nothing is any more.
  const someone = person(state.person) ?? state.roster.people[0];
  const wish = awaited;
  if (!someone) Object.assign(state, { person: 0, chat: 0 });
  else if (someone.id !== state.person || !isMember(chat(), someone.id)) go(someone.id, state.chat);
  awaited = wish;
}

function messagesIn(chatId) {
  if (!state.messages.has(chatId)) state.messages.set(chatId, new Map());
  return state.messages.get(chatId);
}

const newestId = (chatId) => newest(chatId)?.id ?? 0;
const hasPeople = (chat) => Object.keys(chat.members).some((id) => Number(id) !== bot().id);
