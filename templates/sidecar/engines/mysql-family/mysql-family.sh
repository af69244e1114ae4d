# shellcheck shell=sh
# shellcheck disable=SC2016,SC2034,SC2153,SC2154 # shared with backup-one.sh and restore-one.sh, which read this file
# How MySQL, and MariaDB, is reached and dumped. Expects lib.sh; TITLE, PREFIX (MYSQL, MARIADB), the
# programs' names and the options that only one of the two knows are the engine's own.

# setting NAME SHARED DEFAULT
setting() { sql_setting "$PREFIX" "$@"; }

SERVER_HOST=$(setting HOST HOST "$engine")
SERVER_PORT=$(setting PORT PORT 3306)
SERVER_USER=$(setting USER USER root)
SERVER_PASSWORD=$(setting PASSWORD PASSWORD '')
# An env_file of the project's own server has the names that the server's image knows.
eval "root_password=\${${PREFIX}_ROOT_PASSWORD:-}"
eval "image_database=\${${PREFIX}_DATABASE:-}"
if [ -n "$root_password" ]; then
  SERVER_USER=root
  SERVER_PASSWORD=$root_password
fi
SERVER_DATABASE=$(setting DB NAME "${image_database:-$SERVER_USER}")

# --- the client programs ------------------------------------------------------------------------

# option NAME VALUE: a line of an option file
option() { printf '%s="%s"\n' "$1" "$(printf '%s' "$2" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g')"; }

OPTION_FILE="[client]
$(option host "$SERVER_HOST")
$(option port "$SERVER_PORT")
$(option user "$SERVER_USER")
$(option password "$SERVER_PASSWORD")
default-character-set=utf8mb4
loose-max-allowed-packet=1G
$CLIENT_OPTIONS
[mysql]
connect-timeout=10"

# client PROGRAM ARGUMENT…: with the login in an option file that is a pipe: it is in no process list
# and on no disk
client() {
  program=$1
  shift
  "$program" --defaults-file=/dev/fd/3 "$@" 3<< OPTIONS
$OPTION_FILE
OPTIONS
}

# sql QUERY: unadorned rows
sql() { printf "SET SESSION sql_mode = '';\n%s\n" "$1" | client "$SQL_PROGRAM" -N -B -r; }

# name NAME, text TEXT: as SQL writes them
name() { printf '`%s`' "$(printf '%s' "$1" | sed 's/`/``/g')"; }
text() { printf "'%s'" "$(printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e "s/'/''/g")"; }

# wait_for_server: bounded by WAIT_SECONDS. A wrong password does not get better by waiting.
wait_for_server() {
  waited=0
  until answer=$(sql 'SELECT 1' 2>&1); do
    case $answer in
      *'ERROR 1045 '* | *'ERROR 1698 '* | *'ERROR 1130 '* | *'ERROR 2059 '* | *'ERROR 2061 '*)
        fail "$engine" "$TITLE at $SERVER_HOST:$SERVER_PORT refuses the password or user: $(printf '%s' "$answer" | tail -n 1)" ;;
    esac
    still_waiting "$engine" "$TITLE" "$SERVER_HOST" "$SERVER_PORT" "$(printf '%s' "$answer" | tail -n 1)"
  done
}

# --- databases ----------------------------------------------------------------------------------

# main_database: the project's own; its backups have the plain names
main_database() { printf '%s' "$SERVER_DATABASE"; }

# list_databases: what is backed up: the project's own, those named in MYSQL_DBS, or all of them
list_databases() {
  eval "databases=\${${PREFIX}_DBS:-}"
  case $databases in
    '') main_database ;;
    all) sql "SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys') AND schema_name NOT LIKE 'db\\_backup\\_%' ORDER BY schema_name" ;;
    *) printf '%s\n' "$databases" | tr ',' '\n' | sed -e 's/^ *//' -e 's/ *$//' -e '/^$/d' ;;
  esac
}

# relations DATABASE CONDITION: names of tables or views
relations() {
  sql "SELECT table_name FROM information_schema.tables WHERE table_schema = $(text "$1") AND $2 ORDER BY table_name"
}
IS_VIEW="table_type = 'VIEW'"
IS_TABLE="table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE')"

# describe DATABASE CONTENT: for messages
describe() { printf '"%s"' "$1"; }

# --- the dump -----------------------------------------------------------------------------------

