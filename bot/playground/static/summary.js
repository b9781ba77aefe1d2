// A message in one line: for lists, quotes, pins and screen readers.

import { bot, find, firstNameOf, isGroup, nameOf, state } from "./state.js";

export function summary(message) {
  if (!message) return "Deleted message";
  if (message.service) return serviceText(message);
  const text = message.text.replace(/\s+/gu, " ").trim();
  if (message.poll) return `📊 ${message.poll.question.text}`;
  if (message.media?.kind === "photo") return text ? `🖼 ${text}` : "🖼 Photo";
  if (message.media) return `📎 ${message.media.name || "File"}`;
  return text;
}

/** With the name of who says it, where that is not clear anyway. */
export function signedSummary(message, chat) {
  if (message.service) return summary(message);
  if (message.from === state.person) return `You: ${summary(message)}`;
  return isGroup(chat) ? `${firstNameOf(message.from)}: ${summary(message)}` : summary(message);
}

export function serviceText(message) {
  const { service, from } = message;
  const who = nameOf(from);
  if (service.new_members) {
    const names = service.new_members.map(nameOf).join(", ");
    return service.new_members.includes(from) ? `${who} joined the group` : `${who} added ${names}`;
  }
  if (service.left_member) {
    if (service.left_member === from) return `${who} left the group`;
    return `${who} removed ${service.left_member === bot().id ? bot().name : nameOf(service.left_member)}`;
  }
  if (service.pinned) return `${who} pinned “${shorten(summary(find(message.chat, service.pinned)))}”`;
  if (service.migrate_from) return "The group is a supergroup now";
  if (service.migrate_to) return "The group became a supergroup";
  return "";
}

function shorten(text) {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
