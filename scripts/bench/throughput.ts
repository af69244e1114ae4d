import type { EngineId } from "../../src/engines/engine.ts";
import { Stack } from "../../tests/support/stack.ts";
import type { Section } from "./table.ts";

/** One engine, filled with data, and what people run today without dockstart. */
interface Contender {
  readonly id: EngineId;
  readonly image: string;
  /** For the engine's own client: rows or keys, about 1 kB each. */
  fill(thousands: number): string;
  /** In the sidecar: the dump tool alone, and the script that people write. Neither checks anything. */
  readonly bare: string;
  readonly script: string;
  /** In the sidecar: what that script's file is restored with, on top of what is there. */
  readonly scriptRestore?: string;
}

const MYSQL_LOGIN = '-h "$DB_HOST" -u root -p"$DB_PASSWORD"';
const ROWS_OF_MYSQL = (thousands: number) =>
  `SET SESSION cte_max_recursion_depth = 10000000;
DROP TABLE IF EXISTS rows_; CREATE TABLE rows_ (id int PRIMARY KEY, a varchar(64), b text);
INSERT INTO rows_ WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ${thousands}000)
SELECT id, sha2(id, 256), concat(sha2(id + 1, 256), repeat('payload of a row ', 50)) FROM n;`;

const CONTENDERS: readonly Contender[] = [
  {
    id: "postgres",
    image: "postgres:17",
    fill: (thousands) =>
      `DROP TABLE IF EXISTS rows_; CREATE TABLE rows_ AS SELECT id, md5(id::text) AS a, md5((id + 1)::text) || repeat('payload of a row ', 50) AS b FROM generate_series(1, ${thousands}000) AS id; ALTER TABLE rows_ ADD PRIMARY KEY (id);`,
    bare: 'PGPASSWORD=$DB_PASSWORD pg_dump -h "$DB_HOST" -U "$DB_USER" -d "$DB_NAME" > /dev/null',
    script:
      'PGPASSWORD=$DB_PASSWORD pg_dump --clean --if-exists -h "$DB_HOST" -U "$DB_USER" -d "$DB_NAME" | gzip > /tmp/today.gz',
    scriptRestore:
      'gunzip -c /tmp/today.gz | PGPASSWORD=$DB_PASSWORD psql -q -o /dev/null -h "$DB_HOST" -U "$DB_USER" -d "$DB_NAME"',
  },
  {
    id: "mysql",
    image: "mysql:9.7",
    fill: ROWS_OF_MYSQL,
    bare:
      `mysqldump --single-transaction --set-gtid-purged=OFF ${MYSQL_LOGIN} "$DB_NAME" 2> /dev/null > /dev/null`,
    script:
      `mysqldump --single-transaction --set-gtid-purged=OFF ${MYSQL_LOGIN} "$DB_NAME" 2> /dev/null | gzip > /tmp/today.gz`,
    scriptRestore: `gunzip -c /tmp/today.gz | mysql ${MYSQL_LOGIN} "$DB_NAME" 2> /dev/null`,
  },
  {
    id: "mariadb",
    image: "mariadb:11.8",
    fill: (thousands) =>
      ROWS_OF_MYSQL(thousands).replace(
        /^.*cte_max.*\n/,
        "SET SESSION max_recursive_iterations = 10000000;\n",
      ),
    bare: `mariadb-dump --single-transaction ${MYSQL_LOGIN} "$DB_NAME" > /dev/null`,
    script: `mariadb-dump --single-transaction ${MYSQL_LOGIN} "$DB_NAME" | gzip > /tmp/today.gz`,
    scriptRestore: `gunzip -c /tmp/today.gz | mariadb ${MYSQL_LOGIN} "$DB_NAME"`,
  },
  {
    id: "redis",
    image: "redis:8",
    fill: (thousands) =>
      `redis-cli FLUSHALL > /dev/null; redis-cli EVAL "for i = 1, ${thousands}000 do redis.call('SET', 'key:' .. i, string.rep('payload ' .. i, 80)) end" 0 > /dev/null`,
    bare: 'redis-cli -h "$REDIS_HOST" --rdb /tmp/bare.rdb > /dev/null 2>&1',
    script:
      'redis-cli -h "$REDIS_HOST" --rdb /tmp/today.rdb > /dev/null 2>&1 && gzip -f /tmp/today.rdb',
  },
];

/** Thousands of rows: the second shows how time grows with the data. */
const SIZES = [100, 400] as const;
const TIMES = 3;

/** What is measured, in the order of the columns; the first is what all others are measured against. */
const MEASURES = [
  "bare dump",
  "usual script",
  "backup, gzip",
  "backup, zstd",
  "usual restore",
  "restore",
];

interface Measured {
  readonly contender: Contender;
  readonly thousands: number;
  /** Of the bare dump. */
  readonly seconds: number;
  /** By measure; absent where people have no usual way. */
  readonly ratios: readonly (number | undefined)[];
}

/** Backup and restore of each engine, against the bare tool and against the usual script. */
export async function benchThroughput(): Promise<Section> {
  const measured: Measured[] = [];
  for (const contender of CONTENDERS) {
    const { id, image } = contender;
    const stack = await Stack.start({ engines: [{ id, image }] });
    try {
      for (const thousands of SIZES) measured.push(await measure(contender, stack, thousands));
    } finally {
      await stack.remove();
    }
  }
  const rows = measured.map(({ contender, ratios, seconds, thousands }) => [
    contender.id,
    `${thousands}k rows`,
    `${seconds.toFixed(2)} s`,
    ...ratios.slice(1).map((ratio) => ratio ? `${ratio.toFixed(1)}×` : ""),
  ]);
  return {
    title: "Backup and restore, against the bare dump tool",
    table: [["engine", "data", ...MEASURES], ...rows],
    bars: measured.filter(({ thousands }) => thousands === SIZES[1]).flatMap((each) =>
      MEASURES.flatMap((name, index) => {
        const ratio = each.ratios[index];
        return ratio ? [{ group: each.contender.id, name, ratio }] : [];
      })
    ),
  };
}

async function measure(contender: Contender, stack: Stack, thousands: number): Promise<Measured> {
  const { id, bare, script, scriptRestore } = contender;
  await stack.feed(id, contender.fill(thousands));
  const inSidecar = (line: string, env: Record<string, string> = {}) => async () => {
    const { code, stderr } = await stack.sidecar(["sh", "-c", line], env);
    if (code !== 0) throw new Error(`${line}\n${stderr}`);
  };
  const backup = (compression: string) =>
    inSidecar(`backup.sh ${id}`, { BACKUP_COMPRESSION: compression });
  // what starting a command in a container costs is nobody's merit
  const start = await fastest(inSidecar("true"));
  const time = async (run: () => Promise<void>) => Math.max(0.001, await fastest(run) - start);
  const seconds = await time(inSidecar(bare));
  const ratios: (number | undefined)[] = [1];
  for (
    const run of [
      inSidecar(script),
      backup("gzip"),
      backup("zstd"),
      scriptRestore ? inSidecar(scriptRestore) : undefined,
      inSidecar(`restore-${id}.sh --no-safety-backup latest`),
    ]
  ) ratios.push(run ? await time(run) / seconds : undefined);
  return { contender, thousands, seconds, ratios };
}

/** The fastest of several runs, in seconds: what else the machine does only ever adds. */
async function fastest(run: () => Promise<void>): Promise<number> {
  let best = Infinity;
  for (let index = 0; index < TIMES; index++) {
    const started = performance.now();
    await run();
    best = Math.min(best, (performance.now() - started) / 1000);
  }
  return best;
}
