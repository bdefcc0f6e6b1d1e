"""The commands and addresses that scripts of others rely on, to the letter."""

import getpass
import os
import stat
import subprocess

from harness import MANUMIT, PASSWORD, Client, ServerCase, entity, on_each_database


class Contract(ServerCase):
    def test_first_day(self):
        at = self.at
        self.assertTrue(os.path.isfile(at.config))
        self.assertEqual(stat.S_IMODE(os.stat(at.config).st_mode), 0o600)
        at.run("user", "add", "first@example.org", "--admin", "--password-stdin", text=PASSWORD + "\n")
        made = at.run("apikey", "create", "--scope", "match", "--name", "buying")
        key = made.splitlines()[-1]
        self.assertRegex(key, r"^\S{20,}$")
        at.import_list("un_sc", [entity("un-1", "Golden Thread Garments", country=["mm"])])
        at.import_list("other", [entity("o-1", "Silver Needle Textiles", country=["cn"])])
        server = at.serve()
        for path in ("/healthz", "/readyz"):
            self.assertEqual(Client(server.url).get(path).status, 200)
        self.check_match(server, key)
        answer, path = Client(server.url).follow("/")
        self.assertEqual((answer.status, path), (200, "/sign-in"))
        self.assertEqual(server.person("first@example.org").follow("/")[0].status, 200)
        self.assertEqual(server.stop(), 0)

    def check_match(self, server, key):
        client = Client(server.url, key)

        def ids(dataset, name):
            query = {"queries": {"q1": {"schema": "Company", "properties": {"name": [name]}}}}
            answer = client.api("POST", f"/match/{dataset}", query)
            self.assertEqual(answer.status, 200, answer.text)
            found = answer.json["responses"]["q1"]
            self.assertEqual(found["status"], 200)
            return [result["id"] for result in found["results"]]

        self.assertEqual(ids("un_sc", "Golden Thread Garments"), ["un-1"])
        self.assertEqual(ids("un_sc", "Silver Needle Textiles"), [])
        self.assertEqual(ids("default", "Golden Thread Garments"), ["un-1"])
        self.assertEqual(ids("default", "Silver Needle Textiles"), ["o-1"])
        self.assertEqual(client.api("POST", "/match/no_such_list", {"queries": {}}).status, 404)
        self.assertEqual(Client(server.url).api("POST", "/match/default", {"queries": {}}).status, 401)
        self.assertEqual(Client(server.url, key + "x").api("POST", "/match/default", {"queries": {}}).status, 401)

    def test_commands_are_audited_as_the_system_user(self):
        self.at.add_person("first@example.org", "admin")
        self.at.import_list("t", [entity("t-1", "Golden Thread Garments")])
        self.at.run("apikey", "create", "--scope", "match", "--name", "k", "--as", "first@example.org")
        server = self.at.serve()
        entries = server.person("first@example.org").api("GET", "/api/v1/audit").json["entries"]
        actors = {entry["action"]: entry["actor"] for entry in entries}
        self.assertEqual(actors["person.create"], f"system:{getpass.getuser()}")
        self.assertEqual(actors["list.import"], f"system:{getpass.getuser()}")
        self.assertNotIn("system:", actors["key.create"])

    def test_organisation_is_the_first_unless_named(self):
        at = self.at
        at.run("org", "add", "second", "--name", "Second", "--type", "ngo")
        at.add_person("a@example.org", "viewer")
        at.add_person("b@example.org", "viewer", "second")
        self.assertIn("a@example.org", at.run("user", "list"))
        self.assertNotIn("b@example.org", at.run("user", "list"))
        self.assertIn("b@example.org", at.run("user", "list", "--org", "second"))

    def test_lists_belong_to_the_installation(self):
        at = self.at
        at.run("org", "add", "second", "--name", "Second", "--type", "ngo")
        at.import_list("t", [entity("t-1", "Golden Thread Garments")])
        server = at.serve()
        for org in (None, "second"):
            lists = server.client(at.add_key("read", org=org)).api("GET", "/api/v1/lists")
            self.assertEqual(lists.status, 200)
            self.assertIn('"t"', lists.text)

    def test_vault_init(self):
        at = self.at
        at.add_person("first@example.org", "admin")
        at.run("vault", "init", "--as", "first@example.org", text="seven words that nobody else would think of\n")
        again = at.try_run("vault", "init", "--as", "first@example.org", text="another seven words for the second time\n")
        self.assertEqual(again.returncode, 3, again.stderr)

    def test_mistakes_are_named(self):
        at = self.at
        self.assertEqual(subprocess.run([MANUMIT, "init", at.base], capture_output=True, check=False).returncode, 3)
        nobody = at.try_run("user", "list", "--as", "nobody@example.org")
        self.assertEqual(nobody.returncode, 3)
        self.assertIn("nobody@example.org", nobody.stderr)
        self.assertEqual(at.try_run("apikey", "create", "--scope", "everything", "--name", "x").returncode, 3)
        self.assertEqual(at.try_run("apikey", "create", "--scope", "match").returncode, 2)
        self.assertEqual(at.try_run("lists", "import", "/nowhere", "--dataset", "x").returncode, 3)
        self.assertEqual(at.try_run("user", "list", "--org", "nowhere").returncode, 3)


globals().update(on_each_database(Contract))
del Contract
