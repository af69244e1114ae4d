#!/bin/sh
# The volume was wiped.
set -eu
redis-cli flushall > /dev/null
