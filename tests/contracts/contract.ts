import { deepStrictEqual as equal, match, notStrictEqual, ok } from "node:assert";
import type { EngineId } from "../../src/engines/engine.ts";
import { dockerTest, type Output, until } from "../support/docker.ts";
import { OWNER, Stack, type StackEngine } from "../support/stack.ts";

/** A server, or a kind of file, to hold the engine to the contract on. */
export interface Server extends Omit<StackEngine, "id"> {
  /** Said in the test's name: "append-only, with a password". */
  readonly as?: string;
  /** More of docker-compose.yml, merged over what is generated. */
  readonly override?: Record<string, Record<string, unknown>>;
}

/** What one engine gives to the contract that every engine is held to. */
export interface EngineContract {
  readonly id: EngineId;
  readonly servers: readonly Server[];
  readonly login?: StackEngine["login"];
  /** How the names of its backups end, as a pattern. */
  readonly extension: string;
  /** The program in the sidecar that takes the dump. */
  readonly dumpTool: string;
  /** Shell lines that answer what the stub is asked before the dump itself. */
  readonly stubAnswers?: string;
  /** A shell line that prints the first half of something that looks like a dump. */
  readonly halfADump: string;
  /** The variable that holds the password; absent where there is nobody to ask for one. */
  readonly passwordVariable?: string;
  /** A client that comes back as soon as it is thrown out, in the engine's own container. */
  readonly stubbornClient: readonly string[];
}

const STAMP = "\\d{4}-\\d{2}-\\d{2}T\\d{2}-\\d{2}-\\d{2}";

class Contract {
  constructor(readonly engine: EngineContract, readonly stack: Stack) {}

  backup(env: Record<string, string> = {}) {
    return this.stack.sidecar(["/usr/local/bin/backup.sh"], env);
  }

  restore(...args: string[]) {
    return this.stack.sidecar([`/scripts/restore-${this.engine.id}.sh`, ...args]);
  }

  fingerprint() {
    return this.stack.proof(this.engine.id, "fingerprint");
  }

  names() {
    return this.stack.files(new RegExp(`^${this.engine.id}-${STAMP}\\.${this.engine.extension}$`));
  }

  async newest(): Promise<string> {
    const name = (await this.names()).at(-1);
    ok(name, "there is a backup");
    return name;
  }

  /** A backup that fails as it should: a reason, no partial file, nothing older touched. */
  async failsCleanly(reason: RegExp, attempt: () => ReturnType<Contract["backup"]>): Promise<void> {
    const before = await this.stack.contents();
    const { code, stdout, stderr } = await attempt();
    notStrictEqual(code, 0, `it must not succeed:\n${stdout}`);
    match(`${stdout}${stderr}`, reason);
    equal(await this.stack.contents(), before, "older backups are as they were");
    equal(await this.stack.files(/partial/), [], "no partial file is left");
  }

  /** Puts a stub in the dump tool's place for the time of one call. */
  async withStub(script: string, body: () => Promise<void>): Promise<void> {
    const found = await this.stack.sidecar(["which", this.engine.dumpTool]);
    const tool = found.stdout.trim();
    await this.stack.sidecar(["cp", "-p", tool, "/tmp/real-tool"]);
    await this.stack.sidecar(["sh", "-c", `printf '%s\\n' '#!/bin/sh' "$STUB" > ${tool}`], {
      STUB: `${this.engine.stubAnswers ?? ""}\n${script}`,
    });
    try {
      await body();
    } finally {
      await this.stack.sidecar(["cp", "-p", "/tmp/real-tool", tool]);
    }
  }

  /** Waits until a file is there in the sidecar, and takes it away. */
  untilThere(path: string): Promise<void> {
    return until(`${path} is there`, async () => {
      return (await this.stack.sidecar(["rm", path])).code === 0;
    });
  }

  /** Takes a backup away, and what belongs to it. */
  async drop(name: string): Promise<void> {
    for (const each of await this.stack.files(/./)) {
      if (each.includes(name)) await Deno.remove(`${this.stack.backups}/${each}`);
    }
  }

  /** A copy of the newest backup, as it would be called if it had been made so many days ago. */
  async plant(daysAgo: number): Promise<string> {
    const newest = await this.newest();
    const at = Temporal.Now.zonedDateTimeISO("UTC").subtract({ days: daysAgo });
    const stamp = at.toPlainDateTime().toString({ smallestUnit: "second" }).replaceAll(":", "-");
    const name = `${this.engine.id}-${stamp}${newest.slice(newest.indexOf("."))}`;
    await Deno.copyFile(`${this.stack.backups}/${newest}`, `${this.stack.backups}/${name}`);
    return name;
  }

