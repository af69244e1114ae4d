import { deepEqual, equal, throws } from "node:assert/strict";
import { basename, join } from "node:path";
import { DockstartError } from "../../src/errors.ts";
import { type Disk, openProject } from "../../src/project/disk.ts";
import type { Project } from "../../src/project/project.ts";

/** A folder with these files, gone after the test. */
function withFolder(
  files: Readonly<Record<string, string>>,
  use: (folder: string, project: Project) => void,
): void {
  const folder = Deno.makeTempDirSync();
  try {
    for (const [path, text] of Object.entries(files)) {
      Deno.mkdirSync(join(folder, path, ".."), { recursive: true });
      Deno.writeTextFileSync(join(folder, path), text);
    }
    use(folder, openProject(folder));
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

const kindOf = (kind: string) => (error: unknown) =>
  error instanceof DockstartError && error.kind === kind;

Deno.test("a project on disk has its folder's name and its files", () => {
  withFolder({ "a.txt": "hello", "config/b.yml": "b: 1" }, (folder, project) => {
    equal(project.name, basename(folder));
    equal(project.has("a.txt"), true);
    equal(project.has("config"), false);
    equal(project.text("config/b.yml"), "b: 1");
    equal(project.text("missing"), undefined);
    equal(project.text("a.txt/below"), undefined);
    deepEqual(project.glob("**/*.yml"), ["config/b.yml"]);
  });
});

Deno.test("other people's code, build output and huge or binary files are not read", () => {
  const files = {
    "node_modules/pg/package.json": "{}",
    "dist/package.json": "{}",
    ".git/package.json": "{}",
    "package.json": "{}",
    "huge.json": " ".repeat(1024 * 1024 + 1),
    "binary.json": "\0",
  };
  withFolder(files, (_, project) => {
    deepEqual(project.glob("**/package.json"), ["package.json"]);
    equal(project.text("huge.json"), undefined);
    equal(project.text("binary.json"), undefined);
  });
});

Deno.test("a path from the root of the machine is in no project", () => {
  const project = openProject("/shop", REFUSING);
  equal(project.has("/etc/passwd"), false);
  equal(project.text("/etc/passwd"), undefined);
});

Deno.test("links are followed inside the folder only, and loops end", () => {
  withFolder({ "a/real.txt": "inside" }, (folder, project) => {
    const outside = Deno.makeTempDirSync();
    Deno.writeTextFileSync(join(outside, "secret.txt"), "outside");
    Deno.symlinkSync(join(folder, "a"), join(folder, "a", "loop"));
    Deno.symlinkSync("self", join(folder, "self"));
    Deno.symlinkSync(join(folder, "a/real.txt"), join(folder, "link.txt"));
    Deno.symlinkSync(join(outside, "secret.txt"), join(folder, "leak.txt"));
    Deno.symlinkSync(outside, join(folder, "leak"));
    equal(project.text("link.txt"), "inside");
    equal(project.text("leak.txt"), undefined);
    equal(project.has("leak/secret.txt"), false);
    equal(project.text("../" + basename(outside) + "/secret.txt"), undefined);
    equal(project.text("self"), undefined);
    deepEqual(project.glob("**/*.txt"), ["a/real.txt", "link.txt"]);
    Deno.removeSync(outside, { recursive: true });
  });
});

Deno.test("a path that is missing or no folder is no project", () => {
  withFolder({ "a.txt": "" }, (folder) => {
    throws(() => openProject(join(folder, "nope")), kindOf("no-project"));
    throws(() => openProject(join(folder, "a.txt")), kindOf("no-project"));
    throws(() => openProject(join(folder, "a.txt", "below")), kindOf("no-project"));
  });
});

const REFUSING: Disk = {
  stat: () => ({ isFile: true, isDirectory: true, size: 1 }),
  realPath: (path) => path,
  read: () => {
    throw new Deno.errors.PermissionDenied("Permission denied (os error 13): readfile 'x'");
  },
  list: () => {
    throw new Deno.errors.PermissionDenied("Permission denied (os error 13): readdir 'x'");
  },
};

Deno.test("a file or folder that may not be read is named", () => {
  const project = openProject("/shop", REFUSING);
  throws(() => project.text("Gemfile"), (error) => {
    const known = error instanceof DockstartError ? error : undefined;
    equal(known?.kind, "unreadable");
    equal(known?.sentence, "Gemfile: It cannot be read: Permission denied");
    return true;
  });
  throws(() => project.glob("**/*"), kindOf("unreadable"));
});

Deno.test("a folder below that may not be listed is passed over", () => {
  const disk: Disk = {
    ...REFUSING,
    list: (path) => {
      if (path.endsWith("locked")) throw new Deno.errors.PermissionDenied("no");
      return [
        { name: "a.txt", isFile: true, isDirectory: false, isSymlink: false },
        { name: "locked", isFile: false, isDirectory: true, isSymlink: false },
      ];
    },
  };
  deepEqual(openProject("/shop", disk).glob("**/*.txt"), ["a.txt"]);
});
