// deno-lint-ignore-file no-console -- what is skipped has to be seen in the test output
/** The one executable: compiled, and run from an empty folder where there is no Deno. */
import { deepStrictEqual as equal, match } from "node:assert";
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
  },
});
