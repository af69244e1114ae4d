import type { Detection, Finding } from "../detect/detection.ts";
import { ENGINES } from "../engines/registry.ts";
import { DockstartError } from "../errors.ts";
import { BASE_IMAGE, USER } from "../languages/images.ts";
import { type Features, LANGUAGE_IDS, type LanguageId } from "../languages/language.ts";
import { LANGUAGES } from "../languages/registry.ts";
import { FRAMEWORKS } from "./frameworks.ts";
import type { AppPlan, Decision, EnginePlan } from "./plan.ts";
import { reason } from "./reason.ts";

/**
 * The application's container.
 * @throws DockstartError "no-language" when there is nothing to make a dev container for
 */
export function planApp(
  detection: Detection,
  engines: readonly EnginePlan[],
  decisions: Decision[],
): AppPlan {
  const [primary, ...others] = detection.languages;
  if (!primary) {
    throw new DockstartError(
      "no-language",
      "No language was found in this folder",
      `Name one with --language: ${LANGUAGE_IDS.join(", ")}.`,
    );
  }
  const { applications } = detection;
  const [application] = applications;
  const language = LANGUAGES[primary.id];
  const framework = detection.framework ? FRAMEWORKS[detection.framework] : undefined;
  const version = primary.version ?? newest(primary.id);
  decisions.push({
    about: "language",
    chose: `${primary.id} ${version}`,
    because: reason(primary, "no version is stated, so the newest release with an image"),
  });
  if (applications.length > 1 && application) {
    decisions.push({
      about: "application",
      chose: application.path,
      because: `${reason(application, "it was found")}; there are ${applications.length}`,
    });
  }
  const image = language.image(version);
  return {
    language: primary.id,
    version,
    confidence: primary.confidence,
    image: image ?? BASE_IMAGE,
    features: featuresFor({ ...primary, version }, others, image !== undefined),
    packages: [...new Set(engines.flatMap(({ id }) => ENGINES[id].appPackages))],
    // what a feature brings, it brings whole
    drivers: image ? engines.flatMap(({ id }) => language.drivers?.[id] ?? []) : [],
    user: image ? language.user : USER,
    ports: framework ? [framework.port] : [],
    setup: inFolder(application?.installs ?? ".", framework?.setup ?? language.setup),
    extensions: language.extensions,
    namesOwnDatabase: framework?.namesOwnDatabase ?? false,
  };
}

function inFolder(folder: string, command: string): string {
  const quoted = /^[\w./@-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", "'\\''")}'`;
  return folder === "." ? command : `cd ${quoted} && ${command}`;
}

function newest(id: LanguageId): string {
  return LANGUAGES[id].releases[0] ?? "latest";
}

/** What the image lacks: the primary language, where there is no image for its release, and the others. */
function featuresFor(
  primary: Finding<LanguageId>,
  others: readonly Finding<LanguageId>[],
  hasImage: boolean,
): Features {
  const own = hasImage ? LANGUAGES[primary.id].withImage ?? {} : featureOf(primary);
  return { ...Object.assign({}, ...others.map(featureOf).reverse()), ...own };
}

function featureOf({ id, version, exact }: Finding<LanguageId>): Features {
  return LANGUAGES[id].feature?.(version ?? newest(id), exact) ?? {};
}
