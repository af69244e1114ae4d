/** Which SQLite files a project's configuration names, and which folders the sidecar is given for them. */
import { deepStrictEqual as equal } from "node:assert";
import { foldersOf, sqliteFiles } from "../../src/detect/sqlite/mod.ts";
import { memoryProject } from "../../src/project/memory.ts";

interface Case {
  readonly files: Readonly<Record<string, string>>;
  /** The database files, the main one first. */
  readonly names: readonly string[];
  readonly folders: readonly string[];
}

const RAILS = { "config/application.rb": "", "storage/.keep": "" };
const PRISMA =
  'generator client { provider = "x" }\ndatasource db {\n  provider = "sqlite"\n  url = URL\n}\n';
const SETTINGS = (name: string) =>
  `DATABASES = {\n  "default": {\n    "ENGINE": "django.db.backends.sqlite3",\n    "NAME": ${name},\n    "OPTIONS": {"timeout": 5},\n  }\n}\n`;

const CASES: Readonly<Record<string, Case>> = {
  "Rails' database.yml, the primary database first": {
    files: {
      ...RAILS,
      "config/database.yml":
        "development:\n  queue: { adapter: sqlite3, database: storage/queue.sqlite3 }\n  primary: { adapter: sqlite3, database: storage/dev.sqlite3 }\ntest: { adapter: sqlite3, database: db/test.sqlite3 }\n",
    },
    names: ["storage/dev.sqlite3", "storage/queue.sqlite3"],
    folders: ["storage"],
  },
  "Rails in a folder below, with one database": {
    files: {
      "api/config/boot.rb": "",
      "api/db/schema.rb": "",
      "api/config/database.yml": "development:\n  adapter: sqlite3\n  database: db/dev.sqlite3\n",
    },
    names: ["api/db/dev.sqlite3"],
    folders: ["api/db"],
  },
  "Prisma, from the schema's own folder": {
    files: { "prisma/schema.prisma": PRISMA.replace("URL", '"file:./dev.db"') },
    names: ["prisma/dev.db"],
    folders: ["prisma"],
  },
  "Prisma with a variable of .env, before its example": {
    files: {
      "prisma/schema.prisma": PRISMA.replace("URL", 'env("DATABASE_URL")'),
      ".env": 'DATABASE_URL="file:../data/real.db?connection_limit=1"\n',
      ".env.example": 'DATABASE_URL="file:./example.db"\n',
    },
    names: ["data/real.db"],
    folders: [""],
  },
  "Django's BASE_DIR": {
    files: {
      "manage.py": "",
      "blog/settings.py": SETTINGS('BASE_DIR / "data" / "db.sqlite3"'),
    },
    names: ["data/db.sqlite3"],
    folders: [""],
  },
  "Django's os.path.join, in a folder below": {
    files: {
      "backend/manage.py": "",
      "backend/blog/settings.py": SETTINGS("os.path.join(BASE_DIR, 'db.sqlite3')"),
    },
    names: ["backend/db.sqlite3"],
    folders: ["backend"],
  },
  "Django with a variable and a default": {
    files: {
      "manage.py": "",
      "blog/settings.py": SETTINGS('os.environ.get("SQLITE_PATH", BASE_DIR / "notes.db")'),
    },
    names: ["notes.db"],
    folders: [""],
  },
  "SQLAlchemy: three slashes are a relative path": {
    files: {
      "requirements.txt": "sqlalchemy",
      "app.py": 'engine = create_engine("sqlite:///shop.db")\n',
    },
    names: ["shop.db"],
    folders: [""],
  },
  "Flask-SQLAlchemy keeps its files in the instance folder": {
    files: {
      "requirements.txt": "Flask-SQLAlchemy==3.1\n",
      "app.py": 'app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///shop.db"\n',
      "instance/config.py": "",
    },
    names: ["instance/shop.db"],
    folders: ["instance"],
  },
  "Laravel, by its default": {
    files: {
      "artisan": "",
      "database/seeders/x.php": "",
      ".env.example": "DB_CONNECTION=sqlite\n",
    },
    names: ["database/database.sqlite"],
    folders: ["database"],
  },
  "Laravel with a file of its own": {
    files: { "artisan": "", ".env": "DB_CONNECTION=sqlite\nDB_DATABASE=storage/shop.sqlite\n" },
    names: ["storage/shop.sqlite"],
    folders: [""],
  },
  "a variable that is called after a file": {
    files: { ".env.example": "SQLITE_PATH=./data/shop.db\n", "data/README": "" },
    names: ["data/shop.db"],
    folders: ["data"],
  },
  "Knex": {
    files: {
      "package.json": "{}",
      "knexfile.js":
        "module.exports = { development: { client: 'sqlite3', connection: { filename: './dev.sqlite3' } } }",
    },
    names: ["dev.sqlite3"],
    folders: [""],
  },
  "Go's sql.Open, and a path that only the program knows": {
    files: {
      "server/go.mod": "module x",
      "server/main.go":
        'db, err := sql.Open("sqlite3", "file:shop.db?cache=shared")\nx := "%s.db"\n',
    },
    names: ["server/shop.db"],
    folders: ["server"],
  },
  "Ecto": {
    files: {
      "config/dev.exs":
        'config :shop, Shop.Repo,\n  database: Path.expand("../shop_dev.db", __DIR__)\n',
    },
    names: ["shop_dev.db"],
    folders: [""],
  },
  ".NET's connection string": {
    files: {
      "web/appsettings.json": '{"ConnectionStrings": {"Shop": "Data Source=shop.db;Cache=Shared"}}',
    },
    names: ["web/shop.db"],
    folders: ["web"],
  },
  "a connection string where others are sections, without the space": {
    files: {
      "web/appsettings.json":
        '{"ConnectionStrings": {"Redis": {"Host": "localhost"}, "Shop": "DataSource=shop.db"}}',
    },
    names: ["web/shop.db"],
    folders: ["web"],
  },
  "what is there, where nothing names it, but for tests' files": {
    files: { "data/shop.sqlite3": "", "data/shop.sqlite3-wal": "", "data/test.sqlite3": "" },
    names: ["data/shop.sqlite3"],
    folders: ["data"],
  },
  "files outside the project, in memory, or with a name that is not known, are none": {
    files: {
      ".env":
        "A_DATABASE_URL=sqlite:////var/lib/shop.db\nB_DATABASE_URL=sqlite::memory:\nC_DATABASE_URL=sqlite:///../../shop.db\n",
    },
    names: [],
    folders: [],
  },
};

for (const [sentence, { files, names, folders }] of Object.entries(CASES)) {
  Deno.test(`SQLite files: ${sentence}`, () => {
    const project = memoryProject("shop", files);
    const found = sqliteFiles(project).map(({ path }) => path);
    equal(found, names);
    equal(foldersOf(project, found), folders);
  });
}
