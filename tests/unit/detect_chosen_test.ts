import { detects } from "../support/detecting.ts";
import { compose, csproj } from "../support/manifests.ts";

const LARAVEL = '{"require": {"laravel/framework": "^12"}}';

detects({
  "the example that the README has copied is the one that counts": {
    files: {
      "composer.json": LARAVEL,
      "README.md": "# Shop\n\n## Development\n\n```bash\ncp .env.docker .env\n```\n",
      ".env.example": "DB_CONNECTION=mysql\nDB_HOST=127.0.0.1\n",
      ".env.docker": "DB_CONNECTION=pgsql\nDB_HOST=db\n",
      "compose.yaml": compose(
        "  app:\n    build: .\n    environment:\n      DB_CONNECTION: ${DB_CONNECTION}\n" +
          "  db:\n    image: postgres:16\n    profiles: [pgsql]\n",
      ),
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "a connection by its short name": {
    files: {
      "go.mod":
        "module x\ngo 1.26\nrequire (\n  gorm.io/driver/mysql v1.0.0\n  gorm.io/driver/postgres v1.0.0\n)\n",
      ".env.example": "DB_CONN=mysql\n",
    },
    services: ["mysql"],
    dropped: ["postgres"],
  },
  "a copy of something else is no reason to doubt the example": {
    files: {
      "composer.json": LARAVEL,
      "README.md": "# Shop\n\n## Development\n\n    cp config.php.dist config.php\n",
      ".env.example": "DB_CONNECTION=mysql\nDB_HOST=127.0.0.1\n",
    },
    services: ["mysql"],
  },
  "PHP's property for the driver": {
    files: {
      "composer.json": '{"require": {"php": "8.2", "ext-pdo_mysql": "*", "ext-pdo_pgsql": "*"}}',
      "src/helpers/Configuration.php":
        "<?php\nclass Configuration {\n  public string $dbType = 'sqlite';\n  public string $dbHost = 'mysql';\n}\n",
    },
    services: ["sqlite"],
    dropped: ["mysql", "postgres"],
  },
  "a scheme that PHP puts an address behind is no connection": {
    files: {
      "composer.json": LARAVEL,
      "config/database.php": "<?php return ['default' => env('DB_CONNECTION', 'sqlite')];\n",
      "app/Models/Database.php":
        "<?php\nclass Database { function jdbc() { return 'jdbc:mysql://' . $this->host; } }\n",
    },
    services: ["sqlite"],
    dropped: [],
  },
  "a property of .NET's settings": {
    files: {
      "Shop.csproj": csproj(["Npgsql", "Microsoft.Data.Sqlite", "MySqlConnector"]),
      "Settings/DatabaseSettings.cs": "public class DatabaseSettings {\n" +
        "  public DatabaseType Type { get; set; } = Constants.DatabaseType.MySql;\n}\n",
    },
    services: ["mysql"],
    dropped: ["postgres", "sqlite"],
  },
  "but not a name, or the type of something else": {
    files: {
      "Shop.csproj": csproj(["Npgsql", "MySqlConnector"]),
      "ShopSettings.cs": 'public string DbName = "postgres";\n' +
        "public CacheKind Kind { get; set; } = CacheKind.MySql;\n",
    },
    services: [],
    dropped: ["mysql", "postgres"],
  },
  "a mapping of options, each with its default": {
    files: {
      "setup.py": "from setuptools import setup\n",
      "requirements.txt": "django\npsycopg2\n",
      "shop/utils/options.py": "SPEC = {\n  'DATABASE_ENGINE': {\n" +
        "    'type': 'option', 'options': ('sqlite', 'postgres'), 'default': 'sqlite',\n  },\n}\n",
      "docker-compose.yml": compose("  db:\n    image: postgres:16\n"),
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "the JVM's configuration classes": {
    files: {
      "build.gradle.kts": 'plugins { kotlin("jvm") version "2.2.0" }\ndependencies {\n' +
        '  implementation("org.xerial:sqlite-jdbc:3")\n  implementation("org.postgresql:postgresql:42")\n' +
        '  implementation("com.h2database:h2:2")\n}\n',
      "src/main/kotlin/shop/config/LocalConfiguration.kt":
        'class LocalConfiguration { val database = reference("sqlite shop.db") }\n',
    },
    services: ["sqlite"],
    dropped: ["h2", "postgres"],
  },
  "INI files: a URL, an engine, and a port that tells it": {
    files: {
      "requirements.txt": "bottle\nredis\n",
      "config.ini.sample": "[Redis]\nPort: 6379\n\n[Database]\nHost: localhost\nPort: 27017\n",
    },
    services: ["redis", "mongodb"],
  },
  "Alembic's URL": {
    files: {
      "requirements.txt": "sqlalchemy\npsycopg\npymysql\n",
      "alembic.ini": "[alembic]\nsqlalchemy.url = postgresql://localhost/shop ; or another\n",
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "databases of one file of settings, all of which run at once, are all needed": {
    files: {
      "mix.exs":
        'defmodule Shop do\n  defp deps do\n    [{:postgrex, "~> 0.1"}, {:myxql, "~> 0.1"}]\n  end\nend\n',
      "config/config.exs": 'config :shop, A, url: "postgres://localhost/shop"\n' +
        'config :shop, B, url: "mysql://root@localhost/shop"\n',
      "compose.yaml": compose("  pg:\n    image: postgres:18\n  my:\n    image: mysql:9\n"),
    },
    services: ["postgres", "mysql"],
  },
  "a variant of the compose file backs nothing": {
    files: {
      "package.json":
        '{"dependencies": {"express": "4", "pg": "8", "sqlite3": "5", "typeorm": "0.3"}}',
      "server/datasource.ts": "const a: DataSourceOptions = { type: 'sqlite' };\n" +
        "const b: DataSourceOptions = { type: 'postgres' };\n",
      "compose.yaml": compose("  app:\n    build: .\n"),
      "docker-compose.postgres.yaml": compose("  db:\n    image: postgres:16\n"),
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "a cache that CI runs, and that nothing drives, is not needed": {
    files: {
      "go.mod": "module example.com/shop\ngo 1.26\nrequire go.mongodb.org/mongo-driver v1.17.0\n",
      ".github/workflows/ci.yml":
        "jobs:\n  test:\n    services:\n      redis:\n        image: redis\n      mongo:\n        image: mongo:8\n",
    },
    services: ["mongodb"],
    dropped: ["redis"],
  },
  "what a gem depends on, its Gemfile does": {
    files: {
      "Gemfile": 'source "https://rubygems.org"\ngemspec\ngem "rake"\n',
      "shop.gemspec": "Gem::Specification.new do |s|\n" +
        '  s.add_dependency "redis-namespace", "~> 1.6"\n  s.add_development_dependency "pg"\nend\n',
    },
    services: ["redis"],
    dropped: [],
  },
  "PocketBase keeps its data in SQLite": {
    files: {
      "go.mod":
        "module example.com/shop\ngo 1.26\nrequire github.com/pocketbase/pocketbase v0.30.0\n",
    },
    services: ["sqlite"],
  },
  "Laravel Sail's runtime is PHP's release": {
    files: {
      "composer.json": '{"require": {"php": ">=8.2", "laravel/framework": "^12"}}',
      "docker-compose.yml": compose(
        "  laravel.test:\n    build:\n      context: ./vendor/laravel/sail/runtimes/8.4\n",
      ),
    },
    languages: ["php 8.4"],
  },
  "so are the packages that an image installs, and the tag of an image that is called after PHP": {
    files: {
      "composer.json": '{"require": {"php": ">=8.2"}}',
      "Dockerfile":
        "FROM alpine:3.23\n# php83-old is gone\nRUN apk add --no-cache \\\n    php84-phar\n",
    },
    languages: ["php 8.4"],
  },
  "a tag": {
    files: {
      "composer.json": '{"require": {"php": ">=8.2"}}',
      "Dockerfile": "FROM wyveo/nginx-php-fpm:php83\n",
    },
    languages: ["php 8.3"],
  },
  "Deno's code in a folder, without any manifest": {
    files: {
      "README.md": "# Shop\n",
      "cli/main.ts": 'import { parse } from "https://deno.land/std/flags/mod.ts";\nDeno.exit(0);\n',
      "tests/a.py": "pass\n",
    },
    languages: ["deno"],
  },
});
