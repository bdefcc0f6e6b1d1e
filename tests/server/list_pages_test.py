"""The pages of watch lists: an operator uploads, withdraws and restores; a reader sees and cannot change."""

import json
import re

from harness import ServerCase, entity, on_each_database, wait_until


def upload_body(token, dataset, name, text):
    boundary = "----list-pages"
    parts = [("csrf", None, token), ("dataset", None, dataset), ("file", name, text), ("file-2", "", "")]
    body = ""
    for field, file_name, value in parts:
        named = f'; filename="{file_name}"' if file_name is not None else ""
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"{named}\r\n\r\n{value}\r\n'
    return (body + f"--{boundary}--\r\n").encode(), {"Content-Type": f"multipart/form-data; boundary={boundary}"}


class ListPages(ServerCase):
    def setUp(self):
        super().setUp()
        self.at.add_person("first@example.org", "admin")
        self.at.add_person("reader@example.org", "viewer")
        self.server = self.at.serve()
        self.operator = self.server.person("first@example.org")

    def upload(self, entities):
        text = "".join(json.dumps(one) + "\n" for one in entities)
        body, headers = upload_body(self.operator.token, "un_sc", "un.json", text)
        answer = self.operator.ask("POST", "/lists/import", body=body, headers=headers)
        self.assertEqual(answer.status, 303, answer.text)
        self.assertRegex(answer.header("Location"), "^/jobs/")
        wait_until(lambda: entities[-1]["id"] in self.operator.get("/lists/un_sc").text, "the edition's page")

    def test_operator_and_reader(self):
        self.assertIn("/lists/import", self.operator.get("/lists").text)
        self.upload([entity("u-1", "Golden Thread Garments")])
        self.upload([entity("u-2", "Silver Needle <b>Textiles</b>")])
        page = self.operator.get("/lists/un_sc").text
        self.assertNotIn("<b>Textiles", page)
        self.assertIn("Golden Thread Garments", page, "what is gone is named")
        first = re.search(r"/lists/un_sc/restore/([a-z0-9]{26})", page).group(1)
        key = self.at.add_key("match")
        found = lambda entry: self.server.client(key).get(f"/entities/{entry}").status
        self.assertEqual((found("u-1"), found("u-2")), (404, 200))
        self.assertEqual(self.operator.post(f"/lists/un_sc/restore/{first}").status, 303)
        self.assertEqual((found("u-1"), found("u-2")), (200, 404))
        question = self.operator.post("/lists/un_sc/withdraw")
        self.assertEqual(question.status, 200, "it asks first")
        self.assertIn('name="confirm"', question.text)
        self.assertEqual(self.operator.post("/lists/un_sc/withdraw", {"confirm": "yes"}).status, 303)
        self.assertEqual(found("u-1"), 404)

        reader = self.server.person("reader@example.org")
        shown = reader.get("/lists")
        self.assertEqual(shown.status, 200)
        self.assertNotIn("/lists/import", shown.text)
        self.assertNotIn("/restore/", reader.get("/lists/un_sc").text)
        self.assertEqual(reader.post(f"/lists/un_sc/restore/{first}").status, 403)
        self.assertEqual(self.operator.ask("POST", "/lists/un_sc/withdraw", body={}).status, 403, "without its token")


globals().update(on_each_database(ListPages))
del ListPages
