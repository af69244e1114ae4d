# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # shared with backup-one.sh and restore-one.sh, which read this file
# What there is to know about PostgreSQL: how to reach it, to dump it, and to tell a whole dump.
# Expects lib.sh.

FORMAT=sql

PGHOST=$(sql_setting POSTGRES HOST HOST postgres)
PGPORT=$(sql_setting POSTGRES PORT PORT 5432)
PGUSER=$(sql_setting POSTGRES USER USER postgres)
PGPASSWORD=$(sql_setting POSTGRES PASSWORD PASSWORD '')
PGDATABASE=$(sql_setting POSTGRES DB NAME "$PGUSER")
PGCONNECT_TIMEOUT=10
PGAPPNAME=db-backup
# what a database was set to by its owner must neither stop a dump nor a restore
PGOPTIONS='-c default_transaction_read_only=off -c statement_timeout=0 -c idle_in_transaction_session_timeout=0'
export PGHOST PGPORT PGUSER PGPASSWORD PGCONNECT_TIMEOUT PGAPPNAME PGOPTIONS

# main_database: the project's own; its backups have the plain names
main_database() { printf '%s' "$PGDATABASE"; }

# list_databases: what is backed up: the project's own, those named in POSTGRES_DBS, or all of them
list_databases() {
  case ${POSTGRES_DBS:-} in
    '') main_database ;;
    all) sql "$PGDATABASE" "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname NOT LIKE 'db\_backup\_%' ORDER BY datname" ;;
    *) printf '%s\n' "$POSTGRES_DBS" | tr ',' '\n' | sed -e 's/^ *//' -e 's/ *$//' -e '/^$/d' ;;
  esac
}

# connection NAME: a connection string, so that a name like "a=b" or "it's" is taken literally
connection() { printf "dbname='%s'" "$(printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e "s/'/\\\\'/g")"; }

# sql DATABASE QUERY [PSQL OPTION…]: unadorned rows, without the user's own psql settings
sql() {
  database=$1
  query=$2
  shift 2
  printf '%s\n' "$query" | psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$(connection "$database")" "$@"
}

# wait_for_server: bounded by WAIT_SECONDS
wait_for_server() {
  waited=0
  until pg_isready -q -h "$PGHOST" -p "$PGPORT" -t 3; do
    still_waiting postgres PostgreSQL "$PGHOST" "$PGPORT"
  done
}

# dump DATABASE: plain SQL on standard output, as one transaction, after what pg_dump does not write.
# Written by way of pg_restore: pg_dump's own plain format commits after each batch of large objects.
dump() {
  psql -X -q -v ON_ERROR_STOP=1 -d "$(connection "$1")" -f /scripts/postgres-head.sql || return 1
  tables=$(sql "$1" "$COUNT_TABLES") || return 1
  pg_dump --format=custom --compress=0 --no-password --lock-wait-timeout=60s -d "$(connection "$1")" |
    pg_restore --clean --if-exists --single-transaction --file=- || return 1
  printf -- '-- Tables with rows: %s\n' "$tables"
}

# Tables that have a row; the planner's own numbers are guesses
COUNT_TABLES="SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
    AND (xpath('/row/x/text()', query_to_xml(format('SELECT EXISTS (SELECT FROM ONLY %I.%I) AS x', n.nspname, c.relname), false, true, '')))[1]::text = 'true'"

# check_dump: reads a dump; prints how many tables of it have rows, and succeeds when it is whole. Bytes
# are counted first: looking for the ends of lines in all of it takes as long as unpacking it.
check_dump() {
  end=$(tail -c 65536 | tail -n 24)
  printf '%s\n' "$end" | sed -n 's/^-- Tables with rows: //p' | grep . || echo 0
  printf '%s\n' "$end" | grep -q -x -e '-- PostgreSQL database dump complete'
}

# describe DATABASE CONTENT: for messages
describe() { printf '"%s"' "$1"; }

# companion DATABASE NAME: every role of the server, with password hashes, beside the dump. Reading
# the passwords takes a superuser; without one, the dump is still a whole backup.
companion() {
  globals=$BACKUP_DIR/.globals-$2.partial
  if pg_dumpall --globals-only --no-password -d "$(connection "$1")" | pack "$2" > "$globals"; then
    publish "$globals" "globals-$2" || fail postgres "the backup of the roles could not be written to $BACKUP_DIR"
  else
    rm -f "$globals"
    log postgres "warning: the roles were not saved beside the dump: $(why "$errors")"
  fi
}
