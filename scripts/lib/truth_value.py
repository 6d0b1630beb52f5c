"""Prints one field of a sample's truth file: truth_value.py FILE FIELD"""
import json
import sys

print(json.load(open(sys.argv[1], encoding="utf-8"))["fields"][sys.argv[2]]["value"])
