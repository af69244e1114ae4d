# shellcheck shell=sh
# shellcheck disable=SC2034 # what is set here is used by the scripts that read this file
# What there is to know about MySQL. Expects lib.sh.

FORMAT=sql
TITLE=MySQL
PREFIX=MYSQL
SQL_PROGRAM=mysql
DUMP_PROGRAM=mysqldump
DUMP_OPTIONS=--set-gtid-purged=OFF
# where the server has no TLS, passwords are sent encrypted with its public key
CLIENT_OPTIONS=loose-get-server-public-key
# shellcheck disable=SC1091 # in this folder
. /scripts/mysql-family.sh
