"""What the test of leaks looks with: everything that lies on the disk, unpacked; and what comes in sealed, as a picture, or as a table."""

import base64
import csv
import ctypes
import gzip
import hashlib
import io
import json
import os
import re
import zipfile
import zlib

from voice_kit import encodings

# A picture of one pixel; a comment goes in behind its first two bytes.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////"
    "wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=")

SODIUM = ctypes.CDLL("libsodium.so.23")


def with_comment(text):
    raw = text.encode()
    return JPEG[:2] + b"\xff\xfe" + (len(raw) + 2).to_bytes(2, "big") + raw + JPEG[2:]


def browser_box(key, said):
    """What sealed/seal.js makes of what was typed, for the team's key: base64url of a key made for it, a nonce and NaCl's crypto_box."""
    text = json.dumps(said, ensure_ascii=False).encode() + b"\x80"
    size = 512
    while size < len(text):
        size *= 4
    public, secret, nonce = ctypes.create_string_buffer(32), ctypes.create_string_buffer(32), os.urandom(24)
    box = ctypes.create_string_buffer(size + 16)
    assert SODIUM.crypto_box_keypair(public, secret) == 0
    assert SODIUM.crypto_box_easy(box, text.ljust(size, b"\0"), ctypes.c_ulonglong(size), nonce, bytes.fromhex(key), secret) == 0
    return base64.urlsafe_b64encode(public.raw + nonce + box.raw).decode().rstrip("=")


def sealed_form(page, said, **fields):
    """The form of the page that seals, as the script fills it in."""
    hidden = {name: re.search(rf'name="{name}" value="([^"]+)"', page).group(1) for name in ("once", "team", "key")}
    key = re.search(r'id="seal-key"[^>]*>([0-9a-f]{64})<', page).group(1)
    return {**hidden, **fields, "box": browser_box(key, {"kind": "report", "picks": ["fees"], **said})}


def write_table(path, row):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row.keys(), row.values()])
    return path


def unpacked(name, content, depth=0):
    """(name, bytes) of the content and of all that is packed in it."""
    yield name, content
    if depth > 2:
        return
    try:
        yield from unpacked(name + "!gz", gzip.decompress(content), depth + 1)
    except (OSError, EOFError, zlib.error):
        pass
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from unpacked(f"{name}!{member}", archive.read(member), depth + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        pass


def files_below(folder, since=0.0):
    """Those that were written since then."""
    for below, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(below, name)
            try:
                if os.stat(path).st_mtime < since:
                    continue
                with open(path, "rb") as file:
                    yield path, file.read()
            except OSError:  # gone meanwhile, or a socket
                pass


def core_of(pid):
    """The path of a core that a signal leaves, or None. The process forbids it, so gcore and the kernel get nothing."""
    limit = open(f"/proc/{pid}/limits", encoding="ascii").read()
    row = re.search(r"Max core file size\s+(\S+)", limit).group(1)
    return None if row == "0" else "core file size " + row


class Search:
    """Looks for secrets in places. What it has looked through once it does not look through again."""

    def __init__(self, looked_for):
        self.forms = {secret: encodings(text) for secret, text in looked_for.items()}
        self.clean = set()

    def hits(self, places):
        """Which secret lies in which place: `places` are (name, bytes)."""
        return sorted({hit for place in places for name, content in unpacked(*place) for hit in self.hits_in(name, content)})

    def hits_in(self, name, content):
        content = re.sub(rb"\0{64,}", bytes(64), content)  # a database's files are empty for the most part
        digest = hashlib.sha256(content).digest()
        if digest in self.clean:
            return []
        found = [f"{secret} in {name}" for secret, each in self.forms.items() if any(form in content for form in each)]
        if not found:
            self.clean.add(digest)
        return found
