// Months as numbers (year times 12 and the month) of the Gregorian calendar, and their names in both calendars.
"use strict";

(() => {
  const { overview, language } = window.kg;
  const DAY = 15;
  const made = new Map();

  const formatter = (locale) => {
    if (!made.has(locale)) made.set(locale, new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" }));
    return made.get(locale);
  };

  // A day is yyyymmdd, 0 where it is not known.
  const monthOf = (day) => (day ? Math.floor(day / 10000) * 12 + (Math.floor(day / 100) % 100 || 1) - 1 : 0);

  // In the calendar of the language first. A month of one lies in two of the other; the middle of it is told.
  const monthName = (month) => {
    const date = new Date(Date.UTC(2000, month % 12, DAY));
    date.setUTCFullYear(Math.floor(month / 12));
    const jalali = (locale) => {
      const parts = Object.fromEntries(formatter(locale).formatToParts(date).map((part) => [part.type, part.value]));
      return `${parts.month} ${parts.year}`;
    };
    if (language() === "en") return [formatter("en-GB").format(date), jalali("en-u-ca-persian")];
    return [jalali("fa-u-ca-persian"), formatter("fa-u-ca-gregory").format(date)];
  };

  // First and last month of dated nodes, null where there is none.
  const span = ({ nodes }) => {
    let [first, last] = [Infinity, -Infinity];
    for (const day of nodes.from) if (day) first = Math.min(first, monthOf(day));
    for (const day of nodes.to) if (day) last = Math.max(last, monthOf(day));
    return first <= last ? [first, last] : null;
  };

  Object.assign(overview, { monthOf, monthName, span });
})();
