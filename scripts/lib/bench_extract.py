"""Times and scores xueji, Tesseract (full page) and RapidOCR (full page) alternately on the same drawn pages.

bench_extract.py XUEJI FOLDER SCRATCH: the peers see the page turned upright, which xueji finds out by itself. A field
counts for a peer when its text stands anywhere in what the peer read: more lenient than any keyword rule.
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
import sys, json, time
from PIL import Image
from rapidocr import RapidOCR
engine = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1, "Global.log_level": "error"})
for line in sys.stdin:
    path = line.strip()
    start = time.process_time()
    result = engine(path)
    print(json.dumps({"text": "\\n".join(result.txts or []), "seconds": time.process_time() - start}), flush=True)
"""
TURN = """
import sys
from PIL import Image
source, target, degrees = sys.argv[1:4]
Image.open(source).rotate(-int(degrees), expand=True).save(target, quality=95)
"""
environment = dict(os.environ, OMP_THREAD_LIMIT="1", OMP_NUM_THREADS="1")
with_peers = dict(environment, PYTHONPATH=str(peers))
peer = subprocess.Popen(
    [sys.executable, "-c", PEER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=with_peers)
ours = subprocess.Popen(
    [xueji, "reading-worker", "--engine", "auto"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    env=environment)


def skeleton(text):
    return "".join(c for c in text if c.isalnum())


names = ["xueji", "tesseract", "rapidocr"]
seconds = {name: [] for name in names}
right = dict.fromkeys(names, 0)
total = 0
for file in sorted(pathlib.Path(folder).glob("*.jpg")):
    truth = json.loads(file.with_suffix("").with_suffix(".truth.json").read_text(encoding="utf-8"))
    upright = scratch / "upright.jpg"
    subprocess.run(
        [sys.executable, "-c", TURN, str(file), str(upright), str(truth["rotation"])], check=True, env=with_peers)

    start = time.perf_counter()
    ours.stdin.write(json.dumps({"path": str(file), "name": file.name}) + "\n")
    ours.stdin.flush()
    reading = json.loads(ours.stdout.readline())
    seconds["xueji"].append(time.perf_counter() - start)

    start = time.perf_counter()
    text = subprocess.run(
        ["tesseract", str(upright), "-", "-l", "chi_sim"], capture_output=True, text=True, env=environment).stdout
    seconds["tesseract"].append(time.perf_counter() - start)

    peer.stdin.write(str(upright) + "\n")
    peer.stdin.flush()
    answer = json.loads(peer.stdout.readline())
    seconds["rapidocr"].append(answer["seconds"])

    documents = [d for p in reading["pages"] for d in p["documents"] if d["documentType"] == truth["documentType"]]
    fields = documents[0]["fields"] if documents else {}
    for key, field in truth["fields"].items():
        if not field["value"]:
            continue
        total += 1
        right["xueji"] += fields.get(key, {}).get("value") == field["value"]
        right["tesseract"] += skeleton(field["text"]) in skeleton(text)
        right["rapidocr"] += skeleton(field["text"]) in skeleton(answer["text"])


def median(values):
    return sorted(values)[len(values) // 2]


for name in names:
    print(f"{name:10} {100 * right[name] / total:6.2f} % of {total} filled fields   median {median(seconds[name]):.2f} s a page")
print(
    "extract: " + " ".join(f"{n} {100 * right[n] / total:.1f}% {median(seconds[n]):.2f}s" for n in names)
    + f" ratio-to-rapidocr {median(seconds['xueji']) / median(seconds['rapidocr']):.2f}")
