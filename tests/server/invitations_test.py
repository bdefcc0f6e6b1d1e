"""Invitations through a real mail server: sent by SMTP, read with Debian's python3-icalendar, and answered by mails that the mail server
hands to `manumit calendar receive`, as docs/panel/invitations.md says."""

import datetime
import email
import email.policy
import json
import smtplib
import socket
import subprocess
import sys
import threading
import time
import unittest

from harness import MANUMIT, ServerCase, on_each_database, wait_until

sys.path.append("/usr/lib/python3/dist-packages")  # where Debian keeps them, for a python3 that is not Debian's
try:
    import icalendar
    from aiosmtpd.controller import Controller
except ImportError:
    icalendar = None

ORGANISER = "calendar@panel.example"


class MailServer:
    """An SMTP server that keeps what comes, and pipes what is sent to the organiser into the program."""

    def __init__(self, config):
        self.config, self.lock, self.kept = config, threading.Lock(), []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_DATA(self, _server, _session, envelope):  # pylint: disable=invalid-name
        for recipient in envelope.rcpt_tos:
            if recipient == ORGANISER:
                done = subprocess.run([MANUMIT, "--config", self.config, "calendar", "receive"], input=envelope.content,
                                      capture_output=True, check=False, timeout=60)
                if done.returncode != 0:
                    return f"554 {done.returncode} {done.stderr.decode().strip()[:300]}"
            else:
                with self.lock:
                    self.kept.append((recipient, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 taken"

    def take(self, recipient):
        """The mails to somebody since the last call, in the order in which they came."""
        with self.lock:
            hers = [mail for to, mail in self.kept if to == recipient]
            self.kept = [(to, mail) for to, mail in self.kept if to != recipient]
        return hers

    def send(self, sender, message):
        with smtplib.SMTP("127.0.0.1", self.port) as client:
            client.sendmail(sender, [ORGANISER], message)

    def stop(self):
        self.controller.stop()


class Invitation:
    """What a calendar program makes of a mail."""

    def __init__(self, mail):
        self.mail = mail
        [part] = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
        self.calendar = icalendar.Calendar.from_ical(part.get_content())
        assert part.get_param("method") == self.method, "the part names the method"
        [attached] = [one for one in mail.walk() if one.get_content_type() == "application/ics"]
        assert attached.get_content() in (part.get_content(), part.get_content().encode()), "the file is the same"
        self.events = [one for one in self.calendar.walk("VEVENT")]

    @property
    def method(self):
        return str(self.calendar["METHOD"])

    @property
    def event(self):
        assert len(self.events) == 1, self.events
        return self.events[0]

    @property
    def sequence(self):
        return int(self.event["SEQUENCE"])


def answer(event, address, method, answered=None, sequence=None, **changes):
    """A message of a calendar program, written by the other implementation."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Example//Phone//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    out = icalendar.Event()
    for name in ("UID", "DTSTART", "DTEND", "ORGANIZER", "SUMMARY", "RECURRENCE-ID"):
        if name in event:
            out[name] = event[name]
    out["SEQUENCE"] = icalendar.vInt(int(event["SEQUENCE"]) if sequence is None else sequence)
    out.add("dtstamp", datetime.datetime.now(datetime.timezone.utc))
    who = icalendar.vCalAddress(f"mailto:{address}")
    if answered:
        who.params["PARTSTAT"] = answered
    out.add("attendee", who)
    for name, value in changes.items():
        out.pop(name.upper(), None)
        out.add(name, value)
    calendar.add_component(out)
    return calendar.to_ical()


def mail_with(sender, method, calendar):
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, ORGANISER, "Re: session"
    message["Message-ID"] = email.utils.make_msgid(domain="example.org")
    message.set_content("see the calendar")
    message.add_alternative(calendar, maintype="text", subtype="calendar", params={"method": method})
    return message.as_bytes(policy=email.policy.SMTP)


@unittest.skipIf(icalendar is None, "python3-icalendar and python3-aiosmtpd are not installed")
class Invitations(ServerCase):
    PEOPLE = {"mill": "delegate@mill.example", "union": "delegate@union.example", "ngo": "delegate@ngo.example"}
    CHAIR = "sela@example.org"

    def setUp(self):
        super().setUp()
        at = self.at
        self.mail = MailServer(at.config)
        self.addCleanup(self.mail.stop)
        with open(at.config, "a", encoding="utf-8") as config:
            config.write(f'\n[mail]\nhost = "127.0.0.1"\nport = {self.mail.port}\nfrom = "manumit@panel.example"\n')
        at.add_person(self.CHAIR, "secretary")
        at.run("panel", "create", "--name", "Advisory panel")
        for slug, address in self.PEOPLE.items():
            at.run("org", "add", slug, "--name", slug.title(), "--type", "company", "--country", "kh")
            at.add_person(address, "delegate", org=slug)
        at.run("panel", "admit", self.members())
        at.run("calendar", "address", ORGANISER)
        self.assertEqual(at.run("calendar", "address").strip(), ORGANISER)
        self.server = at.serve()
        self.chair = self.server.person(self.CHAIR)

    def members(self):
        member = {"country": "kh", "sectors": ["14"], "registration": "KH 42", "purpose": "Weaves.", "safeguards": "A code.",
                  "head": "Sok P.", "representative": "Dara K.", "email": "panel@mill.example", "owners": ["Sok P."],
                  "signatory": "Sok P.", "signatory_title": "Director", "show": ["name"], "remarks": "Papers seen.", "reason": "Fits.",
                  "answers": ["yes", "yes", "yes", "no", "no", "yes", "yes", "yes", "yes"]}
        path = f"{self.at.folder}/members.json"
        with open(path, "w", encoding="utf-8") as out:
            json.dump([{**member, "org": slug} for slug in self.PEOPLE], out)
        return path

    # ---- what people do

    def good(self, found, *statuses):
        self.assertIn(found.status, statuses or (200, 201, 204), found.text)
        return found

    def make(self, **fields):
        session = {"kind": "seminar", "title": "Fees and debts", "audience": "members", "admission": "open", "zone": "Asia/Seoul",
                   "starts": "2036-12-01T14:00", "ends": "2036-12-01T17:00", "in_room": True, "place": "Hall 3",
                   "questions": "Who pays?", **fields}
        made = self.good(self.chair.api("POST", "/api/v1/sessions", session)).json["id"]
        self.path = f"/api/v1/sessions/{made}"
        self.session = session
        return made

    def version(self):
        return self.good(self.chair.api("GET", self.path)).json["version"]

    def step(self, act):
        self.good(self.chair.api("POST", f"{self.path}/state", {"do": act, "version": self.version()}))

    def invite(self, slug):
        self.good(self.chair.api("POST", f"{self.path}/participants",
                                 {"email": self.PEOPLE[slug], "organisation": slug, "role": "guest"}))

    def received(self, slug, count=1):
        """The next mails to somebody, after the program was told to send at once."""
        self.at.run("calendar", "send")
        address = self.PEOPLE[slug]
        found = []

        def enough():
            # While the session is a draft, the job that runs by itself may tell of it without an entry.
            found.extend(one for one in self.mail.take(address)
                         if any(part.get_content_type() == "text/calendar" for part in one.walk()))
            return len(found) >= count

        wait_until(enough, f"{count} mails to {address}")
        self.assertEqual(len(found), count, [one["Subject"] for one in found])
        return [Invitation(one) for one in found]

    def reply(self, slug, event, answered, **options):
        address = self.PEOPLE[slug]
        self.mail.send(address, mail_with(address, "REPLY", answer(event, address, "REPLY", answered, **options)))

    def answers(self):
        return self.good(self.chair.api("GET", f"{self.path}/invitations")).json

    # ---- a session from invitation to cancellation

    def test_an_invitation_is_answered_moved_and_cancelled(self):
        self.make()
        for slug in self.PEOPLE:
            self.invite(slug)
        self.step("announce")
        [mill], [union], [ngo] = (self.received(slug) for slug in self.PEOPLE)
        self.check_first(mill, union)
        self.check_answers(mill, union, ngo)
        moved = self.check_counter(union, ngo)
        self.step("cancel")
        for slug in ("mill", "union"):
            [cancelled] = self.received(slug)
            self.assertEqual((cancelled.method, cancelled.sequence, str(cancelled.event["STATUS"])), ("CANCEL", 2, "CANCELLED"))
        self.assertEqual(str(cancelled.event["UID"]), str(union.event["UID"]))
        time.sleep(1.1)  # the same answer of the same second would be the one that came before
        with self.assertRaises(smtplib.SMTPDataError) as refused:
            self.reply("union", moved.event, "ACCEPTED")
        self.assertEqual(refused.exception.smtp_code, 554)
        self.assertEqual(refused.exception.smtp_error, b"3 manumit: This invitation was taken back.")
        self.assertEqual(self.mail.take(self.PEOPLE["ngo"]), [], "whoever said no hears no more")

    def check_first(self, mill, union):
        self.assertEqual((mill.method, mill.sequence), ("REQUEST", 0))
        event = mill.event
        self.assertEqual(event["DTSTART"].dt.astimezone(datetime.timezone.utc),
                         datetime.datetime(2036, 12, 1, 5, tzinfo=datetime.timezone.utc))
        self.assertEqual(event["DTEND"].dt - event["DTSTART"].dt, datetime.timedelta(hours=3))
        self.assertEqual(event["DTSTART"].params["TZID"], "Asia/Seoul")
        self.assertEqual(len(mill.calendar.walk("VTIMEZONE")), 1)
        self.assertEqual((str(event["SUMMARY"]), str(event["LOCATION"])), ("Fees and debts", "Hall 3"))
        self.assertEqual(str(event["ORGANIZER"]).lower(), f"mailto:{ORGANISER}")
        self.assertEqual(str(event["ATTENDEE"]).lower(), f"mailto:{self.PEOPLE['mill']}")
        self.assertEqual(event["ATTENDEE"].params["PARTSTAT"], "NEEDS-ACTION")
        self.assertEqual(event["ATTENDEE"].params["RSVP"], "TRUE")
        self.assertNotEqual(str(event["UID"]), str(union.event["UID"]))
        self.assertNotIn("union", mill.mail.as_string(), "nobody learns who else is invited")

    def check_answers(self, mill, union, ngo):
        self.reply("mill", mill.event, "ACCEPTED")
        self.reply("union", union.event, "TENTATIVE")
        self.reply("ngo", ngo.event, "DECLINED")
        found = self.answers()
        self.assertEqual([found[name] for name in ("accepted", "tentative", "declined", "no_answer")], [2, 1, 1, 0])
        people = self.good(self.chair.api("GET", f"{self.path}/participants")).json["items"]
        self.assertEqual(sorted(one["state"] for one in people), ["coming", "coming", "excused", "invited"])
        # Somebody who knows the people but not the mail; somebody who has the mail but is not her.
        unknown = mill.event.copy()
        unknown["UID"] = icalendar.vText("0" * 32)
        for sender, event in ((self.PEOPLE["mill"], unknown), ("boss@else.example", mill.event)):
            with self.assertRaises(smtplib.SMTPDataError):
                self.mail.send(sender, mail_with(sender, "REPLY", answer(event, self.PEOPLE["mill"], "REPLY", "DECLINED")))
        self.assertEqual(self.answers()["accepted"], 2)

    def check_counter(self, union, ngo):
        start = union.event["DTSTART"].dt.astimezone(datetime.timezone.utc) + datetime.timedelta(hours=2)
        counter = answer(union.event, self.PEOPLE["union"], "COUNTER", "TENTATIVE", dtstart=start,
                         dtend=start + datetime.timedelta(hours=3), comment="Two hours later, please")
        self.mail.send(self.PEOPLE["union"], mail_with(self.PEOPLE["union"], "COUNTER", counter))
        [proposal] = self.answers()["proposals"]
        self.assertEqual((proposal["state"], proposal["starts"][:16], proposal["comment"]),
                         ("open", "2036-12-01T07:00", "Two hours later, please"))
        path = f"{self.path}/proposals/{proposal['id']}"
        mill = self.server.person(self.PEOPLE["mill"])
        self.good(mill.api("POST", path, {"do": "accept"}), 403)
        self.good(self.chair.api("POST", path, {"do": "decline"}))
        [declined] = self.received("union")
        self.assertEqual((declined.method, declined.sequence), ("DECLINECOUNTER", 0))
        self.mail.send(self.PEOPLE["union"], mail_with(self.PEOPLE["union"], "COUNTER", counter))
        [proposal] = [one for one in self.answers()["proposals"] if one["state"] == "open"]
        self.good(self.chair.api("POST", f"{self.path}/proposals/{proposal['id']}", {"do": "accept"}))
        for slug in ("mill", "union"):
            [moved] = self.received(slug)
            self.assertEqual((moved.method, moved.sequence), ("REQUEST", 1))
            self.assertEqual(moved.event["DTSTART"].dt.astimezone(datetime.timezone.utc).hour, 7)
            self.assertEqual(moved.event["ATTENDEE"].params["PARTSTAT"], "NEEDS-ACTION", "another time is asked anew")
        with self.assertRaises(smtplib.SMTPDataError):
            self.reply("union", union.event, "ACCEPTED")  # what it answers is stale
        self.reply("union", moved.event, "ACCEPTED")
        del ngo
        return moved

    # ---- days, the changes of clocks, closed doors, feeds

    def test_one_day_of_three_is_moved_and_another_cancelled(self):
        self.make(zone="Europe/Berlin", starts="2036-10-25T09:00", ends="2036-10-27T12:00")  # summer time ends on the 26th
        self.invite("mill")
        self.step("announce")
        [first] = self.received("mill")
        self.assertEqual(dict(first.event["RRULE"]), {"FREQ": ["DAILY"], "COUNT": [3]})
        days = self.good(self.chair.api("GET", f"{self.path}/days")).json
        self.assertEqual([one["day"][:16] for one in days["items"]],
                         ["2036-10-25T07:00", "2036-10-26T08:00", "2036-10-27T08:00"])
        second, third = (one["day"] for one in days["items"][1:])
        self.good(self.chair.api("POST", f"{self.path}/days/{second}", {"do": "move", "version": days["version"],
                                                                       "starts": "2036-10-26T10:00:00Z", "ends": "2036-10-26T13:00:00Z"}))
        [moved] = self.received("mill")
        self.assertEqual((moved.method, moved.sequence), ("REQUEST", 1))
        self.assertEqual(str(moved.event["UID"]), str(first.event["UID"]))
        self.assertEqual(moved.event["RECURRENCE-ID"].dt.astimezone(datetime.timezone.utc).isoformat(), "2036-10-26T08:00:00+00:00")
        self.assertEqual(moved.event["DTSTART"].dt.astimezone(datetime.timezone.utc).isoformat(), "2036-10-26T10:00:00+00:00")
        self.reply("mill", moved.event, "DECLINED")
        self.reply("mill", first.event, "ACCEPTED")
        [row] = [one for one in self.answers()["items"] if one["days"]]
        self.assertEqual((row["answer"], row["days"]), ("accepted", [{"starts": "2036-10-26T10:00:00.000Z", "answer": "DECLINED"}]))
        self.good(self.chair.api("POST", f"{self.path}/days/{third}", {"do": "cancel", "version": self.version()}))
        [cancelled] = self.received("mill")
        self.assertEqual((cancelled.method, cancelled.sequence), ("CANCEL", 2))
        self.assertEqual(cancelled.event["RECURRENCE-ID"].dt.astimezone(datetime.timezone.utc).isoformat(),
                         "2036-10-27T08:00:00+00:00")
        refresh = answer(first.event, self.PEOPLE["mill"], "REFRESH")
        self.mail.send(self.PEOPLE["mill"], mail_with(self.PEOPLE["mill"], "REFRESH", refresh))
        [again] = self.received("mill")
        self.assertEqual(again.method, "REQUEST")
        self.assertEqual(len(again.events), 2, "the series without the cancelled day, and the moved one")
        series = [one for one in again.events if "RECURRENCE-ID" not in one][0]
        self.assertEqual(series["EXDATE"].dts[0].dt.astimezone(datetime.timezone.utc).isoformat(), "2036-10-27T08:00:00+00:00")

    def test_outsized_and_meaningless_mails_leave_nothing(self):
        for text in ("", "From: a@b.example\n\nno calendar\n", "From: a@b.example\n\n" + "x" * 1_000_001):
            done = self.at.try_run("calendar", "receive", text=text)
            self.assertEqual((done.returncode, done.stdout), (3, ""), done.stderr)
            self.assertTrue(done.stderr.startswith("manumit: "))

    def test_a_feed_shows_sessions_and_its_token_is_in_no_log(self):
        self.make()
        self.step("announce")
        mill = self.server.person(self.PEOPLE["mill"])
        made = self.good(mill.api("POST", "/api/v1/calendar/feeds", {"name": "phone", "scope": "all"})).json
        path = made["address"][made["address"].index("/calendar/feed/"):]
        stranger = self.server.client()
        found = self.good(stranger.get(path))
        self.assertEqual(found.header("Content-Type"), "text/calendar; charset=utf-8")
        calendar = icalendar.Calendar.from_ical(found.text)
        [event] = calendar.walk("VEVENT")
        self.assertEqual((str(calendar["METHOD"]), str(event["SUMMARY"])), ("PUBLISH", "Fees and debts"))
        self.assertEqual(stranger.get(path, headers={"If-None-Match": found.header("ETag")}).status, 304)
        self.good(mill.api("POST", f"/api/v1/calendar/feeds/{made['id']}", {"do": "revoke"}))
        revoked, unknown = stranger.get(path), stranger.get("/calendar/feed/" + "A" * 32 + ".ics")
        self.assertEqual((revoked.status, unknown.status), (404, 404))
        token = path.split("/")[-1].removesuffix(".ics")
        self.assertEqual(self.server.stop(), 0)
        self.assertNotIn(token, self.server.read_log())
        self.assertNotIn(token, self.at.sql("SELECT * FROM panel_calendar_feed"))
        self.assertNotIn(token, self.at.sql("SELECT record || details FROM audit_entry"))


globals().update(on_each_database(Invitations))
del Invitations

if __name__ == "__main__":
    unittest.main()
