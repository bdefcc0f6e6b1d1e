"""What workers and their team write lies nowhere open: every secret of a long day, in every way it could be written down, in every place."""

import datetime
import gzip
import os
import re
import shutil
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import uuid
import zipfile

from harness import ServerCase, on_each_database
from leak_kit import Search, core_of, files_below, sealed_form, with_comment, write_table
from voice_kit import CASE_WORKERS, PASSPHRASE, SUPERVISOR, add_helpline, code_in, encodings, once_in, phone, unlocked, upload

SECOND = "sol@paths.example"

SECRETS = {
    "what": "Überfahrt nach 안산 verweigert-7713", "where": "Schuppen am Fluss-8812", "who": "Kapitän Ísmene-9921",
    "contact": "+84 912 334 556 zalo-1177", "reply": "zweite Nachricht né-4466", "answer": "Antwort der Beraterin-3355",
    "note": "Notiz des Teams-2244", "sentence": "verweigert-7713", "file": "Quittung-Ármin-6611", "inside": "Kamera von Ürsel-5522",
    "asked": "Frage an sie Ödipus-1212", "told": "was das Haus liest-2323", "purpose": "Bitte um Rat Äsop-3434", "tongue": "ihre Cousine-9191 dolmetscht",
    "claim": "zwei Raten über Mittelsmann-4545", "recruiter": "Vermittlung Élan-5656", "employer": "Färberei Übermut-6767",
    "hidden": "Mittelsmann-4545", "task": "Dolmetscherin Ünal anrufen-7878", "proof": "Öl auf der Quittung-8989",
    "spoken": "Khmer, wohnt bei Tante Sokha-4471",
    # Sealed in a browser.
    "sealed_what": "versiegelt: Hände verbrüht-1357", "sealed_where": "Kühlhaus 부산-2468", "sealed_who": "Vorarbeiter Çelik-3579",
    "sealed_contact": "viber-4680 bei Schwägerin",
    # An order of an authority.
    "authority": "Bezirksgericht Süd-5791", "reference": "GZ-2026-ö-6802", "basis": "StPO §§ 94-7913", "asks": "sämtliche Akten-8024",
    "paper": "Beschluss Dr. Jäger-9135", "paper_name": "Beschluss-Färber-1246", "examined": "Gutachten Möller-2357", "accepted": "Gründe für Ja-3468",
    "receiver": "Oberinspektor Vögele-4579", "veiled": "Zürich-5680 geschwärzt", "told_her": "wir mussten Ihnen sagen-6791",
    # A file of another system.
    "table_name": "Klientenliste-Grün-7802", "first_name": "Thị Hạnh-8913", "comment": "weinte beim Gespräch-9024", "column": "eigene Spalte-1135",
    "column_value": "Schlafplätze-2246", "case_number": "AKTE-3357-Ä", "record_note": "Nachtrag am Telefon-4468",
    "export_name": "Ausfuhr-Hübner-5579",
}


