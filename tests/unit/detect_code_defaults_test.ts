import { detects, type Expectation } from "../support/detecting.ts";

/** An application that could speak to both, and code that starts with one of them. */
function startsWith(
  engine: "mysql" | "postgres" | undefined,
  files: Readonly<Record<string, string>>,
): Expectation {
  const other = engine === "mysql" ? "postgres" : "mysql";
  return {
    files,
    services: engine ? [engine] : [],
    dropped: engine ? [other] : ["mysql", "postgres"],
  };
}

const NPM = { "package.json": '{"dependencies": {"express": "4", "pg": "8", "mysql2": "3"}}' };
const GO = {
  "go.mod": "module x\ngo 1.26\nrequire (\n  github.com/lib/pq v1.0.0\n" +
    "  github.com/go-sql-driver/mysql v1.0.0\n)\n",
};
const MAVEN = {
  "build.gradle": 'dependencies {\n  implementation "org.postgresql:postgresql:42"\n' +
    '  implementation "com.mysql:mysql-connector-j:9"\n}\n',
};
const CARGO = {
  "Cargo.toml": '[package]\nname = "shop"\n[dependencies]\n' +
    'sqlx = { version = "0.8", features = ["postgres", "mysql"] }\n',
};

detects({
  "a file that is called after the database holds its default, and a driver may be somebody's fork":
    {
      files: {
        "package.json": '{"dependencies": {"express": "4", "pg": "8", "@acme/sqlite3": "6"}}',
        "app/server/lib/dbUtils.ts":
          'const settings = { type: (process.env.TYPEORM_TYPE as any) || "sqlite" };\n',
        "app/feedback.ts": 'const database = process.env.DATABASE || "mysql";\n',
      },
      services: ["sqlite"],
      dropped: ["postgres"],
    },
  "but not one that is called after an engine, or a migration": {
    files: {
      "go.mod":
        "module x\ngo 1.26\nrequire (\n  github.com/lib/pq v1.0.0\n  github.com/mattn/go-sqlite3 v1.0.0\n)\n",
      "main.go": "package main\n",
      "storage/postgres/storage.go": 'package postgres\nvar databaseDefault = "postgres"\n',
      "db/migrations/0001_database.go": 'package migrations\nvar databaseDefault = "postgres"\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "the second of two texts, of which the first is a setting's name": startsWith("mysql", {
    ...GO,
    "internal/config/config.go": 'var c = Config{Type: getEnv("DB_TYPE", "MySQL")}\n',
  }),
  "with dots": startsWith("postgres", {
    ...MAVEN,
    "src/main/java/shop/Database.java":
      'class Database { String type() { return p.getProperty("db.type", "postgresql"); } }\n',
  }),
  "but not where it is set": startsWith(undefined, {
    ...MAVEN,
    "src/main/java/shop/Database.java":
      'class Database { void a() { p.setProperty("db.type", "mysql"); } }\n',
  }),
  "what a field holds at first": startsWith("mysql", {
    ...MAVEN,
    "src/main/java/shop/DatabaseSettings.java":
      'class S { private String databaseType = "mysql"; }\n',
  }),
  "a typed one": startsWith("mysql", {
    ...NPM,
    "server/db/kind.ts": 'export const dbType: string = "mysql";\n',
  }),
  "but no constant, which stands for one of several": startsWith(undefined, {
    ...GO,
    "db/types.go": 'package db\nconst (\n  MySQL DatabaseType = "mysql"\n)\n',
  }),
  "the default of a schema": startsWith("postgres", {
    ...NPM,
    "src/env.ts":
      'const s = z.object({ DB_TYPE: z.enum(["mysql", "postgres"]).default("postgres") });\n',
  }),
  "but not of another setting": startsWith(undefined, {
    ...NPM,
    "src/env.ts":
      'const s = z.object({ VECTORS: z.enum(["mysql", "postgres"]).default("postgres") });\n',
  }),
  "the default of an argument, and of a URL's": startsWith("mysql", {
    ...CARGO,
    "src/cli.rs": 'struct A { #[arg(long, default_value = "mysql")] db_backend: Backend }\n',
  }),
  "a constant that is called after what it stands for": startsWith("mysql", {
    ...GO,
    "config.go": "package shop\nvar c = Config{\n  DatabaseBackend: DatabaseBackendMySQL,\n}\n",
  }),
  "one of an enumeration": startsWith("postgres", {
    ...CARGO,
    "src/config.rs": "let c = Config { db_backend: Backend::Postgres, port: 80 };\n",
  }),
  "but not what it is compared with": startsWith(undefined, {
    ...GO,
    "config.go": "package shop\nvar b = databaseBackend == DatabaseBackendMySQL\n",
  }),
  "nor what is made of it": startsWith(undefined, {
    ...GO,
    "config.go": "package shop\nvar c = Config{DatabaseBackend: MySQL.Name()}\n",
  }),
  "PHP's array of the database": startsWith("mysql", {
    ...NPM,
    "config/settings.defaults.php":
      "<?php return ['database' => ['host' => f('x'), 'type' => 'mysql']];\n",
  }),
  "but not of something else": startsWith(undefined, {
    ...NPM,
    "config/settings.defaults.php": "<?php return ['log' => ['type' => 'mysql']];\n",
  }),
  "a comparison by a function is none": startsWith(undefined, {
    ...NPM,
    "lib/DB.php": "<?php if (strcasecmp($databaseType, 'mysql') === 0 || $x) {}\n",
  }),
  "nor a constant that tells which one it is": startsWith(undefined, {
    ...NPM,
    "constants.php": "<?php if ($a) { define('dbms_name', 'MySQL'); }\n",
  }),
  "an operator in quotes decides nothing": startsWith(undefined, {
    ...NPM,
    "lib/Database.php": "<?php const DB_CONCAT = ['sqlite' => '||', 'mysql' => 'CONCAT'];\n",
  }),
  "settings of PHP that are written as INI": startsWith("mysql", {
    ...NPM,
    "etc/install.conf.php": ";<?php exit; ?>\n[database]\ntype = mysql ; either\n",
  }),
  "a file that Python's settings call SQLite's": {
    files: {
      "requirements.txt": "flask\npsycopg2\n",
      "config.py": 'class S:\n    TASKS_SQLITE_FILE: str = "tasks.db"\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
});
