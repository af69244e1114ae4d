import { devImages, officialFeature, USER } from "./images.ts";
import type { Language } from "./language.ts";

const releases = ["1.26", "1.25"];

export const go: Language = {
  title: "Go",
  sources: "**/*.go",
  parts: 2,
  releases,
  image: devImages({ name: "go:2", releases }),
  feature: officialFeature("go:1"),
  user: USER,
  extensions: ["golang.go"],
  setup: "go mod download",
};
