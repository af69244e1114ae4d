import { devImages, officialFeature, USER } from "./images.ts";
import type { Language } from "./language.ts";

const releases = ["8.5", "8.4", "8.3"];

const MYSQL = "docker-php-ext-install mysqli pdo_mysql";
const REDIS = "pecl install redis && docker-php-ext-enable redis";

export const php: Language = {
  title: "PHP",
  sources: "**/*.php",
  parts: 2,
  releases,
  image: devImages({ name: "php:4", releases }),
  feature: officialFeature("php:1"),
  user: USER,
  extensions: ["bmewburn.vscode-intelephense-client", "xdebug.php-debug"],
  setup: "if [ -f composer.json ]; then composer install; fi",
  // The image has SQLite's only.
  drivers: {
    postgres: "docker-php-ext-install pgsql pdo_pgsql",
    mysql: MYSQL,
    mariadb: MYSQL,
    redis: REDIS,
    valkey: REDIS,
  },
};
