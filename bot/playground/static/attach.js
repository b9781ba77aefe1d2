// Sending what is not text: photos and files, chosen, dropped or pasted; polls.

import { newPoll, sendFile } from "./dialogs.js";
import { byId } from "./dom.js";
import { showMenu } from "./menu.js";
import { bot, emit } from "./state.js";

export function startAttaching() {
  byId("attach").addEventListener("click", attachMenu);
  byId("file-input").addEventListener("change", onFiles);
  acceptDropped();
}

function attachMenu() {
  showMenu(byId("attach"), [
    { label: "Photo or file", icon: "photo", run: () => byId("file-input").click() },
    { label: "Poll", icon: "poll", run: newPoll },
    { label: `Ask @${bot().username} inline`, icon: "clapper", run: () => emit("compose", `@${bot().username} `) },
  ]);
}

async function onFiles() {
  const files = [...byId("file-input").files];
  byId("file-input").value = "";
  await sendAll(files);
}

async function sendAll(files) {
  for (const file of files) await sendFile(file);
}

function acceptDropped() {
  const area = byId("chat");
  area.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    area.classList.add("dropping");
  });
  area.addEventListener("dragleave", (event) => !area.contains(event.relatedTarget) && area.classList.remove("dropping"));
  area.addEventListener("drop", (event) => {
    area.classList.remove("dropping");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    sendAll([...event.dataTransfer.files]);
  });
  byId("composer-text").addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    sendAll([...event.clipboardData.files]);
  });
}
