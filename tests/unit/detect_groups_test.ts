/** Packages in groups for development that the application runs on, and conditions around them. */
import { detects } from "../support/detecting.ts";

const RAILS = { "config/application.rb": "module Shop; end\n" };
const gemfile = (lines: string) => `source "https://rubygems.org"\ngem "rails"\n${lines}`;
const DRIVERS = '"pg": "8", "bullmq": "5"';

detects({
  "Rails runs in development on the group of that name": {
    files: {
      ...RAILS,
      "Gemfile": gemfile(
        'group :development, :test do\n  gem "sqlite3"\nend\ngroup :production do\n  gem "pg"\nend\n',
      ),
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "a gem's own tests do not": {
    files: { "Gemfile": 'gem "rake"\ngroup :development do\n  gem "sqlite3"\nend\n' },
    services: [],
    dropped: ["sqlite"],
  },
  "a condition that holds where nothing is set is none": {
    files: {
      "Gemfile":
        'gemspec\nif ENV["DB"].nil? || ENV["DB"] == "sqlite"\n  gem "sqlite3"\nend\ngem "pg" if ENV["DB"] == "postgresql"\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "its other branch is one": {
    files: {
      "Gemfile": 'gem "sinatra"\nunless ENV["DB"]\n  gem "sqlite3"\nelse\n  gem "pg"\nend\n',
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "SvelteKit bundles what it lists with its tools": {
    files: {
      "package.json": `{"devDependencies": {"@sveltejs/kit": "2", ${DRIVERS}}}`,
      "package-lock.json": "{}",
    },
    services: ["postgres", "redis"],
  },
  "other tools are not bundled": {
    files: { "package.json": `{"devDependencies": {"vitest": "4", ${DRIVERS}}}` },
    services: [],
    dropped: ["postgres", "redis"],
  },
  "Ruby in database.yml that nothing switches on": {
    files: {
      ...RAILS,
      "Gemfile": gemfile('gem "sqlite3"\ngem "pg"\n'),
      "config/database.yml":
        "development:\n  adapter: sqlite3\n<% if ENV['FORCE_POSTGRES'] %>\ndevelopment:\n  adapter: postgresql\n<% end %>\n",
    },
    services: ["sqlite"],
    dropped: ["postgres"],
  },
  "and what holds unless it is": {
    files: {
      ...RAILS,
      "Gemfile": gemfile('gem "sqlite3"\ngem "pg"\n'),
      "config/database.yml":
        'development:\n<% unless ENV["SMALL"] %>\n  adapter: postgresql\n<% else %>\n  adapter: sqlite3\n<% end %>\n',
    },
    services: ["postgres"],
    dropped: ["sqlite"],
  },
  "Ruby that decides otherwise is left as it is": {
    files: {
      ...RAILS,
      "Gemfile": gemfile('gem "sqlite3"\ngem "pg"\n'),
      "config/database.yml":
        "development:\n<% [1].each do |n| %>\n  adapter: postgresql\n<% end %>\n",
    },
    services: ["postgres"],
    dropped: ["sqlite"],
  },
});
