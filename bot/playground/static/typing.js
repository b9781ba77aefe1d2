// "Movie Bot is typing…": shown for a few seconds, or until the bot has said something.

import { bot, emit, on } from "./state.js";

const LASTS = 5000; // milliseconds, as in Telegram
const DOING = {
  upload_photo: "sending a photo",
  upload_document: "sending a file",
  upload_video: "sending a video",
  choose_sticker: "choosing a sticker",
  find_location: "looking for a place",
};

const until = new Map(); // chat id → what, and a timer

export const typingIn = (chatId) => until.get(chatId)?.text ?? "";

on("sign", (sign) => {
  if (sign.kind !== "action") return;
  stop(sign.chat);
  const text = `${DOING[sign.action] ?? "typing"}…`;
  const timer = setTimeout(() => stop(sign.chat) && emit("typing"), LASTS);
  until.set(sign.chat, { text, timer });
  emit("typing");
});

on("said", (messages) => {
  const stopped = messages.filter((message) => message.from === bot().id && stop(message.chat));
  if (stopped.length) emit("typing");
});

on("snapshot", () => [...until.keys()].forEach(stop));

function stop(chatId) {
  clearTimeout(until.get(chatId)?.timer);
  return until.delete(chatId);
}
