import { deepEqual, equal } from "node:assert/strict";
import { detectIn, detects } from "../support/detecting.ts";

const GEMFILE = `source "https://rubygems.org"
ruby file: ".ruby-version"
gem "rails", "~> 8.0" # the framework
gem "pg", "~> 1.5"
group :test do
  gem "mysql2"
end
`;
const DATABASE = `default: &default
  adapter: postgresql
  username: <%= ENV.fetch("DB_USER") { "shop" } %>
  port: <%= ENV["DB_PORT"] || 5433 %>
  pool: <%= ENV.fetch("RAILS_MAX_THREADS") { 5 } %>
development:
  <<: *default
  database: shop_development
test:
  <<: *default
  database: shop_test<%= ENV["TEST_ENV_NUMBER"] %>
production:
  url: <%= ENV["DATABASE_URL"] %>
`;
const RAILS = {
  "Gemfile": GEMFILE,
  ".ruby-version": "ruby-3.4.6\n",
  "config/application.rb": "module Shop; end",
  "config/database.yml": DATABASE,
};

Deno.test("a Rails application's own database, user and port come along", () => {
  const found = detectIn(RAILS);
  const [postgres] = found.services;
  equal(postgres?.id, "postgres");
  equal(postgres?.confidence, 1);
  equal(postgres?.database, "shop_development");
  equal(postgres?.user, "shop");
  equal(postgres?.port, 5433);
  deepEqual(postgres?.evidence[0], {
    file: "config/database.yml",
    line: 2,
    says: "adapter: postgresql (development)",
  });
});

Deno.test("compose brings the image, and the application's configuration its database", () => {
  const compose = `services:
  db:
    image: "pgvector/pgvector:pg\${PG:-17}"
    environment: [POSTGRES_DB=other, POSTGRES_USER=other]
`;
  const [postgres] = detectIn({ ...RAILS, "compose.yaml": compose }).services;
  equal(postgres?.image, "pgvector/pgvector:pg17");
  equal(postgres?.version, "17");
  equal(postgres?.database, "shop_development");
});

const SQLITE = `development:
  primary: { adapter: sqlite3, database: db/development.sqlite3 }
  cache: { adapter: sqlite3, database: db/cache.sqlite3 }
production: { adapter: postgresql }
`;

detects({
  "a Rails application is Ruby though it has a package.json": {
    files: {
      ...RAILS,
      "package.json":
        '{"dependencies": {"esbuild": "1", "express": "4"}, "scripts": {"build": "esbuild"}}',
    },
    languages: ["ruby 3.4", "node"],
    framework: "rails",
    services: ["postgres"],
    dropped: ["mysql"],
  },
  "the redis gem that Rails once brought unasked is no need": {
    files: {
      ...RAILS,
      "Gemfile": GEMFILE + 'gem "redis"\n',
      "config/cable.yml": "development:\n  adapter: async\nproduction:\n  adapter: redis\n",
    },
    services: ["postgres"],
    dropped: ["redis", "mysql"],
  },
  "a cable on Redis in development is a need": {
    files: { ...RAILS, "config/cable.yml": "development:\n  adapter: redis\n" },
    services: ["postgres", "redis"],
  },
  "a cache store on Redis is a need, and one that is commented out is none": {
    files: {
      ...RAILS,
      "config/environments/development.rb": "  config.cache_store = :redis_cache_store\n",
    },
    services: ["postgres", "redis"],
  },
  "a cache store that is commented out is no need": {
    files: {
      ...RAILS,
      "config/environments/development.rb": "  # config.cache_store = :redis_cache_store\n",
    },
    services: ["postgres"],
  },
  "Sidekiq cannot work without Redis": {
    files: { ...RAILS, "Gemfile": GEMFILE + "gem 'sidekiq'\n" },
    services: ["postgres", "redis"],
  },
  "several databases in development, all SQLite, whatever production uses": {
    files: { ...RAILS, "config/database.yml": SQLITE },
    services: ["sqlite"],
    dropped: ["postgres", "mysql"],
  },
  "an example stands for a database.yml that is kept out of git": {
    files: {
      "Gemfile": 'gem "rails"\ngem "pg"\ngem "mysql2"\n',
      "config/application.rb": "",
      "config/database.yml.sample": "development:\n  adapter: mysql2\n",
    },
    services: ["mysql"],
    dropped: ["postgres"],
  },
  "an adapter that a variable chooses has a default": {
    files: {
      ...RAILS,
      "config/database.yml":
        "development:\n  adapter: <%= ENV['DATABASE_ADAPTER'].presence || \"mysql2\" %>\n",
    },
    services: ["mysql"],
    dropped: ["postgres"],
  },
  "a Gemfile for mobile tools does not make a Ruby application": {
    files: {
      "Gemfile": 'gem "cocoapods"\ngem "fastlane"\n',
      "package.json": '{"dependencies": {"react-native": "1"}, "scripts": {"start": "x"}}',
    },
    languages: ["node"],
  },
});

detects({
  "where Ruby picks one of several files, SQLite's is the one that needs no server": {
    files: {
      "Gemfile": 'gem "rails"\ngem "sqlite3"\ngem "trilogy"\n',
      "config/application.rb": "module Shop; end",
      "config/database.yml": "<%= ERB.new(File.read(path)).result %>\n",
      "config/database.mysql.yml": "development:\n  adapter: trilogy\n  database: shop\n",
      "config/database.sqlite.yml": "development:\n  adapter: sqlite3\n  database: db/shop\n",
    },
    services: ["sqlite"],
    dropped: ["mysql"],
  },
});
