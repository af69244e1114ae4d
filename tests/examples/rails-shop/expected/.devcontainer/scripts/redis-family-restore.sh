# shellcheck shell=sh
# shellcheck disable=SC2154,SC2317 # shared with restore-one.sh, which reads this file
# How Redis is put back. With append-only files, it does not look at a snapshot when it starts, so
# copying the file into its folder restores nothing. Here a second server, of the same version and
# only for this, reads the file; the real one becomes its replica until both hold the same, and is then
# independent again. Expects lib.sh, files.sh, pack.sh and redis-family.sh.

source_port=6390
source_pid=

# --- the settings that a restore changes for a moment -------------------------------------------

setting() { redis CONFIG GET "$1" | sed -n 2p; }

remember_settings() {
  umask 077
  for name in masteruser masterauth replica-read-only; do
    printf '%s %s\n' "$name" "$(setting "$name")"
  done > "$journal.new"
  sync "$journal.new"
  mv "$journal.new" "$journal"
}

# put_right: independent again, with its own settings
put_right() {
  redis REPLICAOF NO ONE > /dev/null
  while read -r name value; do
    printf '%s' "$value" | redis -x CONFIG SET "$name" > /dev/null
  done < "$journal"
  rm -f "$journal"
}

# tidy: nothing is left running
tidy() { if [ -n "$source_pid" ]; then kill "$source_pid" 2>/dev/null || true; fi; }

# --- the server that reads the file ---------------------------------------------------------------

source_redis() { REDISCLI_AUTH=$source_password "$REDIS_PROGRAM-cli" -e -h 127.0.0.1 -p "$source_port" "$@"; }

# start_source FILE: a server that holds what is in the file. Its password is in a file, not in its
# arguments; it works on a copy and never saves.
start_source() {
  source_password=$(head -c 32 /dev/urandom | sha256sum | cut -c 1-48)
  unpack "$1" > "$work/dump.rdb" || return 1
  cat > "$work/redis.conf" << CONFIG
port $source_port
bind * -::*
requirepass $source_password
dir $work
dbfilename dump.rdb
save ""
appendonly no
repl-diskless-sync yes
repl-diskless-sync-delay 0
logfile $work/log
CONFIG
  load_modules >> "$work/redis.conf" || return 1
  "$REDIS_PROGRAM-server" "$work/redis.conf" > "$work/output" 2>&1 &
  source_pid=$!
  # as long as it takes to read the file: an error ends the process
  until [ "$(source_redis ping 2>/dev/null)" = PONG ]; do
    if ! kill -0 "$source_pid" 2>/dev/null; then
      source_pid=
      cat "$work/output" "$work/log" >&2 || true
      return 1
    fi
    sleep 0.1
  done
}

