#!/usr/bin/env python3
"""B-cubed precision, recall and F1 of linked incidents (Bagga and Baldwin 1998).

usage: score.py GOLD.jsonl INCIDENTS.jsonl RECORDS.jsonl [--errors N] [--documents FILE]

GOLD as generate.py writes it; INCIDENTS of `rasid incidents --format jsonl`; RECORDS of `rasid code`.
A report counts by the incident of the record that has the most triggers where GOLD says that the
deed is told, the first of several. A report without such a record stands alone.
"""

import argparse
import collections
import json


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def told_by(record, spans):
    return sum(
        any(one["start"] < end and start < one["end"] for one in record["mentions"])
        for start, end in spans
    )


def label(gold, incidents, records):
    """What each report of gold was linked to."""
    incident_of = {
        (report["doc"], report["id"]): incident["id"]
        for incident in incidents
        for report in incident["reports"]
    }
    by_document = collections.defaultdict(list)
    for record in records:
        by_document[record["doc"]].append(record)
    labels = {}
    for row in gold:
        best, most = f"none:{row['doc']}", 0
        for record in by_document[row["doc"]]:
            told = told_by(record, row["spans"])
            if told > most:
                best, most = incident_of[(row["doc"], record["id"])], told
        labels[row["doc"]] = best
    return labels


def b_cubed(gold, labels):
    clusters, groups = collections.defaultdict(set), collections.defaultdict(set)
    for row in gold:
        clusters[row["cluster"]].add(row["doc"])
        groups[labels[row["doc"]]].add(row["doc"])
    precision = recall = 0.0
    for row in gold:
        group, cluster = groups[labels[row["doc"]]], clusters[row["cluster"]]
        shared = len(group & cluster)
        precision += shared / len(group)
        recall += shared / len(cluster)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def show_errors(gold, labels, documents, limit):
    texts = {row["id"]: row for row in read(documents)} if documents else {}
    clusters = collections.defaultdict(list)
    for row in gold:
        clusters[row["cluster"]].append(row["doc"])
    for cluster, members in clusters.items():
        parts = collections.Counter(labels[doc] for doc in members)
        others = {
            row["cluster"]
            for row in gold
            if labels[row["doc"]] in parts and row["cluster"] != cluster
        }
        if (len(parts) == 1 and not others) or limit <= 0:
            continue
        limit -= 1
        print(f"deed {cluster}: {len(members)} reports in {len(parts)} incidents, mixed with {others}")
        for doc in members:
            row = texts.get(doc, {})
            print(f"  {labels[doc][:9]} {doc} {row.get('date')} {row.get('title')} | {row.get('text', '')[:170]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold")
    parser.add_argument("incidents")
    parser.add_argument("records")
    parser.add_argument("--documents")
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    gold = read(arguments.gold)
    labels = label(gold, read(arguments.incidents), read(arguments.records))
    lone = sum(value.startswith("none:") for value in labels.values())
    precision, recall, f1 = b_cubed(gold, labels)
    show_errors(gold, labels, arguments.documents, arguments.errors)
    print(
        f"{len(gold)} reports, {lone} without a record; "
        f"B-cubed precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"
    )


if __name__ == "__main__":
    main()
