# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # what is set here is used by the scripts that read this file
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

# dump_definitions DATABASE: triggers, routines and events. The tool does not find the last two in a
# database whose name has a quote or a backslash (it looks for the escaped name).
dump_definitions() {
  case $1 in
    *[\'\"\\]*) ;;
    *)
      dump_tool "$1" --no-data --no-create-info --triggers --routines --events
      return
      ;;
  esac
  dump_tool "$1" --no-data --no-create-info --triggers || return 1
  dump_programs "$1"
}

dump_programs() {
  place="'$(name "$1" | sed "s/['\\\\]/\\\\&/g").\`', REPLACE(name, '\`', '\`\`'), '\`'"
  questions=$(sql "SELECT CONCAT('SELECT ', QUOTE(CONCAT('DROP ', kind, ' IF EXISTS \`', REPLACE(name, '\`', '\`\`'), '\`')), '; SHOW CREATE ', kind, ' ', $place, ';')
    FROM (
      SELECT routine_type AS kind, routine_name AS name FROM information_schema.routines WHERE routine_schema = $(text "$1")
      UNION ALL SELECT 'EVENT', event_name FROM information_schema.events WHERE event_schema = $(text "$1")
    ) AS programs ORDER BY kind = 'EVENT', kind, name") || return 1
  printf 'SET SESSION character_set_results = binary;\n%s\n' "$questions" | client "$SQL_PROGRAM" -N -B |
    awk -v home="${like##* }" -f /scripts/mariadb-programs.awk
}
