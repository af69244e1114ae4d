/** The workflows: what they run of others is pinned, what they may is little, what they type is sound. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { parse } from "yaml";

const ROOT = new URL("../../", import.meta.url).pathname;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly uses?: string;
  readonly steps?: readonly Step[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly needs?: string | readonly string[];
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const WORKFLOWS = ["ci", "release"].map((name) => {
  const text = Deno.readTextFileSync(`${ROOT}.github/workflows/${name}.yml`);
  return { name, text, workflow: parse(text) as Workflow };
});

for (const { name, text, workflow } of WORKFLOWS) {
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, { steps = [] }]) => steps);

  Deno.test(`${name}.yml pins every action by its commit, and says which release that is`, () => {
    const used = [...text.matchAll(/^.*\buses: (.*)$/gm)].map(([, what = ""]) => what);
    ok(used.length > 0);
    for (const what of used) {
      if (what.startsWith("./")) ok(Deno.statSync(ROOT + what).isFile);
      else match(what, /^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  Deno.test(`${name}.yml may read, but for the one job that publishes`, () => {
    equal(workflow.permissions, { contents: "read" });
    const more = jobs.filter(([, { permissions }]) => permissions).map(([job]) => job);
    equal(more, name === "release" ? ["publish"] : []);
    for (const { uses, with: options } of steps) {
      if (uses?.startsWith("actions/checkout@")) equal(options?.["persist-credentials"], false);
    }
  });

  Deno.test(`${name}.yml puts nothing that others can choose into a script's text`, async () => {
    const scripts = steps.flatMap(({ run }) => run ?? []);
    ok(scripts.length > 0);
    for (const script of scripts) {
      ok(!script.includes("${{"), script);
      const file = await Deno.makeTempFile({ suffix: ".sh" });
      await Deno.writeTextFile(file, `#!/bin/bash\nset -e\n${script}`);
      const { stdout } = await new Deno.Command("shellcheck", { args: [file] }).output();
      await Deno.remove(file);
      equal(new TextDecoder().decode(stdout), "", script);
    }
  });
}

Deno.test("a release is published when it was tested, compiled and tried, and not before", () => {
  const release = WORKFLOWS.find(({ name }) => name === "release")?.workflow.jobs ?? {};
  equal(release["publish"]?.needs, ["test", "compile", "try"]);
  equal(release["tap"]?.needs, "publish");
  equal(release["test"]?.uses, "./.github/workflows/ci.yml");
});
