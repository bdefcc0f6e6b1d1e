"""What the grievance mechanism shows the world: the job publishes what is due, everybody reads it, tampering is found."""

import datetime
import unittest

from harness import ServerCase, on_each_database, wait_until

EPOCH = datetime.date(1970, 1, 1)
COLUMNS = ("id, team_id, org_id, state, channel, language, urgency, unread, received_day, ack_due, feedback_due, satisfied, entries, "
           "talk_key, inner_key, version, answered_day, told_again_day, replied_day, referred_day, remedied_day")


def quarters_ago(count, today=None):
    """(name, first day since 1970) of the quarter `count` before today's."""
    today = today or datetime.datetime.now(datetime.timezone.utc).date()
    number = today.year * 4 + (today.month - 1) // 3 - count
    first = datetime.date(number // 4, number % 4 * 3 + 1, 1)
    return f"{first.year}Q{number % 4 + 1}", (first - EPOCH).days


def fill(at, first, per_language):
    """So many reports of each language; two of three were answered in time, and all else went well with them."""
    key, rows = ("'\\x00'" if at.database == "postgres" else "x'00'"), []
    for language, count in per_language.items():
        for i in range(count):
            good = i % 3 != 0
            days = [first + 3, first + 20, first + 4, first + 10, first + 80] if good else [first + 20, None, None, None, None]
            told = ", ".join("NULL" if day is None else str(day) for day in days)
            rows.append(f"('{first}{language}{i:020}', 't', 'o', 'triage', 'web', '{language}', 1, 0, {first}, {first + 7}, {first + 90}, "
                        f"{1 if good else i % 2 * 3}, 0, {key}, {key}, 0, {told})")
    at.sql(f"INSERT INTO voice_case({COLUMNS}) VALUES {', '.join(rows)}")


class Mechanism(ServerCase):
    def setUp(self):
        super().setUp()
        self.quarter, first = quarters_ago(2)
        self.before, earlier = quarters_ago(3)
        self.at.run("migrate")
        self.at.sql(f"INSERT INTO voice_mechanism_since(id, quarter) VALUES (1, '{self.before}')")
        fill(self.at, earlier, {"en": 4})
        fill(self.at, first, {"en": 60, "ko": 40, "vi": 35, "km": 3})

    def test_published_read_verified(self):
        self.assertIn("Nothing was published yet", self.at.run("mechanism", "verify"))
        reader = self.at.serve().client()
        page = wait_until(lambda: (found := reader.get("/mechanism").text) and self.quarter in found and found, "the publication")
        for words in ("(a) Legitimate", "(h) In dialogue", "130–139", "한국어", "Other languages"):
            self.assertIn(words, page)
        self.assertNotIn("ខ្មែរ", page)
        self.assertEqual(reader.cookies, {})
        self.assertIn("too few to show", reader.get(f"/mechanism/{self.before}").text)
        published = self.at.run("mechanism", "show", self.quarter)
        self.assertEqual(reader.get(f"/mechanism/{self.quarter}/published").text, published)
        self.assertIn("reports all 130\nreports en 60\nreports ko 40\nreports other 30\n", published)
        self.assertIn(f"{self.quarter},answer,c,all,promised,90,99", reader.get("/mechanism.csv").text)
        self.assertEqual(len(reader.get("/api/v1/mechanism").json["items"]), 2)
        self.assertIn(f"up to publication 2, of {self.quarter}", self.at.run("mechanism", "verify"))

    def test_tampering_is_found(self):
        reader = self.at.serve().client()
        wait_until(lambda: self.quarter in reader.get("/mechanism").text, "the publication")
        table = " ON voice_mechanism_publication" if self.at.database == "postgres" else ""
        self.at.sql(f"DROP TRIGGER voice_mechanism_stays{table}; UPDATE voice_mechanism_publication SET content = "
                    "replace(content, 'answer all promised 90', 'answer all promised 130')")
        found = self.at.try_run("mechanism", "verify")
        self.assertNotEqual(found.returncode, 0)
        self.assertIn(f"publication 2 ({self.quarter}) is not what was published", found.stderr)


for made in (Mechanism,):
    globals().update(on_each_database(made))
del Mechanism, made

if __name__ == "__main__":
    unittest.main()
