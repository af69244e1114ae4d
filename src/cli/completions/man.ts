import { ENV_EXAMPLES, EXIT_CODES } from "./man_sections.ts";
import { type CommandNode, everyCommand, type OptionNode } from "./tree.ts";

/** The manual page, dockstart(1), in roff's man macros. */
export function manPage(root: CommandNode, version: string): string {
  const commands = everyCommand(root).filter((node) => node !== root && node.commands.length === 0);
  return [
    `.TH DOCKSTART 1 "" "dockstart ${version}" "User Commands"`,
    ".SH NAME",
    `dockstart \\- ${plain(root.says.replace(/\.$/, ""))}`,
    ".SH SYNOPSIS",
    ".B dockstart",
    '.RI [ command ] " " [ options ]',
    ".SH DESCRIPTION",
    plain(DESCRIPTION),
    ".SH COMMANDS",
    ...commands.flatMap(commandLines),
    ".SH ENVIRONMENT",
    ...ENV_EXAMPLES.flatMap(([name, says]) => [".TP", `.B ${plain(name)}`, plain(says)]),
    ".SH FILES",
    ".TP",
    ".I .devcontainer/dockstart.json",
    plain("What init was asked for, and what it wrote: the next init goes by it."),
    ".SH EXIT STATUS",
    ...EXIT_CODES.flatMap(([code, says]) => [".TP", `.B ${code}`, plain(says)]),
    "",
  ].join("\n");
}

const DESCRIPTION =
  "Reads which language and databases a project needs, and writes a dev container with them and a backup sidecar that dumps them on a schedule and restores them. Without a command, init is meant.";

function commandLines(node: CommandNode): readonly string[] {
  const places = node.arguments.map(({ name, required, variadic }) => {
    const inner = `\\fI${plain(name)}\\fR${variadic ? "..." : ""}`;
    return required ? inner : `[${inner}]`;
  });
  return [
    `.SS ${quotedMacro(["dockstart", ...node.path].join(" "))}`,
    [`\\fBdockstart ${plain(node.path.join(" "))}\\fR`, "[\\fIoptions\\fR]", ...places].join(" "),
    ".PP",
    sentence(node.says),
    ...node.options.flatMap(optionLines),
    ...(node.examples.length > 0
      ? [".PP", "Examples:", ".PP", ".nf", ".RS", ...node.examples.map(plain), ".RE", ".fi"]
      : []),
  ];
}

function optionLines({ names, says, placeholder }: OptionNode): readonly string[] {
  const value = placeholder ? ` \\fI${plain(placeholder)}\\fR` : "";
  const flags = names.map((name) => `\\fB${plain(name)}\\fR`).join(", ");
  return [".TP", `${flags}${value}`, sentence(says)];
}

function sentence(text: string): string {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return plain(/[.!?]$/.test(upper) ? upper : `${upper}.`);
}

/** Text that roff takes as it is: no escapes, no requests, no hyphens that it may break at. */
function plain(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replace(/^([.'])/gm, "\\&$1");
}

function quotedMacro(text: string): string {
  return `"${plain(text).replaceAll('"', '""')}"`;
}
