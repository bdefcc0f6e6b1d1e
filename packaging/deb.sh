#!/usr/bin/env bash
# deb.sh PROGRAM OUTDIR: makes OUTDIR/manumit_VERSION_ARCH.deb from a built program. The libraries the program is linked to become the
# package's dependencies (dpkg-shlibdeps). The same program gives the same package, byte for byte, on the same commit.
set -euo pipefail
program=$1 out=$2
version=$(sed -n 's/^project(manumit VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
architecture=$(dpkg --print-architecture)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export SOURCE_DATE_EPOCH
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

tree=$stage/tree doc=$stage/tree/usr/share/doc/manumit
install -Dm755 "$program" "$tree/usr/bin/manumit"
strip --strip-unneeded "$tree/usr/bin/manumit"
install -Dm644 -t "$tree/lib/systemd/system" packaging/manumit.service packaging/manumit-backup.service packaging/manumit-backup.timer
install -Dm644 -t "$doc" README.md NOTICE docs/*.md
gzip -9n "$doc"/*.md
{
  printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: manumit\n\n'
  printf 'Files: *\nCopyright: the Manumit authors\nLicense: Apache-2.0\n'
  printf ' On Debian systems the full text is in /usr/share/common-licenses/Apache-2.0. Facts from others: see NOTICE.\n'
} >"$doc/copyright"

mkdir "$stage/debian"
printf 'Source: manumit\n\nPackage: manumit\nArchitecture: any\n' >"$stage/debian/control"
depends=$(cd "$stage" && dpkg-shlibdeps -O tree/usr/bin/manumit | sed -n 's/^shlibs:Depends=//p')
mkdir "$tree/DEBIAN"
install -m755 packaging/debian/* "$tree/DEBIAN/"
cat >"$tree/DEBIAN/control" <<END
Package: manumit
Version: $version
Architecture: $architecture
Maintainer: The Manumit authors <manumit@localhost>
Section: net
Priority: optional
Depends: $depends, passwd, init-system-helpers
Recommends: ca-certificates, fonts-noto-core, fonts-noto-cjk
Suggests: postgresql, postgresql-client
Installed-Size: $(du -sk "$tree/usr" | cut -f1)
Description: screens suppliers against forced-labour and sanctions lists
 Reads supplier lists (CSV, XLSX, JSON lines) and official watch lists, finds
 possible matches in every script and explains each line of its answer. As a
 service (manumit.service) it gives several organisations a console for their
 alerts and programs an API; as a command it works offline on files.
END
(cd "$tree" && find usr lib -type f -exec md5sum {} + | sort -k2 >DEBIAN/md5sums)
find "$tree" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$out"
dpkg-deb --root-owner-group -Zxz --build "$tree" "$out/manumit_${version}_$architecture.deb"
