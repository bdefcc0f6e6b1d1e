#!/usr/bin/env python3
"""Speaks to a real server of ours with the peer's own client, yente-client from PyPI: what it validates, we must send.

usage: yente_client.py MANUMIT

Makes an installation in a temporary folder, serves it, and calls every method of the client that the API promises. Says
"skipped: ..." and ends with 0 where the package cannot be had.
"""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request

CLIENT = "yente-client==0.2.0"

ENTRIES = [
    {"id": "QDi.1", "schema": "Person", "caption": "Ivan Petrov",
     "properties": {"name": ["Ivan Petrov"], "birthDate": ["1970-01-02"], "nationality": ["ru"], "topics": ["sanction"]}},
    {"id": "b-1", "schema": "Company", "caption": "Hengda Textile Co Ltd",
     "properties": {"name": ["Hengda Textile Co Ltd"], "country": ["cn"], "topics": ["forced.labor"]}},
]


def client_folder(folder):
    """Installs the client beside the test; None where there is no registry to have it from."""
    target = os.path.join(folder, "packages")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", target, CLIENT]
    try:
        done = subprocess.run(command, capture_output=True, timeout=180, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return target if done.returncode == 0 else None


class Server:
    """An installation with one list, served on a free port until the end of the block."""

    def __init__(self, manumit, folder):
        self.manumit = manumit
        self.dir = os.path.join(folder, "installation")

    def run(self, *arguments, **options):
        config = ["--config", os.path.join(self.dir, "manumit.toml")]
        done = subprocess.run([self.manumit, *config, *arguments], capture_output=True, text=True, check=False, **options)
        if done.returncode != 0:
            raise SystemExit(f"manumit {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def __enter__(self):
        subprocess.run([self.manumit, "init", self.dir], check=True, capture_output=True)
        path = os.path.join(self.dir, "list.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            for entry in ENTRIES:
                out.write(json.dumps(entry) + "\n")
        self.run("lists", "import", path, "--dataset", "un_sc")
        self.key = self.run("apikey", "create", "--scope", "match", "--name", "peer").strip().splitlines()[-1]
        config = os.path.join(self.dir, "manumit.toml")
        self.process = subprocess.Popen([self.manumit, "--config", config, "serve", "--listen", "127.0.0.1:0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.url = self.process.stdout.readline().split()[-1]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)


def check(truth, what):
    if not truth:
        raise SystemExit(f"FAILED: {what}")
    print(f"ok  {what}")


def speak(server):
    import yente_client  # installed a moment ago
    from yente_client import entities
    from yente_client.exceptions import AuthenticationError, NotFoundError

    with yente_client.Client(api_key=server.key, base_url=server.url) as client:
        check(client.healthz().status == "ok", "healthz")
        check(client.readyz().status == "ok", "readyz")
        catalog = client.datasets()
        check([d.name for d in catalog.datasets] == ["default", "un_sc"], "datasets")
        check(client.datasets() == catalog, "datasets again, by entity tag")
        algorithms = client.algorithms()
        check(algorithms.best == algorithms.algorithms[0].name, "algorithms")

        person = entities.Person(name="Ivan Petrov", birthDate="1970-01-02")
        answer = client.match(person)
        check(answer.top.id == "QDi.1" and answer.top.match and answer.total.value == 1, "match")
        check(answer.top.explanations["birthDate"].score > 0, "match: explanations")
        check(answer.top.target and answer.top.datasets == ["un_sc"] and answer.top.first_seen is not None, "match: provenance")
        check(client.match(person, algorithm="best", threshold=0.99, limit=1).results[0].score <= 1, "match: arguments")
        check(client.match(person, exclude_entities=["QDi.1"]).results == [], "match: exclude_entities")
        check(client.match(person, topics=["sanction"]).top.id == "QDi.1", "match: topics")
        check(client.match(person, exclude_schemata=["Person"]).results == [], "match: exclude_schemata")
        check(client.match(person, changed_since="2000-01-01").top is not None, "match: changed_since")
        company = entities.Company(name=["Hengda Textile"], country=["cn"])
        found = dict(client.match_iter([("p", person), ("c", company)]))
        check(found["p"].top.id == "QDi.1" and found["c"].top.id == "b-1", "match_iter")

        hits = client.search("hengda", countries=["cn"], limit=3)
        check(hits.results[0].id == "b-1" and hits.total.value == 1, "search")
        check(hits.facets["countries"].values[0].label == "China", "search: facets")
        check(client.fetch("b-1").caption == "Hengda Textile Co Ltd", "fetch")
        check(client.adjacent("b-1").adjacent == {}, "adjacent")
        try:
            client.fetch("none")
            check(False, "fetch of an unknown entity")
        except NotFoundError as error:
            check("No such entity" in str(error), "fetch of an unknown entity")
    with yente_client.Client(api_key="mk_wrong", base_url=server.url) as stranger:
        try:
            stranger.match(entities.Person(name="Ivan Petrov"))
            check(False, "a wrong key")
        except AuthenticationError:
            check(True, "a wrong key")


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        packages = client_folder(folder)
        if packages is None:
            print(f"skipped: {CLIENT} cannot be had from PyPI")
            return
        sys.path.insert(0, packages)
        with Server(os.path.abspath(sys.argv[1]), folder) as server:
            urllib.request.urlopen(server.url + "/healthz", timeout=30).close()
            speak(server)


if __name__ == "__main__":
    main()
