"""Copies of cases for somebody outside, orders of authorities, and the end of old backups: through a server and the command line."""

import datetime
import hashlib
import io
import os
import re
import subprocess
import zipfile

from harness import ServerCase, on_each_database
from voice_kit import CASE_WORKERS, PASSPHRASE, SUPERVISOR, add_helpline, encodings, phone, unlocked

SECOND = "sol@paths.example"


def versions(page):
    return re.search(r'name="version" value="(\d+)"', page).group(1)


class Orders(ServerCase):
    def setUp(self):
        super().setUp()
        add_helpline(self.at, SECOND)

    def test_from_the_paper_to_the_archive(self):
        server = self.at.serve()
        phone(server).report(what="Kapitän Kwame-7713 took my passport", contact="zalo-1177 010-1234-5678")
        maya, ines, sol = (unlocked(server, email) for email in (CASE_WORKERS[0], SUPERVISOR, SECOND))
        case = re.search(r"/cases/([0-9a-z]{26})", maya.get("/cases").text).group(1)
        self.assertEqual(maya.post(f"/cases/{case}/redaction/words", {"words": "kapitän kwame-7713", "entry": "", "looked_at": "1"}).status, 303)
        secrets = {"authority": "Bezirksgericht Ost-4411", "reference": "GA-2026-9922", "basis": "Art. 106-3344", "asks": "alles-5566 herausgeben"}
        made = maya.post("/cases/orders/new", {**secrets, "team": re.search(r'<option value="([0-9a-z]{26})"', maya.get("/cases/orders/new").text).group(1),
                                               "received": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"), "cases": "K-" + case[:6]})
        self.assertEqual(made.status, 303, made.text[:2000])
        order = made.header("Location")
        act = lambda who, name: who.post(order + "/act", {"version": versions(who.get(order).text), "act": name, f"words-{name}": "grounds-7788"})
        self.assertEqual(act(maya, "examine").status, 403)
        self.assertEqual(act(ines, "examine").status, 303)
        self.assertEqual(act(ines, "accept").status, 303)
        self.assertEqual(sol.post(order + "/approve", {"version": versions(sol.get(order).text)}).status, 303)
        archive = ines.post(order + "/produce", {"version": versions(ines.get(order).text), "receiver": "Inspektor-9900"})
        self.assertEqual(archive.status, 200)
        self.assertIn(hashlib.sha256(archive.body).hexdigest(), ines.get(order).text)
        with zipfile.ZipFile(io.BytesIO(archive.body)) as opened:
            page = opened.read(f"K-{case[:6]}/case.html").decode()
        self.assertIn("█████ took my passport", page)
        for gone in ("Kwame", "7713", "zalo", "1234", "<script", "http"):
            self.assertNotIn(gone, page.replace("http-equiv", ""))
        # The hold does not end before the order does, and nothing of the order lies open.
        ines.post(f"/cases/{case}/release", {})
        self.assertEqual(self.at.sql("SELECT hold FROM voice_case").strip(), "1")
        server.stop()
        self.nothing_lies_open({**secrets, "grounds": "grounds-7788", "receiver": "Inspektor-9900", "words": "kwame-7713"})

    def nothing_lies_open(self, secrets):
        places = []
        for folder, _, names in os.walk(self.at.folder):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    places.append((name, file.read()))
        places += [("log", server.read_log().encode()) for server in self.at.servers]
        if self.database == "postgres":
            places.append(("dump", subprocess.run(["pg_dump", self.at.url], capture_output=True, check=True).stdout))
        found = [f"{what} in {name}" for name, content in places for what, text in secrets.items()
                 for form in encodings(text) if form in content]
        self.assertEqual(found, [])

    def test_one_case_on_the_command_line(self):
        server = self.at.serve()
        phone(server).report(what="Kwame took my passport", contact="010-1234-5678")
        maya = unlocked(server, CASE_WORKERS[0])
        case = re.search(r"/cases/([0-9a-z]{26})", maya.get("/cases").text).group(1)
        out = os.path.join(self.at.folder, "case.zip")
        export = ["cases", "export", "--as", CASE_WORKERS[0], "--case", "K-" + case[:6], "--format"]
        refused = self.at.try_run(*export, "text", "--out", out, text=PASSPHRASE + "\n")
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("look at what is hidden", refused.stderr)
        maya.post(f"/cases/{case}/redaction/words", {"words": "kwame", "entry": "", "looked_at": "1"})
        self.at.run(*export, "text", "--out", out, text=PASSPHRASE + "\n")
        self.assertEqual(os.stat(out).st_mode & 0o777, 0o600)
        with zipfile.ZipFile(out) as opened:
            page = opened.read(opened.namelist()[0]).decode()
        self.assertIn("took my passport", page)
        self.assertNotIn("Kwame", page)
        # What came since nobody looked at.
        maya.post(f"/cases/{case}/note", {"text": "her name is Ayesha"})
        late = os.path.join(self.at.folder, "late.zip")
        refused = self.at.try_run(*export, "text", "--out", late, text=PASSPHRASE + "\n")
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("since somebody looked", refused.stderr)
        self.assertFalse(os.path.exists(late))
        self.at.run(*export, "htcds", "--out", os.path.join(self.at.folder, "one.json"), text=PASSPHRASE + "\n")
        self.assertNotEqual(self.at.try_run("cases", "export", "--as", CASE_WORKERS[0], "--format", "text", "--out", out, text=PASSPHRASE + "\n").returncode, 0)

    def test_old_backups_go(self):
        folder = os.path.join(self.at.folder, "backups")
        os.mkdir(folder)
        with open(os.path.join(folder, "mine.tar"), "w", encoding="utf-8") as file:
            file.write("not a backup")
        first = self.at.run("backup", folder)
        self.assertIn("/manumit-", first)
        self.assertIn("0 backups removed, 1 kept", self.at.run("backup", "prune", folder))
        self.assertEqual(len(os.listdir(folder)), 2)
        self.assertIn("backup.prune", self.at.sql("SELECT action FROM audit_entry"))
        self.assertNotEqual(self.at.try_run("backup").returncode, 0)
        self.assertNotEqual(self.at.try_run("backup", os.path.join(self.at.folder, "x.tar"), "--keep-days", "30").returncode, 0)


globals().update(on_each_database(Orders))
del Orders
