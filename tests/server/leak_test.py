"""What workers and their team write lies nowhere open: every secret of a long day, in every way it could be written down, in every place."""

import base64
import gzip
import io
import os
import re
import subprocess
import time
import unittest
import urllib.parse
import uuid
import zipfile
import zlib

from harness import ServerCase, on_each_database
from voice_kit import CASE_WORKERS, PASSPHRASE, SUPERVISOR, add_helpline, code_in, encodings, phone, unlocked

# A picture of one pixel; a comment goes in behind its first two bytes.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////"
    "wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=")

SECRETS = {
    "what": "Überfahrt nach 안산 verweigert-7713", "where": "Schuppen am Fluss-8812", "who": "Kapitän Ísmene-9921",
    "contact": "+84 912 334 556 zalo-1177", "reply": "zweite Nachricht né-4466", "answer": "Antwort der Beraterin-3355",
    "note": "Notiz des Teams-2244", "sentence": "verweigert-7713", "file": "Quittung-Ármin-6611", "inside": "Kamera von Ürsel-5522",
    "asked": "Frage an sie Ödipus-1212", "told": "was das Haus liest-2323", "purpose": "Bitte um Rat Äsop-3434", "tongue": "ihre Cousine-9191 dolmetscht",
    "claim": "zwei Raten über Mittelsmann-4545", "recruiter": "Vermittlung Élan-5656", "employer": "Färberei Übermut-6767",
    "hidden": "Mittelsmann-4545", "task": "Dolmetscherin Ünal anrufen-7878", "proof": "Öl auf der Quittung-8989",
    "spoken": "Khmer, wohnt bei Tante Sokha-4471",
}


def with_comment(text):
    raw = text.encode()
    return JPEG[:2] + b"\xff\xfe" + (len(raw) + 2).to_bytes(2, "big") + raw + JPEG[2:]


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


class Leaks(ServerCase):
    def setUp(self):
        self.began = time.time() - 2  # a file system's clock is coarse
        super().setUp()
        add_helpline(self.at)
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

    def found(self, looked_for):
        forms = {secret: encodings(text) for secret, text in looked_for.items()}
        return sorted({f"{secret} in {name}" for place in self.places() for name, content in unpacked(*place)
                       for secret, each in forms.items() if any(form in content for form in each)})

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

    def day(self, server):
        """What a worker and her team write from the first word on; the code."""
        worker = phone(server)
        filed = worker.report_with_file(SECRETS["file"] + ".jpg", with_comment(SECRETS["inside"]), "image/jpeg",
                                        once=re.search(r'name="once" value="([0-9a-z]{26})"', worker.get("/help/en/report").text).group(1),
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
        to = self.asks(unlocked(server, SUPERVISOR), maya, case)
        self.done(worker.ask("GET", "/help/en/consent"), 200)
        self.refers(maya, case, to)
        self.claims(maya, case)
        self.referred(server, maya, case)
        self.done(maya.post("/cases/search", {"words": SECRETS["sentence"]}), 200)
        self.assertEqual(phone(server).come_back(code).status, 200)
        return code, words

    def test_nothing_lies_open(self):
        server = self.at.serve()
        code, words = self.day(server)
        looked_for = dict(SECRETS, code=code.replace(" ", ""), code_apart=code, words=words, passphrase=PASSPHRASE)
        self.assertEqual(self.found(looked_for), [], "while it runs")
        self.at.run("backup", os.path.join(self.at.folder, "copy.backup"))
        memory = core_of(server.process.pid)
        server.stop()
        self.assertEqual(self.found(looked_for), [], "after it has ended")
        self.assertIsNone(memory, "the kernel wrote a core of a process that forbids it")

    def test_the_search_finds_what_is_planted(self):
        """The test above could not fail if it looked wrongly."""
        in_a_file, in_a_row = f"gepflanzt Öl-{uuid.uuid4().hex}", f"gesät Ähre-{uuid.uuid4().hex}"
        with open(os.path.join(self.at.folder, "planted.gz"), "wb") as file:
            file.write(gzip.compress(b"xx" + in_a_file.encode("utf-16-le")))
        self.at.sql(f"CREATE TABLE planted(words TEXT); INSERT INTO planted VALUES ('{in_a_row}')")
        found = self.found({"file": in_a_file, "row": in_a_row})
        self.assertEqual([hit for hit in found if hit.startswith("file")], [f"file in {self.at.folder}/planted.gz!gz"])
        self.assertTrue(any(hit.startswith("row in") for hit in found), found)


globals().update(on_each_database(Leaks))
del Leaks

if __name__ == "__main__":
    unittest.main()
