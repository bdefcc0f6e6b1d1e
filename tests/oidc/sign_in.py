#!/usr/bin/env python3
"""Signing in through a real OpenID provider that runs here, with the real program.

    tests/oidc/sign_in.py build/manumit [build/oidc-venv/bin/oidc-provider-mock]

The provider is the PyPI package oidc-provider-mock (a provider in its own right, made on Authlib: discovery, keys, PKCE, signed
id_tokens), made ready by

    python3 -m venv build/oidc-venv && build/oidc-venv/bin/pip install oidc-provider-mock

Makes an installation in an empty folder, serves it, and walks as a browser without script: leaves for the provider, chooses an account
there, comes back signed in. Then what must not work: an account nobody knows, an address that is not verified, the same answer twice, an
answer in another browser, an answer that the person stopped. Exit 0 when all holds.
"""

import http.cookiejar
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

PASSWORD = "correct horse battery\n"
ACCOUNTS = [
    {"sub": "ada", "email": "ada@example.org", "email_verified": True, "name": "Ada"},
    {"sub": "new", "email": "new@example.org", "email_verified": True, "name": "New"},
    {"sub": "stranger", "email": "stranger@example.org", "email_verified": True},
    {"sub": "unverified", "email": "ada@example.org", "email_verified": False},
    {"sub": "later", "email": "ada@example.org", "email_verified": True},
]


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(url):
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise SystemExit(f"{url} did not answer within 10 s")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Browser:
    def __init__(self):
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), NoRedirect)

    def ask(self, url, fields=None):
        """(status, address to go on to or None, text of the page)"""
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(url, data, {"Accept": "text/html"})
        try:
            answer = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        target = answer.headers.get("Location")
        return answer.status, urllib.parse.urljoin(url, target) if target else None, answer.read().decode()

    def callback(self, console, account):
        """Leaves for the provider and chooses the account there; returns the address that the provider sends the browser to."""
        status, provider, _ = self.ask(f"{console}/sign-in/oidc/mock")
        expect(status == 303 and provider, "the console leads to the provider")
        expect(self.ask(provider)[0] == 200, "the provider shows its page")
        status, back, page = self.ask(provider, {"sub": account})
        expect(status in (302, 303) and back.startswith(f"{console}/sign-in/oidc/mock/callback?"), f"the provider leads back ({status}: {page[:200]})")
        return back

    def sign_in(self, console, account):
        return self.ask(self.callback(console, account))


def expect(truth, what):
    if not truth:
        raise SystemExit(f"FAILED: {what}")


def run(binary, folder, *arguments, feed=""):
    done = subprocess.run([binary, *arguments], input=feed, text=True, capture_output=True, cwd=folder)
    expect(done.returncode == 0, f"{' '.join(arguments)}: {done.stderr}")
    return done.stdout


def check(console, invited):
    ada = Browser()
    status, target, _ = ada.sign_in(console, "ada")
    expect(status == 303 and target == f"{console}/", "Ada is signed in")
    status, _, page = ada.ask(f"{console}/account")
    expect(status == 200 and "ada@example.org" in page and "mock" in page, "Ada sees her account and how she signed in")
    expect(Browser().sign_in(console, "ada")[1] == f"{console}/", "Ada signs in again")

    expect(Browser().sign_in(console, "stranger")[0] == 403, "a stranger is refused")
    expect(Browser().sign_in(console, "unverified")[0] == 403, "an address that is not verified is refused")
    expect(Browser().sign_in(console, "later")[0] == 403, "another account with a linked person's address is refused")

    new = Browser()
    expect(new.sign_in(console, "new")[1] == f"{console}/", "an invited person is signed in")
    expect("new@example.org" in new.ask(f"{console}/account")[2], "and has an account")
    expect(Browser().ask(f"{console}/join/{invited}")[0] == 404, "her invitation is used up")

    twice = Browser()
    back = twice.callback(console, "ada")
    expect(twice.ask(back)[1] == f"{console}/", "an answer works")
    again = Browser()
    again.opener = twice.opener
    expect(again.ask(back)[1] == f"{console}/sign-in", "the same answer twice is refused")
    expect(Browser().ask(Browser().callback(console, "ada"))[1] == f"{console}/sign-in", "an answer in another browser is refused")
    expect(Browser().ask(f"{console}/sign-in/oidc/mock/callback?error=access_denied")[1] == f"{console}/sign-in", "stopping leads back")
    expect(Browser().ask(f"{console}/sign-in/oidc/other")[0] == 404, "a provider that is none")


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    provider = sys.argv[2] if len(sys.argv) > 2 else "build/oidc-venv/bin/oidc-provider-mock"
    issuer = f"http://127.0.0.1:{free_port()}"
    console = f"http://127.0.0.1:{free_port()}"
    started = []
    with tempfile.TemporaryDirectory(prefix="manumit-oidc-") as folder:
        try:
            claims = [part for account in ACCOUNTS for part in ("--user-claims", json.dumps(account))]
            started.append(subprocess.Popen([provider, "--port", issuer.rsplit(":", 1)[1], *claims], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            run(binary, folder, "init", "here")
            config = pathlib.Path(folder) / "here" / "manumit.toml"
            text = config.read_text(encoding="utf-8")
            text = text.replace("[server]\n", f'[server]\npublic_url = "{console}"\n', 1)
            config.write_text(text + f'\n[[sign_in.oidc]]\nname = "mock"\nissuer = "{issuer}"\nclient_id = "manumit"\nclient_secret = "made-up"\n',
                              encoding="utf-8")
            run(binary, folder, "--config", str(config), "user", "add", "ada@example.org", "--admin", "--password-stdin", feed=PASSWORD)
            invited = run(binary, folder, "--config", str(config), "user", "add", "new@example.org").strip().rsplit("/", 1)[1]
            wait_for(f"{issuer}/.well-known/openid-configuration")
            started.append(subprocess.Popen([binary, "--config", str(config), "serve", "--listen", console.split("//")[1]], stderr=subprocess.DEVNULL))
            wait_for(f"{console}/healthz")
            check(console, invited)
        finally:
            for process in started:
                process.terminate()
                process.wait()
    print("signing in through the provider: all holds")


if __name__ == "__main__":
    main()
