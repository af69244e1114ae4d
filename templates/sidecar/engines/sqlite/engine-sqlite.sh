# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # shared with backup-one.sh and restore-one.sh, which read this file
# What there is to know about SQLite: which files, and how one is copied while the application writes to
# it. Expects lib.sh and files.sh.
#
#   SQLITE_PATHS   the database files, with : between them, the application's main one first; below
#                  /project, where docker-compose.yml mounts their folders, unless they begin with /

FORMAT=db
# Only as the file's own user does SQLite leave nothing beside it that the application cannot write to:
# each program is started as that user, which takes root.
RUNS_AS=root

SQLITE_PATHS=${SQLITE_PATHS:-}

# main_database: the first; its backups have the plain names
main_database() { printf '%s' "${SQLITE_PATHS%%:*}"; }

# list_databases: those that are there. One that has gone is still asked for: its backup has to fail.
list_databases() {
  printf '%s\n' "$SQLITE_PATHS" | tr ':' '\n' | while IFS= read -r path; do
    if [ -z "$path" ]; then continue; fi
    if [ -s "$(file_of "$path")" ] || [ -n "$(backups "$(set_of sqlite "$path")")" ]; then printf '%s\n' "$path"; fi
  done
}

# nothing_yet: whether there is nothing to back up, because the application has not run yet; says so
nothing_yet() {
  if [ -z "$SQLITE_PATHS" ] || [ -n "$(list_databases)" ]; then return 1; fi
  echo "there is no database file yet ($SQLITE_PATHS): it is backed up as soon as the application has made it"
}

# file_of DATABASE: its file in this container
file_of() {
  case $1 in
    /*) printf '%s' "$1" ;;
    *) printf '/project/%s' "$1" ;;
  esac
}

# owner_of FILE: whose it is; where it is not there yet, whose the folder is that it would lie in
owner_of() {
  place=$1
  until [ -e "$place" ]; do place=$(dirname "$place"); done
  stat -L -c %u:%g "$place"
}

# as_owner_of FILE COMMAND…: as whoever owns the file
as_owner_of() {
  user=$(owner_of "$1") || return 1
  shift
  if [ "$(id -u)" -eq 0 ]; then su-exec "$user" "$@"; else "$@"; fi
}

# sqlite FILE [OPTION…] STATEMENT…: without anybody's own settings; the first mistake ends it
sqlite() {
  as_owner_of "$1" sqlite3 -init /dev/null -batch -bail -cmd ".timeout $((WAIT_SECONDS * 1000))" "$@"
}

# wait_for_server: there is none
wait_for_server() {
  if [ -z "$SQLITE_PATHS" ]; then fail sqlite 'SQLITE_PATHS names no database file'; fi
}

# dump DATABASE FILE: a copy of one moment, while others read and write. It is made in a folder of the
# database file's owner, who may not be able to write among the backups.
dump() {
  file=$(file_of "$1")
  if [ ! -f "$file" ]; then
    echo "error: there is no file $file any more" >&2
    return 1
  fi
  room=/tmp/sqlite-copy
  rm -rf "$room"
  as_owner_of "$file" mkdir -m 700 "$room" || return 1
  if copy_into "$file" "$room/copy.db" && mv "$room/copy.db" "$2"; then copied=yes; else copied=no; fi
  rm -rf "$room"
  [ "$copied" = yes ]
}

# copy_into FILE COPY: VACUUM INTO computes indexes and checks anew. Where they need a function or collation
# that only the application has, the pages are copied as they are, out of one transaction.
copy_into() {
  said=$(sqlite "$1" "VACUUM INTO '$2'" 2>&1) && return 0
  if ! is_the_applications "$said"; then
    printf '%s\n' "$said" >&2
    return 1
  fi
  as_owner_of "$1" rm -f "$2" || return 1
  sqlite "$1" 'BEGIN' 'SELECT count(*) FROM sqlite_schema' ".backup '$2'" >&2
}

# is_the_applications MESSAGE: whether something is missing that only the application has
is_the_applications() {
  case $1 in
    *'no such function'* | *'unknown function'* | *'no such collation'*) return 0 ;;
    *) return 1 ;;
  esac
}

# check_dump: reads a copy; prints how many tables of it have rows, and succeeds when it is whole. It may
# be anybody's file: the owner of the backups folder looks at it, not root.
check_dump() {
  checked=$(as_owner mktemp -d) || return 1
  if cat > "$checked/db" && check_copy "$checked/db"; then whole=yes; else whole=no; fi
  rm -rf "$checked"
  [ "$whole" = yes ]
}

check_copy() {
  # nothing at all is a good database to SQLite
  [ "$(head -c 15 "$1")" = 'SQLite format 3' ] || return 1
  give_to_owner "$1"
  said=$(sqlite "$1" 'PRAGMA integrity_check' 2>&1) || is_the_applications "$said" || return 1
  # what cannot be computed here is at least read from end to end
  answers=$(for_each_table "$1" 'SELECT count(*) > 0 FROM' 'NOT INDEXED') || return 1
  if [ "$said" != ok ] && ! is_the_applications "$said"; then return 1; fi
  printf '%s\n' "$answers" | grep -c -x 1 || true
}

# for_each_table FILE BEFORE AFTER: asks the same of every table, and prints the answers
for_each_table() {
  questions=$(sqlite "$1" "SELECT '$2 \"' || replace(name, '\"', '\"\"') || '\" $3;'
    FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND sql NOT LIKE 'CREATE VIRTUAL%'") || return 1
  sqlite "$1" "$questions"
}

# describe DATABASE CONTENT: for messages
describe() { printf '"%s"' "$1"; }
