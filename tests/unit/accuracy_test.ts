/** The measure of detection itself: a wrong answer counts as one. */
import { deepStrictEqual as equal, match, ok, rejects, throws } from "node:assert";
import { checkOut } from "../../scripts/accuracy/check_out.ts";
import { readLabels } from "../../scripts/accuracy/label.ts";
import { score, scoreLine, total } from "../../scripts/accuracy/score.ts";
import { detectIn } from "../support/detecting.ts";

const HEAD = "repository\tcommit\tfolder\tlanguages\tversion\trequired\toptional\n";
const SHOP = detectIn({
  "Gemfile": 'ruby "3.4.1"\ngem "rails"\ngem "pg"\n',
  "config/database.yml": "development:\n  adapter: postgresql\n",
});

function labelled(rest: string) {
  const [label] = readLabels(`${HEAD}us/shop\tabc\t.\t${rest}\n`);
  ok(label);
  return label;
}

Deno.test("a detection that says what the label says is wholly right", () => {
  equal(score(labelled("ruby,node\t3.4\tpostgres\t-"), SHOP), {
    precision: { right: 1, of: 1 },
    recall: { right: 1, of: 1 },
    language: { right: 1, of: 1 },
    version: { right: 1, of: 1 },
    wrong: [],
  });
});

Deno.test("what is missing, what is too much and what is another count as wrong", () => {
  const { wrong, ...tallies } = score(labelled("php\t8.4\tmysql,redis\t-"), SHOP);
  equal(wrong, [
    "postgres is not needed",
    "mysql is missing",
    "redis is missing",
    "ruby instead of php",
    "3.4 instead of 8.4",
  ]);
  equal(Object.values(tallies), [
    { right: 0, of: 1 },
    { right: 0, of: 2 },
    { right: 0, of: 1 },
    { right: 0, of: 1 },
  ]);
});

Deno.test("what is optional is neither missed nor too much, and no pin is no question", () => {
  const scored = score(labelled("ruby\t-\tnone\tpostgres,mysql"), SHOP);
  equal(scored.wrong, []);
  equal(
    scoreLine(total([scored, score(labelled("ruby\t3.3\tmysql\t-"), SHOP)])),
    "precision 50.0 % (1/2), recall 0.0 % (0/1), language 100.0 % (2/2), version 0.0 % (0/1)",
  );
});

Deno.test("a label of the wrong form is refused with its line", () => {
  throws(() => readLabels(`${HEAD}us/shop\tabc\n`), /^Error: line 2: 2 columns, not 7$/);
});

Deno.test("every label that is committed can be read, and none is there twice", () => {
  const folder = new URL("../accuracy/", import.meta.url).pathname;
  const labels = [...Deno.readDirSync(folder)].flatMap(({ name }) =>
    readLabels(Deno.readTextFileSync(folder + name))
  );
  ok(labels.length > 100);
  for (const { commit } of labels) match(commit, /^[0-9a-f]{40}$/);
  equal(new Set(labels.map(({ repository, folder }) => repository + folder)).size, labels.length);
});

Deno.test("the commit of the label is checked out once, and half a clone does not count", async () => {
  const root = await Deno.makeTempDir();
  const git = async (...args: string[]) => {
    const { stdout, success } = await new Deno.Command("git", {
      args: ["-C", `${root}/us/shop`, ...args],
    }).output();
    ok(success, args.join(" "));
    return new TextDecoder().decode(stdout).trim();
  };
  await Deno.mkdir(`${root}/us/shop`, { recursive: true });
  await git("init", "--quiet");
  await Deno.writeTextFile(`${root}/us/shop/Gemfile`, 'gem "pg"\n');
  await git("add", ".");
  await git("-c", "user.name=us", "-c", "user.email=us@example.org", "commit", "-qm", "One");
  const label = { repository: "us/shop", commit: await git("rev-parse", "HEAD") };
  await Deno.mkdir(`${root}/clones/us+shop.partial`, { recursive: true });
  const folder = await checkOut(label, `${root}/clones`, root);
  equal(await Deno.readTextFile(`${folder}/Gemfile`), 'gem "pg"\n');
  equal(await checkOut(label, `${root}/clones`, "nowhere"), folder);
  await rejects(checkOut({ ...label, repository: "us/none" }, `${root}/clones`, root), /us\/none/);
  await Deno.remove(root, { recursive: true });
});
