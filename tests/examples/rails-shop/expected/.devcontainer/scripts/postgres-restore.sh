# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154,SC2317 # shared with restore-one.sh, which reads this file
# How a PostgreSQL database is put back. Expects lib.sh, files.sh, pack.sh and engine-postgres.sh.

incoming=db_backup_incoming
replaced=db_backup_replaced
home=postgres

# choose_home: a database to work from that is not the one to be replaced
choose_home() {
  for home in postgres template1; do
    if [ "$home" != "$DATABASE" ] && sql "$home" 'SELECT 1' > /dev/null 2> "$errors"; then return 0; fi
  done
  fail postgres "cannot work on the server: $(why "$errors")"
}

exists() { [ "$(sql "$home" "SELECT 1 FROM pg_database WHERE datname = :'name'" -v name="$1")" = 1 ]; }

drop() {
  if ! exists "$1"; then return 0; fi
  disconnect "$1"
  sql "$home" 'DROP DATABASE IF EXISTS :"name"' -v name="$1" 2> "$errors"
}

# disconnect NAME: nobody new, and those who are there leave
disconnect() {
  sql "$home" 'ALTER DATABASE :"name" ALLOW_CONNECTIONS false' -v name="$1"
  sql "$home" "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = :'name'" -v name="$1" > /dev/null
  left=20
  while [ "$(sql "$home" "SELECT count(*) FROM pg_stat_activity WHERE datname = :'name'" -v name="$1")" != 0 ]; do
    left=$((left - 1))
    if [ "$left" -eq 0 ]; then return 1; fi
    sleep 0.5
  done
}

# put_right: what a restore leaves that failed or was killed in the middle
put_right() {
  if [ -s "$journal" ]; then DATABASE=$(cat "$journal"); fi
  choose_home
  if exists "$DATABASE"; then sql "$home" 'ALTER DATABASE :"name" ALLOW_CONNECTIONS true' -v name="$DATABASE"; fi
  # as long as the new database has not taken its place, the roles that came for it are nobody's
  if exists "$incoming"; then
    drop "$incoming"
    if [ -f "$journal.roles" ]; then
      while IFS= read -r role; do sql "$home" "DROP ROLE IF EXISTS $role"; done < "$journal.roles"
    fi
  fi
  # the names change in one transaction: where the replaced one is, the new one has its place
  if exists "$DATABASE"; then drop "$replaced"; fi
  rm -f "$journal" "$journal.roles"
}

# check_target: whether this server can be restored into
check_target() { choose_home; }

has_target() { exists "$DATABASE"; }

# restore_file: FILE into DATABASE
restore_file() {
  printf '%s' "$DATABASE" > "$journal"
  reason=$(must_stay)
  if [ -n "$reason" ]; then
    log postgres "restoring inside the database: $reason"
    load_in_place || fail postgres "the restore failed and nothing was changed: $(why "$errors")"
  else
    if ! { drop "$incoming" && create_incoming 2> "$errors" && split_file && create_roles && load; }; then
      fail postgres "the restore failed and nothing was changed: $(why "$errors")"
    fi
    save_passwords
    swap || fail postgres "the restore failed and nothing was changed: the databases could not change names: $(why "$errors")"
    rm -f "$journal.roles"
  fi
  drop "$replaced" || log postgres "warning: the database before is still there as $replaced: $(why "$errors")"
  rm -f "$journal"
}

# must_stay: why this database cannot be replaced by another one of its name, if so
must_stay() {
  if ! exists "$DATABASE"; then return 0; fi
  if [ "$(sql "$home" 'SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user')" = f ]; then
    echo 'its user may not create databases'
    return 0
  fi
  sql "$DATABASE" "SELECT CASE
    WHEN EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_cron') THEN 'pg_cron is bound to it'
    WHEN EXISTS (SELECT FROM pg_replication_slots WHERE database = current_database()) THEN 'a replication slot reads from it'
    WHEN EXISTS (SELECT FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = current_database()) THEN 'a subscription writes to it'
    END"
}

