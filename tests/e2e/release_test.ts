// deno-lint-ignore-file no-console -- what is skipped has to be seen in the test output
/** A release as its users get it: archives, install.sh, Homebrew's formula. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { archiveOf, TARGETS } from "../../scripts/targets.ts";
import { VERSION } from "../../src/version.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const REQUIRED = Deno.env.get("DOCKSTART_REQUIRE_ALL") === "1";

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  argv: readonly string[],
  options: Omit<Deno.CommandOptions, "args"> = {},
): Promise<Ran> {
  const [program = "", ...args] = argv;
  const command = new Deno.Command(program, {
    stdin: "null",
    ...options,
    env: { ...options.env, NO_COLOR: "1" },
    args,
  });
  const { code, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  // what Deno itself fetches before it runs anything is no word of ours
  const own = decoder.decode(stderr).replace(/^Download .*\n/gm, "");
  return { code, stdout: decoder.decode(stdout), stderr: own };
}

/** Makes a release in a new folder. */
async function release(...options: string[]): Promise<Ran & { readonly folder: string }> {
  const folder = await Deno.makeTempDir({ prefix: "dockstart-release-" });
  const argv = [
    Deno.execPath(),
    "task",
    "--quiet",
    "compile",
    "--all",
    "--out",
    folder,
    ...options,
  ];
  return { folder, ...await run(argv, { cwd: ROOT }) };
}

const made = await release("--available");
addEventListener("unload", () => Deno.removeSync(made.folder, { recursive: true }));
const archives = [...Deno.readDirSync(made.folder)].map(({ name }) => name)
  .filter((name) => name.startsWith("dockstart-")).sort();
const here = archives.find((name) =>
  name.includes(`-${Deno.build.os === "darwin" ? "macos" : Deno.build.os}-${Deno.build.arch}.tar`)
);
const ignore = !here && !REQUIRED;
if (ignore) console.error("skipped: the release, because deno compile cannot fetch its runtime");

/** A test with the archive for this machine. */
function releaseTest(name: string, fn: (archive: string) => Promise<void>, skip = false): void {
  Deno.test({
    name,
    ignore: ignore || skip,
    async fn() {
      ok(here, made.stderr);
      await fn(here);
    },
  });
}

async function temporary(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "dockstart-release-test-" });
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

releaseTest("a release made again is the same bytes, and says what it lacks", async () => {
  const again = await release();
  try {
    for (const name of archives) {
      const [one, other] = await Promise.all(
        [made.folder, again.folder].map((folder) => Deno.readFile(`${folder}/${name}`)),
      );
      ok(one && other && equalBytes(one, other), name);
    }
    const missing = TARGETS.map((target) => archiveOf(target, VERSION))
      .filter((name) => !archives.includes(name));
    for (const name of missing) match(again.stderr, new RegExp(`^left out: ${name},`, "m"));
    // what is not whole is refused, unless --available allows for it
    equal(made.code, 0, made.stderr);
    equal(again.code, missing.length === 0 ? 0 : 1);
    const sums = [...Deno.readDirSync(again.folder)].some(({ name }) => name === "SHA256SUMS");
    equal(sums, missing.length === 0);
  } finally {
    await Deno.remove(again.folder, { recursive: true });
  }
});

releaseTest("a release with ready code wants it of this source and for every target", async () => {
  await temporary(async (folder) => {
    const deno = (...args: string[]) => run([Deno.execPath(), ...args], { cwd: ROOT });
    equal((await deno("task", "--quiet", "ready", folder)).code, 0);
    const [file = ""] = [...Deno.readDirSync(folder)].map(({ name }) => name);
    match(file, new RegExp(`^${Deno.build.target}-[0-9a-f]{16}\\.v8$`));
    // what was made of another source
    const other = TARGETS.find(({ triple }) => triple !== Deno.build.target)?.triple ?? "";
    await Deno.rename(`${folder}/${file}`, `${folder}/${other}-0123456789abcdef.v8`);
    const refused = await release("--available", "--ready", folder);
    await Deno.remove(refused.folder, { recursive: true });
    equal(refused.code, 1);
    equal(
      refused.stderr,
      `error: There is no ready code of this source for ${other} in ${folder}\n` +
        "hint: Run deno task ready DIR on such a machine, with the same commit.\n",
    );
  });
});

