import type { Spotting } from "../spotting.ts";

/*
 * What is recognised, so that a project hears that it is not backed up. Databases are here because they
 * rival the ones that are: a project that is configured for one of these wants none of the others.
 */

const nothing = { drivers: {}, adapters: [], variables: [] } as const;

const mssql: Spotting = {
  title: "SQL Server",
  role: "database",
  drivers: {
    npm: ["mssql", "tedious", "@mikro-orm/mssql", "@prisma/adapter-mssql"],
    pypi: ["pymssql", "mssql-django", "django-mssql-backend"],
    gem: ["activerecord-sqlserver-adapter", "tiny_tds"],
    go: [
      "github.com/microsoft/go-mssqldb",
      "github.com/denisenkom/go-mssqldb",
      "gorm.io/driver/sqlserver",
    ],
    composer: ["ext-sqlsrv", "ext-pdo_sqlsrv"],
    maven: [
      "com.microsoft.sqlserver:mssql-jdbc",
      "io.quarkus:quarkus-jdbc-mssql",
      "io.r2dbc:r2dbc-mssql",
    ],
    cargo: ["tiberius", "sqlx[mssql]"],
    hex: ["tds"],
    nuget: [
      "Microsoft.EntityFrameworkCore.SqlServer",
      "Microsoft.Data.SqlClient",
      "System.Data.SqlClient",
      "Aspire.Hosting.SqlServer",
      "Aspire.Microsoft.Data.SqlClient",
      "Aspire.Microsoft.EntityFrameworkCore.SqlServer",
    ],
  },
  adapters: ["mssql", "sqlserver", "sqlsrv", "mssql+pyodbc"],
  images: ["mssql/server", "azure-sql-edge"],
  variables: ["MSSQL_SA_PASSWORD", "SA_PASSWORD"],
};

const oracle: Spotting = {
  ...nothing,
  title: "Oracle Database",
  role: "database",
  drivers: {
    npm: ["oracledb"],
    pypi: ["oracledb", "cx-oracle"],
    gem: ["ruby-oci8", "activerecord-oracle_enhanced-adapter"],
    go: ["github.com/godror/godror", "github.com/sijms/go-ora"],
    composer: ["ext-oci8", "yajra/laravel-oci8"],
    maven: [
      "com.oracle.database.jdbc:ojdbc11",
      "com.oracle.database.jdbc:ojdbc8",
      "io.quarkus:quarkus-jdbc-oracle",
    ],
    nuget: ["Oracle.EntityFrameworkCore", "Oracle.ManagedDataAccess.Core"],
  },
  adapters: ["oracle", "oracledb", "oracle_enhanced", "oci8"],
  images: ["gvenzl/oracle-free", "gvenzl/oracle-xe", "database/free", "database/express"],
};

const cockroachdb: Spotting = {
  ...nothing,
  title: "CockroachDB",
  role: "database",
  drivers: {
    gem: ["activerecord-cockroachdb-adapter"],
    pypi: ["django-cockroachdb", "sqlalchemy-cockroachdb"],
  },
  adapters: ["cockroachdb", "cockroach"],
  images: ["cockroachdb/cockroach"],
};

/** A service beside the application's database. */
function other(title: string, parts: Partial<Spotting>): Spotting {
  return { ...nothing, title, role: "other", images: [], ...parts };
}

const elasticsearch = other("Elasticsearch", {
  drivers: {
    npm: ["@elastic/elasticsearch"],
    pypi: ["elasticsearch", "elasticsearch-dsl", "django-elasticsearch-dsl"],
    gem: ["elasticsearch", "elasticsearch-model", "chewy"],
    go: ["github.com/elastic/go-elasticsearch", "github.com/olivere/elastic"],
    composer: ["elasticsearch/elasticsearch", "friendsofsymfony/elastica-bundle"],
    maven: [
      "org.springframework.boot:spring-boot-starter-data-elasticsearch",
      "co.elastic.clients:elasticsearch-java",
    ],
    nuget: ["Elastic.Clients.Elasticsearch", "NEST"],
  },
  images: ["elasticsearch", "elasticsearch/elasticsearch", "bitnami/elasticsearch"],
});

const opensearch = other("OpenSearch", {
  drivers: {
    npm: ["@opensearch-project/opensearch"],
    pypi: ["opensearch-py", "django-opensearch-dsl"],
    gem: ["opensearch-ruby"],
    go: ["github.com/opensearch-project/opensearch-go"],
  },
  images: ["opensearchproject/opensearch"],
});

