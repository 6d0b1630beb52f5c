"""Prints docs/regulation.md: article, rule, where it is enforced, which tests hold it.

A rule is enforced where a plan of the pack or a source file names it, and tested where a test file names it.
"""

import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
STATES = {
    "block": "强制", "warn": "提示", "escalate": "须写理由", "deadline": "计时", "report": "报表", "policy": "权限",
    "record": "仅记录",
}


def naming(folder):
    """Rule -> files under the folder that name it."""
    found = {}
    for file in sorted((ROOT / folder).rglob("*.swift")):
        for rule in set(re.findall(r"\b[RSN]\d\d-\d+\b", file.read_text(encoding="utf-8"))):
            found.setdefault(rule, []).append(str(file.relative_to(ROOT / folder)))
    return found


def plans(pack):
    """Rule -> places in the pack's plans and parameters that name it."""
    found = {}

    def add(rule, place):
        if rule and place not in found.setdefault(rule, []):
            found[rule].append(place)

    for name, parameter in pack.get("parameters", {}).items():
        add(parameter["rule"], f"参数 {name}")
    for kind, plan in pack.get("cases", {}).items():
        for need in plan["evidence"]:
            for rule in [need["rule"], need.get("original"), need.get("kept")] + [s["rule"] for s in need.get("seals", [])]:
                add(rule, f"{kind}.evidence")
        for step in plan["steps"]:
            add(step["rule"], f"{kind}.steps")
        add(plan.get("start", {}).get("rule"), f"{kind}.start")
        add(plan.get("refusedIn", {}).get("rule"), f"{kind}.refusedIn")
        for rule in plan["checks"]:
            add(rule, f"{kind}.checks")
        for rule in plan["finish"]:
            add(rule, f"{kind}.finish")
    return found


def cell(items, most=4):
    shown = "<br>".join(items[:most])
    return shown + (f"<br>… 另 {len(items) - most} 处" if len(items) > most else "")


def main():
    sources, tests = naming("Sources"), naming("Tests")
    print("# 法规对照\n")
    print("由 `scripts/lib/regulation_page.py` 从 `models/rules/` 和代码生成；请勿手改。")
    print("“落实于”列出规则包中的办法（`案卷种类.环节`）和点名该规则的源文件，“测试”列出点名它的测试。")
    print("一格为空即尚未做到。\n")
    missing = []
    for file in sorted((ROOT / "models/rules").glob("*.json"), key=lambda f: json.loads(f.read_text())["effectiveFrom"]):
        pack = json.loads(file.read_text(encoding="utf-8"))
        until = f" 至 {pack['effectiveTo']}" if pack.get("effectiveTo") else " 起"
        print(f"## {pack['title']} {pack['document']}（`{pack['id']}`，{pack['effectiveFrom']}{until}）\n")
        print(pack["source"] + "\n")
        print("| 条款 | 规则 | 内容 | 方式 | 落实于 | 测试 |\n|---|---|---|---|---|---|")
        places = plans(pack)
        for rule in pack["rules"]:
            where = places.get(rule["id"], []) + [f"`{name}`" for name in sources.get(rule["id"], [])]
            held = [f"`{name}`" for name in tests.get(rule["id"], [])]
            if rule["severity"] != "record" and not where:
                missing.append(rule["id"])
            print(
                f"| {rule['article']} | {rule['id']} | {rule['text']} | {STATES[rule['severity']]} "
                f"| {cell(where)} | {cell(held)} |")
        print()
    print("## 尚未落实\n")
    print("、".join(missing) if missing else "无。")


main()
