import {
  type ArgumentNode,
  briefly,
  type CommandNode,
  everyCommand,
  type OptionNode,
  optionsAt,
  type Values,
} from "./tree.ts";

/** A completion script for zsh: the function of a file _dockstart in $fpath, or to be sourced. */
export function zshScript(root: CommandNode): string {
  return `#compdef dockstart
# zsh completion for dockstart; as a file _dockstart in a folder of $fpath, or in ~/.zshrc, after
# compinit:  source <(dockstart completions zsh)

${everyCommand(root).map((node) => functionFor(node, root)).join("\n\n")}

if [[ $funcstack[1] == _dockstart ]]; then _dockstart "$@"; else compdef _dockstart dockstart; fi
`;
}

function functionFor(node: CommandNode, root: CommandNode): string {
  const options = optionsAt(node, root).map(optionSpec);
  if (node.commands.length === 0) {
    const specs = [...options, ...node.arguments.map(argumentSpec)];
    return `${nameOf(node)}() {
  _arguments -s ${specs.map(shellWord).join(" \\\n    ")}
}`;
  }
  const commands = node.commands.map(({ path, says }) =>
    shellWord(`${path.at(-1)}:${briefly(says).replaceAll(":", "\\:")}`)
  );
  return `${nameOf(node)}() {
  local curcontext=$curcontext state line
  _arguments -s -C ${options.map(shellWord).join(" \\\n    ")} \\
    '1: :->command' '*:: :->rest'
  case $state in
    command)
      local -a commands=(
        ${commands.join("\n        ")}
      )
      _describe -t commands command commands${node === root ? " || _files -/" : ""}
      ;;
    rest)
      case $words[1] in
        ${node.commands.map((each) => `${each.path.at(-1)}) ${nameOf(each)} ;;`).join("\n        ")}
      esac
      ;;
  esac
}`;
}

function nameOf({ path }: CommandNode): string {
  return ["_dockstart", ...path].join("_");
}

function optionSpec({ names, says, values, placeholder }: OptionNode): string {
  const text = `[${escaped(briefly(says))}]${
    values ? `:${escaped(placeholder ?? "value")}:${action(values)}` : ""
  }`;
  const excluded = names.length > 1 ? `(${names.join(" ")})` : "";
  const written = names.length > 1 ? `{${names.join(",")}}` : names[0];
  return `${excluded}\u0000${written}\u0000${text}`;
}

function argumentSpec({ name, required, variadic, values }: ArgumentNode): string {
  const place = variadic ? "*" : "";
  return `${place}:${required ? "" : ":"}${name}:${action(values)}`.replace(/^\*::/, "*:");
}

function action(values: Values): string {
  switch (values.kind) {
    case "words":
      return values.list
        ? `_values -s , value ${values.words.join(" ")}`
        : `(${values.words.join(" ")})`;
    case "files":
      return "_files";
    case "folders":
      return "_files -/";
    case "free":
      return " ";
  }
}

function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, "\\$&");
}

/** One word for the shell; of two names for one option, the braces stay outside the quotes. */
function shellWord(text: string): string {
  const quote = (part: string) => part === "" ? "" : `'${part.replaceAll("'", "'\\''")}'`;
  const [excluded = "", names, rest = ""] = text.split("\u0000");
  if (names === undefined) return quote(text);
  return names.startsWith("{")
    ? `${quote(excluded)}${names}${quote(rest)}`
    : quote(excluded + names + rest);
}
