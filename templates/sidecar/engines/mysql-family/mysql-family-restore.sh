# shellcheck shell=sh
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154,SC2317 # shared with restore-one.sh, which reads this file
# How a MySQL or MariaDB database is put back. What defines tables cannot be undone by these servers, so
# the file is restored into a database of its own first, all of it. Then the tables change over, which
# takes no longer than it takes to rename them; from then on the restore goes forward, and one that was
# killed is finished at the next start. Expects lib.sh, files.sh, pack.sh and mysql-family.sh.

incoming=db_backup_incoming
# shellcheck disable=SC1091 # in this folder
. /scripts/mysql-family-replace.sh

# --- what is remembered, in case of a kill --------------------------------------------------------

# enter PHASE: writes down how far the restore is, before it goes there
#   loading    the database is as it was
#   dropping, moving, defining    it is being replaced by what the incoming one holds
#   inside     it is being emptied and loaded from the file itself
#   back       the file is the safety backup, and what the database holds is of no use
enter() {
  printf '%s\n%s\n%s\n%s\n' "$1" "$DATABASE" "$FILE" "$undo" > "$journal.new" &&
    sync "$journal.new" && mv "$journal.new" "$journal"
}

forget() {
  left=$(sql "SELECT schema_name FROM information_schema.schemata WHERE schema_name = '$incoming'") || return 1
  # a user who may not make one may not drop one that is not there
  if [ -n "$left" ]; then drop_incoming || return 1; fi
  if [ -s "$journal.limit" ]; then sql "SET GLOBAL max_allowed_packet = $(cat "$journal.limit")" || return 1; fi
  rm -f "$journal.limit" "$journal.definitions" "$journal.accounts" "$journal.accounts.before" "$journal"
}

drop_incoming() { sql "SET SESSION foreign_key_checks = 0; DROP DATABASE IF EXISTS $(name "$incoming")"; }

# put_right: what a restore leaves that failed or was killed in the middle. A subshell, because the
# restore that comes after it is of another file.
put_right() (
  { read -r phase && IFS= read -r DATABASE && IFS= read -r FILE && IFS= read -r undo; } < "$journal" || true
  case ${phase:-} in
    dropping | moving | defining) replace "$phase" || return 1 ;;
    inside) load_inside || { [ -n "$undo" ] && FILE=$BACKUP_DIR/$undo && load_inside; } || return 1 ;;
    back) feed back || return 1 ;;
  esac
  forget
)

# --- what is asked of the server ------------------------------------------------------------------

exists() { [ "$(sql "SELECT 1 FROM information_schema.schemata WHERE schema_name = $(text "$1")")" = 1 ]; }

# check_target: whether this server can be restored into
check_target() {
  case $DATABASE in
    mysql | sys | information_schema | performance_schema) fail "$engine" "\"$DATABASE\" is the server's own, and is not restored" ;;
  esac
}

has_target() { exists "$DATABASE"; }

# raise_limit: a row whose bytes are written as digits is twice as long as the server once took it for, and
# may be longer than it takes. A user who may not change that goes without.
raise_limit() {
  if [ -s "$journal.limit" ]; then return 0; fi
  sql 'SELECT @@GLOBAL.max_allowed_packet' > "$journal.limit" && sync "$journal.limit" || return 1
  sql 'SET GLOBAL max_allowed_packet = 1073741824' 2> /dev/null || rm -f "$journal.limit"
}

# load DATABASE: SQL from standard input; a mistake ends it. What is in a routine stays as it is, comments
# and line endings too.
load() { client "$SQL_PROGRAM" --binary-mode --comments --database="$1" > /dev/null; }

# --- the file ---------------------------------------------------------------------------------------

# read_head: sets MARK, after which the definitions come, and WAS, the database that the file is of, as
# SQL writes it; both are empty for a dump that somebody else has taken
read_head() {
  head=$({ unpack "$FILE" 2> /dev/null || true; } | head -n 3)
  MARK=$(printf '%s\n' "$head" | sed -n 's/^-- Mark: //p')
  WAS=$(printf '%s\n' "$head" | sed -n "s/^-- $TITLE backup of database //p")
}

# split_file: the tables on standard output; what is defined on them into a file
split_file() {
  : > "$work/definitions"
  if [ -z "$MARK" ]; then
    unpack "$FILE"
    return
  fi
  unpack "$FILE" | awk -v mark="-- Definitions $MARK" -v rest="$work/definitions" '
    after { print > rest; next }
    $0 == mark { after = 1; next }
    { print }'
}