# dump DATABASE: plain SQL on standard output: first tables and rows, all of one moment; then what is
# defined on them, and at last the views, so that a restore can do the one without the other. Views
# whose table is gone are left out, because the tool ends at the first of them.
dump() {
  mark=$(head -c 16 /dev/urandom | od -An -v -tx1 | tr -d ' \n')
  like=$(sql "SELECT CONCAT('CHARACTER SET ', default_character_set_name, ' COLLATE ', default_collation_name)
    FROM information_schema.schemata WHERE schema_name = $(text "$1")") || return 1
  if [ -z "$like" ]; then
    echo "error: there is no database \"$1\"" >&2
    return 1
  fi
  tables=$(count_tables "$1") || return 1
  views=$(relations "$1" "$IS_VIEW") || return 1
  broken=$(broken_views "$1" "$views") || return 1
  printf -- '-- %s backup of database %s\n-- Created with: %s\n-- Mark: %s\nALTER DATABASE %s;\n' \
    "$TITLE" "$(name "$1")" "$like" "$mark" "$like"
  parts=2
  dump_tables "$1" || return 1
  printf -- '-- Definitions %s\n' "$mark"
  dump_definitions "$1" || return 1
  if [ "$views" != "$broken" ]; then
    parts=3
    dump_views "$1" || return 1
  fi
  define_broken "$1" || return 1
  printf -- '-- Tables with rows: %s; parts: %s\n' "$tables" "$parts"
}

# dump_tool DATABASE OPTION…: one run of it, for everything but views
dump_tool() {
  database=$1
  shift
  while IFS= read -r view; do
    if [ -n "$view" ]; then set -- "$@" "--ignore-table=$database.$view"; fi
  done << VIEWS
$views
VIEWS
  run_dump_tool "$@" -- "$database"
}

run_dump_tool() {
  # shellcheck disable=SC2086 # an option, or none
  client "$DUMP_PROGRAM" --single-transaction --quick --hex-blob --no-tablespaces --skip-dump-date $DUMP_OPTIONS "$@"
}

# dump_tables DATABASE: tables and rows; the past too where MariaDB keeps it
dump_tables() {
  if [ -n "$(relations "$1" "table_type = 'SYSTEM VERSIONED'")" ]; then
    dump_tool "$1" --skip-triggers --dump-history
  else
    dump_tool "$1" --skip-triggers
  fi
}

# dump_definitions DATABASE: triggers, routines and events
dump_definitions() { dump_tool "$1" --no-data --no-create-info --triggers --routines --events; }

dump_views() {
  database=$1
  set --
  while IFS= read -r view; do
    if ! printf '%s\n' "$broken" | grep -q -x -F -e "$view"; then set -- "$@" "$view"; fi
  done << VIEWS
$views
VIEWS
  run_dump_tool --no-data --skip-triggers -- "$database" "$@"
}

# broken_views DATABASE VIEWS: those of them whose table, column or definer is gone, or the definer's right
broken_views() {
  if [ -z "$2" ]; then return 0; fi
  found=$(printf '%s\n' "$2" | while IFS= read -r view; do printf 'SHOW FIELDS FROM %s.%s;\n' "$(name "$1")" "$(name "$view")"; done |
    client "$SQL_PROGRAM" --force 2>&1 > /dev/null || true)
  if printf '%s\n' "$found" | grep '^ERROR ' | grep -v -E '^ERROR (1356|1449) ' >&2; then return 1; fi
  printf '%s\n' "$found" | sed -n 's/^ERROR [0-9]* ([^)]*) at line \([0-9]*\):.*$/\1/p' |
    while read -r number; do printf '%s\n' "$2" | sed -n "${number}p"; done
}

# define_broken DATABASE: how they were defined, for people's eyes
define_broken() {
  if [ -z "$broken" ]; then return 0; fi
  printf '%s\n' "$broken" | while IFS= read -r view; do
    definition=$(sql "SHOW CREATE VIEW $(name "$1").$(name "$view")" | cut -f 2 | tr '\n' ' ') || return 1
    printf -- '-- View left out, because it does not work: %s\n' "$definition"
  done
}

# count_tables DATABASE: tables that have a row; the server's own numbers are guesses
count_tables() {
  questions=$(sql "SELECT CONCAT('SELECT EXISTS (SELECT 1 FROM ', '\`', REPLACE(table_schema, '\`', '\`\`'), '\`.\`', REPLACE(table_name, '\`', '\`\`'), '\` LIMIT 1);')
    FROM information_schema.tables WHERE table_schema = $(text "$1") AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')") || return 1
  answers=$(sql "$questions") || return 1
  printf '%s\n' "$answers" | grep -c -x 1 || true
}

# check_dump: reads a dump; prints how many tables of it have rows, and succeeds when it is whole. A
# dump that somebody else has taken with the same tool counts too.
check_dump() {
  IFS= read -r first || return 1
  ends=$(grep -F -e '-- Dump completed' -e '-- Tables with rows: ' | grep -E -e '^-- (Dump completed|Tables with rows: )') || return 1
  last=$(printf '%s\n' "$ends" | tail -n 1)
  case $first in
    "-- $TITLE backup of database "*)
      parts=$(printf '%s' "$last" | sed -n 's/^-- Tables with rows: [0-9]*; parts: \([23]\)$/\1/p')
      [ -n "$parts" ] && [ "$(printf '%s\n' "$ends" | grep -c -x -e '-- Dump completed')" -ge "$parts" ] || return 1
      printf '%s\n' "$last" | sed 's/^-- Tables with rows: \([0-9]*\);.*$/\1/'
      ;;
    "-- $TITLE dump "* | '/*M!999999'*)
      case $last in '-- Dump completed'*) echo 0 ;; *) return 1 ;; esac
      ;;
    *) return 1 ;;
  esac
}

# companion DATABASE NAME: every account of the server, with password hashes, beside the dump. Reading
# them takes an administrator; without one, the dump is still a whole backup.
companion() {
  views=$(relations "$1" "$IS_VIEW") || return 0
  broken_views "$1" "$views" | while IFS= read -r view; do
    log "$engine" "warning: the view \"$view\" is not in the backup, because it does not work: what it reads is gone, or its definer's right to that"
  done
  globals=$BACKUP_DIR/.globals-$2.partial
  if list_accounts | pack "$2" > "$globals"; then
    publish "$globals" "globals-$2" || fail "$engine" "the backup of the accounts could not be written to $BACKUP_DIR"
  else
    rm -f "$globals"
    log "$engine" "warning: the accounts were not saved beside the dump: $(why "$errors")"
  fi
}

# shellcheck disable=SC1091 # in this folder
. /scripts/mysql-family-accounts.sh
