import { nameOf } from "../places.ts";

/** What the file of a SQLite database is called: "WMBlog.db", "./data/app.sqlite3". */
export const DATABASE_FILE = /^[\w./-]+\.(?:db3?|sqlite3?)$/i;

const OPENS =
  /(?:^|[_.-])(?:dbs?|databases?|data-?source|orm|sql|sqlite|storage|persistence)(?=[_.A-Z-])|(?:Db|DB|Database|DataSource|Orm|ORM|Sql|SQL|Sqlite|Storage|Persistence)(?![a-z])/;

/** One of several ways in, as its path says: "storage/postgres/store.go", "MySQL.php". */
const OF_ONE_ENGINE =
  /(?:^|[/_.-])(?:postgres(?:ql)?|pg|mysqli?|mariadb|sqlite3?|mssql|sqlserver|oracle|mongo(?:db)?|redis|clickhouse)(?=[/_.-])/i;
const OF_ONE_ENGINE_BY_CASE =
  /(?:^|\/)(?:Postgres(?:q[lL]|QL)?|Pg[sS]ql|M[yY](?:sql|SQL)i?|Maria(?:Db|DB)|S[qQ][lL]ite3?|Mongo(?:Db|DB)?|Redis)(?=[A-Z])/;

/** Steps that a schema once took, and what others wrote. */
const ASIDE = /(?:^|\/)(?:migrat\w*|seeds?|seeders?|vendor|third_party)\//i;

const FOLDER = /(?:^|\/)(?:dbs?|databases?|sql|orm|persistence)\/[^/]+$/i;

/** Whether a source file's name, or its folder's, says that it opens the database: "dbUtils.ts", "model_storage.go". */
export function opensDatabase(file: string): boolean {
  return (OPENS.test(nameOf(file)) || FOLDER.test(file)) && !OF_ONE_ENGINE.test(file) &&
    !OF_ONE_ENGINE_BY_CASE.test(file) && !ASIDE.test(file);
}
