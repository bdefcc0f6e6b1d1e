"""Two processes on one PostgreSQL are one server."""

import os
import subprocess
import unittest

from harness import ServerCase, entity, wait_until


@unittest.skipUnless(os.environ.get("MANUMIT_TEST_PG"), "no PostgreSQL")
class TwoProcesses(ServerCase):
    database = "postgres"

    def setUp(self):
        super().setUp()
        self.at.add_person("a@example.org", "admin")
        self.at.import_list("t", [entity("t-1", "Golden Thread Garments", country=["mm"])])
        self.a, self.b = self.at.serve(), self.at.serve()

    def move(self, person, server):
        """The same browser, sent to another process by the proxy."""
        person.address = server.client().address
        return person

    def test_signed_in_on_one_is_signed_in_on_both(self):
        person = self.a.person("a@example.org")
        token = person.token
        self.move(person, self.b)
        self.assertEqual(person.get("/account").status, 200)
        answer = person.api("POST", "/api/v1/parties", {"properties": {"name": ["Golden Thread Garments"]}})
        self.assertIn(answer.status, (200, 201), answer.text)
        self.assertEqual(person.learn_token(), token)

    def test_signed_out_on_one_is_signed_out_on_both(self):
        person = self.a.person("a@example.org")
        kept = dict(person.cookies)
        self.assertEqual(self.move(person, self.b).post("/sign-out").status, 303)
        person.cookies = kept
        for server in (self.b, self.a):
            self.assertEqual(self.move(person, server).get("/account").status, 303)

    def test_a_session_outlives_its_process(self):
        person = self.a.person("a@example.org")
        self.a.kill()
        self.assertEqual(self.move(person, self.b).get("/account").status, 200)

    def test_unlocked_on_one_is_unlocked_on_both(self):
        person, secret = self.a.person("a@example.org"), "what the caller said about the fence"
        made = person.api("POST", "/api/v1/parties", {"schema": "Company", "properties": {"name": ["Golden Thread Garments"]}})
        self.assertIn(made.status, (200, 201), made.text)
        alert = wait_until(lambda: person.api("GET", "/api/v1/alerts").json["items"], "an alert")[0]["id"]
        words = "seven words that nobody else would think of"
        opened = person.post("/vault/keys", {"new_passphrase": words, "new_passphrase_again": words})
        self.assertEqual(opened.status, 303, opened.text[-500:])
        self.a.kill()
        self.move(person, self.b)
        sealed = person.post(f"/alerts/{alert}/sealed-note", {"audience": "me", "sealed_note": secret, "view": ""})
        self.assertEqual(sealed.status, 303)
        self.assertIn(secret, person.get(f"/alerts/{alert}").text)
        dumped = subprocess.run(["pg_dump", self.at.url], capture_output=True, text=True, check=True).stdout
        self.assertIn(alert, dumped)
        self.assertNotIn(secret, dumped)
        self.assertNotIn(secret.encode().hex(), dumped)
        del person.cookies["manumit-vault"]
        self.assertNotIn(secret, person.get(f"/alerts/{alert}").text)

    def test_a_revoked_key_ends_on_both(self):
        key = self.at.add_key("read")
        clients = [server.client(key) for server in (self.a, self.b)]
        self.assertEqual([client.api("GET", "/api/v1/parties").status for client in clients], [200, 200])
        person = self.a.person("a@example.org")
        record = next(one["id"] for one in person.api("GET", "/api/v1/keys").json["keys"] if "read" in one["scopes"])
        self.assertEqual(person.api("DELETE", f"/api/v1/keys/{record}").status, 204)
        for client in clients:
            wait_until(lambda one=client: one.api("GET", "/api/v1/parties").status == 401, "the key to end", 15)

    def test_guesses_are_counted_together(self):
        statuses = []
        for number in range(10):
            client = (self.a, self.b)[number % 2].client()
            statuses.append(client.sign_in("nobody@example.org", "guess").status)
        self.assertEqual(statuses[-1], 429)

    def test_a_new_edition_is_seen_by_both(self):
        clients = [server.client(self.at.add_key("match")) for server in (self.a, self.b)]
        query = {"queries": {"q": {"schema": "Company", "properties": {"name": ["Silver Needle Textiles"]}}}}

        def found(client):
            return client.api("POST", "/match/t", query).json["responses"]["q"]["results"]

        self.assertEqual([found(client) for client in clients], [[], []])
        self.at.import_list("t", [entity("t-2", "Silver Needle Textiles")])
        for client in clients:
            wait_until(lambda one=client: found(one), "the new edition")

    def test_the_job_of_a_killed_process_is_taken_over(self):
        person = self.a.person("a@example.org")
        rows = "".join(f"Supplier {i} Textile Works,kh\n" for i in range(20_000))
        mark = "manumit-test-boundary"
        body = (f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="many.csv"\r\n\r\nName,Country\n{rows}'
                f"Golden Thread Garments,mm\n\r\n--{mark}--\r\n")
        made = person.ask("POST", "/api/v1/imports", body=body, headers={
            "Content-Type": f"multipart/form-data; boundary={mark}", "Accept": "application/json", "X-CSRF-Token": person.token})
        self.assertIn(made.status, (200, 201, 202), made.text)
        self.b.stop()
        started = person.api("POST", f"/api/v1/imports/{made.json['id']}/start", {})
        self.assertIn(started.status, (200, 202), started.text)
        running = "SELECT COUNT(*) FROM job WHERE state = 'running' AND kind = 'parties.import'"
        wait_until(lambda: self.at.sql(running).strip() == "1", "the import to run")
        self.a.kill()
        self.assertEqual(self.at.sql(running).strip(), "1")
        self.at.sql("UPDATE job SET due_ms = 0 WHERE state = 'running'")  # its lease runs out, without the wait
        client = self.at.serve().client(self.at.add_key("read"))
        wait_until(lambda: client.api("GET", "/api/v1/alerts").json["items"], "the alert of the last row", 120)
        self.assertEqual(self.at.sql("SELECT COUNT(*) FROM party").strip(), "20001")
