#!/bin/sh
# Data that is hard to carry, in a file that is neither root's nor the backups' owner's.
set -eu
# shellcheck disable=SC1090,SC1091 # in the sidecar, where this is run
for part in lib files engine-sqlite; do . "/scripts/$part.sh"; done
file=$(file_of "$(main_database)")
folder=${file%/*}
# a volume that is there for this alone is still root's
mkdir -p "$folder"
if [ "$(stat -c %u "$folder")" = 0 ]; then chown 4321:4321 "$folder"; fi
as_owner_of "$folder" touch "$file"
as_owner_of "$file" chmod 640 "$file"
sqlite "$file" "PRAGMA journal_mode = ${PROOF_JOURNAL:-wal}" > /dev/null
sqlite "$file" << 'SQL'
PRAGMA foreign_keys = on;
PRAGMA user_version = 20240229;
PRAGMA application_id = 1234567;
BEGIN;
CREATE TABLE "Odd ""Table" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  raw BLOB NOT NULL,
  price NUMERIC,
  amount INT CHECK (amount > 0),
  total GENERATED ALWAYS AS (price * amount) STORED,
  half GENERATED ALWAYS AS (amount / 2),
  "quoted 'column" TEXT COLLATE NOCASE,
  document JSON,
  missing TEXT
);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
INSERT INTO "Odd ""Table" (raw, price, amount, "quoted 'column", document)
SELECT CAST(printf('%05d', i) AS BLOB) || x'00ff', i / 7.0, i, 'é' || char(9, 10, 13, 92) || '€', json_object('n', i) FROM n;
DELETE FROM "Odd ""Table" WHERE id > 490;
CREATE TABLE child (odd INTEGER NOT NULL REFERENCES "Odd ""Table" ON DELETE CASCADE, name TEXT, PRIMARY KEY (odd, name)) WITHOUT ROWID;
INSERT INTO child SELECT id, 'child of ' || id FROM "Odd ""Table";
CREATE TABLE typed (n INT, at TEXT, x REAL, any_kind ANY) STRICT;
INSERT INTO typed VALUES (1, '2024-02-29T23:59:59Z', 0.1, x'00'), (NULL, NULL, -1e300, 'text'), (9223372036854775807, '', 9e999, 7);
CREATE TABLE no_key (value);
INSERT INTO no_key (rowid, value) VALUES (7, 'seven'), (100, 'hundred'), (-3, 'minus three');
CREATE INDEX by_half ON "Odd ""Table" (half, price) WHERE amount > 50;
CREATE UNIQUE INDEX by_upper ON child (upper(name));
CREATE VIEW summary AS SELECT count(*) AS n, sum(total) AS total FROM "Odd ""Table";
CREATE TABLE journal (at INTEGER PRIMARY KEY, what TEXT);
CREATE TRIGGER written AFTER INSERT ON typed BEGIN INSERT INTO journal (what) VALUES ('typed ' || NEW.n); END;
INSERT INTO typed (n) VALUES (42);
CREATE VIRTUAL TABLE search USING fts5(body);
INSERT INTO search SELECT document || ' found' FROM "Odd ""Table" LIMIT 20;
COMMIT;
SQL
