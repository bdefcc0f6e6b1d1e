"""Every address with every role, and with the ids of another organisation. What is asked is what the program itself lists
(`manumit config routes`), so that no address can be forgotten."""

import json
import os
import re
import unittest

from harness import Installation, ServerCase, entity, on_each_database, wait_until

GOLDEN = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "golden")
EXAMPLE_MEMBERS = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "examples", "panel", "members.json")
ROLES = ["admin", "analyst", "approver", "viewer", "auditor", "secretary", "delegate", "case-worker", "case-supervisor"]
UNKNOWN = "0" * 26  # an id as they look, that nothing has
LIST = [entity("t-1", "Golden Thread Garments", country=["mm"]), entity("t-2", "Silver Needle Textiles", country=["cn"])]
WATCHED = {"schema": "Company", "properties": {"name": ["Golden Thread Garments"], "country": ["mm"]},
           "key": "s1", "source": "suppliers"}
# Addresses that answer others than those who have a session or key, in a way of their own.
OWN_RULES = {"/sign-out"}
# Where whoever sends half a form is led back to the page, and only there learns that there is none.
LEADS_BACK = {"/alerts/{id}/sealed-note"}


class Route:
    def __init__(self, line):
        self.pattern, self.method, self.face, self.permission, roles = line.split("\t")
        self.roles = ROLES if roles == "everybody" else [] if roles == "-" else roles.split(",")
        self.public = self.permission == "public"

    def __str__(self):
        return f"{self.method} {self.pattern}"


def routes_of(at):
    return [Route(line) for line in at.run("config", "routes").splitlines()]


