import { DockstartError } from "../errors.ts";

/** A crontab schedule, taken apart: the values that each field stands for. */
export interface Schedule {
  /** As it is written into the crontab. */
  readonly text: string;
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Undefined for every day, every month, every year. */
  readonly days?: readonly number[];
  readonly months?: readonly number[];
  readonly weekdays?: readonly number[];
  readonly years?: readonly number[];
}

interface FieldRule {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly names?: readonly string[];
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const SECOND: FieldRule = { name: "second", low: 0, high: 59 };
const MINUTE: FieldRule = { name: "minute", low: 0, high: 59 };
const HOUR: FieldRule = { name: "hour", low: 0, high: 23 };
const DAY: FieldRule = { name: "day of the month", low: 1, high: 31 };
const MONTH: FieldRule = { name: "month", low: 1, high: 12, names: MONTHS };
const WEEKDAY: FieldRule = { name: "day of the week", low: 0, high: 7, names: WEEKDAYS };
const YEAR: FieldRule = { name: "year", low: 1970, high: 2099 };

/** By the number of fields, as supercronic reads them: a year at the end, then seconds in front. */
const LAYOUTS: Readonly<Record<number, readonly FieldRule[]>> = {
  5: [MINUTE, HOUR, DAY, MONTH, WEEKDAY],
  6: [MINUTE, HOUR, DAY, MONTH, WEEKDAY, YEAR],
  7: [SECOND, MINUTE, HOUR, DAY, MONTH, WEEKDAY, YEAR],
};

const SHORTHANDS: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

const EXAMPLES =
  'Write five fields, minute hour day month weekday: "0 3 * * *" is daily at 3 AM, "0 */6 * * *" is every 6 hours.';

/**
 * Reads a schedule as supercronic, which runs it, would.
 * @throws DockstartError "bad-wish" for what it would refuse, and for a day that never comes
 */
export function parseSchedule(text: string): Schedule {
  const trimmed = text.trim().replace(/\s+/g, " ");
  const fields = (SHORTHANDS[trimmed.toLowerCase()] ?? trimmed).split(" ");
  const layout = LAYOUTS[fields.length];
  if (trimmed.startsWith("@") && !(trimmed.toLowerCase() in SHORTHANDS)) {
    throw bad(text, `there is no "${trimmed}"`);
  }
  if (!layout || trimmed === "") {
    throw bad(text, fieldsInWords(trimmed === "" ? 0 : fields.length));
  }
  const values = new Map<string, readonly number[] | undefined>();
  layout.forEach((rule, index) => {
    const field = fields[index] ?? "*";
    values.set(rule.name, isAny(field) ? undefined : parseField(field, rule, text));
  });
  const schedule = assemble(trimmed, values);
  if (!everHappens(schedule)) throw bad(text, "no such day ever comes");
  return schedule;
}

function assemble(
  text: string,
  values: ReadonlyMap<string, readonly number[] | undefined>,
): Schedule {
  const days = values.get(DAY.name);
  const months = values.get(MONTH.name);
  const years = values.get(YEAR.name);
  const weekdays = values.get(WEEKDAY.name)?.map((day) => day % 7);
  return {
    text,
    seconds: values.has(SECOND.name) ? values.get(SECOND.name) ?? range(0, 59) : [0],
    minutes: values.get(MINUTE.name) ?? range(0, 59),
    hours: values.get(HOUR.name) ?? range(0, 23),
    ...(days ? { days } : {}),
    ...(months ? { months } : {}),
    ...(weekdays ? { weekdays: [...new Set(weekdays)].sort((a, b) => a - b) } : {}),
    ...(years ? { years } : {}),
  };
}

function isAny(field: string): boolean {
  return field === "*" || field === "?";
}

function range(low: number, high: number, step = 1): number[] {
  const values = [];
  for (let value = low; value <= high; value += step) values.push(value);
  return values;
}

function parseField(field: string, rule: FieldRule, text: string): readonly number[] {
  const values = field.split(",").flatMap((item) => parseItem(item, rule, text));
  return [...new Set(values)].sort((a, b) => a - b);
}

function parseItem(item: string, rule: FieldRule, text: string): number[] {
  const parts = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(item);
  if (!parts) throw bad(text, `"${item}" is no ${rule.name}`);
  const [, from = "", to, stepText] = parts;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (step < 1 || step > rule.high) {
    throw bad(text, `a step of ${step} is out of range for the ${rule.name}`);
  }
  if (from === "*") return range(rule.low, rule.high, step);
  const low = parseValue(from, rule, text);
  const high = to !== undefined
    ? parseValue(to, rule, text)
    : stepText === undefined
    ? low
    : rule.high;
  if (high < low) throw bad(text, `the range "${item}" runs backwards`);
  return range(low, high, step);
}

function parseValue(word: string, rule: FieldRule, text: string): number {
  const named = rule.names?.indexOf(word.toUpperCase()) ?? -1;
  if (named >= 0) return named + (rule === MONTH ? 1 : 0);
  const value = /^\d+$/.test(word) ? Number(word) : NaN;
  if (!(value >= rule.low && value <= rule.high)) {
    throw bad(text, `"${word}" is no ${rule.name}, which goes from ${rule.low} to ${rule.high}`);
  }
  return value;
}

/** February 30 is a valid line that never runs. A day of the week makes up for it. */
function everHappens({ days, months, weekdays }: Schedule): boolean {
  if (!days || !months || weekdays) return true;
  const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return months.some((month) => days.some((day) => day <= (longest[month - 1] ?? 0)));
}

function bad(text: string, why: string): DockstartError {
  return new DockstartError("bad-wish", `The schedule "${text}" makes no sense: ${why}`, EXAMPLES);
}

/** A schedule in words: "daily at 3 AM", "every 6 hours", "Sundays at 2 AM". */
export function describeSchedule(schedule: Schedule): string {
  const { days, months, weekdays, years, seconds } = schedule;
  const other = `on schedule "${schedule.text}"`;
  if (years || months || seconds.length !== 1 || seconds[0] !== 0 || (days && weekdays)) {
    return other;
  }
  const times = timesOfDay(schedule);
  if (!days && !weekdays) {
    return intervalInWords(schedule) ?? (times ? `daily at ${times}` : other);
  }
  if (!times) return other;
  if (weekdays) return `${weekdaysInWords(weekdays)} at ${times}`;
  return days?.length === 1 ? `monthly on day ${days[0]} at ${times}` : other;
}

/** "every 6 hours" where the runs are evenly spread over the day, each on the hour. */
function intervalInWords({ minutes, hours }: Schedule): string | undefined {
  if (hours.length === 24) {
    if (minutes.length === 60) return "every minute";
    if (minutes.length === 1) return minutes[0] === 0 ? "hourly" : undefined;
    const step = evenStep(minutes, 60);
    return step ? `every ${step} minutes` : undefined;
  }
  if (minutes.length !== 1 || minutes[0] !== 0 || hours.length < 3) return undefined;
  const step = evenStep(hours, 24);
  return step ? `every ${step} hours` : undefined;
}

function evenStep(values: readonly number[], whole: number): number | undefined {
  const step = whole / values.length;
  return values.every((value, index) => value === index * step) ? step : undefined;
}

/** "3 AM and 3 PM", for up to three times of the day. */
function timesOfDay({ minutes, hours }: Schedule): string | undefined {
  if (minutes.length !== 1 || hours.length > 3) return undefined;
  const minute = minutes[0] ?? 0;
  return listed(hours.map((hour) => clock(hour, minute)));
}

function clock(hour: number, minute: number): string {
  if (minute === 0 && hour === 0) return "midnight";
  if (minute === 0 && hour === 12) return "noon";
  const minutes = minute === 0 ? "" : `:${String(minute).padStart(2, "0")}`;
  return `${hour % 12 || 12}${minutes} ${hour < 12 ? "AM" : "PM"}`;
}

function weekdaysInWords(days: readonly number[]): string {
  const set = days.join(",");
  if (set === "1,2,3,4,5") return "weekdays";
  if (set === "0,6") return "weekends";
  const names = [
    "Sundays",
    "Mondays",
    "Tuesdays",
    "Wednesdays",
    "Thursdays",
    "Fridays",
    "Saturdays",
  ];
  return listed(days.map((day) => names[day] ?? ""));
}

/** "a, b and c" */
function listed(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(words);
}

function fieldsInWords(count: number): string {
  return count === 1 ? "it has one field" : `it has ${count} fields`;
}
