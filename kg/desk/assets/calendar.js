// Days in the Jalali and the Gregorian calendar. The leap rule of 33 years holds for 1178 to 1633; the page asks for no other.
import { digits, language, latin } from "./words.js";

const JALALI = [
  "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split(" "),
  "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand".split(" "),
];
const GREGORIAN = [
  "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر".split(" "),
  "January February March April May June July August September October November December".split(" "),
];
const DAY = 86400000;
const [FIRST, LAST] = [1178, 1633];
const EPOCH = -492268; // days from 1970-01-01 back to 1 Farvardin 1
const BEFORE = 1700; // a year below this is one of the Jalali calendar

const newYear = (year) => EPOCH + 365 * (year - 1) + Math.floor((8 * year + 21) / 33);
const two = (value) => String(value).padStart(2, "0");
const joined = (year, month, day) => `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;

/** The Gregorian ISO day of a Jalali one, null when there is no such day. */
export const toGregorian = (year, month, day) => {
  if (year < FIRST || year > LAST || month < 1 || month > 12 || day < 1) return null;
  const start = newYear(year) + (month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7));
  const length = month <= 6 ? 31 : month < 12 ? 30 : newYear(year + 1) - start;
  return day > length ? null : new Date((start + day - 1) * DAY).toISOString().slice(0, 10);
};

/** The Jalali form of a Gregorian ISO day, "" outside the years that are known. */
export const toJalali = (iso) => {
  const since = Date.parse(`${iso}T00:00:00Z`) / DAY;
  if (!Number.isInteger(since)) return "";
  let year = new Date(since * DAY).getUTCFullYear() - 621;
  if (newYear(year) > since) year -= 1;
  if (year < FIRST || year > LAST) return "";
  const day = since - newYear(year);
  const month = day < 186 ? Math.floor(day / 31) : 6 + Math.floor((day - 186) / 30);
  return joined(year, month + 1, (day < 186 ? day % 31 : (day - 186) % 30) + 1);
};

const isDay = (iso) => Number.isFinite(Date.parse(`${iso}T00:00:00Z`)) && new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso);

const dayOf = (year, month, day) => {
  if (year < BEFORE) return toGregorian(year, month, day);
  const iso = joined(year, month, day);
  return isDay(iso) ? iso : null;
};

const folded = (text) => latin(text.trim()).replaceAll("ي", "ی").replaceAll("ك", "ک").replace(/[\u200c\u200e\u200f\u2066-\u2069,،]+/g, " ").replace(/ماه(?= )/g, " ").toLowerCase();

// The month of a name, which says its calendar too: year and month must be of one calendar.
const named = (name, year) => {
  const months = year < BEFORE ? JALALI : GREGORIAN;
  for (const names of months) {
    const index = names.findIndex((one) => one.toLowerCase() === name || (/^[a-z]{3}$/.test(name) && one.toLowerCase().startsWith(name)));
    if (index >= 0) return index + 1;
  }
  return 0;
};

const ENDING = /^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})$/;

/** Whether a typed day ends with its year and may be read in two ways. */
export const isUnclear = (typed) => {
  const parts = ENDING.exec(folded(typed));
  return Boolean(parts) && parts[1] !== parts[2] && Number(parts[1]) <= 12 && Number(parts[2]) <= 12;
};

/** Read a typed day in either calendar and either script, months as numbers or names; the Gregorian ISO day, or null. */
export const readDay = (typed) => {
  const text = folded(typed).replace(/ +/g, " ");
  const parts = /^([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})$/.exec(text);
  if (parts) return dayOf(...parts.slice(1).map(Number));
  const words = /^([0-9]{1,2}) ([^0-9 ]+) ([0-9]{4})$/.exec(text) || /^([^0-9 ]+) ([0-9]{1,2}) ([0-9]{4})$/.exec(text);
  if (words) {
    const [day, name] = /^[0-9]/.test(words[1]) ? [words[1], words[2]] : [words[2], words[1]];
    return dayOf(Number(words[3]), named(name, Number(words[3])), Number(day));
  }
  const ending = ENDING.exec(text);
  if (!ending || isUnclear(typed)) return null;
  const [one, other, year] = ending.slice(1).map(Number);
  return one > 12 || one === other ? dayOf(year, other, one) : dayOf(year, one, other);
};

const inWords = (iso, months) => {
  const [year, month, day] = iso.split("-").map(Number);
  const name = month ? months[language() === "en" ? 1 : 0][month - 1] : "";
  return digits([day || "", name || "", year].filter(Boolean).join(" "));
};

/** A date of the data, `1403-02-16` or `2024-05`, in words: the reader's own calendar first; null for anything else. */
export const dayWords = (text) => {
  const parts = /^([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?$/.exec(text);
  if (!parts || Number(parts[2]) > 12 || !Number(parts[2])) return null;
  if (Number(parts[1]) < BEFORE) return [inWords(text, JALALI)];
  const jalali = parts[3] ? toJalali(text) : "";
  const both = [inWords(text, GREGORIAN), ...(jalali ? [inWords(jalali, JALALI)] : [])];
  return language() === "en" ? both : both.reverse();
};
