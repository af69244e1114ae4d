/** The machines that a release is made for. */
export interface Target {
  /** As `deno compile --target` names it. */
  readonly triple: string;
  /** In the names of archives. */
  readonly os: "linux" | "macos" | "windows";
  readonly arch: "x86_64" | "aarch64";
}

export const TARGETS: readonly Target[] = [
  { triple: "x86_64-unknown-linux-gnu", os: "linux", arch: "x86_64" },
  { triple: "aarch64-unknown-linux-gnu", os: "linux", arch: "aarch64" },
  { triple: "x86_64-apple-darwin", os: "macos", arch: "x86_64" },
  { triple: "aarch64-apple-darwin", os: "macos", arch: "aarch64" },
  { triple: "x86_64-pc-windows-msvc", os: "windows", arch: "x86_64" },
];

/** "linux-x86_64". */
export function platformOf({ arch, os }: Target): string {
  return `${os}-${arch}`;
}

export function executableOf({ os }: Target): string {
  return os === "windows" ? "dockstart.exe" : "dockstart";
}

/** "dockstart-1.2.3-linux-x86_64.tar.gz". */
export function archiveOf(target: Target, version: string): string {
  const end = target.os === "windows" ? "zip" : "tar.gz";
  return `dockstart-${version}-${platformOf(target)}.${end}`;
}
