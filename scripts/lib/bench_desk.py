"""Reviews papers in a real browser by keyboard alone and counts what it takes.

bench_desk.py XUEJI SAMPLES FOLDER: takes SAMPLES in, has them read, and decides every doubtful field as a person would
who has the truth before them: what was read right is accepted, another reading is picked by its number, everything else
is typed. Prints keystrokes and seconds (of browser, desk and store; a person's thinking is not in them) a document.
"""
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
import urllib.request

xueji, samples, folder = sys.argv[1:4]
store = f"sqlite:{folder}/desk.sqlite"
vault = f"file:{folder}/vault"
options = ["--store", store, "--vault", vault, "--as", "reviewer", "--quiet"]
password = "benchmark-only"
ENTER, DOWN = "\ue007", "\ue015"


def run(*arguments, **more):
    return subprocess.run([xueji, *arguments, *options], check=True, text=True, capture_output=True, **more).stdout


run("org", "add", "--code", "S", "--name", "某校", "--level", "school")
run("person", "add", "--id", "reviewer", "--name", "复核员", "--role", "schoolRegistrar", "--org", "S",
    "--trained", "2026-03-01", "--filing", "F1")
run("person", "password", "reviewer", input=password + "\n")
run("import", samples)
desk = subprocess.Popen([xueji, "desk", "--listen", "127.0.0.1:0", "--workers", "2", *options],
                        stdout=subprocess.PIPE, text=True)
base = re.search(r"http://\S+", desk.stdout.readline()).group(0)
driver_port = 9600 + os.getpid() % 300
driver = subprocess.Popen(["/usr/bin/chromedriver", f"--port={driver_port}"], stdout=subprocess.DEVNULL)


def call(path, body=None):
    request = urllib.request.Request(
        f"http://127.0.0.1:{driver_port}{path}", data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["value"]


def patiently(attempt, seconds=60):
    end = time.monotonic() + seconds
    while True:
        try:
            found = attempt()
            if found:
                return found
        except OSError:
            found = None
        if time.monotonic() > end:
            raise SystemExit("the desk or the browser did not answer")
        time.sleep(0.02)


try:
    patiently(lambda: call("/status")["ready"])
    session = "/session/" + call("/session", {"capabilities": {"alwaysMatch": {
        "browserName": "chrome", "goog:chromeOptions": {"args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--window-size=1366,768"]}}}})["sessionId"]

    def script(text):
        return call(session + "/execute/sync", {"script": text, "args": []})

    def press(keys):
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        call(session + "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    database = sqlite3.connect(f"file:{folder}/desk.sqlite?mode=ro", uri=True)
    patiently(lambda: database.execute(
        "SELECT COUNT(*) FROM job WHERE state IN ('queued', 'leased')").fetchone()[0] == 0, 1800)
    straight = database.execute("SELECT COUNT(*) FROM document WHERE status = 'verified'").fetchone()[0]
    names = dict(database.execute("SELECT d.id, p.name FROM document d JOIN page p ON p.id = d.page"))

    call(session + "/url", {"url": base + "/login"})
    script(f"document.querySelector('[name=login]').value = 'reviewer';"
           f"document.querySelector('[name=password]').value = '{password}';"
           "document.querySelector('form[action=\"/login\"]').submit()")
    patiently(lambda: script("return location.pathname") == "/")
    call(session + "/url", {"url": base + "/review"})
    press(ENTER)

    def truth(document, key):
        """What stands on the paper; None where the truth names no such field."""
        file = os.path.join(samples, os.path.splitext(names[document])[0] + ".truth.json")
        said = json.load(open(file, encoding="utf-8"))
        row = re.match(r"(\d+)\.(.*)", key)
        fields = said.get("rows", [])[int(row.group(1)) - 1] if row else said.get("fields", {})
        return fields.get(row.group(2) if row else key, {}).get("value")

    keys = seconds = papers = fields = 0
    seen = set()
    while True:
        patiently(lambda: script(
            "return location.pathname === '/review' || Boolean(document.querySelector('#review .current'))"))
        path = script("return location.pathname")
        if path == "/review" or path in seen:
            break
        seen.add(path)
        document = int(path.rsplit("/", 1)[1])
        started = time.monotonic()
        while True:
            state = script("""
                const root = document.getElementById("review"), now = document.querySelector(".field.open.current");
                return { left: document.querySelectorAll(".field.open").length, key: now && now.dataset.key,
                  value: now && now.dataset.value, unread: Boolean(now && now.dataset.unread),
                  others: now ? [...now.querySelectorAll(".alternative span")].map((one) => one.textContent) : [] };""")
            if not state["left"] or not state["key"]:
                break
            wanted = truth(document, state["key"])
            if state["key"] == "seals" or not state["unread"] and wanted in (None, state["value"]):
                pressed = ENTER
            elif wanted in state["others"][:9]:
                pressed = str(state["others"].index(wanted) + 1)
            elif wanted == "":
                pressed = "b"
            elif wanted is None:
                pressed = "u"
            else:
                pressed = "e" + wanted + ENTER
            press(pressed)
            keys += len(pressed)
            fields += 1
            left = state["left"]
            try:
                patiently(lambda: script("return document.querySelectorAll('.field.open').length") < left, 5)
            except SystemExit:
                # The truth does not stand in the field's grammar; a person would call it unreadable.
                press("\ue00cu")
                keys += 2
                patiently(lambda: script("return document.querySelectorAll('.field.open').length") < left, 10)
        unknown = script("return Boolean(document.querySelector('#review .note')) && !document.querySelector('.field')")
        press("n" if unknown else ENTER)
        keys += 1
        patiently(lambda: script("return location.pathname") != path or script("return !document.querySelector('.current')"), 20)
        seconds += time.monotonic() - started
        papers += 1
    print(f"browser  {straight} documents straight through, {papers} reviewed with {fields} doubtful fields")
    print(f"browser: {keys / max(1, papers):.1f} keystrokes and {seconds / max(1, papers):.2f} s a document reviewed, "
          f"{keys / max(1, papers + straight):.1f} keystrokes a document taken in")
    try:
        urllib.request.urlopen(urllib.request.Request(
            f"http://127.0.0.1:{driver_port}{session}", method="DELETE"), timeout=20)
    except OSError:
        pass
finally:
    driver.kill()
    desk.terminate()
    desk.wait(timeout=30)
