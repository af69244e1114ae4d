/** Backups by their names, the history, and when the next run is due. */
import { deepStrictEqual as equal } from "node:assert";
import { parseName } from "../../src/sidecar/backups.ts";
import { kindsOf, parseHistory } from "../../src/sidecar/history.ts";
import { nextRun, schedulesFor } from "../../src/sidecar/next_run.ts";
import { bytesInWords, durationInWords, sparkline, table } from "../../src/ui/measures.ts";

const NAMES: Readonly<
  Record<string, readonly [set: string, engine: string, kind: string, snapshot?: string]>
> = {
  "postgres-2025-12-20T03-00-00.sql.gz": ["postgres", "postgres", "unknown"],
  "postgres-2025-12-20T03-00-00.sql.zst.age": ["postgres", "postgres", "unknown"],
  "redis-2025-12-20T03-00-00.rdb": ["redis", "redis", "unknown"],
  "sqlite-2025-12-20T03-00-00.db.gz": ["sqlite", "sqlite", "unknown"],
  "postgres.my%20db-2025-12-20T03-00-00.sql.gz": ["postgres.my%20db", "postgres", "unknown"],
  "safety-postgres.other-2025-12-20T03-00-00.sql.gz": ["postgres.other", "postgres", "safety"],
  "snapshot-before-x_1-redis-2025-12-20T03-00-00.rdb": ["redis", "redis", "snapshot", "before-x_1"],
};

for (const [name, [set, engine, kind, snapshot]] of Object.entries(NAMES)) {
  Deno.test(`${name} is a backup of ${set}`, () => {
    equal(parseName(name), {
      file: name,
      set,
      engine,
      kind,
      ...(snapshot ? { snapshot } : {}),
      time: "2025-12-20T03:00:00",
    });
  });
}

Deno.test("other people's files are no backups", () => {
  for (
    const name of [
      "postgres-2025-12-20T03-00-00.sql.gz.sha256",
      "globals-postgres-2025-12-20T03-00-00.sql.gz",
      "postgres-prod-2025-12-20T03-00-00.sql.gz",
      "postgres-2025-12-20.sql.gz",
      ".postgres-2025-12-20T03-00-00.sql.gz.partial",
      "notes.txt",
    ]
  ) equal(parseName(name), undefined, name);
});

Deno.test("the history is read line by line, and broken lines are passed over", () => {
  const history = parseHistory(
    [
      "1766199600\tpostgres\tscheduled\tok\tpostgres-2025-12-20T03-00-00.sql.gz\t1000\t2\t12",
      "1766200000\tredis\tmanual\tfailed\t-\t0\t0\tNOAUTH: a\ttab",
      "half a li",
      "",
    ].join("\n"),
  );
  equal(history.map(({ at, result, text }) => [at, result, text]), [
    [1766199600000, "ok", "12"],
    [1766200000000, "failed", "NOAUTH: a\ttab"],
  ]);
  equal([...kindsOf(history)], [["postgres-2025-12-20T03-00-00.sql.gz", "scheduled"]]);
});

interface Due {
  readonly crontab: string;
  readonly now: string;
  readonly zone?: string;
  readonly next: string | undefined;
}

const DUE: readonly Due[] = [
  {
    crontab: "0 3 * * * /usr/local/bin/backup.sh",
    now: "2026-03-10T02:59:00Z",
    next: "2026-03-10T03:00",
  },
  { crontab: "0 3 * * * backup.sh", now: "2026-03-10T03:00:00Z", next: "2026-03-11T03:00" },
  {
    crontab: "# 0 1 * * * backup.sh\n0 */6 * * * backup.sh postgres redis",
    now: "2026-03-10T07:00:00Z",
    next: "2026-03-10T12:00",
  },
  { crontab: "0 1 * * * backup.sh redis", now: "2026-03-10T07:00:00Z", next: undefined },
  { crontab: "@weekly backup.sh", now: "2026-03-10T07:00:00Z", next: "2026-03-15T00:00" },
  { crontab: "0 0 29 2 * backup.sh", now: "2026-03-10T07:00:00Z", next: "2028-02-29T00:00" },
  { crontab: "0 5 13 * 5 backup.sh", now: "2026-03-11T07:00:00Z", next: "2026-03-13T05:00" },
  { crontab: "0 5 * * * 2020 backup.sh", now: "2026-03-11T07:00:00Z", next: undefined },
  {
    crontab: "0 3 * * * backup.sh",
    now: "2026-03-10T12:00:00Z",
    zone: "Asia/Tokyo",
    next: "2026-03-11T03:00",
  },
  // clocks go forward at 2 AM: half past two does not exist on that day
  {
    crontab: "30 2 * * * backup.sh",
    now: "2026-03-29T00:00:00Z",
    zone: "Europe/Berlin",
    next: "2026-03-30T02:30",
  },
];

for (const { crontab, next, now, zone = "UTC" } of DUE) {
  Deno.test(`"${crontab.split("\n").at(-1)}" at ${now} is due next at ${next}`, () => {
    const [first] = schedulesFor(crontab, "postgres").flatMap((schedule) =>
      nextRun(schedule, Temporal.Instant.from(now), zone) ?? []
    );
    equal(first?.toPlainDateTime().toString({ smallestUnit: "minute" }), next);
  });
}

Deno.test("measures are said in words", () => {
  equal([0, 999, 1000, 1_449_000, 123_456_789].map(bytesInWords), [
    "0 bytes",
    "999 bytes",
    "1.0 kB",
    "1.4 MB",
    "123 MB",
  ]);
  equal([0, 1000, 59_000, 60_000, 7_200_000, 86_400_000 * 40].map(durationInWords), [
    "0 seconds",
    "1 second",
    "59 seconds",
    "1 minute",
    "2 hours",
    "1 month",
  ]);
  equal(sparkline([1, 2, 3, 8]), "▁▂▃█");
  equal(sparkline([0, 851, 854]), "▁██");
  equal(table([["a", "1"], ["bcd", "22"]], [1]), ["a     1", "bcd  22"]);
});
