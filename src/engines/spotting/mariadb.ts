import type { Spotting } from "../spotting.ts";

export const mariadbSpotting: Spotting = {
  title: "MariaDB",
  role: "database",
  drivers: {
    npm: ["mariadb", "@mikro-orm/mariadb", "@prisma/adapter-mariadb"],
    pypi: ["mariadb"],
    maven: [
      "org.mariadb.jdbc:mariadb-java-client",
      "org.mariadb:r2dbc-mariadb",
      "io.quarkus:quarkus-jdbc-mariadb",
    ],
  },
  adapters: ["mariadb"],
  images: [
    "mariadb",
    "mariadb/server",
    "bitnami/mariadb",
    "bitnamilegacy/mariadb",
    "bitnamisecure/mariadb",
    "cimg/mariadb",
    "circleci/mariadb",
    "linuxserver/mariadb",
    "yobasystems/alpine-mariadb",
  ],
  variables: ["MARIADB_HOST", "MARIADB_USER", "MARIADB_DATABASE", "MARIADB_PASSWORD"],
  like: { engine: "mysql", image: "replaces" },
};
