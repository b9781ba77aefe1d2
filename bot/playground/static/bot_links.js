// Links to the bot itself: as in Telegram they lead into a chat with it, not to the web.

import { tryAct } from "./api.js";
import { chooseChat } from "./dialogs.js";
import { bot, chat, chatsOf, enter, isGroup, isMember, me, state } from "./state.js";
import { toast } from "./toast.js";

const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/u;
const HOSTS = new Set(["t.me", "telegram.me"]);

/** Go where a link leads within Telegram; false when it does not lead to the bot. */
export function follow(address) {
  const parameters = parametersOf(address);
  if (!parameters) return false;
  if (parameters.has("startgroup")) takeAlong(payloadOf(parameters, "startgroup"));
  else begin(payloadOf(parameters, "start"));
  return true;
}

/** Open the private chat, and start the bot there when there is something to start it with. */
export function begin(payload) {
  const { person } = state;
  enter(person);
  if (payload && !me().blocks) tryAct("say", { person, chat: person, text: `/start ${payload}` });
}

async function takeAlong(payload) {
  const { person } = state;
  if (!chatsOf(person).some(isGroup)) return toast("There is no group yet to take the bot to.");
  const group = await chooseChat("Take the bot to", isGroup);
  if (!group) return;
  if (!isMember(chat(group), bot().id) && !(await tryAct("bot", { person, chat: group, step: "add" }))) return;
  enter(person, group);
  if (payload) tryAct("say", { person, chat: group, text: `/start@${bot().username} ${payload}` });
}

/** What a link to the bot carries: https://t.me/moviebot?start=…, tg://resolve?domain=moviebot&start=… */
function parametersOf(address) {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const isInner = /^tg:(\/\/)?resolve\?/iu.test(address);
  const isWeb = /^https?:$/u.test(url.protocol) && HOSTS.has(url.hostname.replace(/^www\./u, ""));
  const name = isInner ? (url.searchParams.get("domain") ?? "") : isWeb ? url.pathname.replace(/^\/|\/$/gu, "") : "";
  return name && name.toLowerCase() === bot().username.toLowerCase() ? url.searchParams : null;
}

/** Telegram takes no notice of what cannot be a payload. */
function payloadOf(parameters, name) {
  const payload = parameters.get(name) ?? "";
  return PAYLOAD.test(payload) ? payload : "";
}