  /** No run was due for weeks, so that the sidecar makes up for none of its own accord. */
  async withoutSchedule(body: () => Promise<void>): Promise<void> {
    const path = `${this.stack.folder}/.devcontainer/crontab`;
    const { day, month } = Temporal.Now.plainDateISO("UTC").subtract({ days: 40 });
    const before = await Deno.readTextFile(path);
    const apply = async (text: string) => {
      await Deno.writeTextFile(path, text);
      const [line = ""] = /^\d.*backup\.sh$/m.exec(text) ?? [];
      await until("the crontab is in force", async () => {
        return (await this.stack.sidecar([
          "grep",
          "-q",
          "-x",
          "-F",
          line,
          "/run/db-backup/crontab",
        ]))
          .code === 0;
      });
    };
    await apply(before.replace(/^0 3 \* \* \*/m, `0 3 ${day} ${month} *`));
    try {
      await body();
    } finally {
      await apply(before);
    }
  }

  /** Starts a backup that a stub keeps from ending, and waits until it is in the middle. */
  async hangingBackup(): Promise<{ readonly end: ReturnType<Contract["backup"]> }> {
    const running = this.backup();
    let ended: Output | undefined;
    running.then((output) => ended = output);
    await until("the dump hangs", async () => {
      if (ended) throw new Error(`The backup ended (${ended.code}):\n${ended.stderr}`);
      return (await this.stack.sidecar(["pgrep", "-f", "sleep 300"])).code === 0;
    });
    return { end: running };
  }

  /** What tells that a restore has begun and has not ended. */
  get journal(): string {
    return `${this.stack.backups}/.state/${this.engine.id}.restoring`;
  }

  /** A restore that is killed with its sidecar, in its middle where it is not quicker than that. */
  async killedRestore(): Promise<void> {
    let ended = false;
    const run = this.restore("--no-safety-backup", "latest").finally(() => ended = true);
    await until("the restore is under way", async () => ended || await exists(this.journal));
    await this.stack.compose(["kill", "db-backup"]);
    await run;
  }

  /**
   * Starts the sidecar anew, and waits until it has nothing left to do. Docker's health is no sign of
   * that: while what was interrupted is made up for, nothing has failed.
   */
  async startAnew(...options: string[]): Promise<void> {
    await this.stack.compose(["up", "-d", ...options, "--wait", "db-backup"]);
    await this.settled();
  }

  /** Waits until no run is under way that the sidecar has begun of its own accord. */
  settled(): Promise<void> {
    return until("backups are made again", async () => (await this.backup()).code === 0);
  }
}

/** One engine on every image: seed → back up → damage → restore → compare, and the faults. */
export function contract(engine: EngineContract): void {
  for (const { as, override, ...server } of engine.servers) {
    const name = [server.image ? ` on ${server.image}` : "", as ? ` (${as})` : ""].join("");
    dockerTest(`${engine.id}${name} keeps the contract`, async (t) => {
      const login = engine.login ? { login: engine.login } : {};
      const stack = await Stack.start({
        engines: [{ id: engine.id, ...login, ...server }],
        ...(override ? { override } : {}),
      });
      try {
        const contract = new Contract(engine, stack);
        await restores(t, contract);
        await failsWell(t, contract);
        await refuses(t, contract);
        await survives(t, contract);
        await rotates(t, contract);
      } finally {
        await stack.remove();
      }
    });
  }
}

async function restores(t: Deno.TestContext, c: Contract): Promise<void> {
  let seeded = "";
  let damaged = "";
  let file = "";
  await t.step(
    "a backup is a checked file of the folder's owner, for nobody else to read",
    async () => {
      await c.stack.proof(c.engine.id, "seed");
      seeded = await c.fingerprint();
      const { code, stdout, stderr } = await c.backup();
      equal(code, 0, stdout + stderr);
      file = await c.newest();
      const { mode, uid } = await Deno.stat(`${c.stack.backups}/${file}`);
      equal([(mode ?? 0) & 0o777, uid], [0o600, OWNER]);
      const check = await c.stack.sidecar([
        "sh",
        "-c",
        `cd /backup && sha256sum -c ${file}.sha256`,
      ]);
      equal(check.code, 0, check.stderr);
    },
  );
  await t.step(
    "a restore brings back exactly what was there, while clients reconnect",
    async () => {
      await c.stack.proof(c.engine.id, "damage");
      damaged = await c.fingerprint();
      notStrictEqual(damaged, seeded);
      const clients = new AbortController();
      const stubborn = comeBack(c, clients.signal);
      const { code, stdout, stderr } = await c.restore(`/backup/${file}`);
      clients.abort();
      await stubborn;
      equal(code, 0, stdout + stderr);
      equal(await c.fingerprint(), seeded);
    },
  );
  await t.step("the line that a restore prints undoes it", async () => {
    const [undo] = await c.stack.files(
      new RegExp(`^safety-${c.engine.id}-.*${c.engine.extension}$`),
    );
    ok(undo);
    const { code, stderr } = await c.restore("--no-safety-backup", `/backup/${undo}`);
    equal(code, 0, stderr);
    const undone = await c.fingerprint();
    notStrictEqual(undone, seeded);
    equal((await c.restore("--no-safety-backup", "latest")).code, 0);
    equal(await c.fingerprint(), seeded);
  });
}

