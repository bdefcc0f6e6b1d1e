"""New editions of lists while the server runs: alerts appear, change and are withdrawn by themselves."""

import hashlib
import http.server
import json
import threading

from harness import ServerCase, entity, on_each_database, wait_until

PARTIES = ("Golden Thread Garments", "Silver Needle Textiles", "Quiet River Mill")


class Publisher:
    """Somebody who publishes a list over HTTP and knows ETags."""

    def __init__(self):
        self.body, self.statuses = b"", []
        publisher = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                tag = '"' + hashlib.sha256(publisher.body).hexdigest()[:16] + '"'
                same = self.headers.get("If-None-Match") == tag
                publisher.statuses.append(304 if same else 200)
                self.send_response(304 if same else 200)
                self.send_header("ETag", tag)
                self.send_header("Content-Length", "0" if same else str(len(publisher.body)))
                self.end_headers()
                if not same:
                    self.wfile.write(publisher.body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/list.json"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def publish(self, entities):
        self.body = "".join(json.dumps(one) + "\n" for one in entities).encode()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Editions(ServerCase):
    def setUp(self):
        super().setUp()
        self.at.import_list("t", [entity("t-1", PARTIES[0], country=["mm"]), entity("t-2", PARTIES[1], country=["cn"])])
        self.server = self.at.serve()
        self.client = self.server.client(self.at.add_key("write", "admin"))
        for number, name in enumerate(PARTIES):
            answer = self.client.api("POST", "/api/v1/parties", {
                "schema": "Company", "properties": {"name": [name]}, "key": f"k{number}", "source": "suppliers"})
            self.assertIn(answer.status, (200, 201), answer.text)
        wait_until(lambda: set(self.open_alerts()) == {"t-1", "t-2"}, "the first alerts")

    def open_alerts(self):
        return {alert["entry"]: alert for alert in self.client.api("GET", "/api/v1/alerts").json["items"]}

    def test_alerts_follow_the_list(self):
        before = self.open_alerts()
        self.at.import_list("t", [entity("t-1", PARTIES[0], country=["mm"], alias=["Golden Thread Garments Company"],
                                         notes=["Now of another town"], registrationNumber=["77-12"]),
                                  entity("t-3", PARTIES[2], country=["kh"])])
        wait_until(lambda: set(self.open_alerts()) == {"t-1", "t-3"}, "the new and the withdrawn alert")
        after = self.open_alerts()
        self.assertEqual(after["t-1"]["id"], before["t-1"]["id"])
        gone = self.client.api("GET", f"/api/v1/alerts/{before['t-2']['id']}").json
        self.assertEqual(gone["alert"]["stage"] if "alert" in gone else gone["stage"], "withdrawn")
        # Every party was there before: none was compared with the whole list again.
        newest = next(job for job in self.client.api("GET", "/api/v1/jobs").json["jobs"]
                      if job["kind"] == "parties.screen" and job["state"] == "done")
        self.assertEqual((newest["result"]["parties"], newest["result"]["by_change"]), (len(PARTIES), len(PARTIES)))

    def test_judgements_are_kept_until_a_side_changes(self):
        alert = self.open_alerts()["t-2"]
        answer = self.client.api("POST", f"/api/v1/alerts/{alert['id']}/judgement",
                                 {"decision": "not-same", "reason": "another town", "version": alert["version"]})
        self.assertEqual(answer.status, 200, answer.text)
        self.at.import_list("t", [entity("t-1", PARTIES[0], country=["mm"]), entity("t-2", PARTIES[1], country=["cn"]),
                                  entity("t-3", PARTIES[2])])
        wait_until(lambda: "t-3" in self.open_alerts(), "the new alert")
        self.assertNotIn("t-2", self.open_alerts())
        self.at.import_list("t", [entity("t-1", PARTIES[0], country=["mm"]),
                                  entity("t-2", PARTIES[1], country=["cn"], alias=["Silver Needle"], birthDate=[])])
        wait_until(lambda: "t-2" in self.open_alerts(), "the judged alert, because the entry has changed")

    def test_fetch_by_etag(self):
        publisher = Publisher()
        self.addCleanup(publisher.close)
        publisher.publish([entity("p-1", PARTIES[2])])
        with open(self.at.config, "a", encoding="utf-8") as config:
            config.write(f'\n[[lists.fetch]]\ndataset = "published"\nurl = "{publisher.url}"\nevery_hours = 24\n')
        self.at.run("lists", "fetch")
        wait_until(lambda: "p-1" in self.open_alerts(), "the alert of the fetched list")
        self.at.run("lists", "fetch")
        self.assertEqual(publisher.statuses, [200, 304])
        publisher.publish([entity("p-2", PARTIES[1])])
        self.at.run("lists", "fetch")
        wait_until(lambda: "p-2" in self.open_alerts() and "p-1" not in self.open_alerts(), "the next edition's alerts")
        publisher.publish([])
        publisher.body = b"<html>maintenance</html>"
        self.assertEqual(self.at.try_run("lists", "fetch").returncode, 3)
        self.assertIn("p-2", self.open_alerts())

    def test_fetch_by_itself(self):
        publisher = Publisher()
        self.addCleanup(publisher.close)
        publisher.publish([entity("p-1", PARTIES[2])])
        self.server.stop()
        with open(self.at.config, "a", encoding="utf-8") as config:
            config.write(f'\n[[lists.fetch]]\ndataset = "published"\nurl = "{publisher.url}"\nevery_hours = 24\n')
        self.server = self.at.serve()
        self.client.address = self.server.client().address
        wait_until(lambda: "p-1" in self.open_alerts(), "the alert of the fetched list", 60)


globals().update(on_each_database(Editions))
del Editions
