// Dates as messengers write them.

const clock = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = new Intl.DateTimeFormat([], { weekday: "short" });
const short = new Intl.DateTimeFormat([], { day: "numeric", month: "short" });
const long = new Intl.DateTimeFormat([], { day: "numeric", month: "long" });
const full = new Intl.DateTimeFormat([], { dateStyle: "long", timeStyle: "medium" });
const withYear = new Intl.DateTimeFormat([], { day: "numeric", month: "long", year: "numeric" });

const asDate = (seconds) => new Date(seconds * 1000);
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
const daysAgo = (date) => Math.round((midnight(new Date()) - midnight(date)) / 86_400_000);

export const timeOf = (seconds) => clock.format(asDate(seconds));
export const fullDate = (seconds) => full.format(asDate(seconds));
export const dayKey = (seconds) => midnight(asDate(seconds)).getTime();

export function dayOf(seconds) {
  const date = asDate(seconds);
  const ago = daysAgo(date);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  return date.getFullYear() === new Date().getFullYear() ? long.format(date) : withYear.format(date);
}

/** For the list of chats: the time today, the weekday this week, else the date. */
export function briefly(seconds) {
  const date = asDate(seconds);
  const ago = daysAgo(date);
  if (ago === 0) return clock.format(date);
  return ago > 0 && ago < 7 ? weekday.format(date) : short.format(date);
}

export function remaining(seconds) {
  const left = Math.max(0, Math.round(seconds - Date.now() / 1000));
  const [days, hours, minutes] = [86400, 3600, 60].map((unit) => Math.floor(left / unit));
  if (days) return `${days} d ${hours % 24} h left`;
  if (hours) return `${hours} h ${minutes % 60} min left`;
  return minutes ? `${minutes}:${String(left % 60).padStart(2, "0")} left` : `${left} s left`;
}
