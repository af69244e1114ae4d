import { Argument, type Command } from "@commander-js/extra-typings";
import { DockstartError } from "../errors.ts";
import { didYouMean } from "../suggest.ts";
import { VERSION } from "../version.ts";
import { bashScript } from "./completions/bash.ts";
import { fishScript } from "./completions/fish.ts";
import { manPage } from "./completions/man.ts";
import { powershellScript } from "./completions/powershell.ts";
import { type CommandNode, commandTree } from "./completions/tree.ts";
import { zshScript } from "./completions/zsh.ts";
import * as option from "./options.ts";
import { type Session, terminalFor } from "./session.ts";

const SCRIPTS: Readonly<Record<string, (root: CommandNode) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};
const SHELLS = Object.keys(SCRIPTS);

/** `dockstart completions SHELL`: commands, options and choices, out of the command tree itself. */
export function addCompletions(program: Command, session: Session): void {
  const shell = new Argument("<shell>", "whose script it is");
  shell.argChoices = SHELLS;
  program.command("completions")
    .description("print a completion script for a shell")
    .addArgument(shell)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", COMPLETIONS_EXAMPLES)
    .action((name, options) => {
      const script = SCRIPTS[name.toLowerCase()];
      if (!script) throw unknownShell(name);
      print(script(commandTree(program)), { name: "script", session, options });
    });
}

/** `dockstart man`: the manual page, out of the command tree too. */
export function addMan(program: Command, session: Session): void {
  program.command("man")
    .description("print the manual page, for man")
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", MAN_EXAMPLES)
    .action((options) => {
      print(manPage(commandTree(program), VERSION), { name: "page", session, options });
    });
}

interface Printing {
  /** The text's name in JSON. */
  readonly name: string;
  readonly session: Session;
  readonly options: Parameters<typeof terminalFor>[1];
}

function print(text: string, { name, session, options }: Printing): void {
  const data = options.json ? JSON.stringify({ schema: 1, [name]: text }, null, 2) : text.trimEnd();
  terminalFor(session, options).out(data);
}

function unknownShell(name: string): DockstartError {
  return new DockstartError(
    "usage",
    `There are no completions for "${name}"`,
    `${didYouMean(name, SHELLS)}Choose from ${SHELLS.join(", ")}.`,
  );
}

const COMPLETIONS_EXAMPLES = `
Examples:
  $ dockstart completions bash >> ~/.bashrc
  $ dockstart completions zsh > ~/.zfunc/_dockstart
  $ dockstart completions fish > ~/.config/fish/completions/dockstart.fish
  $ dockstart completions powershell >> $PROFILE`;

const MAN_EXAMPLES = `
Examples:
  $ dockstart man | man -l -                                     read it
  $ dockstart man > ~/.local/share/man/man1/dockstart.1          install it`;
