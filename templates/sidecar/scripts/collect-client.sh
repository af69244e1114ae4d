#!/bin/sh
# Runs while the image is built, in the database's own image: collects its client programs with all
# that they need, so that they run on Alpine. Tools that are exactly as new as the server can always
# read what they wrote.
#
#   collect-client.sh NAME PROGRAM…     into /client; the first program must be there
#
# OTHER=PROGRAM gives a program that was named before a second name, unless something else has it.
#
# Each program is started through its own loader with its own libraries, by a small wrapper under
# /usr/local/bin. Needs nothing but sh, ldd, cp, mkdir, chmod and readlink: some images have no more.
set -eu
name=$1
shift
home=/opt/$name
mkdir -p "/client$home/bin" "/client$home/lib" /client/usr/local/bin

# find_program NAME: sets program to a real binary. On Debian, /usr/bin/pg_dump is a script that
# looks for the real one.
find_program() {
  for place in "$(command -v "$1" || true)" /usr/lib/postgresql/*/bin/"$1" /usr/local/bin/"$1"; do
    if [ -z "$place" ] || [ ! -x "$place" ]; then continue; fi
    program=$(readlink -f "$place")
    if ldd "$program" > /tmp/libraries 2>&1; then return 0; fi
  done
  return 1
}

# copy_libraries: what ldd has listed, the loader included; sets loader. glibc and musl write
#   libpq.so.5 => /usr/lib/libpq.so.5 (0x…)   and   /lib/ld-linux.so.2 (0x…)
copy_libraries() {
  loader=
  while read -r first arrow second _; do
    file=$first
    if [ "$arrow" = '=>' ]; then file=$second; fi
    case $file in
      not) echo "collect-client: $program needs $first, which is missing" >&2; exit 1 ;;
      /*) ;;
      *) continue ;;
    esac
    cp -L "$file" "/client$home/lib/${file##*/}"
    case ${first##*/} in ld-* | ld64*) loader=$home/lib/${file##*/} real_loader=$file ;; esac
    case ${file##*/} in libc.so.6) copy_name_service "${file%/*}" ;; esac
  done < /tmp/libraries
  if [ -z "$loader" ]; then
    echo "collect-client: no loader was found for $program" >&2
    exit 1
  fi
}

# copy_name_service FOLDER: before release 2.34, glibc loads these at run time to look up hosts
copy_name_service() {
  for library in libnss_dns.so.2 libnss_files.so.2 libresolv.so.2; do
    if [ -e "$1/$library" ]; then cp -L "$1/$library" "/client$home/lib/$library"; fi
  done
}

# copy_loaded FILE FOLDER: what a program loads while it runs; left out where it needs what is not here
copy_loaded() {
  program=$1
  if ! ldd "$1" > /tmp/libraries 2>&1 || ! (copy_libraries); then return 0; fi
  mkdir -p "/client$home/$2"
  cp -L "$1" "/client$home/$2/"
}

# copy_plugins: what MariaDB's library loads when an account asks for it
copy_plugins() {
  for plugin in /usr/lib/*/libmariadb3/plugin/*.so /usr/lib/mysql/plugin/*.so /usr/lib/mariadb/plugin/*.so; do
    case ${plugin##*/} in
      client_ed25519.so | parsec.so | caching_sha2_password.so | sha256_password.so | mysql_clear_password.so | dialog.so) ;;
      *) continue ;;
    esac
    copy_loaded "$plugin" lib/plugin
  done
}

first_program=$1
for wanted; do
  case $wanted in
    *=*)
      # in a folder that the path has after the programs' own
      mkdir -p /client/usr/bin
      ln -s "/usr/local/bin/${wanted#*=}" "/client/usr/bin/${wanted%%=*}"
      continue
      ;;
  esac
  if ! find_program "$wanted"; then
    if [ "$wanted" = "$first_program" ]; then
      echo "collect-client: this image has no $wanted, or none that ldd can read" >&2
      exit 1
    fi
    continue
  fi
  copy_libraries
  cp -L "$program" "/client$home/bin/$wanted"
  # pg_dumpall starts pg_dump from the folder that its own name is in: it has to see the wrapper's
  argv0="--argv0 /usr/local/bin/$wanted "
  if ! "$real_loader" --argv0 "$wanted" "$program" --version > /dev/null 2>&1; then argv0=; fi
  cat > "/client/usr/local/bin/$wanted" << WRAPPER
#!/bin/sh
exec $loader --library-path $home/lib $argv0$home/bin/$wanted "\$@"
WRAPPER
  chmod 755 "/client/usr/local/bin/$wanted"
done
copy_plugins

# Modules that Redis and its like load when they start: nothing else can read what they have written.
# A restore that wants one which is left out says so.
for module in /usr/local/lib/redis/modules/*.so /opt/redis-stack/lib/*.so /usr/lib/valkey/*.so; do
  if [ -f "$module" ]; then copy_loaded "$module" modules; fi
done
