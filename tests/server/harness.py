"""What the server's tests share: an installation of its own for each test, and processes that serve it."""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest
import uuid

import plain_client  # tools/, where server_tests.py lies

MANUMIT = os.environ.get("MANUMIT", "build/manumit")
PASSWORD = "correct horse 9 staple battery"
WAIT_S = 30


def databases():
    """SQLite always; PostgreSQL where MANUMIT_TEST_PG holds the url of a cluster in which databases may be made."""
    return ["sqlite"] + (["postgres"] if os.environ.get("MANUMIT_TEST_PG") else [])


def on_each_database(case):
    """A class decorator: the same tests once for each database."""
    module = {}
    for database in databases():
        name = f"{case.__name__}_{database}"
        module[name] = type(name, (case,), {"database": database, "__module__": case.__module__})
    return module


def entity(entry_id, name, schema="Company", **properties):
    """One line of a list in FollowTheMoney's JSON lines."""
    return {"id": entry_id, "schema": schema, "caption": name,
            "properties": {"name": [name], "topics": ["sanction"], **properties}}


def wait_until(check, what, seconds=WAIT_S):
    """The first true answer of `check`, asked again and again."""
    end = time.monotonic() + seconds
    while True:
        answer = check()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s for: {what}")
        time.sleep(0.05)


class Client(plain_client.Client):
    def sign_in(self, email, password=PASSWORD, headers=None):
        return super().sign_in(email, password, headers)


class Server:
    """One process that serves the installation."""

    def __init__(self, config, arguments=()):
        self.log = tempfile.NamedTemporaryFile("w+", prefix="manumit-log-")
        command = [MANUMIT, "--config", config, "serve", "--listen", "127.0.0.1:0", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        found = re.match(r"Manumit listens on (https?://\S+)", line)
        if not found:
            self.kill()
            raise AssertionError(f"no address on standard output: {line!r}; {self.read_log()}")
        self.url = found.group(1)

    def client(self, key=None):
        return Client(self.url, key)

    def person(self, email, password=PASSWORD):
        client = self.client()
        answer = client.sign_in(email, password)
        if answer.status != 303:
            raise AssertionError(f"{email} cannot sign in: {answer.status} {answer.text[:300]}")
        return client

    def read_log(self):
        with open(self.log.name, encoding="utf-8") as log:
            return log.read()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        """A graceful end; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(WAIT_S)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError("SIGTERM did not end the server") from None
            self.process.stdout.close()
        return self.process.returncode


class Installation:
    """A folder made by `manumit init`, with a database of its own."""

    def __init__(self, database, folder=None):
        self.folder = folder or tempfile.mkdtemp(prefix="manumit-server-")
        self.database, self.base = database, os.path.join(self.folder, "installation")
        self.config = os.path.join(self.base, "manumit.toml")
        self.servers, self.url = [], ""
        arguments = []
        if database == "postgres":
            self.pg_name = "t_" + uuid.uuid4().hex
            self.psql(f"CREATE DATABASE {self.pg_name}", own=False)
            self.url = self.pg_url(self.pg_name)
            arguments = ["--database", self.url]
        done = subprocess.run([MANUMIT, "init", self.base, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    @staticmethod
    def pg_url(name):
        return re.sub(r"/[^/?]+(\?|$)", f"/{name}\\1", os.environ["MANUMIT_TEST_PG"], count=1)

    def psql(self, sql, own=True):
        url = self.url if own else os.environ["MANUMIT_TEST_PG"]
        done = subprocess.run(["psql", url, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", sql], capture_output=True, text=True,
                              check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def sql(self, sql):
        """A statement past the program, as somebody with the disk or the database's password would."""
        if self.database == "postgres":
            return self.psql(sql)
        done = subprocess.run(["sqlite3", "-cmd", ".timeout 10000", self.store, sql], capture_output=True, text=True,
                              check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def store(self):
        return os.path.join(self.base, "data", "manumit.db")

    def run(self, *arguments, text=None, code=0):
        """A command on the installation: its standard output. Fails where it does not end with `code`."""
        done = self.try_run(*arguments, text=text)
        assert done.returncode == code, f"{' '.join(arguments)}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def try_run(self, *arguments, text=None):
        return subprocess.run([MANUMIT, "--config", self.config, *arguments], input=text or "", capture_output=True,
                              text=True, check=False, timeout=300)

    def serve(self, *arguments):
        server = Server(self.config, arguments)
        self.servers.append(server)
        return server

    def add_person(self, email, role, org=None):
        rights = ["--admin"] if role == "admin" else ["--role", role]
        self.run("user", "add", email, *rights, *(["--org", org] if org else []), "--password-stdin", text=PASSWORD + "\n")

    def add_key(self, *scopes, org=None):
        named = [word for scope in scopes for word in ("--scope", scope)]
        return self.run("apikey", "create", *named, "--name", "test", *(["--org", org] if org else [])).splitlines()[-1]

    def write_list(self, name, entities):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(line) + "\n" for line in entities)
        return path

    def import_list(self, dataset, entities):
        return self.run("lists", "import", self.write_list(f"{dataset}.json", entities), "--dataset", dataset)

    def configure(self, section, line):
        """Puts a line into a section of manumit.toml; "" is the part before the first section."""
        with open(self.config, encoding="utf-8") as file:
            text = file.read()
        head = f"[{section}]\n"
        if not section:
            text = line + "\n" + text
        elif head in text:
            text = re.sub(rf"(?m)^{re.escape(line.split('=')[0].strip())} =.*\n", "", text)
            text = text.replace(head, head + line + "\n")
        else:
            text += head + line + "\n"
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(text)

    def close(self):
        for server in self.servers:
            if server.process.poll() is None:
                server.kill()
        if self.database == "postgres":
            self.psql(f"DROP DATABASE IF EXISTS {self.pg_name} WITH (FORCE)", own=False)
        shutil.rmtree(self.folder, ignore_errors=True)


class ServerCase(unittest.TestCase):
    """A test with an installation of its own."""

    database = "sqlite"

    def setUp(self):
        self.at = Installation(self.database)
        self.addCleanup(self.at.close)


def in_parallel(work, count):
    """Runs work(0..count-1) in threads; the first error of any is raised."""
    problems = []

    def guarded(i):
        try:
            work(i)
        except BaseException as problem:  # pylint: disable=broad-except
            problems.append(problem)

    threads = [threading.Thread(target=guarded, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]
