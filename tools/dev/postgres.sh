# shellcheck shell=bash
# A private PostgreSQL for tests: no TCP, a unix socket and everything else in one directory, settings that trade safety for speed.

postgres_bin=/usr/lib/postgresql/15/bin

# The server refuses to run as root, and its user may not be able to enter the directory we are in.
as_postgres() (
  cd /
  if [[ $EUID -eq 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi
)

# postgres_start DIR [durable]: starts a new cluster in DIR (absolute; empty or absent) and prints the url for MANUMIT_TEST_PG. The user
# postgres must be able to enter what DIR lies in, and as the path of a socket it must be shorter than 80 characters: mktemp -d makes
# such a one. Whoever may enter DIR may use the server. "durable": it forces out what it commits, as one that is in use does.
postgres_start() {
  local dir=$1 forced=off
  [[ ${2:-} != durable ]] || forced=on
  mkdir -p "$dir"
  if [[ $EUID -eq 0 ]]; then chown postgres "$dir"; fi
  as_postgres "$postgres_bin/initdb" --pgdata="$dir/data" --username=manumit --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync --no-instructions >/dev/null || return 1
  as_postgres tee -a "$dir/data/postgresql.conf" >/dev/null <<END
listen_addresses = ''
unix_socket_directories = '$dir'
unix_socket_permissions = 0777
fsync = $forced
synchronous_commit = $forced
full_page_writes = $forced
max_connections = 200
shared_buffers = 64MB
END
  as_postgres "$postgres_bin/pg_ctl" --pgdata="$dir/data" --log="$dir/server.log" --wait --silent start >/dev/null ||
    { cat "$dir/server.log" >&2; return 1; }
  as_postgres "$postgres_bin/createdb" --host="$dir" --username=manumit manumit
  printf 'postgresql://manumit@/manumit?host=%s\n' "${dir//\//%2F}"
}

# postgres_stop DIR: ends it and takes DIR away.
postgres_stop() {
  local dir=$1
  as_postgres "$postgres_bin/pg_ctl" --pgdata="$dir/data" --mode=immediate --wait --silent stop >/dev/null
  rm -rf "$dir"
}
