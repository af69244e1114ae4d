#!/bin/sh
# The whole way once, for real: an example Rails project gets its dev container; its databases get
# rows, a backup, a disaster, and a restore.
#
#   scripts/demo.sh          works in a new folder, and removes what it has started
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
project=$work/my-rails-app
export COMPOSE_FILE="$project/.devcontainer/docker-compose.yml"
started=

cleanup() {
  status=$?
  if [ -n "$started" ]; then docker compose --progress quiet down --volumes --rmi local > /dev/null 2>&1 || true; fi
  rm -rf "$work"
  exit "$status"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# say WORDS…: what happens next
say() { printf '\n# %s\n' "$*"; }
# type COMMAND…: shows the command line and runs it
type() {
  printf '$'
  for word; do
    case $word in *' '*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  echo
  "$@"
}
table() { type docker compose exec -T postgres psql -U postgres -d shop_development -c 'TABLE products' 2>&1 || true; }
quietly() { "$@" > "$work/output" 2>&1 || { cat "$work/output"; exit 1; }; }
sql() { quietly docker compose exec -T postgres psql -U postgres -d shop_development -c "$1"; }

cp -R "$here/tests/examples/rails-shop/project" "$project"
cd "$work"
say 'A Rails application gets a dev container, its databases, and backups'
printf '$ dockstart ./my-rails-app\n'
"$here/scripts/deno.sh" run --quiet --no-check --allow-read --allow-write --allow-env "$here/main.ts" ./my-rails-app 2> /dev/null

if ! docker info > /dev/null 2>&1; then
  say 'Here it ends: no Docker engine is running, so there is nowhere to start the databases.'
  exit 0
fi

cd "$project"
say 'The databases and the backup sidecar start'
started=yes
printf '$ docker compose up -d --wait db-backup\n'
quietly docker compose up --detach --build --wait db-backup
docker compose ps --format '{{.Service}}: {{.Status}}'

say 'Rows and a key'
sql "CREATE TABLE products (id serial PRIMARY KEY, name text NOT NULL, price numeric(8, 2));
     INSERT INTO products (name, price) VALUES ('Kettle', 39.90), ('Teapot', 24.50), ('Cup', 7.00);"
table
type docker compose exec -T redis redis-cli set cart:1 'Kettle, 2 cups'

say 'A backup'
type docker compose exec -T db-backup /usr/local/bin/backup.sh
type ls -l .devcontainer/backups

say 'The disaster'
sql 'DROP TABLE products'
table
type docker compose exec -T redis redis-cli flushall

say 'The restore'
type docker compose exec -T db-backup /scripts/restore-postgres.sh latest
type docker compose exec -T db-backup /scripts/restore-redis.sh latest

say 'The rows are back'
table
type docker compose exec -T redis redis-cli get cart:1
