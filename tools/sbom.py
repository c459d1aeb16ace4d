#!/usr/bin/env python3
"""Writes what a build of rasid is made of as CycloneDX 1.5 JSON, to standard output.

usage: sbom.py PROGRAM

Names, licences and reasons come from the tables of docs/dependencies.md, versions from pkg-config
or from the tool itself. What PROGRAM links is read from the program: a library that no table
names, or one that runs with it and has no version here, is an error. The same build gives the
same bytes: the serial number is made of the content, the time of SOURCE_DATE_EPOCH when set.
"""

import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "dependencies.md"
LINE = re.compile(r"^\| ([^|]+) \| (run|build|test) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$")


def output(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def version_of(probe):
    """`pkg NAME` asks pkg-config; anything else is a command whose output has a version."""
    kind, _, name = probe.partition(" ")
    if kind == "pkg":
        return output("pkg-config", "--modversion", name)
    found = re.search(r"\d+\.[\d.]*\d", output(*probe.split()))
    return found.group() if found else ""


def table():
    rows = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        found = LINE.match(line)
        if found:
            name, scope, probe, library, licence, why = (one.strip(" `") for one in found.groups())
            rows.append(dict(name=name, scope=scope, probe=probe, library=library, licence=licence, why=why))
    return rows


def linked(program):
    """Names of the shared libraries that a program asks for, without their numbers."""
    said = output("readelf", "-d", program)
    return {one.split(".so")[0] for one in re.findall(r"\(NEEDED\).*\[(.+)\]", said)}


def component(row):
    version = version_of(row["probe"])
    made = {
        "type": "library" if row["library"] != "-" else "application",
        "name": row["name"],
        "version": version or "not installed",
        "scope": "required" if row["scope"] == "run" else "excluded",
        "licenses": [{"expression": row["licence"]}],
        "description": row["why"],
        "properties": [{"name": "rasid:needed-to", "value": row["scope"]}],
    }
    made["bom-ref"] = f"{row['name']}@{version}"
    return made


def project(program):
    source = (ROOT / "meson.build").read_text(encoding="utf-8")
    version = re.search(r"version: '([^']+)'", source).group(1)
    digest = hashlib.sha256(pathlib.Path(program).read_bytes()).hexdigest()
    return {
        "type": "application",
        "bom-ref": f"rasid@{version}",
        "name": "rasid",
        "version": version,
        "licenses": [{"expression": "Apache-2.0"}],
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def main():
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_file():
        sys.exit(__doc__)
    rows, needed = table(), linked(sys.argv[1])
    known = {row["library"] for row in rows}
    unknown = sorted(needed - known)
    if unknown or not needed:
        sys.exit(f"sbom: {', '.join(unknown) or 'nothing'} linked and not in docs/dependencies.md")
    parts = [component(row) for row in rows]
    lost = [one["name"] for row, one in zip(rows, parts) if row["library"] in needed and one["version"] == "not installed"]
    if lost:
        sys.exit(f"sbom: no version found of {', '.join(lost)}")
    whole = project(sys.argv[1])
    runs = [one["bom-ref"] for row, one in zip(rows, parts) if row["library"] in needed]
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    time = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    made = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"timestamp": time, "component": whole},
        "components": parts,
        "dependencies": [{"ref": whole["bom-ref"], "dependsOn": runs}],
    }
    if not moment:
        del made["metadata"]["timestamp"]
    made["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(made, sort_keys=True))}"
    print(json.dumps(made, indent=2))


if __name__ == "__main__":
    main()
