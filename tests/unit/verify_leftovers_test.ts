import { Docker } from "../../src/sidecar/docker.ts";
import { removeRun } from "../../src/verify/leftovers.ts";
import { type Call, scriptedHost } from "../support/scripted_host.ts";

const OF_RUN = ["--filter", "label=dev.dockstart.verify=run1", "--format"];
const CONTAINERS = ["docker", "ps", "-a", "--no-trunc", ...OF_RUN, "{{.ID}}"];
const NETWORKS = ["docker", "network", "ls", "--no-trunc", ...OF_RUN, "{{.ID}}"];
const VOLUMES = ["docker", "volume", "ls", ...OF_RUN, "{{.Name}}"];
const IMAGES = ["docker", "image", "ls", ...OF_RUN, "{{.Repository}}:{{.Tag}}"];

function lists(argv: readonly string[], stdout = ""): Call {
  return { argv, answers: { stdout } };
}

function removes(...argv: readonly string[]): Call {
  return { argv: ["docker", ...argv], answers: {} };
}

async function removesBy(calls: readonly Call[], keepImage = false): Promise<void> {
  const { host, done } = scriptedHost(calls);
  await removeRun(new Docker(host), "run1", keepImage);
  done();
}

Deno.test("what docker made only after the first look is removed as well", async () => {
  await removesBy([
    lists(CONTAINERS, "server\n"),
    removes("rm", "-f", "-v", "server"),
    lists(NETWORKS, "net\n"),
    removes("network", "rm", "net"),
    lists(VOLUMES),
    lists(CONTAINERS, "sidecar\n"),
    removes("rm", "-f", "-v", "sidecar"),
    lists(NETWORKS),
    lists(VOLUMES, "backups\n"),
    removes("volume", "rm", "-f", "backups"),
    lists(CONTAINERS),
    lists(NETWORKS),
    lists(VOLUMES),
    lists(IMAGES, "sidecar:latest\n"),
    removes("image", "rm", "-f", "sidecar:latest"),
  ]);
});

Deno.test("what cannot be removed ends the looks all the same, and an image may be kept", async () => {
  const look = [
    lists(CONTAINERS, "stuck\n"),
    removes("rm", "-f", "-v", "stuck"),
    lists(NETWORKS),
    lists(VOLUMES),
  ];
  await removesBy([...look, ...look, ...look, ...look, ...look], true);
});
