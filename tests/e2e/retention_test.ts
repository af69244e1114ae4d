/** Retention as a table: names and a clock go in, the names to delete come out. */
import { deepStrictEqual as equal } from "node:assert";
import { docker, dockerTest } from "../support/docker.ts";

const SCRIPTS = new URL("../../templates/sidecar/scripts/", import.meta.url).pathname;

interface Table {
  readonly what: string;
  /** Days before now at which there is a backup, oldest first; fractions are hours. */
  readonly ages: readonly number[];
  readonly settings?: Readonly<Record<string, string | number>>;
  /** The ages of those that are deleted. */
  readonly deleted: readonly number[];
}

const NOW = Date.UTC(2026, 2, 20, 12, 0, 0);

const TABLES: readonly Table[] = [
  { what: "older than seven days", ages: [9, 8, 7.1, 6.9, 1, 0], deleted: [9, 8, 7.1] },
  { what: "none at all", ages: [], deleted: [] },
  { what: "the only one, however old", ages: [900], deleted: [] },
  { what: "the first one after a year", ages: [400, 399, 398, 0], deleted: [] },
  { what: "the second one after a year", ages: [400, 399, 398, 1, 0], deleted: [400, 399, 398] },
  { what: "a month", ages: [40, 29, 0.5, 0], settings: { days: 30 }, deleted: [40] },
  { what: "names from the future", ages: [20, 8, 1, 0, -300], deleted: [20, 8] },
  { what: "a future name is not the newest", ages: [8, -300, -301], deleted: [] },
  { what: "pinned", ages: [9, 8, 1, 0], settings: { pinned: nameOf(9) }, deleted: [8] },
  {
    what: "the last of each of five days",
    ages: [12, 11.5, 11, 10, 9, 8, 7.5, 1, 0],
    settings: { days: 1, daily: 5 },
    deleted: [12, 11.5, 11, 10],
  },
  {
    what: "the last of each of three weeks",
    ages: [30, 29, 23, 22, 16, 15, 9, 8, 2, 1, 0],
    settings: { weekly: 3 },
    deleted: [30, 29, 23, 22, 16, 9],
  },
  {
    what: "the last of each of three months",
    ages: [100, 80, 50, 40, 30, 21, 10, 1, 0],
    settings: { monthly: 3 },
    deleted: [100, 80, 40, 30, 10],
  },
  {
    what: "days and months together",
    ages: [50, 40, 10, 9, 1, 0],
    settings: { days: 1, daily: 3, monthly: 2 },
    deleted: [50, 10],
  },
];

function nameOf(age: number): string {
  const stamp = new Date(NOW - age * 86_400_000).toISOString().slice(0, 19).replaceAll(":", "-");
  return `postgres-${stamp}.sql.gz`;
}

dockerTest(
  "retention keeps and deletes what it should, in the awk that the sidecar has",
  async () => {
    const script = TABLES.map(({ ages, settings }) => {
      const all = { days: 7, now: NOW / 1000, ...settings };
      const flags = Object.entries(all).map(([name, value]) => `-v ${name}='${value}'`).join(" ");
      const names = ages.map((age) => `'${nameOf(age)}'`).join(" ");
      return `printf '%s\\n' ${names} | grep . | awk ${flags} -f /scripts/retention.awk; echo --`;
    }).join("\n");
    const { stdout, stderr } = await docker([
      "run",
      "--rm",
      "--env",
      "TZ=UTC",
      "-v",
      `${SCRIPTS}:/scripts:ro`,
      "alpine:3.24",
      "sh",
      "-c",
      script,
    ]);
    equal(stderr, "");
    const answers = stdout.split("--\n").slice(0, -1);
    TABLES.forEach(({ what, deleted }, index) => {
      equal(answers[index]?.split("\n").filter(Boolean), deleted.map(nameOf), what);
    });
  },
);
