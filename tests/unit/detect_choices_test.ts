import { detects } from "../support/detecting.ts";

const ONE_DRIVER = "module x\n\nrequire github.com/go-sql-driver/mysql v1.8.1\n";
const GO = "module x\n\nrequire (\n\tgithub.com/go-sql-driver/mysql v1.8.1\n" +
  "\tgithub.com/mattn/go-sqlite3 v1.14.0\n)\n";
const RELEASED = "services:\n  web:\n    image: acme/shop:latest\n    depends_on: [db]\n" +
  "  db:\n    image: mariadb:latest\n";

const LARAVEL = {
  "composer.json": '{"require": {"laravel/framework": "12"}}',
  "config/database.php": "<?php return ['default' => env('DB_CONNECTION', 'sqlite')];",
};
const CI = (services: string) => `jobs:\n  test:\n    services:\n${services}`;
const MYSQL_CI = CI("      mysql:\n        image: mysql:8\n");

const NUGET = '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>' +
  '<PackageReference Include="Npgsql" Version="9" />' +
  '<PackageReference Include="System.Data.SQLite" Version="2" /></ItemGroup></Project>';

const SEA_ORM = '[package]\nname = "x"\n[dependencies]\n' +
  'sea-orm = { version = "1", features = ["sqlx-all"] }\n';

