import {
  briefly,
  type CommandNode,
  everyCommand,
  type OptionNode,
  optionsAt,
  type Values,
} from "./tree.ts";

/** A completion script for PowerShell 5 and newer. Files are completed by PowerShell itself. */
export function powershellScript(root: CommandNode): string {
  const all = everyCommand(root);
  return `# PowerShell completion for dockstart; in $PROFILE:
#   dockstart completions powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName dockstart -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # What may be typed behind each command, and behind each option that takes a value.
    $commands = @{
${
    all.map((node) =>
      `        ${quoted(node.path.join(" "))} = @(
${
        offers(node, root).map(([word, says]) => `            @(${quoted(word)}, ${quoted(says)})`)
          .join("\n")
      }
        )`
    ).join("\n")
  }
    }
    $values = @{
${
    valuesByName(all).map(([name, values]) =>
      `        ${quoted(name)} = @(${
        values.kind === "words" ? values.words.map(quoted).join(", ") : ""
      })`
    ).join("\n")
  }
    }

    $path = ''
    $previous = ''
    foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
        if ($element.Extent.EndOffset -ge $cursorPosition) { break }
        $word = $element.Extent.Text
        $below = "$path $word".Trim()
        if (-not $values.ContainsKey($previous) -and $commands.ContainsKey($below)) { $path = $below }
        $previous = $word
    }

    if ($values.ContainsKey($previous)) {
        # several words with commas: one more behind the last comma
        $before = ''
        if ($wordToComplete -match '^(.*,)') { $before = $Matches[1] }
        $values[$previous] | ForEach-Object { "$before$_" } | Where-Object { $_ -like "$wordToComplete*" } |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        return
    }
    $commands[$path] | Where-Object { $_[0] -like "$wordToComplete*" } | ForEach-Object {
        $kind = if ($_[0].StartsWith('-')) { 'ParameterName' } else { 'ParameterValue' }
        [System.Management.Automation.CompletionResult]::new($_[0], $_[0], $kind, $_[1])
    }
}
`;
}

function offers(node: CommandNode, root: CommandNode): readonly (readonly [string, string])[] {
  return [
    ...node.commands.map(({ path, says }) => [path.at(-1) ?? "", briefly(says)] as const),
    ...node.arguments.flatMap(({ values, name }) =>
      values.kind === "words" ? values.words.map((word) => [word, name] as const) : []
    ),
    ...optionsAt(node, root).flatMap(({ names, says }) =>
      names.map((name) => [name, briefly(says)] as const)
    ),
  ];
}

function valuesByName(all: readonly CommandNode[]): readonly (readonly [string, Values])[] {
  const found = new Map<string, Values>();
  const valued = all.flatMap(({ options }) => options).filter(
    (option): option is OptionNode & { readonly values: Values } => option.values !== undefined,
  );
  for (const { names, values } of valued) for (const name of names) found.set(name, values);
  return [...found];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
