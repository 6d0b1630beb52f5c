"""Times and scores xueji, RapidOCR (full page) and Tesseract (full page) alternately on the same drawn pages.

bench_extract.py XUEJI FOLDER SCRATCH: every program reads with one thread in a process of its own; the peers see the
page turned upright, which xueji finds out by itself. A field counts for a peer when its text stands anywhere in what
the peer read, which is more lenient than any keyword rule; xueji must give the value under its key.
"""
import json
import os
import pathlib
import subprocess
import sys
import time

xueji, folder, scratch = sys.argv[1:4]
scratch = pathlib.Path(scratch)
peers = scratch / "peers"
if not (peers / "rapidocr").exists():
    print("installing the peers into", peers, file=sys.stderr)
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(peers), "rapidocr==3.10.0", "onnxruntime",
         "pillow"], check=True)

PEER = """
import sys, json
from rapidocr import RapidOCR
engine = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1, "Global.log_level": "error"})
for line in sys.stdin:
    result = engine(line.strip())
    print(json.dumps({"text": "\\n".join(result.txts or [])}), flush=True)
"""
TURN = """
import sys
from PIL import Image
source, target, degrees = sys.argv[1:4]
Image.open(source).rotate(-int(degrees), expand=True).save(target, quality=95)
"""
environment = dict(os.environ, OMP_THREAD_LIMIT="1", OMP_NUM_THREADS="1")
with_peers = dict(environment, PYTHONPATH=str(peers))


def start(command, env):
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)


def ask(process, line):
    """The answer, seconds elapsed, and seconds of processor time."""
    used, begun = cpu(process.pid), time.perf_counter()
    process.stdin.write(line + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    return answer, time.perf_counter() - begun, cpu(process.pid) - used


def cpu(pid):
    parts = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid):
    """Megabytes."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0


def tesseract(image):
    begun = time.perf_counter()
    process = subprocess.Popen(
        ["tesseract", str(image), "-", "-l", "chi_sim"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=environment)
    text = process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return text, time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def skeleton(text):
    return "".join(c for c in text if c.isalnum())


def filled(fields):
    return {key: field for key, field in fields.items() if field["value"]}


def row_of(truth, rows):
    """The row read that shares most values with the true one."""
    def shared(row):
        return sum(row.get(key, {}).get("value") == field["value"] for key, field in truth.items())
    return max(rows, key=shared, default={})


peer = start([sys.executable, "-c", PEER], with_peers)
# As `xueji extract` and `xueji worker` start it.
ours = start(
    [xueji, "reading-worker", "--engine", "auto"],
    dict(environment, MALLOC_MMAP_THRESHOLD_=str(4 << 20), MALLOC_TRIM_THRESHOLD_=str(16 << 20),
         MALLOC_TOP_PAD_=str(16 << 20), MALLOC_ARENA_MAX="2"))
names = ["xueji", "rapidocr", "tesseract"]
elapsed = {name: [] for name in names}
processor = {name: [] for name in names}
memory = dict.fromkeys(names, 0.0)
right = dict.fromkeys(names, 0)
by_kind = {}
stages = {}
total = 0
files = sorted(pathlib.Path(folder).glob("*.jpg"))
for number, file in enumerate(files):
    truth = json.loads(file.with_suffix("").with_suffix(".truth.json").read_text(encoding="utf-8"))
    upright = scratch / "upright.jpg"
    subprocess.run(
        [sys.executable, "-c", TURN, str(file), str(upright), str(truth["rotation"])], check=True, env=with_peers)

    request = json.dumps({"path": str(file), "name": file.name, "explain": True})
    if number == 0:  # models are loaded and compiled once, by each
        ask(ours, request)
        ask(peer, str(upright))
    reading, seconds, used = ask(ours, request)
    elapsed["xueji"].append(seconds)
    processor["xueji"].append(used)
    for page in reading["pages"]:
        for stage, part in page["explanation"]["seconds"].items():
            stages.setdefault(stage, [0.0] * len(files))[number] += part

    answer, seconds, used = ask(peer, str(upright))
    elapsed["rapidocr"].append(seconds)
    processor["rapidocr"].append(used)

    text, seconds, used, megabytes = tesseract(upright)
    elapsed["tesseract"].append(seconds)
    processor["tesseract"].append(used)
    memory["tesseract"] = max(memory["tesseract"], megabytes)

    kind = truth["documentType"]
    documents = [d for p in reading["pages"] for d in p["documents"] if d["documentType"] == kind]
    document = documents[0] if documents else {"fields": {}, "rows": []}
    groups = [(filled(truth["fields"]), document["fields"])]
    groups += [(filled(row), row_of(filled(row), document["rows"])) for row in truth.get("rows", []) if filled(row)]
    seen = {"rapidocr": skeleton(answer["text"]), "tesseract": skeleton(text)}
    tally = by_kind.setdefault(kind, dict.fromkeys(names, 0) | {"total": 0})
    for wanted, read in groups:
        for key, field in wanted.items():
            hits = {name: skeleton(field["text"]) in seen[name] for name in seen}
            hits["xueji"] = read.get(key, {}).get("value") == field["value"]
            total += 1
            tally["total"] += 1
            for name in names:
                right[name] += hits[name]
                tally[name] += hits[name]
    print(f"\r{number + 1}/{len(files)}", end="", file=sys.stderr)
print(file=sys.stderr)
memory["xueji"] = peak(ours.pid)
memory["rapidocr"] = peak(peer.pid)
for process in (ours, peer):
    process.stdin.close()
    process.wait()


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def share(name, tally=None):
    tally, whole = (right, total) if tally is None else (tally, tally["total"])
    return 100 * tally[name] / max(1, whole)


print(f"{len(files)} pages, {total} filled fields, rows included; one thread each, alternately on every page")
print(f"{'':11}{'right %':>9}{'ms/page':>9}{'CPU ms':>9}{'peak MB':>9}")
for name in names:
    print(
        f"{name:11}{share(name):9.2f}{1000 * median(elapsed[name]):9.0f}{1000 * median(processor[name]):9.0f}"
        f"{memory[name]:9.0f}")
print("\nright %, by paper")
for kind, tally in sorted(by_kind.items()):
    print(f"{kind:30}" + "".join(f"{name} {share(name, tally):6.2f}   " for name in names) + f"of {tally['total']}")
print("\nxueji, ms a page by stage (median over all pages, and over those that have the stage)")
for stage in ["decode", "tables", "register", "text", "fields", "seals"]:
    values = stages.get(stage, [])
    used = [value for value in values if value > 0]
    print(f"{stage:11}{1000 * median(values or [0]):8.0f}{1000 * median(used or [0]):8.0f}   on {len(used)} pages")
ratios = {name: median(elapsed["xueji"]) / median(elapsed[name]) for name in names[1:]}
work = median(processor["xueji"]) / max(0.001, median(processor["rapidocr"]))
print(
    "extract: " + " ".join(f"{n} {share(n):.1f}% {1000 * median(elapsed[n]):.0f}ms {memory[n]:.0f}MB" for n in names)
    + f" time-ratio-to-rapidocr {ratios['rapidocr']:.2f} cpu-ratio-to-rapidocr {work:.2f}"
    + f" time-ratio-to-tesseract {ratios['tesseract']:.2f}")
