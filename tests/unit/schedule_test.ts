/** Schedules: what is accepted, and how it is said. */
import { deepStrictEqual as equal, throws } from "node:assert";
import { describeSchedule, parseSchedule } from "../../src/plan/schedule.ts";

const WORDS: Readonly<Record<string, string>> = {
  "0 3 * * *": "daily at 3 AM",
  "30 15 * * *": "daily at 3:30 PM",
  "0 0 * * *": "daily at midnight",
  "0 12 * * *": "daily at noon",
  "0 3,15 * * *": "daily at 3 AM and 3 PM",
  "0 */6 * * *": "every 6 hours",
  "0 0,6,12,18 * * *": "every 6 hours",
  "0 * * * *": "hourly",
  "*/30 * * * *": "every 30 minutes",
  "* * * * *": "every minute",
  "0 2 * * 0": "Sundays at 2 AM",
  "0 2 * * 7": "Sundays at 2 AM",
  "0 2 * * SUN": "Sundays at 2 AM",
  "0 2 * * 1-5": "weekdays at 2 AM",
  "0 2 * * sat,sun": "weekends at 2 AM",
  "0 2 * * mon,wed,fri": "Mondays, Wednesdays and Fridays at 2 AM",
  "0 4 1 * *": "monthly on day 1 at 4 AM",
  "@daily": "daily at midnight",
  "@weekly": "Sundays at midnight",
  "0 */7 * * *": 'on schedule "0 */7 * * *"',
  "0 3 1 1 *": 'on schedule "0 3 1 1 *"',
  "0 3 13 * 5": 'on schedule "0 3 13 * 5"',
  "0 3 * * * 2030": 'on schedule "0 3 * * * 2030"',
  "30 0 3 * * * *": 'on schedule "30 0 3 * * * *"',
};

for (const [schedule, words] of Object.entries(WORDS)) {
  Deno.test(`"${schedule}" is said as ${words}`, () => {
    equal(describeSchedule(parseSchedule(schedule)), words);
  });
}

const REFUSED: Readonly<Record<string, RegExp>> = {
  "": /it has 0 fields/,
  "0 3 * *": /it has 4 fields/,
  "0 3 * * * * * *": /it has 8 fields/,
  "60 3 * * *": /"60" is no minute/,
  "0 24 * * *": /"24" is no hour/,
  "0 3 0 * *": /"0" is no day of the month/,
  "0 3 * 13 *": /"13" is no month/,
  "0 3 * * 8": /"8" is no day of the week/,
  "0 3 31 4 *": /no such day ever comes/,
  "*/0 3 * * *": /a step of 0 is out of range/,
  "5-1 3 * * *": /the range "5-1" runs backwards/,
  "a 3 * * *": /"a" is no minute/,
  "0 3 * * $(reboot)": /is no day of the week/,
  "@reboot": /there is no "@reboot"/,
  "@fortnightly": /there is no "@fortnightly"/,
};

for (const [schedule, reason] of Object.entries(REFUSED)) {
  Deno.test(`"${schedule}" is refused`, () => {
    throws(() => parseSchedule(schedule), { name: "DockstartError", message: reason });
  });
}
