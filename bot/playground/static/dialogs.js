// What is asked in boxes: a new group, a poll, a file to send, another chat, starting over.

import { tryAct, tryUpload } from "./api.js";
import { avatar } from "./avatar.js";
import { show } from "./box.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { bot, chatsOf, isGroup, state, titleOf } from "./state.js";

export async function confirmReset() {
  const content = [
    h("p", {}, "Every chat is emptied, all groups are closed, and people added here leave. The people of the start stay."),
    h("p", {}, bot().forgets
      ? "The bot forgets everybody, with all that they have rated."
      : "The bot keeps what it knows: ratings are its own, not the playground's. It is told that it was removed from the groups."),
  ];
  const buttons = [{ label: "Cancel" }, { label: "Start over", value: "reset", style: "danger" }];
  if ((await show("Start over?", content, buttons)) === "reset") await tryAct("reset");
}

export function helpBox() {
  const keys = [
    ["Enter", "send; Shift+Enter starts a new line"],
    ["/", "the bot's commands; arrow keys and Enter choose"],
    [`@${bot().username} heat`, "inline mode: pick a result to send"],
    ["↑", "in the empty field: edit what you wrote last"],
    ["Escape", "close, cancel, or go back to the chats"],
    ["Alt+↑ / Alt+↓", "the chat above or below"],
    ["Alt+Shift+↑ / ↓", "become the person before or after"],
    ["Tab and arrow keys", "reach everything else"],
  ];
  const list = h("dl", { class: "keys-list" }, keys.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)]));
  const hints = h(
    "p",
    { class: "hint" },
    "You play everyone. In a group, press one person after the other to vote, rate and answer in their name. ",
    "A crossed eye marks what the bot does not hear: in groups it gets commands and replies to it, as on Telegram.",
  );
  return show("Keys and hints", [list, hints], [{ label: "Close", style: "primary" }]);
}

function field(label, attributes) {
  const input = h("input", { type: "text", ...attributes });
  return { input, row: h("label", { class: "field" }, h("span", {}, label), input) };
}

export async function newGroup() {
  const title = field("Name", { maxlength: 128, value: "Movie night", autofocus: true, required: true, dir: "auto" });
  const others = state.roster.people.filter((each) => each.id !== state.person);
  const boxes = others.map((each) => ({ each, input: h("input", { type: "checkbox", checked: true }) }));
  const list = h(
    "fieldset",
    { class: "pick-people" },
    h("legend", {}, `${bot().name} and you, with`),
    boxes.map(({ each, input }) => h("label", { class: "pick" }, input, avatar({ ...each, size: "small" }), h("bdi", {}, each.name))),
  );
  const asking = show("New group", [title.row, list], [{ label: "Cancel" }, { label: "Create", style: "primary" }]);
  title.input.select();
  if ((await asking) !== "Create") return;
  const people = boxes.filter(({ input }) => input.checked).map(({ each }) => each.id);
  const owner = state.person;
  const answer = await tryAct("group", { person: owner, title: title.input.value, people });
  return answer ? answer.chat : null;
}

/** One of the person's chats that are `wanted`, 0 when they changed their mind. */
export async function chooseChat(title, wanted = () => true) {
  const rows = chatsOf(state.person).filter(wanted).map((each) =>
    h("button", { type: "button", value: String(each.id), class: "pick" }, chatAvatar(each, "small"), h("bdi", {}, titleOf(each))),
  );
  return Number(await show(title, h("div", { class: "pick-list" }, rows), [{ label: "Cancel" }])) || 0;
}

export const chatAvatar = (each, size = "") => avatar({ id: each.id, name: titleOf(each), isBot: !isGroup(each), size });

export async function newPoll() {
  const question = field("Question", { maxlength: 300, autofocus: true, required: true, dir: "auto" });
  const options = [1, 2, 3, 4].map((number) => field(`Answer ${number}`, { maxlength: 100, dir: "auto", required: number < 3 }));
  const note = h("p", { class: "hint" }, "The bot sees a poll of yours, but not who votes for what.");
  const content = [question.row, ...options.map((each) => each.row), note];
  if ((await show("New poll", content, [{ label: "Cancel" }, { label: "Send", style: "primary" }])) !== "Send") return;
  const texts = options.map((each) => each.input.value);
  await tryAct("poll", { person: state.person, chat: state.chat, question: question.input.value, options: texts });
}

const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

export async function sendFile(file) {
  const isPicture = PICTURES.has(file.type);
  const caption = field("Caption", { maxlength: 1024, autofocus: true, dir: "auto" });
  const asPhoto = h("input", { type: "checkbox", checked: isPicture });
  const preview = isPicture ? URL.createObjectURL(file) : "";
  const content = [
    preview
      ? h("img", { class: "preview", src: preview, alt: "" })
      : h("p", { class: "file-name" }, icon("file"), h("bdi", {}, file.name)),
    caption.row,
    isPicture ? h("label", { class: "pick" }, asPhoto, "Send as a photo") : null,
  ];
  const place = { person: state.person, chat: state.chat };
  const answer = await show("Send", content, [{ label: "Cancel" }, { label: "Send", style: "primary" }]);
  if (preview) URL.revokeObjectURL(preview);
  if (answer !== "Send") return;
  await tryUpload(file, { ...place, caption: caption.input.value, as: asPhoto.checked ? "photo" : "document" });
}
