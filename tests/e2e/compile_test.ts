// deno-lint-ignore-file no-console -- what is skipped has to be seen in the test output
/** The one executable: compiled, and run from an empty folder where there is no Deno. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { Bundle, compile } from "../../scripts/bundle.ts";
import { TEXT } from "../../scripts/compiled/program.ts";
import { PERMISSIONS } from "../../scripts/permissions.ts";
import { VERSION } from "../../src/version.ts";
import { Workshop } from "../support/cli.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

const { code, stderr } = await new Deno.Command(Deno.execPath(), {
  args: ["task", "--quiet", "compile"],
  cwd: ROOT,
}).output();
const reason = new TextDecoder().decode(stderr);
const unreachable = code !== 0 && reason.includes("fetches its runtime once");
const ignore = unreachable && Deno.env.get("DOCKSTART_REQUIRE_ALL") !== "1";
if (ignore) {
  console.error("skipped: the compiled program, because deno compile cannot fetch its runtime");
}

Deno.test({
  name: "the executable does all of init alone",
  ignore,
  async fn(t) {
    equal(code, 0, reason);
    await using shop = await Workshop.open();
    await shop.example("rails-shop", "rails-shop");
    await Deno.copyFile(`${ROOT}dist/dockstart`, `${shop.folder}/dockstart`);
    const type = async (...args: string[]) => {
      const { code, stdout, stderr } = await new Deno.Command(`${shop.folder}/dockstart`, {
        args,
        cwd: shop.folder,
        clearEnv: true,
        env: { PATH: "/usr/bin:/bin" },
      }).output();
      const decoder = new TextDecoder();
      return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
    };

    await t.step("it writes what the source would", async () => {
      const shown = await type("rails-shop");
      equal(shown.code, 0, shown.stderr);
      match(shown.stdout, /✨ Done!\n$/);
      await using source = await Workshop.open();
      await source.example("rails-shop", "rails-shop");
      equal(shown, await source.run(["rails-shop"]));
      equal(await shop.tree("rails-shop"), await source.tree("rails-shop"));
    });
    await t.step("an error is a sentence and a hint there too", async () => {
      equal(await type("nowhere"), {
        code: 3,
        stdout: "",
        stderr:
          'error: There is no folder "nowhere"\nhint: Give the path of the project\'s folder, or run dockstart inside it.\n',
      });
    });
    await t.step("the version is the source's", async () => {
      const version = { code: 0, stdout: `${VERSION}\n`, stderr: "" };
      equal(await type("--version"), version);
      equal(await type("-V"), version);
    });
    await t.step(
      "what a project calls itself is no template, and its links lead nowhere",
      async () => {
        const tag = `<%~ Deno.readTextFileSync("${shop.folder}/home/secret") %>`.replaceAll(
          "/",
          "\u2215",
        );
        await shop.put("home/secret", "s3cret-of-the-home");
        await shop.put(
          `${tag}/package.json`,
          JSON.stringify({
            name: HOSTILE,
            engines: { node: HOSTILE },
            dependencies: { express: "5" },
          }),
        );
        await shop.put(
          `${tag}/compose.yaml`,
          `services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_DB: "${HOSTILE}"\n`,
        );
        await Deno.mkdir(`${shop.folder}/${tag}/config`);
        await Deno.symlink("../../home/secret", `${shop.folder}/${tag}/.env.example`);
        await Deno.symlink("../../home/secret", `${shop.folder}/${tag}/config/database.yml`);
        for (const args of [[tag], ["plan", tag], ["detect", tag, "--json"]]) {
          const shown = await type(...args);
          equal(shown.code, 0, shown.stderr);
          ok(!JSON.stringify(shown).includes("s3cret"), args.join(" "));
        }
        const written = await shop.tree(`${tag}/.devcontainer`);
        const compose = written[`${tag}/.devcontainer/docker-compose.yml`] ?? "";
        ok(compose.includes(HOSTILE) && compose.includes(tag));
        ok(
          !JSON.stringify(written).includes("s3cret") && !JSON.stringify(written).includes("1764"),
        );
      },
    );
  },
});

/** 42 times 42, if anybody computes it. */
const HOSTILE = "<%= 42 * 42 %>";

