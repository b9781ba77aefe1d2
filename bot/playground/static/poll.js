// Native polls: options to choose, then bars with live counts.

import { tryAct } from "./api.js";
import { h } from "./dom.js";
import { formatted } from "./format.js";
import { icon } from "./icons.js";
import { firstNameOf, state } from "./state.js";
import { remaining } from "./time.js";

const chosen = new Map(); // "person/poll" → what is ticked but not sent yet

export function pollView(message) {
  const poll = message.poll;
  const mine = poll.votes[state.person];
  const seen = poll.closed || Boolean(mine);
  const parts = [
    h("div", { class: "poll-question", dir: "auto" }, formatted(poll.question.text, poll.question.entities)),
    h("div", { class: "poll-kind" }, kindOf(poll)),
    h(
      "div",
      { class: "poll-options", role: "group", "aria-label": "Answers" },
      poll.options.map((option, index) => (seen ? result(poll, option, index, mine) : choice(message, option, index))),
    ),
  ];
  if (seen && poll.quiz && poll.explanation.text) {
    parts.push(h("div", { class: "poll-explanation", dir: "auto" }, formatted(poll.explanation.text, poll.explanation.entities)));
  }
  parts.push(h("div", { class: "poll-foot" }, footer(message, poll, mine)));
  return h("div", { class: seen ? "poll seen" : "poll" }, parts);
}

export function kindOf(poll) {
  if (poll.closed) return "Final results";
  const kind = poll.quiz ? "quiz" : "poll";
  const text = poll.anonymous ? `Anonymous ${kind}` : poll.quiz ? "Quiz" : "Poll";
  return poll.close_date ? `${text} · ${remaining(poll.close_date)}` : text;
}

function choice(message, option, index) {
  const poll = message.poll;
  const key = `${state.person}/${poll.id}`;
  const ticked = () => chosen.get(key) ?? new Set();
  const text = h("span", { class: "poll-text", dir: "auto" }, formatted(option.text, option.entities));
  const box = h("span", { class: poll.multiple ? "poll-box square" : "poll-box" }, icon("check"));
  const button = h("button", { type: "button", class: "poll-choice", data: { option: index } }, box, text);
  if (poll.multiple) button.setAttribute("aria-pressed", String(ticked().has(index)));
  button.addEventListener("click", () => {
    if (!poll.multiple) return vote(message, [index]);
    const now = ticked();
    if (!now.delete(index)) now.add(index);
    chosen.set(key, now);
    button.setAttribute("aria-pressed", String(now.has(index)));
    const send = button.closest(".poll").querySelector(".poll-send");
    send.disabled = now.size === 0;
  });
  return button;
}

function result(poll, option, index, mine) {
  const total = Object.keys(poll.votes).length;
  const voters = Object.entries(poll.votes).filter(([, options]) => options.includes(index));
  const percent = total ? Math.round((100 * voters.length) / total) : 0;
  const names = voters.map(([id]) => firstNameOf(Number(id)));
  const isMine = mine?.includes(index);
  const isRight = poll.quiz && poll.correct.includes(index);
  const classes = ["poll-result", isMine ? "mine" : "", poll.quiz ? (isRight ? "right" : isMine ? "wrong" : "") : ""];
  const bar = h("progress", { class: "poll-bar", max: total || 1, value: voters.length, "aria-hidden": "true" });
  return h(
    "div",
    { class: classes.filter(Boolean).join(" "), data: { option: index } },
    h("span", { class: "poll-percent" }, `${percent}%`),
    h("span", { class: "poll-text", dir: "auto" }, formatted(option.text, option.entities)),
    isMine || isRight ? icon("check") : null,
    h("span", { class: "poll-count", "aria-label": plural(voters.length, "vote") }, String(voters.length)),
    bar,
    !poll.anonymous && names.length ? h("span", { class: "poll-voters" }, h("bdi", {}, names.join(", "))) : null,
  );
}

function footer(message, poll, mine) {
  const count = Object.keys(poll.votes).length;
  const total = h("span", { class: "poll-total" }, count ? plural(count, "vote") : "No votes yet");
  if (poll.closed) return [total];
  if (mine) {
    if (!poll.revoting || poll.quiz) return [total];
    return [total, h("button", { type: "button", class: "quiet poll-retract", on: { click: () => vote(message, []) } }, "Retract vote")];
  }
  if (!poll.multiple) return [total];
  const send = h("button", { type: "button", class: "quiet poll-send" }, "Vote");
  const key = `${state.person}/${poll.id}`;
  send.disabled = !chosen.get(key)?.size;
  send.addEventListener("click", () => vote(message, [...(chosen.get(key) ?? [])]));
  return [total, send];
}

function vote(message, options) {
  chosen.delete(`${state.person}/${message.poll.id}`);
  tryAct("vote", { person: state.person, chat: message.chat, message: message.id, options });
}

const plural = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