async function comeBack(c: Contract, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const service = c.stack.serviceOf(c.engine.id);
    await c.stack.compose(["exec", "-T", service, ...c.engine.stubbornClient]);
  }
}

async function failsWell(t: Deno.TestContext, c: Contract): Promise<void> {
  const { id, passwordVariable } = c.engine;
  if (passwordVariable) {
    await t.step("a wrong password fails with a reason that does not show it", async () => {
      await c.failsCleanly(/error: .*/, async () => {
        const output = await c.backup({ [passwordVariable]: "s3cret-wrong", WAIT_SECONDS: "5" });
        ok(!`${output.stdout}${output.stderr}`.includes("s3cret-wrong"));
        return output;
      });
    });
  }
  await t.step(
    "a dump tool that fails, is killed, lies or stops halfway makes no backup",
    async () => {
      for (const stub of ["exit 3", "kill -9 $$", "exit 0", `${c.engine.halfADump}; exit 0`]) {
        await c.withStub(stub, () => c.failsCleanly(/error: .*backup.* failed/, () => c.backup()));
      }
    },
  );
  await t.step("a full disk fails with a reason", async () => {
    await c.failsCleanly(
      /no space|could not be written|not whole|not a whole/i,
      () => c.backup({ BACKUP_DIR: "/tiny" }),
    );
    const left = await c.stack.sidecar(["sh", "-c", "ls /tiny | grep -v '^lost'"]);
    equal(left.stdout, "", "nothing is left on it");
  });
  await t.step("a folder that cannot be written fails with a hint", async () => {
    await c.failsCleanly(
      /cannot be written.*chmod/,
      () => c.backup({ BACKUP_DIR: "/etc/db-backup/backups" }),
    );
  });
  if (c.stack.engine(id).server) {
    await t.step("a server that is down is waited for, and then named", async () => {
      await c.stack.compose(["stop", "-t", "20", id]);
      await c.failsCleanly(
        /waited 2 s for .* and it does not answer/,
        () => c.backup({ WAIT_SECONDS: "2" }),
      );
      await c.stack.compose(["up", "-d", "--wait", id]);
    });
  }
  if (c.stack.engine(id).server) {
    await t.step("a server that is killed in the middle of a dump makes no backup", async () => {
      const stub =
        "touch /tmp/dumping; until [ -e /tmp/go ]; do sleep 0.1; done; touch /tmp/talking";
      await c.withStub(
        `${stub}; exec /tmp/real-tool "$@"`,
        () =>
          c.failsCleanly(/error: .*backup.* failed/, async () => {
            const run = c.backup();
            await c.untilThere("/tmp/dumping");
            // whoever talks to a server that stands still waits, until it is killed
            await c.stack.compose(["pause", id]);
            await c.stack.sidecar(["touch", "/tmp/go"]);
            await c.untilThere("/tmp/talking");
            await c.stack.compose(["kill", id]);
            return await run;
          }),
      );
      await c.stack.sidecar(["rm", "/tmp/go"]);
      await c.stack.compose(["up", "-d", "--wait", id]);
    });
  }
  await t.step("a senseless retention is an error, not a deletion", async () => {
    for (const days of ["0", "-1", "soon", "1.5"]) {
      const before = Object.keys(await c.stack.contents());
      const { code, stderr } = await c.backup({ RETENTION_DAYS: days });
      equal(code, 1);
      match(stderr, /RETENTION_DAYS is .* must be a whole number of days/);
      const after = Object.keys(await c.stack.contents());
      equal(before.filter((name) => !after.includes(name)), []);
    }
  });
}

