# shellcheck shell=bash
# What each verb needs from Debian 12. need SET... installs what is missing of the named sets; it touches apt only then.

# shellcheck disable=SC2034  # the sets are used by name
{
  packages_build=(g++ cmake ninja-build ccache pkg-config gettext libboost1.81-dev libboost-json1.81-dev libboost-locale1.81-dev
    libcli11-dev libcmark-dev libcurl4-openssl-dev libfmt-dev libicu-dev libpango1.0-dev libpq-dev libpugixml-dev
    libqpdf-dev libqrcodegencpp-dev libsodium-dev libsqlite3-dev libssl-dev libtomlplusplus-dev libxlsxwriter-dev libxml2-dev libxxhash-dev
    libzip-dev python3 zlib1g-dev)
  packages_demo=(faketime)
  packages_test=(libgtest-dev python3-aiosmtpd python3-icalendar sqlite3)
  packages_postgres=(postgresql-15)
  packages_browser=(chromium fonts-noto-core fonts-noto-cjk poppler-utils lynx w3m)
  packages_clang=(clang-19 libclang-rt-19-dev)
  packages_lint=(clang-format-19 clang-tidy-19 python3 shellcheck)
  packages_bench=(libbenchmark-dev python3 wrk curl postgresql-client-15)
  packages_package=(dpkg-dev)
}

# Node from elsewhere brings an npm of its own, with which Debian's cannot be installed.
command -v npm >/dev/null || packages_browser+=(nodejs npm)

as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo -- "$@"; fi
}

installed() {
  [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

need() {
  local set package missing=()
  for set in "$@"; do
    local -n wanted="packages_$set"
    for package in "${wanted[@]}"; do installed "$package" || missing+=("$package"); done
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "dev: this is not Debian; please install what corresponds to: ${missing[*]}" >&2
    exit 2
  fi
  if [[ $EUID -ne 0 ]] && ! command -v sudo >/dev/null; then
    echo "dev: missing packages, and neither root nor sudo; as root: apt-get install ${missing[*]}" >&2
    exit 2
  fi
  step "installing ${#missing[@]} packages: ${missing[*]}"
  quietly update as_root apt-get update
  quietly install as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}
