#!/bin/sh
# Backs up the project's MariaDB database as plain SQL:
#   /backup/mariadb-TIME.sql.gz           the database, with routines, events, triggers and views
#   /backup/globals-mariadb-TIME.sql.gz   every account and role of the server, with password hashes
#
#   backup-mariadb.sh     prints what it did; the file is good or it is not there
exec /scripts/backup.sh mariadb "$@"
