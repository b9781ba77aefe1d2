// Inline mode: `@moviebot heat` in any chat asks the bot for things to send.

import { act, tryAct } from "./api.js";
import { begin } from "./bot_links.js";
import { close, isOpen, offer } from "./suggest.js";
import { bot, on, state } from "./state.js";
import { toast } from "./toast.js";

const PAUSE = 250; // milliseconds after the last key before the bot is asked
const PATIENCE = 10_000; // milliseconds for an answer

let wanted = null; // { text, query, timer }
const answers = new Map(); // query → results that came before we knew its name

/** What is asked of the bot in a text, null when the text is no inline query. */
export function inlineQuery(text) {
  const start = `@${bot().username} `.toLowerCase();
  return text.toLowerCase().startsWith(start) ? text.slice(start.length) : null;
}

export function askInline(text, onSent) {
  if (wanted?.text === text) return;
  forgetInline();
  const mine = { text, query: "", onSent, timer: 0 };
  wanted = mine;
  if (!isOpen("inline")) offer("inline", "Inline results", [], null, { note: "Asking the bot…" });
  mine.timer = setTimeout(() => ask(mine), PAUSE);
}

export function forgetInline() {
  clearTimeout(wanted?.timer);
  wanted = null;
  answers.clear();
  if (isOpen("inline")) close();
}

async function ask(mine) {
  mine.timer = setTimeout(() => wanted === mine && say("The bot has not answered."), PATIENCE);
  try {
    const answer = await act("inline", { person: state.person, chat: state.chat, query: mine.text });
    mine.query = answer.query;
  } catch (error) {
    return wanted === mine && say(error.message);
  }
  if (wanted === mine && answers.has(mine.query)) show(answers.get(mine.query));
}

on("sign", (sign) => {
  if (sign.kind !== "inline" || !wanted) return;
  if (sign.query === wanted.query) show(sign);
  else if (!wanted.query) answers.set(sign.query, sign);
});

function show(sign) {
  clearTimeout(wanted.timer);
  const items = sign.results.map((each) => ({ ...each, title: each.title || each.text, detail: each.description }));
  const note = items.length || sign.button ? "" : "Nothing found.";
  offer("inline", "Inline results", items, (item) => send(sign.query, item), { note, head: sign.button && head(sign.button) });
}

/** What the bot puts above its offers: a way to its private chat. */
function head({ text, start }) {
  const leave = () => {
    forgetInline();
    if (start) begin(start);
    else toast("Only Telegram itself can open this.");
  };
  return { text, run: leave };
}

function say(note) {
  offer("inline", "Inline results", [], null, { note });
}

async function send(query, item) {
  const { onSent } = wanted;
  forgetInline();
  onSent();
  await tryAct("pick", { person: state.person, chat: state.chat, query, result: item.id });
}
