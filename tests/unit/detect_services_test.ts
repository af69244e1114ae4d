import { deepEqual, equal } from "node:assert/strict";
import { detectIn, detects } from "../support/detecting.ts";

const node = (dependencies: string, more = "") =>
  `{"dependencies": {"express": "4"${dependencies}}${more}}`;

detects({
  "one production driver is a need": {
    files: { "package.json": node(', "pg": "8", "ioredis": "5"') },
    services: ["postgres", "redis"],
  },
  "several drivers and no selector: all are reported and none is chosen": {
    files: { "package.json": node(', "pg": "8", "mysql2": "3"') },
    services: [],
    dropped: ["mysql", "postgres"],
  },
  "a connection URL decides between drivers": {
    files: {
      "package.json": node(', "pg": "8", "mysql2": "3"'),
      ".env.example": "# DATABASE_URL=mysql://root@localhost/x\nAPP_DSN='postgres://u@h/shop'\n",
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "the struct that a Go configuration starts from decides between drivers": {
    files: {
      "go.mod":
        "module x\n\nrequire (\n\tgorm.io/driver/mysql v1.0.0\n\tgorm.io/driver/sqlite v1.0.0\n)\n",
      "config/config.go":
        'package config\n\nvar c = &Config{\n\tDatabase: Database{\n\t\tDialect: "sqlite3",\n\t},\n}\n',
    },
    services: ["sqlite"],
    dropped: ["mysql"],
  },
  "a user's name is no engine": {
    files: {
      "package.json": node(', "pg": "8", "better-sqlite3": "11"'),
      "env.js":
        'const spec = {\n  DB_CLIENT: str({ default: "better-sqlite3" }),\n  DB_USER: str({ default: "postgres" }),\n};\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "CakePHP's driver is a class": {
    files: {
      "composer.json": '{"require": {"cakephp/cakephp": "5"}}',
      "config/app.default.php":
        "<?php return ['Datasources' => ['default' => ['driver' => env('DRIVER', Mysql::class)], " +
        "'test' => ['driver' => Sqlite::class]]];",
    },
    services: ["mysql"],
    dropped: [],
  },
  "a database in the application's own process leaves the servers alone": {
    files: {
      "build.gradle.kts":
        'plugins { id("org.springframework.boot") version "3.5.0" }\ndependencies {\n' +
        '  runtimeOnly("com.h2database:h2")\n  runtimeOnly("com.mysql:mysql-connector-j")\n}\n',
      "src/main/resources/application.properties": "database=h2\n",
      "src/main/resources/application-mysql.properties":
        "spring.datasource.url=jdbc:mysql://localhost/petclinic\n",
    },
    services: [],
    dropped: ["h2", "mysql"],
  },
  "H2 for tests says nothing": {
    files: {
      "build.gradle":
        'dependencies {\n  testImplementation "com.h2database:h2"\n  implementation "org.postgresql:postgresql:42"\n}\n',
    },
    services: ["postgres"],
    dropped: ["h2"],
  },
  "a cache that is switched off is no need": {
    files: {
      "package.json": node(', "pg": "8", "ioredis": "5"'),
      ".env.example": "REDIS_ENABLED=false\nREDIS_HOST=127.0.0.1\n",
    },
    services: ["postgres"],
    dropped: ["redis"],
  },
  "what a folder of extras runs is no need": {
    files: {
      "package.json": node(', "pg": "8"'),
      "extras/food/compose.yaml": "services:\n  db:\n    image: mongo:7\n",
    },
    services: ["postgres"],
    dropped: ["mongodb"],
  },
  "MariaDB's image in a compose file beats MySQL's in CI": {
    files: {
      "composer.json": '{"require": {"laravel/framework": "12"}}',
      ".env.example": "DB_CONNECTION=mysql\n",
      "dev.docker-compose.yml": "services:\n  db:\n    image: mariadb:11.5.2\n",
      ".github/workflows/test.yml":
        "on: push\njobs:\n  test:\n    runs-on: x\n    services:\n      db:\n        image: mysql:5.7\n",
    },
    services: ["mariadb"],
    dropped: [],
  },
  "SQL Server rivals the others, and RabbitMQ does not": {
    files: {
      "Shop.csproj":
        '<Project><ItemGroup><PackageReference Include="Microsoft.EntityFrameworkCore.SqlServer" />' +
        '<PackageReference Include="Npgsql" /><PackageReference Include="RabbitMQ.Client" />' +
        "</ItemGroup></Project>",
    },
    services: [],
    dropped: ["mssql", "postgres", "rabbitmq"],
  },
  "a flag of the command line has the default that decides": {
    files: {
      "go.mod":
        "module x\n\nrequire (\n\tgithub.com/lib/pq v1.0.0\n\tgithub.com/mattn/go-sqlite3 v1.0.0\n)\n",
      "cmd/server/flags.go":
        'package main\n\nvar flags = []cli.Flag{\n\t&cli.StringFlag{\n\t\tName:  "db-driver",\n' +
        '\t\tUsage: "database driver",\n\t\tValue: "sqlite3",\n\t},\n}\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "a plugin's driver is a choice": {
    files: {
      "package.json": node(', "better-sqlite3": "11"'),
      "packages/plugins/package.json": '{"dependencies": {"redis": "5"}}',
    },
    services: ["sqlite"],
    dropped: ["redis"],
  },
  "what the root of a Deno workspace lists may be for tests": {
    files: {
      "deno.json": '{"workspace": ["./www"], "imports": {"redis": "npm:redis@5"}}',
      "www/deno.json": '{"imports": {"pg": "npm:pg@8"}}',
    },
    services: ["postgres"],
    dropped: ["redis"],
  },
  "a value to begin with decides between drivers": {
    files: {
      "go.mod":
        "module x\n\nrequire (\n\tgithub.com/lib/pq v1.0.0\n\tgithub.com/mattn/go-sqlite3 v1.0.0\n)\n",
      "servercfg/serverconf.go": "package servercfg\n\nfunc GetDB() string {\n" +
        '\tdatabase := "sqlite"\n\tif os.Getenv("DATABASE") != "" {\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "an engine that the defaults switch off leaves the other one": {
    files: {
      "Cargo.toml":
        '[package]\nname = "x"\n[dependencies]\nsea-orm = { version = "1", features = ["sqlx-postgres", "sqlx-sqlite"] }\n',
      "settings/src/postgresql.rs":
        "impl Default for Postgresql {\n  fn default() -> Self {\n    Self { enabled: false }\n  }\n}\n",
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "a switch in YAML that is off": {
    files: {
      "package.json": node(', "pg": "8", "ioredis": "5"'),
      "config/default.yml": "cache:\n  redis:\n    enabled: false\n",
    },
    services: ["postgres"],
    dropped: ["redis"],
  },
  "among drivers that nothing decides between, SQLite is the one that leaves its files about": {
    files: {
      "package.json": node(', "pg": "8", "better-sqlite3": "11"'),
      ".gitignore": "node_modules\n/data/*.sqlite3\n",
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "SQLite's driver beside another's is no choice by itself": {
    files: {
      "package.json": node(', "pg": "8", "better-sqlite3": "11"'),
      ".gitignore": "Thumbs.db\n*.VC.db\ndb.sqlite3\ndb.sqlite3-journal\n",
    },
    services: [],
    dropped: ["postgres", "sqlite"],
  },
  "ignored files alone are nothing": {
    files: { "package.json": node(', "pg": "8"'), ".gitignore": "*.sqlite3\n" },
    services: ["postgres"],
    dropped: [],
  },
  "a scheme that is only rewritten is no URL": {
    files: {
      "requirements.txt": "flask\npsycopg2-binary\n",
      "config.py": "import os\nURI = os.environ.get('DATABASE_URL', '').replace(\n" +
        "    'postgres://', 'postgresql://') or \\\n    'sqlite:///' + os.path.join(d, 'app.db')\n",
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "a default without a driver is left over from another time": {
    files: {
      "manage.py": "import django",
      "requirements.txt": "django\npsycopg2\n",
      "shop/settings.py":
        'DATABASES = {"default": dj_database_url.config(default="mysql://root@localhost/shop")}\n',
      "compose.yml": "services:\n  db:\n    image: postgres:15\n",
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "what Go opens by name is what it uses": {
    files: {
      "go.mod": "module x\n\nrequire github.com/jinzhu/gorm v1.9.0\n",
      "common/database.go": 'package common\n\nvar db, err = gorm.Open("sqlite3", "./gorm.db")\n',
    },
    services: ["sqlite"],
    dropped: [],
  },
  "an ORM alone is no database": {
    files: { "package.json": node(', "sequelize": "6", "knex": "3"') },
    services: [],
    dropped: [],
  },
  "a driver for tests only is no need": {
    files: { "package.json": node("", ', "devDependencies": {"pg": "8", "sqlite3": "5"}') },
    services: [],
    dropped: ["postgres", "sqlite"],
  },
  "a host variable alone is a hint": {
    files: { "package.json": node(""), ".env.example": "REDIS_HOST=127.0.0.1\n" },
    services: [],
    dropped: ["redis"],
  },
  "Laravel's stock .env names phpredis, and that is no need": {
    files: {
      "package.json": node(""),
      ".env.example": "DB_CONNECTION=sqlite\nREDIS_CLIENT=phpredis\nREDIS_HOST=127.0.0.1\n",
    },
    services: ["sqlite"],
    dropped: ["redis"],
  },
  "exporters and admin pages are not the database": {
    files: {
      "package.json": node(""),
      "compose.yml":
        "services:\n  a: {image: 'oliver006/redis_exporter:1'}\n  b: {image: dpage/pgadmin4}\n",
    },
    services: [],
    dropped: [],
  },
  "a service behind a profile is optional": {
    files: {
      "package.json": node(', "pg": "8", "mysql2": "3"'),
      "compose.yml":
        "services:\n  m: {image: mysql, profiles: [mysql]}\n  p: {image: 'postgres:17', profiles: [pg]}\n",
    },
    services: [],
    dropped: ["mysql", "postgres"],
  },
  "MariaDB is what a MySQL driver talks to where its image runs": {
    files: {
      "package.json": node(', "mysql2": "3"'),
      "docker-compose.yml": "services:\n  db:\n    image: docker.io/library/mariadb:11.8\n",
    },
    services: ["mariadb"],
  },
  "Valkey serves what speaks Redis": {
    files: {
      "package.json": node(', "ioredis": "5"'),
      "compose.yml": "services:\n  cache:\n    image: valkey/valkey:8.1-alpine\n",
    },
    services: ["redis"],
    dropped: [],
  },
  "Valkey by its own client is Valkey": {
    files: { "package.json": node(', "iovalkey": "1"') },
    services: ["valkey"],
  },
  "CI services count, and a matrix of them decides nothing": {
    files: {
      "package.json": node(""),
      ".github/workflows/ci.yml":
        "jobs:\n  t:\n    services:\n      db:\n        image: postgres:16\n      cache:\n        image: redis\n",
    },
    services: ["postgres", "redis"],
  },
  "GitLab's services count": {
    files: {
      "package.json": node(""),
      ".gitlab-ci.yml":
        "test:\n  services:\n    - name: mysql:8.4\n      alias: db\n    - redis:8\n",
    },
    services: ["mysql", "redis"],
  },
  "CI that tests several databases decides nothing": {
    files: {
      "package.json": node(""),
      ".github/workflows/ci.yml":
        "jobs:\n  a: {services: {db: {image: postgres}}}\n  b: {services: {db: {image: mysql}}}\n",
    },
    services: [],
    dropped: ["postgres", "mysql"],
  },
  "what dockstart itself wrote is no evidence": {
    files: {
      "package.json": node(""),
      ".devcontainer/docker-compose.yml":
        "services:\n  postgres: {image: 'postgres:17'}\n  db-backup:\n    build: {context: ., dockerfile: Dockerfile.backup}\n",
    },
    services: [],
    dropped: [],
  },
  "drivers of examples and tests' folders are nobody's": {
    files: {
      "package.json": node(""),
      "examples/pg/package.json": node(', "pg": "8"'),
      "tests/package.json": node(', "mysql2": "8"'),
    },
    services: [],
    dropped: [],
  },
  "MongoDB is recognised": {
    files: { "package.json": node(', "mongoose": "8"') },
    services: ["mongodb"],
  },
  "Go's indirect requirements are not its own": {
    files: {
      "go.mod":
        "module x\n\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.7.0\n\tgo.mongodb.org/mongo-driver v1.17.0 // indirect\n)\n",
    },
    services: ["postgres"],
    dropped: [],
  },
});

const SETTINGS = `import os
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}
}
if os.getenv("DB") == "postgres":
    DATABASES = {
        "default": {"ENGINE": "django.db.backends.postgresql", "NAME": os.getenv("DB_NAME", "hc")}
    }
`;
const DJANGO = { "manage.py": "import django", "requirements.txt": "-r requirements/base.txt\n" };

detects({
  "Django's default decides, not what a variable may switch on": {
    files: {
      ...DJANGO,
      "requirements/base.txt": "psycopg2-binary==2.9 # for production\nmysqlclient\n",
      "hc/settings.py": SETTINGS,
    },
    services: ["sqlite"],
    dropped: ["postgres", "mysql"],
  },
  "a default URL in the settings counts": {
    files: {
      ...DJANGO,
      "requirements/base.txt": "psycopg[binary]\n",
      "shop/settings.py":
        'DATABASES = {"default": dj_database_url.config(default="postgres://a:b@localhost:5433/shop")}\n',
    },
    services: ["postgres"],
  },
  "a comment and a comparison in the settings select nothing": {
    files: {
      ...DJANGO,
      "shop/settings.py":
        '# ENGINE = "django.db.backends.mysql"\nif ENGINE == "django.db.backends.oracle":\n    pass\n',
    },
    services: [],
    dropped: [],
  },
  "caches and channels on Redis are needs": {
    files: {
      ...DJANGO,
      "shop/settings/base.py":
        'CACHES = {"default": {"BACKEND": "django_redis.cache.RedisCache"}}\nDATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}\n',
    },
    services: ["mysql", "redis"],
  },
  "an extra of Celery asks for Redis, Celery alone does not": {
    files: { "requirements.txt": "celery[redis]>=5\n" },
    services: ["redis"],
  },
  "Celery alone asks for nothing": {
    files: { "requirements.txt": "celery>=5\nFlask_SQLAlchemy\n" },
    services: [],
    dropped: [],
  },
  "optional extras and development groups are no needs": {
    files: {
      "pyproject.toml":
        '[project]\nname = "x"\ndependencies = []\n[project.optional-dependencies]\npg = ["asyncpg"]\n[dependency-groups]\ndev = ["pymongo"]\n[tool.poetry.dependencies]\nredis = {version = "5", optional = true}\n',
    },
    services: [],
    dropped: ["postgres", "mongodb", "redis"],
  },
});

Deno.test("a Django setting names its database", () => {
  const settings = SETTINGS.split("\nif")[0]?.replace("sqlite3", "postgresql")
    .replace('BASE_DIR / "db.sqlite3"', 'env("DB_NAME", "hc")') ?? "";
  const [found] = detectIn({ ...DJANGO, "hc/settings.py": settings }).services;
  equal(found?.database, "hc");
  equal(found?.evidence[0]?.line, 3);
});

Deno.test("a real .env is never quoted", () => {
  const found = detectIn({
    "package.json": node(""),
    ".env":
      "DATABASE_URL=postgres://admin:hunter2@db.internal:6543/secretdb\nPOSTGRES_DB=secretdb\n",
  });
  deepEqual(found.services.map(({ id, selected }) => [id, selected]), [["postgres", true]]);
  equal(/admin|hunter2|internal|6543|secretdb/.test(JSON.stringify(found)), false);
});

Deno.test("no password of any file is in what is found", () => {
  const found = detectIn({
    "package.json": node(""),
    ".env.example": "DATABASE_URL=postgres://shop:hunter2@localhost:5432/shop?sslmode=off\n",
    "compose.yml":
      "services:\n  db:\n    image: postgres:17\n    environment: {POSTGRES_PASSWORD: hunter2}\n",
  });
  equal(JSON.stringify(found).includes("hunter2"), false);
  const [postgres] = found.services;
  deepEqual([postgres?.database, postgres?.user, postgres?.port], ["shop", "shop", 5432]);
  deepEqual([postgres?.image, postgres?.version], ["postgres:17", "17"]);
});

Deno.test('what an example calls the selected database comes along, and "null" is no name', () => {
  const named = (database: string) =>
    detectIn({
      "composer.json": '{"require": {"laravel/framework": "12"}}',
      ".env.example": `DB_CONNECTION=pgsql\nDB_DATABASE=${database}\nDB_USERNAME=me\n`,
    }).services[0];
  equal(named("shop")?.database, "shop");
  equal(named("shop")?.user, "me");
  equal(named("null")?.database, undefined);
});
