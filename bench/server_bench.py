#!/usr/bin/env python3
"""The figures of docs/measurements.md for the server: build/manumit on loopback, with the load on the same processors.

    bench/server_bench.py [--program build/manumit] [--entities N] [--suppliers N] [--seconds S] [--only match|stream|queue|memory]

Prints a table of what was measured and what is asked for; exit code 1 where a target is missed. The queue is
measured on PostgreSQL as well where MANUMIT_TEST_PG holds the address of one (a schema of its own, dropped at the end).
Needs wrk, and build/bench/bench_data for made-up lists and parties.
"""
import argparse
import contextlib
import gzip
import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent
PASSWORD = "a pass phrase for measuring"
WAIT_READY_S = 60
MIB = 1 << 20

rows = []


def report(what, figure, target="", met=True):
    """One line of the table."""
    rows.append(met)
    print(f"{what:<66} {figure:>18}  {target}{'' if met else '   MISSED'}", flush=True)


def run(*command, text=None):
    """A command's output; ends the program with its words where it fails."""
    done = subprocess.run([str(part) for part in command], input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"server_bench: {command[0]} {command[3] if len(command) > 3 else ''}: {done.stderr.strip()}")
    return done.stdout


class Installation:
    """An installation in a folder, with a list, a key and an administrator."""

    def __init__(self, program, folder, database=None):
        self.program, self.folder = program, folder
        extra = ["--database", database] if database else []
        run(program, "init", folder, *extra)
        self.config = folder / "manumit.toml"
        self.command("user", "add", "bench@example.org", "--admin", "--password-stdin", text=PASSWORD + "\n")
        self.key = self.command("apikey", "create", "--scope", "match", "--scope", "read", "--name", "bench").splitlines()[-1]

    def command(self, *arguments, text=None):
        return run(self.program, "--config", self.config, *arguments, text=text)

    @contextlib.contextmanager
    def served(self):
        """The server's process while it serves; .port is set."""
        server = subprocess.Popen([str(self.program), "--config", str(self.config), "serve", "--listen", "127.0.0.1:0"],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            self.port = int(server.stdout.readline().strip().rsplit(":", 1)[1])
            until = time.monotonic() + WAIT_READY_S
            while self.get("/readyz")[0] != 200:
                if time.monotonic() > until:
                    sys.exit("server_bench: the server does not become ready")
                time.sleep(0.05)
            yield server
        finally:
            server.terminate()
            server.wait()

    def get(self, path, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body

    def sign_in(self):
        """A session's cookie."""
        _, headers, page = self.get("/sign-in")
        visitor = headers["Set-Cookie"].split(";")[0]
        token = re.search(rb'name="csrf"[^>]*value="([^"]+)"', page) or re.search(rb'value="([^"]+)"[^>]*name="csrf"', page)
        form = urllib.parse.urlencode({"csrf": token[1].decode(), "email": "bench@example.org", "password": PASSWORD})
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("POST", "/sign-in", form, {"Content-Type": "application/x-www-form-urlencoded", "Cookie": visitor})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 303:
            sys.exit(f"server_bench: signing in was answered with {answer.status}")
        return answer.headers["Set-Cookie"].split(";")[0]


# What wrk runs: one prepared request after the other, each thread from a place of its own.
LUA = r"""
local requests, at = {}, 0
function setup(thread) thread:set("first", math.random(0, 100000)) end
function init(args)
  for line in io.lines("%(paths)s") do
    local method, path, body = line:match("^(%%S+)\t(%%S+)\t(.*)$")
    requests[#requests + 1] = wrk.format(method, path, {%(headers)s}, body ~= "" and body or nil)
  end
  at = first
end
function request() at = at + 1 return requests[at %% #requests + 1] end
function done(summary, latency)
  io.write(string.format("FIGURES %%d %%d %%d %%d %%d %%d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), latency.max, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
"""


def load(installation, requests, headers, seconds, connections):
    """Keeps `connections` busy with the requests [(method, path, body)]: (requests a second, p50, p99, longest in ms)."""
    with tempfile.TemporaryDirectory() as folder:
        paths, script = pathlib.Path(folder, "requests"), pathlib.Path(folder, "load.lua")
        paths.write_text("".join("\t".join(one) + "\n" for one in requests), "utf-8")
        lua_headers = ", ".join(f'["{name}"]="{value}"' for name, value in headers.items())
        script.write_text(LUA % {"paths": paths, "headers": lua_headers}, "utf-8")
        out = run("wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", script,
                  f"http://127.0.0.1:{installation.port}")
    count, micros, p50, p99, longest, errors = map(int, re.search(r"FIGURES (.*)", out)[1].split())
    if errors:
        sys.exit(f"server_bench: {errors} of {count} requests failed; first: {requests[0][1]}")
    return count / (micros / 1e6), p50 / 1000, p99 / 1000, longest / 1000


def measure_match(installation, parties, options):
    requests = [("POST", "/match/default", json.dumps({"queries": {"q": json.loads(party)}})) for party in parties]
    headers = {"Authorization": "ApiKey " + installation.key, "Content-Type": "application/json"}
    load(installation, requests, headers, 2, 16)
    rate, p50, p99, longest = load(installation, requests, headers, options.seconds, 16)
    report("POST /match, one query, 16 connections", f"{rate:.0f} /s", ">= 1000 /s", rate >= 1000)
    report("  p50, longest", f"{p50:.1f}, {longest:.1f} ms")
    report("  p99", f"{p99:.1f} ms", "<= 50 ms", p99 <= 50)


def measure_stream(installation, folder, program):
    body = (folder / "parties.ndjson").read_bytes()
    out = folder / "out.ndjson"

    def command_line():
        began = time.monotonic()
        run(program, "screen", folder / "parties.ndjson", "--lists", folder / "list.mnx", "--format", "ndjson",
            "--out", out, "--quiet")
        return time.monotonic() - began

    def stream():
        began = time.monotonic()
        run("curl", "--silent", "--show-error", "--fail", "--data-binary", f"@{folder / 'parties.ndjson'}",
            "-H", f"Authorization: ApiKey {installation.key}", "-H", "Content-Type: application/x-ndjson",
            "-o", folder / "stream.ndjson", f"http://127.0.0.1:{installation.port}/api/v1/screen-stream")
        return time.monotonic() - began

    # In turn, the best of three each: whatever else the machine does falls on both.
    pairs = [(command_line(), stream()) for _ in range(3)]
    by_command, by_stream = min(one for one, _ in pairs), min(one for _, one in pairs)
    count = body.count(b"\n")
    report(f"`manumit screen` of {count} parties, its start included", f"{by_command:.2f} s")
    report("  the same as a stream", f"{by_stream:.2f} s")
    report("  ratio", f"{by_stream / by_command:.2f}", "<= 1.3", by_stream <= 1.3 * by_command)


def memory_of(process):
    """Private and shared resident bytes: (all, of files that are mapped)."""
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text("utf-8")
    of = {name: int(size) * 1024 for name, size in re.findall(r"(\w+):\s+(\d+) kB", text)}
    return of["VmRSS"], of["RssFile"]


def mapped_index(process):
    """Resident bytes of the compiled lists that the process maps."""
    total, inside = 0, False
    for line in pathlib.Path(f"/proc/{process.pid}/smaps").read_text("utf-8").splitlines():
        if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
            inside = "/data/" in line
        elif inside and line.startswith("Rss:"):
            total += int(line.split()[1]) * 1024
    return total


def measure_memory(installation, what):
    with installation.served() as server:
        installation.get("/healthz")
        time.sleep(2)
        resident, of_files = memory_of(server)
        index = mapped_index(server)
        rest = (resident - index) / MIB
        report(f"idle, {what}: resident without the mapped index", f"{rest:.0f} MiB", "<= 60 MiB", rest <= 60)
        report("  all, program and libraries in it, index", f"{resident / MIB:.0f}, {(of_files - index) / MIB:.0f}, {index / MIB:.0f} MiB")


def first_load(installation, cookie):
    """What a browser takes to show the queue for the first time, compressed as it would be by a proxy."""
    seen, total, waiting = set(), 0, ["/alerts"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        status, headers, body = installation.get(path, {"Cookie": cookie, "Accept-Encoding": "gzip"})
        if status != 200:
            sys.exit(f"server_bench: {path} was answered with {status}")
        packed = headers.get("Content-Encoding") == "gzip"
        total += len(body)
        text = (gzip.decompress(body) if packed else body).decode("utf-8", "replace")
        if "html" in headers["Content-Type"]:
            waiting += re.findall(r'<(?:link|script|img)\b[^>]*?(?:href|src)="(/[^"]+)"', text)
        elif "javascript" in headers["Content-Type"]:
            waiting += [urllib.parse.urljoin(path, name) for name in re.findall(r'from\s*"([^"]+)"', text)]
    report(f"first load of the queue, {len(seen)} requests", f"{total / 1000:.0f} kB", "<= 150 kB", total <= 150_000)


def measure_queue(installation, options, what):
    headers = {"Authorization": "ApiKey " + installation.key}
    ids, cursor = [], ""
    for _ in range(10):
        _, _, body = installation.get(f"/api/v1/alerts?limit=100{cursor}", headers)
        page = json.loads(body)
        ids += [one["id"] for one in page["items"]]
        cursor = "&cursor=" + urllib.parse.quote(page["next"] or "")
    cookie = installation.sign_in()
    pages = {
        "GET /alerts": ["/alerts"],
        "GET /alerts, other orders and filters": ["/alerts?sort=oldest", "/alerts?sort=score", "/alerts?sort=newest",
                                                  "/alerts?dataset=bench", "/alerts?country=kr", "/alerts?schema=Person"],
        "GET /alerts/{id}": [f"/alerts/{one}" for one in ids],
    }
    for name, paths in pages.items():
        requests = [("GET", path, "") for path in paths]
        load(installation, requests, {"Cookie": cookie}, 1, 1)
        rate, p50, p99, _ = load(installation, requests, {"Cookie": cookie}, max(2, options.seconds // 2), 1)
        report(f"{name}, {what}", f"{p99:.1f} ms", "p99 <= 30 ms", p99 <= 30)
        report("  p50; one after the other", f"{p50:.1f} ms; {rate:.0f} /s")
    first_load(installation, cookie)


def fill_queue(installation, folder, options, what):
    began = time.monotonic()
    said = installation.command("parties", "import", folder / "suppliers.ndjson", "--source", "bench")
    waiting = int(re.search(r"(\d+) alerts wait", said)[1])
    report(f"{options.suppliers} parties imported and screened, {what}", f"{time.monotonic() - began:.0f} s")
    report("  alerts that wait (counted up to the console's bound)", f"{waiting}")


@contextlib.contextmanager
def postgres_schema(url):
    """The address with a schema of its own, which is dropped at the end."""
    name = "bench_" + uuid.uuid4().hex[:8]
    run("psql", url, "-qc", f"CREATE SCHEMA {name}")
    try:
        yield url + ("&" if "?" in url else "?") + "options=" + urllib.parse.quote(f"-csearch_path={name}")
    finally:
        run("psql", url, "-qc", f"SET client_min_messages=warning; DROP SCHEMA {name} CASCADE")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/manumit")
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--suppliers", type=int, default=106_000,
                        help="parties that bear a listed name: 106,000 make just over 100,000 alerts")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--only", choices=["match", "stream", "memory", "queue"])
    return parser.parse_args()


def main():
    options = parse_arguments()
    program = options.program.resolve()

    def wanted(what):
        return options.only in (None, what)

    with tempfile.TemporaryDirectory(prefix="manumit-bench-") as name:
        folder = pathlib.Path(name)
        run(ROOT / "build/bench/bench_data", folder, options.entities, 10_000, options.suppliers)
        run(program, "lists", "compile", folder / "list.jsonl", "--out", folder / "list.mnx")
        if wanted("memory"):
            measure_memory(Installation(program, folder / "empty"), "no lists")
        here = Installation(program, folder / "sqlite")
        began = time.monotonic()
        here.command("lists", "import", folder / "list.jsonl", "--dataset", "bench")
        report(f"import of a list of {options.entities} entries", f"{time.monotonic() - began:.1f} s")
        if wanted("memory"):
            measure_memory(here, f"{options.entities} entries")
        parties = (folder / "parties.ndjson").read_text("utf-8").splitlines()
        with here.served():
            if wanted("match"):
                measure_match(here, parties, options)
            if wanted("stream"):
                measure_stream(here, folder, program)
        if not wanted("queue"):
            return
        fill_queue(here, folder, options, "SQLite")
        with here.served():
            measure_queue(here, options, "SQLite")
        url = os.environ.get("MANUMIT_TEST_PG")
        if not url:
            print("skipped: the queue on PostgreSQL (MANUMIT_TEST_PG is not set)")
            return
        with postgres_schema(url) as database:
            there = Installation(program, folder / "postgresql", database)
            there.command("lists", "import", folder / "list.jsonl", "--dataset", "bench")
            fill_queue(there, folder, options, "PostgreSQL")
            with there.served():
                measure_queue(there, options, "PostgreSQL")


if __name__ == "__main__":
    main()
    sys.exit(0 if all(rows) else 1)
