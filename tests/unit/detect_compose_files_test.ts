/** Compose files by what they run, wherever they lie and whatever they are called. */
import { deepStrictEqual as equal } from "node:assert";
import { detectIn, detects } from "../support/detecting.ts";
import { compose } from "../support/manifests.ts";

const NPM = { "package.json": '{"dependencies": {"express": "4"}}', "package-lock.json": "{}" };
const POSTGRES = "  db:\n    image: postgres:18\n";

detects({
  "servers alone are for developers, though they lie with what a release is made of": {
    files: { ...NPM, "docker/docker-compose.yml": compose(POSTGRES) },
    services: ["postgres"],
  },
  "beside the application they are not": {
    files: {
      ...NPM,
      "docker/docker-compose.yml": compose(`${POSTGRES}  web:\n    image: example/shop:1\n`),
    },
    services: [],
    dropped: ["postgres"],
  },
  "nor in a folder for production": {
    files: { ...NPM, "docker/production/docker-compose.yml": compose(POSTGRES) },
    services: [],
    dropped: ["postgres"],
  },
  "a file that is called after development only": {
    files: { ...NPM, "dev.yml": compose(POSTGRES) },
    services: ["postgres"],
  },
  "services that are no containers": {
    files: { ...NPM, "services.yml": "services:\n  db:\n    class: postgres\n" },
    services: [],
  },
  "an image that the folder's .env names": {
    files: {
      ...NPM,
      "compose.yaml": compose("  db:\n    image: ${IMAGE}:${RELEASE}\n"),
      ".env": "IMAGE=mariadb\nRELEASE=11.8\n",
    },
    services: ["mariadb"],
  },
  "Redis' client beside Valkey speaks to that, and a document changes nothing about it": {
    files: {
      "package.json": '{"dependencies": {"express": "4", "ioredis": "5"}}',
      "compose.yaml": compose("  cache:\n    image: valkey/valkey:8\n"),
      "README.md": "# Shop\n\n## Requirements\n\n- Valkey\n",
    },
    services: ["redis"],
  },
  "what somebody else's program beside the application chooses is not its choice": {
    files: {
      "package.json": '{"dependencies": {"express": "4", "pg": "8", "mysql2": "3"}}',
      "docker-compose.yml": compose(
        "  login:\n    image: quay.io/keycloak/keycloak:26\n    environment:\n      DB_VENDOR: mariadb\n",
      ),
      "src/config.js": "const url = process.env.URL || 'postgres://localhost/shop';\n",
    },
    services: ["postgres"],
    dropped: ["mariadb", "mysql"],
  },
  "CI with MySQL and with MariaDB": {
    files: {
      "composer.json": '{"require": {"ext-pdo_mysql": "*"}}',
      ".github/workflows/ci.yml":
        "jobs:\n  a:\n    services:\n      db:\n        image: mysql:8\n  b:\n    services:\n      db:\n        image: mariadb:11\n",
    },
    services: ["mysql"],
    dropped: ["mariadb"],
  },
  "a file among those of a release that documents tell developers of": {
    files: {
      ...NPM,
      "docker/docker-compose.yml": compose(`${POSTGRES}  tool:\n    image: example/bench:1\n`),
      "README.MD": "# Shop\n## Development\nRun docker compose -f docker/docker-compose.yml up.\n",
    },
    services: ["postgres"],
  },
  "servers in a file that is called so in front": {
    files: { ...NPM, "infra-docker-compose.yml": compose(POSTGRES) },
    services: ["postgres"],
  },
});

Deno.test("of an image that only a real .env names, no more than the engine is told", () => {
  const found = detectIn({
    ...NPM,
    "compose.yaml": compose("  db:\n    image: ${IMAGE}:${RELEASE}\n"),
    ".env": "IMAGE=mariadb\nRELEASE=11.8-s3cret\n",
  });
  equal(found.services.map(({ id }) => id), ["mariadb"]);
  equal(JSON.stringify(found).includes("s3cret"), false);
});
