// The keyboard under a message: rows of buttons, each doing one thing.

import { follow } from "./bot_links.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { isWaiting, press } from "./presses.js";
import { bot, emit } from "./state.js";
import { toast } from "./toast.js";

const STARS = /^[★☆⭐✩½⯪\s]+$/u;
const UNAVAILABLE = new Set(["web_app", "login_url"]);
const MARKS = { url: "out", copy_text: "copy", switch_inline_query: "forward", switch_inline_query_chosen_chat: "forward" };

/** Let the buttons of a message spin that wait for an answer, and no others. */
export function markWaiting(element, message) {
  for (const button of element.querySelectorAll(".keys .key")) {
    const { action, value } = message.keyboard[button.dataset.row][button.dataset.column];
    const waits = action === "callback_data" && isWaiting(message.chat, message.id, value);
    button.classList.toggle("waiting", waits);
    if (waits) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
}

export function inlineKeyboard(message) {
  const rows = message.keyboard.map((row, rowIndex) =>
    h("div", { class: "keys-row" }, row.map((button, column) => key(message, button, rowIndex, column))),
  );
  return h("div", { class: "keys", role: "group", "aria-label": "Buttons" }, rows);
}

function key(message, button, row, column) {
  const classes = ["key", STARS.test(button.text) ? "stars" : "", button.style ?? ""];
  const element = h(
    "button",
    {
      type: "button",
      class: classes.filter(Boolean).join(" "),
      data: { row, column },
      "aria-disabled": UNAVAILABLE.has(button.action) ? "true" : undefined,
      title: button.action === "url" ? button.value : undefined,
      on: { click: () => use(message, button) },
    },
    h("bdi", { class: "key-text" }, button.text),
  );
  if (MARKS[button.action]) element.append(icon(MARKS[button.action]));
  return element;
}

function use(message, button) {
  switch (button.action) {
    case "callback_data":
      press(message.chat, message.id, button.value);
      break;
    case "url":
      if (follow(button.value)) break;
      if (/^https?:/i.test(button.value)) open(button.value, "_blank", "noopener,noreferrer");
      else toast(`Telegram would open ${button.value}`);
      break;
    case "copy_text":
      copy(button.value);
      break;
    case "switch_inline_query_current_chat":
      emit("compose", `@${bot().username} ${button.value}`);
      break;
    case "switch_inline_query":
    case "switch_inline_query_chosen_chat":
      emit("compose-elsewhere", `@${bot().username} ${button.value}`);
      break;
    default:
      toast("Only Telegram itself can open this.");
  }
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  } catch {
    toast("The browser does not allow copying here");
  }
}
