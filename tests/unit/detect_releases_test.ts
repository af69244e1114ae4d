import { detects } from "../support/detecting.ts";

const LARAVEL = { "composer.json": '{"require": {"php": "^8.2", "laravel/framework": "12"}}' };

/** Where a release of a language is written down, beyond its own files. */
detects({
  "the image that the development's compose file builds on": {
    files: {
      ...LARAVEL,
      "docker-compose.dev.yml":
        "services:\n  app:\n    build:\n      dockerfile: docker/Dockerfile.php\n      args: {RELEASE: '8.3'}\n",
      "docker/Dockerfile.php": "ARG RELEASE=8.4\nFROM serversideup/php:${RELEASE}-fpm AS base\n",
    },
    languages: ["php 8.3"],
  },
  "arguments of a build as a list, and its Dockerfile in place": {
    files: {
      "Gemfile": 'gem "sinatra"\n',
      "compose.yaml": "services:\n  app:\n    build:\n      args: [RUBY=3.3]\n" +
        '      dockerfile_inline: |\n        ARG RUBY\n        FROM "ruby:${RUBY}-slim"\n',
    },
    languages: ["ruby 3.3"],
  },
  "the release that an image installs itself": {
    files: {
      "Gemfile": 'gem "sinatra"\n',
      "compose.yaml":
        "services:\n  app:\n    build: {context: ., dockerfile: .docker/Dockerfile}\n",
      ".docker/Dockerfile": "FROM ubuntu:24.04\nARG RUBY_VERSION='3.4.9'\n",
    },
    languages: ["ruby 3.4"],
  },
  "a Dockerfile for development speaks before the other one": {
    files: {
      ...LARAVEL,
      "Dockerfile": "FROM php:8.5-apache\n",
      "dev.Dockerfile": "ARG PHP_VERSION=8.4\nFROM php:${PHP_VERSION}-cli\n",
    },
    languages: ["php 8.4"],
  },
  "Maven's image says which Java, and Kotlin goes by it": {
    files: {
      "pom.xml": "<project></project>",
      "src/main/kotlin/A.kt": "",
      "Dockerfile": "FROM maven:3.9-eclipse-temurin-21 AS build\n",
    },
    languages: ["kotlin 21"],
  },
  "Hermit pins by its links": {
    files: { "build.gradle.kts": "", "A.java": "", "bin/.openjdk-21.0.8_9.pkg": "" },
    languages: ["java 21"],
  },
  "a script of the build sets the toolchain for all its parts": {
    files: {
      "build.gradle": "apply from: 'gradle/java.gradle'\n",
      "A.java": "",
      "gradle/java.gradle": "sourceCompatibility = JavaVersion.VERSION_17\n",
    },
    languages: ["java 17"],
  },
  "the release that documents say developers need": {
    files: {
      "mix.exs": "defmodule X.MixProject do\nend\n",
      "README.md":
        "# X\n## Installation\n* Install erlang in version 24.2 and elixir in version 1.14.3 otp-24\n",
    },
    languages: ["elixir 1.14"],
  },
  "a link and a list are read, and a range is none": {
    files: {
      "package.json": '{"dependencies": {"express": "4"}}',
      "composer.json": '{"require": {"laravel/framework": "12"}}',
      "README.md":
        "# X\n## Requirements\n- [Node.js](https://nodejs.org) v22.x\n- PHP 8.3 or newer\n",
    },
    languages: ["php", "node 22"],
  },
  "a generation is no release, and a file decides before a document": {
    files: {
      "pyproject.toml": '[project]\nname = "x"\n',
      "go.mod": "module x\n\ngo 1.26\n",
      "README.md": "# X\n## Requirements\n- Python 3\n- Go 1.20\n",
    },
    languages: ["python", "go 1.26"],
  },
  "Go's version file beats the lowest that the module asks for": {
    files: { "go.mod": "module x\n\ngo 1.25.0\n", ".tool-versions": "golang 1.26.5\n" },
    languages: ["go 1.26"],
  },
  "but not where the module would refuse it": {
    files: { "go.mod": "module x\n\ngo 1.26.5\n", ".go-version": "1.25\n" },
    languages: ["go 1.26"],
  },
  "tables where a release or a name is expected are passed over": {
    files: {
      "build.gradle.kts": "",
      "A.java": "",
      "gradle/libs.versions.toml": '[versions]\njava = { strictly = "21" }\n',
      "api/Cargo.toml": '[package]\nname = "x"\n[features]\ndefault = [{ a = 1 }]\n',
      "worker/pyproject.toml":
        '[project]\nname = "y"\n[tool.poetry.dependencies]\nredis = { version = "1", extras = [{ b = 2 }] }\n',
    },
    languages: ["java", "python", "rust"],
  },
  "Bun runs what one package states Node.js for, unless the workspace does": {
    files: {
      "package.json": '{"packageManager": "bun@1.3.0", "workspaces": ["apps/*"]}',
      "apps/site/package.json":
        '{"engines": {"node": ">=22"}, "dependencies": {"astro": "5"}, "scripts": {"dev": "astro dev"}}',
      "bun.lock": "{}",
    },
    languages: ["bun 1.3"],
  },
  "of two manifests at the top, that of which there is more": {
    files: {
      "Cargo.toml": '[package]\nname = "helper"\n',
      "Cargo.lock": "",
      "src/lib.rs": "",
      "pyproject.toml": '[project]\nname = "drop"\n',
      "drop/a.py": "",
      "drop/b.py": "",
    },
    languages: ["python", "rust"],
  },
  "a tag that names the language inside": {
    files: {
      "requirements.txt": "django\n",
      "Dockerfile": "FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim\n",
    },
    languages: ["python 3.12"],
  },
  "the packages of Devbox, and of pkgx": {
    files: {
      "package.json": '{"dependencies": {"express": "4"}}',
      "pyproject.toml": '[project]\nname = "shop"\n',
      "devbox.json": '{"packages": ["nodejs@22.1", "not-nodejs@18"]}',
      "pkgx.yaml": "dependencies: |\n  python@3.11\n",
    },
    languages: ["node 22", "python 3.11"],
  },
  "Java's release, as a build calls it itself": {
    files: {
      "build.gradle":
        "ext {\n  jinjavaVersion = '2.8.3'\n  graphqlJavaVersion = '20.0'\n  modernJavaVersion = 25\n}\n",
      "src/main/java/Shop.java": "class Shop {}\n",
    },
    languages: ["java 25"],
  },
  "or the properties of Gradle": {
    files: {
      "build.gradle": "plugins { id 'java' }\n",
      "gradle.properties": "org.gradle.caching=true\njavaVersion = 21\n",
      "src/main/java/Shop.java": "class Shop {}\n",
    },
    languages: ["java 21"],
  },
  "an image of the dev container's that is not released yet": {
    files: {
      "package.json": '{"dependencies": {"express": "4"}}',
      ".devcontainer/devcontainer.json":
        '{"image": "mcr.microsoft.com/devcontainers/javascript-node:dev-18-bookworm"}',
    },
    languages: ["node 18"],
  },
  "a Dockerfile in the folder for them, under whatever name": {
    files: { ...LARAVEL, "docker/Dockerfile.api": "FROM php:8.3-fpm\n" },
    languages: ["php 8.3"],
  },
});
