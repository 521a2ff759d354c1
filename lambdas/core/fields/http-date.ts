/** The three forms of a date (RFC 9110 section 5.6.7); `Date.parse` takes many more, and a wrong `Expires` must mean "stale". */
const FORMS = [
  /^(?:mon|tue|wed|thu|fri|sat|sun), (?<day>\d{2}) (?<month>[a-z]{3}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) gmt$/i,
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day, (?<day>\d{2})-(?<month>[a-z]{3})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) gmt$/i,
  /^(?:mon|tue|wed|thu|fri|sat|sun) (?<month>[a-z]{3}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/i,
];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Milliseconds since the epoch; `undefined` for what is no date. `now` tells the century of a year of two digits. */
export function parseHttpDate(text: string, now: number): number | undefined {
  for (const form of FORMS) {
    const { day = '', month = '', year = '', time = '' } = form.exec(text.trim())?.groups ?? {};
    if (day === '') continue;
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    const index = MONTHS.indexOf(month.toLowerCase());
    if (index === -1 || hours > 23 || minutes > 59 || seconds > 60) return undefined;
    const date = Date.UTC(fullYear(year, now), index, Number(day), hours, minutes, seconds);
    // 31 April is no date, though Date.UTC takes it for 1 May.
    return new Date(date).getUTCDate() === Number(day) || seconds === 60 ? date : undefined;
  }
  return undefined;
}

/** More than 50 years ahead means the past (RFC 9110 section 5.6.7). */
function fullYear(year: string, now: number): number {
  if (year.length === 4) return Number(year);
  const thisYear = new Date(now).getUTCFullYear();
  const guess = thisYear - (thisYear % 100) + Number(year);
  return guess > thisYear + 50 ? guess - 100 : guess;
}

/** IMF-fixdate. */
export const httpDate = (instant: number): string => new Date(instant).toUTCString();
