/** Bad input: one clear message with a hint, the right exit code, and nothing written. */
import { deepStrictEqual as equal } from "node:assert";
import { ENGINE_IDS } from "../../src/engines/engine.ts";
import { Workshop } from "../support/cli.ts";

interface Refusal {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly code: number;
  readonly stderr: string;
}

const FIVE_FIELDS =
  'hint: Write five fields, minute hour day month weekday: "0 3 * * *" is daily at 3 AM, "0 */6 * * *" is every 6 hours.\n';
const NODE = { "app/package.json": '{ "name": "app", "dependencies": { "pg": "1.0.0" } }' };

const REFUSALS: Readonly<Record<string, Refusal>> = {
  "a folder that is not there": {
    args: ["nowhere"],
    code: 3,
    stderr:
      'error: There is no folder "nowhere"\nhint: Give the path of the project\'s folder, or run dockstart inside it.\n',
  },
  "a file in a folder's place": {
    args: ["app/package.json"],
    files: NODE,
    code: 3,
    stderr:
      'error: "app/package.json" is not a folder\nhint: Give the folder that the file lies in.\n',
  },
  "an empty folder": {
    args: ["."],
    code: 3,
    stderr:
      "error: No language was found in this folder\nhint: Name one with --language: ruby, node, bun, deno, python, go, php, java, kotlin, rust, elixir, dotnet.\n",
  },
  "a manifest that is broken": {
    args: ["app"],
    files: { "app/package.json": '{\n  "name": "app",\n  "dependencies": {\n' },
    code: 3,
    stderr:
      "error: package.json:4: This is not valid JSON: close brace expected\nhint: Mend the file, then run dockstart again.\n",
  },
  "a command that is misspelt": {
    args: ["detct"],
    code: 3,
    stderr:
      'error: There is no folder "detct"\nhint: Did you mean the command "dockstart detect"?\n',
  },
  "an option that is misspelt": {
    args: ["--servces", "postgres"],
    code: 2,
    stderr:
      "error: unknown option '--servces'\nhint: Did you mean --services? \"dockstart --help\" shows what there is.\n",
  },
  "a second path": {
    args: ["init", "app", "other"],
    files: NODE,
    code: 2,
    stderr:
      "error: too many arguments for 'init'. Expected 1 argument but got 2: app, other.\nhint: \"dockstart --help\" shows what there is.\n",
  },
  "a service that is not known": {
    args: ["app", "--services", "postgres,oracle"],
    files: NODE,
    code: 2,
    stderr: `error: There is no service "oracle"\nhint: Choose from ${ENGINE_IDS.join(", ")}.\n`,
  },
  "a language that is not known": {
    args: ["app", "--language", "cobol"],
    files: NODE,
    code: 2,
    stderr:
      'error: There is no language "cobol"\nhint: Choose from ruby, node, bun, deno, python, go, php, java, kotlin, rust, elixir, dotnet.\n',
  },
  "a schedule that never comes": {
    args: ["app", "--schedule", "0 3 30 2 *"],
    files: NODE,
    code: 2,
    stderr:
      `error: The schedule "0 3 30 2 *" makes no sense: no such day ever comes\n${FIVE_FIELDS}`,
  },
  "a schedule that supercronic refuses": {
    args: ["app", "--schedule", "*/60 * * * *"],
    files: NODE,
    code: 2,
    stderr:
      `error: The schedule "*/60 * * * *" makes no sense: a step of 60 is out of range for the minute\n${FIVE_FIELDS}`,
  },
  "a retention of no days": {
    args: ["app", "--retention-days", "0"],
    files: NODE,
    code: 2,
    stderr:
      'error: A retention of "0" days makes no sense\nhint: Give a whole number from 1 to 3650: --retention-days 14 keeps two weeks of backups.\n',
  },
  "a way to back up Redis that is not known": {
    args: ["app", "--redis-method", "magic"],
    files: NODE,
    code: 2,
    stderr: 'error: There is no Redis method "magic"\nhint: Choose from stream, docker-cp.\n',
  },
  "a service that is misspelt": {
    args: ["app", "--services", "postgers"],
    files: NODE,
    code: 2,
    stderr: `error: There is no service "postgers"\nhint: Did you mean "postgres"? Choose from ${
      ENGINE_IDS.join(", ")
    }.\n`,
  },
  "a variable that makes no sense": {
    args: ["app"],
    env: { DOCKSTART_RETENTION_DAYS: "a week" },
    files: NODE,
    code: 2,
    stderr:
      'error: DOCKSTART_RETENTION_DAYS: A retention of "a week" days makes no sense\nhint: Give a whole number from 1 to 3650: --retention-days 14 keeps two weeks of backups.\n',
  },
  "a dockstart.json that is broken": {
    args: ["app"],
    files: { ...NODE, "app/.devcontainer/dockstart.json": '{\n  "wishes": {\n' },
    code: 3,
    stderr:
      "error: .devcontainer/dockstart.json:3: This is not valid JSON: close brace expected\nhint: Mend the file, then run dockstart again.\n",
  },
  "a setting in dockstart.json that is misspelt": {
    args: ["app"],
    files: {
      ...NODE,
      "app/.devcontainer/dockstart.json": '{\n  "wishes": {\n    "shedule": "0 1 * * *"\n  }\n}\n',
    },
    code: 2,
    stderr:
      'error: .devcontainer/dockstart.json:3: There is no setting "shedule"\nhint: Did you mean "schedule"? The settings here are services, language, path, schedule, retentionDays, backup, backupProfile, redisMethod, compose, only.\n',
  },
  "a part of dockstart.json that is misspelt": {
    args: ["app"],
    files: { ...NODE, "app/.devcontainer/dockstart.json": '{\n  "wish": {}\n}\n' },
    code: 3,
    stderr:
      'error: .devcontainer/dockstart.json:2: There is no setting "wish"\nhint: Did you mean "wishes"? The settings here are $schema, version, wishes, generated.\n',
  },
  "a value in dockstart.json that makes no sense": {
    args: ["app"],
    files: {
      ...NODE,
      "app/.devcontainer/dockstart.json":
        '{\n  "wishes": {\n    "schedule": "0 3 30 2 *"\n  }\n}\n',
    },
    code: 2,
    stderr:
      `error: .devcontainer/dockstart.json:3: The schedule "0 3 30 2 *" makes no sense: no such day ever comes\n${FIVE_FIELDS}`,
  },
  "a value in dockstart.json of another kind": {
    args: ["app"],
    files: {
      ...NODE,
      "app/.devcontainer/dockstart.json": '{\n  "wishes": {\n    "retentionDays": "7"\n  }\n}\n',
    },
    code: 2,
    stderr:
      'error: .devcontainer/dockstart.json:3: "retentionDays" cannot be "7"\nhint: It takes number.\n',
  },
  "a service in dockstart.json that is not known": {
    args: ["app"],
    files: {
      ...NODE,
      "app/.devcontainer/dockstart.json":
        '{\n  "wishes": {\n    "services": ["postgres", "oracle"]\n  }\n}\n',
    },
    code: 2,
    stderr: `error: .devcontainer/dockstart.json:3: "services" cannot be "oracle"\nhint: It takes ${
      ENGINE_IDS.map((id) => `"${id}"`).join(" or ")
    }.\n`,
  },
  "files in the way": {
    args: ["app"],
    files: { ...NODE, "app/.devcontainer/Dockerfile": "FROM mine\n" },
    code: 4,
    stderr:
      "error: A file is in the way, and nothing was written:\n  .devcontainer/Dockerfile (not written by dockstart)\nhint: --diff shows what would happen; --force writes them all the same and keeps what was there as NAME.orig.\n",
  },
};

for (const [what, { args, env, files, code, stderr }] of Object.entries(REFUSALS)) {
  Deno.test(`init refuses ${what}, and writes nothing`, async () => {
    await using shop = await Workshop.open();
    for (const [path, text] of Object.entries(files ?? {})) await shop.put(path, text);
    const before = await shop.tree();
    const shown = await shop.run(args, ".", env);
    equal({ code: shown.code, stderr: shown.stderr }, { code, stderr });
    equal(await shop.tree(), before);
  });
}
