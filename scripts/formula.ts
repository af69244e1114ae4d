import { archiveOf, type Target, TARGETS } from "./targets.ts";

const HOME = "https://github.com/dockstart/dockstart";

/** Homebrew's words for systems and processors. */
const SYSTEMS = { macos: "on_macos", linux: "on_linux" } as const;
const PROCESSORS = { x86_64: "on_intel", aarch64: "on_arm" } as const;

/** A SHA256SUMS file: archive to checksum. */
export function readSums(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split("\n").flatMap((line) => {
      const [, sum, name] = /^([0-9a-f]{64}) [ *](\S+)$/.exec(line) ?? [];
      return sum && name ? [[name, sum] as const] : [];
    }),
  );
}

/**
 * The formula, with what the release has: a machine that it has nothing for is told so by Homebrew.
 * @throws Error when the release has no archive for Homebrew at all
 */
export function formula(version: string, sums: ReadonlyMap<string, string>): string {
  const systems = (["macos", "linux"] as const).flatMap((os) => {
    const blocks = TARGETS.filter((target) => target.os === os)
      .flatMap((target) => processor(target, { version, sums }));
    return blocks.length > 0 ? [`  ${SYSTEMS[os]} do`, ...blocks, "  end", ""] : [];
  });
  if (systems.length === 0) {
    throw new Error(`The release has no archive of version ${version} for macOS or Linux`);
  }
  return [...head(version), ...systems, ...BODY, ""].join("\n");
}

function processor(
  target: Target,
  { sums, version }: { version: string; sums: ReadonlyMap<string, string> },
): readonly string[] {
  const name = archiveOf(target, version);
  const sum = sums.get(name);
  if (!sum) return [];
  return [
    `    ${PROCESSORS[target.arch]} do`,
    `      url "${HOME}/releases/download/v${version}/${name}"`,
    `      sha256 "${sum}"`,
    "    end",
  ];
}

function head(version: string): readonly string[] {
  return [
    "# Made from the release's SHA256SUMS by `deno task tap`.",
    "class Dockstart < Formula",
    '  desc "Dev containers with databases whose backups restore"',
    `  homepage "${HOME}"`,
    `  version "${version}"`,
    '  license "MIT"',
    "",
  ];
}

const BODY = `  def install
    bin.install "dockstart"
    man1.install "man/man1/dockstart.1"
    bash_completion.install "completions/dockstart.bash" => "dockstart"
    zsh_completion.install "completions/_dockstart"
    fish_completion.install "completions/dockstart.fish"
  end

  def caveats
    "The databases and their backups run in Docker, or in Podman with its docker command."
  end

  test do
    (testpath/"shop/package.json").write <<~JSON
      { "name": "shop", "dependencies": { "express": "^5.1.0", "pg": "^8.16.3" } }
    JSON
    (testpath/"shop/.env.example").write "DATABASE_URL=postgres://shop:secret@localhost:5432/shop\\n"
    system bin/"dockstart", "init", "--quiet", "shop"
    assert_match "postgres:", (testpath/"shop/.devcontainer/docker-compose.yml").read
    assert_predicate testpath/"shop/.devcontainer/scripts/restore-postgres.sh", :executable?
    assert_match version.to_s, shell_output("#{bin}/dockstart --version")
  end
end`.split("\n");
