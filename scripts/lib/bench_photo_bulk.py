"""Measures a run of thousands of photos: once without a break, once killed again and again, and compares what came of it.

    bench_photo_bulk.py XUEJI FOLDER COUNT [--kills N] [--seed S]

The photos are drawn portraits of invented people, changed so that no two are alike, some larger, one in a hundred with a
fault of its file, one in a hundred of its picture. A roster gives them names, classes and archives.
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
import subprocess
import sys
import threading
import time

import cv2
import numpy as np

PER_PLAN = 25
NAMES = "子轩 梓涵 浩宇 欣怡 宇航 诗涵 俊杰 雨桐 博文 思远 佳怡 明轩".split()
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马胡朱郭何高林罗"


def citizen_id(index):
    """An ID number of nobody: a made-up place in the sequence of a day, with the check digit of GB 11643."""
    day = time.strftime("%Y%m%d", time.gmtime(86400 * (15_700 + index % 900)))
    body = f"510727{day}{index // 900:03d}"
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def changed(image, number, generator):
    """One of the likenesses of a portrait: other light, size, place and grain."""
    height, width = image.shape[:2]
    scale = (.965, .98, 1, 1.015, 1.03)[number % 5]
    matrix = cv2.getRotationMatrix2D((width / 2, height * .45), generator.uniform(-1.5, 1.5), scale)
    out = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    out = out.astype(np.float32) * (.9 + .022 * (number // 5)) + generator.normal(0, 1.2, out.shape)
    return np.clip(out, 0, 255).astype(np.uint8)


def photos(xueji, folder, count, seed):
    """COUNT photos and their roster; made once."""
    place = folder / f"bulk-{count}-{seed}"
    if (place / "roster.csv").exists():
        return place
    shutil.rmtree(place, ignore_errors=True)
    plans = (count + PER_PLAN - 1) // PER_PLAN
    subprocess.run([xueji, "samples", "portraits", "--out", place / "drawn", "--count", str(plans), "--seed", str(seed + 400),
                    "--set", "measuring", "--quality", "98"], check=True)
    generator = np.random.default_rng(seed)
    rows = ["姓名,性别,出生日期,身份证号,学籍号,学校标识码,年级,班级"]
    drawn = sorted((place / "drawn").glob("*.jpg"))
    for index in range(count):
        image = changed(cv2.imread(str(drawn[index // PER_PLAN])), index % PER_PLAN, generator)
        if index % 50 == 7:
            image = cv2.resize(image, None, fx=3, fy=3, interpolation=cv2.INTER_LANCZOS4)
        if index % 100 == 21:
            image = cv2.GaussianBlur(image, (0, 0), 3)
        number = citizen_id(index)
        year = 1 + index * 6 // count
        group = f"{year}{index // 45 % 10 + 1:02d}班"
        folder_of = place / "in" / f"{'一二三四五六'[year - 1]}年级" / group
        folder_of.mkdir(parents=True, exist_ok=True)
        data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(generator.integers(80, 93))])[1].tobytes()
        if index % 100 == 63:
            data = [b"", data[:len(data) // 3], b"no photo\n" * 50, data[:600] + bytes(400) + data[1000:]][index // 100 % 4]
        (folder_of / f"{number}.jpg").write_bytes(data)
        rows.append(f"{SURNAMES[index % 20]}{NAMES[index // 20 % 12]},{'男女'[index % 2]},{number[6:10]}-{number[10:12]}-"
                    f"{number[12:14]},{number},G{number},2151003456,{'一二三四五六'[year - 1]}年级,{group}")
        if sys.stderr.isatty() and index % 100 == 0:
            print(f"\r{index}/{count}", end="", file=sys.stderr)
    (place / "roster.csv").write_text("\n".join(rows) + "\n")
    shutil.rmtree(place / "drawn")
    return place


def tree(root):
    """The process and all that it started, children first known."""
    children = collections.defaultdict(list)
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                children[int(fields[1])].append(int(entry.name))
            except OSError:
                continue
    found, open_ = [], [root]
    while open_:
        found.append(open_.pop())
        open_ += children[found[-1]]
    return found


def lives(process):
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class Memory(threading.Thread):
    """Peak of every process of a run, and of all together (shared pages counted in each), in kilobytes."""

    def __init__(self, root):
        super().__init__(daemon=True)
        self.root, self.one, self.all, self.over = root, 0, 0, False

    def run(self):
        while not self.over:
            sizes = []
            for process in tree(self.root):
                try:
                    lines = pathlib.Path(f"/proc/{process}/status").read_text().splitlines()
                except OSError:
                    continue
                values = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith(("VmHWM", "VmRSS"))}
                if values:
                    self.one = max(self.one, int(values["VmHWM"]))
                    sizes.append(int(values["VmRSS"]))
            self.all = max(self.all, sum(sizes))
            time.sleep(.25)


def start(xueji, place, out):
    command = [xueji, "photos", "prepare", place / "in", "--out", out, "--roster", place / "roster.csv", "--name-by",
               "citizen-id", "--zip", "--json", "--quiet"]
    lines = open(f"{out}.jsonl", "wb")
    return subprocess.Popen([str(part) for part in command], stdout=lines, stderr=subprocess.DEVNULL)


def journal(out):
    """What is written down as done: file → path of the finished photo. Torn last lines do not count."""
    try:
        data = (out / ".xueji-photos.jsonl").read_bytes()
    except OSError:
        return {}, 0
    lines = data[:data.rfind(b"\n") + 1].splitlines()[1:]
    done = {}
    for line in lines:
        entry = json.loads(line)
        done[entry["key"]["path"]] = (entry["answer"].get("prepared") or {}).get("path")
    return done, len(lines)


def states(done):
    """Which very file each finished photo is: written again, it would be another."""
    found = {}
    for key, path in done.items():
        if path:
            for place in (path, path.replace("/photos/", "/review/")):
                if os.path.exists(place):
                    about = os.stat(place)
                    found[key] = (about.st_ino, about.st_mtime_ns)
                    break
    return found


def contents(out):
    """Every file that people get, by what is in it."""
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(out.rglob("*")) if path.is_file() and path.name != ".xueji-photos.jsonl"}


def verdicts(out):
    lines = [json.loads(line) for line in pathlib.Path(f"{out}.jsonl").read_bytes().splitlines()]
    for line in lines:
        line.pop("seconds")
        line["output"] = (line.get("output") or "").replace(str(out), "")
    return lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("xueji")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--kills", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    options.folder.mkdir(parents=True, exist_ok=True)
    place = photos(options.xueji, options.folder, options.count, options.seed)
    whole, broken = options.folder / "bulk-whole", options.folder / "bulk-broken"
    for out in (whole, broken):
        shutil.rmtree(out, ignore_errors=True)

    begun = time.monotonic()
    run = start(options.xueji, place, whole)
    memory = Memory(run.pid)
    memory.start()
    run.wait()
    seconds = time.monotonic() - begun
    memory.over = True
    counts = collections.Counter(line["verdict"] for line in verdicts(whole))
    print(f"{options.count} photos in {seconds:.0f} s, {options.count / seconds:.0f} a second; pass {counts['pass']} review "
          f"{counts['review']} fail {counts['fail']}; memory: largest process {memory.one >> 10} MB, all together "
          f"{memory.all >> 10} MB", flush=True)

    redone = orphans = undone = lost = 0
    at_work = 0
    peak = 0
    known = {}
    # The last kill hits while archives and lists are made.
    for kill in range(options.kills + 1):
        run = start(options.xueji, place, broken)
        memory = Memory(run.pid)
        memory.start()
        moment = time.monotonic() + chance.uniform(.5, 1.6 * seconds / (options.kills + 1))
        while run.poll() is None and (time.monotonic() < moment if kill < options.kills else not (broken / "zips").exists()):
            time.sleep(.01)
        if run.poll() is not None:
            print(f"run {kill + 1} was over before it was killed")
        everything = tree(run.pid)
        # One time only the process that leads: its children must end by themselves.
        alone = kill % 3 == 2
        for process in everything[:1] if alone else everything:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        run.wait()
        memory.over = True
        peak = max(peak, memory.one)
        deadline = time.monotonic() + 60
        while any(lives(process) for process in everything) and time.monotonic() < deadline:
            time.sleep(.05)
        orphans += sum(lives(process) for process in everything)
        done, lines = journal(broken)
        now = states(done)
        redone += sum(now.get(key) != state for key, state in known.items())
        lost += len(known.keys() - done.keys())
        known = now
        written = sum(1 for top in ("photos", "review") for path in (broken / top).rglob("*.jpg"))
        undone += lines - len(done)
        at_work = max(at_work, written - len(now))
        print(f"killed {'alone ' if alone else ''}with {len(done)} done", flush=True)
    run = start(options.xueji, place, broken)
    run.wait()
    done, lines = journal(broken)
    now = states(done)
    redone += sum(now.get(key) != state for key, state in known.items())
    undone += lines - len(done)
    one, other = contents(whole), contents(broken)
    different = sum(one.get(name) != other.get(name) for name in one.keys() | other.keys())
    judged = sum(a != b for a, b in zip(verdicts(whole), verdicts(broken)))
    zips = sum(name.startswith("zips/") for name in one)
    print(f"after {options.kills + 1} kills: {len(one)} files compared ({zips} archives), {different} differ; {judged} verdicts "
          f"differ; {redone} finished photos were made anew, {undone} judged twice, {lost} forgotten; at most {at_work} were at "
          f"work and not written down when a kill came; {orphans} processes stayed; largest process {peak >> 10} MB")
    sound = different == judged == redone == undone == orphans == lost == 0 and len(done) == options.count
    print(f"photos bulk {options.count} {options.count / seconds:.0f}/s kills {options.kills + 1} redone {redone + undone} different "
          f"{different + judged} peak {memory_text(memory, peak)}")
    sys.exit(0 if sound else 1)


def memory_text(memory, peak): return f"{max(peak, memory.one) >> 10} MB"


main()
