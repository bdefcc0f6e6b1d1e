#!/usr/bin/env python3
"""How many reports of workers a minute are filed for good: build/manumit on loopback, with the load on the same processors.

    bench/intake_bench.py [--program build/manumit] [--seconds S] [--connections N] [--folder DIR]

Phones send the last form of a report, one after the other on each connection; each has a text of its own, every tenth brings a
photo of 200 kB with hidden details. What was acknowledged is counted in the database afterwards. Beside it stands what the disk
can do: writes of 4 KiB, each forced out before the next, in the same folder, before and after. On PostgreSQL as well where
MANUMIT_BENCH_PG holds the address of one that forces its writes out. Exit code 1 where a target is missed. Needs wrk.
"""
import argparse
import contextlib
import os
import pathlib
import random
import re
import sqlite3
import sys
import tempfile
import time

from server_bench import ROOT, Installation, postgres_schema, report, rows, run

TARGET_A_MINUTE = 1000
BLOCK = 4096
PASSPHRASE = "a pass-phrase for measuring"
PEOPLE = ["one@bench.example", "two@bench.example", "three@bench.example"]
BOUNDARY = "a-form-of-a-phone"

# What wrk runs. Each thread draws its own random names; a name is 26 letters of base 32, as the pages give it.
LUA = r"""
local letters = "0123456789abcdefghjkmnpqrstvwxyz"
local photo, threads, count, refused, first = nil, 0, 0, 0, nil
local words = {"they", "keep", "my", "passport", "since", "I", "came", "the", "agent", "took", "money", "for", "the", "job",
  "and", "we", "work", "at", "night", "without", "pay", "please", "help", "us", "여권을", "빼앗겼어요", "hộ", "chiếu"}
function setup(thread)
  threads = threads + 1
  thread:set("seed", %(seed)d + threads)
end
function init(args)
  math.randomseed(seed)
  local file = io.open("%(photo)s", "rb")
  photo = file:read("*a")
  file:close()
end
local function name()
  local made = {}
  for i = 1, 26 do local at = math.random(32) made[i] = letters:sub(at, at) end
  return table.concat(made)
end
local function text(least, most)
  local made = {}
  for i = 1, math.random(least, most) do made[i] = words[math.random(#words)] end
  return table.concat(made, " ")
end
local function escaped(value)
  return (value:gsub("[^%%w]", function(c) return c == " " and "+" or string.format("%%%%%%02X", c:byte()) end))
end
local function part(field, value)
  return "--%(boundary)s\r\nContent-Disposition: form-data; name=\"" .. field .. "\"\r\n\r\n" .. value .. "\r\n"
end
function request()
  count = count + 1
  local fields = {{"once", name()}, {"what", text(20, 120)}, {"pick", "documents"}, {"where", text(2, 6)}, {"who", text(2, 6)},
    {"contact", text(1, 3)}, {"safe", "unsure"}}
  local body, kind = {}, "application/x-www-form-urlencoded"
  if count %% 10 == 0 then
    for _, field in ipairs(fields) do body[#body + 1] = part(field[1], field[2]) end
    body[#body + 1] = "--%(boundary)s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.jpg\"\r\n"
      .. "Content-Type: image/jpeg\r\n\r\n" .. photo .. "\r\n--%(boundary)s--\r\n"
    body, kind = table.concat(body), "multipart/form-data; boundary=%(boundary)s"
  else
    for _, field in ipairs(fields) do body[#body + 1] = field[1] .. "=" .. escaped(field[2]) end
    body = table.concat(body, "&")
  end
  return wrk.format("POST", "/help/en/report/send", {["Content-Type"] = kind}, body)
end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("FIGURES %%d %%d %%d %%d %%d %%d %%d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), latency.max, errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
"""


def photo(size):
    """A picture of grey noise with hidden details; its compressed part is random."""
    def segment(mark, content):
        return bytes([0xFF, mark]) + (len(content) + 2).to_bytes(2, "big") + content

    few = bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    noise = random.Random(7).randbytes(size).replace(b"\xff", b"\xff\0")
    return (b"\xff\xd8" + segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + b"a camera of somebody " * 50)
            + segment(0xDB, b"\0" + bytes([1] * 64)) + segment(0xC0, b"\x08\x04\0\x04\0\x01\x01\x11\0")
            + segment(0xC4, b"\0" + few + bytes(range(12))) + segment(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\0")
            + segment(0xDA, b"\x01\x01\0\0\x3f\0") + noise + b"\xff\xd9")


def forced_writes(folder, seconds=3):
    """Writes of a block, each on the disk before the next begins: how many a second."""
    path, block, count = pathlib.Path(folder, "forced"), os.urandom(BLOCK), 0
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    began = time.monotonic()
    while time.monotonic() < began + seconds:
        os.write(handle, block)
        os.fdatasync(handle)
        count += 1
    took = time.monotonic() - began
    os.close(handle)
    path.unlink()
    return count / took


def add_team(installation):
    """A team that takes reports: three people with keys, who hold for each other."""
    for email in PEOPLE:
        installation.command("user", "add", email, "--role", "case-supervisor", "--password-stdin", text=PASSPHRASE + "\n")
        installation.command("vault", "init", "--as", email, text=PASSPHRASE + "\n")
    installation.command("vault", "circle", "intake", *PEOPLE, "--as", PEOPLE[0])
    installation.command("vault", "holders", *PEOPLE, "--as", PEOPLE[0])
    installation.command("team", "create", "--name", "Helpline", "--circle", "intake", "--country", "kr", "--zone", "Asia/Seoul",
                         "--languages", "en", "--tells-children", "no", "--tells-danger", "no", "--as", PEOPLE[0])


