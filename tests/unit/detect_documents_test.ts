import { detects } from "../support/detecting.ts";

const BOTH = '{"dependencies": {"express": "4", "pg": "8", "mysql2": "3"}}';
const PLAIN = '{"dependencies": {"express": "4"}}';

detects({
  "a document for developers says which of several drivers is meant": {
    files: {
      "package.json": BOTH,
      "README.md": "# Shop\n\n## Requirements\n\n- Node.js 24\n- PostgreSQL 15 or newer\n",
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "several databases in one section decide nothing": {
    files: {
      "package.json": BOTH,
      "README.md": "# Shop\n\n## Requirements\n\n- PostgreSQL\n- MySQL\n",
    },
    services: [],
    dropped: ["mysql", "postgres"],
  },
  "a file that is said to be the default is, whatever a compose file offers": {
    files: {
      "package.json": '{"dependencies": {"express": "4", "pg": "8", "better-sqlite3": "12"}}',
      "README.md": "# Shop\n\n## Running\n\nThe default is a SQLite database in ./data.\n",
      "compose.yaml": "services:\n  db:\n    image: postgres:18\n",
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "and one that is only named is not": {
    files: {
      "package.json": '{"dependencies": {"express": "4", "pg": "8", "better-sqlite3": "12"}}',
      "README.md": "# Shop\n\n## Running\n\nThe data is kept in SQLite for the demo.\n",
      "compose.yaml": "services:\n  db:\n    image: postgres:18\n",
    },
    services: ["postgres"],
    dropped: ["sqlite"],
  },
  "the one that is said to be the default does": {
    files: {
      "package.json": BOTH,
      "CONTRIBUTING.md": "# Setting up\n\n- PostgreSQL\n- MySQL (the default)\n",
    },
    services: ["mysql"],
    dropped: ["postgres"],
  },
  "a choice in one sentence decides nothing": {
    files: {
      "package.json": BOTH,
      "README.md": "# Shop\n## Installation\nMySQL, the default, or PostgreSQL.\n",
    },
    services: [],
    dropped: ["mysql", "postgres"],
  },
  "what a document says of production, of an option or of tests is no need": {
    files: {
      "package.json": BOTH,
      "README.md":
        "# Shop\n## Deployment\nInstall PostgreSQL.\n## Setup\nPostgreSQL is optional.\n## Tests\nRun PostgreSQL.\n",
    },
    services: [],
    dropped: ["mysql", "postgres"],
  },
  "what a document requires is a need, whatever the code brings": {
    files: { "package.json": PLAIN, "README.md": "# Shop\n## Requirements\n* Redis\n" },
    services: ["redis"],
  },
  "what it only tells of is considered and left out": {
    files: {
      "package.json": PLAIN,
      "README.md": "# Shop\n## Usage\nCounts what lies in Redis.\n## Setup\n```\nshop redis\n```\n",
    },
    services: [],
    dropped: ["redis"],
  },
  "a document confirms what a framework brings unasked": {
    files: {
      "Gemfile": 'gem "rails"\ngem "pg"\ngem "redis"\n',
      "config/application.rb": "",
      "README.rst": "Shop\n====\n\nPrerequisites\n-------------\n\nA running Redis.\n",
    },
    services: ["postgres", "redis"],
  },
  "a switch that is off beats a document": {
    files: {
      "package.json": '{"dependencies": {"express": "4", "ioredis": "5"}}',
      ".env.example": "REDIS_ENABLED=false\n",
      "README.md": "# Shop\n## Requirements\n* Redis\n",
    },
    services: [],
    dropped: ["redis"],
  },
  "MariaDB is meant where documents name it and the driver is MySQL's": {
    files: {
      "package.json": '{"dependencies": {"express": "4", "mysql2": "3"}}',
      "README.adoc": "= Shop\n\n== Requirements\n\nMariaDB 11\n",
    },
    services: ["mariadb"],
    dropped: [],
  },
  "each sentence of a paragraph speaks for itself": {
    files: {
      "package.json": '{"dependencies": {"express": "4", "better-sqlite3": "12", "pg": "8"}}',
      "README.md":
        "# Shop\n## Setup\nThe default database is SQLite. You can use PostgreSQL or Redis.\n",
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "a cache that the requirements leave out can be done without": {
    files: {
      "Cargo.toml": '[package]\nname = "x"\n[dependencies]\n' +
        'sqlx = { version = "0.8", features = ["postgres"] }\nredis = "1"\n',
      "README.md": "# Node\n## Prerequisites\n- Rust\n- PostgreSQL\n",
    },
    services: ["postgres"],
    dropped: ["redis"],
  },
  "a heading in HTML is a heading, and a comment is not there": {
    files: {
      "package.json": BOTH,
      "README.md":
        '<h2 align="center">Getting started</h2>\n<!-- MySQL\nis next -->\n\n```sh\nsystemctl start postgresql\n```\n',
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "packages and addresses are no engines": {
    files: {
      "package.json": BOTH,
      "README.md":
        "# Shop\n## Setup\nnpm i @db/postgres; see docs.postgres.org and postgres-meta.\n",
    },
    services: [],
    dropped: ["mysql", "postgres"],
  },
  "what a developer is told to write into .env, where there is no example of one": {
    files: {
      "composer.json": '{"require": {"laravel/framework": "12"}}',
      "artisan": "",
      "config/database.php": "<?php return ['default' => env('DB_CONNECTION', 'mysql')];",
      "README.md":
        "# Shop\n## Installation\n```env\n# MYSQL\n# DB_CONNECTION=mysql\nDB_CONNECTION=sqlite\n```\n",
    },
    services: ["sqlite"],
    dropped: ["mysql"],
  },
  "two such blocks are a choice": {
    files: {
      "composer.json": '{"require": {"laravel/framework": "12"}}',
      "artisan": "",
      "config/database.php": "<?php return ['default' => env('DB_CONNECTION', 'mysql')];",
      "README.md":
        "# Shop\n## Installation\n```env\nDB_CONNECTION=pgsql\n```\nor\n```env\nDB_CONNECTION=sqlite\n```\n",
    },
    services: ["mysql"],
  },
  "requirements in another language": {
    files: {
      "package.json": BOTH,
      "README.md": "# Laden\n## Voraussetzungen\n- Node.js 24\n- PostgreSQL 15 oder höher\n",
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
});
