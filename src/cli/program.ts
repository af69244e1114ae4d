import { Command, CommanderError } from "@commander-js/extra-typings";
import { DockstartError, EXIT, type ExitCode } from "../errors.ts";
import { closest } from "../suggest.ts";
import { VERSION } from "../version.ts";
import { COMMANDS, isCommand } from "./commands.ts";
import type { Session } from "./session.ts";

const ISSUES = "https://github.com/dockstart/dockstart/issues";

/**
 * The command tree. A first word that is no command is init's path.
 * @param names the commands in it; the others need not be loaded
 */
export async function buildProgram(
  session: Session,
  names: readonly string[] = Object.keys(COMMANDS),
): Promise<Command> {
  const adders = await Promise.all(names.filter(isCommand).map((name) => COMMANDS[name]()));
  const program = new Command("dockstart")
    .description("Dev containers with databases whose backups restore.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .addHelpText("after", `\nRun "dockstart COMMAND --help" for a command's options and examples.`)
    .configureOutput({
      writeOut: (text) => session.sinks.out(text.trimEnd()),
      // errors are printed by run, in one form for all
      writeErr: () => {},
      // help has no colours, and commander would look for them in variables that it may not read
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride();
  for (const add of adders) add(program, session);
  return program;
}

/**
 * Runs one command line to its end.
 * @param args without the program's own name
 */
export async function run(args: readonly string[], session: Session): Promise<ExitCode> {
  const program = await buildProgram(session, commandsFor(args));
  try {
    await program.parseAsync([...args], { from: "user" });
    return EXIT.done;
  } catch (error) {
    return report(error, { args, session });
  }
}

/** A command that is named is all that its line needs, unless it speaks of the others. */
function commandsFor([first = ""]: readonly string[]): readonly string[] | undefined {
  return isCommand(first) && !["completions", "man"].includes(first) ? [first] : undefined;
}

interface Failure {
  readonly args: readonly string[];
  readonly session: Session;
}

function report(error: unknown, failure: Failure): ExitCode {
  const say = failure.session.sinks.error;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    // a group of commands, and none of them named
    if (error.code === "commander.help") return refuseGroup(failure);
    say(error.message.replace(/^error: /, "error: ").replace(/\n\(Did you mean (.*)\?\)/, ""));
    const meant = /Did you mean (.*)\?/.exec(error.message)?.[1];
    say(`hint: ${meant ? `Did you mean ${meant}? ` : ""}"dockstart --help" shows what there is.`);
    return EXIT.usage;
  }
  if (error instanceof DockstartError) {
    say(`error: ${error.sentence}`);
    say(`hint: ${misspelt(error, failure) ?? error.hint}`);
    return error.exitCode;
  }
  say(
    `error: This is a bug in dockstart ${VERSION}: ${
      error instanceof Error ? error.message : error
    }`,
  );
  say(`hint: Please report it, with the command that you ran, at ${ISSUES}`);
  if (failure.session.host.env("DOCKSTART_DEBUG") && error instanceof Error) say(error.stack ?? "");
  return EXIT.failed;
}

function refuseGroup({ args, session }: Failure): ExitCode {
  const named = args.filter((arg) => !arg.startsWith("-")).join(" ");
  session.sinks.error(`error: "dockstart ${named}" does nothing by itself`);
  session.sinks.error(`hint: "dockstart ${named} --help" shows what it does.`);
  return EXIT.usage;
}

/** "dockstart detct" looks for a folder of that name; the command is what was meant. */
function misspelt(error: DockstartError, { args }: Failure): string | undefined {
  const [first] = args;
  if (error.kind !== "no-project" || !first || first.includes("/")) return undefined;
  const close = closest(first, Object.keys(COMMANDS));
  return close && `Did you mean the command "dockstart ${close}"?`;
}
