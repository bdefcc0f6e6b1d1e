"""What stands between the server and strangers: cookies, header fields, who learns what, throttling, limits."""

import http.client
import re
import socket
import urllib.parse

from harness import PASSWORD, Client, ServerCase, entity, on_each_database

FIELDS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


class Elsewhere(Client):
    """A client whose connections come from another address of this machine."""

    def __init__(self, url, source):
        super().__init__(url)
        self.source = source

    def try_password(self, email, password):
        self.learn_token("/sign-in")
        body = urllib.parse.urlencode({"csrf": self.token, "email": email, "password": password})
        connection = http.client.HTTPConnection(self.address, timeout=30, source_address=(self.source, 0))
        connection.request("POST", "/sign-in", body=body, headers={
            "Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text


def without_secrets(text):
    text = re.sub(r'name="csrf" value="[^"]*"|challenge&quot;:&quot;[^&]*|urn:request:[0-9a-z]+', "", text)
    return re.sub(r'(id="email"[^>]*) value="[^"]*"|value="[^"@]*@[^"]*"', r"\1", text)


class Edge(ServerCase):
    def setUp(self):
        super().setUp()
        self.at.add_person("known@example.org", "admin")
        self.server = self.at.serve()

    def test_cookies(self):
        answer = self.server.client()
        signed = answer.sign_in("known@example.org")
        self.assertEqual(signed.status, 303)
        cookies = signed.all("Set-Cookie")
        self.assertEqual([cookie.split("=")[0] for cookie in cookies], ["manumit"])
        for cookie in cookies + Client(self.server.url).get("/sign-in").all("Set-Cookie"):
            parts = [part.strip() for part in cookie.split(";")[1:]]
            for part in ("Path=/", "HttpOnly", "SameSite=Lax"):
                self.assertIn(part, parts)
            self.assertFalse([part for part in parts if part.startswith("Domain")])

    def test_cookies_behind_a_proxy_with_tls(self):
        self.server.stop()
        self.at.configure("server", 'trusted_proxies = ["127.0.0.1"]')
        client = self.at.serve().client()
        answer = client.get("/sign-in", headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"})
        self.assertRegex(answer.header("Set-Cookie"), r"^__Host-manumit-visitor=\w+; .*; Secure")
        self.assertIn("max-age=63072000", answer.header("Strict-Transport-Security"))

    def test_a_stranger_is_no_proxy(self):
        answer = self.server.client().get("/sign-in", headers={"X-Forwarded-Proto": "https"})
        self.assertTrue(answer.header("Set-Cookie").startswith("manumit-visitor="))
        self.assertEqual(answer.header("Strict-Transport-Security"), "")

    def test_header_fields_on_every_answer(self):
        person = self.server.person("known@example.org")
        page = person.get("/sign-in")
        asset = re.search(r'/assets/[^"]+', Client(self.server.url).get("/sign-in").text).group(0)
        answers = [person.get(path) for path in ("/", "/account", "/no/such/page", "/openapi.json", "/healthz", asset)]
        answers += [Client(self.server.url).get("/alerts"), person.ask("POST", "/keys", body={}), person.ask("PUT", "/alerts"),
                    Client(self.server.url, "wrong").api("GET", "/api/v1/alerts"), page]
        for answer in answers:
            for name, value in FIELDS.items():
                self.assertEqual(answer.all(name), [value], name)
            policy = dict(part.strip().split(" ", 1) for part in answer.header("Content-Security-Policy").split(";"))
            self.assertEqual(policy["default-src"], "'none'")
            self.assertEqual(policy["script-src"], "'self'")
            self.assertEqual(policy["style-src"], "'self'")
            self.assertEqual(policy["frame-ancestors"], "'none'")
            self.assertEqual(policy["base-uri"], "'none'")
            self.assertEqual(policy["require-trusted-types-for"], "'script'")
            self.assertNotIn("unsafe", answer.header("Content-Security-Policy"))
            self.assertIn("camera=()", answer.header("Permissions-Policy"))
        self.assertIn("immutable", person.get(asset).header("Cache-Control"))
        self.assertEqual(person.get("/account").header("Cache-Control"), "no-store")

    def test_pages_hold_no_script_and_no_style(self):
        self.at.run("panel", "create", "--name", "The panel")  # without one its pages are not found
        person = self.server.person("known@example.org")
        routes = [line.split("\t") for line in self.at.run("config", "routes").splitlines()]
        paths = [route[0] for route in routes if route[1] == "GET" and route[2] == "page" and "{" not in route[0]]
        pages = 0
        for path in paths:
            answer = person.get(path)
            # Some pages of the panel are for its members alone, and some need arguments: what they then say is a page too.
            self.assertIn(answer.status, (200, 303, 400, 403, 404, 409, 422), path)
            if not answer.header("Content-Type").startswith("text/html"):
                continue
            pages += 1
            self.assertNotRegex(answer.text, r"<style|\sstyle=\"|\son[a-z]+=\"|<script(?![^>]* src=)", path)
            for address in re.findall(r'(?:src|href)="(https?:[^"]+)"', answer.text):
                self.assertNotRegex(answer.text, rf'<(?:script|img|link(?! rel="canonical"))[^>]*"{re.escape(address)}"', path)
        self.assertGreater(pages, 12)

    def test_who_has_an_account_is_not_told(self):
        client = self.server.client()
        wrong = client.sign_in("known@example.org", "not her password")
        unknown = client.sign_in("unknown@example.org", "not her password")
        self.assertEqual((wrong.status, unknown.status), (401, 401))
        self.assertEqual(without_secrets(wrong.text), without_secrets(unknown.text))
        self.assertEqual([name for name, _ in wrong.headers], [name for name, _ in unknown.headers])
        for number in range(8):
            statuses = [client.sign_in(f"{who}@example.org", "not her password").status for who in ("known", "unknown")]
            self.assertEqual(statuses[0], statuses[1], f"attempt {number}")

    def test_guessing_is_slowed_and_the_person_is_not_locked_out(self):
        home = Elsewhere(self.server.url, "127.0.5.1")
        self.assertEqual(home.try_password("known@example.org", PASSWORD)[0], 303)
        home.cookies = {}
        stranger = Elsewhere(self.server.url, "127.0.9.1")
        statuses = [stranger.try_password("known@example.org", f"guess {i}")[0] for i in range(10)]
        self.assertEqual(statuses[0], 401)
        self.assertEqual(statuses[-1], 429)
        self.assertEqual(stranger.try_password("known@example.org", PASSWORD)[0], 429)
        self.assertEqual(home.try_password("known@example.org", PASSWORD)[0], 303)

    def test_sign_out_ends_the_session(self):
        person = self.server.person("known@example.org")
        kept = dict(person.cookies)
        self.assertEqual(person.post("/sign-out").status, 303)
        self.assertNotIn("manumit", person.cookies)
        person.cookies = kept
        self.assertEqual(person.get("/account").header("Location").split("?")[0], "/sign-in")

    def test_a_new_session_at_each_sign_in(self):
        client = self.server.client()
        client.cookies["manumit"] = "chosen-by-somebody-else"
        self.assertEqual(client.sign_in("known@example.org").status, 303)
        self.assertNotEqual(client.cookies["manumit"], "chosen-by-somebody-else")

    def test_next_leads_nowhere_else(self):
        for where in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/%0d%0aX: y"):
            client = self.server.client()
            client.learn_token("/sign-in")
            answer = client.post("/sign-in", {"email": "known@example.org", "password": PASSWORD, "next": where})
            self.assertEqual(answer.status, 303)
            self.assertRegex(answer.header("Location"), r"^/(?![/\\])")
            self.assertEqual(answer.header("X"), "")

    def test_no_personal_data_in_the_log(self):
        self.server.client().sign_in("known@example.org", "a wrong password")
        person = self.server.person("known@example.org")
        person.get("/parties?q=Kim+Chol+Su")
        log = self.server.read_log()
        for secret in ("known@example.org", "a wrong password", PASSWORD, "Kim"):
            self.assertNotIn(secret, log)

    def raw(self, data, half=False):
        """The status of the answer to bytes; None where the connection is closed without one."""
        with socket.create_connection(self.server.url.split("//")[1].split(":"), timeout=20) as connection:
            try:
                connection.sendall(data)
                if half:
                    connection.shutdown(socket.SHUT_WR)
                answer = b""
                while b"\r\n" not in answer:
                    more = connection.recv(4096)
                    if not more:
                        return None
                    answer += more
            except ConnectionError:
                return None
        return int(answer.split()[1])

    def test_limits(self):
        head = "Host: x\r\nConnection: close\r\n"
        self.assertIn(self.raw(f"GET /{'a' * 9000} HTTP/1.1\r\n{head}\r\n".encode()), (414, 431))
        self.assertIn(self.raw(f"GET / HTTP/1.1\r\n{head}X: {'a' * 40000}\r\n\r\n".encode()), (431,))
        many = "".join(f"X-{i}: 1\r\n" for i in range(150))
        self.assertIn(self.raw(f"GET / HTTP/1.1\r\n{head}{many}\r\n".encode()), (431,))
        self.assertEqual(self.raw(f"POST /sign-in HTTP/1.1\r\n{head}Content-Length: 2000000\r\n\r\n".encode()), 413)
        for bad in (b"GET //evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                    b"GET /a/../b HTTP/1.1\r\nHost: x\r\n\r\n", b"nonsense\r\n\r\n",
                    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"):
            self.assertIn(self.raw(bad), (400, 404, None), bad)
        self.assertEqual(self.server.client().get("/healthz").status, 200)

    def test_deep_and_broken_json(self):
        client = self.server.client(self.at.add_key("match", "write"))
        for body, statuses in (("[" * 100, (400,)), ('{"queries":', (400,)), ('{"queries": 7}', (400, 422)), ("\xff", (400,)),
                               ('{"queries":' + '{"a":' * 60 + "1" + "}" * 61, (400, 422))):
            answer = client.ask("POST", "/match/default", body=body.encode("latin-1"),
                                headers={"Content-Type": "application/json"})
            self.assertIn(answer.status, statuses, answer.text)
            self.assertEqual(answer.header("Content-Type").split(";")[0], "application/problem+json")


class Problems(ServerCase):
    def test_the_api_speaks_in_problems(self):
        self.at.import_list("t", [entity("t-1", "Golden Thread Garments")])
        server = self.at.serve()
        answer = server.client(self.at.add_key("read")).api("GET", "/api/v1/alerts/" + "0" * 26)
        self.assertEqual((answer.status, answer.header("Content-Type").split(";")[0]), (404, "application/problem+json"))
        self.assertEqual(answer.json["status"], 404)


globals().update(on_each_database(Edge))
del Edge
