// Moments in the browser's zone and language, and the bot's clock, which runs apart from the computer's.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const format = (options) => new Intl.DateTimeFormat(undefined, options);
const TIME = format({ hour: "2-digit", minute: "2-digit" });
const DAY = format({ weekday: "long", day: "numeric", month: "long" });
const DAY_YEAR = format({ day: "numeric", month: "long", year: "numeric" });
const SHORT_DAY = format({ weekday: "short" });

const date = (seconds) => new Date(seconds * 1000);

let offset = 0;

export const clock = {
  zone,
  /** The bot's now, in epoch seconds. */
  now: () => Date.now() / 1000 + offset,
  set(seconds) {
    offset = seconds - Date.now() / 1000;
  },
};

export const timeOf = (seconds) => TIME.format(date(seconds));
export const weekdayOf = (seconds) => SHORT_DAY.format(date(seconds));
export const dayKey = (seconds) => date(seconds).toDateString();
export const longDayOf = (seconds) => DAY.format(date(seconds));

/** The word between the messages of two days. */
export function dayOf(seconds) {
  const sameYear = date(seconds).getFullYear() === date(clock.now()).getFullYear();
  return (sameYear ? DAY : DAY_YEAR).format(date(seconds));
}

/** The next moments that the clock's buttons name, counted from the bot's now, on the wall clock of this browser. */
export const JUMPS = {
  hour: () => clock.now() + 3600,
  tomorrow: () => onWall((day) => (day.setDate(day.getDate() + 1), day.setHours(8, 0, 0, 0))),
  week: () => onWall((day) => day.setDate(day.getDate() + 7)),
};

function onWall(change) {
  const moment = date(clock.now());
  change(moment);
  return Math.round(moment.getTime() / 1000);
}

/** The value a datetime-local field needs for a moment: wall time, without a zone. */
export function fieldOf(seconds) {
  const moment = date(seconds);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export const momentOf = (field) => Math.round(new Date(field).getTime() / 1000);

const UNITS = [["year", 31_557_600], ["month", 2_629_800], ["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];

function relative(seconds) {
  const distance = seconds - clock.now();
  const [unit, size] = UNITS.find(([, size]) => Math.abs(distance) >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(distance / size), unit);
}

/** A date_time entity's words; `spec` is Telegram's `r|w?[dD]?[tT]?`, and empty means the sender's own words. */
export function dateTime(seconds, spec, asWritten) {
  if (!spec) return asWritten;
  if (spec === "r") return relative(seconds);
  const options = {};
  if (spec.includes("w")) options.weekday = "long";
  if (spec.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (spec.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(spec)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (spec.includes("T")) options.second = "2-digit";
  return format(options).format(date(seconds));
}

export const fullOf = (seconds) => format({ dateStyle: "full", timeStyle: "short" }).format(date(seconds));