# load_in_place: everything goes and comes back in one transaction, the one that the file ends
load_in_place() {
  { cat /scripts/postgres-empty.sql && unpack "$FILE"; } |
    psql -X -q -v ON_ERROR_STOP=1 -o /dev/null -d "$(connection "$DATABASE")" 2> "$errors"
}

# create_incoming: like the database that it replaces, or as the file's head says where there is none
create_incoming() {
  if exists "$DATABASE"; then
    sql "$home" "SELECT format('CREATE DATABASE %I TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L%s', :'new', pg_encoding_to_char(encoding), datcollate, datctype, (
        SELECT CASE to_jsonb(d)->>'datlocprovider'
          WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale'))
          WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', to_jsonb(d)->>'datlocale') END))
      FROM pg_database d WHERE datname = :'old' \gexec" -v new="$incoming" -v old="$DATABASE"
  else
    like=$({ unpack "$FILE" 2>/dev/null || true; } | sed -n 's/^-- Created with: //p;4q')
    sql "$home" "CREATE DATABASE \"$incoming\" ${like:-TEMPLATE template0}"
  fi
}

# split_file: what the file says of the whole server apart from what it says of the database. The
# database goes into one that nobody else sees; the server must not change before that has worked.
split_file() {
  { unpack "$FILE" 2>/dev/null || true; } | awk -v work="$work" '
    /^-- Section: / { section = $3 }
    /^-- PostgreSQL database dump$/ { exit }
    section == "roles" || section == "server" { print > (work "/" section ".sql") }'
  touch "$work/roles.sql" "$work/server.sql"
}

# create_roles: those which this server has not got, remembered so that a failure can take them away
create_roles() {
  sql "$home" 'SELECT quote_ident(rolname) FROM pg_roles' > "$work/roles.before" || return 1
  psql -X -q -v ON_ERROR_STOP=1 --single-transaction -d "$(connection "$home")" -f "$work/roles.sql" 2> "$errors" || return 1
  sql "$home" 'SELECT quote_ident(rolname) FROM pg_roles' | { grep -v -x -F -f "$work/roles.before" || true; } > "$journal.roles"
}

# load: into the new database; a mistake ends it. Without the file's own transaction, which would need
# a lock for every table at once.
load() {
  unpack "$FILE" | without_server |
    psql -X -q -v ON_ERROR_STOP=1 -o /dev/null -d "$(connection "$incoming")" 2> "$errors"
}

without_server() {
  section=
  while IFS= read -r line; do
    case $line in
      '-- Section: '*) section=${line#-- Section: } ;;
      '-- PostgreSQL database dump') break ;;
      'BEGIN;') continue ;;
    esac
    case $section in roles* | server*) ;; *) printf '%s\n' "$line" ;; esac
  done
  cat
}

# save_passwords: of the roles that this server had not got, out of the file beside the dump
save_passwords() {
  globals=${FILE%/*}/globals-${FILE##*/}
  if [ ! -s "$journal.roles" ] || [ ! -f "$globals" ] || ! check_sum "$globals"; then return 0; fi
  unpack "$globals" > "$work/globals.sql"
  while IFS= read -r role; do
    { grep -F "ALTER ROLE $role WITH " "$work/globals.sql" || true; } | { grep -F " PASSWORD '" || true; } |
      sed "s/^ALTER ROLE .* PASSWORD '/ALTER ROLE PLACE PASSWORD '/" |
      while IFS= read -r line; do printf 'ALTER ROLE %s%s\n' "$role" "${line#ALTER ROLE PLACE}"; done
  done < "$journal.roles" >> "$work/server.sql"
}

# swap: the new database gets the name, and the roles their attributes, in one transaction
swap() {
  if exists "$DATABASE"; then
    disconnect "$DATABASE"
    printf '%s\n' 'ALTER DATABASE :"live" RENAME TO :"old";' >> "$work/server.sql"
  fi
  printf '%s\n' 'ALTER DATABASE :"new" RENAME TO :"live";' >> "$work/server.sql"
  psql -X -q -v ON_ERROR_STOP=1 --single-transaction -o /dev/null -d "$(connection "$home")" \
    -v live="$DATABASE" -v old="$replaced" -v new="$incoming" -f "$work/server.sql" 2> "$errors"
}
