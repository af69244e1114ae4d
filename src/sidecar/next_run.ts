import { parseSchedule, type Schedule } from "../plan/schedule.ts";

/** How far ahead a schedule is looked for: a leap day may be eight years away. */
const MOST_DAYS = 366 * 9;

/** The schedules in a crontab that back up an engine: lines that run backup.sh for it, or for all. */
export function schedulesFor(crontab: string, engine: string): readonly Schedule[] {
  return crontab.split(/\r?\n/).flatMap((line) => {
    const text = line.trim();
    const job = /^(.*?)\s+(?:\S*\/)?backup\.sh((?:\s+[a-z]+)*)\s*(?:[>|&;].*)?$/.exec(text);
    if (!job || text.startsWith("#")) return [];
    const [, schedule = "", engines = ""] = job;
    const named = engines.trim().split(/\s+/).filter(Boolean);
    if (named.length > 0 && !named.includes(engine)) return [];
    try {
      return [parseSchedule(schedule)];
    } catch {
      // supercronic refuses it too; the sidecar's health says so
      return [];
    }
  });
}

/**
 * When a schedule is due next.
 * @param zone a name of the time zone database
 * @returns undefined where it is never due again
 */
export function nextRun(
  schedule: Schedule,
  now: Temporal.Instant,
  zone: string,
): Temporal.ZonedDateTime | undefined {
  const start = now.toZonedDateTimeISO(zone);
  for (let days = 0; days < MOST_DAYS; days++) {
    const date = start.toPlainDate().add({ days });
    if (!isDue(schedule, date)) continue;
    for (const hour of schedule.hours) {
      for (const minute of schedule.minutes) {
        for (const second of schedule.seconds) {
          const time = date.toPlainDateTime({ hour, minute, second });
          const at = time.toZonedDateTime(zone);
          // an hour that the clocks leave out in spring is never due
          if (at.hour === hour && Temporal.Instant.compare(at.toInstant(), now) > 0) return at;
        }
      }
    }
  }
  return undefined;
}

/** A day of the month and a day of the week that are both given mean either, as in every cron. */
function isDue({ days, months, weekdays, years }: Schedule, date: Temporal.PlainDate): boolean {
  if (months && !months.includes(date.month)) return false;
  if (years && !years.includes(date.year)) return false;
  const day = days?.includes(date.day);
  const weekday = weekdays?.includes(date.dayOfWeek % 7);
  return days && weekdays ? day === true || weekday === true : day ?? weekday ?? true;
}
