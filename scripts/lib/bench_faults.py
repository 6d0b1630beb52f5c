"""Kills, cuts and fills: seeded runs of the real program, broken off at a random moment, then taken up again.

bench_faults.py XUEJI SCRATCH POSTGRES|- --runs N --seed S

Every run does what a clerk does (import, scan, put a batch in order, read, decide, send a file to the desk, file a paper at
the desk), and in the middle of it one process of the running tree is
killed with SIGKILL, the disk is full, or every connection to the database is cut. Then the clerk does the same again.
Counted afterwards, in the store itself and not by asking the program:

  lost          a page that the program had said was taken in and that is not there, a page that is not there even after
                the second time, a decision told and not kept, a page never read
  duplicated    a page, reading or decision that is there twice, a page that stands twice in a batch
  half-written  an original whose bytes are not those of its name, any leftover beside the originals
  broken chains stores whose audit chain does not verify
"""
import argparse
import collections
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zlib

import fault_desk

parser = argparse.ArgumentParser()
parser.add_argument("xueji")
parser.add_argument("scratch")
parser.add_argument("postgres", help="address of an empty server for tests, or - for SQLite only")
parser.add_argument("--runs", type=int, default=1000)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--kinds", default="", help="comma separated, all by default")
options = parser.parse_args()
scratch = pathlib.Path(options.scratch)
counts = collections.Counter()
notes = []


def note(run, kind, text):
    notes.append(f"run {run} {kind}: {text}")
    print(notes[-1], file=sys.stderr)


# ---- pages ---------------------------------------------------------------------------------------------------------

def picture(number, size=240):
    """A PNG of its own for every number: a grey ground with a few darker bars, quick to read and blank to the program."""
    draw = random.Random(number)
    ground = draw.randrange(225, 256)
    row = bytearray([0]) + bytearray([ground]) * size
    rows = bytearray()
    for y in range(size):
        line = bytearray(row)
        line[1] = number & 255
        line[2] = number >> 8 & 255
        line[3] = number >> 16 & 255
        rows += line
    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
    header = size.to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b"")


# ---- processes -----------------------------------------------------------------------------------------------------

def tree(pid):
    """A process and all below it that are alive."""
    found = [pid]
    for process in found:
        for task in pathlib.Path(f"/proc/{process}/task").glob("*/children") if os.path.exists(f"/proc/{process}") else []:
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                pass
    return found


