"""Measures photo checks: how often they are right on photos with known faults, and how fast beside other programs.

    bench_photos.py XUEJI FOLDER COUNT
"""
import collections
import json
import pathlib
import resource
import shutil
import subprocess
import sys
import time

import cv2
import numpy as np

XUEJI, FOLDER, COUNT = sys.argv[1], pathlib.Path(sys.argv[2]) / "photos", sys.argv[3]
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# Faults of which none may pass, by the targets; the others have a share.
NONE = {"container", "blur", "motion", "overexposed", "underexposed", "contrast", "noise", "compression", "background",
        "head small", "head large", "head cropped", "off centre", "tilt", "no face", "two faces", "rotated",
        "upscaled 0.33"}
# Nothing is wrong with these.
CLEAN = {"clean", "rim light"}
SHARE = {"upscaled 0.5": .10, "occluded": .20, "closed eyes": .20, "hidden eyes": .20, "yaw": .20}


def quiet(command): subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def accuracy():
    drawn, made = FOLDER / "drawn", FOLDER / "measuring"
    for folder in (drawn, made):
        shutil.rmtree(folder, ignore_errors=True)
    quiet([XUEJI, "samples", "portraits", "--out", drawn, "--count", COUNT, "--seed", "90", "--set", "measuring"])
    quiet([sys.executable, HERE / "photo_faults.py", "--drawn", drawn, "--portraits", FOLDER.parent / "portraits",
           "--yunet", ROOT / "models/fetched/faces/yunet-2023mar.onnx", "--set", "measuring", "--out", made])
    truth = json.loads((made / "truth.json").read_text())
    lines = subprocess.run([XUEJI, "photos", "check", made, "--json", "--quiet"], stdout=subprocess.PIPE).stdout
    table = collections.defaultdict(collections.Counter)
    tones = collections.defaultdict(collections.Counter)
    for line in lines.splitlines():
        report = json.loads(line)
        kind, code, source = truth[pathlib.Path(report["file"]).name]
        row = table[kind]
        row["n"] += 1
        row[report["verdict"]] += 1
        row["named"] += code in [reason["code"] for reason in report["reasons"]]
        if kind == "clean":
            tones[source]["n"] += 1
            tones[source][report["verdict"]] += 1
    print(f"{'fault':15} {'photos':>6} {'passed':>6} {'review':>6} {'failed':>6} {'named':>6}  target")
    for kind, row in sorted(table.items()):
        target = "none refused" if kind in CLEAN else "none passes" if kind in NONE else \
            f"<= {SHARE[kind]:.0%} pass" if kind in SHARE else ""
        named = "" if kind in CLEAN else f"{row['named'] / row['n']:6.0%}"
        print(f"{kind:15} {row['n']:6} {row['pass']:6} {row['review']:6} {row['fail']:6} {named:>6}  {target}")
    print("\nclean photos by skin (drawn, light to dark) and source (photographed, four exposures)")
    for source, row in sorted(tones.items()):
        print(f"{source:15} {row['n']:6} {row['pass']:6} {row['review']:6} {row['fail']:6}")
    faults = {kind: row for kind, row in table.items() if kind not in CLEAN}
    strict = sum(row["pass"] for kind, row in faults.items() if kind in NONE)
    clean = table["clean"]
    named = sum(row["named"] for row in faults.values()) / sum(row["n"] for row in faults.values())
    half = table["upscaled 0.5"]
    return (f"false accepts {strict} of {sum(r['n'] for k, r in faults.items() if k in NONE)} upscaled 0.5 "
            f"{half['pass'] / half['n']:.0%} false rejects {clean['fail']} of {clean['n']} review "
            f"{clean['review'] / clean['n']:.0%} named {named:.0%}")


def cost(command, count, **options):
    """Photos a processor second, one core, children included, and a second by the clock."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run(["taskset", "-c", "0"] + [str(part) for part in command], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, **options)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return count / (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), count / wall


SCRIPT = """
import sys, cv2
for path in sys.argv[2:]:
    image = cv2.imread(path)
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    cv2.Laplacian(grey, cv2.CV_64F).var(), grey.mean(), grey.std()
    cv2.imwrite(sys.argv[1], cv2.resize(image, (358, 441), interpolation=cv2.INTER_AREA), [cv2.IMWRITE_JPEG_QUALITY, 90])
