/** The schedule for real: runs that fire, runs that were missed, an edited crontab, a lying health. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { docker, dockerTest, until } from "../support/docker.ts";
import { Stack } from "../support/stack.ts";

const SCRIPTS = new URL("../../templates/sidecar/scripts/", import.meta.url).pathname;

interface Due {
  readonly crontab: string;
  readonly now: string;
  readonly engine?: string;
  readonly zone?: string;
  readonly due: readonly string[];
}

const CASES: readonly Due[] = [
  {
    crontab: "0 3 * * * backup.sh",
    now: "2026-03-10 12:00",
    due: ["2026-03-10 03:00", "2026-03-09 03:00"],
  },
  {
    crontab: "0 3 * * * backup.sh",
    now: "2026-03-10 03:00",
    due: ["2026-03-10 03:00", "2026-03-09 03:00"],
  },
  {
    crontab: "0 3 * * * backup.sh",
    now: "2026-03-10 02:59",
    due: ["2026-03-09 03:00", "2026-03-08 03:00"],
  },
  {
    crontab: "*/30 * * * * /usr/local/bin/backup.sh",
    now: "2026-01-01 00:10",
    due: ["2026-01-01 00:00", "2025-12-31 23:30"],
  },
  {
    crontab: "0 */6 * * * backup.sh",
    now: "2026-01-01 05:00",
    due: ["2026-01-01 00:00", "2025-12-31 18:00"],
  },
  {
    crontab: "0 2 * * 0 backup.sh",
    now: "2026-03-10 12:00",
    due: ["2026-03-08 02:00", "2026-03-01 02:00"],
  },
  {
    crontab: "0 2 * * SUN backup.sh",
    now: "2026-03-10 12:00",
    due: ["2026-03-08 02:00", "2026-03-01 02:00"],
  },
  {
    crontab: "0 2 * * 7 backup.sh",
    now: "2026-03-10 12:00",
    due: ["2026-03-08 02:00", "2026-03-01 02:00"],
  },
  {
    crontab: "15 4 1 JAN,jul * backup.sh",
    now: "2026-03-10 12:00",
    due: ["2026-01-01 04:15", "2025-07-01 04:15"],
  },
  {
    crontab: "0 0 29 2 * backup.sh",
    now: "2026-03-10 12:00",
    due: ["2024-02-29 00:00", "2020-02-29 00:00"],
  },
  {
    crontab: "0 5 13 * 5 backup.sh",
    now: "2026-03-14 12:00",
    due: ["2026-03-13 05:00", "2026-03-06 05:00"],
  },
  {
    crontab: "0 5 * * 1-5 backup.sh",
    now: "2026-03-08 12:00",
    due: ["2026-03-06 05:00", "2026-03-05 05:00"],
  },
  {
    crontab: "0 5 * * * 2025 backup.sh",
    now: "2026-03-08 12:00",
    due: ["2025-12-31 05:00", "2025-12-30 05:00"],
  },
  {
    crontab: "30 0 5 * * * * backup.sh",
    now: "2026-03-08 12:00",
    due: ["2026-03-08 05:00", "2026-03-07 05:00"],
  },
  {
    crontab: "@daily backup.sh",
    now: "2026-03-08 12:00",
    due: ["2026-03-08 00:00", "2026-03-07 00:00"],
  },
  {
    crontab: "@hourly /scripts/backup.sh",
    now: "2026-03-08 12:30",
    due: ["2026-03-08 12:00", "2026-03-08 11:00"],
  },
  {
    crontab: "0 3 * * * backup.sh redis\n0 4 * * * backup.sh postgres",
    now: "2026-03-10 12:00",
    due: ["2026-03-10 04:00", "2026-03-09 04:00"],
  },
  {
    crontab: "0 3 * * * backup.sh\n0 15 * * * backup.sh postgres",
    now: "2026-03-10 16:00",
    due: ["2026-03-10 15:00", "2026-03-10 03:00"],
  },
  {
    crontab: "# 0 3 * * * backup.sh\nTZ=UTC\n0 4 * * * other.sh",
    now: "2026-03-10 12:00",
    due: [],
  },
  { crontab: "", now: "2026-03-10 12:00", due: [] },
  {
    crontab: "0 3 * * * backup.sh\r",
    now: "2026-03-10 12:00",
    due: ["2026-03-10 03:00", "2026-03-09 03:00"],
  },
  // clocks go forward at 2 AM: half past two does not exist on that day
  {
    crontab: "30 2 * * * backup.sh",
    now: "2026-03-30 12:00",
    zone: "Europe/Berlin",
    due: ["2026-03-30 02:30", "2026-03-28 02:30"],
  },
  {
    crontab: "0 3 * * * backup.sh",
    now: "2026-03-29 12:00",
    zone: "Europe/Berlin",
    due: ["2026-03-29 03:00", "2026-03-28 03:00"],
  },
  {
    crontab: "0 3 * * * backup.sh",
    now: "2026-10-25 12:00",
    zone: "Europe/Berlin",
    due: ["2026-10-25 03:00", "2026-10-24 03:00"],
  },
];

