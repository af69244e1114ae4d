# shellcheck shell=sh
# shellcheck disable=SC2016,SC2031,SC2034,SC2154,SC2317 # shared with mysql-family-restore.sh, which reads this file
# How the tables of the incoming database take the place of those that are there. From the first step on
# the restore goes forward: one that was killed is finished at the next start.

# replace PHASE: from there to the end; each step may be taken again
replace() {
  if [ "$1" = dropping ]; then
    drop_live || return 1
    changed=yes
    enter moving || return 1
  fi
  changed=yes
  if [ "$1" != defining ]; then
    move_tables || return 1
    enter defining || return 1
  fi
  if [ -f "$journal.accounts" ]; then
    make_accounts "$journal.accounts" 2> "$work/refused" || warn_accounts
  fi
  drop_triggers "$DATABASE" && load "$DATABASE" < "$journal.definitions" || return 1
  if [ -f "$journal.accounts" ]; then
    give_rights "$journal.accounts" "$DATABASE" || warn_accounts
  fi
}

warn_accounts() { log "$engine" "warning: not all accounts came back as they were: $(why "$work/refused")"; }

# drop_live: all of it or nothing; who holds a lock for long is disconnected
drop_live() {
  like=$(sql "SELECT CONCAT('CHARACTER SET ', default_character_set_name, ' COLLATE ', default_collation_name)
    FROM information_schema.schemata WHERE schema_name = '$incoming'") || return 1
  before=$(objects) || return 1
  if ! drop_within 5 2> "$work/refused"; then
    disconnect
    if ! drop_within 30; then
      if [ "$(objects)" != "$before" ]; then changed=yes; fi
      return 1
    fi
  fi
  sql "CREATE DATABASE IF NOT EXISTS $(name "$DATABASE"); ALTER DATABASE $(name "$DATABASE") $like"
}

drop_within() {
  sql "SET SESSION lock_wait_timeout = $1; SET SESSION foreign_key_checks = 0; DROP DATABASE IF EXISTS $(name "$DATABASE")"
}

objects() { relations "$DATABASE" TRUE; }

# disconnect: the clients that work in the database; they may come back at once
disconnect() {
  sql 'SHOW FULL PROCESSLIST' | database=$DATABASE awk -F '\t' '$4 == ENVIRON["database"] { print "KILL " $1 ";" }' |
    client "$SQL_PROGRAM" --force 2> /dev/null || true
}

# move_tables: in one statement. What has a name of theirs is of a client that could not wait.
move_tables() {
  moving=$(relations "$incoming" "$IS_TABLE") || return 1
  if [ -z "$moving" ]; then return 0; fi
  {
    echo 'SET SESSION lock_wait_timeout = 30; SET SESSION foreign_key_checks = 0;'
    printf '%s\n' "$moving" | while IFS= read -r table; do
      printf 'DROP TABLE IF EXISTS %s.%s;\n' "$(name "$DATABASE")" "$(name "$table")"
    done
    echo 'SET SESSION foreign_key_checks = 1;'
    between='RENAME TABLE'
    printf '%s\n' "$moving" | while IFS= read -r table; do
      printf '%s %s.%s TO %s.%s' "$between" "$(name "$incoming")" "$(name "$table")" "$(name "$DATABASE")" "$(name "$table")"
      between=,
    done
    echo ';'
  } | client "$SQL_PROGRAM"
}

# drop_triggers DATABASE: they could not be moved with their tables, and the file does not take them away
drop_triggers() {
  statements=$(sql "SELECT CONCAT('DROP TRIGGER \`', REPLACE(trigger_schema, '\`', '\`\`'), '\`.\`', REPLACE(trigger_name, '\`', '\`\`'), '\`;')
    FROM information_schema.triggers WHERE trigger_schema = $(text "$1")") || return 1
  sql "$statements"
}
