import type { Docker } from "../sidecar/docker.ts";
import { LABEL, OWNER_LABEL } from "./isolate.ts";
import { isAlive } from "./lease.ts";

/** Kinds of things that docker keeps, how they are listed with their labels, and removed. */
const KINDS: readonly { list: readonly string[]; remove: readonly string[] }[] = [
  { list: ["ps", "-a", "--no-trunc"], remove: ["rm", "-f", "-v"] },
  { list: ["network", "ls", "--no-trunc"], remove: ["network", "rm"] },
  { list: ["volume", "ls"], remove: ["volume", "rm", "-f"] },
];

/**
 * More looks than it ever takes: docker may still make what it was asked for before the run was stopped,
 * and a look that finds nothing is the last one.
 */
const MOST_LOOKS = 5;

/**
 * Removes everything that a run has made: containers, networks, volumes, and its image.
 * @param keepImage leaves the image, for `--keep`
 */
export async function removeRun(docker: Docker, id: string, keepImage: boolean): Promise<void> {
  const filter = ["--filter", `label=${LABEL}=${id}`];
  for (let look = 0; look < MOST_LOOKS; look++) {
    let found = 0;
    for (const { list, remove } of KINDS) {
      const name = list[0] === "volume" ? "{{.Name}}" : "{{.ID}}";
      found += await removeListed(docker, [...list, ...filter, "--format", name], remove);
    }
    if (found === 0) break;
  }
  if (keepImage) return;
  const images = ["image", "ls", ...filter, "--format", "{{.Repository}}:{{.Tag}}"];
  await removeListed(docker, images, ["image", "rm", "-f"]);
}

/** @returns how many were listed */
async function removeListed(
  docker: Docker,
  list: readonly string[],
  remove: readonly string[],
): Promise<number> {
  const { stdout } = await docker.run(list, { unstoppable: true });
  const found = stdout.split("\n").filter(Boolean);
  if (found.length > 0) await docker.run([...remove, ...found], { unstoppable: true });
  return found.length;
}

/** Removes what killed runs have left; those that go on are left alone. */
export async function removeLeftovers(docker: Docker): Promise<void> {
  const filter = ["--filter", `label=${LABEL}`];
  const runs = new Map<string, string>();
  for (const list of [...KINDS.map(({ list }) => list), ["image", "ls"]]) {
    const { stdout } = await docker.run([...list, ...filter, "-q"]);
    for (const thing of stdout.split("\n").filter(Boolean)) {
      const run = await ownerOf(docker, list[0] ?? "", thing);
      if (run) runs.set(run.id, run.owner);
    }
  }
  for (const [id, owner] of runs) {
    if (!await isAlive(id, owner, docker.host.now())) await removeRun(docker, id, false);
  }
}

async function ownerOf(
  docker: Docker,
  kind: string,
  thing: string,
): Promise<{ id: string; owner: string } | undefined> {
  const holder = kind === "ps" || kind === "image" ? ".Config.Labels" : ".Labels";
  const format = `{{index ${holder} "${LABEL}"}} {{index ${holder} "${OWNER_LABEL}"}}`;
  const type = kind === "ps" ? "container" : kind;
  const { code, stdout } = await docker.run(["inspect", "--type", type, "--format", format, thing]);
  const [id, owner] = stdout.trim().split(" ");
  return code === 0 && id ? { id, owner: owner ?? "" } : undefined;
}
