import { devImages, officialFeature, USER } from "./images.ts";
import type { Language } from "./language.ts";

const releases = ["25", "21", "17", "11"];

/** A project without a wrapper of its own needs the build tool too. */
const feature = officialFeature("java:1", { installMaven: "true", installGradle: "true" });

export const java: Language = {
  title: "Java",
  sources: "**/*.java",
  parts: 1,
  releases,
  image: devImages({ name: "java:3", releases }),
  withImage: feature("none"),
  feature,
  user: USER,
  extensions: ["vscjava.vscode-java-pack"],
  setup:
    "if [ -f mvnw ]; then sh mvnw -B -q dependency:resolve; elif [ -f pom.xml ]; then mvn -B -q dependency:resolve; elif [ -f gradlew ]; then sh gradlew -q dependencies; else gradle -q dependencies; fi",
};
