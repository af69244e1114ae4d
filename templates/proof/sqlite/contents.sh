#!/bin/sh
# What is in the database: each table, and how many rows it has.
set -eu
# shellcheck disable=SC1090,SC1091 # in the sidecar, where this is run
for part in lib files engine-sqlite; do . "/scripts/$part.sh"; done
file=$(file_of "$(main_database)")
counts=$(sqlite "$file" "SELECT 'SELECT ' || quote(name) || ' || char(9) || count(*) FROM \"' || replace(name, '\"', '\"\"') || '\";'
  FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name")
sqlite "$file" "$counts"
