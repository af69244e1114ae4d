import { exists } from "../exists.ts";
import type { Label } from "./label.ts";

/**
 * The folder with a labelled repository's files; cloned where it is not there yet, that one commit
 * alone.
 * @throws Error when git fails, with what it said
 */
export async function checkOut(
  { commit, repository }: Pick<Label, "repository" | "commit">,
  parent: string,
  from = "https://github.com",
): Promise<string> {
  const folder = `${parent}/${repository.replace("/", "+")}`;
  if (await exists(folder)) return folder;
  // under another name until it is whole: a clone that was interrupted does not count
  const partial = `${folder}.partial`;
  if (await exists(partial)) await Deno.remove(partial, { recursive: true });
  await git(["init", "--quiet", partial]);
  await git(["-C", partial, "fetch", "--quiet", "--depth=1", `${from}/${repository}`, commit]);
  await git(["-C", partial, "checkout", "--quiet", "FETCH_HEAD"]);
  await Deno.rename(partial, folder);
  return folder;
}

async function git(args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("git", { args: [...args] }).output();
  if (!success) throw new Error(`git ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
}
