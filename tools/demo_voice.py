#!/usr/bin/env python3
"""The demo's third chapter: a worker's report, its answer, her money, and what a company sees of it.

usage: demo_voice.py MANUMIT CONFIG

Works on an installation that has the organisations hansae (a company, the default one) and paths. Everything is done as
people do it: commands of the README, plain forms of the pages. What happens in the quarter before runs under faketime, a
hundred days ago. Each line that is printed was seen on a page; the first thing that is otherwise ends it with exit code 1.
"""

import contextlib
import datetime
import html
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

from plain_client import Client, text_of

PAST_DAYS = 100  # longer than any quarter: the one of that day has ended
WORKERS = 11
PASSWORD = "a pass phrase for the demo"
CASE_WORKER, SUPERVISOR, THIRD = "maya@paths.example", "ines@paths.example", "tomas@paths.example"
BUYER = "duc@hansae.example"
RECRUITER, FACTORY = "Golden Bridge Recruitment Services", "Riverside Dye and Finish Works"
REPORT = "I paid 1,500 dollars to Golden Bridge for this job. They keep my passport."
ANSWER = "We believe you. You should not have paid. We ask for your money back."


def say(line):
    print("  " + line, flush=True)


def need(held, what, page=""):
    """What was expected; else the chapter ends here."""
    if not held:
        sys.exit(f"demo: not so: {what}" + (f"\n  the page says: {text_of(page)[:800]}" if page else ""))


