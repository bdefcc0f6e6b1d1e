# shellcheck shell=bash
# The console in a real browser: walks, and every page by axe, against a coalition and a server of its own.

# npm's packages, as the lock file pins them, in build/browser: the tree stays free of them.
browser_modules() {
  mkdir -p build/browser
  if ! cmp -s tests/browser/package-lock.json build/browser/package-lock.json || [[ ! -d build/browser/node_modules ]]; then
    step "installing the packages of the browser tests"
    cp tests/browser/package.json build/browser/
    (cd build/browser && cp ../../tests/browser/package-lock.json . && quietly_here npm ci --no-audit --no-fund)
  fi
}

# quietly_here COMMAND...: its words are shown only where it fails.
quietly_here() {
  local words
  words=$("$@" 2>&1) || { printf '%s\n' "$words" >&2; return 1; }
}

# browser_serve DIR: starts the coalition's server on a free port; sets server_pid and server_url.
browser_serve() {
  local dir=$1 tries=0
  build/manumit --config "$dir/manumit.toml" serve --listen 127.0.0.1:0 --migrate >"$dir/server.log" 2>&1 &
  server_pid=$!
  until server_url=$(grep -om1 'http://127[^ ]*' "$dir/server.log"); do
    if ! kill -0 "$server_pid" || ((++tries > 100)); then
      cat "$dir/server.log" >&2
      return 1
    fi
    sleep 0.1
  done
}

# ./dev browser [--walks | --sweep | --panel | --worker] [--only REGEX] [--pictures DIR]: screenshots of all pages go to build/browser/shots. The server
# must still be there at the end.
verb_browser() {
  need build browser
  build_release manumit
  browser_modules
  local coalition_dir server_pid server_url status=0
  coalition_dir=$(mktemp -d)
  make_coalition
  browser_serve "$coalition_dir"
  step "the console in a browser"
  MANUMIT_URL=$server_url MANUMIT_PEOPLE=$coalition_dir/people.txt \
    node tests/browser/run.mjs --shots build/browser/shots "$@" || status=$?
  kill "$server_pid" || { tail -n 20 "$coalition_dir/server.log" >&2; status=1; }
  wait "$server_pid" || true
  rm -rf "$coalition_dir"
  return "$status"
}
