"""Settles the doubtful fields of the demo's papers as a reviewer would who has them in hand.

demo_review.py XUEJI TRUTH.json...: each pending document is matched to a truth file by its type; a value that agrees is
accepted, another one is corrected, and seals that the paper carries are confirmed.
"""
import json
import subprocess
import sys

xueji, *files = sys.argv[1:]
truths = {truth["documentType"]: truth for truth in (json.load(open(f, encoding="utf-8")) for f in files)}


def run(*arguments):
    return subprocess.run([xueji, "review", *arguments], check=True, text=True, capture_output=True).stdout


for line in run("list", "--json").splitlines():
    sheet = json.loads(line)
    document = str(sheet["document"])
    truth = truths.get(sheet["documentType"])
    if truth is None:
        # The written application is free-form paper: it counts by being there.
        continue
    for item in sheet["items"]:
        field = item["field"]
        wanted = truth["fields"].get(field, {}).get("value")
        if field == "seals" or item.get("value") == wanted:
            print(run("accept", document, "--field", field).strip())
        else:
            print(run("correct", document, "--field", field, "--value", wanted, "--reason", "对照原件").strip())
