#!/bin/sh
# Everything that has to be equal after a restore, one fact a line.
set -eu
# shellcheck disable=SC1090,SC1091 # in the sidecar, where this is run
for part in lib files engine-sqlite; do . "/scripts/$part.sh"; done
file=$(file_of "$(main_database)")
for pragma in user_version application_id encoding page_size auto_vacuum journal_mode integrity_check foreign_key_check; do
  printf '%s %s\n' "$pragma" "$(sqlite "$file" "PRAGMA $pragma")"
done
# tables that take the place of files come last once the file was copied
sqlite "$file" '.dump --preserve-rowids' | LC_ALL=C sort
sqlite "$file" "SELECT rowid, body FROM search WHERE search MATCH 'found'" 2> /dev/null || true
stat -c 'the file is of %u:%g, mode %a' "$file"
# what SQLite puts beside it, too
stat -c 'owner %u:%g' "$file"* | sort -u
