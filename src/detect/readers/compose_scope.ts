import type { Project } from "../../project/project.ts";
import type { Scope } from "../facts.ts";
import { interpolate } from "../parse/env.ts";
import { parseImage } from "../parse/image.ts";
import { isRecord, listAt, pairsAt, textAt } from "../parse/shape.ts";
import { depthOf, folderOf, nameOf, placeOf } from "../places.ts";
import { developerDocuments } from "./developer_documents.ts";

/* Whom a compose file is for, by its name, its folder and what it runs. */

const DEVELOPMENT = /dev|local|override/i;

type Services = Readonly<Record<string, unknown>>;

/** The dev container's file, and others for development, speak before the plain one, and that before others. */
export function rank(file: string): number {
  if (file.startsWith(".devcontainer/")) return -4;
  return depthOf(file) * 2 - (DEVELOPMENT.test(nameOf(file)) ? 3 : 0);
}

/** What a compose file is for. */
export function scopeOf({ file, isDocumented, project, services }: {
  readonly project: Project;
  readonly file: string;
  readonly services: Services;
  readonly isDocumented: (file: string) => boolean;
}): Scope {
  if (runsPublished(project, services)) return "production";
  if (runsTests(services)) return "test";
  const isMeant = isDocumented(file) || startsServersOnly(file, services);
  return isMeant ? "app" : scopeByName(project, file);
}

const ENVIRONMENT = /^(?:RAILS|RACK|NODE|APP|MIX|DJANGO|FLASK|SYMFONY)_(?:ENV|ENVIRONMENT)$/;

/** Every service that says what it is run for is run for tests. */
function runsTests(services: Services): boolean {
  const said = Object.values(services).flatMap((service) =>
    [...pairsAt(service, "environment")].flatMap(([name, value]) =>
      ENVIRONMENT.test(name) ? [value] : []
    )
  );
  return said.length > 0 && said.every((value) => /^test(?:ing)?$/.test(value));
}

/** What holds by a file's name, and the folder that it lies in. */
function scopeByName(project: Project, file: string): Scope {
  const place = placeOf(file);
  const name = nameOf(file);
  const variant = /compose[._-]?(.*)\.ya?ml$/.exec(name)?.[1]?.toLowerCase() ?? "";
  if (place === "test" || /test|e2e|\bci\b/.test(variant)) return "test";
  if (DEVELOPMENT.test(file)) return "app";
  if (place === "deployment" || /prod|deploy|staging|swarm/.test(variant || name)) {
    return "production";
  }
  const plain = project.glob(`${folderOf(file)}{docker-compose,compose}{.yml,.yaml}`).length > 0;
  const common = /^(?:|base|common|db|dbs|databases?|services?|infra|deps|dependencies|backend)$/;
  return common.test(variant) || (!plain && siblings(project, file) === 1) ? "app" : "optional";
}

/** Compose files beside this one, itself among them: several variants are a choice. */
function siblings(project: Project, file: string): number {
  return project.glob(`${folderOf(file)}{docker-compose*,compose*,*.docker-compose}.{yml,yaml}`)
    .length;
}

/** Whether documents tell developers of a file that lies among those of a release. */
export function documentedFiles(project: Project): (file: string) => boolean {
  let read: string | undefined;
  const text = () =>
    read ??= developerDocuments(project).flatMap(({ sentences }) =>
      sentences.map((each) => each.text)
    ).join("\n");
  return (file) => placeOf(file) === "deployment" && text().includes(file);
}

/** A file that runs the project's own published image, and builds nothing, is for its users. */
function runsPublished(project: Project, services: Services): boolean {
  const all = Object.values(services);
  if (all.some((service) => isRecord(service) && "build" in service)) return false;
  const own = ownNames(project);
  return all.some((service) => {
    const { repository } = parseImage(interpolate(textAt(service, "image") ?? "", new Map()));
    const image = alphanumeric(repository.split("/").at(-1) ?? "");
    return own.some((name) => image.startsWith(name));
  });
}

/** "docker" holds what a release is made of; servers alone are what a developer starts. */
function startsServersOnly(file: string, services: Services): boolean {
  const images = Object.values(services).map((service) => textAt(service, "image"));
  return /^(?:docker|podman|infra)\/(?:[^/]+\/)?(?:docker-)?compose\.ya?ml$/i.test(file) &&
    placeOf(file.replace(/^\w+\//, "")) === "app" &&
    // official images have no owner: no application is one
    images.every((image) => image !== undefined && /^[a-z]+(?::|$)/.test(image));
}

/** ".:/app", which a developer can write to; "./data:/data" holds no sources. */
const SOURCES =
  /^(?:\.\/?(?:src|app|lib|server|backend|frontend|api|web|client|packages)?|\$\{?PWD\}?)\/?:(?![^:]+:ro\b)/;

/** A file that builds the application and mounts none of its sources runs it, and does not develop it. */
export function isForUsers(file: string, services: Services): boolean {
  if (DEVELOPMENT.test(file)) return false;
  const built = Object.values(services).filter((each) => isRecord(each) && "build" in each);
  const mounts = built.flatMap((each) => listAt(each, "volumes"));
  return built.length > 0 &&
    !mounts.some((mount) => isRecord(mount) ? mount["type"] === "bind" : SOURCES.test(`${mount}`));
}

/** A service whose image has an owner, and that the project's sources are not mounted into. */
export function isSomebodyElses(service: Services): boolean {
  return !("build" in service) && (textAt(service, "image") ?? "").includes("/") &&
    !listAt(service, "volumes").some((mount) => SOURCES.test(`${mount}`));
}

/** What the project is called: its folder, its manifests. */
function ownNames(project: Project): readonly string[] {
  const manifested = ["package.json", "composer.json"].map((file) =>
    /"name"\s*:\s*"([^"]+)"/.exec(project.text(file) ?? "")?.[1] ?? ""
  );
  const module = /^module\s+(\S+)/m.exec(project.text("go.mod") ?? "")?.[1] ?? "";
  return [...project.name.split(/[^\w-]/), ...[...manifested, module].map((name) => nameOf(name))]
    .map(alphanumeric).filter((name) => name.length > 3);
}

function alphanumeric(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
