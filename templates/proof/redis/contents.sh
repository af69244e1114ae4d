#!/bin/sh
# What is in the server: each database, and how many keys it has.
set -eu
redis-cli info keyspace | tr -d '\r' | sed -n 's/^\(db[0-9]*\):keys=\([0-9]*\),.*$/\1 \2/p' | tr ' ' '\t'
