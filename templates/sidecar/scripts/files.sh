# shellcheck shell=sh
# shellcheck disable=SC2034 # what is set here is used by the scripts that read this file
# The backups as files: their names, and the one way in which a dump becomes a backup. Expects lib.sh.
#
# A file under its final name is a good backup. A dump is written to a hidden name that ends in
# .partial, checked, given a checksum, synced to disk, and only then renamed.
#
#   SET-TIME.FORMAT[.gz|.zst][.age]
#
# A SET is what one series of backups is of: "postgres" for the project's own database,
# "postgres.NAME" for another one on the same server. "safety-" in front says that it was taken
# before a restore, "snapshot-NAME-" that somebody wanted it to stay.

# The time in a backup's name, in the container's TZ. It sorts as text.
STAMP_FORMAT=%Y-%m-%dT%H-%M-%S
STAMP_PATTERN='[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]-[0-9][0-9]-[0-9][0-9]'

# set_of ENGINE DATABASE: "postgres" where it is the project's own database, "postgres.NAME" else;
# whatever is no letter, digit or _ in the name is written as %XX
set_of() {
  if [ "$2" = "$(main_database)" ]; then
    printf '%s' "$1"
    return 0
  fi
  printf '%s.' "$1"
  printf '%s' "$2" | od -An -v -tu1 | awk '{
    for (i = 1; i <= NF; i++) {
      plain = ($i >= 48 && $i <= 57) || ($i >= 65 && $i <= 90) || ($i >= 97 && $i <= 122) || $i == 95
      printf plain ? "%c" : "%%%02X", $i
    }
  }'
}

# database_of SET: the other way round
database_of() {
  own=${1##*-}
  case $own in
    *.*) ;;
    *) main_database; return 0 ;;
  esac
  # shellcheck disable=SC2059 # the octal numbers are to be read
  printf "$(printf '%s' "${own#*.}" | awk '{
    while (match($0, /%[0-9A-F][0-9A-F]/)) {
      digits = "0123456789ABCDEF"
      byte = (index(digits, substr($0, RSTART + 1, 1)) - 1) * 16 + index(digits, substr($0, RSTART + 2, 1)) - 1
      printf "%s\\%03o", substr($0, 1, RSTART - 1), byte
      $0 = substr($0, RSTART + 3)
    }
    printf "%s", $0
  }')"
}

# engine_of SET
engine_of() {
  own=${1##*-}
  printf '%s' "${own%%.*}"
}

# set_of_name NAME: the set that a backup's name says it belongs to
set_of_name() { printf '%s' "$1" | sed -n "s/-$STAMP_PATTERN\..*$//p"; }

# stamp_of NAME: the time in a backup's name
stamp_of() { printf '%s' "$1" | sed -n "s/^.*-\($STAMP_PATTERN\)\..*$/\1/p"; }

# backups SET: the names of its backups, oldest first; other people's files do not match
backups() {
  format=$(format_of "$(engine_of "$1")")
  # shellcheck disable=SC2231 # a pattern has to stay unquoted
  for path in "$BACKUP_DIR/$1"-$STAMP_PATTERN."$format"*; do
    case $path in
      *."$format" | *."$format".gz | *."$format".zst | *."$format".age | *."$format".gz.age | *."$format".zst.age) ;;
      *) continue ;;
    esac
    if [ -f "$path" ]; then printf '%s\n' "${path##*/}"; fi
  done
}

# sets ENGINE: every set of it that has a backup here, without the safety backups and snapshots
sets() {
  # shellcheck disable=SC2231 # a pattern has to stay unquoted
  for path in "$BACKUP_DIR/$1"-$STAMP_PATTERN.* "$BACKUP_DIR/$1".*-$STAMP_PATTERN.*; do
    set_of_name "${path##*/}" | grep -E "^$1(\.[A-Za-z0-9_%]+)?$" || true
  done | sort -u
}

size_of() { stat -c %s "$1"; }

# begin_backup SET SUFFIX: sets NAME, FINAL and PARTIAL for a new backup
begin_backup() {
  # two backups in one second would have one name: the later one waits for the next
  while :; do
    NAME=$1-$(date +"$STAMP_FORMAT").$2
    FINAL=$BACKUP_DIR/$NAME
    if [ ! -e "$FINAL" ]; then break; fi
    sleep 1
  done
  PARTIAL=$BACKUP_DIR/.$NAME.partial
  rm -f "$PARTIAL"
}

# publish PARTIAL NAME: checksum, sync, rename. The rename of the dump itself comes last.
publish() {
  sum=$(sha256sum < "$1") || return 1
  printf '%s  %s\n' "${sum%% *}" "$2" > "$BACKUP_DIR/.$2.sha256.partial" || return 1
  chmod 600 "$1" "$BACKUP_DIR/.$2.sha256.partial" || return 1
  give_to_owner "$1" "$BACKUP_DIR/.$2.sha256.partial"
  sync "$1" "$BACKUP_DIR/.$2.sha256.partial" || return 1
  mv "$BACKUP_DIR/.$2.sha256.partial" "$BACKUP_DIR/$2.sha256" || return 1
  mv "$1" "$BACKUP_DIR/$2" || return 1
  sync "$BACKUP_DIR"
}

# discard NAME: what a backup that failed has written
discard() {
  rm -f "$BACKUP_DIR/.$1.partial" "$BACKUP_DIR/.$1.raw.partial" "$BACKUP_DIR/.$1.sha256.partial" \
    "$BACKUP_DIR/.globals-$1.partial" "$BACKUP_DIR/.globals-$1.sha256.partial"
}

# remove_leftovers: what a killed run has left. Only to be called while holding the lock.
remove_leftovers() {
  # shellcheck disable=SC2086,SC2231 # a pattern has to stay unquoted
  rm -f "$BACKUP_DIR"/.*-$STAMP_PATTERN.*.partial
  # shellcheck disable=SC2231
  for sum in "$BACKUP_DIR"/*-$STAMP_PATTERN.*.sha256; do
    if [ -e "$sum" ] && [ ! -e "${sum%.sha256}" ]; then rm -f "$sum"; fi
  done
}

# check_sum FILE: compares a backup with its checksum, where it has one
check_sum() {
  if [ ! -f "$1.sha256" ]; then return 0; fi
  read -r expected _ < "$1.sha256" || true
  actual=$(sha256sum < "$1") || return 1
  [ "$expected" = "${actual%% *}" ]
}

# find_backup SET FILE|latest: sets FILE to an existing backup's path
find_backup() {
  if [ "$2" = latest ]; then
    FILE=$(backups "$1" | tail -n 1)
    if [ -z "$FILE" ]; then fail "$1" "there is no backup in $BACKUP_DIR yet"; fi
    FILE=$BACKUP_DIR/$FILE
  else
    FILE=$2
    if [ ! -e "$FILE" ] && [ -e "$BACKUP_DIR/$FILE" ]; then FILE=$BACKUP_DIR/$FILE; fi
  fi
  if [ ! -f "$FILE" ]; then fail "$1" "there is no file \"$2\"; the backups are in $BACKUP_DIR"; fi
  if [ ! -r "$FILE" ]; then fail "$1" "\"$2\" cannot be read by the owner of $BACKUP_DIR"; fi
}
