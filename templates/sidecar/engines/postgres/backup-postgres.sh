#!/bin/sh
# Backs up the project's PostgreSQL database as plain SQL:
#   /backup/postgres-TIME.sql.gz           the database, with what it needs of roles and settings
#   /backup/globals-postgres-TIME.sql.gz   every role of the server, with password hashes
#
#   backup-postgres.sh     prints what it did; the file is good or it is not there
exec /scripts/backup.sh postgres "$@"