releaseTest("SHA256SUMS is what sha256sum goes by, and names every archive", async () => {
  const text = await Deno.readTextFile(`${made.folder}/SHA256SUMS`);
  equal(text.trimEnd().split("\n").map((line) => line.split("  ")[1]).sort(), archives);
  const argv = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"];
  equal(await run(argv, { cwd: made.folder }), { code: 0, stdout: "", stderr: "" });
});

releaseTest(
  "an archive holds the program and what belongs beside it, of one time and owner",
  async () => {
    for (const name of archives.filter((each) => each.endsWith(".tar.gz"))) {
      const bytes = await Deno.readFile(`${made.folder}/${name}`);
      equal([...bytes.slice(0, 10)], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255], "the gzip header");
      const listed = await run(["tar", "-tvzf", `${made.folder}/${name}`], {
        env: { LC_ALL: "C", TZ: "UTC" },
      });
      const folder = name.replace(".tar.gz", "");
      const lines = listed.stdout.trimEnd().split("\n").map((line) => line.split(/\s+/));
      equal(
        lines.map(([mode, owner, , day, time, path]) => [mode, owner, day, time, path].join(" ")),
        [
          ...["LICENSE", "README.md", "completions/_dockstart", "completions/dockstart.bash"],
          ...["completions/dockstart.fish", "completions/dockstart.ps1", "dockstart"],
          "man/man1/dockstart.1",
        ].map((path) => {
          const mode = path === "dockstart" ? "-rwxr-xr-x" : "-rw-r--r--";
          return `${mode} root/root 2020-01-01 00:00 ${folder}/${path}`;
        }),
      );
    }
  },
);

releaseTest("each archive's program is one for its processor", async () => {
  const machines: Readonly<Record<string, number>> = { x86_64: 62, aarch64: 183 };
  for (const name of archives.filter((each) => each.includes("-linux-"))) {
    await temporary(async (folder) => {
      await run(["tar", "-xzf", `${made.folder}/${name}`, "-C", folder]);
      const path = `${folder}/${name.replace(".tar.gz", "")}/dockstart`;
      using file = await Deno.open(path);
      const head = new Uint8Array(20);
      await file.read(head);
      equal(new TextDecoder().decode(head.slice(1, 4)), "ELF");
      equal(head[18], machines[/linux-(\w+)\.tar/.exec(name)?.[1] ?? ""]);
    });
  }
});

releaseTest("an archive stays as small as it is", async (archive) => {
  const { size } = await Deno.stat(`${made.folder}/${archive}`);
  ok(size < 45e6, `${archive} has ${size} bytes`);
});

const INSTALLED = [
  "bin/dockstart",
  "share/bash-completion/completions/dockstart",
  "share/fish/vendor_completions.d/dockstart.fish",
  "share/man/man1/dockstart.1",
  "share/zsh/site-functions/_dockstart",
];

