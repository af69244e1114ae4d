/** Releases that builds and their arguments state. */
import { detects } from "../support/detecting.ts";
import { compose } from "../support/manifests.ts";

const JAVA = { "src/main/java/Shop.java": "class Shop {}\n" };
const PYTHON = { "requirements.txt": "flask\n" };

detects({
  "Kotlin's way to set a toolchain": {
    files: {
      ...JAVA,
      "build.gradle.kts":
        "java {\n  toolchain {\n    languageVersion.set(JavaLanguageVersion.of(17))\n  }\n}\n",
    },
    languages: ["java 17"],
  },
  "a constant of the build's own code": {
    files: {
      ...JAVA,
      "build.gradle.kts": "kotlin { jvmToolchain(Builds.javaVersion) }\n",
      "buildSrc/src/main/kotlin/Builds.kt": "object Builds {\n  val javaVersion: Int = 21\n}\n",
    },
    languages: ["java 21"],
  },
  "what runs Gradle says more than what is compiled for": {
    files: {
      ...JAVA,
      "build.gradle": "java { targetCompatibility = JavaVersion.VERSION_11 }\n",
      "gradle/gradle-daemon-jvm.properties": "#This file is generated\ntoolchainVersion=21\n",
    },
    languages: ["java 21"],
  },
  "a module's toolchain says more than the workspace's lowest release": {
    files: {
      "go.work": "go 1.25\nuse ./cli\n",
      "cli/go.mod": "module example.com/cli\ngo 1.25\ntoolchain go1.26.4\n",
      "cli/main.go": "package main\n",
    },
    languages: ["go 1.26"],
  },
  "pipenv insists on the Pipfile, whatever is deployed": {
    files: {
      "Pipfile": '[packages]\nflask = "*"\n[requires]\npython_version = "3.13"\n',
      "runtime.txt": "python-3.12.9\n",
    },
    languages: ["python 3.13"],
  },
  "an argument that the compose file gives": {
    files: {
      ...PYTHON,
      "docker/Dockerfile":
        "ARG PYTHON_VERSION=3.12\nFROM debian\nRUN uv python install $PYTHON_VERSION\n",
      "compose.yaml": compose(
        "  web:\n    build:\n      context: .\n      dockerfile: docker/Dockerfile\n      args:\n        PYTHON_VERSION: ${DEV_PYTHON:-3.14}\n    volumes: ['.:/app']\n",
      ),
    },
    languages: ["python 3.14"],
  },
  "properties that .NET projects import": {
    files: {
      "src/Shop/Shop.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web" />',
      "eng/Base.props":
        "<Project><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>",
    },
    languages: ["dotnet 9.0"],
  },
  "a server beside pages is what the project is about": {
    files: {
      "pages/package.json": '{"dependencies": {"next": "16"}}',
      "pages/package-lock.json": "{}",
      "pages/a.ts": "",
      "pages/b.ts": "",
      "shop/Cargo.toml": '[package]\nname = "shop"\n[dependencies]\naxum = "0.8"\n',
      "shop/Cargo.lock": "",
      "shop/src/main.rs": "",
    },
    languages: ["rust", "node"],
  },
  "what is kept as it was is no application": {
    files: {
      "legacy/composer.json": '{"require": {"laravel/framework": "8"}}',
      "legacy/artisan": "",
      ...PYTHON,
    },
    languages: ["python"],
  },
  "Bun's settings without its lock": {
    files: {
      "package.json": '{"dependencies": {"pg": "8"}, "devDependencies": {"@types/bun": "1"}}',
      "bunfig.toml": "[install]\n",
    },
    languages: ["bun"],
  },
  "a shell of Nix": {
    files: {
      "Cargo.toml": '[package]\nname = "shop"\n',
      "flake.nix": '{ x = pkgs.rust-bin.stable."1.93.1".default; y = [ pkgs.nodejs_22 ]; }\n',
    },
    languages: ["rust 1.93"],
  },
  "but not what is commented out in it, nor one without a release": {
    files: { ...PYTHON, "shell.nix": "[\n  # pkgs.python312\n  pkgs.python3\n]\n" },
    languages: ["python"],
  },
  "the dev container's compose file before another for development": {
    files: {
      "package.json": '{"dependencies": {"express": "4"}}',
      ".devcontainer/docker-compose.yml": compose("  app:\n    build: .\n"),
      ".devcontainer/Dockerfile": "FROM mcr.microsoft.com/devcontainers/typescript-node:22\n",
      "docker-compose.dev.yml": compose("  app:\n    build: .\n"),
      "Dockerfile": "FROM node:24-alpine\n",
    },
    languages: ["node 22"],
  },
  "of two files for Node.js that do not agree, the newer release": {
    files: {
      "package.json": '{"dependencies": {"express": "4"}}',
      ".node-version": "16.14.2\n",
      ".nvmrc": "v24.4.1\n",
    },
    languages: ["node 24"],
  },
  "Ruby's version file, before what the bundle was once made with": {
    files: {
      "Gemfile": 'gem "sinatra"\nruby ">= 3.0"\n',
      "Gemfile.lock": "RUBY VERSION\n   ruby 3.2.6p200\n",
      ".ruby-version": "3.4.1\n",
    },
    languages: ["ruby 3.4"],
  },
  "what .NET's frameworks were called before": {
    files: {
      "Shop.csproj":
        '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFrameworks>net461;net60</TargetFrameworks></PropertyGroup></Project>',
    },
    languages: ["dotnet 6.0"],
  },
  "Heroku's buildpack for Elixir": {
    files: {
      "mix.exs": 'def project, do: [elixir: "~> 1.6"]\n',
      "elixir_buildpack.config": "erlang_version=25.3\nelixir_version=1.17.3\n",
    },
    languages: ["elixir 1.17"],
  },
  "Node.js runs what Bun has installed, where the scripts say so": {
    files: {
      "package.json":
        '{"scripts": {"dev": "tsx dev.ts", "start": "node --import tsx server.ts"}, "dependencies": {"hono": "4"}}',
      "bun.lock": "{}",
    },
    languages: ["node", "bun"],
  },
  "code without a manifest, of which some lies with the tools": {
    files: { "bin/clean.php": "<?php\n", "index.php": "<?php\n", "lib/a.php": "<?php\n" },
    languages: ["php"],
  },
  "a toolchain that plugins of an included build set, before what a part is compiled for": {
    files: {
      ...JAVA,
      "settings.gradle": "pluginManagement { includeBuild('plugins') }\n",
      "build.gradle": "java { sourceCompatibility = 11 }\n",
      "gradle/gradle-daemon-jvm.properties": "toolchainVersion=21\n",
      "plugins/src/main/groovy/JavaPlugin.groovy":
        "java.toolchain { languageVersion = JavaLanguageVersion.of(17) }\n",
    },
    languages: ["java 17"],
  },
  "the compiler's release": {
    files: { ...JAVA, "build.gradle": "tasks.withType(JavaCompile) { options.release = 21 }\n" },
    languages: ["java 21"],
  },
  "what Heroku runs, where a build says nothing": {
    files: {
      ...JAVA,
      "build.gradle": "plugins { id 'java' }\n",
      "system.properties": "java.runtime.version=17\n",
    },
    languages: ["java 17"],
  },
  "an SDK that rolls forward is not older than what is targeted": {
    files: {
      "Shop.csproj":
        '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>',
      "global.json": '{"sdk": {"version": "6.0.100", "rollForward": "latestMajor"}}',
    },
    languages: ["dotnet 9.0"],
  },
  "the tools of proto": {
    files: {
      "package.json": '{"dependencies": {"express": "4"}}',
      ".prototools": 'node = "22.11.0"\n',
    },
    languages: ["node 22"],
  },
  "the packages of pixi": {
    files: { ...PYTHON, "pixi.toml": '[dependencies]\npython = "3.12.*"\n' },
    languages: ["python 3.12"],
  },
  "Node.js where its release is pinned, whatever starts the application": {
    files: {
      "package.json": '{"scripts": {"dev": "bun ./start.js"}, "dependencies": {"hono": "4"}}',
      "bun.lock": "{}",
      ".nvmrc": "24.19.0\n",
    },
    languages: ["node 24", "bun"],
  },
  "Deno runs what npm has locked, where its tasks and imports say so": {
    files: {
      "deno.json":
        '{"tasks": {"start": "deno run -A main.ts"}, "imports": {"@oak/oak": "jsr:@oak/oak@16"}}',
      "package.json": '{"dependencies": {"firebase-admin": "13"}}',
      "package-lock.json": "{}",
    },
    languages: ["deno", "node"],
  },
  "a site of Astro's beside the server is no application": {
    files: {
      "site/package.json": '{"dependencies": {"astro": "5"}, "scripts": {"dev": "astro dev"}}',
      "src/server/go.mod": "module example.com/shop\ngo 1.26\n",
      "src/server/main.go": "package main\n",
    },
    languages: ["go 1.26", "node"],
  },
  "a deno.json that only keeps Deno away": {
    files: {
      "deno.json": '{"lock": false, "exclude": ["target"]}',
      "Cargo.toml": '[package]\nname = "lint"\n',
      "src/lib.rs": "",
      "tools/a.ts": "",
      "tools/b.ts": "",
    },
    languages: ["rust"],
  },
  "a build of Ant, with properties": {
    files: {
      ...JAVA,
      "build.xml":
        '<project><target name="compile"><javac target="${java.release}" srcdir="src"/></target></project>',
      "build.properties": "java.release = 1.8\n",
    },
    languages: ["java 8"],
  },
  "what a profile of Maven's compiles for comes last": {
    files: {
      ...JAVA,
      "pom.xml": `<project><build><plugins><plugin><artifactId>maven-compiler-plugin</artifactId>
<configuration><source>1.8</source></configuration></plugin></plugins></build>
<profiles><profile><id>jdk9</id><build><plugins><plugin><artifactId>maven-compiler-plugin</artifactId>
<configuration><release>9</release></configuration></plugin></plugins></build></profile></profiles></project>`,
    },
    languages: ["java 8"],
  },
  "a release that is pinned for Python without packages": {
    files: { "setup.py": "setup()\n", "Pipfile": '[requires]\npython_version = "3.12"\n' },
    languages: ["python 3.12"],
  },
  "a package of scripts that Composer delivers as well": {
    files: {
      "package.json":
        '{"name": "zones", "main": "index.js", "scripts": {"build": "grunt"}, "devDependencies": {"grunt": "1"}}',
      "composer.json": '{"type": "component", "require": {"robloach/component-installer": "*"}}',
      "index.js": "",
    },
    languages: ["node"],
  },
});
