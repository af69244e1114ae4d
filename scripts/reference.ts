/** docs/reference.md: every command with its arguments, options and examples, out of the command tree. */
import { ENV_EXAMPLES, EXIT_CODES } from "../src/cli/completions/man_sections.ts";
import { type CommandNode, everyCommand, type OptionNode } from "../src/cli/completions/tree.ts";

/** The page's text. `deno task golden` writes it, and a test compares. */
export function referencePage(root: CommandNode): string {
  const commands = everyCommand(root).filter((node) => node !== root && node.commands.length === 0);
  return [
    "# Reference",
    "",
    "<!-- Made of the command tree by `deno task golden`: change the commands, not this page. -->",
    "",
    "Without a command, `init` is meant: `dockstart` sets up the project in this folder.",
    "Data goes to stdout, everything for people to stderr where `--json` is given.",
    "",
    ...commands.map(({ path }) => `- [dockstart ${path.join(" ")}](#dockstart-${path.join("-")})`),
    "",
    ...commands.flatMap(section),
    "## Environment",
    "",
    ...rows(["variable", "meaning"], ENV_EXAMPLES.map(([name, says]) => [`\`${name}\``, says])),
    "",
    "## Exit codes",
    "",
    ...rows(["code", "meaning"], EXIT_CODES.map(([code, says]) => [`${code}`, says])),
    "",
  ].join("\n");
}

function section(node: CommandNode): readonly string[] {
  const places = node.arguments.map(({ name, required, variadic }) => {
    const inner = variadic ? `${name}…` : name;
    return required ? `<${inner}>` : `[${inner}]`;
  });
  const usage = ["dockstart", ...node.path, "[options]", ...places].join(" ");
  const described = node.arguments.filter(({ says }) => says).map(({ name, says }) =>
    [`\`${name}\``, says] as const
  );
  return [
    `## dockstart ${node.path.join(" ")}`,
    "",
    sentence(node.says),
    "",
    "```text",
    usage,
    ...node.examples.length > 0 ? ["", ...node.examples.map((line) => `$ ${line}`)] : [],
    "```",
    "",
    ...rows(["argument or option", "meaning"], [...described, ...node.options.map(optionRow)]),
    "",
  ];
}

function optionRow({ names, says, values, placeholder }: OptionNode): readonly [string, string] {
  const value = placeholder ? ` <${placeholder}>` : "";
  const listed = values?.kind === "words"
    ? values.words.filter((word) => !says.includes(word))
    : [];
  const choices = listed.length > 0 ? ` (${listed.map((word) => `\`${word}\``).join(", ")})` : "";
  return [`\`${names.join(", ")}${value}\``, `${says}${choices}`];
}

function rows(
  head: readonly [string, string],
  body: readonly (readonly [string, string])[],
): readonly string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\s+/g, " ").replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), "|---|---|", ...body.map(line)];
}

function sentence(text: string): string {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(upper) ? upper : `${upper}.`;
}
