# shellcheck shell=sh
# shellcheck disable=SC2034 # what is set here is used by the scripts that read this file
# Shared by every script in this folder: where things are, messages, and settings.

BACKUP_DIR=${BACKUP_DIR:-/backup}
STATE_DIR=$BACKUP_DIR/.state
LOG_FILE=/var/log/backup.log
RUN_DIR=/run/db-backup
WAIT_SECONDS=${WAIT_SECONDS:-60}

# --- messages ---------------------------------------------------------------------------------

# log SUBJECT MESSAGE…: one line to the caller and to the log file
log() {
  subject=$1
  shift
  line="$(date +%Y-%m-%dT%H:%M:%S%z) $subject: $*"
  printf '%s\n' "$line"
  # a log that cannot be written must not stop a backup
  { printf '%s\n' "$line" >> "$LOG_FILE"; } 2>/dev/null || true
}

# fail SUBJECT MESSAGE…: says why, in one line, and ends the script
fail() {
  subject=$1
  shift
  log "$subject" "error: $*" >&2
  EXPLAINED=yes
  keep_reason "$*"
  exit 1
}

# explain SUBJECT STATUS: for a script that ends; no failure is to go without a word
explain() {
  if [ "$2" -eq 0 ] || [ -n "${EXPLAINED:-}" ]; then return 0; fi
  why_not="it stopped unexpectedly (status $2)"
  if [ "$2" -gt 128 ]; then why_not="it was stopped by a signal"; fi
  log "$1" "error: $why_not" >&2
  keep_reason "$why_not"
}

# keep_reason TEXT: for the health check and the history
keep_reason() {
  if [ -n "${REASON_FILE:-}" ]; then { printf '%s\n' "$1" > "$REASON_FILE"; } 2>/dev/null || true; fi
}

# why FILE: the most telling line of what a tool wrote to its standard error
why() {
  line=$(grep -v '^[[:space:]]*$' "$1" 2>/dev/null | grep -i -m 1 -E 'error|fatal|denied|refused|no space|unable|cannot|could not|NOAUTH|WRONGPASS' || true)
  if [ -z "$line" ]; then line=$(grep -v '^[[:space:]]*$' "$1" 2>/dev/null | tail -n 1 || true); fi
  printf '%s' "${line:-it gave no reason}"
}

# --- engines ----------------------------------------------------------------------------------

# engines: the databases that are backed up here; each has a file that knows about it
engines() {
  for file in /scripts/engine-*.sh; do
    file=${file##*/engine-}
    printf '%s\n' "${file%.sh}"
  done
}

# format_of ENGINE: what its dumps are and how their names end: sql, rdb, db
format_of() { sed -n 's/^FORMAT=//p' "/scripts/engine-$1.sh"; }

# as_owner COMMAND…: as the owner of the backups folder, whom run.sh has found out
as_owner() {
  if [ "$(id -u)" -eq 0 ]; then su-exec "$OWNER" "$@"; else "$@"; fi
}

# as_fits ENGINE COMMAND…: as the owner of the backups folder, but for engines whose data lies in files
# of somebody else; those say so and change to that user themselves
as_fits() {
  if ! grep -q -x RUNS_AS=root "/scripts/engine-$1.sh"; then
    shift
    as_owner "$@"
    return
  fi
  shift
  result=0
  "$@" || result=$?
  give_to_owner "$STATE_DIR"
  return "$result"
}

# give_to_owner PATH…: what root has written belongs to the owner of the backups folder. A share of
# another system may know one owner only, and refuse.
give_to_owner() {
  if [ "$(id -u)" -eq 0 ]; then chown -R "$OWNER" "$@" 2>/dev/null || true; fi
}

# is_awaited ENGINE: whether it has nothing to back up yet, and never had; prints why
is_awaited() {
  if ! grep -q '^nothing_yet()' "/scripts/engine-$1.sh"; then return 1; fi
  # shellcheck disable=SC1090,SC2218 # the engine's own
  (. "/scripts/engine-$1.sh" && nothing_yet)
}

# still_waiting ENGINE TITLE HOST PORT [ANSWER]: a second more for a server that does not answer,
# WAIT_SECONDS of them at the most; "waited" is the caller's count
still_waiting() {
  at="$2 at $3:$4"
  if [ "$waited" -ge "$WAIT_SECONDS" ]; then
    fail "$1" "waited $WAIT_SECONDS s for $at and it does not answer${5:+: $5}$(unknown_name "$3")"
  fi
  if [ "$waited" -eq 0 ]; then log "$1" "waiting for $at$(unknown_name "$3")"; fi
  sleep 1
  waited=$((waited + 1))
}

# unknown_name HOST: a word about a name that nothing answers to: Docker knows those of running containers
unknown_name() {
  if command -v getent > /dev/null && ! getent hosts "$1" > /dev/null; then
    printf '; nothing is called "%s" here now: does its container run?' "$1"
  fi
}

# --- settings ---------------------------------------------------------------------------------

# load_secrets: NAME_FILE names a file that holds NAME, for every setting of a database and of the
# notifications
load_secrets() {
  prefixes=$({ printf 'db\nnotify\n' && engines; } | tr '[:lower:]' '[:upper:]' | tr '\n' '|')
  for name in $(env | sed -n -E "s/^((${prefixes%|})_[A-Z_]+)_FILE=.*/\1/p" | sort -u); do
    eval "file=\${${name}_FILE:-}"
    if [ -z "$file" ]; then continue; fi
    eval "given=\${$name:-}"
    if [ -n "$given" ]; then fail settings "both $name and ${name}_FILE are set: keep one of them"; fi
    if [ ! -r "$file" ]; then fail settings "${name}_FILE names \"$file\", which cannot be read"; fi
    value=$(cat "$file")
    eval "$name=\$value; export $name; unset ${name}_FILE"
  done
}

# sql_setting PREFIX NAME SHARED DEFAULT: PREFIX_NAME, or DB_SHARED where only one SQL engine is here
sql_setting() {
  eval "value=\${$1_$2:-}"
  if [ -z "$value" ] && [ "$(for each in $(engines); do format_of "$each"; done | grep -c -x sql)" -eq 1 ]; then
    eval "value=\${DB_$3:-}"
  fi
  printf '%s' "${value:-$4}"
}
