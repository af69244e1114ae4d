import { detects } from "../support/detecting.ts";
import { compose, csproj } from "../support/manifests.ts";

detects({
  "the provider that persistence has": {
    files: {
      "Shop.csproj": csproj(["Npgsql", "Microsoft.Data.Sqlite"]),
      "appsettings.json": '{"PersistenceProvider": "PostgreSql", "ConnectionString": ""}',
    },
    services: ["postgres"],
    dropped: ["sqlite"],
  },
  "where .NET puts its services together, it may say which database": {
    files: {
      "Shop.csproj": csproj(["Npgsql", "Microsoft.Data.Sqlite"]),
      "src/DependencyInjection.cs": "services.AddDbContext<Shop>(o => o.UseNpgsql(c));\n",
    },
    services: ["postgres"],
    dropped: ["sqlite"],
  },
  "examples of compose files are not the project's own": {
    files: {
      "package.json": '{"dependencies": {"express": "4"}}',
      "docker-compose-examples/with-redis/docker-compose.yml": compose(
        "  c:\n    image: redis:8\n",
      ),
    },
    services: [],
    dropped: [],
  },
  "Cookiecutter's local.yml is a compose file, and production.yml is not a developer's": {
    files: {
      "manage.py": "import django\n",
      "requirements/base.txt": "django\npsycopg\n",
      "local.yml": compose(
        "  django:\n    build: {context: ., dockerfile: ./compose/local/Dockerfile}\n",
      ),
      "production.yml": compose("  cache:\n    image: redis:8\n"),
      "compose/local/Dockerfile": "FROM python:3.10-slim\n",
    },
    languages: ["python 3.10"],
    services: ["postgres"],
    dropped: ["redis"],
  },
  "Python's, too": {
    files: {
      "requirements.txt": "sqlalchemy\npsycopg\npymysql\n",
      "shop/core/db_session.py": 'def connect(url="postgresql://localhost/shop"):\n    pass\n',
    },
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "cargo-chef's image names the toolchain": {
    files: {
      "Cargo.toml": '[package]\nname = "shop"\nrust-version = "1.80"\n',
      "Dockerfile": "FROM lukemathwalker/cargo-chef:0.1.73-rust-1.91.1-bookworm AS chef\n",
    },
    languages: ["rust 1.91"],
  },
  "a worker that a Procfile starts keeps its jobs in Redis": {
    files: {
      "Gemfile": 'gem "govuk_sidekiq"\ngem "mysql2"\n',
      "Procfile.dev":
        "web: bin/rails s\n# old: resque\nworker: bundle exec sidekiq -C config/sidekiq.yml\n",
    },
    services: ["redis", "mysql"],
  },
  "PHP's own SQLite": {
    files: {
      "index.php": "<?php\n",
      "includes/connect.php": "<?php\n$db = new SQLite3('db/shop.db');\n",
    },
    services: ["sqlite"],
  },
  "the .env that is there is what was chosen, whatever the example says": {
    files: {
      "composer.json": '{"require": {"laravel/framework": "^12"}}',
      ".env": "DB_CONNECTION=sqlite\n",
      ".env.example": "DB_CONNECTION=mysql\nDB_HOST=127.0.0.1\n",
    },
    services: ["sqlite"],
    dropped: ["mysql"],
  },
  "connection strings for several engines are a choice, and the provider takes it": {
    files: {
      "Shop.csproj": csproj(["Npgsql", "Microsoft.Data.Sqlite"]),
      "appsettings.json": '{"ConnectionStrings": {"PostgreSQL": "Host=localhost;Database=shop",' +
        ' "SQLite": "DataSource=shop.db"}, "Options": {"DbProvider": "SQLite"}}',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "of several servers that compose starts none is meant, where there is a file": {
    files: {
      "go.mod":
        "module x\ngo 1.26\nrequire (\n  github.com/lib/pq v1.0.0\n  github.com/go-sql-driver/mysql v1.0.0\n" +
        "  github.com/mattn/go-sqlite3 v1.0.0\n)\n",
      "docker-compose.yaml": compose("  pg:\n    image: postgres:18\n  my:\n    image: mysql:9\n"),
    },
    services: ["sqlite"],
    dropped: ["mysql", "postgres"],
  },
  "each of two services has the only database that it drives, where compose runs it": {
    files: {
      "Shop.sln": "Microsoft Visual Studio Solution File\n",
      "src/Basket/Basket.csproj": csproj(["Marten"]),
      "src/Basket/Program.cs": "var app = builder.Build();\n",
      "src/Discount/Discount.csproj": csproj(["Microsoft.EntityFrameworkCore.Sqlite"]),
      "src/Discount/Program.cs": "services.AddDbContext<D>(o => o.UseSqlite(c));\n",
      "docker-compose.yml": compose("  basketdb:\n    image: postgres\n"),
    },
    services: ["postgres", "sqlite"],
  },
  "a port beside a type that is named says nothing": {
    files: {
      "go.mod":
        "module x\ngo 1.26\nrequire (\n  gorm.io/driver/mysql v1.0.0\n  gorm.io/driver/sqlite v1.0.0\n)\n",
      "conf/shop.example.yml": "db:\n  type: sqlite\n  host: localhost\n  port: 3306\n",
      "config.yml": "db:\n  type: sqlite\n  host: localhost\n  port: 3306\n",
    },
    services: ["sqlite"],
    dropped: ["mysql"],
  },
  "a module's build may be called after it": {
    files: {
      "build.gradle": "plugins { id 'org.springframework.boot' version '3.5.0' }\n",
      "shop-sql/shop-sql.gradle": 'dependencies { runtimeOnly("mysql:mysql-connector-java") }\n',
      "src/main/java/Shop.java": "class Shop {}\n",
    },
    services: ["mysql"],
  },
  "settings that are called after the application": {
    files: {
      "build.gradle": "plugins { id 'java' }\n",
      "shop-web/config/shop.yml":
        "sql:\n  connection:\n    jdbcUrl: jdbc:mysql://127.0.0.1:3306/shop\n",
    },
    services: ["mysql"],
  },
  "Kotlin's own language is no release of Java": {
    files: {
      "build.gradle": 'plugins { id "org.jetbrains.kotlin.jvm" version "2.2.0" }\n' +
        'java { sourceCompatibility = JavaVersion.VERSION_17 }\nkotlinOptions { languageVersion = "1.8" }\n',
    },
    languages: ["kotlin 17"],
  },
  "the whole's build before a part's": {
    files: {
      "build.gradle":
        "plugins { id 'java' }\njava { sourceCompatibility = JavaVersion.VERSION_21 }\n",
      "src/main/java/Shop.java": "class Shop {}\n",
      "integrations/demo/pom.xml":
        "<project><properties><java.version>1.8</java.version></properties></project>",
    },
    languages: ["java 21"],
  },
  "a deno.json that only formats is no Deno project": {
    files: {
      "Cargo.toml": '[package]\nname = "shop"\nedition = "2024"\n',
      "Cargo.lock": "",
      "src/main.rs": "fn main() {}\n",
      "docs/a.js": "",
      "docs/b.js": "",
      "deno.json": '{"fmt": {"lineWidth": 120}}',
    },
    languages: ["rust"],
  },
  "Bun installs what runs on a pinned Node.js": {
    files: {
      "package.json":
        '{"packageManager": "bun@1.3.7", "engines": {"node": "24.11.1"}, "dependencies": {"express": "4"}}',
    },
    languages: ["node 24", "bun 1.3"],
  },
  "and runs it where any Node.js would do": {
    files: {
      "package.json":
        '{"packageManager": "bun@1.3.7", "engines": {"node": "24.x"}, "dependencies": {"express": "4"}}',
    },
    languages: ["bun 1.3", "node 24"],
  },
  "a dev container's own Dockerfile, whatever it is called": {
    files: {
      "package.json": '{"dependencies": {"express": "4"}}',
      ".devcontainer/Dockerfile.dev": "FROM node:22\n",
      "Dockerfile": "FROM node:24\n",
    },
    languages: ["node 22"],
  },
  "a key with a hyphen, and PHP's defaults": {
    files: {
      "go.mod":
        "module x\ngo 1.26\nrequire (\n  gorm.io/driver/mysql v1.0.0\n  gorm.io/driver/postgres v1.0.0\n)\n",
      "server/config.yaml": "system:\n  db-type: mysql\n",
    },
    services: ["mysql"],
    dropped: ["postgres"],
  },
  "the source name in PHP's defaults, or in the sample of its settings": {
    files: {
      "composer.json": '{"require": {"php": ">=8.1"}}',
      "config/defaults.inc.php": "<?php\n$config['db_dsnw'] = 'mysql://shop:@localhost/shop';\n",
      "config/config.inc.php.sample":
        "<?php\n$config['db_dsnw'] = 'mysql://shop:x@localhost/shop';\n",
    },
    services: ["mysql"],
  },
  "a document store beside a database, of which code speaks": {
    files: {
      "requirements.txt": "django\npsycopg\npymongo\n",
      "shop/settings.py": "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql'}}\n" +
        "if LOGIN:\n    MONGO_URL = 'mongodb://localhost/shop'\n",
    },
    services: ["mongodb", "postgres"],
  },
  "of what a name may become, what it is declared with": {
    files: {
      "package.json": '{"dependencies": {"express": "4", "pg": "8", "better-sqlite3": "12"}}',
      "src/config/environment.ts":
        "let databaseType: 'sqlite' | 'postgres' = 'sqlite';\nif (url) databaseType = 'postgres';\n",
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "and nothing where it is declared with none": {
    files: {
      "package.json": '{"dependencies": {"express": "4", "pg": "8", "mysql2": "3"}}',
      "src/config/environment.ts":
        "if (a) databaseType = 'postgres';\nif (b) databaseType = 'mysql';\n",
    },
    services: [],
    dropped: ["mysql", "postgres"],
  },
  "Django's settings that are chosen in a line above": {
    files: {
      "manage.py": "import django\n",
      "requirements.txt": "django\npsycopg2\n",
      "website/settings.py":
        'DB = "sqlite"\nif DB == "postgres":\n    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}\nelse:\n    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "what Django's settings are made with, for every engine": {
    files: {
      "manage.py": "import django\n",
      "requirements.txt": "django\npsycopg2\n",
      "shop/settings.py": 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\n',
      "shop/settings_utils.py": 'POSTGRES = {"ENGINE": "django.db.backends.postgresql"}\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "CodeIgniter's active group": {
    files: {
      "index.php": "<?php\n",
      "application/config/database.php":
        "<?php\n$active_group = 'shop';\n$db['default'] = array('dbdriver' => 'postgre');\n$db['shop'] = array('dbdriver' => 'mysqli');\n$db['small'] = array('dbdriver' => 'sqlite3');\n",
    },
    services: ["mysql"],
  },
  "what Django starts with where another module has set nothing": {
    files: {
      "requirements.txt": "django\n",
      "webapp/shop/settings.py":
        "if DATABASES is None:\n    DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3'}}\n",
    },
    services: ["sqlite"],
  },
});