dockerTest(
  "the last due times of a crontab are right, in the awk that the sidecar has",
  async () => {
    const script = CASES.map(({ crontab, now, engine, zone }) =>
      [
        `export TZ=${zone ?? "UTC"}`,
        `printf '%b' ${
          JSON.stringify(crontab.replaceAll("\n", "\\n").replaceAll("\r", "\\r"))
        } > /tmp/crontab; echo >> /tmp/crontab`,
        `awk -v now="$(date -d '${now}' +%s)" -v engine=${
          engine ?? "postgres"
        } -f /scripts/due.awk /tmp/crontab | while read -r at; do date -d "@$at" '+%Y-%m-%d %H:%M'; done`,
        "echo --",
      ].join("\n")
    ).join("\n");
    const { stdout, stderr } = await docker(
      [
        "run",
        "--rm",
        "-i",
        "-v",
        `${SCRIPTS}:/scripts:ro`,
        "alpine:3.24",
        "sh",
        "-c",
        `apk add --no-cache tzdata > /dev/null; set -f; ${script}`,
      ],
    );
    equal(stderr, "");
    const answers = stdout.split("--\n").slice(0, -1).map((text) =>
      text.split("\n").filter(Boolean)
    );
    CASES.forEach((each, index) => equal(answers[index], each.due, JSON.stringify(each)));
  },
);

dockerTest(
  "the schedule fires, an edited crontab takes effect, and health tells the truth",
  async (t) => {
    const stack = await Stack.start({ engines: [{ id: "postgres", image: "postgres:17" }] });
    const crontab = `${stack.folder}/.devcontainer/crontab`;
    const health = () => stack.sidecar(["/scripts/healthcheck.sh"]);
    const count = async () => (await stack.files(/^postgres-.*gz$/)).length;
    try {
      await t.step(
        "a crontab that an editor has replaced takes effect, and its runs fire",
        async () => {
          const before = await count();
          await Deno.writeTextFile(`${crontab}.new`, "*/2 * * * * * * /usr/local/bin/backup.sh\n");
          await Deno.rename(`${crontab}.new`, crontab);
          await until("a scheduled backup", async () => await count() >= before + 2, 60);
          match(
            (await stack.compose(["logs", "db-backup"])).stdout,
            /schedule: \*\/2 \* \* \* \* \* \*/,
          );
        },
      );
      await t.step(
        "a crontab with a mistake is reported, and the old schedule goes on",
        async () => {
          await Deno.writeTextFile(crontab, "every day at noon /usr/local/bin/backup.sh\n");
          await until(
            "the mistake is noticed",
            async () => (await health()).stdout.includes("the crontab is not valid"),
          );
          const before = await count();
          await until("the old schedule goes on", async () => await count() > before, 30);
        },
      );
      await t.step("a crontab that backs nothing up is unhealthy", async () => {
        await Deno.writeTextFile(crontab, "0 3 * * * echo hello\n");
        await until(
          "health says so",
          async () => (await health()).stdout.includes("no line of the crontab runs backup.sh"),
        );
        await Deno.writeTextFile(crontab, "0 3 * * * /usr/local/bin/backup.sh\n");
        await until("health is back", async () => (await health()).code === 0);
      });
      await t.step(
        "a failed backup is unhealthy, and one that succeeds makes up for it",
        async () => {
          await stack.sidecar(["/usr/local/bin/backup.sh"], { DB_PASSWORD: "wrong" });
          const { code, stdout } = await health();
          equal(code, 1);
          match(stdout, /unhealthy: postgres: the last backup failed: .*authentication/);
          equal((await stack.sidecar(["/usr/local/bin/backup.sh"])).code, 0);
          equal((await health()).code, 0);
        },
      );
      await t.step("what was missed while nothing ran is backed up at the start", async () => {
        await stack.compose(["stop", "db-backup"]);
        for (const name of await stack.files(/^postgres-/)) {
          const old = name.replace(/\d{4}-\d\d-\d\dT/, "2026-01-05T");
          await Deno.rename(`${stack.backups}/${name}`, `${stack.backups}/${old}`);
        }
        await stack.compose(["start", "db-backup"]);
        await until(
          "a new backup",
          async () => (await stack.files(/^postgres-(?!2026-01-05).*gz$/)).length > 0,
        );
        ok(
          (await stack.files(/^postgres-2026-01-05.*gz$/)).length > 0,
          "the old ones are still there",
        );
        await stack.untilHealthy();
      });
      await t.step("a backup that is too old is unhealthy, as is none", async () => {
        await stack.compose(["stop", "postgres"]);
        const names = await stack.files(/^postgres-/);
        for (const name of names) {
          await Deno.rename(`${stack.backups}/${name}`, `${stack.backups}/kept-${name}`);
        }
        match((await health()).stdout, /there is no backup yet/);
        const [name = ""] = names.filter((each) => each.endsWith(".gz"));
        await Deno.copyFile(
          `${stack.backups}/kept-${name}`,
          `${stack.backups}/postgres-2026-01-05T03-00-00.sql.gz`,
        );
        match(
          (await health()).stdout,
          /the last backup is of 2026-01-05 03:00, and one was due at/,
        );
        // a clock that was wrong has left a name from the future: that is no backup of today
        await Deno.rename(
          `${stack.backups}/postgres-2026-01-05T03-00-00.sql.gz`,
          `${stack.backups}/postgres-2099-01-05T03-00-00.sql.gz`,
        );
        match((await health()).stdout, /there is no backup yet/);
      });
    } finally {
      await stack.remove();
    }
  },
);