def compare_with_golden(case, name, text):
    path = os.path.join(GOLDEN, name)
    if os.environ.get("MANUMIT_UPDATE_GOLDEN"):
        os.makedirs(GOLDEN, exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
    with open(path, encoding="utf-8") as file:
        case.assertEqual(file.read().splitlines(), text.splitlines(),
                         f"if this is meant, run tools/server_tests.py with --update-golden and read the difference of {path}")


class Golden(ServerCase):
    maxDiff = None

    def test_routes_and_roles(self):
        compare_with_golden(self, "permissions.txt", self.at.run("config", "routes"))

    def test_openapi(self):
        document = self.at.serve().client().api("GET", "/openapi.json").json
        document["info"]["version"] = "0"
        compare_with_golden(self, "openapi.json", json.dumps(document, indent=1, ensure_ascii=False) + "\n")


class Organisation:
    """What one organisation has: a person of each role, and one of each kind of record."""

    def __init__(self, at, server, slug):
        self.slug, self.people, self.ids = slug, {}, {}
        self.emails = {role: f"{role}@{slug}.example" for role in ROLES}
        for role, email in self.emails.items():
            at.add_person(email, role, slug)
            self.people[role] = server.person(email)
        server.person(self.emails["admin"])  # a second session, which the first can end
        self.make_records()

    def make_records(self):
        admin, ids = self.people["admin"], self.ids

        def made(path, body):
            answer = admin.api("POST", path, body)
            assert answer.status in (200, 201, 202), f"{path}: {answer.status} {answer.text}"
            return answer.json

        ids["parties"] = made("/api/v1/parties", WATCHED)["id"]
        alert = wait_until(lambda: admin.api("GET", "/api/v1/alerts").json["items"], "an alert")[0]
        ids["alerts"] = alert["id"]
        ids["jobs"] = wait_until(lambda: [job for job in admin.api("GET", "/api/v1/jobs").json["jobs"] if job["state"] == "done"],
                                 "a finished job")[0]["id"]
        ids["webhooks"] = made("/api/v1/webhooks", {"url": "https://hooks.example/x"})["id"]
        ids["invitations"] = made("/api/v1/invitations", {"email": f"new@{self.slug}.example", "roles": ["viewer"]})["id"]
        ids["keys"] = made("/api/v1/keys", {"name": "k", "scopes": ["match"]})["id"]
        ids["people"] = next(person["id"] for person in admin.api("GET", "/api/v1/people").json["people"]
                             if person["email"] == self.emails["viewer"])
        ids["imports"] = self.upload("suppliers.csv", "Name,Country\nGolden Thread Garments,mm\nQuiet Mill,kh\n")
        ids["sessions"] = re.search(r"/account/sessions/([0-9a-z]{26})/end", admin.get("/account").text).group(1)

    def upload(self, name, text):
        mark = "manumit-test-boundary"
        body = (f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                f"Content-Type: text/csv\r\n\r\n{text}\r\n--{mark}--\r\n")
        answer = self.people["admin"].ask(
            "POST", "/api/v1/imports", body=body,
            headers={"Content-Type": f"multipart/form-data; boundary={mark}", "Accept": "application/json",
                     "X-CSRF-Token": self.people["admin"].token})
        assert answer.status in (200, 201, 202), answer.text
        return answer.json["id"]

    def dump(self):
        """Everything that others could have changed, as the organisation's administrator sees it."""
        admin, seen = self.people["admin"], {}
        for path in ("alerts", "parties", "people", "invitations", "keys", "webhooks", "jobs", "imports", "screening-settings"):
            answer = admin.api("GET", f"/api/v1/{path}")
            assert answer.status == 200, f"{path}: {answer.status} {answer.text}"
            seen[path] = answer.text
        for path in ("alerts", "parties", "imports"):
            seen[f"{path}/one"] = admin.api("GET", f"/api/v1/{path}/{self.ids[path]}").text
        return seen


def kind_of(pattern):
    """Which kind of record the first {id} of the pattern names; None: of nobody in particular."""
    found = re.search(r"/([a-z-]+)/\{id\}", pattern)
    kind = found.group(1) if found else None
    if kind == "sessions" and not pattern.startswith("/account/"):
        return None  # of the panel, not of somebody who is signed in
    return kind if kind in ("parties", "alerts", "jobs", "webhooks", "invitations", "keys", "people", "imports", "sessions") else None


def path_of(route, record):
    path = route.pattern.replace("{id}", record)
    for name, value in {"{dataset}": "t", "{edition}": "1", "{property}": "name", "{name...}": "nothing.css", "{token}": "x",
                        "{name}": "nobody", "{number}": "1", "{file}": "citation.txt", "{lang}": "en"}.items():
        path = path.replace(name, value)
    return re.sub(r"\{[a-z]+\}", UNKNOWN, path)  # every other part names a record


FORM = {"version": "1", "decision": "not-same", "reason": "a reason", "person": "", "text": "a note", "note": "a note", "role": "viewer",
        "roles": "viewer", "name": "New Name", "use": "name", "source": "suppliers", "schema": "Company", "tags": "x"}
BODY = {"version": 1, "decision": "not-same", "reason": "a reason", "text": "a note", "roles": ["viewer"], "tags": ["x"],
        "uses": [{"column": 0, "use": "name"}]}


def send(person, route, record):
    path = path_of(route, record)
    for name in [name for name in person.cookies if "flash" in name]:
        del person.cookies[name]  # what an earlier answer wanted to say is none of this one's
    if route.method == "GET":
        return person.ask("GET", path, headers={"Accept": "application/json"} if route.face == "api" else {}, most=200_000)
    if route.face == "api":
        return person.api(route.method, path, BODY)
    return person.post(path, FORM)


def same_for_all(answer, record):
    """What an answer says, without what differs between any two requests."""
    text = answer.text.replace(record, "ID")
    text = re.sub(r'name="csrf" value="[^"]*"|urn:request:[0-9a-z]+|[0-9a-z]{26}|challenge&quot;:&quot;[^&]*', "", text)
    return answer.status, text, answer.header("Location").replace(record, "ID")


class Permissions(unittest.TestCase):
    database = "sqlite"
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.at = Installation(cls.database)
        cls.addClassCleanup(cls.at.close)
        cls.at.add_person("operator@example.org", "admin")
        cls.at.import_list("t", LIST)
        for slug in ("ours", "theirs", "office"):
            cls.at.run("org", "add", slug, "--name", slug, "--type", "ngo")
        cls.at.run("panel", "create", "--name", "The panel", "--host", "office")
        with open(EXAMPLE_MEMBERS, encoding="utf-8") as file:
            papers = [{**json.load(file)[0], "org": "ours"}]
        path = os.path.join(cls.at.folder, "members.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(papers, file)
        cls.at.run("panel", "admit", path)
        cls.server = cls.at.serve()
        cls.ours, cls.theirs = (Organisation(cls.at, cls.server, slug) for slug in ("ours", "theirs"))
        cls.routes = routes_of(cls.at)

    def test_each_role_reads_what_it_may(self):
        problems = []
        for route in (route for route in self.routes if route.method == "GET"):
            kind = kind_of(route.pattern)
            for role in ROLES:
                answer = send(self.ours.people[role], route, self.ours.ids.get(kind, UNKNOWN))
                allowed = role in route.roles
                # Who is of the secretariat depends on the organisation that hosts the panel too.
                refused = (401, 500) if route.permission == "panel.manage" else (401, 403, 500)
                right = answer.status not in refused if allowed else answer.status == 403
                if allowed and kind is not None and answer.status not in (200, 303):
                    right = False
                if not right:
                    problems.append(f"{route} as {role}: {answer.status}, {'allowed' if allowed else 'not allowed'}: "
                                    f"{answer.text[:150]}")
        self.assertEqual(problems, [])

    def test_each_role_changes_only_what_it_may(self):
        problems = []
        for route in (route for route in self.routes if route.method != "GET"):
            for role in (role for role in ROLES if role not in route.roles):
                before = self.ours.dump()
                kind = kind_of(route.pattern)
                answer = send(self.ours.people[role], route, self.ours.ids.get(kind, UNKNOWN))
                if answer.status != 403 or self.ours.dump() != before:
                    problems.append(f"{route} as {role}: {answer.status}")
        self.assertEqual(problems, [])

    def test_nobody_is_led_to_sign_in(self):
        problems = []
        for route in (route for route in self.routes if not route.public):
            answer = send(self.server.client(), route, UNKNOWN)
            right = answer.status == 401 if route.face == "api" else \
                answer.status == 303 and answer.header("Location").startswith("/sign-in")
            if not right:
                problems.append(f"{route}: {answer.status} {answer.header('Location')}")
        self.assertEqual(problems, [])

    def test_ids_of_another_organisation_are_unknown(self):
        admin, problems = self.ours.people["admin"], []
        before = self.theirs.dump()
        routes = [route for route in self.routes if kind_of(route.pattern) and "admin" in route.roles]
        self.assertGreater(len(routes), 30)
        for route in routes:
            record = self.theirs.ids[kind_of(route.pattern)]
            answer, unknown = send(admin, route, record), send(admin, route, UNKNOWN)
            expected = 303 if route.pattern in LEADS_BACK else 404
            if answer.status != expected or same_for_all(answer, record) != same_for_all(unknown, UNKNOWN):
                problems.append(f"{route}: {answer.status} {answer.text[-150:]!r} and for an unknown id {unknown.status} "
                                f"{unknown.text[-150:]!r}")
        self.assertEqual(self.theirs.dump(), before)
        self.assertEqual(problems, [])

    def test_ids_within_bodies(self):
        before = self.theirs.dump()
        admin, alert = self.ours.people["admin"], self.theirs.ids["alerts"]
        stranger = self.theirs.ids["people"]
        for path, body in (("bulk", {"items": [{"id": alert, "version": 1}], "decision": "not-same", "reason": "x"}),
                           ("assign", {"alerts": [alert], "person": None}),
                           ("assign", {"alerts": [self.ours.ids["alerts"]], "person": stranger}),
                           ("bulk/undo", {"batch": UNKNOWN})):
            answer = admin.api("POST", f"/api/v1/alerts/{path}", body)
            self.assertNotIn("Golden Thread", answer.text)
            self.assertIn(answer.status, (200, 400, 404, 409), f"{path}: {answer.text}")
        for path, form in (("/alerts/bulk", {"alert": f"{alert}:1", "decision": "not-same", "reason": "x"}),
                           ("/alerts/bulk/assign", {"alert": f"{alert}:1", "person": ""})):
            self.assertNotEqual(admin.post(path, form).status, 500)
        mine = admin.api("GET", f"/api/v1/alerts/{self.ours.ids['alerts']}").text
        self.assertNotIn(stranger, mine)
        self.assertEqual(self.theirs.dump(), before)

    def test_forged_requests(self):
        admin, other = self.ours.people["admin"], self.theirs.people["admin"]
        before, problems = self.ours.dump(), []
        routes = [route for route in self.routes
                  if route.method != "GET" and not route.public and "admin" in route.roles and route.pattern not in OWN_RULES]
        self.assertGreater(len(routes), 30)
        for route in routes:
            path = path_of(route, self.ours.ids.get(kind_of(route.pattern), UNKNOWN))
            for what, token, headers in (("no token", "", {}), ("a wrong token", "A" * 43, {}),
                                         ("another's token", other.token, {}),
                                         ("from another site", admin.token, {"Sec-Fetch-Site": "cross-site"}),
                                         ("another origin", admin.token, {"Origin": "https://evil.example"})):
                if route.face == "api":
                    answer = admin.ask(route.method, path, body=BODY, kind="json",
                                       headers={"Accept": "application/json", **({"X-CSRF-Token": token} if token else {}), **headers})
                else:
                    answer = admin.ask(route.method, path, body={**FORM, "csrf": token}, headers=headers)
                if answer.status != 403:
                    problems.append(f"{route}, {what}: {answer.status}")
        self.assertEqual(self.ours.dump(), before)
        self.assertEqual(problems, [])


globals().update(on_each_database(Permissions))
del Permissions
