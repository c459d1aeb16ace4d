#!/usr/bin/env python3
"""Databases: import, search, upkeep, and what happens when they go wrong.

usage: store.py PROGRAM [KNOWLEDGE]

KNOWLEDGE is RASID_KNOWLEDGE, else rasid.knowledge beside the program. Last line: N passed,
N failed.
"""

import sys

import databases
from run import run


if __name__ == "__main__":
    sys.exit(run(__doc__, [databases.check_all]))
