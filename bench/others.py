#!/usr/bin/env python3
"""One task with rasid and with spaCy: which articles tell of an arrest or an attack, of whom, when?

usage: others.py DOCUMENTS.jsonl rasid|spacy

The functions below are what a user would write; the table in docs/scale.md counts their lines.
spaCy has no Arabic model, so its blank pipeline and a matcher of word forms are what there is: it
finds words, with no roles, no dates, no places, and no difference between deed and denial.
"""

import json
import sys
import time


def with_rasid(documents):
    import rasid

    batch = rasid.load().code_batch(documents, threads=1)
    wanted = [r for r in batch if r.event in ("ASSAULT", "COERCE") and r.status == "occurred"]
    return [(r.doc, r.event, [a.code for a in r.actor], r.date and r.date.to) for r in wanted]


def with_spacy(documents):
    import spacy
    from spacy.matcher import PhraseMatcher

    attack = ["هاجم", "هاجمت", "هجوم", "قصف", "قصفت", "غارة", "قتل", "مقتل", "تفجير", "اغتيال"]
    arrest = ["اعتقل", "اعتقلت", "اعتقال", "أوقفت", "توقيف", "احتجز", "احتجاز"]
    nlp = spacy.blank("ar")
    matcher = PhraseMatcher(nlp.vocab)
    for name, words in (("ASSAULT", attack), ("COERCE", arrest)):
        forms = [prefix + word for word in words for prefix in ("", "و", "ف", "ال", "وال", "بال")]
        matcher.add(name, [nlp.make_doc(form) for form in forms])
    found = []
    texts = ((one["text"], one["id"]) for one in documents)
    for doc, identity in nlp.pipe(texts, as_tuples=True):
        for match, start, end in matcher(doc):
            found.append((identity, nlp.vocab.strings[match], doc[start:end].text))
    return found


def main():
    with open(sys.argv[1], encoding="utf-8") as source:
        documents = [json.loads(line) for line in source]
    work = {"rasid": with_rasid, "spacy": with_spacy}[sys.argv[2]]
    wall, used = time.perf_counter(), time.process_time()
    found = work(documents)
    wall, used = time.perf_counter() - wall, time.process_time() - used
    print(f"{sys.argv[2]}: {len(found)} found in {used:.1f} s of one core ({wall:.1f} s)")


if __name__ == "__main__":
    main()
