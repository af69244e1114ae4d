import { detects } from "../support/detecting.ts";
import { compose, csproj } from "../support/manifests.ts";

detects({
  "what a compose file runs beside the released image is for its users": {
    files: {
      "go.mod":
        "module github.com/acme/shop-api\ngo 1.26\nrequire (\n  gorm.io/driver/mysql v1.0.0\n" +
        "  gorm.io/driver/sqlite v1.0.0\n)\n",
      "main.go": "package main\n",
      "docker-compose.yml": compose(
        "  shop:\n    image: ghcr.io/acme/shop-api:latest\n  db:\n    image: mysql:8\n",
      ),
    },
    services: ["sqlite"],
    dropped: ["mysql"],
  },
  "Doctrine's serverVersion tells MariaDB from MySQL": {
    files: {
      "composer.json": '{"require": {"symfony/framework-bundle": "^7"}}',
      ".env": "DATABASE_URL=mysql://a:b@127.0.0.1:3306/shop?serverVersion=10.9.3-MariaDB\n",
    },
    services: ["mariadb"],
  },
  "Go's driver for MySQL is MariaDB's, which compose runs and the README names": {
    files: {
      "go.mod":
        "module github.com/acme/shop\ngo 1.26\nrequire github.com/go-sql-driver/mysql v1.9.0\n",
      "db/db.go": 'package db\nfunc open() { sql.Open("mysql", dsn) }\n',
      "docker-compose.Development.yml": compose(
        "  shop:\n    image: ghcr.io/acme/shop:latest\n  db:\n    image: mariadb:11\n",
      ),
    },
    services: ["mariadb"],
    dropped: [],
  },
  "the feature that a crate is built with, of several": {
    files: {
      "Cargo.toml": '[package]\nname = "shop"\n[features]\ndefault = ["sqlite"]\n' +
        'sqlite = ["sea-orm/sqlx-sqlite"]\npostgres = ["sea-orm/sqlx-postgres"]\n' +
        '[dependencies]\nsea-orm = "1"\nsqlx = { version = "0.8", features = ["postgres", "sqlite"] }\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "a URL of SQLite without slashes, in Rust's defaults": {
    files: {
      "Cargo.toml":
        '[package]\nname = "shop"\n[dependencies]\nsqlx = { version = "0.8", features = ["postgres", "sqlite"] }\n',
      "shop/src/config/defaults.rs":
        'fn url() -> Secret { Secret::new("sqlite:data/db".to_owned()) }\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "all of the documents of Spring's settings, but for another profile's": {
    files: {
      "pom.xml": "<project></project>",
      "src/main/resources/application.yml":
        "spring:\n  main: {}\n---\nspring.data:\n  redis:\n    host: localhost\n" +
        "---\nspring:\n  config.activate.on-profile: prod\n  datasource:\n    url: jdbc:postgresql://db/shop\n",
    },
    services: ["redis"],
    dropped: [],
  },
  "one package that is called after an engine offers no choice": {
    files: {
      "pom.xml": "<project><modules><module>shop-redis</module></modules></project>",
      "shop-redis/pom.xml": "<project><dependencies><dependency><groupId>org.redisson</groupId>" +
        "<artifactId>redisson</artifactId></dependency></dependencies></project>",
    },
    services: ["redis"],
  },
  "connectors, with what their own documents say, are no needs": {
    files: {
      "package.json": '{"workspaces": ["libs/*"]}',
      "libs/connector-mongodb/package.json": '{"dependencies": {"mongodb": "6"}}',
      "libs/connector-mongodb/README.md": "# Connector\n\n## Local Setup\n\nYou need MongoDB.\n",
      "libs/parser/resources/sample-schema.prisma": 'datasource db {\n  provider = "mongodb"\n}\n',
    },
    services: [],
    dropped: ["mongodb"],
  },
  "a database's file in JSON, where its section is on": {
    files: {
      "Shop.csproj": csproj(["Npgsql", "SqlSugarCore"]),
      "appsettings.json":
        '{"DBS": [{"DBType": 4, "Enabled": false, "Connection": "old.db"}, {"DBType": 2, "Enabled": true, "Connection": "Shop.db"}]}',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "but not where all of them are off": {
    files: {
      "Shop.csproj": csproj(["Npgsql", "SqlSugarCore"]),
      "appsettings.json": '{"DBS": [{"DBType": 4, "Enabled": false, "Connection": "old.db"}]}',
    },
    services: ["postgres"],
  },
  "the name of a release of Node.js in an image's tag": {
    files: {
      "package.json": '{"dependencies": {"express": "4"}}',
      "Dockerfile.dev": "FROM node:krypton-alpine\n",
    },
    languages: ["node 24"],
  },
  "and no other word": {
    files: {
      "package.json": '{"dependencies": {"express": "4"}}',
      "Dockerfile.dev": "FROM node:bookworm-slim\n",
    },
    languages: ["node"],
  },
  "what Gradle compiles with comes before what it compiles for": {
    files: {
      "build.gradle.kts": 'plugins { kotlin("jvm") version "2.2.0" }\n' +
        "java { sourceCompatibility = JavaVersion.VERSION_1_8 }\nkotlin { jvmToolchain(11) }\n",
    },
    languages: ["kotlin 11"],
  },
  "a Python project for the documentation is none": {
    files: {
      "build.gradle.kts": 'plugins { kotlin("jvm") version "2.2.0" }\n',
      "src/main/kotlin/Shop.kt": "fun main() {}\n",
      "pyproject.toml":
        '[project]\nname = "shop"\ndependencies = ["mkdocs==1.6.1", "mkdocs-material==9"]\n',
    },
    languages: ["kotlin"],
  },
});
