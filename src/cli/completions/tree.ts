import type { Argument, Command, Option } from "@commander-js/extra-typings";
import { ENGINE_IDS } from "../../engines/engine.ts";
import { WISH_KINDS, type WishKey } from "../../plan/wish_kinds.ts";

/** What may stand in a place of the command line. */
export type Values =
  | { readonly kind: "files" | "folders" | "free" }
  | { readonly kind: "words"; readonly words: readonly string[]; readonly list: boolean };

export interface OptionNode {
  /** "-q", "--quiet". */
  readonly names: readonly string[];
  readonly says: string;
  /** Absent for a switch. */
  readonly values?: Values;
  /** The value's name: "crontab". */
  readonly placeholder?: string;
}

export interface ArgumentNode {
  readonly name: string;
  readonly says: string;
  readonly required: boolean;
  /** It may be given any number of times. */
  readonly variadic: boolean;
  readonly values: Values;
}

/** One command with all that is below it, as plain data: completions and the man page are made of it. */
export interface CommandNode {
  /** The words after "dockstart"; none for the program itself. */
  readonly path: readonly string[];
  readonly says: string;
  readonly options: readonly OptionNode[];
  readonly arguments: readonly ArgumentNode[];
  readonly commands: readonly CommandNode[];
  /** Lines that begin with "dockstart", of its help. */
  readonly examples: readonly string[];
}

/** Of arguments and of options' values, by what the command tree calls them. */
const BY_NAME: Readonly<Record<string, Values>> = {
  path: { kind: "folders" },
  folder: { kind: "folders" },
  file: { kind: "files" },
  files: { kind: "files" },
  backup: { kind: "words", words: ["latest"], list: false },
  engine: { kind: "words", words: ENGINE_IDS, list: false },
  engines: { kind: "words", words: ENGINE_IDS, list: false },
};

/** The command tree as data. What a command has is what its help shows. */
export function commandTree(command: Command, path: readonly string[] = []): CommandNode {
  const help = command.createHelp();
  return {
    path,
    says: command.description(),
    options: help.visibleOptions(command).map((option) => optionNode(option)),
    arguments: command.registeredArguments.map((argument) => argumentNode(argument)),
    commands: command.commands.map((each) =>
      commandTree(each as unknown as Command, [...path, each.name()])
    ),
    examples: examplesOf(command),
  };
}

function optionNode(option: Option): OptionNode {
  const names = [option.short, option.long].filter((name) => name !== undefined);
  const placeholder = /[<[]([^>\]]+)[>\]]/.exec(option.flags)?.[1];
  if (placeholder === undefined) return { names, says: option.description };
  const choices = WISH_KINDS[option.attributeName() as WishKey]?.choices ?? option.argChoices;
  const values: Values = choices
    ? { kind: "words", words: choices, list: placeholder === "list" }
    : BY_NAME[placeholder] ?? { kind: "free" };
  return { names, says: option.description, values, placeholder };
}

function argumentNode(argument: Argument): ArgumentNode {
  const name = argument.name();
  const values: Values = argument.argChoices
    ? { kind: "words", words: argument.argChoices, list: false }
    : BY_NAME[name] ?? { kind: "free" };
  return {
    name,
    says: argument.description,
    required: argument.required,
    variadic: argument.variadic,
    values,
  };
}

/** The help's own text below "Examples:", which commander hands out by writing it. */
function examplesOf(command: Command): readonly string[] {
  const lines: string[] = [];
  const output = command.configureOutput();
  command.configureOutput({ ...output, writeOut: (text) => lines.push(...text.split("\n")) });
  command.outputHelp();
  command.configureOutput(output);
  return lines.flatMap((line) => /^ {2}\$ (dockstart.*)$/.exec(line)?.[1] ?? []);
}

/** A tree's nodes, each before those below it. */
export function everyCommand(node: CommandNode): readonly CommandNode[] {
  return [node, ...node.commands.flatMap(everyCommand)];
}

/** The first command is what a command line without one means. */
export function defaultCommand(root: CommandNode): CommandNode | undefined {
  return root.commands.find(({ path }) => path[0] === "init");
}

/** What may be typed at a command, the default command's options counted to the program's own. */
export function optionsAt(node: CommandNode, root: CommandNode): readonly OptionNode[] {
  if (node !== root) return node.options;
  const own = new Set(root.options.flatMap(({ names }) => names));
  const more = defaultCommand(root)?.options ?? [];
  return [...root.options, ...more.filter(({ names }) => !names.some((name) => own.has(name)))];
}

/** A description's first clause, in one short line. */
export function briefly(says: string): string {
  return says.replace(/\s+/g, " ").replace(/ \(.*$|;.*$/, "");
}