async function refuses(t: Deno.TestContext, c: Contract): Promise<void> {
  await t.step(
    "a restore refuses what is not a whole backup of this engine, and changes nothing",
    async () => {
      const before = await c.fingerprint();
      const good = await Deno.readFile(`${c.stack.backups}/${await c.newest()}`);
      const flipped = good.slice();
      const middle = Math.floor(flipped.length / 2);
      flipped[middle] = (flipped[middle] ?? 0) ^ 1;
      const bad: Record<string, Uint8Array> = {
        "empty": new Uint8Array(),
        "half": good.slice(0, middle),
        "almost-whole": good.slice(0, -1),
        "flipped": flipped,
        "garbage": crypto.getRandomValues(new Uint8Array(5000)),
        "another-engines": c.engine.extension === "rdb"
          ? new TextEncoder().encode("-- PostgreSQL database dump\n")
          : new TextEncoder().encode("REDIS0012\xff"),
      };
      for (const [name, bytes] of Object.entries(bad)) {
        await Deno.writeFile(`${c.stack.backups}/${name}`, bytes);
        const { code, stdout, stderr } = await c.restore(`/backup/${name}`);
        await Deno.remove(`${c.stack.backups}/${name}`);
        equal(code, 1, `${name}: ${stdout}`);
        match(stderr, /is not a whole .*; nothing was changed/);
      }
      for (const args of [["/backup/nowhere.gz"], [], ["--what"], ["a", "b"]]) {
        ok([1, 2].includes((await c.restore(...args)).code));
      }
      equal(await c.fingerprint(), before);
    },
  );
  await t.step("a restore refuses a file that is whole but not what was written", async () => {
    const name = await c.newest();
    const path = `${c.stack.backups}/${name}`;
    const sum = await Deno.readTextFile(`${path}.sha256`);
    await Deno.writeTextFile(
      `${path}.sha256`,
      sum.replace(/^./, (digit) => digit === "0" ? "1" : "0"),
    );
    const { code, stderr } = await c.restore(`/backup/${name}`);
    await Deno.writeTextFile(`${path}.sha256`, sum);
    equal(code, 1);
    match(stderr, /checksum differs; nothing was changed/);
  });
}

async function survives(t: Deno.TestContext, c: Contract): Promise<void> {
  await t.step(
    "a second run refuses at once, and a signal ends the first without a trace",
    async () => {
      const before = await c.stack.contents();
      await c.withStub("sleep 300", async () => {
        const first = await c.hangingBackup();
        const second = await c.backup();
        equal(second.code, 75);
        match(second.stderr, /another backup or restore is under way: backup.sh since/);
        const asked = Date.now();
        await c.stack.compose(["stop", "db-backup"]);
        ok(Date.now() - asked < 20_000, "within the grace period");
        notStrictEqual((await first.end).code, 0);
      });
      equal(await c.stack.files(/partial/), []);
      const after = await c.stack.contents();
      for (const [name, digest] of Object.entries(before)) equal(after[name], digest);
      await c.startAnew("--force-recreate");
    },
  );
  await t.step("a sidecar that is restarted in the middle of a run starts clean", async () => {
    const before = await c.stack.contents();
    // what was interrupted is made up for at the start: only the first run hangs
    const once = 'if mkdir /tmp/hung 2> /dev/null; then sleep 300; fi; exec /tmp/real-tool "$@"';
    await c.withStub(once, async () => {
      const run = await c.hangingBackup();
      await c.stack.compose(["restart", "db-backup"]);
      notStrictEqual((await run.end).code, 0);
      await until("it runs again", async () => (await c.stack.sidecar(["true"])).code === 0);
    });
    await until("they are gone", async () => (await c.stack.files(/partial/)).length === 0);
    const after = await c.stack.contents();
    for (const [name, digest] of Object.entries(before)) equal(after[name], digest);
    await c.settled();
  });
  await t.step("a killed sidecar's leftovers are gone after its next start", async () => {
    await c.withStub("sleep 300", async () => {
      const run = await c.hangingBackup();
      await c.stack.compose(["kill", "db-backup"]);
      await run.end;
    });
    await Deno.writeTextFile(
      `${c.stack.backups}/.${c.engine.id}-2024-01-01T00-00-00.x.partial`,
      "",
    );
    await c.stack.compose(["up", "-d", "--force-recreate", "--wait", "db-backup"]);
    // before any backup of ours, which would tidy up as well
    await until("they are gone", async () => (await c.stack.files(/partial/)).length === 0);
    await c.settled();
  });
  await t.step("a sidecar killed in the middle of a restore leaves a usable server", async () => {
    const before = await c.fingerprint();
    await c.killedRestore();
    await c.stack.compose(["up", "-d", "--wait", "db-backup"]);
    // before any backup of ours, which would put it right as well
    await until("it is put right", async () => !await exists(c.journal));
    await c.settled();
    equal(await c.fingerprint(), before);
  });
  await t.step("a backup first puts right what a killed restore has left", async () => {
    const before = await c.fingerprint();
    await c.killedRestore();
    const alone = ["run", "--rm", "-T", "db-backup", "/usr/local/bin/backup.sh"];
    const { code, stderr } = await c.stack.compose(alone);
    equal(code, 0, stderr);
    equal(await exists(c.journal), false, "it is put right");
    // files have no server of their own to look into them
    await c.startAnew();
    equal(await c.fingerprint(), before);
  });
}

