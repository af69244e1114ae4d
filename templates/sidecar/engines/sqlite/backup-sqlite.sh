#!/bin/sh
# Backs up the project's SQLite databases, while the application uses them:
#   /backup/sqlite-TIME.db.gz          the first file that SQLITE_PATHS names
#   /backup/sqlite.PATH-TIME.db.gz     another one of them
#
#   backup-sqlite.sh     prints what it did; the file is good or it is not there
exec /scripts/backup.sh sqlite "$@"
