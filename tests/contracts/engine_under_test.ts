import { deepStrictEqual as equal, match, notStrictEqual, ok } from "node:assert";
import type { EngineId } from "../../src/engines/engine.ts";
import { type Output, until } from "../support/docker.ts";
import type { Stack, StackEngine } from "../support/stack.ts";

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

/** A running sidecar and its server, and what the contract does to them. */
export class EngineUnderTest {
  constructor(readonly engine: EngineContract, readonly stack: Stack) {}

  backup(env: Record<string, string> = {}): Promise<Output> {
    return this.stack.sidecar(["/usr/local/bin/backup.sh"], env);
  }

  restore(...args: string[]): Promise<Output> {
    return this.stack.sidecar([`/scripts/restore-${this.engine.id}.sh`, ...args]);
  }

  fingerprint(): Promise<string> {
    return this.stack.proof(this.engine.id, "fingerprint");
  }

  names(): Promise<readonly string[]> {
    return this.stack.files(new RegExp(`^${this.engine.id}-${STAMP}\\.${this.engine.extension}$`));
  }

  async newest(): Promise<string> {
    const name = (await this.names()).at(-1);
    ok(name, "there is a backup");
    return name;
  }

  /** A backup that fails as it should: a reason, no partial file, nothing older touched. */
  async failsCleanly(
    reason: RegExp,
    attempt: () => Promise<Output>,
  ): Promise<void> {
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
  async hangingBackup(): Promise<{ readonly end: Promise<Output> }> {
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

/** Whether there is anything at a path. */
export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch {
    return false;
  }
}
