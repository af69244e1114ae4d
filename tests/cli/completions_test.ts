// deno-lint-ignore-file no-console -- what is skipped has to be seen in the test output
/** Completions in the shells themselves: what a person gets who presses the tab key. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { everyCommand } from "../../src/cli/completions/tree.ts";
import { Workshop } from "../support/cli.ts";
import { TREE } from "../support/tree.ts";
import { typeInto } from "../support/typing.ts";

interface Ran {
  readonly code: number;
  readonly text: string;
}

async function run(program: string, ...args: string[]): Promise<Ran> {
  const command = new Deno.Command(program, { args, stdin: "null" });
  const { code, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
}

async function has(program: string): Promise<boolean> {
  try {
    return (await run(program, "--version")).code === 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** A test in a shell: skipped for all to see where it is not installed, unless all are required. */
async function shellTest(shell: string, body: (shop: Workshop, file: string) => Promise<void>) {
  const there = await has(shell);
  const required = Deno.env.get("DOCKSTART_REQUIRE_ALL") === "1";
  if (!there && !required) {
    console.error(`skipped: completions in ${shell}, which is not installed`);
  }
  Deno.test({
    name: `${shell} completes commands, options and choices`,
    ignore: !there && !required,
    async fn() {
      await using shop = await Workshop.open();
      const { code, stdout } = await shop.run(["completions", shell]);
      equal(code, 0);
      await shop.put("completions", stdout);
      await shop.put("folder/inside", "");
      await body(shop, `${shop.folder}/completions`);
    },
  });
}

/** What is typed, and what the tab key then makes of it: one way on, so that it is complete. */
const COMPLETED: readonly (readonly [typed: string, completed: string])[] = [
  ["dockstart det", "dockstart detect "],
  ["dockstart restore pos", "dockstart restore postgres "],
  ["dockstart restore postgres lat", "dockstart restore postgres latest "],
  ["dockstart snapshot sav", "dockstart snapshot save "],
  ["dockstart --sched", "dockstart --schedule "],
  ["dockstart init --retention", "dockstart init --retention-days "],
  ["dockstart init --language pyt", "dockstart init --language python "],
  ["dockstart completions pow", "dockstart completions powershell "],
];

/** The same on a terminal: what stands behind the prompt after the tab key. */
async function typed(argv: readonly string[], setup: string, shop: Workshop): Promise<void> {
  const more: readonly (readonly [string, string])[] = [
    ...COMPLETED,
    ["dockstart --services postgres,red", "dockstart --services postgres,redis"],
    ["dockstart detect fol", "dockstart detect folder/"],
  ];
  const typing = more.flatMap(([keys, completed]) => [
    ["ready> ", `${keys}\t`] as const,
    [completed, "\x15\r"] as const,
  ]);
  const { code } = await typeInto(argv, {
    cwd: shop.folder,
    typing: [["begin> ", `${setup}\r`], ...typing, ["ready> ", "exit\r"]],
  });
  equal(code, 0);
}

await shellTest("bash", async (shop, file) => {
  equal(await run("shellcheck", file), { code: 0, text: "" });
  await shop.put("rc", "PS1='begin> '\nbind 'set enable-bracketed-paste off'\n");
  const argv = ["bash", "--noprofile", "--rcfile", `${shop.folder}/rc`, "-i"];
  await typed(argv, `source ./completions; PS1='ready''> '`, shop);
});

await shellTest("zsh", async (shop) => {
  const setup = `autoload -U compinit; compinit -u -D; source ./completions; PROMPT='ready''> '`;
  await shop.put(
    "rc/.zshrc",
    "PROMPT='begin> '; zle_highlight=(none)\nunset zle_bracketed_paste\n",
  );
  await typed(["env", `ZDOTDIR=${shop.folder}/rc`, "zsh", "-d", "-i"], setup, shop);
});

await shellTest("fish", async (_, file) => {
  const complete = async (line: string) => {
    const { code, text } = await run("fish", "-N", "-c", `source ${file}; complete -C "${line}"`);
    equal(code, 0, text);
    return text.trim().split("\n").map((candidate) => candidate.split("\t")[0]);
  };
  for (const [typed, completed] of COMPLETED) {
    equal(await complete(typed), [completed.trim().split(" ").at(-1)], typed);
  }
  equal(await complete("dockstart --services postgres,red"), ["postgres,redis"]);
  ok((await complete("dockstart ")).includes("snapshot"));
});

Deno.test("every command and every option of it is in every script", async () => {
  await using shop = await Workshop.open();
  const all = everyCommand(TREE);
  ok(all.length > 10);
  for (const shell of ["bash", "zsh", "fish", "powershell"]) {
    const { stdout } = await shop.run(["completions", shell]);
    for (const { path, options } of all) {
      ok(path.every((word) => stdout.includes(word)), `${shell} ${path}`);
      for (const { names } of options) {
        const long = names.at(-1) ?? "";
        ok(stdout.includes(shell === "fish" ? `-l ${long.slice(2)}` : long), `${shell} ${long}`);
      }
    }
  }
});

Deno.test("a shell without completions is refused with what was meant", async () => {
  await using shop = await Workshop.open();
  equal(await shop.run(["completions", "bsh"]), {
    code: 2,
    stdout: "",
    stderr:
      'error: There are no completions for "bsh"\nhint: Did you mean "bash"? Choose from bash, zsh, fish, powershell.\n',
  });
});

Deno.test("the manual page is one that man shows without a complaint", async () => {
  await using shop = await Workshop.open();
  const { code, stdout } = await shop.run(["man"]);
  equal(code, 0);
  await shop.put("dockstart.1", stdout);
  if (!await has("man")) return console.error("skipped: the manual page, because man is not there");
  const { text } = await run("man", "--warnings=all", "-l", `${shop.folder}/dockstart.1`);
  ok(!/warning|error:/i.test(text), text.slice(0, 500));
  match(text, /DOCKSTART\(1\)[\s\S]*--retention-days days[\s\S]*dockstart snapshot save/);
});
