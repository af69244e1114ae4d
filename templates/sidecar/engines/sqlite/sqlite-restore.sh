# shellcheck shell=sh
# shellcheck disable=SC2153,SC2154,SC2317 # shared with restore-one.sh, which reads this file
# How a SQLite database is put back: through SQLite's own backup interface, which writes into the file
# that is there, in one transaction. Whoever has it open goes on and sees the restored data; a file that
# was put in its place would lose what they write from then on. Expects lib.sh, files.sh, pack.sh and
# engine-sqlite.sh.

# put_right: a restore that was killed has left a journal beside the file; whoever reads the file next
# rolls it back, and that had better be us
put_right() {
  file=$(file_of "$(cat "$journal")")
  if [ -s "$file" ]; then sqlite "$file" 'PRAGMA schema_version' > /dev/null || return 1; fi
  rm -f "$journal"
}

# check_target: whether there is a place for the file
check_target() {
  file=$(file_of "$DATABASE")
  case $file in
    */../* | */..) fail sqlite "\"$DATABASE\" is no path inside the project" ;;
  esac
  if [ -d "$file" ]; then fail sqlite "$file is a folder"; fi
  if ! has_target && ! as_owner_of "$file" mkdir -p "${file%/*}" 2> "$errors"; then
    fail sqlite "there is no folder for $file: $(why "$errors")"
  fi
}

has_target() { [ -s "$(file_of "$DATABASE")" ]; }

# restore_file: FILE into DATABASE, as the owner of the database file
restore_file() {
  file=$(file_of "$DATABASE")
  unpack "$FILE" > "$work/restored.db"
  chown -R "$(owner_of "$file")" "$work"
  printf '%s' "$DATABASE" > "$journal"
  if ! sqlite "$file" ".restore '$work/restored.db'" 2> "$errors" > /dev/null; then
    reason=$(why "$errors")
    # sqlite3 says it of the wrong one of the two
    case $reason in
      *busy* | *locked*) reason="somebody has kept \"$DATABASE\" locked for $WAIT_SECONDS s; stop the application and try again" ;;
    esac
    fail sqlite "the restore failed and nothing was changed: $reason"
  fi
  rm -f "$journal"
}
