import type { Spotting } from "../spotting.ts";

/** H2, HSQLDB and Derby, which run inside a Java application: where one is the choice, no server is. */
export const h2Spotting: Spotting = {
  title: "H2",
  role: "database",
  inProcess: true,
  drivers: {
    maven: [
      "com.h2database:h2",
      "io.r2dbc:r2dbc-h2",
      "io.quarkus:quarkus-jdbc-h2",
      "io.quarkus:quarkus-jdbc-derby",
      "org.hsqldb:hsqldb",
      "org.apache.derby:derby",
    ],
  },
  adapters: ["h2", "hsqldb", "derby"],
  images: [],
  variables: [],
};