/** install.sh as a user runs it, with nothing of this machine's own settings. */
function install(home: string, from: string, ...args: string[]): Promise<Ran> {
  return run(["sh", `${ROOT}install.sh`, ...args], {
    clearEnv: true,
    env: { HOME: home, PATH: "/usr/bin:/bin", DOCKSTART_FROM: from },
  });
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const { stdout } = await run(["find", ".", "-type", "f"], { cwd: folder });
  return stdout.split("\n").filter(Boolean).map((path) => path.replace(/^\.\//, "")).sort();
}

releaseTest("install.sh installs without root, twice, and takes all away again", async () => {
  await temporary(async (folder) => {
    const home = `${folder}/it's home`;
    await Deno.mkdir(home);
    for (let time = 0; time < 2; time++) {
      const { code, stderr, stdout } = await install(home, made.folder);
      equal(code, 0, stderr);
      match(
        stdout,
        new RegExp(`^dockstart ${VERSION} is installed: ${home}/.local/bin/dockstart$`, "m"),
      );
      match(stdout, /^.*is not in your PATH; add it: {2}export PATH="/m);
      equal(await filesIn(`${home}/.local`), INSTALLED);
      const removal = /^To take it away: {2}(rm .*)$/m.exec(stdout)?.[1] ?? "";
      const program = await run([`${home}/.local/bin/dockstart`, "--version"]);
      equal(program, { code: 0, stdout: `${VERSION}\n`, stderr: "" });
      if (time === 0) equal((await run(["sh", "-c", removal])).code, 0);
      else equal((await install(home, made.folder, "--uninstall")).code, 0);
      equal(await filesIn(home), []);
    }
  });
});

releaseTest(
  "install.sh refuses an archive that was changed, and leaves what is there",
  async (archive) => {
    await temporary(async (folder) => {
      const [home, changed] = [`${folder}/home`, `${folder}/release`];
      await Promise.all([home, changed].map((each) => Deno.mkdir(each)));
      equal((await install(home, made.folder)).code, 0);
      const bytes = await Deno.readFile(`${made.folder}/${archive}`);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      await Deno.writeFile(`${changed}/${archive}`, bytes);
      await Deno.copyFile(`${made.folder}/SHA256SUMS`, `${changed}/SHA256SUMS`);
      const refused = await install(home, changed);
      equal([refused.code, refused.stdout], [1, ""]);
      match(
        refused.stderr,
        /^error: .* is not what the release says: its checksum differs\nhint: /,
      );
      equal(await filesIn(`${home}/.local`), INSTALLED);
      equal((await run([`${home}/.local/bin/dockstart`, "--version"])).code, 0);
    });
  },
);

Deno.test("install.sh says what is wrong, and what to do", async () => {
  await temporary(async (folder) => {
    const nowhere = await install(folder, `${folder}/nowhere`);
    equal(nowhere.code, 1);
    match(nowhere.stderr, /error: There is no SHA256SUMS in .*nowhere\nhint: /);
    const mistyped = await install(folder, folder, "--uninstal");
    equal(mistyped.code, 2);
    match(mistyped.stderr, /^error: There is no option --uninstal\nhint: /);
    const help = await install(folder, folder, "--help");
    equal(help.code, 0);
    match(help.stdout, /^sh install\.sh .*\n[^]*DOCKSTART_FROM /);
    await Deno.writeTextFile(
      `${folder}/SHA256SUMS`,
      `${"0".repeat(64)}  dockstart-1.0.0-plan9-mips.tar.gz\n`,
    );
    const foreign = await install(folder, folder);
    equal(foreign.code, 1);
    match(foreign.stderr, /^error: The release has no archive for /);
  });
});

const ruby = await run(["ruby", "--version"]).then(({ code }) => code === 0, () => false);
if (!ruby && !REQUIRED) console.error("skipped: Homebrew's formula, because Ruby is not installed");

releaseTest(
  "Homebrew's formula is Ruby, installs from its tap, and passes its own test",
  async () => {
    const tap = await run([Deno.execPath(), "task", "--quiet", "tap", "--out", made.folder], {
      cwd: ROOT,
    });
    equal(tap.code, 0, tap.stderr);
    const formula = `${made.folder}/tap/Formula/dockstart.rb`;
    const syntax = await run(["ruby", "-wc", formula]);
    equal(syntax, { code: 0, stdout: "Syntax OK\n", stderr: "" });
    await temporary(async (folder) => {
      const argv = [
        "ruby",
        `${ROOT}tests/support/homebrew/install.rb`,
        formula,
        made.folder,
        folder,
      ];
      const { code, stderr, stdout } = await run(argv);
      equal(code, 0, stderr);
      equal(stdout.trimEnd().split("\n").slice(1), [
        "bin/dockstart",
        "etc/bash_completion.d/dockstart",
        "share/fish/vendor_completions.d/dockstart.fish",
        "share/man/man1/dockstart.1",
        "share/zsh/site-functions/_dockstart",
      ]);
      const text = await Deno.readTextFile(formula);
      await Deno.writeTextFile(formula, text.replace(/sha256 "./g, 'sha256 "x'));
      match((await run(argv)).stderr, /the checksum is/);
    });
  },
  !ruby && !REQUIRED,
);

function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