class Leaks(ServerCase):
    def setUp(self):
        self.began = time.time() - 2  # a file system's clock is coarse
        super().setUp()
        add_helpline(self.at, SECOND)
        # What an export holds lies open on purpose, so it goes where the test does not look.
        self.outside = tempfile.mkdtemp(prefix="manumit-outside-")
        self.addCleanup(shutil.rmtree, self.outside)
        # Temporary files, wherever the program makes them, lie where the test looks.
        self.temporary = os.path.join(self.at.folder, "temporary")
        os.mkdir(self.temporary)
        self.before = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = self.temporary

    def tearDown(self):
        if self.before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = self.before
        super().tearDown()

    def places(self):
        """(name, bytes) of all that the installation has on the disk now, the write-ahead log too."""
        yield from files_below(self.at.folder)
        for server in self.at.servers:
            yield "log", server.read_log().encode()
        if self.database != "postgres":
            return
        yield "dump", subprocess.run(["pg_dump", self.at.url], capture_output=True, check=True).stdout
        self.at.psql("CHECKPOINT")
        cluster = self.at.psql("SHOW data_directory").strip()
        own = self.at.psql("SELECT oid FROM pg_database WHERE datname = current_database()").strip()
        for part in (os.path.join("base", own), "pg_wal", "log"):
            yield from files_below(os.path.join(cluster, part), self.began)

    def done(self, answer, status=303):
        self.assertEqual(answer.status, status, re.sub(r"<[^>]*>", " ", answer.text.split("<main")[-1])[:1500])
        return answer

    def asks(self, supervisor, team, case):
        """She is asked whether a service may be told; how the forms name the service."""
        self.done(supervisor.post("/services/new", {"kind": "legal", "name": "Clinic", "country": "kr", "languages": "ko",
                                                    "mail": "office@clinic.example", "shared": "yes", "active": "yes", "version": "0"}))
        to = re.search(r'<option value="([^"]+)"[^>]*>[^<]*Clinic', team.get(f"/cases/{case}/consent").text).group(1)
        self.done(team.post(f"/cases/{case}/consent", {"to": to, "part": "report", "purpose": "legal", "words": SECRETS["asked"], "answer": "ask"}))
        return to

    def refers(self, team, case, to):
        self.done(team.post(f"/cases/{case}/referrals/new",
                            {"to": to, "purpose": "legal", "words": SECRETS["purpose"], "part": "report", "text_report": SECRETS["told"],
                             "answer_days": "7", "live_days": "14"}))

    def claims(self, team, case):
        version = re.search(r'name="version" value="(\d+)"', team.get(f"/cases/{case}/claims/new").text).group(1)
        self.done(team.post(f"/cases/{case}/claims/new",
                            {"kind": "fee-a", "evidence": "paper", "owes": "recruiter", "currency": "USD", "low": "1800", "from": "2026-01-02",
                             "recruiter_name": SECRETS["recruiter"], "employer_name": SECRETS["employer"], "country_from": "vn", "country_to": "kr",
                             "description": SECRETS["claim"], "version": version}))

    def another_team(self):
        """A team of another organisation; its people, the first a supervisor who leads it."""
        self.at.run("org", "add", "north", "--name", "North", "--type", "ngo")
        people = [f"{name}@north.example" for name in ("sela", "nora", "ruth")]
        for email in people:
            self.at.add_person(email, "case-supervisor", org="north")
            self.at.run("vault", "init", "--as", email, "--org", "north", text=PASSPHRASE + "\n")
        as_sela = ["--as", people[0], "--org", "north"]
        self.at.run("vault", "circle", "night", *people, *as_sela)
        self.at.run("vault", "holders", *people, *as_sela)
        self.at.run("team", "create", "--name", "Night", "--circle", "night", "--country", "kr", "--zone", "Asia/Seoul", "--languages", "en", "--tells-children", "yes",
                    "--tells-danger", "yes", *as_sela)
        return people

    def referred(self, server, team, case):
        """Told to a team of another organisation, which makes a case of it."""
        people = self.another_team()

        def send(path, *fields):
            answer = team.ask("POST", path, body=urllib.parse.urlencode([("csrf", team.token), *fields]),
                              headers={"Content-Type": "application/x-www-form-urlencoded"})
            return self.done(answer).header("Location")

        to = re.search(r'value="(team:[0-9a-z]{26})"', team.get(f"/cases/{case}/referrals/new").text).group(1)
        parts = [("to", to), ("purpose", "legal"), ("part", "report"), ("part", "language")]
        send(f"/cases/{case}/consent", *parts, ("answer", "yes"), ("how", "told"), ("note", "to Maya"))
        referral = send(f"/cases/{case}/referrals/new", *parts, ("text_report", SECRETS["what"]), ("text_language", SECRETS["spoken"]),
                        ("words", "please"), ("answer_days", "7"), ("live_days", "30"))
        send(referral + "/send", ("version", re.search(r'name="version" value="(\d+)"', team.get(referral).text).group(1)))
        sela = unlocked(server, people[0])
        received = re.search(r"/referrals/([0-9a-z]{26})", sela.get("/referrals?show=received").text).group(1)
        self.assertIn(SECRETS["spoken"], sela.get(f"/referrals/{received}").text)
        made = self.done(sela.post(f"/referrals/{received}/case")).header("Location").rsplit("/", 1)[1]
        self.assertEqual(self.at.sql(f"SELECT language FROM voice_case WHERE id = '{made}'").strip(), "")

    def seals(self, server, team):
        """A report that is sealed before it leaves; the code, and the number that proves it."""
        worker = phone(server)
        said = {part: SECRETS["sealed_" + part] for part in ("what", "where", "who", "contact")}
        form = sealed_form(worker.get("/help/en/sealed").text, said, safe="no")
        self.assertFalse(any(part in str(form) for text in said.values() for part in (text, text.split()[-1])))
        filed = self.done(worker.ask("POST", "/help/en/sealed", body=form), 200)
        proof = re.findall(r"<dd><bdi>((?:\d{4} )+\d{4})</bdi>", worker.get("/help/en/filed").text)
        self.assertEqual(len(proof), 2)
        self.done(worker.ask("POST", "/help/en/proof", body={"number": proof[0], "check": proof[1]}), 200)
        cases = set(re.findall(r'href="/cases/([0-9a-z]{26})"', team.get("/cases").text))
        read = [page for page in (team.get(f"/cases/{case}").text for case in cases) if SECRETS["sealed_what"] in page]
        self.assertEqual(len(read), 1)
        for text in said.values():
            self.assertIn(text, read[0])
        self.done(team.post("/cases/search", {"words": SECRETS["sealed_who"]}), 200)
        return code_in(filed.text), proof[1]

    def hides(self, team, case):
        """Words are hidden from who is outside; the copies of the case."""
        value = lambda name: re.search(rf'name="{name}" value="(\d+)"', team.get(f"/cases/{case}/redaction").text).group(1)
        self.done(team.post(f"/cases/{case}/redaction/words", {"words": SECRETS["veiled"], "entry": "", "looked_at": value("looked_at")}))
        for what in ("zip", "page"):
            copy = self.done(team.post(f"/cases/{case}/redaction/copy", {"version": value("version"), "what": what}), 200)
            self.assertIn("attachment", copy.header("Content-Disposition"))

    def is_ordered(self, server, team, case):
        """From an authority's paper to the archive that is handed over; two supervisors."""
        self.hides(team, case)
        page = team.get("/cases/orders/new").text
        typed = {"csrf": team.token, "team": re.search(r'<option value="([0-9a-z]{26})"', page).group(1),
                 "received": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"), "cases": "K-" + case[:6],
                 **{name: SECRETS[name] for name in ("authority", "reference", "basis", "asks")}}
        paper = with_comment(SECRETS["paper"])
        order = self.done(team.ask("POST", "/cases/orders/new", **upload(typed, "paper", SECRETS["paper_name"] + ".jpg", paper, "image/jpeg")))
        order = order.header("Location")
        ines, sol = (unlocked(server, email) for email in (SUPERVISOR, SECOND))

        def does(who, step, status=303, **fields):
            version = re.search(r'name="version" value="(\d+)"', who.get(order).text).group(1)
            return self.done(who.post(f"{order}/{step}", {"version": version, **fields}), status)

        kept = re.search(r'href="(/cases/orders/[^"]+/papers/[^"]+)"', ines.get(order).text).group(1)
        self.assertEqual(ines.get(kept).body, paper)
        does(ines, "act", act="examine", **{"words-examine": SECRETS["examined"]})
        does(ines, "act", act="accept", **{"words-accept": SECRETS["accepted"]})
        does(sol, "approve")
        archive = does(ines, "produce", status=200, receiver=SECRETS["receiver"])
        self.assertTrue(archive.body.startswith(b"PK"))
        does(ines, "tell", case=case, text=SECRETS["told_her"])
        page = sol.get(order).text
        for part in ("authority", "reference", "basis", "asks", "examined", "accepted", "receiver"):
            self.assertIn(SECRETS[part], page)

    def comes_from_elsewhere(self, team):
        """A table of another system is imported, worked on, and goes out in every format; what went out comes back in."""
        row = {"Case Number": SECRETS["case_number"], "prs_FirstName": SECRETS["first_name"], "cco_CaseComment": SECRETS["comment"],
               SECRETS["column"]: SECRETS["column_value"]}
        table = write_table(os.path.join(self.outside, SECRETS["table_name"] + ".csv"), row)
        imported = lambda: set(self.at.sql("SELECT id FROM voice_case WHERE channel = 'import'").split())
        before = imported()
        self.at.run("cases", "import", table, "--format", "htcds", "--team", "Helpline")
        case, = imported() - before
        page = team.get(f"/cases/{case}/record").text
        for part in ("first_name", "comment", "column", "column_value"):
            self.assertIn(SECRETS[part], page)
        self.done(team.post(f"/cases/{case}/note", {"text": SECRETS["record_note"]}))
        for ending in ("json", "csv", "xlsx"):
            out = os.path.join(self.outside, f"{SECRETS['export_name']}.{ending}")
            self.at.run("cases", "export", "--as", CASE_WORKERS[0], "--format", "htcds", "--out", out, text=PASSPHRASE + "\n")
        self.assertTrue(Search({"note": SECRETS["record_note"]}).hits(files_below(self.outside)))
        with zipfile.ZipFile(out) as workbook:
            self.assertIsNone(workbook.testzip())
        self.at.run("cases", "import", out, "--format", "htcds", "--team", "Helpline")

    def day(self, server):
        """What a worker and her team write from the first word on; what of it was not typed but made."""
        worker = phone(server)
        filed = worker.report_with_file(SECRETS["file"] + ".jpg", with_comment(SECRETS["inside"]), "image/jpeg",
                                        once=once_in(worker.get("/help/en/report").text),
                                        **{name: SECRETS[name] for name in ("what", "where", "who", "contact")})
        code = code_in(filed.text)
        self.assertTrue(code, filed.text[:2000])
        words = " ".join(re.findall(r"<span>([a-z]+)</span>", re.search(r'id="return-words".*?</ol>', filed.text, re.S).group(0)))
        self.assertEqual(len(words.split()), 8)
        worker.ask("POST", "/help/en/talk", body={"text": SECRETS["reply"]})
        maya = unlocked(server, CASE_WORKERS[0])
        case = re.search(r"/cases/([0-9a-z]{26})", maya.get("/cases").text).group(1)
        page = maya.get(f"/cases/{case}").text
        for part in ("who", "reply"):
            self.assertTrue(SECRETS[part] in page, part)
        self.assertRegex(page, r">File 1\.jpg, \d+ bytes<")
        self.done(maya.post(f"/cases/{case}/answer", {"text": SECRETS["answer"]}))
        self.done(maya.post(f"/cases/{case}/note", {"text": SECRETS["note"]}))
        self.done(maya.post(f"/cases/{case}/assessment", {"version": "0", "seen3": "1", "sentence3": SECRETS["sentence"]}))
        self.done(maya.post(f"/cases/{case}/redaction/words", {"words": SECRETS["hidden"], "entry": ""}))
        sealed_code, proof = self.seals(server, maya)
        to = self.asks(unlocked(server, SUPERVISOR), maya, case)
        self.done(worker.ask("GET", "/help/en/consent"), 200)
        self.refers(maya, case, to)
        self.claims(maya, case)
        self.referred(server, maya, case)
        self.done(maya.post("/cases/search", {"words": SECRETS["sentence"]}), 200)
        self.is_ordered(server, maya, case)
        self.comes_from_elsewhere(maya)
        self.assertIn(SECRETS["told_her"], phone(server).come_back(code).text)
        return {"code": code.replace(" ", ""), "code_apart": code, "words": words, "sealed_code": sealed_code.replace(" ", ""),
                "sealed_code_apart": sealed_code, "proof": proof.replace(" ", ""), "proof_apart": proof}

    def test_nothing_lies_open(self):
        server = self.at.serve()
        search = Search(dict(SECRETS, passphrase=PASSPHRASE, **self.day(server)))
        self.assertEqual(search.hits(self.places()), [], "while it runs")
        self.at.run("backup", os.path.join(self.at.folder, "copy.backup"))
        memory = core_of(server.process.pid)
        server.stop()
        self.assertEqual(search.hits(self.places()), [], "after it has ended")
        self.assertIsNone(memory, "the kernel wrote a core of a process that forbids it")

    def test_the_search_finds_what_is_planted(self):
        """The test above could not fail if it looked wrongly."""
        in_a_file, in_a_row = f"gepflanzt Öl-{uuid.uuid4().hex}", f"gesät Ähre-{uuid.uuid4().hex}"
        with open(os.path.join(self.at.folder, "planted.gz"), "wb") as file:
            file.write(gzip.compress(b"xx" + in_a_file.encode("utf-16-le")))
        self.at.sql(f"CREATE TABLE planted(words TEXT); INSERT INTO planted VALUES ('{in_a_row}')")
        found = Search({"file": in_a_file, "row": in_a_row}).hits(self.places())
        self.assertEqual([hit for hit in found if hit.startswith("file")], [f"file in {self.at.folder}/planted.gz!gz"])
        self.assertTrue(any(hit.startswith("row in") for hit in found), found)
        # Every secret of the long day, each in every form that is looked for.
        for number in range(max(len(encodings(text)) for text in SECRETS.values())):
            forms = {name: sorted(encodings(text)) for name, text in SECRETS.items()}
            with zipfile.ZipFile(os.path.join(self.outside, "all.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
                for name, each in forms.items():
                    archive.writestr(name, b"\0" + each[number % len(each)] + b"\0")
            missed = set(SECRETS) - {hit.split(" in ")[0] for hit in Search(SECRETS).hits(files_below(self.outside))}
            self.assertEqual(missed, set(), number)


globals().update(on_each_database(Leaks))
del Leaks

if __name__ == "__main__":
    unittest.main()
