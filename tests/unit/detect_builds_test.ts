/** What builds a project, and which of several builds is its own. */
import { detects } from "../support/detecting.ts";

const GEMS = 'source "https://rubygems.org"\n';

detects({
  "modules of the Kotlin Toolchain, with their catalog": {
    files: {
      "shop/project.yaml": "modules: [app]\n",
      "shop/libs.versions.toml":
        '[libraries]\npostgresql = { module = "org.postgresql:postgresql", version = "42" }\n',
      "shop/common.module-template.yaml":
        "settings:\n  jvm:\n    release: 21\n    jdk:\n      version: 25\n",
      "shop/app/module.yaml":
        "product: jvm/app\ndependencies:\n  - $libs.postgresql: runtime-only\n  - ../core\n  - redis.clients:jedis:5.2.0\n",
      "shop/app/src/main.kt": "fun main() {}\n",
      "pages/package.json": '{"dependencies": {"react": "19"}}',
    },
    languages: ["kotlin 25", "node"],
    services: ["postgres", "redis"],
  },
  "a module.yaml of something else": {
    files: {
      "module.yaml": "name: shop\n",
      "package.json": '{"dependencies": {"react": "19"}}',
      "a.ts": "",
    },
    languages: ["node"],
  },
  "RVM's file, as a command and as its template writes it": {
    files: { "Gemfile": `${GEMS}gem "rails"\n`, ".rvmrc": "rvm use ruby-2.7.2@shop --create\n" },
    languages: ["ruby 2.7"],
  },
  "and as a variable": {
    files: { "Gemfile": `${GEMS}gem "rails"\n`, ".rvmrc": 'environment_id="ruby-2.6.6@shop"\n' },
    languages: ["ruby 2.6"],
  },
  "the Gemfile that React Native writes": {
    files: {
      "Gemfile": `${GEMS}gem 'cocoapods', '>= 1.13'\ngem 'activesupport', '>= 6.1'\ngem 'logger'\n`,
      "package.json": '{"dependencies": {"react-native": "0.80"}}',
    },
    languages: ["node"],
  },
  "what Deno's registry gave before there was a deno.json": {
    files: {
      "deps.ts": 'export { serve } from "https://deno.land/std@0.100.0/http/server.ts";\n',
      "src/mod.ts": 'import { serve } from "../deps.ts";\n',
      "package.json": '{"dependencies": {"knex": "0.21", "pg": "8"}}',
      "yarn.lock": "",
    },
    languages: ["deno", "node"],
  },
  "Python that only writes the documents": {
    files: {
      "pyproject.toml":
        '[project]\nname = "shop-docs"\ndependencies = []\n[dependency-groups]\ndocs = ["mkdocs>=1.6"]\n',
      "uv.lock": "",
      "package.json": '{"packageManager": "bun@1.3.14", "dependencies": {"hono": "4"}}',
      "bun.lock": "",
    },
    languages: ["bun 1.3"],
  },
  "Python that looks over the code of something else": {
    files: {
      "requirements.txt": "pre-commit==4.6\nblack==26.5\nmkdocs-material==9.7\n",
      "app/package.json": '{"dependencies": {"next": "16"}}',
    },
    languages: ["node"],
  },
  "and a package whose documents are all that it needs": {
    files: {
      "pyproject.toml":
        '[build-system]\nrequires = ["hatchling"]\n[project]\nname = "shop"\ndependencies = []\n[dependency-groups]\ndev = ["sphinx"]\n',
      "package.json": '{"dependencies": {"react": "19"}}',
      "shop/a.py": "",
      "shop/b.py": "",
    },
    languages: ["python", "node"],
  },
  "of several builds beside each other, that of which there is most": {
    files: {
      "automation/pom.xml":
        "<project><properties><java.version>11</java.version></properties></project>",
      "automation/src/main/java/A.java": "",
      "server/pom.xml":
        "<project><properties><java.version>17</java.version></properties></project>",
      "server/src/main/java/A.java": "",
      "server/src/main/java/B.java": "",
    },
    languages: ["java 17"],
  },
  "the release that the tests need, where the code is for an older one": {
    files: {
      "pom.xml":
        "<project><properties><maven.compiler.release>8</maven.compiler.release><maven.compiler.testRelease>11</maven.compiler.testRelease></properties></project>",
      "src/main/java/A.java": "",
    },
    languages: ["java 11"],
  },
  "the Python that the development's image installs": {
    files: {
      "requirements.txt": "flask\n",
      "Dockerfile":
        "FROM quay.io/centos/centos:stream9\nRUN dnf -y install \\\n    python3.11 \\\n    gcc\n",
    },
    languages: ["python 3.11"],
  },
  "or conda does": {
    files: {
      "requirements.txt": "flask\n",
      "Dockerfile": "FROM debian\nRUN conda create -n shop python=3.10 && \\\n  true\n",
    },
    languages: ["python 3.10"],
  },
  "the Java that it installs": {
    files: {
      "pom.xml": "<project/>",
      "src/main/java/A.java": "",
      "Dockerfile.dev": "FROM debian\nRUN apt-get install -y openjdk-21-jdk-headless git\n",
    },
    languages: ["java 21"],
  },
  "a manifest deep below the code of something else": {
    files: {
      "all_test.go": "",
      "cmd/shop/main.go": "",
      "internal/a/a.go": "",
      "internal/b/b.go": "",
      "internal/c/c.go": "",
      "internal/pages/package.json": '{"dependencies": {"react": "19"}}',
      "internal/pages/index.js": "",
    },
    languages: ["go", "node"],
  },
  "a release of Node.js that mise installs beside Bun": {
    files: {
      "mise.toml": '[tools]\nnode = "22"\nbun = "1.3"\n',
      "package.json": '{"packageManager": "bun@1.3.0", "dependencies": {"hono": "4"}}',
      "bun.lock": "",
    },
    languages: ["node 22", "bun 1.3"],
  },
  "several commands side by side, of which Bun starts each": {
    files: {
      "package.json":
        '{"scripts": {"dev": "concurrently \\"bun ./build.js\\" \\"bun --watch ./server.ts\\""}, "packageManager": "yarn@3.6.4"}',
      "bun.lockb": "",
    },
    languages: ["bun"],
  },
});
