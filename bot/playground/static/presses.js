// Buttons that were pressed and wait for the bot's answer.

import { tryAct } from "./api.js";
import { alertBox } from "./box.js";
import { emit, firstNameOf, on, state } from "./state.js";
import { toast } from "./toast.js";

const PATIENCE = 60_000; // milliseconds until the spinner gives up

const waiting = new Map(); // press → its query, "" until the server has named it
const early = new Map(); // query → an answer that was faster than its name
const asked = new Map(); // query → press

const keyOf = (press) => JSON.stringify([press.person, press.chat, press.message, press.data]);

export const isWaiting = (chat, message, data) => waiting.has(keyOf({ person: state.person, chat, message, data }));

export async function press(chat, message, data) {
  const mine = { person: state.person, chat, message, data };
  const key = keyOf(mine);
  if (waiting.has(key)) return;
  waiting.set(key, "");
  changed(mine);
  const answer = await tryAct("press", mine);
  if (answer === null) return done(key, mine);
  waiting.set(key, answer.query);
  asked.set(answer.query, mine);
  if (early.has(answer.query)) settle(early.get(answer.query));
  setTimeout(() => waiting.get(key) === answer.query && done(key, mine), PATIENCE);
}

on("sign", (sign) => {
  if (sign.kind !== "answer") return;
  if (asked.has(sign.query)) settle(sign);
  else if ([...waiting.values()].includes("")) early.set(sign.query, sign);
});

on("snapshot", () => {
  waiting.clear();
  asked.clear();
  early.clear();
});

function settle(sign) {
  const mine = asked.get(sign.query);
  asked.delete(sign.query);
  early.clear();
  done(keyOf(mine), mine);
  if (!sign.text) return;
  if (sign.alert) alertBox(sign.text);
  else toast(mine.person === state.person ? sign.text : `${firstNameOf(mine.person)}: ${sign.text}`);
}

function done(key, mine) {
  waiting.delete(key);
  changed(mine);
}

function changed(mine) {
  emit("waiting", mine);
}
