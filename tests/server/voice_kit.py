"""What the tests of the workers' room share: an installation with a team that takes reports, and a phone."""

import re
import urllib.parse

from harness import PASSWORD, Client

PASSPHRASE = "a pass-phrase nobody else knows"
CASE_WORKERS = ["maya@paths.example", "tomas@paths.example"]
SUPERVISOR = "ines@paths.example"


def add_helpline(at, *other_supervisors):
    """Two case workers, a supervisor, three holders, one team; other supervisors are in it too."""
    people = [*CASE_WORKERS, SUPERVISOR, *other_supervisors]
    for email in people:
        at.add_person(email, "case-worker" if email in CASE_WORKERS else "case-supervisor")
        at.run("vault", "init", "--as", email, text=PASSPHRASE + "\n")
    at.run("vault", "circle", "intake", *people, "--as", SUPERVISOR)
    at.run("vault", "holders", *people[:3], "--as", SUPERVISOR)
    at.run("team", "create", "--name", "Helpline", "--circle", "intake", "--country", "kr", "--zone", "Asia/Seoul", "--languages",
           "en,ko", "--tells-children", "yes", "--tells-danger", "no", "--as", SUPERVISOR)


def code_in(page):
    """The digits in #return-code."""
    found = re.search(r'id="return-code".*?</ol>', page, re.S)
    return " ".join(re.findall(r"<span>(\d{5})</span>", found.group(0))) if found else ""


def once_in(page):
    return re.search(r'name="once" value="([0-9a-z]{26})"', page).group(1)


def upload(fields, field, name, content, kind):
    """The body and the headers of a form with a file."""
    mark = "phone-form-boundary"
    body = b""
    for key, value in fields.items():
        body += f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
    body += (f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'.encode()
             + content + f"\r\n--{mark}--\r\n".encode())
    return {"body": body, "headers": {"Content-Type": f"multipart/form-data; boundary={mark}"}}


class Phone(Client):
    """A worker's phone: no account, no script."""

    def report(self, language="en", once=None, **fields):
        if once is None:
            once = once_in(self.get(f"/help/{language}/report").text)
        return self.ask("POST", f"/help/{language}/report/send", body={"once": once, **fields})

    def report_with_file(self, name, content, kind, language="en", **fields):
        return self.ask("POST", f"/help/{language}/report/send", **upload(fields, "file", name, content, kind))

    def come_back(self, code, language="en"):
        self.ask("POST", f"/help/{language}/return", body={"code": code})
        return self.get(f"/help/{language}/talk")


def phone(server):
    return Phone(server.url)


def unlocked(server, email):
    """A person of the console whose vault is open."""
    person = server.person(email, PASSWORD)
    answer = person.post("/vault/unlock", {"passphrase": PASSPHRASE})
    assert answer.status == 303, f"{answer.status} {answer.text[:300]}"
    return person


def encodings(secret):
    """The bytes of a secret as somebody who looks for it would try them."""
    import base64
    import unicodedata
    forms = set()
    for text in {secret, unicodedata.normalize("NFC", secret), unicodedata.normalize("NFD", secret)}:
        raw = text.encode()
        forms.update({raw, text.encode("utf-16-le"), text.encode("utf-16-be"), raw.hex().encode(), raw.hex().upper().encode(),
                      urllib.parse.quote(text).encode(), urllib.parse.quote_plus(text).encode(),
                      text.encode("unicode_escape"), "".join(f"\\u{ord(c):04x}" if ord(c) > 126 else c for c in text).encode(),
                      "".join(f"&#{ord(c)};" if ord(c) > 126 else c for c in text).encode(),
                      "".join(f"&#x{ord(c):x};" if ord(c) > 126 else c for c in text).encode()})
        for offset in range(3):
            # Of base64 at each of its three offsets, what does not depend on the neighbours.
            whole = base64.b64encode(b"\0" * offset + raw + b"\0" * 3)
            forms.add(whole[4 if offset else 0:len(whole) - 8])
            forms.add(base64.urlsafe_b64encode(b"\0" * offset + raw + b"\0" * 3)[4 if offset else 0:len(whole) - 8])
    return {form for form in forms if len(form) >= 6}
