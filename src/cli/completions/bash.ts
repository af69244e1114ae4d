import { type CommandNode, everyCommand, optionsAt, type Values } from "./tree.ts";

/** A completion script for bash: plain bash, without the bash-completion package. */
export function bashScript(root: CommandNode): string {
  const all = everyCommand(root);
  return `# bash completion for dockstart; in ~/.bashrc:  source <(dockstart completions bash)
# shellcheck shell=bash disable=SC2207 # no candidate holds a space

_dockstart() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} path='' count=0 i word
  # bash takes "--option=value" for three words
  if [[ $cur == '=' ]]; then cur=''; elif [[ $prev == '=' ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      -* | '=') continue ;;
    esac
    case \${COMP_WORDS[i-1]} in
      '=' | ${valued(all).map(quoted).join(" | ")}) continue ;;
    esac
    case $path/$word in
${
    all.filter(({ path }) => path.length > 0).map(({ path }) =>
      `      ${quoted(`${path.slice(0, -1).join(" ")}/${path.at(-1)}`)}) path=${
        quoted(path.join(" "))
      } ;;`
    ).join("\n")
  }
      *) count=$((count + 1)) ;;
    esac
  done

  COMPREPLY=()
  case $prev in
${optionCases(all)}
  esac
  if [[ $cur == -* ]]; then
    case $path in
${
    all.map((node) =>
      `      ${quoted(node.path.join(" "))}) _dockstart_words ${
        optionsAt(node, root).flatMap(({ names }) => names).join(" ")
      } ;;`
    ).join("\n")
  }
    esac
    return
  fi
  case $path/$count in
${all.map((node) => positionCases(node, root)).filter((lines) => lines).join("\n")}
  esac
}

# _dockstart_words WORD…: those of them that begin with what is typed
_dockstart_words() { COMPREPLY=($(compgen -W "$*" -- "$cur")); }

# _dockstart_list WORD…: one more word behind the last comma
_dockstart_list() {
  local before=''
  if [[ $cur == *,* ]]; then before=\${cur%,*},; fi
  COMPREPLY=($(compgen -P "$before" -W "$*" -- "\${cur##*,}"))
}

_dockstart_files() { compopt -o default 2> /dev/null; COMPREPLY=(); }
_dockstart_folders() { compopt -o filenames 2> /dev/null; COMPREPLY+=($(compgen -d -- "$cur")); }

complete -F _dockstart dockstart
`;
}

function valued(all: readonly CommandNode[]): readonly string[] {
  const options = all.flatMap(({ options }) => options).filter(({ values }) => values);
  return [...new Set(options.flatMap(({ names }) => names))];
}

function optionCases(all: readonly CommandNode[]): string {
  const cases = new Map<string, string>();
  for (const { names, values } of all.flatMap(({ options }) => options)) {
    if (!values) continue;
    const pattern = names.map(quoted).join(" | ");
    cases.set(pattern, `    ${pattern}) ${offer(values)}; return ;;`);
  }
  return [...cases.values()].join("\n");
}

function positionCases(node: CommandNode, root: CommandNode): string {
  const path = node.path.join(" ");
  if (node.commands.length > 0) {
    const names = node.commands.map(({ path }) => path.at(-1)).join(" ");
    const folders = node === root ? "; _dockstart_folders" : "";
    return `    ${quoted(`${path}/0`)}) _dockstart_words ${names}${folders} ;;`;
  }
  return node.arguments.map(({ values, variadic }, index) =>
    `    ${variadic ? `${quoted(`${path}/`)}*` : quoted(`${path}/${index}`)}) ${offer(values)} ;;`
  ).join("\n");
}

function offer(values: Values): string {
  switch (values.kind) {
    case "words":
      return `${values.list ? "_dockstart_list" : "_dockstart_words"} ${values.words.join(" ")}`;
    case "files":
      return "_dockstart_files";
    case "folders":
      return "_dockstart_folders";
    case "free":
      return ":";
  }
}

function quoted(text: string): string {
  return `'${text}'`;
}
