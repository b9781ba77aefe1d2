// How far everyone has read in every chat, kept in the browser for one life of the world.

const KEY = "playground.read";

const marks = new Map(); // "person/chat" → id of the newest message read
let life = "";
let known = false; // whether this browser has been in this life before

const place = (person, chat) => `${person}/${chat}`;

export const readMarks = {
  of: (person, chat) => marks.get(place(person, chat)) ?? 0,

  set(person, chat, id) {
    marks.set(place(person, chat), id);
    try {
      localStorage.setItem(KEY, JSON.stringify({ life, marks: [...marks] }));
    } catch {
      // Storage is full or switched off: unread marks then last as long as the page.
    }
  },

  begin(newLife) {
    life = newLife;
    known = false;
    marks.clear();
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      if (kept.life !== life) return;
      known = true;
      for (const [where, id] of kept.marks) marks.set(where, id);
    } catch {
      // Something else under our key: as if it were not there.
    }
  },

  /** At the first look everything counts as read. */
  startFrom(chats, newestId) {
    if (known) return;
    everyone(chats, (person, chat) => marks.set(place(person, chat.id), newestId(chat.id)));
  },

  /** Who enters a group has not missed what was said before. */
  welcome(before, chats, newestId) {
    const old = new Map(before.map((chat) => [chat.id, chat.members]));
    everyone(chats, (person, chat) => {
      if (old.has(chat.id) && !old.get(chat.id)[person]) marks.set(place(person, chat.id), newestId(chat.id));
    });
  },
};

function everyone(chats, run) {
  for (const chat of chats) for (const person of Object.keys(chat.members)) run(Number(person), chat);
}
