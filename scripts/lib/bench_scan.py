"""Scans drawn pages at a desk from the virtual scanner and times how soon each is seen.

bench_scan.py XUEJI LIBRARY SAMPLES FOLDER COUNT: a feeder of COUNT pages (A4, 300 dpi, colour), a browser's requests by
plain HTTP. A page's seconds run from its last byte at the scanner to the last byte of its small picture at the client;
in between it is encoded, synced, stored, told, and decoded for the screen.

Before that `scanimage --batch` (PNG files) and `xueji scan` (PNG, synced, in vault and store, with their jobs) feed the same
pile from the same device, which sends as fast as it is read: nothing of our own work hides behind a motor.
"""
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.parse

xueji, library, samples, folder, count = sys.argv[1:5] + [int(sys.argv[5])]
pile, sane = f"{folder}/pile", f"{folder}/sane"
for made in (pile, sane):
    os.makedirs(made)
os.symlink(library, f"{sane}/libsane-xueji_virtual.so.1")
for name, text in (("dll.conf", "xueji_virtual"), ("xueji_virtual.conf", pile)):
    with open(f"{sane}/{name}", "w", encoding="utf-8") as file:
        file.write(text + "\n")
environment = {**os.environ, "XUEJI_HOME": folder, "SANE_CONFIG_DIR": sane, "LD_LIBRARY_PATH": sane}
password = "benchmark-only"


def run(*arguments, **more):
    subprocess.run([xueji, *arguments, "--quiet", "--as", "clerk"], check=True, text=True, capture_output=True,
                   env=environment, **more)


def prepare():
    run("org", "add", "--code", "S", "--name", "某校", "--level", "school")
    run("person", "add", "--id", "clerk", "--name", "收件员", "--role", "schoolRegistrar", "--org", "S",
        "--trained", "2026-03-01", "--filing", "F1")
    run("person", "password", "clerk", input=password + "\n")


prepare()
pictures = sorted(name for name in os.listdir(samples) if name.endswith(".jpg"))
for number in range(count):
    run("samples", "pnm", f"{samples}/{pictures[number % len(pictures)]}", f"{pile}/{number:03d}.pnm")



def fed_anew():
    """The pile lies in the feeder again."""
    if os.path.exists(f"{pile}/fed"):
        os.remove(f"{pile}/fed")


def seconds(command, fine):
    begun = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=folder)
    if done.returncode not in fine:
        raise SystemExit(f"{command}: {done.returncode} {done.stderr[-400:]}")
    return (time.monotonic() - begun) / count


# It ends with the status of an empty feeder.
plain = seconds(["scanimage", "-d", "xueji_virtual:0", "--source", "ADF", "--mode", "Color", "--resolution", "300",
                 "--format=png", f"--batch={folder}/out-%d.png"], (0, 7))
fed_anew()
ours = seconds([xueji, "scan", "--device", "xueji_virtual:0", "--source", "adf", "--mode", "color", "--resolution",
                "300", "--quiet", "--as", "clerk"], (0,))
fed_anew()
# The same pages were taken in: the desk begins with a store of its own.
for name in ("registry.sqlite", "registry.sqlite-wal", "registry.sqlite-shm"):
    if os.path.exists(f"{folder}/{name}"):
        os.remove(f"{folder}/{name}")
shutil.rmtree(f"{folder}/vault", ignore_errors=True)
prepare()

desk = subprocess.Popen([xueji, "desk", "--listen", "127.0.0.1:0", "--workers", "0", "--quiet"],
                        stdout=subprocess.PIPE, text=True, env=environment)
port = int(re.search(r":(\d+)", desk.stdout.readline().split("//")[1]).group(1))
cookies = {}


def ask(method, path, form=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    body = None
    if form is not None:
        body = urllib.parse.urlencode(form)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    for name, value in answer.getheaders():
        if name.lower() == "set-cookie":
            key, content = value.split(";")[0].split("=", 1)
            cookies[key] = content
    return answer


def token(path):
    return re.search(r'data-csrf="([0-9a-f]+)"', ask("GET", path).read().decode()).group(1)


through, seen = {}, {}


def watch():
    """When each sheet went through."""
    while len(through) < count:
        try:
            with open(f"{pile}/fed", encoding="utf-8") as file:
                lines = len(file.read().splitlines())
        except FileNotFoundError:
            lines = 0
        for number in range(len(through) + 1, lines + 1):
            through[number] = time.monotonic()
        time.sleep(0.002)


def look(number, page):
    ask("GET", f"/pages/{page}/picture?size=small").read()
    seen[number] = time.monotonic()


try:
    ask("POST", "/login", {"login": "clerk", "password": password, "csrf": token("/login")}).read()
    secret = token("/scan")
    events = ask("GET", "/scan/events")
    watching = threading.Thread(target=watch)
    watching.start()
    start = time.monotonic()
    ask("POST", "/scan/start", {"csrf": secret, "device": "xueji_virtual:0", "source": "adf", "resolution": "300",
                                "mode": "color"}).read()
    looking, event = [], ""
    while True:
        line = events.readline().decode().strip()
        if line.startswith("event: "):
            event = line[7:]
        elif line.startswith("data: "):
            data = json.loads(line[6:])
            if event == "page":
                looking.append(threading.Thread(target=look, args=(data["number"], data["page"])))
                looking[-1].start()
            elif event == "state" and data["state"] in ("done", "broken"):
                if data["state"] == "broken":
                    raise SystemExit(data["message"])
                break
    for thread in looking:
        thread.join()
    end = time.monotonic()
    watching.join()
    # The stream is still open: the desk has to end all the same.
    desk.terminate()
    asked = time.monotonic()
    desk.wait(timeout=60)
    ended = time.monotonic() - asked
finally:
    if desk.poll() is None:
        desk.kill()

waits = sorted(seen[number] - through[number] for number in through)
first, middle, worst = seen[1] - through[1], waits[len(waits) // 2], waits[-1]
print("| | seconds |\n|---|---|")
print(f"| first page: from its last byte at the scanner to its picture | {first:.2f} |")
print(f"| every page: half of them / the slowest | {middle:.2f} / {worst:.2f} |")
print(f"| a page of the batch, all in all | {(end - start) / count:.2f} |")
print(f"| the desk ends with a stream open | {ended:.2f} |")
print(f"| a page, as fast as the device sends: scanimage --batch / xueji scan | {plain:.2f} / {ours:.2f} |")
print(f"scan: to queue {ours:.2f} s a page, {ours / plain:.2f} x scanimage · pages {count} first {first:.2f} p50 {middle:.2f} most {worst:.2f} ended {ended:.2f}")
