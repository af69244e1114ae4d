# shellcheck shell=sh
# shellcheck disable=SC2034 # what is set here is used by the scripts that read this file
# What there is to know about MariaDB. Expects lib.sh.

FORMAT=sql
TITLE=MariaDB
PREFIX=MARIADB
SQL_PROGRAM=mariadb
DUMP_PROGRAM=mariadb-dump
# a table that is locked could not take its defaults from a sequence
DUMP_OPTIONS=--skip-add-locks
# TLS as the server offers it: nobody has signed the certificate that it makes for itself
CLIENT_OPTIONS='loose-skip-ssl-verify-server-cert
plugin-dir=/opt/mariadb/lib/plugin'
# shellcheck disable=SC1091 # in this folder
. /scripts/mysql-family.sh
