import { devImages, officialFeature, USER } from "./images.ts";
import type { Language } from "./language.ts";

const releases = ["4.0", "3.4", "3.3"];

export const ruby: Language = {
  title: "Ruby",
  sources: "**/*.rb",
  parts: 2,
  releases,
  image: devImages({ name: "ruby:3", releases }),
  feature: officialFeature("ruby:2"),
  user: USER,
  extensions: ["Shopify.ruby-lsp"],
  setup: "bundle install",
};