async function rotates(t: Deno.TestContext, c: Contract): Promise<void> {
  await t.step(
    "retention deletes this engine's old backups by the time in their names, nothing else",
    async () => {
      const name = await c.newest();
      const extension = name.slice(name.indexOf(".") + 1);
      const copy = (to: string) =>
        Deno.copyFile(`${c.stack.backups}/${name}`, `${c.stack.backups}/${to}`);
      const old = `${c.engine.id}-2024-01-01T03-00-00.${extension}`;
      const foreign = [
        `${c.engine.id}-prod-2024-01-01T03-00-00.${extension}`,
        `my-${c.engine.id}-2024-01-01T03-00-00.${extension}`,
        `${c.engine.id}-2024-01-01.${extension}`,
        `${c.engine.id}-2024-01-01T03-00-00.${extension}.keep`,
        "notes.txt",
      ];
      for (const each of [old, ...foreign]) await copy(each);
      equal((await c.backup()).code, 0);
      const left = await c.stack.files(/./);
      ok(!left.includes(old));
      for (const each of foreign) {
        ok(left.includes(each), each);
        await Deno.remove(`${c.stack.backups}/${each}`);
      }
    },
  );
  await t.step("a week of failures and then a success deletes nothing", async () => {
    await c.withoutSchedule(async () => {
      const old = [await c.plant(10), await c.plant(9), await c.plant(8)];
      const young = (await c.names()).filter((name) => !old.includes(name));
      for (const name of young) await c.drop(name);
      for (let day = 0; day < 7; day++) {
        await c.withStub("exit 1", () => c.failsCleanly(/failed/, () => c.backup()));
      }
      const { code, stderr } = await c.backup();
      equal(code, 0, stderr);
      const left = await c.names();
      equal(old.filter((name) => !left.includes(name)), []);
      equal(left.length, old.length + 1);
      for (const name of old) await c.drop(name);
    });
  });
  await t.step("a clock that goes ten years wrong deletes nothing", async () => {
    await c.plant(1);
    const before = await c.names();
    const wrong =
      `case " $* " in *" -d "*) exec /bin/date "$@" ;; esac; exec /bin/date -d "@$(($(/bin/date +%s) + 315360000))" "$@"`;
    const make =
      "mkdir -m 755 /tmp/wrong && printf '#!/bin/sh\\n%s\\n' \"$WRONG\" > /tmp/wrong/date && chmod 755 /tmp/wrong/date";
    equal((await c.stack.sidecar(["sh", "-c", make], { WRONG: wrong })).code, 0);
    // for this one run, and not for the scheduler beside it
    const { code, stderr } = await c.backup({
      PATH: "/tmp/wrong:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    });
    equal(code, 0, stderr);
    const after = await c.names();
    const strange = after.filter((name) => !before.includes(name));
    equal(strange.map((name) => name.replace(/^[a-z]+-(\d{3}).*$/, "$1")), ["203"]);
    equal(before.filter((name) => !after.includes(name)), []);
    for (const name of strange) await c.drop(name);
    equal((await c.backup()).code, 0, "and all goes on as before");
  });
  await t.step("a failed backup deletes nothing, however old", async () => {
    const name = await c.newest();
    const extension = name.slice(name.indexOf(".") + 1);
    const old = `${c.engine.id}-2024-01-01T03-00-00.${extension}`;
    await Deno.copyFile(`${c.stack.backups}/${name}`, `${c.stack.backups}/${old}`);
    await c.withStub("exit 1", () => c.failsCleanly(/failed/, () => c.backup()));
    ok((await c.names()).includes(old));
  });
  await t.step("nearly empty backups do not rotate the last large one away", async () => {
    const large = await c.newest();
    await c.stack.proof(c.engine.id, "damage");
    const emptied = await c.stack.proof(c.engine.id, "empty");
    equal(emptied.includes("ERROR"), false);
    const { code, stdout } = await c.backup();
    equal(code, 0);
    match(stdout, /warning: .* is far smaller than .* before it/);
    const pins = await Deno.readTextFile(`${c.stack.backups}/.state/pins`);
    ok(pins.split("\n").includes(large), pins);
  });
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch {
    return false;
  }
}
