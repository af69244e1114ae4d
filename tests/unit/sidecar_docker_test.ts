/** What is wrong with docker, each with its own message: exit code 69, and what to do. */
import { deepStrictEqual as equal, match, rejects } from "node:assert";
import { Docker, unfetchedImage } from "../../src/sidecar/docker.ts";
import type { Located } from "../../src/sidecar/locate.ts";
import { Sidecar } from "../../src/sidecar/sidecar.ts";
import { scriptedHost } from "../support/scripted_host.ts";

const VERSION = ["docker", "version", "--format", "{{.Server.Version}}"];
const COMPOSE = ["docker", "compose", "version"];

const UNUSABLE: Readonly<Record<string, RegExp>> = {
  "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?":
    /The Docker engine does not answer/,
  'error during connect: Get "http://remote:2375/v1.24/version": dial tcp: lookup remote: no such host':
    /The Docker engine does not answer/,
  "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get …: dial unix /var/run/docker.sock: connect: permission denied":
    /You may not use the Docker engine/,
  "write /var/lib/docker/tmp/x: no space left on device": /The disk of the Docker engine is full/,
};

for (const [stderr, message] of Object.entries(UNUSABLE)) {
  Deno.test(`docker that says "${stderr.slice(0, 50)}…" is not usable`, async () => {
    const { done, host } = scriptedHost([{ argv: VERSION, answers: { code: 1, stderr } }]);
    await rejects(new Docker(host).check(), { kind: "no-docker", message });
    done();
  });
}

const UNFETCHED: Readonly<Record<string, string>> = {
  'failed to solve: failed to do request: Head "https://registry.example/v2/library/mysql/manifests/8.0": dial tcp: lookup registry.example on 10.0.0.1:53: no such host':
    "mysql:8.0 could not be fetched: dial tcp: lookup registry.example on 10.0.0.1:53: no such host",
  'failed to do request: Head "https://registry.example/v2/shop/db/manifests/sha256:9a8a": EOF':
    "shop/db@sha256:9a8a could not be fetched: EOF",
  "failed to solve: mysql:8.99: failed to resolve source metadata for docker.io/library/mysql:8.99: docker.io/library/mysql:8.99: not found":
    "mysql:8.99 could not be fetched: not found",
  "Error response from daemon: manifest for mysql:8.99 not found: manifest unknown: manifest unknown":
    "mysql:8.99 could not be fetched: manifest for mysql:8.99 not found: manifest unknown: manifest unknown",
  "Error response from daemon: pull access denied for shop/db, repository does not exist or may require 'docker login': denied":
    "shop/db could not be fetched: pull access denied for shop/db, repository does not exist or may require 'docker login': denied",
  'Error response from daemon: Get "https://registry.example/v2/": dial tcp 192.0.2.7:443: i/o timeout':
    "An image could not be fetched: dial tcp 192.0.2.7:443: i/o timeout",
  "Error response from daemon: toomanyrequests: You have reached your pull rate limit.":
    "An image could not be fetched: toomanyrequests: You have reached your pull rate limit.",
};

for (const [stderr, message] of Object.entries(UNFETCHED)) {
  Deno.test(`an image that is not to be had is no engine that does not answer: ${message.slice(0, 60)}`, async () => {
    equal(unfetchedImage(`#3 ERROR\n${stderr}\n`)?.message, message);
    const { done, host } = scriptedHost([{
      argv: ["docker", "pull"],
      answers: { code: 1, stderr },
    }]);
    equal((await new Docker(host).run(["pull"])).code, 1);
    done();
  });
}

Deno.test("an old engine is named with its version", async () => {
  const { host } = scriptedHost([{ argv: VERSION, answers: { stdout: "18.09.1\n" } }]);
  await rejects(new Docker(host).check(), {
    kind: "no-docker",
    message: "The Docker engine is of version 18.09.1, which is too old",
  });
});

Deno.test("a missing Compose plugin is named", async () => {
  const { done, host } = scriptedHost([
    { argv: VERSION, answers: { stdout: "28.2.2\n" } },
    { argv: COMPOSE, answers: { code: 1, stderr: "docker: 'compose' is not a docker command.\n" } },
  ]);
  await rejects(new Docker(host).check(), { kind: "no-docker", message: /no Compose plugin/ });
  done();
});

Deno.test("any other failure is docker's own word", async () => {
  const { host } = scriptedHost([
    {
      argv: ["docker", "cp", "a", "b:c"],
      answers: { code: 1, stderr: "Error: No such container: b\n" },
    },
  ]);
  await rejects(new Docker(host).read(["cp", "a", "b:c"]), {
    kind: "failed",
    message: "docker cp failed: Error: No such container: b",
  });
});

Deno.test("an engine with everything is usable", async () => {
  const { done, host } = scriptedHost([
    { argv: VERSION, answers: { stdout: "20.10.24+dfsg1\n" } },
    { argv: COMPOSE, answers: {} },
  ]);
  equal(await new Docker(host).check(), undefined);
  done();
});

Deno.test("compose files that want a variable are refused with a word about .env, others without", async () => {
  const refusal = async (stderr: string) => {
    const argv = ["docker", "compose", "-f", "a.yml", "config", "--format", "json"];
    const { host } = scriptedHost([{ argv, answers: { code: 1, stderr } }]);
    const sidecar = new Sidecar(new Docker(host), { files: ["a.yml"] } as unknown as Located);
    return await sidecar.config().then(() => undefined, ({ hint, message }) => [message, hint]);
  };
  const [message, hint] = await refusal("No port specified: :<empty>\n") ?? [];
  equal(message, "docker compose refuses the compose files: No port specified: :<empty>");
  match(hint ?? "", /^Mend what it names; the files are a\.yml\. What is missing .* \.env file/);
  const [, other] = await refusal("services.web must be a mapping\n") ?? [];
  equal(other, "Mend what it names; the files are a.yml.");
});
