import { deepEqual, equal } from "node:assert/strict";
import { detectIn, detects } from "../support/detecting.ts";

const PHP = '{"require": {"php": ">=8.3", "ext-pdo_mysql": "*"}}';
const NODE = '{"dependencies": {"express": "4", "pg": "8", "mysql2": "3"}}';

detects({
  "DDEV says which database, and which PHP": {
    files: {
      "composer.json": PHP,
      ".ddev/config.yaml": 'php_version: "8.3"\ndatabase:\n  type: mariadb\n  version: "10.11"\n',
    },
    languages: ["php 8.3"],
    services: ["mariadb"],
    dropped: [],
  },
  "DDEV brings MariaDB where none is named": {
    files: { "composer.json": PHP, ".ddev/config.yaml": "name: shop\ntype: php\n" },
    services: ["mariadb"],
  },
  "a compose file for development beside DDEV's is as good, and the document decides": {
    files: {
      "composer.json": PHP,
      ".ddev/config.yaml": "database: {type: mariadb, version: '10.4'}\n",
      ".dev/docker-compose.yaml": "services:\n  db:\n    image: mysql:8.0\n",
      "README.md": "# Shop\n## Requirements\n- MySQL 8.0 or higher\n",
    },
    services: ["mysql"],
    dropped: ["mariadb"],
  },
  "DDEV without a database brings none": {
    files: {
      "composer.json": '{"require": {"php": "8.3.*"}}',
      ".ddev/config.yaml": "omit_containers: [db]\n",
    },
    services: [],
  },
  "what is added to DDEV runs as well": {
    files: {
      "composer.json": PHP,
      ".ddev/config.yaml": "database: {type: mysql, version: '8.0'}\n",
      ".ddev/docker-compose.redis.yaml": "services:\n  redis:\n    image: redis:7\n",
    },
    services: ["mysql", "redis"],
  },
  "Lando's services, and its recipe's database": {
    files: {
      "composer.json": '{"require": {"php": "8.3.*"}}',
      ".lando.yml":
        "recipe: laravel\nconfig:\n  database: mysql:8.0\nservices:\n  cache:\n    type: redis:7\n",
    },
    services: ["mysql", "redis"],
  },
  "devenv starts what is enabled": {
    files: {
      "package.json": NODE,
      "devenv.nix":
        "{ pkgs, ... }: {\n  services.postgres.enable = true;\n  services.redis.enable = false;\n}\n",
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "a dev container's image names the release": {
    files: {
      "pyproject.toml": '[project]\nname = "x"\nrequires-python = ">=3.10"\n',
      ".devcontainer/devcontainer.json":
        '{\n  // ours\n  "image": "mcr.microsoft.com/devcontainers/python:1-3.12-bookworm",\n}',
    },
    languages: ["python 3.12"],
  },
  "the release that a dev container is built with": {
    files: {
      "package.json": NODE,
      ".devcontainer/devcontainer.json":
        '{"build": {"dockerfile": "Dockerfile", "args": {"VARIANT": "20"}}}',
      ".devcontainer/Dockerfile":
        "ARG VARIANT=18\nFROM mcr.microsoft.com/devcontainers/javascript-node:${VARIANT}\n",
    },
    languages: ["node 20"],
  },
  "a dev container's features": {
    files: {
      "package.json": NODE,
      ".devcontainer/devcontainer.json":
        '{"image": "mcr.microsoft.com/devcontainers/base:ubuntu", ' +
        '"features": {"ghcr.io/devcontainers/features/node:1": {"version": "22"}, ' +
        '"ghcr.io/itsmechlark/features/postgresql:1": {}}}',
    },
    languages: ["node 22"],
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "a script of the project starts an image": {
    files: {
      "package.json": NODE,
      "Makefile":
        "db:\n\tdocker run --rm --name mysql \\\n\t  -e POSTGRES_PASSWORD=x -p 5432:5432 postgres:17\n",
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "CircleCI runs databases beside the job's own image": {
    files: {
      "package.json": NODE,
      ".circleci/config.yml":
        "jobs:\n  test:\n    docker:\n      - image: cimg/node:22\n      - image: cimg/postgres:16.2\n",
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "Bitbucket's definitions, and Forgejo's workflows": {
    files: {
      "package.json": '{"dependencies": {"express": "4", "pg": "8", "ioredis": "5"}}',
      "bitbucket-pipelines.yml": "definitions:\n  services:\n    db:\n      image: postgres:16\n",
      ".forgejo/workflows/ci.yml": "jobs:\n  test:\n    services:\n      cache: valkey/valkey:8\n",
    },
    services: ["postgres", "redis"],
  },
  "Travis CI has names of its own": {
    files: { "package.json": NODE, ".travis.yml": "services:\n  - postgresql\n  - docker\n" },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "an image that a script starts for tests is none of the application's": {
    files: {
      "package.json": NODE,
      "Makefile": "test-db:\n\tdocker run --name test-db postgres:17\n",
    },
    services: [],
    dropped: ["mysql", "postgres"],
  },
});

Deno.test("a compose service that is built on a database's image runs it", () => {
  const { services } = detectIn({
    "package.json": NODE,
    "compose.yaml": "services:\n  db:\n    build:\n      context: ./docker/db\n",
    "docker/db/Dockerfile": "ARG RELEASE=16\nFROM postgis/postgis:${RELEASE}-3.4\nRUN true\n",
  });
  const [first] = services;
  deepEqual([first?.id, first?.version, first?.selected], ["postgres", "16", true]);
  equal(first?.runs, undefined, "it cannot be used as it is");
});

Deno.test("what dockstart wrote itself says nothing of the project", () => {
  const { languages } = detectIn({
    "package.json": NODE,
    ".devcontainer/Dockerfile.backup": "",
    ".devcontainer/devcontainer.json":
      '{"image": "mcr.microsoft.com/devcontainers/javascript-node:20"}',
  });
  deepEqual(languages.map(({ version }) => version), [undefined]);
});
