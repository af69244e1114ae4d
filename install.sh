#!/bin/sh
# Installs dockstart for this user, from the release on GitHub: the program, its manual page, and
# completions for bash, zsh and fish. The archive's checksum is checked first. No root is needed.
#
#   curl -fsSL https://github.com/dockstart/dockstart/releases/latest/download/install.sh | sh
#   sh install.sh --uninstall
#
# DOCKSTART_PREFIX   where to, instead of ~/.local
# DOCKSTART_VERSION  which release, instead of the latest: 1.2.3
# DOCKSTART_FROM     a folder with the archives and SHA256SUMS, instead of GitHub
set -eu

releases=https://github.com/dockstart/dockstart/releases

main() {
  prefix=${DOCKSTART_PREFIX:-${HOME:?}/.local}
  case ${1:-} in
    '') install_release ;;
    --uninstall) uninstall ;;
    -h | --help) usage ;;
    *) fail "There is no option $1" 'sh install.sh installs, sh install.sh --uninstall takes it away.' 2 ;;
  esac
}

usage() {
  cat << 'END'
sh install.sh                installs dockstart for this user, without root
sh install.sh --uninstall    takes it away again

DOCKSTART_PREFIX   where to, instead of ~/.local
DOCKSTART_VERSION  which release, instead of the latest: 1.2.3
DOCKSTART_FROM     a folder with the archives and SHA256SUMS, instead of GitHub
END
}

# fail SENTENCE HINT [CODE]
fail() {
  printf 'error: %s\nhint: %s\n' "$1" "$2" >&2
  exit "${3:-1}"
}

# An archive's files, each with where it is installed.
files='
bin/dockstart dockstart 755
share/man/man1/dockstart.1 man/man1/dockstart.1 644
share/bash-completion/completions/dockstart completions/dockstart.bash 644
share/zsh/site-functions/_dockstart completions/_dockstart 644
share/fish/vendor_completions.d/dockstart.fish completions/dockstart.fish 644
'

install_release() {
  platform=$(this_platform)
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  trap 'exit 130' INT TERM
  fetch SHA256SUMS
  line=$(grep -E "^[0-9a-f]{64}  dockstart-[^/]*-$platform\.tar\.gz\$" "$work/SHA256SUMS" | head -n 1)
  if [ -z "$line" ]; then
    fail "The release has no archive for $platform" "$releases shows what there is."
  fi
  archive=${line#*  }
  fetch "$archive"
  if [ "$(checksum "$work/$archive")" != "${line%% *}" ]; then
    fail "$archive is not what the release says: its checksum differs" 'Try again; if it stays so, do not install it.'
  fi
  tar -xzf "$work/$archive" -C "$work"
  from=$work/${archive%.tar.gz}
  if ! "$from/dockstart" --version > "$work/version" 2>&1; then
    fail "dockstart does not run here: $(head -n 1 "$work/version")" 'On Linux it needs the GNU C library.'
  fi
  put_files
  echo "dockstart $(cat "$work/version") is installed: $prefix/bin/dockstart"
  case :$PATH: in
    *":$prefix/bin:"*) ;;
    *) echo "$prefix/bin is not in your PATH; add it:  export PATH=\"$prefix/bin:\$PATH\"" ;;
  esac
  echo "To take it away:  rm$(installed)"
}

# this_platform: as archives are named
this_platform() {
  case $(uname -s) in
    Linux) os=linux ;;
    Darwin) os=macos ;;
    *) fail "There is no dockstart for $(uname -s) here" "On Windows, take the zip file from $releases" ;;
  esac
  case $(uname -m) in
    x86_64 | amd64) arch=x86_64 ;;
    aarch64 | arm64) arch=aarch64 ;;
    *) fail "There is no dockstart for a $(uname -m) processor" "$releases shows what there is." ;;
  esac
  echo "$os-$arch"
}

# fetch NAME: a file of the release, into $work
fetch() {
  if [ -n "${DOCKSTART_FROM:-}" ]; then
    cp "$DOCKSTART_FROM/$1" "$work/$1" || fail "There is no $1 in $DOCKSTART_FROM" 'It has to be a folder with a release.'
    return
  fi
  if [ -n "${DOCKSTART_VERSION:-}" ]; then
    url=$releases/download/v${DOCKSTART_VERSION#v}/$1
  else
    url=$releases/latest/download/$1
  fi
  if command -v curl > /dev/null; then
    curl -fsSL --proto '=https' --retry 3 -o "$work/$1" "$url"
  elif command -v wget > /dev/null; then
    wget -q -O "$work/$1" "$url"
  else
    fail 'Neither curl nor wget is installed' 'Install one of them.'
  fi || fail "$url could not be fetched" 'Is the machine online, and does the release exist?'
}

checksum() {
  if command -v sha256sum > /dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

# Each file gets its name when it is whole: a dockstart that runs is not disturbed.
put_files() {
  echo "$files" | while read -r to source mode; do
    if [ -z "$to" ]; then continue; fi
    mkdir -p "$prefix/${to%/*}"
    cp "$from/$source" "$prefix/$to.new"
    chmod "$mode" "$prefix/$to.new"
    mv -f "$prefix/$to.new" "$prefix/$to"
  done
}

# installed: the files' paths, for a shell
installed() {
  echo "$files" | while read -r to _; do
    if [ -n "$to" ]; then printf " '%s'" "$(printf '%s' "$prefix/$to" | sed "s/'/'\\\\''/g")"; fi
  done
}

uninstall() {
  echo "$files" | while read -r to _; do
    if [ -n "$to" ]; then rm -f "$prefix/$to"; fi
  done
  echo "dockstart is gone from $prefix. What it wrote into your projects stays."
}

# at the end, so that half a script does nothing
main "$@"