const meilisearch = other("Meilisearch", {
  drivers: {
    npm: ["meilisearch"],
    pypi: ["meilisearch"],
    gem: ["meilisearch", "meilisearch-rails"],
    go: ["github.com/meilisearch/meilisearch-go"],
    composer: ["meilisearch/meilisearch-php"],
  },
  images: ["getmeili/meilisearch"],
});

const rabbitmq = other("RabbitMQ", {
  drivers: {
    npm: ["amqplib", "amqp-connection-manager"],
    pypi: ["pika", "aio-pika"],
    gem: ["bunny", "sneakers"],
    go: ["github.com/rabbitmq/amqp091-go", "github.com/streadway/amqp"],
    composer: ["php-amqplib/php-amqplib", "symfony/amqp-messenger"],
    maven: ["org.springframework.boot:spring-boot-starter-amqp", "com.rabbitmq:amqp-client"],
    cargo: ["lapin"],
    hex: ["amqp", "broadway_rabbitmq"],
    nuget: [
      "RabbitMQ.Client",
      "MassTransit.RabbitMQ",
      "Aspire.Hosting.RabbitMQ",
      "Aspire.RabbitMQ.Client",
    ],
  },
  adapters: ["amqp", "amqps"],
  images: ["rabbitmq", "bitnami/rabbitmq"],
});

const memcached = other("Memcached", {
  drivers: {
    npm: ["memcached", "memjs"],
    pypi: ["pymemcache", "python-memcached", "pylibmc"],
    gem: ["dalli"],
    go: ["github.com/bradfitz/gomemcache"],
    composer: ["ext-memcached"],
    nuget: ["EnyimMemcachedCore"],
  },
  adapters: ["memcached", "mem_cache_store"],
  images: ["memcached", "bitnami/memcached"],
});

const kafka = other("Kafka", {
  drivers: {
    npm: ["kafkajs"],
    pypi: ["kafka-python", "aiokafka", "confluent-kafka"],
    gem: ["ruby-kafka", "karafka"],
    go: ["github.com/segmentio/kafka-go", "github.com/IBM/sarama", "github.com/twmb/franz-go"],
    maven: ["org.springframework.kafka:spring-kafka", "org.apache.kafka:kafka-clients"],
    cargo: ["rdkafka"],
    nuget: ["Confluent.Kafka", "Aspire.Hosting.Kafka"],
  },
  images: ["apache/kafka", "bitnami/kafka", "confluentinc/cp-kafka", "redpandadata/redpanda"],
});

const clickhouse = other("ClickHouse", {
  drivers: {
    npm: ["@clickhouse/client"],
    pypi: ["clickhouse-connect", "clickhouse-driver"],
    go: ["github.com/ClickHouse/clickhouse-go"],
    cargo: ["clickhouse"],
    hex: ["ch", "ecto_ch"],
  },
  adapters: ["clickhouse"],
  images: ["clickhouse/clickhouse-server", "yandex/clickhouse-server"],
});

const cassandra = other("Cassandra", {
  drivers: {
    npm: ["cassandra-driver"],
    pypi: ["cassandra-driver", "scylla-driver"],
    go: ["github.com/gocql/gocql"],
    maven: ["org.springframework.boot:spring-boot-starter-data-cassandra"],
  },
  adapters: ["cassandra"],
  images: ["cassandra", "scylladb/scylla"],
});

const neo4j = other("Neo4j", {
  drivers: {
    npm: ["neo4j-driver"],
    pypi: ["neo4j", "neomodel"],
    go: ["github.com/neo4j/neo4j-go-driver"],
    maven: ["org.springframework.boot:spring-boot-starter-data-neo4j"],
  },
  images: ["neo4j"],
});

const influxdb = other("InfluxDB", {
  drivers: { npm: ["@influxdata/influxdb-client"], pypi: ["influxdb", "influxdb-client"] },
  images: ["influxdb"],
});

const couchdb = other("CouchDB", {
  drivers: { npm: ["nano"], pypi: ["couchdb"] },
  images: ["couchdb"],
});

/** By their ids, in the order in which they are reported. */
export const UNSUPPORTED: Readonly<Record<string, Spotting>> = {
  mssql,
  oracle,
  cockroachdb,
  elasticsearch,
  opensearch,
  meilisearch,
  rabbitmq,
  memcached,
  kafka,
  clickhouse,
  cassandra,
  neo4j,
  influxdb,
  couchdb,
};
