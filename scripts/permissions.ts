import { variableOf, WISH_KEYS } from "../src/plan/wish_kinds.ts";

/** What the program may do, and nothing else: compiled into it, and given to it by its tests. */
export const PERMISSIONS: readonly string[] = [
  "--allow-read",
  "--allow-write",
  "--allow-run=docker,git",
  `--allow-env=${
    [
      "NO_COLOR",
      "DOCKSTART_DEBUG",
      ...WISH_KEYS.map(variableOf),
      // asked for by the yaml package when it parses
      ...["LOG_TOKENS", "LOG_STREAM"],
      // asked for by the prompts package, to know what a terminal can show
      ...["TERM", "TERM_PROGRAM", "TERMINAL_EMULATOR", "TERMINUS_SUBLIME", "WT_SESSION"],
      ...["ConEmuTask", "CI", "ACCESSIBLE"],
    ].join(",")
  }`,
];
