#!/bin/sh
# Valkey under its older name: see restore-valkey.sh.
exec /scripts/restore.sh valkey "$@"
