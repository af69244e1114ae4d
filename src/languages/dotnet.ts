import { devImages, officialFeature, USER } from "./images.ts";
import type { Language } from "./language.ts";

const releases = ["10.0", "9.0", "8.0"];

export const dotnet: Language = {
  title: ".NET",
  sources: "**/*.{cs,fs,vb}",
  parts: 2,
  releases,
  // Microsoft builds the newer ones on Ubuntu only.
  image: devImages({ name: "dotnet:2", releases, system: "noble" }),
  feature: officialFeature("dotnet:2"),
  user: USER,
  extensions: ["ms-dotnettools.csharp"],
  setup:
    'for project in *.slnx *.sln *.csproj *.fsproj *.vbproj; do if [ -f "$project" ]; then dotnet restore "$project"; break; fi; done',
};
