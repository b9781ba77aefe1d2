// The bot's command menu: the "/" button, and what opens when one types a slash.

import { offer } from "./suggest.js";
import { chat, state } from "./state.js";

export const menuHere = () => chat()?.menus[state.person] ?? [];

/** Offer the commands that begin with what is typed; false when there are none. */
export function offerCommands(typed, pick) {
  const start = typed.replace(/^\//u, "").toLowerCase();
  const found = menuHere().filter((each) => each.command.startsWith(start));
  if (!found.length) return false;
  const items = found.map((each) => ({ title: `/${each.command}`, detail: each.description, command: each.command }));
  offer("commands", "Commands", items, pick);
  return true;
}