Deno.test({
  name: "what it was compiled with lets it start docker and git, and reach nothing else",
  ignore,
  async fn() {
    await using shop = await Workshop.open();
    await shop.put("probe.js", PROBE);
    const outcome = await compile(shop.folder, {
      main: "probe.js",
      more: PERMISSIONS,
      out: "probe",
    });
    ok(outcome.ok, outcome.reason);
    await shop.put("bin/docker", "#!/bin/sh\n");
    await shop.put("bin/git", "#!/bin/sh\n");
    await shop.put("bin/sh2", "#!/bin/sh\n");
    for (const name of ["docker", "git", "sh2"]) {
      await Deno.chmod(`${shop.folder}/bin/${name}`, 0o755);
    }
    const { stdout, stderr } = await new Deno.Command(`${shop.folder}/probe`, {
      cwd: shop.folder,
      env: {
        HOME: shop.folder,
        AWS_SECRET_ACCESS_KEY: "x",
        PATH: `${shop.folder}/bin:/usr/bin:/bin`,
      },
    }).output();
    const decoder = new TextDecoder();
    equal(decoder.decode(stderr), "");
    equal(JSON.parse(decoder.decode(stdout)), {
      "the program docker": "may",
      "the program git": "may",
      "another program": "NotCapable",
      "a shell": "NotCapable",
      "a request": "NotCapable",
      "a connection": "NotCapable",
      "a name's address": "NotCapable",
      "a server": "NotCapable",
      "where the home is": "NotCapable",
      "the home, by Node's way": "NotCapable",
      "a secret of the environment": "NotCapable",
      "the whole environment": "NotCapable",
      "the machine's name": "NotCapable",
      "foreign machine code": "NotCapable",
      "more, by asking": "denied",
    });
  },
});

Deno.test("--version loads next to nothing", async () => {
  await using bundle = await Bundle.make();
  const sizeOf = async (name: string) => (await Deno.stat(`${bundle.folder}/program/${name}`)).size;
  ok(await sizeOf("main.js") < 10_000);
  ok(await sizeOf(TEXT) > 10 * await sizeOf("main.js"));
});

Deno.test("the same source makes the same ready code", async () => {
  await using one = await Bundle.make();
  await using other = await Bundle.make();
  const read = (bundle: Bundle) => Deno.readFile(bundle.readyFor(Deno.build.target));
  equal(await read(one), await read(other));
});

Deno.test({
  name: "the executable runs from its ready code, and without it as well",
  ignore,
  async fn() {
    await using bundle = await Bundle.make();
    await using shop = await Workshop.open();
    await shop.example("express-api", "api");
    const detected = async () => {
      const outcome = await bundle.compile(`${shop.folder}/dockstart`);
      ok(outcome.ok, outcome.reason);
      const { code, stderr, stdout } = await new Deno.Command(`${shop.folder}/dockstart`, {
        args: ["detect", "api", "--json"],
        cwd: shop.folder,
        clearEnv: true,
        env: { PATH: "/usr/bin:/bin", DOCKSTART_DEBUG: "1" },
      }).output();
      equal(code, 0);
      return { says: new TextDecoder().decode(stderr), stdout };
    };
    const fromReadyCode = await detected();
    equal(fromReadyCode.says, "");
    // another text than the one it was made from, as far as V8 can tell
    await Deno.writeTextFile(`${bundle.folder}/program/${TEXT}`, "\n", { append: true });
    equal(await detected(), {
      says: "debug: V8 refused the ready code\n",
      stdout: fromReadyCode.stdout,
    });
  },
});

/** Tries everything that a program could want, and says what became of it. */
const PROBE = `
import { homedir } from "node:os";
const run = (name) => new Deno.Command(name).output();
const attempts = {
  "the program docker": () => run("docker"),
  "the program git": () => run("git"),
  "another program": () => run("sh2"),
  "a shell": () => run("/bin/sh"),
  "a request": () => fetch("http://127.0.0.1:9/"),
  "a connection": () => Deno.connect({ port: 9 }),
  "a name's address": () => Deno.resolveDns("localhost", "A"),
  "a server": () => Deno.listen({ port: 0 }),
  "where the home is": () => Deno.env.get("HOME"),
  "the home, by Node's way": () => homedir(),
  "a secret of the environment": () => Deno.env.get("AWS_SECRET_ACCESS_KEY"),
  "the whole environment": () => Deno.env.toObject(),
  "the machine's name": () => Deno.hostname(),
  "foreign machine code": () => Deno.dlopen("libc.so.6", {}),
};
const results = {};
for (const [name, attempt] of Object.entries(attempts)) {
  try { await attempt(); results[name] = "may"; } catch (error) { results[name] = error.name; }
}
results["more, by asking"] = (await Deno.permissions.request({ name: "net" })).state;
console.log(JSON.stringify(results));
`;
