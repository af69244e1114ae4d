#!/bin/sh
# Runs the Deno that this project is made with: the one that is installed, or the same release from
# npm where there is none.
#
#   scripts/deno.sh task test
set -eu
release=2.7.11
# Deno trusts a list of its own; behind a company's certificate, the system's has to count as well.
export DENO_TLS_CA_STORE="${DENO_TLS_CA_STORE:-system,mozilla}"
if command -v deno > /dev/null && deno --version | head -n 1 | grep -q -F "deno $release "; then
  exec deno "$@"
fi
if ! command -v npx > /dev/null; then
  echo "error: Deno $release is not installed, and neither is npm, which could bring it" >&2
  echo 'hint: Install Node.js, or Deno itself, and try again.' >&2
  exit 69
fi
exec npx --yes "deno@$release" "$@"