"""


def large():
    """Twelve megapixels with the grain of a camera, about 3 MB each."""
    folder = FOLDER / "large"
    if not (folder / ".complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        quiet([XUEJI, "samples", "portraits", "--out", folder / "plain", "--count", "4", "--seed", "91", "--width", "3024",
               "--height", "4032", "--head", "0.4", "--quality", "98"])
        generator = np.random.default_rng(3)
        for path in (folder / "plain").glob("*.jpg"):
            image = cv2.imread(str(path)).astype(np.float32)
            image += cv2.GaussianBlur(generator.normal(0, 7, image.shape).astype(np.float32), (0, 0), .7)
            for copy in range(24):
                cv2.imwrite(str(folder / f"{path.stem}-{copy}.jpg"), np.clip(image + copy, 0, 255).astype(np.uint8),
                            [cv2.IMWRITE_JPEG_QUALITY, 90])
        shutil.rmtree(folder / "plain")
        (folder / ".complete").touch()
    return folder, sorted(folder.glob("*.jpg"))


def speed():
    folder, files = large()
    out = FOLDER / "out"
    shutil.rmtree(out, ignore_errors=True)

    # Each run has a folder of its own: where files were deleted just before, the file system looks long for a place.
    def ours(source, jobs, command="prepare"):
        ours.runs = getattr(ours, "runs", 0) + 1
        extra = ["--out", out / str(ours.runs)] if command == "prepare" else []
        return [XUEJI, "photos", command, source, "--jobs", jobs, "--json", "--quiet"] + extra
    megabytes = sum(path.stat().st_size for path in files) / len(files) / 1e6
    print(f"\n{len(files)} photos of 12 megapixels ({megabytes:.1f} MB each), one core: photos a processor second (by the clock)")
    names = " ".join(f"'{path}'" for path in files)
    figures = {}

    def row(title, command, count):
        figures[title] = cost(command, count)
        print(f"{title:44} {figures[title][0]:7.1f} ({figures[title][1]:.1f})", flush=True)
    each = f"for f in {names}; do %s; done"
    if shutil.which("djpeg"):
        row("djpeg | cjpeg (floor: full decode, encode)", ["bash", "-c", each % 'djpeg "$f" | cjpeg -quality 90 >/dev/null'], len(files))
        row("djpeg -scale 1/8 | cjpeg", ["bash", "-c", each % 'djpeg -scale 1/8 "$f" | cjpeg -quality 90 >/dev/null'], len(files))
    else:
        print("the floor is not measured: apt-get install libjpeg-turbo-progs")
    if shutil.which("vipsthumbnail"):
        row("vipsthumbnail", ["vipsthumbnail", "--vips-concurrency=1", "-s", "358x441", "-o", f"{FOLDER}/v-%s.jpg[Q=90]"] + files, len(files))
    if shutil.which("convert"):
        row("ImageMagick with a size hint", ["bash", "-c", each % f'convert -define jpeg:size=716x882 "$f" -resize 358x441 -quality 90 {FOLDER}/m.jpg'], len(files))
    row("OpenCV script with three checks", [sys.executable, "-c", SCRIPT, f"{FOLDER}/c.jpg"] + files, len(files))
    # Starting, and loading and compiling the networks, is done once however many photos there are.
    start = FOLDER / "start"
    start.mkdir(exist_ok=True)
    shutil.copy(files[0], start / "one.jpg")

    def own(title, source, count, command="prepare"):
        row(title, ours(source, 1, command), count)
        once = 1 / cost(ours(start, 1, command), 1)[0]
        figures[title] = (count - 1) / (count / figures[title][0] - once), figures[title][1]
        print(f"{'    without the start of ' + format(once, '.2f') + ' s':44} {figures[title][0]:7.1f}", flush=True)
    own("xueji photos prepare (check, cut, save)", folder, len(files))
    own("xueji photos check", folder, len(files), "check")
    small = FOLDER / "small"
    if not (small / ".complete").exists():
        shutil.rmtree(small, ignore_errors=True)
        quiet([XUEJI, "samples", "portraits", "--out", small, "--count", "300", "--seed", "92", "--quality", "85"])
        (small / ".complete").touch()
    print("\n300 photos of 358 x 441")
    own("xueji photos prepare, one core, 358 x 441", small, 300)
    own("xueji photos check, one core, 358 x 441", small, 300, "check")
    begun = time.monotonic()
    subprocess.run([str(part) for part in ours(small, 2)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    both = 300 / (time.monotonic() - begun)
    print(f"{'xueji photos prepare, two processes, by the clock':44} {both:7.1f}")
    floor = figures.get("djpeg | cjpeg (floor: full decode, encode)")
    ours_large = figures["xueji photos prepare (check, cut, save)"][0]
    times = f"x{ours_large / floor[0]:.1f} of the floor " if floor else ""
    return (f"12MP {ours_large:.1f}/s {times}358x441 "
            f"{figures['xueji photos prepare, one core, 358 x 441'][0]:.0f}/s per core two processes {both:.0f}/s")


FOLDER.mkdir(parents=True, exist_ok=True)
quality = accuracy()
pace = speed()
print(f"\nphotos {quality} {pace}")
