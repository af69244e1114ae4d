#!/bin/sh
# What goes wrong on a bad day: rows, a table and a view are lost, and new ones came.
set -eu
# shellcheck disable=SC1090,SC1091 # in the sidecar, where this is run
for part in lib files engine-sqlite; do . "/scripts/$part.sh"; done
file=$(file_of "$(main_database)")
sqlite "$file" << 'SQL'
BEGIN;
DELETE FROM child WHERE odd > 400;
DROP VIEW summary;
DROP TABLE typed;
UPDATE "Odd ""Table" SET price = 0;
DELETE FROM search;
CREATE TABLE later (id INTEGER PRIMARY KEY, odd INTEGER REFERENCES "Odd ""Table");
INSERT INTO later (odd) VALUES (1);
PRAGMA user_version = 20250101;
COMMIT;
SQL