def load(installation, folder, options, seconds):
    """Reports of all connections for so long: (acknowledged, seconds, p50, p99, longest in ms)."""
    script, picture = pathlib.Path(folder, "load.lua"), pathlib.Path(folder, "photo.jpg")
    picture.write_bytes(photo(200_000))
    script.write_text(LUA % {"seed": time.time_ns() % 1_000_000, "photo": picture, "boundary": BOUNDARY}, "utf-8")
    out = run("wrk", "-t1", f"-c{options.connections}", f"-d{seconds}s", "--timeout", "20s", "-s", script,
              f"http://127.0.0.1:{installation.port}")
    count, micros, p50, p99, longest, refused, broken = map(int, re.search(r"FIGURES (.*)", out)[1].split())
    if refused or broken:
        sys.exit(f"intake_bench: of {count} reports {refused} were refused, {broken} had no answer")
    return count, micros / 1e6, p50 / 1000, p99 / 1000, longest / 1000


def processor_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def stored(installation, database):
    sql = "SELECT count(*) FROM voice_case"
    if database:
        return int(run("psql", database, "-qAtXc", sql))
    with contextlib.closing(sqlite3.connect(installation.folder / "data/manumit.db")) as store:
        return store.execute(sql).fetchone()[0]


# Reports that nobody has read yet, as rows alone: what a flood leaves behind. Both databases count with this.
WAITING = """INSERT INTO voice_case(id, team_id, org_id, state, channel, language, urgency, unread, received_day, ack_due, feedback_due,
  satisfied, entries, talk_key, inner_key, version)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
SELECT substr('00000000000000000000000000' || i, -26), t.id, t.org_id, 'new', 'web', 'en', 1, 1, 20000, 20007, 20090, 0, 1, %s, %s, 1
FROM n, voice_team t"""


def add_waiting(installation, database, count):
    if database:
        zeros = "decode(repeat('00', 32), 'hex')"
        run("psql", database, "-qc", WAITING.replace("substr('00000000000000000000000000' || i, -26)", "lpad(i::text, 26, '0')") %
            (count, zeros, zeros))
        return
    with contextlib.closing(sqlite3.connect(installation.folder / "data/manumit.db")) as store:
        store.execute(WAITING % (count, "zeroblob(32)", "zeroblob(32)"))
        store.commit()


def measure_flooded(installation, folder, options, database):
    """The same while many reports wait: still no slower than what is asked."""
    add_waiting(installation, database, options.waiting)
    with installation.served():
        load(installation, folder, options, 2)
        count, took, p50, p99, longest = load(installation, folder, options, max(5, options.seconds // 2))
    rate = count / took * 60
    report(f"  while {options.waiting} wait unread", f"{rate:.0f} /min", f">= {TARGET_A_MINUTE} /min", rate >= TARGET_A_MINUTE)
    report("    p50, p99, longest", f"{p50:.1f}, {p99:.1f}, {longest:.1f} ms")


def measure(program, folder, options, what, database=None):
    installation = Installation(program, pathlib.Path(folder, what), database)
    add_team(installation)
    before = forced_writes(folder)
    with installation.served() as server:
        load(installation, folder, options, 2)
        time.sleep(1)  # until what it left behind is stored
        earlier, spent = stored(installation, database), processor_seconds(server)
        count, took, p50, p99, longest = load(installation, folder, options, options.seconds)
        spent = processor_seconds(server) - spent
        there = stored(installation, database) - earlier
    after = forced_writes(folder)
    # wrk leaves up to one request a connection without waiting for its answer.
    if not count <= there <= count + options.connections:
        sys.exit(f"intake_bench: {count} reports were acknowledged and {there} are stored")
    rate, limit = count / took, (before + after) / 2
    report(f"reports filed for good, {what}, {options.connections} connections", f"{rate * 60:.0f} /min",
           f">= {TARGET_A_MINUTE} /min", rate * 60 >= TARGET_A_MINUTE)
    report("  p50, p99, longest", f"{p50:.1f}, {p99:.1f}, {longest:.1f} ms")
    report("  processor time of the server a report", f"{spent / count * 1000:.2f} ms")
    report("  forced writes of this disk, before and after", f"{before:.0f}, {after:.0f} /s")
    report("  reports a forced write; a report is two commits", f"{rate / limit:.2f}")
    if options.waiting:
        measure_flooded(installation, folder, options, database)


@contextlib.contextmanager
def durable(url):
    """The address of a schema of its own, in a cluster that forces out what it commits."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        if run("psql", url, "-qAtXc", f"SHOW {setting}").strip() != "on":
            sys.exit(f"intake_bench: the PostgreSQL of MANUMIT_BENCH_PG has {setting} off: what it acknowledges may be lost")
    with postgres_schema(url) as database:
        yield database


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/manumit")
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--waiting", type=int, default=100_000, help="reports unread in the second run; 0: no such run")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "build", help="on the disk that is to be measured")
    options = parser.parse_args()
    program = options.program.resolve()
    with tempfile.TemporaryDirectory(prefix="intake-bench-", dir=options.folder.resolve()) as folder:
        measure(program, folder, options, "SQLite")
        url = os.environ.get("MANUMIT_BENCH_PG")
        if not url:
            print("skipped: PostgreSQL (MANUMIT_BENCH_PG is not set)")
            return
        with durable(url) as database:
            measure(program, folder, options, "PostgreSQL", database)


if __name__ == "__main__":
    main()
    sys.exit(0 if all(rows) else 1)