# for_database NAME: reads definitions; they name the database that they were in where its collation has
# changed since, and MariaDB names it in views whose definer is gone
for_database() {
  if [ "$WAS" = "$(name "$1")" ]; then
    cat
    return
  fi
  pattern=$(printf '%s' "$WAS" | sed 's/[][\\.*^$/+?(){}|]/\\&/g')
  place=$(name "$1" | sed 's/[\\&/]/\\&/g')
  sed -E -e "s/^ALTER DATABASE $pattern /ALTER DATABASE $place /" \
    -e "/^\/\*!50001 VIEW /s/$pattern\.(\`([^\`]|\`\`)*\`\.)/\1/g"
}

# without_events: reads definitions; an event must not begin to work in a database that is a rehearsal
without_events() { sed -E '/^(\/\*!50106 )?CREATE(\*\/)? .*EVENT /s/ PRESERVE ENABLE/ PRESERVE DISABLE/'; }

# --- the restore --------------------------------------------------------------------------------------

# restore_file: FILE into DATABASE
restore_file() {
  changed=no
  if feed loading 2> "$errors"; then return 0; fi
  reason=$(why "$errors")
  if [ "$changed" = no ]; then
    forget 2> /dev/null || true
    fail "$engine" "the restore failed and nothing was changed: $reason"
  fi
  # forward, where only the connection was lost
  wait_for_server
  if put_right 2> "$errors"; then return 0; fi
  if [ -z "$undo" ]; then fail "$engine" "the restore failed in the middle, and there is no safety backup: $reason"; fi
  FILE=$BACKUP_DIR/$undo
  feed back 2> "$errors" ||
    fail "$engine" "the restore failed, and so did the way back; the state before is in $FILE: $(why "$errors")"
  fail "$engine" "the restore failed and the state before was put back: $reason"
}

# feed PHASE: the whole way once
feed() {
  read_head
  refuse_foreign || return 1
  enter "$1" && raise_limit && keep_accounts || return 1
  if ! drop_incoming 2> "$work/refused" || ! sql "CREATE DATABASE $(name "$incoming")" 2> "$work/refused"; then
    if ! grep -q 'ERROR 1044 ' "$work/refused"; then
      cat "$work/refused" >&2
      return 1
    fi
    check_definers && log "$engine" 'restoring inside the database: its user may not create databases' && feed_inside
    return
  fi
  split_file | load "$incoming" || return 1
  if [ -z "$MARK" ]; then
    feed_inside
    return
  fi
  without_events < "$work/definitions" | for_database "$incoming" | load "$incoming" || return 1
  drop_triggers "$incoming" || return 1
  for_database "$DATABASE" < "$work/definitions" > "$journal.definitions" && sync "$journal.definitions" || return 1
  enter dropping && replace dropping && forget
}

# refuse_foreign: somebody else's dump that names the databases which it is for
refuse_foreign() {
  if [ -n "$MARK" ]; then return 0; fi
  named=$({ unpack "$FILE" || true; } | grep -m 1 -E '^(USE |CREATE DATABASE )' || true)
  if [ -z "$named" ]; then return 0; fi
  echo "error: the file is not of one database; it says: $named" >&2
  return 1
}

# keep_accounts: those of the file's moment. Without them, or in another database, rights stay as they are.
keep_accounts() {
  globals=${FILE%/*}/globals-${FILE##*/}
  rm -f "$journal.accounts" "$journal.accounts.before"
  if [ ! -f "$globals" ] || ! check_sum "$globals" || [ "$WAS" != "$(name "$DATABASE")" ]; then return 0; fi
  unpack "$globals" > "$journal.accounts" && sync "$journal.accounts"
}

# --- inside the database --------------------------------------------------------------------------------

# feed_inside: where there can be no second database, or the file cannot be taken apart
feed_inside() {
  enter inside || return 1
  changed=yes
  load_inside && forget
}

load_inside() {
  read_head
  drop_within 30 || return 1
  sql "CREATE DATABASE $(name "$DATABASE")" || return 1
  split_file | load "$DATABASE" || return 1
  for_database "$DATABASE" < "$work/definitions" | load "$DATABASE"
}

# check_definers: only an administrator may restore what was made in the name of somebody else
check_definers() {
  split_file > /dev/null || return 1
  me=$(sql "SELECT CONCAT('DEFINER=\`', SUBSTRING_INDEX(CURRENT_USER(), '@', 1), '\`@\`', SUBSTRING_INDEX(CURRENT_USER(), '@', -1), '\`')") || return 1
  other=$({ grep -o -E 'DEFINER=`[^`]*`@`[^`]*`' "$work/definitions" || true; } | { grep -v -x -F -e "$me" || true; } | head -n 1)
  if [ -z "$other" ]; then return 0; fi
  echo "error: the file holds what only an administrator may restore ($other); set ${PREFIX}_USER and ${PREFIX}_PASSWORD to one" >&2
  return 1
}