detects({
  "the MariaDB that a release runs is what a driver for MySQL is for": {
    files: { "go.mod": ONE_DRIVER, "main.go": "package main", "docker-compose.yml": RELEASED },
    services: ["mariadb"],
    dropped: [],
  },
  "two packages that each choose a database outright have one each": {
    files: {
      "package.json": '{"workspaces": ["apps/*"]}',
      "apps/cloud/package.json":
        '{"dependencies": {"express": "4", "drizzle-orm": "1", "pg": "8"}}',
      "apps/cloud/drizzle.config.ts": 'export default { dialect: "postgresql" };',
      "apps/local/package.json": '{"dependencies": {"express": "4", "better-sqlite3": "12"}}',
      "apps/local/drizzle.config.ts": 'export default { dialect: "sqlite" };',
    },
    services: ["postgres", "sqlite"],
  },
  "two schemas of one package are a choice": {
    files: {
      "package.json": '{"workspaces": ["packages/*"]}',
      "packages/db/package.json": '{"dependencies": {"@prisma/client": "7", "pg": "8"}}',
      "packages/db/postgresql/schema.prisma": 'datasource db {\n  provider = "postgresql"\n}\n',
      "packages/db/mysql/schema.prisma": 'datasource db {\n  provider = "mysql"\n}\n',
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "a database.yml for each engine is a choice, which what is run decides": {
    files: {
      "Gemfile": 'gem "rails"\ngem "pg"\ngem "mysql2"\n',
      "config/application.rb": "",
      "config/database.mysql.yml": "development:\n  adapter: mysql2\n",
      "config/database.postgres.yml": "development:\n  adapter: postgresql\n",
      "compose.yaml": "services:\n  db:\n    image: postgres:17\n",
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "what users run it with is a choice, where the application starts on a file": {
    files: {
      "go.mod": GO,
      "config.default.yml": "db:\n  dialect: sqlite3\n",
      "compose.yml": "services:\n  app:\n    build: .\n    volumes: [data:/data]\n" +
        "    environment: {APP_DB_TYPE: mysql}\n  db:\n    image: mysql:8.4\n",
    },
    services: ["sqlite"],
    dropped: ["mysql"],
  },
  "what the sources are mounted beside is the developers'": {
    files: {
      "go.mod": GO,
      "config.default.yml": "db:\n  dialect: sqlite3\n",
      "compose.yml": "services:\n  app:\n    build: .\n    volumes: ['.:/src']\n" +
        "    environment: {APP_DB_TYPE: mysql}\n  db:\n    image: mysql:8.4\n",
    },
    services: ["mysql"],
    dropped: ["sqlite"],
  },
  "what CI starts by hand is what it runs": {
    files: {
      "build.gradle.kts": 'dependencies { implementation("com.mysql:mysql-connector-j:9") }\n',
      ".github/workflows/ci.yml":
        "jobs:\n  test:\n    steps:\n      - run: docker run -d -p 3306:3306 mysql:8.4\n",
    },
    services: ["mysql"],
  },
  "a framework's default is a file, and the example's user and CI say a server": {
    files: {
      ...LARAVEL,
      ".env.example": "DB_DATABASE=shop\nDB_USERNAME=root\n",
      ".github/workflows/test.yml": MYSQL_CI,
    },
    services: ["mysql"],
    dropped: ["sqlite"],
  },
  "CI alone does not take a framework's default away": {
    files: { ...LARAVEL, ".github/workflows/test.yml": MYSQL_CI },
    services: ["sqlite"],
    dropped: ["mysql"],
  },
  "a user's name alone does not take a framework's default away": {
    files: { ...LARAVEL, ".env.example": "DB_USERNAME=root\n" },
    services: ["sqlite"],
  },
  "PHP without a framework opens its database by a source name": {
    files: {
      "composer.json": '{"require": {"slim/slim": "4"}}',
      "services/DatabaseService.php":
        "<?php\n$pdo = new \\PDO('sqlite:' . $this->path());\n$kind = 'mysql:';\n",
    },
    services: ["sqlite"],
    dropped: [],
  },
  "an application with drivers and no configuration at all starts on its own file": {
    files: {
      "src/Core/Core.csproj": NUGET,
      "src/Host/Host.csproj":
        '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "a library with drivers leaves the choice to others": {
    files: { "src/Lib/Lib.csproj": NUGET },
    services: [],
    dropped: ["postgres", "sqlite"],
  },
  "a crate that speaks every dialect is settled by the template of its configuration": {
    files: {
      "Cargo.toml": SEA_ORM,
      "shop_config.docker_template.toml": 'database_url = "sqlite:///data/users.db?mode=rwc"\n',
      ".github/workflows/test.yml": CI("      mysql:\n        image: mysql:8\n"),
    },
    services: ["sqlite"],
    dropped: ["mysql", "postgres"],
  },
  "CI's Redis stands in for a hosted one": {
    files: {
      "package.json": '{"dependencies": {"next": "15", "@upstash/redis": "1"}}',
      ".github/workflows/test.yml": CI("      redis:\n        image: redis:7\n"),
    },
    services: [],
    dropped: ["redis"],
  },
  "a hosted Redis beside a driver of one's own takes nothing away": {
    files: {
      "package.json": '{"dependencies": {"next": "15", "@upstash/redis": "1", "bullmq": "5"}}',
      ".github/workflows/test.yml": CI("      redis:\n        image: redis:7\n"),
    },
    services: ["redis"],
  },
  "a session store is chosen by a feature": {
    files: {
      "Cargo.toml": '[package]\nname = "x"\n[dependencies]\n' +
        'actix-session = { version = "0.10", features = ["redis-session-rustls"] }\n',
    },
    services: ["redis"],
  },
  "a workspace around a desktop shell is not what the project is written in": {
    files: {
      "Cargo.toml": '[workspace]\nmembers = ["apps/desktop/src-tauri"]\n',
      "Cargo.lock": "",
      "apps/desktop/src-tauri/Cargo.toml":
        '[package]\nname = "d"\n[dependencies]\ntauri = "2"\naxum = "0.8"\n',
      "apps/site/package.json": '{"dependencies": {"next": "15"}, "scripts": {"dev": "next dev"}}',
      "package.json":
        '{"private": true, "workspaces": ["apps/*"], "packageManager": "pnpm@10.0.0"}',
    },
    languages: ["node", "rust"],
  },
  "a server beside the shell is": {
    files: {
      "Cargo.toml": '[workspace]\nmembers = ["server", "desktop/src-tauri"]\n',
      "Cargo.lock": "",
      "server/Cargo.toml": '[package]\nname = "s"\n[dependencies]\naxum = "0.8"\n',
      "server/src/main.rs": "fn main() {}",
      "desktop/src-tauri/Cargo.toml": '[package]\nname = "d"\n[dependencies]\ntauri = "2"\n',
      "desktop/package.json": '{"dependencies": {"next": "15"}, "scripts": {"dev": "next dev"}}',
    },
    languages: ["rust"],
  },
  "Flask's settings are a class for each environment": {
    files: {
      "requirements.txt": "Flask\npsycopg2\n",
      "shop/settings.py": "class ProdConfig(Config):\n    URI = 'postgresql://localhost/shop'\n\n" +
        "class DevConfig(Config):\n    URI = 'sqlite:///dev.db'\n\n" +
        "class TestConfig(Config):\n    URI = 'mysql://localhost/shop'\n",
    },
    services: ["sqlite"],
    dropped: ["mysql", "postgres"],
  },
  "a module of settings for unit tests is a test's": {
    files: {
      "requirements.txt": "Django\npsycopg[c]\n",
      "shop/settings/unittests.py":
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3'}}\n",
    },
    services: ["postgres"],
    dropped: ["sqlite"],
  },
  "what the project's own tools depend on is no need": {
    files: {
      "go.mod": "module x\n\nrequire github.com/go-sql-driver/mysql v1.8.1\n",
      "main.go": "package main",
      "tools/report/requirements.txt": "psycopg2\n",
    },
    services: ["mysql"],
    dropped: ["postgres"],
  },
  "a shell for one desktop is not what the project is written in": {
    files: {
      "server/go.mod": "module x\n\ngo 1.24\n",
      "server/main.go": "package main",
      "win-wpf/Shop.sln": "",
      "win-wpf/Shop.csproj": NUGET.replaceAll(/<PackageReference[^>]*>/g, ""),
    },
    languages: ["go 1.24", "dotnet"],
  },
  "a source set of tests says nothing of the application": {
    files: {
      "build.gradle": "plugins { id 'org.springframework.boot' version '3.5.0' }\n" +
        "dependencies {\n  implementation 'com.mysql:mysql-connector-j'\n" +
        "  implementation 'org.postgresql:postgresql'\n}\n",
      "src/main/resources/application.properties":
        "spring.datasource.url=jdbc:mysql://localhost/shop\n",
      "src/contractTest/resources/application.properties":
        "spring.datasource.url=jdbc:postgresql://localhost/shop\n",
    },
    services: ["mysql"],
    dropped: ["postgres"],
  },
  "a template of PHP has no packages yet, and an image": {
    files: { "composer.json": "{}", "Dockerfile": "FROM dunglas/frankenphp:1-php8.5 AS base\n" },
    languages: ["php 8.5"],
  },
  "a manifest without packages is no application": {
    files: { "composer.json": "{}", "Dockerfile": "FROM nginx:1\n" },
    languages: [],
  },
});
