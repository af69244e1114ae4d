import { briefly, type CommandNode, everyCommand, optionsAt, type Values } from "./tree.ts";

/** A completion script for fish. */
export function fishScript(root: CommandNode): string {
  return `# fish completion for dockstart:  dockstart completions fish > ~/.config/fish/completions/dockstart.fish

# The words that are no options, without the program's own name: the command, and what it is given.
function __dockstart_words
    set -l words
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word ${valued(root).join(" ")}
            set skip 1
        else if not string match -q -- '-*' $word
            set -a words $word
        end
    end
    string join ' ' -- $words
end

# Whether this command is being typed, with so many words behind it.
function __dockstart_at
    set -l words (__dockstart_words)
    string match -q -r -- "^$argv[1]\\$" "$words"
end

# Words with commas between them: one more behind the last comma.
function __dockstart_list
    set -l before (string match -r '^.*,' -- (string replace -r '^--[^=]*=' '' -- (commandline -ct)))
    for word in $argv
        echo $before$word
    end
end

complete -c dockstart -f
${everyCommand(root).flatMap((node) => linesFor(node, root)).join("\n")}
`;
}

function valued(root: CommandNode): readonly string[] {
  const options = everyCommand(root).flatMap(({ options }) => options);
  return [...new Set(options.filter(({ values }) => values).flatMap(({ names }) => names))];
}

function linesFor(node: CommandNode, root: CommandNode): readonly string[] {
  const path = node.path.join(" ");
  const anywhere = node.commands.length > 0 ? path : `${path}( .*)?`;
  const at = (pattern: string) => `-n ${quoted(`__dockstart_at ${quoted(pattern)}`)}`;
  const options = optionsAt(node, root).map(({ names, says, values }) => {
    const flags = names.map((name) =>
      name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`
    );
    const takes = values ? ` ${offer(values)}` : "";
    return `complete -c dockstart ${at(anywhere)} ${flags.join(" ")}${takes} -d ${
      quoted(briefly(says))
    }`;
  });
  const commands = node.commands.map(({ path: [...below], says }) =>
    `complete -c dockstart ${at(path)} -a ${below.at(-1)} -d ${quoted(briefly(says))}`
  );
  const positions = node.commands.length > 0 ? [] : node.arguments.map((argument, index) => {
    const pattern = argument.variadic ? anywhere : `${path}${" [^ ]+".repeat(index)}`;
    return `complete -c dockstart ${at(pattern)} ${place(argument.values)}`;
  });
  const folders = node === root
    ? [`complete -c dockstart ${at("")} ${place({ kind: "folders" })}`]
    : [];
  return [...commands, ...folders, ...options, ...positions];
}

function offer(values: Values): string {
  switch (values.kind) {
    case "words":
      return `-x -a ${
        quoted(
          values.list ? `(__dockstart_list ${values.words.join(" ")})` : values.words.join(" "),
        )
      }`;
    case "files":
      return "-r -F";
    case "folders":
      return "-x -a '(__fish_complete_directories (commandline -ct))'";
    case "free":
      return "-x";
  }
}

function place(values: Values): string {
  if (values.kind === "free") return "-f";
  if (values.kind === "files") return "-F";
  return offer(values).replace(/^-x /, "");
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
