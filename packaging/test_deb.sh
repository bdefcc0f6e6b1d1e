#!/usr/bin/env bash
# test_deb.sh PACKAGE.deb [ROOT.tar]: installs the package in a clean Debian 12, serves, asks, upgrades, removes and purges. As root.
# The clean root is made by debootstrap (minbase) or, where a tar of one is given, unpacked from it.
set -euo pipefail
package=$(realpath "$1")
root=$(mktemp -d)/root
server=
clean_up() {
  [[ -z $server ]] || kill "$server" 2>/dev/null || true
  umount "$root/proc" 2>/dev/null || true
  rm -rf --one-file-system "${root%/root}"
}
trap clean_up EXIT

step() { printf '== %s\n' "$*"; }
fail() { printf 'test_deb: %s\n' "$*" >&2; exit 1; }
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"; }
manumit() { inside runuser -u manumit -- manumit --config /etc/manumit/manumit.toml "$@"; }
# facts PATH: "mode owner:group"
facts() { inside stat -c '%a %U:%G' "$1"; }
expect() { [[ $2 == "$3" ]] || fail "$1: $2 instead of $3"; }

step "a clean root"
if [[ -n ${2:-} ]]; then
  mkdir -p "$root" && tar -xf "$2" -C "$root"
else
  debootstrap --variant=minbase bookworm "$root" http://deb.debian.org/debian >/dev/null
fi
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$package" "$root/tmp/manumit.deb"

step "installing"
inside apt-get -qq update
inside apt-get -qq install -y --no-install-recommends /tmp/manumit.deb >"$root/tmp/install.log" 2>&1 || { tail "$root/tmp/install.log"; fail "it does not install"; }
grep '^manumit:' "$root/tmp/install.log"
expect "/etc/manumit" "$(facts /etc/manumit)" "750 root:manumit"
expect "/etc/manumit/manumit.toml" "$(facts /etc/manumit/manumit.toml)" "640 root:manumit"
expect "/var/lib/manumit" "$(facts /var/lib/manumit)" "700 manumit:manumit"
expect "the key" "$(facts /var/lib/manumit/keys/installation.key)" "600 manumit:manumit"
expect "what lies beside the configuration" "$(inside ls /etc/manumit)" manumit.toml
inside test -L /etc/systemd/system/multi-user.target.wants/manumit.service || fail "the service is not enabled"

# answers PATH: what the server says, once it is there.
port=18947
answers() {
  local try
  for try in {1..100}; do
    curl --silent --fail --max-time 5 "${@:2}" "http://127.0.0.1:$port$1" && return 0
    sleep 0.1
  done
  cat "$root/tmp/serve.log" >&2
  fail "$1 is not answered ($try times)"
}

serve() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" runuser -u manumit -- manumit --config /etc/manumit/manumit.toml serve \
    --listen "127.0.0.1:$port" >"$root/tmp/serve.log" 2>&1 &
  server=$!
}

step "serving"
manumit user add admin@example.org --admin --password-stdin <<<"a long enough pass phrase"
key=$(manumit apikey create --scope match --name test | tail -1)
printf '{"id":"x1","schema":"Person","properties":{"name":["Ivan Petrov"]}}\n' >"$root/tmp/list.jsonl"
manumit lists import /tmp/list.jsonl --dataset test >/dev/null
serve
answers /healthz && echo
answers /readyz >/dev/null
answers /match/default -H "Authorization: ApiKey $key" -H "Content-Type: application/json" \
  -d '{"queries":{"q":{"schema":"Person","properties":{"name":["Ivan Petrov"]}}}}' | grep -q '"x1"' || fail "/match does not find"
kill "$server" && { wait "$server" || true; } && server=

step "upgrading to the same again"
inside dpkg -i /tmp/manumit.deb >"$root/tmp/upgrade.log" 2>&1 || { cat "$root/tmp/upgrade.log"; fail "it does not upgrade"; }
manumit verify backup "$(inside find /var/lib/manumit/backups -name '*.tar')" >/dev/null
manumit verify >/dev/null
serve
answers /healthz >/dev/null
kill "$server" && { wait "$server" || true; } && server=

step "removing and purging"
inside dpkg -r manumit >/dev/null 2>&1
inside test -f /var/lib/manumit/manumit.db || fail "removing took the data away"
inside dpkg -P manumit >/dev/null 2>&1
for left in /etc/manumit /var/lib/manumit /lib/systemd/system/manumit.service; do
  ! inside test -e "$left" || fail "$left is left after purging"
done
! inside getent passwd manumit >/dev/null || fail "the user is left after purging"
echo "package: installs, serves, upgrades, goes away"
