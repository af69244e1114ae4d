import { devImages, officialFeature, USER } from "./images.ts";
import type { Language } from "./language.ts";

const releases = ["3.14", "3.13", "3.12", "3.11", "3.10"];

export const python: Language = {
  title: "Python",
  sources: "**/*.py",
  parts: 2,
  releases,
  image: devImages({ name: "python:3", releases }),
  feature: officialFeature("python:1"),
  user: USER,
  extensions: ["ms-python.python"],
  setup:
    "if [ -f requirements.txt ]; then pip install --user -r requirements.txt; elif [ -f pyproject.toml ]; then pip install --user -e .; fi",
};
