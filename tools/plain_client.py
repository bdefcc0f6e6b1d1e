"""A small browser without scripts, for the tests of the server and for the demo: asks, keeps cookies, fills in forms."""

import html
import html.parser
import http.client
import json
import re
import urllib.parse


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.body)

    def all(self, name):
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def header(self, name):
        return (self.all(name) or [""])[0]


class Client:
    """A browser without scripts, or, with a key, a program. Cookies are kept; redirects are followed only on request."""

    def __init__(self, url, key=None):
        self.address = urllib.parse.urlsplit(url).netloc
        self.key, self.cookies, self.token = key, {}, ""

    def ask(self, method, path, body=None, headers=None, kind=None, timeout=30, most=None):
        """`body`: a dict is sent as a form or, with kind="json", as JSON. `most`: read no more than so many bytes."""
        fields = {"Accept": "text/html" if self.key is None else "application/json"}
        if self.key:
            fields["Authorization"] = f"ApiKey {self.key}"
        if self.cookies:
            fields["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind == "json":
            body, fields["Content-Type"] = json.dumps(body if body is not None else {}), "application/json"
        elif isinstance(body, dict):
            body, fields["Content-Type"] = urllib.parse.urlencode(body), "application/x-www-form-urlencoded"
        fields.update(headers or {})
        connection = http.client.HTTPConnection(self.address, timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=fields)
            answer = connection.getresponse()
            found = Answer(answer.status, answer.getheaders(), answer.read() if most is None else answer.read(most))
        finally:
            connection.close()
        for cookie in found.all("Set-Cookie"):
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
            if "max-age=0" in cookie.lower():
                del self.cookies[name]
        return found

    def get(self, path, **options):
        return self.ask("GET", path, **options)

    def follow(self, path):
        """The answer and its path after all redirects."""
        for _ in range(10):
            answer = self.get(path)
            if answer.status not in (301, 302, 303, 307, 308):
                return answer, path
            path = answer.header("Location")
        raise AssertionError("too many redirects")

    def learn_token(self, path="/account"):
        answer, _ = self.follow(path)
        found = re.search(r'name="csrf" value="([^"]+)"', answer.text)
        self.token = html.unescape(found.group(1)) if found else ""
        return self.token

    def post(self, path, fields=None, **options):
        """A form of a page, with its token against forgery."""
        return self.ask("POST", path, body={"csrf": self.token, **(fields or {})}, **options)

    def api(self, method, path, body=None, headers=None, **options):
        """A call of the API; from a session with its token in the header."""
        own = {"Accept": "application/json"}
        if self.key is None and self.token:
            own["X-CSRF-Token"] = self.token
        return self.ask(method, path, body=body, headers={**own, **(headers or {})},
                        kind="json" if body is not None else None, **options)

    def sign_in(self, email, password, headers=None):
        self.learn_token("/sign-in")
        answer = self.ask("POST", "/sign-in", body={"csrf": self.token, "email": email, "password": password},
                          headers=headers)
        if answer.status == 303:
            self.learn_token()
        return answer

    def submit(self, page, action, fields=None, **options):
        """Sends the form of `page` (an Answer) whose action is or ends with `action`: what stands in it, and `fields`."""
        form = self.form(page, action)
        return self.ask("POST", form.action, body={**form.fields, **(fields or {})}, **options)

    def form(self, page, action):
        """The form of `page` whose action is or ends with `action`."""
        form = next((one for one in forms_in(page.text) if one.action == action or one.action.endswith(action)), None)
        if form is None:
            raise AssertionError(f"no form to {action} on the page: {text_of(page.text)[:300]}")
        return form


class Form:
    """A form as it stands on a page: `fields` with what it would send (no buttons), `boxes` and `choices` that can be chosen."""

    def __init__(self, action):
        self.action, self.fields, self.boxes, self.choices = action, {}, {}, {}


class _Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.form, self.select, self.area, self.option = [], None, None, None, None

    def handle_starttag(self, tag, attributes):
        of = dict(attributes)
        if tag == "form":
            self.form = Form(of.get("action", ""))
            self.forms.append(self.form)
        if self.form is None:
            return
        if tag == "input" and of.get("name"):
            if of.get("type") in ("checkbox", "radio"):
                self.form.boxes.setdefault(of["name"], []).append(of.get("value", ""))
            if of.get("type") not in ("checkbox", "radio", "file", "submit") or "checked" in of:
                self.form.fields[of["name"]] = of.get("value") or ""
        elif tag == "select":
            self.select = of.get("name")
        elif tag == "option" and self.select:
            self.option = of.get("value", "")
            if "selected" in of or self.select not in self.form.fields:
                self.form.fields[self.select] = self.option
            self.form.choices.setdefault(self.select, {})[self.option] = ""
        elif tag == "textarea":
            self.area = of.get("name")
            self.form.fields[self.area] = ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = self.option = None
        elif tag == "option":
            self.option = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.form is not None and self.area:
            self.form.fields[self.area] += data
        elif self.form is not None and self.select and self.option is not None:
            self.form.choices[self.select][self.option] += data.strip()


def forms_in(page):
    """The forms of a page's text, in their order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def text_of(page):
    """What a page says, without its marks."""
    main = re.search(r"<main\b.*?</main>", page, re.S)
    bare = re.sub(r"<(style|title|desc)\b.*?</\1>", " ", main.group(0) if main else page, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", bare))).strip()
