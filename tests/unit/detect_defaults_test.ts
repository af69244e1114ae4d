import { detects } from "../support/detecting.ts";
import { csproj } from "../support/manifests.ts";

const DJANGO = '[project]\nname = "x"\ndependencies = ["django", "psycopg", "mysqlclient"]\n';
const EITHER = csproj(["Npgsql", "Microsoft.Data.Sqlite"]);

detects({
  "Bun's own SQLite is a driver that no manifest names": {
    files: {
      "package.json": '{"dependencies": {"elysia": "1"}, "scripts": {"start": "bun src/index.ts"}}',
      "src/db/connection.ts": 'import { Database } from "bun:sqlite";\n',
    },
    services: ["sqlite"],
  },
  "so is Python's": {
    files: { "requirements.txt": "flask\n", "app.py": "import os\nimport sqlite3\n" },
    services: ["sqlite"],
  },
  "but not in a test": {
    files: { "requirements.txt": "flask\n", "tests/db.py": "import sqlite3\n" },
    services: [],
  },
  "the default of a variable that is called after the database": {
    files: {
      "pyproject.toml": DJANGO,
      "shop/settings.py": 'import os\nENGINE = os.getenv("DB_ENGINE", "mysql")\n',
    },
    services: ["mysql"],
    dropped: ["postgres"],
  },
  "the value of a field is its default, and its type's choices are not": {
    files: {
      "pyproject.toml": DJANGO,
      "shop/config.py": 'class Settings:\n    db_type: Literal["mysql", "postgres"] = "postgres"\n',
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "a default in a mapping within the database's": {
    files: {
      "pyproject.toml": DJANGO,
      "shop/config.py":
        'CONFIG = {\n  "database": {\n    "backend": {"default": "sqlite3", "env": os.getenv("X")},\n  },\n' +
        '  "mail": {"backend": {"default": "postgres"}},\n}\n',
    },
    services: ["sqlite"],
    dropped: ["mysql", "postgres"],
  },
  "of the mappings that Django's settings name, the one that is taken": {
    files: {
      "pyproject.toml": DJANGO.replace("mysqlclient", "django-redis"),
      "manage.py": "import django\n",
      "settings/local_dev.py": "PG = {'ENGINE': 'django_prometheus.db.backends.postgresql'}\n" +
        "LITE = {'ENGINE': 'django_prometheus.db.backends.sqlite3'}\n" +
        "CACHE_REDIS = {'default': {'BACKEND': 'django_redis.cache.RedisCache'}}\n" +
        "CACHE_LOCAL = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}}\n" +
        "CACHES = CACHE_LOCAL\nDATABASES = {\n  # 'default': PG,\n  'default': LITE,\n}\n",
    },
    services: ["redis", "sqlite"],
    dropped: ["postgres"],
  },
  "NodeSource's Node.js in the developers' image": {
    files: {
      "package.json": '{"dependencies": {"express": "4"}}',
      "Dockerfile": "FROM node:16\n",
      ".devcontainer/Dockerfile":
        "FROM debian:13\nRUN curl -fsSL https://deb.nodesource.com/setup_18.x | bash -\n",
    },
    languages: ["node 18"],
  },
  "the type of .NET's database in its settings": {
    files: {
      "src/Shop/Shop.csproj": EITHER,
      "src/Shop/appsettings.json": '{"Database": {"Type": "Sqlite"}, "Storage": {"Kind": "Disk"}}',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "a build of SQLite's driver under another name": {
    files: { "Shop.csproj": csproj(["System.Data.SQLite.Core.Servarr"]) },
    services: ["sqlite"],
  },
  "the default that .NET's configuration is asked with": {
    files: {
      "Shop.csproj": EITHER,
      "Program.cs":
        'var provider = builder.Configuration.GetValue<string>("provider", Provider.Sqlite.Name);\n' +
        "if (provider == x) options.UseNpgsql(c); else options.UseSqlite(c);\n",
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "the default in the tag of a Go field": {
    files: {
      "go.mod":
        "module x\n\nrequire (\n\tmodernc.org/sqlite v1.0.0\n\tgithub.com/jackc/pgx/v5 v5.0.0\n)\n",
      "internal/config/conf_database.go":
        'package config\n\ntype Database struct {\n\tDriver string `yaml:"driver" conf:"default:sqlite3"`\n' +
        '\tHost string `conf:"default:postgres"`\n}\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "the provider that a Go configuration starts from": {
    files: {
      "go.mod":
        "module x\n\nrequire (\n\tmodernc.org/sqlite v1.0.0\n\tgithub.com/jackc/pgx/v5 v5.0.0\n)\n",
      "common/env_config.go":
        'package common\n\nfunc defaults() Config {\n\treturn Config{\n\t\tDbProvider: "sqlite",\n\t}\n}\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "the tests at the end of a Rust module say nothing": {
    files: {
      "Cargo.toml": '[package]\nname = "x"\n[dependencies]\n' +
        'sqlx = { version = "0.8", features = ["postgres", "mysql"] }\n',
      "src/settings.rs":
        'const URL: &str = "postgres://localhost/x";\n\n#[cfg(test)]\nmod tests {\n' +
        '    const OTHER: &str = "mysql://localhost/x";\n}\n',
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "what Python sets up for its tests is a test's": {
    files: {
      "requirements.txt": "flask\nmysqlclient\n",
      "shop/config.py": "def _load_testing_configuration(app):\n" +
        '    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///x.db"\n',
    },
    services: ["mysql"],
    dropped: ["sqlite"],
  },
  "of two that an example names, the one that documents and CI know as well": {
    files: {
      "package.json": '{"dependencies": {"express": "4", "pg": "8", "mysql2": "3"}}',
      ".env.example": "POSTGRES_URL=postgres://u@h/shop\nMARIA_URL=mysql://u@h/shop\n",
      "README.md": "# Shop\n## Requirements\n- PostgreSQL\n",
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "versions that a Gradle platform only constrains are no dependencies": {
    files: {
      "build.gradle.kts":
        'dependencies {\n  constraints {\n    api("org.postgresql:postgresql:42")\n  }\n' +
        '  implementation("redis.clients:jedis:6")\n}\n',
    },
    services: ["redis"],
    dropped: [],
  },
  "Java's release in Gradle's catalog": {
    files: {
      "build.gradle.kts": 'plugins {\n  kotlin("jvm") version "2.2.0"\n}\n',
      "gradle/libs.versions.toml": '[versions]\njava-compilation = "25"\njackson = "2"\n',
      "template/build.gradle.kts": "kotlin { jvmToolchain(21) }\n",
    },
    languages: ["kotlin 25"],
  },
  "Deno's release, copied out of its image": {
    files: {
      "deno.json": "{}",
      "Dockerfile": "FROM debian:13\nCOPY --from=denoland/deno:bin-2.4.1 /deno /bin/deno\n",
    },
    languages: ["deno 2.4"],
  },
  "Deno without a manifest, by what one of its files imports": {
    files: {
      "cli.ts": 'import { parse } from "./deps.ts";\n',
      "deps.ts": 'export * from "https://deno.land/std/flags/mod.ts";\n',
    },
    languages: ["deno"],
  },
  "a package that others install is no page around another one": {
    files: {
      "package.json": '{"name": "queue", "main": "dist/index.js", "files": ["dist"], ' +
        '"dependencies": {"ioredis": "5"}}',
      "yarn.lock": "",
      "composer.json": '{"require": {"php": "^8.1"}}',
    },
    languages: ["node", "php 8.5"],
  },
  "Peewee has a class for each engine": {
    files: {
      "pyproject.toml": DJANGO.replace('"django"', '"peewee"'),
      "shop/models.py": 'from peewee import *\ndb = SqliteDatabase("shop.db")\n',
    },
    services: ["sqlite"],
    dropped: ["mysql", "postgres"],
  },
  "Flask configures itself where it starts, and a prompt's example is none": {
    files: {
      "pyproject.toml": DJANGO.replace('"django"', '"flask"'),
      "shop/__init__.py": 'app.config["SQLALCHEMY_DATABASE_URI"] = "mysql://root@localhost/shop"\n',
      "shop/cli/main.py": 'prompt("URL", default="postgresql://localhost/shop")\n',
    },
    services: ["mysql"],
    dropped: ["postgres"],
  },
  "HOCON's URL": {
    files: {
      "build.gradle.kts":
        'dependencies {\n  implementation("com.h2database:h2:2")\n  implementation("org.postgresql:postgresql:42")\n}\n',
      "src/main/kotlin/A.kt": "",
      "src/main/resources/application.conf":
        '# url = "jdbc:h2:mem:x"\nstorage {\n  url = "jdbc:postgresql://localhost:5432/shop"\n}\n',
    },
    services: ["postgres"],
    dropped: ["h2"],
  },
  "the URL in a class that opens the database, however deep its package": {
    files: {
      "build.gradle.kts":
        'dependencies {\n  implementation("com.mysql:mysql-connector-j:9")\n  implementation("org.postgresql:postgresql:42")\n}\n',
      "server/src/main/kotlin/org/example/shop/db/DatabaseFactory.kt":
        'val url = "jdbc:mysql://localhost/shop"\n',
    },
    services: ["mysql"],
    dropped: ["postgres"],
  },
  "CodeIgniter's driver, and not its tests'": {
    files: {
      "composer.json": '{"require": {"codeigniter4/framework": "4"}}',
      "app/Config/Database.php": "<?php class Database {\n  public array $default = " +
        "['DBDriver' => 'MySQLi'];\n  public array $tests = ['DBDriver' => 'SQLite3'];\n}\n",
    },
    services: ["mysql"],
    dropped: [],
  },
  "Yii's source name": {
    files: {
      "composer.json": '{"require": {"yiisoft/yii2": "2"}}',
      "config/db.php":
        "<?php return ['class' => 'yii\\\\db\\\\Connection', 'dsn' => 'pgsql:host=localhost;dbname=shop'];",
    },
    services: ["postgres"],
  },
  "a URL that Ruby falls back to": {
    files: {
      "Gemfile": 'gem "sinatra"\ngem "sequel"\ngem "pg"\ngem "sqlite3"\n',
      "app.rb":
        'DB = Sequel.connect(ENV["DATABASE_URL"] || "sqlite://shop.db") # pg: "postgres://x/y"\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "a file's URL, as libSQL takes it": {
    files: {
      "package.json":
        '{"dependencies": {"hono": "4", "@libsql/client": "0.15", "drizzle-orm": "1"}}',
      "src/database/database.config.ts":
        'export const config = { url: { default: "file:./db.sqlite" }, logo: "file:./logo.svg" };\n',
    },
    services: ["sqlite"],
  },
  "Symfony's parameters": {
    files: {
      "composer.json": '{"require": {"ext-pdo_mysql": "*", "ext-pdo_sqlite": "*"}}',
      "app/config/parameters.yml.dist": "parameters:\n  database_driver: pdo_sqlite\n",
    },
    services: ["sqlite"],
    dropped: ["mysql"],
  },
  "Java's release is a property that the compiler's plugin is given": {
    files: {
      "pom.xml":
        "<project><properties><java.minversion>21</java.minversion></properties><build><plugins><plugin>" +
        "<artifactId>maven-compiler-plugin</artifactId><configuration>" +
        "<source>${java.minversion}</source></configuration></plugin></plugins></build></project>",
      "src/main/java/A.java": "",
    },
    languages: ["java 21"],
  },
  "Kotlin's plugin says the language where no source is in sight": {
    files: { "build.gradle.kts": 'plugins {\n  kotlin("jvm") version "2.2.0"\n}\n' },
    languages: ["kotlin"],
  },
  "packages of the JVM lie deep": {
    files: {
      "build.gradle.kts": "",
      "server/core/src/main/kotlin/org/example/shop/web/A.kt": "",
      "server/core/src/main/kotlin/org/example/shop/web/B.kt": "",
      "buildSrc/A.java": "",
    },
    languages: ["kotlin"],
  },
  "a package at the top is more than a crate below it": {
    files: {
      "pyproject.toml": '[project]\nname = "lint"\n',
      "native/Cargo.toml": '[package]\nname = "native"\n',
      "native/Cargo.lock": "",
      "native/src/lib.rs": "",
    },
    languages: ["python", "rust"],
  },
});
