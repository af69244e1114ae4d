/** What files say that nothing runs any more, and what is said by the way. */
import { csproj } from "../support/manifests.ts";
import { detects } from "../support/detecting.ts";

const RAILS = {
  "Gemfile": 'gem "rails"\ngem "pg"\n',
  "config/application.rb": "module Shop; end",
};
const NODE = { "package.json": '{"scripts": {"start": "node ."}, "dependencies": {}}' };

detects({
  "an adapter without its gem": {
    files: {
      ...RAILS,
      "config/database.yml": "development:\n  adapter: mysql2\n  url: <%= ENV['DATABASE_URL'] %>\n",
      ".env": "DATABASE_URL=postgresql://shop:secret@localhost/shop\n",
    },
    services: ["postgres"],
  },
  "a tag of Ruby's on several lines, between quotes": {
    files: {
      ...RAILS,
      "config/database.yml": `development:
  adapter: postgresql
  database: 'shop<%= \\
    "_#{ENV['N']}" if ENV['N'] %>'
  username: shop
`,
    },
    services: ["postgres"],
  },
  "a dialect of Hibernate's beside a second driver": {
    files: {
      "build.gradle":
        'plugins { id "org.springframework.boot" }\ndependencies {\n  implementation "org.postgresql:postgresql"\n  implementation "org.xerial:sqlite-jdbc:3.45"\n}\n',
      "src/main/java/Shop.java": "",
      "src/main/resources/application.properties":
        "spring.jpa.properties.hibernate.dialect=org.hibernate.dialect.PostgreSQLDialect\n",
    },
    services: ["postgres"],
  },
  "Azure's name for a connection string": {
    files: {
      "Shop.csproj": csproj(["Npgsql", "Microsoft.Data.Sqlite"]),
      "appsettings.Development.json":
        '{"POSTGRESQLCONNSTR_Shop": "User ID=shop;Host=localhost;Database=shop"}',
    },
    services: ["postgres"],
  },
  "an ORM's port in the settings of one of several services": {
    files: {
      "services/a/b/go.mod":
        "module a\ngo 1.26\nrequire (\n\tgithub.com/lib/pq v1.10.9\n\tgithub.com/glebarez/sqlite v1.11.0\n)\n",
      "services/a/b/main.go": "package main\n",
      "services/a/b/config/config.development.json":
        '{"gormOptions": {"host": "localhost", "port": 5432}}',
    },
    services: ["postgres"],
  },
  "PHP's own driver, where Composer lists none": {
    files: {
      "composer.json": '{"require": {"predis/predis": "^2"}}',
      "core/sql.php": "<?php\n$connection = new mysqli($host, $user);\n",
    },
    services: ["mysql"],
  },
  "and its older function": {
    files: {
      "connect.php": "<?php\n$db = mysqli_connect($host, $user);\n",
      "index.php": "<?php\n",
    },
    services: ["mysql"],
  },
  "what the settings fall back to, under the database's name": {
    files: {
      "package.json":
        '{"scripts": {"start": "node ."}, "dependencies": {"mysql2": "3", "sqlite3": "5"}}',
      "lib/config.js":
        'const { database = { adapter: "sqlite" }, mail = { adapter: "dummy" } } = given;\n',
      ".github/workflows/ci.yml":
        "jobs:\n  test:\n    services:\n      db:\n        image: mysql:8\n",
    },
    services: ["sqlite"],
  },
  "one of several files for Rails, which the dev container's script puts in place": {
    files: {
      "Gemfile": 'gem "rails"\ngem "pg"\ngem "sqlite3"\n',
      "config/application.rb": "module Shop; end",
      "config/database.postgres.yml": "development:\n  adapter: postgresql\n",
      "config/database.sqlite.yml":
        "development:\n  adapter: sqlite3\n  database: db/shop.sqlite3\n",
      ".devcontainer/install.sh": "bundle\ncp config/database.sqlite.yml config/database.yml\n",
    },
    services: ["sqlite"],
  },
  "a compose file that only runs tests": {
    files: {
      "Gemfile": 'gem "rails"\ngem "mysql2"\n',
      "config/application.rb": "module Shop; end",
      "config/database.yml": "development:\n  adapter: mysql2\n",
      "compose.yaml":
        "services:\n  app:\n    image: ${SHOP}\n    environment:\n      RAILS_ENVIRONMENT: test\n  db:\n    image: mariadb\n",
    },
    services: ["mysql"],
  },
  "PHP's settings for development, as an example": {
    files: {
      "composer.json": '{"require": {"php": "^8.4"}}',
      "config/dev.php.dist":
        '<?php\n$db = new SqliteDatabase(dsn: "sqlite:" . __DIR__ . "/../var/shop.db");\n',
      "src/Config/MysqlDatabase.php": '<?php\n$pdo = new PDO("mysql:" . $rest);\n',
      "src/Config/PostgresDatabase.php": '<?php\n$pdo = new PDO("pgsql:" . $rest);\n',
    },
    services: ["sqlite"],
  },
  "a catalogue of applications for users": {
    files: {
      "go.mod": "module shop\ngo 1.26\nrequire modernc.org/sqlite v1.40.0\n",
      "main.go": "package main\n",
      ...Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [
          `appstore/apps/app${index}/docker-compose.yml`,
          "services:\n  cache:\n    image: redis:8\n",
        ]),
      ),
    },
    services: ["sqlite"],
    dropped: [],
  },
  "a client in an image of the server": {
    files: {
      ...NODE,
      "compose.yaml":
        "services:\n  app:\n    build: .\n  trigger:\n    image: mariadb:10.6\n    command: [mysql, -hdb, -e, select 1]\n",
    },
    services: [],
  },
  "the latest release is no test": {
    files: {
      "build.gradle.kts":
        'dependencies {\n  implementation("org.postgresql:postgresql:42")\n  implementation("org.xerial:sqlite-jdbc:3.45")\n}\n',
      "src/main/kotlin/Shop.kt": "",
      "docs/DEVELOPERS.md":
        "# Developers\n## Requirements\n* PostgreSQL 12+, latest recommended.\n",
    },
    services: ["postgres"],
  },
  "pip's list is no document": {
    files: {
      "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["aiosqlite"]\n',
      "requirements.txt": "# This file needs MySQL and H2\naiosqlite==0.20\nh2==4.1\n",
      "shop/db.py": "import sqlite3\n",
    },
    services: ["sqlite"],
  },
  "documents that others wrote, with what runs their examples": {
    files: {
      ...NODE,
      "api-reference-docs/package.json": '{"dependencies": {"mysql2": "3"}}',
      "api-reference-docs/compose.yaml": "services:\n  db:\n    image: mysql:8\n",
    },
    services: [],
    dropped: [],
  },
});
