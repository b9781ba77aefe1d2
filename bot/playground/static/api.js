// Acts of people, sent to the server one after the other, so that quick ones stay in order.

import { toast } from "./toast.js";

let last = Promise.resolve();

export function act(name, fields) {
  return inTurn(() => request(name, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(fields) }));
}

function upload(file, fields) {
  const query = new URLSearchParams({ ...fields, name: file.name });
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  return inTurn(() => request(`upload?${query}`, { method: "POST", headers, body: file }));
}

export const fileAddress = (id) => `/api/files/${encodeURIComponent(id)}`;

/** The same as `act`, but a refusal is shown and `null` comes back. */
export async function tryAct(name, fields = {}) {
  return shown(act(name, fields));
}

export async function tryUpload(file, fields) {
  return shown(upload(file, fields));
}

async function shown(running) {
  try {
    return await running;
  } catch (error) {
    toast(error.message);
    return null;
  }
}

function inTurn(run) {
  const mine = last.then(run);
  last = mine.catch(() => {});
  return mine;
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(`/api/${path}`, options);
  } catch {
    throw new Error("The playground does not answer. Is it still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(sentence(answer.error ?? `Refused (${response.status})`));
  return answer;
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
