#!/bin/sh
# The file was made anew: nothing is left but a table or two.
set -eu
# shellcheck disable=SC1090,SC1091 # in the sidecar, where this is run
for part in lib files engine-sqlite; do . "/scripts/$part.sh"; done
file=$(file_of "$(main_database)")
sqlite "$file" 'DROP TABLE child; DROP TABLE "Odd ""Table"; DROP TABLE search; DROP TABLE no_key; VACUUM;'