# load_modules: what is in a file that a module has written, only the same module can read. The image
# has those of the server's own image.
load_modules() {
  redis MODULE LIST | awk '
    previous == "name" { name = $0 }
    previous == "path" { path = $0; print name "\t" path }
    { previous = $0 }' > "$work/modules"
  while IFS="$(printf '\t')" read -r name path; do
    # built into the server itself
    if [ -z "$path" ]; then continue; fi
    module=/opt/$REDIS_PROGRAM/modules/${path##*/}
    if [ ! -f "$module" ]; then
      echo "error: the server has loaded the module \"$name\" from $path, which is not in this image" >&2
      return 1
    fi
    printf 'loadmodule %s\n' "$module"
  done < "$work/modules"
}

stop_source() {
  kill "$source_pid" 2>/dev/null || true
  wait "$source_pid" || true
  source_pid=
}

# --- the restore ------------------------------------------------------------------------------

# contents COMMAND: keys of every database, and the functions
contents() {
  "$1" INFO keyspace | tr -d '\r' | sed -n 's/^\(db[0-9]*:keys=[0-9]*\),.*$/\1/p'
  "$1" FUNCTION LIST 2>/dev/null | sort || true
}

# patience: seconds for the server to take the data over or to write it, by its size
patience() { echo $((WAIT_SECONDS + $(size_of "$work/dump.rdb") / 1000000)); }

# follow_source: the real server takes over all that the source holds. The server itself says by
# which address it sees us: a name would not do under 'docker compose run'.
follow_source() {
  address=$(redis CLIENT LIST | sed -n 's/^.* addr=\([^ ]*\):[0-9]* .* cmd=client.*$/\1/p' | tail -n 1)
  redis CONFIG SET masteruser '' > /dev/null || return 1
  printf '%s' "$source_password" | redis -x CONFIG SET masterauth > /dev/null || return 1
  # an application that writes during the restore would change the result
  redis CONFIG SET replica-read-only yes > /dev/null || return 1
  redis REPLICAOF "$address" "$source_port" > /dev/null || return 1
  deadline=$(($(date +%s) + $(patience)))
  until redis INFO replication > "$work/replication" &&
    [ "$(field master_link_status < "$work/replication")" = up ] &&
    [ "$(field master_sync_in_progress < "$work/replication")" = 0 ] &&
    contents source_redis > "$work/there" && contents redis > "$work/here" && cmp -s "$work/there" "$work/here"; do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      echo "error: the server did not take over the data: link $(field master_link_status < "$work/replication")" >&2
      return 1
    fi
    if ! kill -0 "$source_pid" 2>/dev/null; then
      echo 'error: the server that reads the file has stopped' >&2
      return 1
    fi
    sleep 0.2
  done
}

# persist: what was restored is on the server's disk before we say that it is restored
persist() {
  if [ "$(persistence aof_enabled)" = 1 ]; then
    await aof_rewrite_scheduled 0 && await aof_rewrite_in_progress 0 && await aof_last_bgrewrite_status ok
  fi
  if [ -n "$(setting save)" ]; then
    await rdb_bgsave_in_progress 0
    redis BGSAVE > /dev/null && await rdb_bgsave_in_progress 0 && await rdb_last_bgsave_status ok
  fi
}

await() {
  deadline=$(($(date +%s) + $(patience)))
  until [ "$(persistence "$1")" = "$2" ]; do
    if [ "$(date +%s)" -ge "$deadline" ]; then return 1; fi
    sleep 0.1
  done
}

# feed FILE: the whole way once
feed() {
  start_source "$1" && remember_settings && follow_source && put_right && stop_source
}

# go_back: a restore that failed in the middle; the server has lost what it held before
go_back() {
  reason=$(why "$errors")
  if [ -f "$journal" ]; then put_right; fi
  if [ -n "$source_pid" ]; then stop_source; fi
  contents redis > "$work/here"
  if cmp -s "$work/before" "$work/here"; then fail "$engine" "the restore failed and nothing was changed: $reason"; fi
  if [ -z "$undo" ]; then fail "$engine" "the restore failed in the middle, and no safety backup was wanted: $reason"; fi
  feed "$BACKUP_DIR/$undo" 2> "$errors" ||
    fail "$engine" "the restore failed, and so did the way back; the state before is in $BACKUP_DIR/$undo: $(why "$errors")"
  fail "$engine" "the restore failed and the state before was put back: $reason"
}

# check_target: whether this server can be restored into
check_target() {
  if [ -n "$DATABASE" ]; then fail "$engine" 'a backup is of the whole server: --database has no meaning here'; fi
  if [ "$(redis INFO cluster | field cluster_enabled)" = 1 ]; then
    fail "$engine" 'the server is part of a cluster, and a cluster cannot be restored through one of its members'
  fi
  if [ "$(redis INFO replication | field role)" != master ]; then
    fail "$engine" 'the server is a replica of another one: restore that one'
  fi
}

has_target() { :; }

# restore_file: FILE into the server
restore_file() {
  contents redis > "$work/before"
  feed "$FILE" 2> "$errors" || go_back
  persist || log "$engine" "warning: the data is restored, but the server has not written it to its own disk yet"
}
