/** Connections as drivers write them, and addresses: all that is no URL. */
import { detects } from "../support/detecting.ts";

const GO = { "go.mod": "module example.com/shop\ngo 1.26.0\n", "main.go": "package main\n" };
const BOTH = {
  ...GO,
  "go.mod": `${
    GO["go.mod"]
  }require (\n  gorm.io/driver/mysql v1\n  gorm.io/driver/postgres v1\n  github.com/redis/go-redis/v9 v9\n)\n`,
};

detects({
  "libpq's keywords name PostgreSQL": {
    files: {
      ...BOTH,
      ".env.example": 'DSN="host=localhost user=shop password=x dbname=shop port=5432"\n',
    },
    services: ["postgres", "redis"],
    dropped: ["mysql"],
  },
  "what is no list of keywords names nothing": {
    files: { ...BOTH, ".env.example": "GREETING=host=me and user=you\n" },
    services: ["redis"],
    dropped: ["mysql", "postgres"],
  },
  "an address in brackets is Go's for MySQL": {
    files: { ...BOTH, "config/config.yaml": "store:\n  dsn: shop:x@tcp(127.0.0.1:3306)/shop\n" },
    services: ["mysql", "redis"],
    dropped: ["postgres"],
  },
  "each service of several has settings of its own": {
    files: {
      ...BOTH,
      "rpc/orders/etc/orders.yaml":
        "postgresql:\n  Datasource: host=127.0.0.1 user=root dbname=orders\nRedis:\n  Host: 127.0.0.1:6379\n",
    },
    services: ["postgres", "redis"],
    dropped: ["mysql"],
  },
  "an address below Redis is Redis', whatever drives it": {
    files: { ...GO, "config/config.yaml": "redis:\n  addr: localhost:6379\n" },
    services: ["redis"],
  },
  "and one elsewhere is anybody's": {
    files: { ...GO, "config/config.yaml": "proxy:\n  addr: localhost:6379\n" },
    services: [],
  },
  "settings of a Java application without Spring Boot": {
    files: {
      "pom.xml": `<project><dependencies>
<dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency>
<dependency><groupId>org.xerial</groupId><artifactId>sqlite-jdbc</artifactId></dependency>
</dependencies></project>`,
      "core/src/main/resources/shop-applicationcontext.properties":
        "db.url=jdbc:postgresql://localhost/shop\n",
    },
    services: ["postgres"],
    dropped: ["sqlite"],
  },
  "and a type that is named among them": {
    files: {
      "pom.xml": `<project><dependencies>
<dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency>
<dependency><groupId>org.mariadb.jdbc</groupId><artifactId>mariadb-java-client</artifactId></dependency>
</dependencies></project>`,
      "src/main/resources/config/settings.properties": "shop.database.type=postgresql\n",
    },
    services: ["postgres"],
    dropped: ["mariadb"],
  },
  "Ktor's settings, with a variable before what holds without it": {
    files: {
      "build.gradle.kts":
        'dependencies {\n  implementation("org.postgresql:postgresql:42")\n  implementation("com.h2database:h2:2")\n}\n',
      "src/main/resources/application.yaml":
        'datasource:\n  jdbcUrl: "$DATABASE_URL:jdbc:postgresql://localhost:5432/shop"\n',
    },
    services: ["postgres"],
  },
  "and as HOCON": {
    files: {
      "build.gradle.kts":
        'dependencies {\n  implementation("org.postgresql:postgresql:42")\n  implementation("com.h2database:h2:2")\n}\n',
      "src/main/resources/application.conf":
        'storage {\n  jdbcURL = "jdbc:postgresql://localhost/shop"\n  jdbcURL = ${?JDBC_URL}\n}\n',
    },
    services: ["postgres"],
  },
  "a variable that is called after a file": {
    files: {
      "package.json": '{"dependencies": {"express": "5", "@libsql/client": "1"}}',
      "db/index.ts": "export const db = drizzle({ url: process.env.DB_FILE_NAME! });\n",
    },
    services: ["sqlite"],
  },
});