class Installation:
    def __init__(self, program, config):
        self.program, self.config = program, config

    def environment(self, days_ago):
        if days_ago == 0:
            return dict(os.environ)
        found = subprocess.run(["faketime", "-m", "-f", "+0", "printenv", "LD_PRELOAD"], capture_output=True, text=True, check=True)
        return dict(os.environ, LD_PRELOAD=found.stdout.strip(), FAKETIME=f"-{days_ago}d", FAKETIME_DONT_FAKE_MONOTONIC="1",
                    DONT_FAKE_MONOTONIC="1")

    def run(self, *arguments, words=None, days_ago=0):
        done = subprocess.run([self.program, "--config", self.config, *arguments], input=words or "", capture_output=True, text=True,
                              check=False, env=self.environment(days_ago))
        need(done.returncode == 0, f"manumit {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    @contextlib.contextmanager
    def served(self, days_ago=0):
        """The address of a server that runs meanwhile."""
        with tempfile.TemporaryFile("w+") as log:
            server = subprocess.Popen([self.program, "--config", self.config, "serve", "--listen", "127.0.0.1:0", "--migrate"],
                                      stdout=subprocess.PIPE, stderr=log, text=True, env=self.environment(days_ago))
            try:
                found = re.search(r"http://\S+", server.stdout.readline())
                log.seek(0)
                need(found, f"the server does not begin: {log.read()}")
                yield found.group(0)
            finally:
                server.terminate()
                server.wait()
                server.stdout.close()


class Person(Client):
    """Somebody of the console."""

    def __init__(self, url, email):
        super().__init__(url)
        answer = self.sign_in(email, PASSWORD)
        need(answer.status == 303, f"{email} signs in", answer.text)

    def unlock(self):
        answer = self.post("/vault/unlock", {"passphrase": PASSWORD})
        need(answer.status == 303, "the vault opens", answer.text)

    def do(self, path, action, **fields):
        """The form of the page at `path` that goes to `action`, sent with these fields; the page that follows."""
        answer = self.submit(self.get(path), action, fields)
        if answer.status == 303:
            answer = self.follow(answer.header("Location"))[0]
        need(answer.status == 200, f"{action} is done", answer.text)
        return answer


class Worker(Client):
    """A phone without an account."""

    def step(self, page, action, **fields):
        answer = self.submit(page, action, fields)
        return self.get(answer.header("Location")) if answer.status == 303 else answer

    def reports(self, what, where, who, pick="fees"):
        """Three screens; the return code."""
        page = self.get("/help/en/report")
        page = self.step(page, "/report/where", what=what, pick=pick)
        page = self.step(page, "/report/contact", where=where, who=who)
        need(not self.cookies, "no cookie before filing")
        page = self.step(page, "/report/send")
        groups = re.findall(r"<span>(\d{5})</span>", (re.search(r'id="return-code".*?</ol>', page.text, re.S) or [""])[0])
        need(len(groups) == 6, "the page after filing has the code", page.text)
        saved = self.step(page, "/code", group=groups[3])
        need("You have your code" in saved.text, "group 4 shows that the code was kept", saved.text)
        return " ".join(groups)

    def comes_back(self, code):
        return self.step(self.get("/help/en/return"), "/return", code=code)


def make_team(at):
    """As the README says: people, keys, a circle, holders, a team."""
    people = [(CASE_WORKER, "case-worker"), (THIRD, "case-worker"), (SUPERVISOR, "case-supervisor")]
    for email, role in people:
        at.run("user", "add", email, "--org", "paths", "--role", role, "--password-stdin", words=PASSWORD + "\n")
        at.run("vault", "init", "--as", email, "--org", "paths", words=PASSWORD + "\n")
    names = [email for email, _ in people]
    at.run("vault", "circle", "intake", *names, "--as", SUPERVISOR, "--org", "paths")
    at.run("vault", "holders", *names, "--as", SUPERVISOR, "--org", "paths")
    at.run("team", "create", "--as", SUPERVISOR, "--org", "paths", "--name", "Paths helpline", "--circle", "intake", "--country", "kr",
           "--zone", "Asia/Seoul", "--languages", "en,ko", "--tells-children", "yes", "--tells-danger", "yes")
    at.run("user", "add", BUYER, "--org", "hansae", "--role", "analyst", "--password-stdin", words=PASSWORD + "\n")
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as table:
        table.write(f"Supplier name,Country\n{RECRUITER},South Korea\n{FACTORY},South Korea\n")
        table.flush()
        # A supplier counts from the quarter after the one in which it was entered.
        at.run("parties", "import", table.name, "--org", "hansae", "--source", "agents", days_ago=2 * PAST_DAYS)
    say("Paths Home has a team with keys; Hansae buys from " + FACTORY + " and uses " + RECRUITER)


def cases_of(helper):
    return set(re.findall(r"/cases/[0-9a-z]{26}", helper.get("/cases").text))


def only(cases):
    need(len(cases) == 1, f"one report more stands in the list of cases, not {len(cases)}")
    return next(iter(cases))


def money(helper, worker, case, code):
    """A claim, agreed and paid as they say; confirmed by the worker alone."""
    page = helper.do(case + "/claims/new", "/claims/new", kind="fee-a", currency="USD", low="1500", evidence="receipt", owes="recruiter",
                     recruiter_name=RECRUITER, country_from="vn", country_to="kr", **{"from": "2026-01-10"})
    claim = re.search(case + r"/claims/([0-9a-z]{26})", page.text)
    need(claim, "the claim is there", page.text)
    path = f"{case}/claims/{claim.group(1)}"
    helper.do(path, "/agree", amount="1500")
    helper.do(path, "/pay", amount="1500", way="bank", said_by="recruiter")
    paid = helper.do(path, "/show")
    need("Not confirmed yet" in paid.text, "what they say they paid is not confirmed", paid.text)
    say("the recruiter agrees to USD 1,500.00 and says that it is paid; the case says: Not confirmed yet")
    page = worker.comes_back(code)
    need("They say: USD" in text_of(page.text), "the worker sees the payment", page.text)
    page = worker.step(page, "/money", answer="got")
    need("You told us: you got it." in page.text, "her answer is on her page", page.text)
    page = helper.get(path)
    need("Confirmed by the worker" in page.text, "the claim is confirmed", page.text)
    say("she has it and says so with her code; the case says: Confirmed by the worker")


def a_fee_comes_back(url):
    worker = Worker(url)
    code = worker.reports(REPORT, "Ansan", RECRUITER)
    say(f"a worker reports a recruiter's fee without a name; her code has {len(code.split())} groups of digits")
    helper = Person(url, CASE_WORKER)
    case = only(cases_of(helper))
    locked = helper.follow(case)[0]
    need(REPORT not in html.unescape(locked.text), "signing in opens nothing", locked.text)
    helper.unlock()
    need(REPORT in html.unescape(helper.get(case).text), "who unlocked her vault reads the report")
    helper.do(case, "/answer", text=ANSWER)
    worker = Worker(url)
    need(ANSWER in html.unescape(worker.comes_back(code).text), "the worker reads the answer")
    say("a case worker unlocks her vault, reads and answers; the worker reads: " + ANSWER)
    money(helper, worker, case, code)
    return helper, case


def confirm(helper, case, name):
    """The worker means this company: looked for by its whole name, ticked, confirmed."""
    found = helper.do(case + "/concerns", "/concerns/search", name=name, country="kr")
    boxes = helper.form(found, "/concerns/confirm").boxes.get("party", [])
    need(len(boxes) == 1, f"one company is called {name}", found.text)
    answer = helper.submit(found, "/concerns/confirm", {"party": boxes[0], "category": "retention_of_documents"})
    need(answer.status == 303, f"a concern about {name} is confirmed", answer.text)
    page = helper.get(case + "/concerns").text
    need(name in html.unescape(page) and "Counts in" in page, f"the case shows the concern about {name}", page)


def make_gate_key(url):
    supervisor = Person(url, SUPERVISOR)
    supervisor.unlock()
    supervisor.do("/gate", "/gate/key")


def party_page(buyer, name):
    page = buyer.get("/parties?" + urllib.parse.urlencode({"text": name}))
    found = re.search(r'href="(/parties/[0-9a-z]{26})"[^>]*>(?:<[^>]+>)*' + re.escape(name), page.text)
    need(found, f"{name} is among the suppliers", page.text)
    return text_of(buyer.get(found.group(1)).text)


def bands_of(buyer, name):
    """What the company reads of workers' concerns about a supplier: the part of its page, or nothing."""
    words = party_page(buyer, name)
    at = words.find("Concerns of workers")
    return words[at:] if at >= 0 else ""


def eleven_speak(url, helper, first):
    """All eleven name the recruiter, ten of them the factory."""
    confirm(helper, first, RECRUITER)
    for number in range(2, WORKERS + 1):
        before = cases_of(helper)
        Worker(url).reports(f"Worker {number}: they took money and keep my passport.", FACTORY, RECRUITER)
        case = only(cases_of(helper) - before)
        confirm(helper, case, RECRUITER)
        confirm(helper, case, FACTORY)
    say(f"case workers confirm what eleven workers say of {RECRUITER}, and ten of them of {FACTORY}")


def quarter_of(days_ago):
    day = datetime.date.today() - datetime.timedelta(days=days_ago)
    return f"{day.year}Q{(day.month + 2) // 3}"


def main():
    program, config = os.path.abspath(sys.argv[1]), sys.argv[2]
    at = Installation(program, config)
    began = time.monotonic()
    make_team(at)
    with at.served(PAST_DAYS) as url:
        helper, case = a_fee_comes_back(url)
        make_gate_key(url)
        eleven_speak(url, helper, case)
        buyer = Person(url, BUYER)
        for name in (RECRUITER, FACTORY):
            need("no quarter is closed yet" in bands_of(buyer, name), f"a quarter that runs shows nothing of {name}")
        say("while the quarter runs the company sees nothing of it")
    quarter = quarter_of(PAST_DAYS)
    at.run("gate", "close", quarter, "--as", SUPERVISOR, "--org", "paths", words=PASSWORD + "\n")
    with at.served() as url:
        buyer = Person(url, BUYER)
        few, many = bands_of(buyer, FACTORY), bands_of(buyer, RECRUITER)
        need("oo few to show" in few and "11–19" not in few.split("How many")[0], "ten are too few to show", few)
        need("11–19" in many.split("How many")[0], "eleven show a band", many)
        say(f"{quarter} is over. {FACTORY}, ten workers: Too few to show. {RECRUITER}, eleven: 11–19")
    print(f"  the chapter took {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