class World:
    """A store and a vault with a school, its people and its students."""

    def __init__(self, folder, store):
        self.folder = folder
        self.store = store
        self.vault = folder / "vault"
        folder.mkdir(parents=True, exist_ok=True)
        self.expected = {}
        self.environment = dict(
            os.environ, XUEJI_HOME=str(folder), XUEJI_USER="registrar", LANG="en_US.UTF-8", OMP_THREAD_LIMIT="1",
            TMPDIR=str(folder / "tmp"))
        (folder / "tmp").mkdir(exist_ok=True)
        self.durations = {}
        # A scanner of its own, where the virtual one lies beside the program.
        library = pathlib.Path(options.xueji).resolve().parent / "libsane-xueji_virtual.so"
        self.pile = folder / "pile"
        self.has_scanner = library.exists()
        if self.has_scanner:
            sane = folder / "sane"
            for made in (self.pile, sane):
                made.mkdir(exist_ok=True)
            (sane / "libsane-xueji_virtual.so.1").symlink_to(library)
            (sane / "dll.conf").write_text("xueji_virtual\n")
            (sane / "xueji_virtual.conf").write_text(f"{self.pile}\n")
            self.environment.update(SANE_CONFIG_DIR=str(sane), LD_LIBRARY_PATH=str(sane))

    def command(self, *arguments):
        return [options.xueji, *map(str, arguments), "--store", self.store, "--vault", f"file:{self.vault}", "--quiet"]

    def run(self, *arguments, fine=(0,)):
        done = subprocess.run(self.command(*arguments), env=self.environment, capture_output=True, text=True)
        self.code = done.returncode
        if done.returncode not in fine:
            raise RuntimeError(f"{arguments}: {done.returncode} {done.stdout[-300:]} {done.stderr[-600:]}")
        return done.stdout

    def prepare(self):
        today = time.strftime("%Y-%m-%d")
        self.run("org", "add", "--code", "510700", "--name", "绵阳市教育体育局", "--level", "city")
        self.run("org", "add", "--code", "510727", "--name", "平武县教育体育局", "--level", "county", "--parent", "510700")
        self.run("org", "term", "--code", "510700", "--start", today)
        for code, name in ("2151000001", "平武县南坝镇中心小学"), ("2151000002", "平武县龙安镇实验小学"):
            self.run("org", "add", "--code", code, "--name", name, "--level", "school", "--parent", "510727", "--stage", "primary")
        for person, role, place in (
            ("registrar", "schoolRegistrar", "2151000001"), ("leader", "schoolLeader", "2151000001"),
            ("county", "countyRegistrar", "510727"),
        ):
            self.run("person", "add", "--id", person, "--name", person, "--role", role, "--org", place)

    def rows(self, statement):
        if self.store.startswith("sqlite:"):
            with sqlite3.connect(self.store[len("sqlite:"):], timeout=60) as database:
                return [tuple(row) for row in database.execute(statement)]
        # A blow that cuts every connection of the store cuts this one as well.
        for attempt in range(5):
            out = subprocess.run(
                ["psql", "--no-psqlrc", "-At", "-F", "\t", self.store, "-c", statement], capture_output=True, text=True,
                check=attempt == 4)
            if out.returncode == 0:
                break
            time.sleep(0.2)
        return [tuple(line.split("\t")) for line in out.stdout.splitlines()]

    # ---- breaking off

    def broken_off(self, draw, arguments, usual, how):
        """Runs a command and strikes at a random moment of its usual time; answers what it had said by then."""
        begun = time.monotonic()
        process = subprocess.Popen(
            self.command(*arguments), env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = []
        reader = threading.Thread(target=lambda: said.extend(process.stdout))
        reader.start()
        usual = self.durations.get(usual, 0.4)
        wait = draw.uniform(0, 1.1 * usual)
        struck = False
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            struck = True
            how(process)
        try:
            process.wait(120)
        except subprocess.TimeoutExpired:
            process.kill()
            raise RuntimeError(f"{arguments} hangs after it was struck")
        reader.join()
        counts["struck" if struck else "ended before"] += 1
        self.last = (process.returncode, time.monotonic() - begun)
        return [json.loads(line) for line in said if line.startswith("{") and line.endswith("}\n")]

    def whole(self, name, arguments, fine=(0,)):
        begun = time.monotonic()
        out = self.run(*arguments, fine=fine)
        took = time.monotonic() - begun
        old = self.durations.get(name, took)
        self.durations[name] = 0.7 * old + 0.3 * took
        return [json.loads(line) for line in out.splitlines() if line.startswith("{")]

    # ---- what must hold

    def check(self, run, kind):
        pages = collections.Counter(row[0] for row in self.rows("SELECT hash FROM page"))
        for digest, name in self.expected.items():
            if pages[digest] == 0:
                counts["lost"] += 1
                note(run, kind, f"page {name} is not in the store")
            elif pages[digest] > 1:
                counts["duplicated"] += pages[digest] - 1
                note(run, kind, f"page {name} is there {pages[digest]} times")
        for row in self.rows("SELECT page, COUNT(*) FROM job GROUP BY page HAVING COUNT(*) > 1"):
            counts["duplicated"] += 1
            note(run, kind, f"page {row[0]} has {row[1]} jobs")
        for row in self.rows("SELECT page, COUNT(*) FROM reading GROUP BY page HAVING COUNT(*) > 1"):
            counts["duplicated"] += 1
            note(run, kind, f"page {row[0]} was read {row[1]} times")
        for row in self.rows("SELECT caseNumber, step, COUNT(*) FROM decision GROUP BY caseNumber, step HAVING COUNT(*) > 1"):
            counts["duplicated"] += 1
            note(run, kind, f"case {row[0]} step {row[1]} was decided {row[2]} times")
        # Every page that came stands in one place, and no place is taken twice.
        for row in self.rows(
                "SELECT e.id FROM batchEntry e LEFT JOIN batchPlace p ON p.entry = e.id WHERE p.entry IS NULL"):
            counts["lost"] += 1
            note(run, kind, f"entry {row[0]} stands nowhere")
        for row in self.rows("SELECT id FROM page WHERE id NOT IN (SELECT page FROM batchEntry)"):
            counts["lost"] += 1
            note(run, kind, f"page {row[0]} is in no batch")
        for row in self.rows("SELECT batch, position FROM batchPlace GROUP BY batch, position HAVING COUNT(*) > 1"):
            counts["duplicated"] += 1
            note(run, kind, f"batch {row[0]} has two pages at place {row[1]}")
        kept = set()
        for file in self.vault.rglob("*"):
            if not file.is_file():
                continue
            name = file.parent.name + file.name
            kept.add(name)
            if hashlib.sha256(file.read_bytes()).hexdigest() != name:
                counts["half-written"] += 1
                note(run, kind, f"original {file}")
        for digest in pages:
            if digest not in kept:
                counts["lost"] += 1
                note(run, kind, f"original {digest} of a page is missing")

    def verify(self, run, kind):
        done = subprocess.run(self.command("audit", "verify"), env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            counts["broken-chains"] += 1
            note(run, kind, done.stdout + done.stderr)
        left = [name for name in os.listdir(self.folder / "tmp") if name.startswith("xueji-")]
        # The command just run has swept away what its dead predecessors left.
        if left:
            counts["half-written"] += len(left)
            note(run, kind, f"left in the temporary folder: {left}")


# ---- how to strike -------------------------------------------------------------------------------------------------

def killing(draw):
    def strike(process):
        alive = [one for one in tree(process.pid)]
        victim = draw.choice(alive)
        counts["killed " + ("command" if victim == process.pid else "child")] += 1
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            pass
    return strike


def cutting(world):
    def strike(process):
        counts["connections cut"] += 1
        subprocess.run(
            ["psql", "--no-psqlrc", "-qAt", world.store, "-c",
             "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = current_user"],
            capture_output=True)
    return strike


# ---- what a clerk does ---------------------------------------------------------------------------------------------

serial = iter(range(options.seed * 100_000, 1 << 24))


def folder_of_pages(world, count):
    folder = world.folder / f"in-{next(serial)}"
    folder.mkdir()
    made = {}
    for index in range(count):
        data = picture(next(serial))
        (folder / f"{index:03d}.png").write_bytes(data)
        made[hashlib.sha256(data).hexdigest()] = f"{folder.name}/{index:03d}"
    return folder, made


def told(world, run, kind, said, known):
    """What was said to be taken in is there, before anything is repeated."""
    there = {str(row[0]) for row in world.rows("SELECT id FROM page")}
    for line in said:
        if "page" in line and str(line["page"]) not in there:
            counts["lost"] += 1
            note(run, kind, f"page {line['page']} was told and is not there")


def importing(world, run, kind, draw, strike):
    folder, made = folder_of_pages(world, draw.randrange(2, 7))
    said = world.broken_off(draw, ["import", folder, "--json"], "import", strike)
    told(world, run, kind, said, made)
    world.whole("import", ["import", folder, "--json"])
    world.expected.update(made)
    shutil.rmtree(folder)


def sheet(number, width=413, height=585):
    """An A4 sheet of 50 dpi of its own for every number."""
    row = number.to_bytes(8, "big") + bytes([240]) * (width - 8)
    return f"P5\n# 50 dpi\n{width} {height}\n255\n".encode() + row + bytes([240]) * (width * (height - 1))


def through(world):
    fed = world.pile / "fed"
    return fed.read_text().split() if fed.exists() else []


def scanning(world, run, kind, draw, strike):
    """A pile through the feeder; what was broken off goes on in the same batch."""
    for file in world.pile.iterdir():
        file.unlink()
    count = draw.randrange(2, 7)
    for index in range(count):
        (world.pile / f"{index:03d}.pnm").write_bytes(sheet(next(serial)))
    before = {str(row[0]) for row in world.rows("SELECT id FROM batch")}
    scan = ["scan", "--device", "xueji_virtual:0", "--source", "adf", "--resolution", "50", "--mode", "gray", "--json"]
    said = world.broken_off(draw, scan, "scan", strike)
    told(world, run, kind, said, {})
    for attempt in range(3):
        def batch_begun():
            return [row[0] for row in world.rows("SELECT id FROM batch ORDER BY id") if str(row[0]) not in before]

        # What the broken-off scan left is taken in by the next. A scanning child that has lost its parent keeps the device
        # until its page is done. What lay half read in the feeder is put back as the program says: from the first page
        # that it has not.
        for _ in range(600):
            begun = batch_begun()
            look = ["scan", "--continue", begun[-1], "--pages", "0", "--json"] if begun else scan + ["--pages", "0"]
            world.whole("scan", look, fine=(0, 69, 75))
            if world.code != 75:
                break
            time.sleep(0.1)
        begun = batch_begun()
        again = ["scan", "--continue", begun[-1], "--json"] if begun else scan
        have = int(world.rows(f"SELECT COUNT(*) FROM batchEntry WHERE origin = {begun[-1]}")[0][0]) if begun else 0
        fed = through(world)
        if len(fed) < have:
            counts["duplicated"] += have - len(fed)
            note(run, kind, f"{have} pages of {len(fed)} sheets")
        if fed:
            (world.pile / "fed").write_text("".join(name + "\n" for name in fed[:have]))
        if have == count:
            break
        world.whole("scan", again, fine=(0, 69, 74, 75))
    batch = [row[0] for row in world.rows("SELECT id FROM batch ORDER BY id") if str(row[0]) not in before][-1]
    entries = world.rows(f"SELECT number, page FROM batchEntry WHERE origin = {batch} ORDER BY number")
    if [int(row[0]) for row in entries] != list(range(1, count + 1)):
        counts["lost"] += 1
        note(run, kind, f"pages {[row[0] for row in entries]} of {count} sheets")
    if len({row[1] for row in entries}) != len(entries):
        counts["duplicated"] += 1
        note(run, kind, f"batch {batch} has a page twice")


def ordering(world, run, kind, draw, strike):
    """A batch put in order; an act that was struck is done again."""
    folder, made = folder_of_pages(world, draw.randrange(3, 7))
    world.whole("import", ["import", folder, "--json"])
    world.expected.update(made)
    shutil.rmtree(folder)
    batch = world.rows("SELECT MAX(id) FROM batch")[0][0]
    came = [row[0] for row in world.rows(f"SELECT id FROM batchEntry WHERE origin = {batch} ORDER BY number")]
    entry = draw.choice(came[1:])
    acts = [
        ["batch", "move", batch, "--entry", entry, "--to", "1"], ["batch", "turn", batch, "--entry", entry],
        ["batch", "aside", batch, "--entry", entry], ["batch", "split", batch, "--entry", came[-1]],
        ["queue", "cancel", "--batch", batch], ["queue", "again", "--batch", batch],
    ]
    act = draw.choice(acts)
    world.broken_off(draw, act, "batch", strike)
    # A page that was split off is not there to be split off again.
    world.whole("batch", act, fine=(0, 64, 75))
    for _ in range(3):
        world.whole("batch", ["batch", "undo", batch], fine=(0, 64, 75))
    there = [row[0] for row in world.rows(f"SELECT entry FROM batchPlace WHERE batch = {batch} ORDER BY position")]
    if act[1] != "turn" and there != came:
        counts["lost"] += 1
        note(run, kind, f"batch {batch} after {act[1]} taken back is {there}, was {came}")
    world.whole("batch", ["queue", "again", "--batch", batch])


def reading(world, run, kind, draw, strike):
    folder, made = folder_of_pages(world, draw.randrange(1, 4))
    world.whole("import", ["import", folder, "--json"])
    world.expected.update(made)
    shutil.rmtree(folder)
    world.broken_off(draw, ["worker", "--drain", "--lease", "1"], "worker", strike)
    for _ in range(40):
        world.whole("worker", ["worker", "--drain", "--lease", "1"], fine=(0, 65))
        if not world.rows("SELECT id FROM job WHERE state IN ('queued', 'leased')"):
            break
        time.sleep(0.2)
    else:
        counts["lost"] += 1
        note(run, kind, "jobs that nobody does")
    unread = world.rows(
        "SELECT job.page FROM job LEFT JOIN reading ON reading.page = job.page WHERE job.state = 'done' AND reading.id IS NULL")
    for row in unread:
        counts["lost"] += 1
        note(run, kind, f"job of page {row[0]} done without a reading")


def student(world, draw):
    """Takes a student of an invented name into the roster; answers the citizen ID."""
    number = next(serial)
    digits = f"510727201{draw.randrange(5, 9)}{draw.randrange(1, 13):02d}{draw.randrange(1, 28):02d}{number % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    identity = digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights)) % 11]
    roster = world.folder / f"roster-{number}.csv"
    name = "李" + chr(0x5B50 + draw.randrange(30)) + chr(0x660E + draw.randrange(30))
    sex = "男" if int(digits[16]) % 2 else "女"
    roster.write_text(f"姓名,身份证号,性别,学籍号,年级,班级\n{name},{identity},{sex},G{identity},三年级,1班\n")
    world.run("student", "import", roster, fine=(0, 65))
    roster.unlink()
    return identity


def desk_of(world):
    if not hasattr(world, "desk"):
        world.desk = fault_desk.Desk(world, time.strftime("%Y-%m-%d"))
    return world.desk


def uploading(world, run, kind, draw, strike):
    """A file sent to the desk in pieces; the desk is struck, started again, and the file sent on."""
    digest, name = fault_desk.uploading(desk_of(world), draw, strike, picture(next(serial)))
    world.expected[digest] = name


def filing(world, run, kind, draw, strike):
    """A reviewed paper put on its case at the desk, which is struck meanwhile."""
    if not hasattr(world, "card"):
        identity = "51072720140516322X"
        roster = world.folder / "card.csv"
        roster.write_text(f"姓名,身份证号,性别,出生日期,学籍号,年级,班级\n陈梓涵,{identity},女,2014-05-16,G{identity},三年级,1班\n")
        world.run("student", "import", roster)
        world.card = (identity, world.whole(
            "case", ["case", "open", "--kind", "photoUpdate", "--student", identity, "--detail", "photoVerdict=pass", "--json"])[0]["number"])
    identity, case = world.card
    samples = pathlib.Path(__file__).resolve().parent.parent.parent / "samples"
    document, digest, name = fault_desk.paper_to_file(world, samples / "demo-card.jpg", identity)
    world.expected[digest] = name
    gone, acts = fault_desk.filing(desk_of(world), world, draw, strike, document, case)
    papers = int(world.rows(f"SELECT COUNT(*) FROM evidence WHERE document = {document} AND caseNumber = {case}")[0][0])
    if gone or acts < 1 or papers < 1:
        counts["lost"] += 1
        note(run, kind, f"document {document}: told and gone {gone}, {acts} filings, {papers} on case {case}")
    if acts > 1 or papers > 1:
        counts["duplicated"] += max(acts, papers) - 1
        note(run, kind, f"document {document} was filed {acts} times, is on case {case} {papers} times")


def deciding(world, run, kind, draw, strike):
    """A student's photo from the open case to the leader's decision; one of the steps is struck and done again."""
    identity = student(world, draw)
    folder, made = folder_of_pages(world, 1)
    page = world.whole("import", ["import", folder, "--json"])[0]["page"]
    world.expected.update(made)
    shutil.rmtree(folder)
    steps = [
        ["case", "open", "--kind", "photoUpdate", "--student", identity, "--detail", "photoVerdict=pass", "--json"],
        ["case", "attach", None, "--page", page, "--kind", "studentPhoto", "--kept-at", "A1"],
        ["case", "submit", None],
        ["case", "decide", None, "--as", "leader"],
    ]
    struck = draw.randrange(len(steps))
    case = None
    for index, step in enumerate(steps):
        step = [case if part is None else part for part in step]
        if index == struck:
            before = world.rows("SELECT number FROM matter")
            said = world.broken_off(draw, step, "case", strike)
            code = world.last[0]
            after = world.rows("SELECT number FROM matter ORDER BY number")
            if index == 0 and len(after) > len(before):
                # Opened, though perhaps not told: the clerk sees it in the list and opens no other.
                case = after[-1][0]
                continue
            if index == 0 and any("number" in line for line in said):
                counts["lost"] += 1
                note(run, kind, "a case was told and is not there")
            if index == 3 and code == 0 and not world.rows(f"SELECT id FROM decision WHERE caseNumber = {case}"):
                counts["lost"] += 1
                note(run, kind, "a decision was told and is not there")
        # What had been done before the blow is refused the second time, or does nothing.
        out = world.whole("case", step, fine=(0, 64, 65, 75, 77) if index == struck else (0,))
        if index == 0:
            case = out[0]["number"]
    state = world.rows(f"SELECT state FROM matter WHERE number = {case}")[0][0]
    papers = int(world.rows(f"SELECT COUNT(*) FROM evidence WHERE caseNumber = {case}")[0][0])
    decisions = int(world.rows(f"SELECT COUNT(*) FROM decision WHERE caseNumber = {case}")[0][0])
    if papers < 1 or decisions < 1 or state in ("open", "submitted"):
        counts["lost"] += 1
        note(run, kind, f"case {case} is {state} with {papers} papers and {decisions} decisions")
    if papers > 1:
        counts["duplicated"] += 1
        note(run, kind, f"case {case} holds {papers} papers")


# ---- the runs ------------------------------------------------------------------------------------------------------

def disk_runs(count):
    """In a mount namespace of its own: a small disk that fills up while pages are taken in, and is then enlarged."""
    place = scratch / "small-disk"
    place.mkdir(parents=True, exist_ok=True)
    draw = random.Random(f"{options.seed} disk")
    for run in range(count):
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", place], check=True)
        try:
            world = World(place / "world", f"sqlite:{place / 'world' / 'registry.sqlite'}")
            world.prepare()
            folder, made = folder_of_pages(world, 40)
            free = shutil.disk_usage(place).free
            (place / "ballast").write_bytes(b"\1" * max(0, free - draw.randrange(0, 200_000)))
            done = subprocess.run(
                world.command("import", folder, "--json"), env=world.environment, capture_output=True, text=True)
            counts["disks full" if done.returncode else "disks not full"] += 1
            (place / "ballast").unlink()
            told(world, run, "disk", [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")], made)
            world.check(run, "disk")
            world.run("import", folder, "--json")
            world.expected.update(made)
            world.check(run, "disk")
            world.verify(run, "disk")
        finally:
            subprocess.run(["umount", "-l", place], check=True)


def main():
    draw = random.Random(options.seed)
    works = {"import": importing, "read": reading, "decide": deciding, "scan": scanning, "order": ordering,
             "upload": uploading, "file": filing}
    kinds = [("import", "kill"), ("read", "kill"), ("decide", "kill"), ("scan", "kill"), ("order", "kill"),
             ("upload", "kill"), ("file", "kill")]
    if options.postgres != "-":
        kinds += [
            ("import", "cut"), ("read", "cut"), ("decide", "cut"), ("scan", "cut"), ("order", "cut"),
            ("import", "kill-postgres"), ("decide", "kill-postgres"), ("scan", "kill-postgres"),
            ("upload", "cut"), ("file", "cut"), ("upload", "kill-postgres"), ("file", "kill-postgres"),
        ]
    if not (pathlib.Path(options.xueji).resolve().parent / "libsane-xueji_virtual.so").exists():
        print("no virtual scanner beside the program: nothing is scanned", file=sys.stderr)
        kinds = [kind for kind in kinds if kind[0] != "scan"]
    if options.kinds:
        kinds = [kind for kind in kinds if "-".join(kind) in options.kinds.split(",")]
    disks = options.runs // 20 if not options.kinds or "disk" in options.kinds else 0
    begun = time.monotonic()
    worlds = {}
    for run in range(options.runs - disks):
        work, blow = kinds[run % len(kinds)]
        engine = "sqlite" if blow == "kill" else "postgres"
        kind = f"{work}-{blow}"
        if engine not in worlds:
            folder = scratch / engine
            shutil.rmtree(folder, ignore_errors=True)
            worlds[engine] = World(folder, options.postgres if engine == "postgres" else f"sqlite:{folder / 'registry.sqlite'}")
            worlds[engine].prepare()
        world = worlds[engine]
        try:
            works[work](world, run, kind, draw, cutting(world) if blow == "cut" else killing(draw))
        except Exception as error:
            counts["lost"] += 1
            note(run, kind, f"could not be taken up again: {error}")
        if run % 10 == 9 or run >= options.runs - disks - len(kinds):
            world.check(run, kind)
            world.verify(run, kind)
        counts[f"runs {kind}"] += 1
        if sys.stderr.isatty():
            print(f"\r{run + 1}/{options.runs}  {time.monotonic() - begun:.0f}s ", end="", file=sys.stderr)
    for engine, world in worlds.items():
        if hasattr(world, "desk"):
            world.desk.stop()
        world.check("last", engine)
        world.verify("last", engine)
    if disks:
        me = [sys.executable, __file__, *sys.argv[1:]]
        shell = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
        done = subprocess.run(
            shell + me, env=dict(os.environ, FAULTS_DISKS=str(disks)), stdout=subprocess.PIPE, text=True)
        try:
            counts.update(json.loads(done.stdout.splitlines()[-1]))
            counts["runs disk"] = disks
        except (IndexError, ValueError):
            note("all", "disk", "a small disk could not be mounted here; these runs were not made")
    report(time.monotonic() - begun)


def report(seconds):
    for name in sorted(counts):
        if name not in ("lost", "duplicated", "half-written", "broken-chains"):
            print(f"{name:24} {counts[name]}")
    for line in notes[:40]:
        print("  " + line)
    made = sum(value for name, value in counts.items() if name.startswith("runs "))
    print(f"{seconds:.0f} s")
    print(
        f"runs {made} lost {counts['lost']} duplicated {counts['duplicated']} half-written {counts['half-written']} "
        f"broken-chains {counts['broken-chains']}")
    sys.exit(1 if counts["lost"] + counts["duplicated"] + counts["half-written"] + counts["broken-chains"] else 0)


if os.environ.get("FAULTS_DISKS"):
    disk_runs(int(os.environ["FAULTS_DISKS"]))
    print(json.dumps(counts))
else:
    main()
