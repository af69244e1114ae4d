#!/bin/sh
# Backs up the project's MySQL database, or the MariaDB database that stands in its place, as plain SQL:
#   /backup/mysql-TIME.sql.gz           the database, with routines, events, triggers and views
#   /backup/globals-mysql-TIME.sql.gz   every account and role of the server, with password hashes
#
#   backup-mysql.sh     prints what it did; the file is good or it is not there
engine=mysql
if [ ! -f /scripts/engine-mysql.sh ]; then engine=mariadb; fi
exec /scripts/backup.sh "$engine" "$@"
