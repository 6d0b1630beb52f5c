"""Measures how far one program carries: pages and decisions a second, where the time goes, and what a page costs.

bench_scale.py XUEJI SAMPLES FOLDER POSTGRES BUCKET [--pages N] [--cases N] [--students N] [--growth | --keep-growth | --schemas]
    [--page FILE]

`xueji bench-scale` does the measuring inside of the program; pgbench and a plain S3 client (http.client) do the same
statements and the same objects beside it. The tables go between the marks of --page; with --growth only those about growth are
measured and replaced, with --keep-growth they stay as they are, with --schemas only the one about several schemas is measured.
"""
import argparse
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import re
import subprocess
import time
import urllib.parse


def arguments():
    parser = argparse.ArgumentParser()
    for name in ("xueji", "samples", "folder", "postgres", "bucket"):
        parser.add_argument(name)
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--students", type=int, default=1_000_000)
    growth = parser.add_mutually_exclusive_group()
    growth.add_argument("--growth", action="store_true")
    growth.add_argument("--keep-growth", action="store_true")
    growth.add_argument("--schemas", action="store_true")
    parser.add_argument("--page")
    return parser.parse_args()


def measured(options):
    """The lines of `xueji bench-scale`, as they come."""
    command = [options.xueji, "bench-scale", "--folder", options.folder, "--postgres", options.postgres, "--bucket",
               options.bucket, "--samples", options.samples, "--pages", str(options.pages), "--cases",
               str(options.cases), "--students", str(options.students), *(["--growth"] if options.growth else []),
               *(["--schemas"] if options.schemas else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode != 0:
        raise SystemExit(f"bench-scale ended with {process.returncode}")


# The statements of `raw` in Sources/xueji/Bench/StoreBench.swift, in the order and under the lock of an ordered write.
PGBENCH = """\\set id random(1, 9000000000000000000)
BEGIN ISOLATION LEVEL REPEATABLE READ;
LOCK TABLE writeorder IN EXCLUSIVE MODE;
INSERT INTO benchDecision (id, content, person) VALUES (:id, repeat('x', 200), 'p');
INSERT INTO benchMatter (id, step, due) VALUES (:id, 0, '2026-11-01');
UPDATE benchMatter SET step = 1 WHERE id = :id;
UPDATE benchMatter SET due = NULL WHERE id = :id;
INSERT INTO benchAudit (sequence, content, hash) VALUES (:id, repeat('x', 200), repeat('x', 200));
COMMIT;
"""


def pgbench(options, clients, transactions):
    """Transactions a second of pgbench on the tables that `bench-scale` left behind."""
    programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    script = pathlib.Path(options.folder) / "pgbench.sql"
    script.write_text(PGBENCH)
    each = max(1, transactions // clients)
    out = subprocess.run(
        [str(programs[-1]), "--no-vacuum", "--protocol=prepared", f"--client={clients}", "--jobs=2",
         f"--transactions={each}", f"--file={script}", options.postgres],
        check=True, capture_output=True, text=True).stdout
    return float(re.search(r"tps = ([0-9.]+) \(without", out).group(1))


class PlainS3:
    """Puts and gets on one connection, signed, and nothing else."""

    def __init__(self, address):
        parts = urllib.parse.urlsplit(address)
        self.bucket, self.host = parts.username, f"{parts.hostname}:{parts.port}"
        self.prefix = parts.path.strip("/") + "-plain"
        self.keys = os.environ["XUEJI_S3_ACCESS_KEY"], os.environ["XUEJI_S3_SECRET_KEY"]
        self.connection = http.client.HTTPConnection(self.host)

    def send(self, method, name, body=b""):
        path = f"/{self.bucket}/{self.prefix}/{name}"
        moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        payload = hashlib.sha256(body).hexdigest()
        signed = {"host": self.host, "x-amz-content-sha256": payload, "x-amz-date": moment}
        names = ";".join(sorted(signed))
        canonical = "\n".join([method, path, "", *(f"{k}:{signed[k]}" for k in sorted(signed)), "", names, payload])
        scope = f"{moment[:8]}/us-east-1/s3/aws4_request"
        key = ("AWS4" + self.keys[1]).encode()
        for part in scope.split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        text = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        signed["authorization"] = (f"AWS4-HMAC-SHA256 Credential={self.keys[0]}/{scope}, "
                                   f"SignedHeaders={names}, Signature={signature}")
        self.connection.request(method, path, body=body or None, headers=signed)
        answer = self.connection.getresponse()
        data = answer.read()
        if answer.status // 100 != 2:
            raise SystemExit(f"plain S3 client: {method} {answer.status} {data[:200]}")
        return data


def plain_s3(options, objects):
    """Objects a second: put, and put with a get that is hashed, which is what the program does."""
    client = PlainS3(options.bucket)
    contents = [pathlib.Path(name).read_bytes() for name in objects]
    contents = [contents[i % len(contents)] + str(i).encode() for i in range(max(64, len(contents)))]
    started = time.monotonic()
    for index, body in enumerate(contents):
        client.send("PUT", f"a{index}", body)
    put = len(contents) / (time.monotonic() - started)
    started = time.monotonic()
    for index, body in enumerate(contents):
        client.send("PUT", f"b{index}", body)
        assert hashlib.sha256(client.send("GET", f"b{index}")).digest() == hashlib.sha256(body).digest()
    verified = len(contents) / (time.monotonic() - started)
    return put, verified


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


# What the plan assumes; everything else in it is measured.
ASSUMED = {
    "pages": 3.0,       # pages a student and year: entrance, corrections, transfers, certificates
    "cases": 0.35,      # cases a student and year
    "peak": 0.4,        # share of the year's pages that come in the ten working days around a term's start
    "hours": 80,        # hours in those days
    "reserve": 2.0,     # twice the cores that the peak would need if it were even
    "review": 0.5,      # share of pages that a person looks at
    "seconds": 25,      # of a person's time on such a page
}
PLACES = [("city", 700_000), ("province", 10_000_000), ("country", 190_000_000)]


def plan(page_seconds, page_bytes, row_bytes, case_bytes, decisions):
    rows = []
    for name, students in PLACES:
        pages = students * ASSUMED["pages"]
        peak = pages * ASSUMED["peak"] / (ASSUMED["hours"] * 3600)
        cores = peak * page_seconds * ASSUMED["reserve"]
        originals = pages * page_bytes / 1e12
        store = (pages * row_bytes + students * ASSUMED["cases"] * case_bytes) / 1e12
        people = peak * ASSUMED["review"] * ASSUMED["seconds"]
        deciding = students * ASSUMED["cases"] * 2 * ASSUMED["peak"] / (ASSUMED["hours"] * 3600)
        rows.append([
            name, f"{students:,}", f"{pages / 1e6:,.1f} M", f"{peak:,.1f}", f"{max(1, round(cores)):,}",
            f"{people:,.0f}", f"{originals:,.2f} TB", f"{store * 1000:,.0f} GB",
            f"{peak * page_bytes * 8 / 1e6 * 2:,.0f} Mbit/s", f"{deciding:,.1f} of {decisions:,.0f}"])
    return rows


def power(size):
    """10⁶ for 1 000 000, and 3 × 10⁶ for three times that."""
    digits = len(str(size)) - 1
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(digits))
    first = size // 10 ** digits
    return ("" if first == 1 else f"{first} × ") + f"10{raised}"


def milliseconds(value):
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def grown(growth):
    """The section about growth: every question at every size, and how large the stores are."""
    sizes = sorted({g["size"] for g in growth})
    engines = list(dict.fromkeys(g["engine"] for g in growth))
    at = {(g["engine"], g["size"]): g for g in growth}
    parts = [
        "### Growth\n\n"
        "Questions about one student or case, and lists that people look at, of a city (all rows), a county (a twentieth) and a "
        "school (a two hundredth): median / 99th percentile, milliseconds. Every student has a page, a paper and a case; one "
        "case of twenty waits for its county, half of these too long, one of forty is open, and one paper of fifty waits for "
        "review, so that at 10⁶ more is under way than any city has at once. Rows were written without indexes, which were "
        "made from all of them at the end and are as small as after REINDEX; PostgreSQL was vacuumed, as it does by itself "
        "after a while. *overdue report* answers every late step there is, one row for forty students; *case file* looks at all "
        "students of the same name and birthday, of whom these have one for 5,000."]
    for engine in engines:
        names = [q["name"] for q in at[engine, min(s for e, s in at if e == engine)]["questions"]]
        rows = []
        for name in names:
            found = [next((q for q in at[engine, size]["questions"] if q["name"] == name), None)
                     if (engine, size) in at else None for size in sizes]
            rows.append([name] + [f'{milliseconds(q["median"])} / {milliseconds(q["worst"])}' if q else "—" for q in found])
        parts.append(f"#### {engine}\n\n" + table(["question"] + [power(size) for size in sizes], rows))
    parts.append(
        "#### Bytes a student\n\nOf the store, with a page, batch entry, job, paper, review, case, evidence and decision.\n\n"
        + table(["engine"] + [power(size) for size in sizes],
                [[engine] + [f'{at[engine, size]["bytes"]:,.0f}' if (engine, size) in at else "—" for size in sizes]
                 for engine in engines]))
    return "\n\n".join(parts)


SIDE_BY_SIDE = "### Counties side by side"


def side_by_side(lines):
    """The section about several schemas of one server."""
    lines = [line for line in lines if line["kind"] == "schemas"]
    one = lines[0]["decisions"]
    rows = [[r["schemas"], r["clients"], f'{r["decisions"]:.0f}', f'{r["least"]:.0f}–{r["most"]:.0f}',
             f'{r["decisions"] / one:.2f}'] for r in lines]
    return (f"{SIDE_BY_SIDE}\n\n"
            "Stores in one PostgreSQL server, a schema each, with an order of writing each: eight clients share the schemas, then "
            "eight work in each. Decisions of all together, the median of three rounds that take turns.\n\n"
            + table(["schemas", "clients in all", "decisions/s", "least–most", "to one schema"], rows))


def with_section(text, section):
    """The page with this section in the place of the old one, or before the originals."""
    old = re.compile(re.escape(SIDE_BY_SIDE) + r"\n.*?(?=\n### )", re.S)
    if old.search(text):
        return old.sub(lambda _: section + "\n", text)
    return text.replace("### Originals\n", section + "\n\n### Originals\n", 1)


def around_growth(page):
    """What stands before, in and after the section about growth."""
    before, rest = page.read_text().split("### Growth\n", 1)
    section, after = rest.split("### What one costs\n", 1)
    return before, "### Growth\n" + section.rstrip(), "### What one costs\n" + after


def main():
    options = arguments()
    lines = list(measured(options))
    if options.growth:
        section = grown([line for line in lines if line["kind"] == "growth"])
        print(section)
        if options.page:
            page = pathlib.Path(options.page)
            before, _, after = around_growth(page)
            page.write_text(before + section + "\n\n" + after)
        slow = max((q["median"], q["name"], g["engine"], g["size"]) for g in map(dict, (
            line for line in lines if line["kind"] == "growth")) for q in g["questions"])
        print(f"scale: slowest {slow[1]} {slow[0]:.2f} ms on {slow[2]} with {slow[3]} students")
        return

    if options.schemas:
        section = side_by_side(lines)
        print(section)
        if options.page:
            page = pathlib.Path(options.page)
            page.write_text(with_section(page.read_text(), section))
        print("scale: " + " ".join(f'{r["schemas"]}-schemas-{r["clients"]}c {r["decisions"]:.0f} decisions/s'
                                   for r in lines if r["kind"] == "schemas"))
        return

    def kind(name):
        return [line for line in lines if line["kind"] == name]

    text = []
    reading = kind("reading")
    text.append("### Pages\n\n" + table(
        ["where", "workers", "pages/s", "s of a worker a page", "own code", "engine", "vault"],
        [[r["place"], r["workers"], f'{r["perSecond"]:.2f}', f'{r["workerSeconds"]:.2f}', f'{r["own"]:.1%}',
          f'{r["engine"]:.1%}', f'{r["vault"]:.1%}'] for r in reading]))

    deciding = kind("deciding")
    rows = []
    for r in deciding:
        plain = pgbench(options, r["clients"], options.cases * 2) if r["engine"] == "PostgreSQL" else None
        rows.append([r["engine"], r["clients"], f'{r["decisions"]:.0f}', f'{r["raw"]:.0f}',
                     f"{plain:.0f}" if plain else "—", f'{r["raw"] / plain:.2f}' if plain else "—"])
    text.append("### Decisions\n\n" + table(
        ["engine", "clients", "decisions/s", "the same writes through our driver, /s", "pgbench, the same writes, /s",
         "driver : pgbench"], rows))

    text.append(side_by_side(lines))

    objects = [str(f) for f in sorted(pathlib.Path(options.samples).iterdir()) if f.suffix in (".jpg", ".png")][:64]
    put, verified = plain_s3(options, objects)
    vault = kind("vault")
    rows = [[v["place"], f'{v["put"]:.0f}', f'{v["get"]:.0f}', f'{v["putMany"]:.0f}',
             f'{v["put"] / verified:.2f}' if "bucket" in v["place"] else "—"] for v in vault]
    rows.append(["plain S3 client, put and get compared", f"{verified:.0f}", "—", "—", "1"])
    rows.append(["plain S3 client, put alone", f"{put:.0f}", "—", "—", "—"])
    text.append("### Originals\n\n" + table(
        ["where", "put/s", "get/s", "put/s, eight at once", "ratio to the plain client"], rows))

    growth = kind("growth")
    text.append(around_growth(pathlib.Path(options.page))[1] if options.keep_growth else grown(growth))

    one = [r for r in reading if r["workers"] == 1 and "PostgreSQL" in r["place"]][0]
    case_bytes = [g["bytes"] for g in growth if g["engine"] == "PostgreSQL"][-1]
    best = max(r["decisions"] for r in deciding if r["engine"] == "PostgreSQL")
    cost = [["a page", f'{one["workerSeconds"]:.2f} core-seconds', f'{one["originalBytes"] / 1e6:.2f} MB',
             f'{one["rowBytes"] / 1e3:.1f} kB'],
            ["a case with its student, page and paper", f"{2 / best:.4f} s of the one writer", "—",
             f"{case_bytes / 1e3:.1f} kB"]]
    text.append("### What one costs\n\n" + table(["", "time", "vault", "store"], cost))
    text.append(
        "### The plan\n\nA year's work and its peak, from the figures above and these assumptions: "
        f'{ASSUMED["pages"]} pages and {ASSUMED["cases"]} cases a student and year, {ASSUMED["peak"]:.0%} of them in '
        f'{ASSUMED["hours"]} working hours at a term\'s start, cores doubled for reserve, {ASSUMED["review"]:.0%} of pages '
        f'looked at for {ASSUMED["seconds"]} s, two decisions a case. Bandwidth counts an original in and out again.\n\n'
        + table(["", "students", "pages a year", "pages/s at the peak", "cores for workers", "people reviewing at the peak",
                 "originals a year", "rows a year", "to and from the vault", "decisions/s, needed of possible on one store"],
                plan(one["workerSeconds"], one["originalBytes"], one["rowBytes"], case_bytes, best)))
    report = "\n\n".join(text)
    print(report)
    if options.page:
        page = pathlib.Path(options.page)
        whole = page.read_text()
        start, end = "<!-- measured -->", "<!-- end of measured -->"
        before, rest = whole.split(start)
        page.write_text(before + start + "\n\n" + lines[0]["machine"] + "\n\n" + report + "\n\n" + end + rest.split(end)[1])
    print("scale: " + " ".join(
        [f'{r["place"].split(",")[0].lower()}-{r["workers"]}w {r["perSecond"]:.2f} pages/s' for r in reading]
        + [f'{r["engine"].lower()}-{r["clients"]}c {r["decisions"]:.0f} decisions/s' for r in deciding]
        + [f"s3 {verified:.0f} verified puts/s plain"]))


main()
