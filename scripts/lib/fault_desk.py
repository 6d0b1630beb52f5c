"""The desk of the fault runs: a browser's side of it in a few lines, and what a clerk does there while it is struck.

Files are sent as the pages of the desk send them (raw PUT at an offset, taken up where they ended), papers are put on cases
as its filing page does.
"""
import hashlib
import html
import http.client
import json
import os
import pathlib
import random
import re
import subprocess
import threading
import time
import urllib.parse
import uuid

PASSWORD = "correct horse battery"
CLERK = "deskclerk"
PIECE = 32 << 10


class Gone(Exception):
    """The desk, or the way to it, broke."""


class Desk:
    """A desk of a world, started anew whenever it was struck dead, and a clerk signed in at it."""

    def __init__(self, world, today):
        self.world = world
        self.process = None
        world.run("person", "add", "--id", CLERK, "--name", CLERK, "--role", "schoolRegistrar", "--org", "2151000001",
                  "--trained", today, "--filing", "F1")
        subprocess.run(
            world.command("person", "password", CLERK), env=world.environment, input=PASSWORD + "\n", text=True, check=True,
            capture_output=True)

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def ready(self):
        """Started and signed in; a desk that was struck is started again."""
        for _ in range(100):
            try:
                if not self.alive():
                    self.start()
                if self.ask("GET", "/")[0] == 200:
                    return
                self.sign_in()
                return
            except Gone:
                time.sleep(0.2)
        raise RuntimeError("the desk cannot be reached")

    def start(self):
        self.cookies = {}
        self.process = subprocess.Popen(
            [argument for argument in self.world.command("desk", "--listen", "127.0.0.1:0", "--workers", "0") if argument != "--quiet"],
            env=self.world.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found[1])
                threading.Thread(target=self.process.stdout.read, daemon=True).start()
                return
        raise Gone

    def stop(self):
        if self.alive():
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def headers(self, more):
        return {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept": "text/html", **more}

    def answer(self, connection):
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        token = re.search(r'data-csrf="([0-9a-f]+)"', text)
        if token:
            self.token = token[1]
        return response.status, text, response.headers

    def ask(self, method, path, fields=None, accept="text/html"):
        body = None
        more = {"Accept": accept}
        if fields is not None:
            body = urllib.parse.urlencode({**fields, "csrf": self.token})
            more["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        try:
            connection.request(method, path, body, self.headers(more))
            return self.answer(connection)
        except (OSError, http.client.HTTPException) as error:
            raise Gone(str(error)) from error
        finally:
            connection.close()

    def sign_in(self):
        self.ask("GET", "/login")
        status, _, _ = self.ask("POST", "/login", {"login": CLERK, "password": PASSWORD})
        if status not in (302, 303):
            raise Gone(f"signed in: {status}")
        self.ask("GET", "/")

    def put(self, path, data, offset, pause):
        """Raw bytes in pieces, as slowly as a line would carry them."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        try:
            connection.putrequest("PUT", path)
            for name, value in self.headers({
                    "Accept": "application/json", "X-CSRF-Token": self.token, "Upload-Offset": str(offset),
                    "Content-Length": str(len(data) - offset)}).items():
                connection.putheader(name, value)
            connection.endheaders()
            for start in range(offset, len(data), PIECE):
                connection.send(data[start:start + PIECE])
                time.sleep(pause)
            return self.answer(connection)
        except (OSError, http.client.HTTPException) as error:
            raise Gone(str(error)) from error
        finally:
            connection.close()


def at_random(draw, seconds, strike, desk):
    """Strikes once within that time, beside whatever goes on; answers what to wait for."""
    thread = threading.Timer(draw.uniform(0, seconds), lambda: desk.alive() and strike(desk.process))
    thread.start()
    return thread


def uploading(desk, draw, strike, picture):
    """One file through the desk while it is struck, sent on until the desk has taken it in; answers hash and name."""
    data = picture + random.Random(draw.random()).randbytes(draw.randrange(100_000, 900_000))
    digest = hashlib.sha256(data).hexdigest()
    name = f"upload-{digest[:8]}.png"
    wanted = {"name": name, "size": str(len(data)), "identity": digest, "sha256": digest}
    desk.ready()
    pieces = len(data) / PIECE
    blow = at_random(draw, 0.01 * pieces + 0.6, strike, desk)
    stage = None
    for _ in range(60):
        try:
            desk.ready()
            status, text, _ = desk.ask("POST", "/intake/uploads", wanted, "application/json")
            if status not in (200, 201):
                raise Gone(f"{status} {text[:200]}")
            upload = json.loads(text)
            if upload["stage"] == "receiving":
                desk.put(f"/intake/uploads/{upload['id']}", data, upload["offset"], 0.01)
            for _ in range(400):
                status, text, _ = desk.ask("GET", f"/intake/uploads/{upload['id']}", accept="application/json")
                if status != 200:
                    raise Gone(f"{status} {text[:200]}")
                stage = json.loads(text)
                if stage["stage"] == "done":
                    break
                time.sleep(0.05)
            if stage["stage"] == "done":
                if stage["failed"]:
                    raise RuntimeError(f"not taken in: {stage['failures']}")
                break
        except Gone:
            time.sleep(0.2)
    else:
        raise RuntimeError("an upload that never ends")
    blow.join()
    return digest, name


def paper_to_file(world, sample, identity):
    """A card of a known student's, read and reviewed, on no case yet; answers document, hash and name."""
    data = sample.read_bytes() + uuid.uuid4().bytes
    digest = hashlib.sha256(data).hexdigest()
    file = world.folder / f"card-{digest[:8]}.jpg"
    file.write_bytes(data)
    page = world.whole("import", ["import", file, "--json"])[0]["page"]
    file.unlink()
    for _ in range(20):
        world.whole("read card", ["worker", "--drain", "--lease", "60"], fine=(0, 65))
        if not world.rows(f"SELECT id FROM job WHERE page = {page} AND state IN ('queued', 'leased')"):
            break
    documents = [row[0] for row in world.rows(f"SELECT id FROM document WHERE page = {page}")]
    truth = json.loads(sample.with_suffix(".truth.json").read_text())["fields"]
    for line in world.run("review", "list", "--json").splitlines():
        sheet = json.loads(line)
        if str(sheet["document"]) not in map(str, documents):
            continue
        for item in sheet["items"]:
            value = truth.get(item["field"], {}).get("value")
            if item["field"] == "seals" or item.get("value") == value:
                world.run("review", "accept", sheet["document"], "--field", item["field"])
            else:
                world.run("review", "correct", sheet["document"], "--field", item["field"], "--value", value or "", "--reason", "x")
    return documents[0], digest, f"card of page {page}"


def filing(desk, world, draw, strike, document, case):
    """Puts a paper on a case by the desk's filing page, struck on the way, and again until it is there; answers whether a
    filing was told that is not there."""
    def there():
        return int(world.rows(
            f"SELECT COUNT(*) FROM filing f WHERE f.document = {document} AND f.action = 'attach' "
            "AND NOT EXISTS (SELECT 1 FROM filing u WHERE u.undoes = f.id)")[0][0])

    desk.ready()
    blow = at_random(draw, world.durations.get("file", 0.4) * 1.2, strike, desk)
    told_and_gone = False
    for _ in range(60):
        try:
            desk.ready()
            begun = time.monotonic()
            status, text, _ = desk.ask("GET", f"/filing?at={document}")
            forms = re.findall(r'<form method="post" action="/filing/attach">(.*?)</form>', text, re.S)
            fields = None
            for form in forms:
                found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
                if found.get("document") == str(document) and found.get("case") == str(case):
                    fields = {name: html.unescape(value) for name, value in found.items()}
            if fields is None:
                if there():
                    break
                raise Gone(f"{status}: no choice")
            fields["reason"] = "x"
            fields.pop("csrf", None)
            status, text, _ = desk.ask("POST", "/filing/attach", fields)
            world.durations["file"] = 0.7 * world.durations.get("file", 0.4) + 0.3 * (time.monotonic() - begun)
            if status in (302, 303):
                told_and_gone = told_and_gone or there() == 0
            if there():
                break
        except Gone:
            if there():
                break
            time.sleep(0.2)
    blow.join()
    return told_and_gone, there()
