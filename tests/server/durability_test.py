"""Nothing that was acknowledged is lost: to kill -9, to a full disk, to the road through a backup. And the audit log tells of changes."""

import hashlib
import http.client
import json
import os
import random
import shutil
import struct
import subprocess
import tempfile
import threading
import time
import unittest

from harness import WAIT_S, Installation, ServerCase, entity, on_each_database, wait_until

ROUNDS = min(200, 4 * int(os.environ.get("MANUMIT_SOAK", "1")))
WRITERS = 4


class Load:
    """Programs that write until the server goes away; they remember what it acknowledged."""

    def __init__(self, server, key, word):
        self.client, self.word = server.client(key), word
        self.acknowledged, self.judged, self.surprises = {}, {}, []
        self.asked_to_wait = 0
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(i,)) for i in range(WRITERS)]
        self.threads.append(threading.Thread(target=self.judge))
        for thread in self.threads:
            thread.start()

    def call(self, method, path, body=None):
        """The answer; None where the connection broke, and nobody knows."""
        try:
            return self.client.api(method, path, body)
        except (OSError, http.client.HTTPException):
            self.stopped.set()
            return None

    def write(self, writer):
        number = 0
        while not self.stopped.is_set():
            number += 1
            key = f"{self.word}-{writer}-{number}"
            name = "Golden Thread Garments" if number % 5 == 0 else f"Supplier {key}"
            answer = self.call("POST", "/api/v1/parties", {"schema": "Company", "properties": {"name": [name]}, "key": key,
                                                           "source": "load"})
            if answer is None:
                return
            if answer.status in (200, 201):
                self.acknowledged[answer.json["id"]] = key
            elif answer.status == 503:
                self.asked_to_wait += 1
            else:
                self.surprises.append(answer.text)

    def judge(self):
        while not self.stopped.is_set():
            listed = self.call("GET", "/api/v1/alerts?limit=20")
            if listed is None:
                return
            for alert in listed.json["items"]:
                answer = self.call("POST", f"/api/v1/alerts/{alert['id']}/judgement",
                                   {"decision": "not-same", "reason": self.word, "version": alert["version"]})
                if answer is None:
                    return
                if answer.status == 200:
                    self.judged[alert["id"]] = self.word
            time.sleep(0.02)

    def end(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join()


class Durability(ServerCase):
    def prepare(self):
        self.at.import_list("t", [entity("t-1", "Golden Thread Garments")])
        self.key = self.at.add_key("write", "read")

    def check_all_there(self, server, parties, judged):
        client = server.client(self.key)
        for record, key in parties.items():
            answer = client.api("GET", f"/api/v1/parties/{record}")
            self.assertEqual(answer.status, 200, f"the party {key} was acknowledged and is gone")
            self.assertIn(key, answer.text)
        for record in judged:
            self.assertIn("not-same", client.api("GET", f"/api/v1/alerts/{record}").text)

    def test_kill_loses_nothing(self):
        self.prepare()
        parties, judged, asked_to_wait = {}, {}, 0
        number = 0
        # On a busy machine the first judgement may need more rounds, and longer ones.
        while number < ROUNDS or (not judged and number < 4 * ROUNDS):
            server = self.at.serve()
            load = Load(server, self.key, f"round{number}")
            time.sleep(random.uniform(0.3, 1.5) * (1 if number < ROUNDS else 4))
            number += 1
            server.kill()
            load.end()
            self.assertEqual(load.surprises, [])
            asked_to_wait += load.asked_to_wait
            self.assertIn("intact", self.at.run("verify"))
            self.check_all_there(self.at.serve(), load.acknowledged, load.judged)
            self.at.servers[-1].stop()
            parties.update(load.acknowledged)
            judged.update(load.judged)
        self.check_all_there(self.at.serve(), parties, judged)
        # Over all rounds: in a single one the server may be gone before it answered anybody.
        self.assertGreater(len(parties), 20 * asked_to_wait)
        self.assertGreater(len(judged), 0)

    def test_backup_under_load(self):
        self.prepare()
        server = self.at.serve()
        load = Load(server, self.key, "load")
        self.addCleanup(load.end)
        wait_until(lambda: len(load.acknowledged) > 50 and load.judged, "some load", 4 * WAIT_S)
        before, judged = dict(load.acknowledged), dict(load.judged)
        path = os.path.join(self.at.folder, "copy.backup")
        self.at.run("backup", path)
        load.end()
        self.assertEqual(load.surprises, [])
        self.at.run("verify", "backup", path)
        self.assertEqual(self.at.try_run("backup", path).returncode, 3)  # nothing is overwritten
        server.stop()
        restored = self.restore(path)
        self.assertIn("intact", restored.run("verify"))
        self.check_all_there(restored.serve(), before, judged)

    def restore(self, path):
        folder = tempfile.mkdtemp(prefix="manumit-restored-")
        shutil.rmtree(folder)
        self.at.run("restore", path, folder)
        restored = Installation.__new__(Installation)
        restored.folder, restored.base, restored.database, restored.servers = folder, folder, self.database, []
        restored.config = os.path.join(folder, "manumit.toml")
        if self.database == "postgres":
            self.restore_database(restored)
        self.addCleanup(restored.close)
        return restored

    def restore_database(self, restored):
        restored.pg_name = self.at.pg_name + "_r"
        restored.url = self.at.pg_url(restored.pg_name)
        self.at.psql(f"CREATE DATABASE {restored.pg_name}", own=False)
        dumps = [os.path.join(at, name) for at, _, names in os.walk(restored.base) for name in names if "dump" in name]
        self.assertEqual(len(dumps), 1, dumps)
        subprocess.run(["pg_restore", "--no-owner", f"--dbname={restored.url}", dumps[0]], check=True, capture_output=True)
        with open(restored.config, encoding="utf-8") as file:
            text = file.read()
        with open(restored.config, "w", encoding="utf-8") as file:
            file.write(text.replace(self.at.url, restored.url))

    def test_a_damaged_backup_is_found(self):
        self.prepare()
        path = os.path.join(self.at.folder, "copy.backup")
        self.at.run("backup", path)
        size = os.path.getsize(path)
        with open(path, "r+b") as file:
            file.seek(size // 2)
            byte = file.read(1)
            file.seek(size // 2)
            file.write(bytes([byte[0] ^ 1]))
        self.assertEqual(self.at.try_run("verify", "backup", path).returncode, 3)
        target = os.path.join(self.at.folder, "empty")
        self.assertEqual(self.at.try_run("restore", path, target).returncode, 3)
        self.assertFalse(os.path.exists(os.path.join(target, "manumit.toml")))


class AuditLog(ServerCase):
    def setUp(self):
        super().setUp()
        for number in range(4):
            self.at.add_person(f"p{number}@example.org", "viewer")
        self.head = self.at.run("verify", "audit").splitlines()[-1]
        self.assertRegex(self.head, r"^MANUMIT-AUDIT [1-9][0-9]* [0-9a-f]{64}$")

    def find(self, *arguments):
        done = self.at.try_run("verify", "audit", *arguments)
        self.assertEqual(done.returncode, 3, done.stdout)
        return done.stderr

    def test_intact(self):
        self.assertIn("intact", self.at.run("verify", "audit", "--head", self.head))
        self.at.add_person("later@example.org", "viewer")
        self.assertIn("intact", self.at.run("verify", "audit", "--head", self.head))
        self.assertIn("intact", self.at.run("verify", "audit", "--head", self.head.split()[-1]))

    def test_an_edit_is_found(self):
        for column, value in (("actor", "'somebody'"), ("action", "'nothing'"), ("details", "'[]'"), ("time_ms", "1"),
                              ("record", "'person:x'"), ("org_id", "'x'"), ("head", "'" + "0" * 64 + "'")):
            with self.subTest(column):
                kept = self.at.sql(f"SELECT {column} FROM audit_entry WHERE number = 3").rstrip("\n")
                self.at.sql(f"UPDATE audit_entry SET {column} = {value} WHERE number = 3")
                self.assertIn("entry 3", self.find())
                self.at.sql(f"UPDATE audit_entry SET {column} = '{kept}' WHERE number = 3")
                self.assertIn("intact", self.at.run("verify", "audit"))

    def test_a_removal_is_found(self):
        self.at.sql("DELETE FROM audit_entry WHERE number = 3")
        self.assertIn("entry 3 is missing", self.find())

    def test_removal_of_the_last_is_found(self):
        last = int(self.head.split()[1])
        self.at.sql(f"DELETE FROM audit_entry WHERE number = {last}")
        self.assertIn("missing", self.find())

    def test_reordering_is_found(self):
        self.at.sql("UPDATE audit_entry SET number = -1 WHERE number = 3")
        self.at.sql("UPDATE audit_entry SET number = 3 WHERE number = 4")
        self.at.sql("UPDATE audit_entry SET number = 4 WHERE number = -1")
        self.find()

    def test_a_chain_written_anew_is_found_by_a_kept_head(self):
        self.at.sql("DELETE FROM audit_entry WHERE number = 3")
        self.at.sql("UPDATE audit_entry SET number = -number WHERE number > 3")
        self.at.sql("UPDATE audit_entry SET number = -number - 1 WHERE number < 0")
        head = bytes(32)
        for number in range(1, int(self.head.split()[1])):
            columns = ("number", "time_ms", "actor", "org_id", "action", "record", "details")
            fields = [self.at.sql(f"SELECT {column} FROM audit_entry WHERE number = {number}").rstrip("\n").encode()
                      for column in columns]
            text = b"manumit-chain-1\0" + head + struct.pack("<Q", len(fields))
            head = hashlib.sha256(text + b"".join(struct.pack("<Q", len(field)) + field for field in fields)).digest()
            self.at.sql(f"UPDATE audit_entry SET head = '{head.hex()}' WHERE number = {number}")
        self.at.sql(f"UPDATE audit_head SET number = {number}, head = '{head.hex()}'")
        self.assertIn("intact", self.at.run("verify", "audit"))  # so well was it done
        self.assertIn("kept", self.find("--head", self.head))

    def test_damage_of_a_list_is_found(self):
        self.at.import_list("t", [entity("t-1", "Golden Thread Garments")])
        self.assertIn("intact", self.at.run("verify", "store"))
        other = {"sqlite": "zeroblob(length(bytes))", "postgres": "decode(repeat('00', length(bytes)), 'hex')"}[self.database]
        self.at.sql(f"UPDATE stored_blob_piece SET bytes = {other}")
        done = self.at.try_run("verify", "store")
        self.assertEqual(done.returncode, 3)
        self.assertIn("damaged", done.stderr)


@unittest.skipUnless(os.geteuid() == 0, "only root can mount a small disk")
class FullDisk(unittest.TestCase):
    def setUp(self):
        self.disk = tempfile.mkdtemp(prefix="manumit-disk-")
        self.addCleanup(shutil.rmtree, self.disk, True)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", self.disk], capture_output=True, check=False)
        if done.returncode != 0:
            self.skipTest("mounting is not allowed here")
        self.addCleanup(subprocess.run, ["umount", "-l", self.disk], check=False)
        self.at = Installation("sqlite", self.disk)
        self.addCleanup(self.at.close)

    def fill(self, client):
        """Writes until the disk is full: what was acknowledged, and the answer that was not an acknowledgement."""
        acknowledged, number = {}, 0
        while True:
            number += 1
            answer = client.api("POST", "/api/v1/parties", {
                "schema": "Company", "key": f"k{number}", "source": "load",
                "properties": {"name": [f"Supplier {number}"], "notes": [random.Random(number).randbytes(30_000).hex()]}})
            if answer.status not in (200, 201):
                return acknowledged, answer
            acknowledged[answer.json["id"]] = f"k{number}"
            self.assertLess(number, 5000, "the disk does not fill")

    def test_a_full_disk_is_an_error_and_no_damage(self):
        client = self.at.serve().client(self.at.add_key("write", "read"))
        acknowledged, refused = self.fill(client)
        self.assertGreater(len(acknowledged), 5)
        self.assertIn(refused.status, (500, 503, 507))
        self.assertRegex(json.dumps(refused.json), r"(?i)(disk|space|storage)")
        self.assertEqual(client.get("/healthz").status, 200)
        for record in acknowledged:
            self.assertEqual(client.api("GET", f"/api/v1/parties/{record}").status, 200)
        subprocess.run(["mount", "-o", "remount,size=64m", self.disk], check=True)
        self.assertIn("intact", self.at.run("verify"))
        self.assertIn(client.api("POST", "/api/v1/parties", {"properties": {"name": ["Once more"]}}).status, (200, 201))
        self.at.servers[-1].kill()
        self.at.serve()
        self.assertIn("intact", self.at.run("verify"))


globals().update(on_each_database(Durability))
globals().update(on_each_database(AuditLog))
del Durability, AuditLog
