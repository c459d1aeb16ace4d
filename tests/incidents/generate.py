#!/usr/bin/env python3
"""Invented reports of invented deeds, and which of them tell one deed.

usage: generate.py OUTPUT.jsonl GOLD.jsonl [--seed N] [--clusters N] [--half tune|report] [--days N]

Deeds come in scenes of one to three that are hard to tell apart: two bombs in one town on one day,
the same means in two towns of one province, in one town on two days, two ministries that condemn
one thing, two people murdered in one town. Each deed has one to twelve reports: other outlets' words, town
or province, `أمس`, a weekday, a date or none, a toll by digits or words that differs a little;
agency copies under another headline; follow-ups days later with a rising toll; denials.

OUTPUT holds documents as `rasid code` reads them. GOLD has a line for each report: document,
cluster, and the spans of the words that tell the deed. Equal seeds give equal files.
"""

import argparse
import datetime
import json
import random
import re

import templates as t


def counted(kind, count, as_words):
    one, two, few, many = t.PEOPLE[kind]
    if count == 1:
        return one
    if count == 2:
        return two
    number = t.DIGIT_WORDS[count] if as_words and count in t.DIGIT_WORDS else str(count)
    return f"{number} {few if count <= 10 else many}"


def nominative(text):
    """`جنديين` behind a verb that wants its subject; plurals are the same in newspapers."""
    return {"شخصين": "شخصان", "جنديين": "جنديان", "مدنيين": "مدنيان", "شرطيين": "شرطيان"}.get(
        text, text
    )


def dead(count, as_words):
    if count == 1:
        return "قتيل"
    if count == 2:
        return "قتيلين"
    number = t.DIGIT_WORDS[count] if as_words and count in t.DIGIT_WORDS else str(count)
    return f"{number} {'قتلى' if count <= 10 else 'قتيلا'}"


def hurt(count, as_words):
    if count == 1:
        return "جريح"
    if count == 2:
        return "جريحين"
    number = t.DIGIT_WORDS[count] if as_words and count in t.DIGIT_WORDS else str(count)
    return f"{number} {'جرحى' if count <= 10 else 'جريحا'}"


def genitive(noun):
    """An indefinite target behind a preposition: `سوقا شعبية` is `سوق شعبية`."""
    words = noun.split(" ")
    first = re.sub("ا$", "", words[0]) if words[0] != "ا" else words[0]
    rest = [re.sub("يا$", "ي", word) for word in words[1:]]
    return " ".join([first, *rest])


class Deed:
    def __init__(self, random_, kind, town, day):
        self.kind, self.town, self.day = kind, town, day
        self.killed = random_.randint(2, 24)
        self.injured = self.killed + random_.randint(1, 30)
        self.detained = random_.randint(2, 15)
        self.target, self.people = random_.choice(
            t.BOMB_TARGETS if kind == "bomb" else t.RAID_TARGETS
        )
        self.held = random_.choice(["suspect", "person"])
        self.actor = random_.choice(t.RAID_ACTORS)
        self.name = random_.choice(t.NAMES)
        self.victim = random_.choice(t.VICTIMS).format(n=self.name)
        self.cause = random_.choice(t.PROTEST_CAUSES)
        self.cell = random_.choice(t.CELLS)
        self.visit, self.topic = random_.choice(t.VISITS), random_.choice(t.TOPICS)
        self.speaker, self.blamed = random_.choice(t.SPEAKERS), random_.choice(t.BLAMED)

    def change(self, random_):
        """Another deed of the same kind: what tells it apart is never the same."""
        other = Deed(random_, self.kind, self.town, self.day)
        while other.target == self.target:
            other.target, other.people = random_.choice(
                t.BOMB_TARGETS if self.kind == "bomb" else t.RAID_TARGETS
            )
        while abs(other.killed - self.killed) < 3:
            other.killed = random_.randint(1, 28)
        other.injured = other.killed + random_.randint(1, 30)
        while other.detained == self.detained:
            other.detained = random_.randint(2, 15)
        for field, choices in (("cause", t.PROTEST_CAUSES), ("cell", t.CELLS)):
            while getattr(other, field) == getattr(self, field):
                setattr(other, field, random_.choice(choices))
        while other.name == self.name:
            other.name = random_.choice(t.NAMES)
        other.victim = random_.choice(t.VICTIMS).format(n=other.name)
        while other.visit == self.visit:
            other.visit = random_.choice(t.VISITS)
        while other.speaker == self.speaker:
            other.speaker = random_.choice(t.SPEAKERS)
        return other


def day_words(random_, deed_day, published):
    name = t.WEEKDAYS[deed_day.weekday()]
    explicit = f"في {deed_day.day} {t.MONTHS[deed_day.month - 1]}"
    apart = (published - deed_day).days
    if apart == 0:
        return random_.choice([f"اليوم {name}", f"{name}", f"صباح {name}", "اليوم", ""])
    if apart == 1:
        return random_.choice([f"أمس {name}", "أمس", f"يوم {name}", f"مساء {name}", ""])
    return random_.choice([f"يوم {name} الماضي", f"{name} الماضي", explicit])


def fill(pattern, fields):
    text = pattern.format(**fields)
    return re.sub(r" +([،.])", r"\1", re.sub(r" {2,}", " ", text)).strip()


def fields_of(random_, deed, published, killed, injured):
    town, province, adjective = deed.town
    as_words = random_.random() < 0.4
    where = town if random_.random() < 0.8 else f"محافظة {province}"
    place = random_.choice(
        [f"مدينة {town}", town, f"{town} بمحافظة {province}", f"مدينة {town}", f"محافظة {province}"]
    )
    people = counted(deed.people, killed, as_words)
    hurt_people = counted("person", injured, as_words)
    guest, country, capital, host = deed.visit
    return {
        "where": where,
        "place": place,
        "place_bare": place,
        "adjective": adjective,
        "day": day_words(random_, deed.day, published),
        "killed": nominative(people),
        "injured": nominative(hurt_people),
        "killed_dead": dead(killed, as_words),
        "injured_hurt": hurt(injured, as_words),
        "detained": counted(deed.held, deed.detained, as_words),
        "target": deed.target,
        "target_near": genitive(deed.target),
        "actor": deed.actor,
        "victim": deed.victim,
        "cause": deed.cause,
        "cause_the": deed.cause,
        "cell": deed.cell,
        "guest": guest,
        "capital": capital,
        "host": host,
        "topic": deed.topic,
        "speaker": deed.speaker,
        "speaker_bare": deed.speaker,
        "blamed": deed.blamed,
        "blamed_the": deed.blamed,
        "blamed_bare": deed.blamed,
    }


def unmark(marked):
    """The text without brackets, and the spans that stood inside them, in code points."""
    text, spans, start = "", [], None
    for letter in marked:
        if letter == "[":
            start = len(text)
        elif letter == "]":
            spans.append([start, len(text)])
        else:
            text += letter
    return text, spans


class Writer:
    def __init__(self, seed, half):
        self.random = random.Random(seed)
        self.styles = [0, 1, 2] if half == "tune" else [1, 2, 3]
        self.documents, self.gold = [], []
        self.told = set()
        self.cluster, self.kind = 0, None

    def add(self, marked_title, marked_body, published, outlet, cluster):
        marked = marked_title + "\n" + marked_body
        text, spans = unmark(marked)
        title, body = text.split("\n", 1)
        number = len(self.documents)
        # No order of names that would tell what belongs together.
        name = f"r{self.random.randrange(16**6):06x}-{number:04d}"
        document = {"id": name, "title": title, "text": body, "date": published.isoformat()}
        document["outlet"] = outlet
        self.documents.append(document)
        self.gold.append({"doc": name, "cluster": cluster, "kind": self.kind, "spans": spans})

    def write_report(self, deed, cluster, outlets, killed, injured):
        r = self.random
        published = deed.day + datetime.timedelta(days=r.choice([0, 0, 1, 1]))
        headlines, leads, details = t.STYLES[deed.kind][r.choice(self.styles)]
        fields = fields_of(r, deed, published, killed, injured)
        title = fill(r.choice(headlines), fields)
        body = [fill(r.choice(leads), fields)]
        body += r.sample(details, r.randint(0, len(details)))
        body.append(r.choice(t.BACKGROUND))
        body = " ".join(part for part in body if part)
        self.add(title, body, published, outlets.pop(), cluster)
        return title, body, published

    def write_copies(self, deed, cluster, outlets, story):
        r = self.random
        _, body, published = story
        for _ in range(r.choice([0, 0, 1, 2])):
            if not outlets:
                return
            headlines = t.STYLES[deed.kind][r.choice(self.styles)][0]
            fields = fields_of(r, deed, published, deed.killed, deed.injured)
            title = fill(r.choice(headlines), fields)
            sentences = body.split(". ")
            if len(sentences) > 1 and r.random() < 0.4:
                copied = ". ".join(sentences[:-1]) + "."
            else:
                copied = body
            copied = r.choice(["", "(وكالات) - "]) + copied
            self.add(title, copied, published, outlets.pop(), cluster)

    def write_later(self, deed, cluster, outlets, killed, injured):
        r = self.random
        published = deed.day + datetime.timedelta(days=r.randint(2, 5))
        fields = fields_of(r, deed, published, killed + r.randint(1, 4), injured)
        title, lead = r.choice(t.FOLLOW_UPS[deed.kind])
        body = fill(lead, fields) + " " + r.choice(t.BACKGROUND)
        self.add(fill(title, fields), body.strip(), published, outlets.pop(), cluster)

    def write_denial(self, deed, cluster, outlets):
        r = self.random
        published = deed.day + datetime.timedelta(days=1)
        fields = fields_of(r, deed, published, deed.killed, deed.injured)
        title, lead = r.choice(t.DENIALS[deed.kind])
        body = fill(lead, fields) + " " + r.choice(t.BACKGROUND)
        self.add(fill(title, fields), body.strip(), published, outlets.pop(), cluster)

    def write_deed(self, deed):
        r = self.random
        cluster, self.kind = self.cluster, deed.kind
        self.cluster += 1
        outlets = r.sample(t.OUTLETS, len(t.OUTLETS))
        for _ in range(r.choice([1, 2, 2, 3, 3, 4, 5])):
            killed = max(1, deed.killed + r.choice([0, 0, 0, 0, 1, -1]))
            injured = max(1, deed.injured + r.choice([0, 0, 0, 2, -1]))
            story = self.write_report(deed, cluster, outlets, killed, injured)
            if r.random() < 0.35:
                self.write_copies(deed, cluster, outlets, story)
            if len(outlets) < 5:
                break
        if deed.kind in t.FOLLOW_UPS and r.random() < 0.5:
            self.write_later(deed, cluster, outlets, deed.killed, deed.injured)
        if deed.kind in t.DENIALS and r.random() < 0.25:
            self.write_denial(deed, cluster, outlets)

    def write_scene(self, first_day, days):
        r = self.random
        day = first_day + datetime.timedelta(days=r.randrange(days))
        town = r.choice(t.TOWNS)
        kind = r.choice(["bomb", "bomb", "raid", "raid", "shooting", "arrest", "protest", "visit", "condemn"])
        deed = Deed(r, kind, town, day)
        scene = r.choice(["alone", "alone", "target", "target", "town", "next-day", "kind"])
        deeds = [deed]
        if scene == "target":
            deeds.append(deed.change(r))
        elif scene == "town":
            other = deed.change(r)
            near = [one for one in t.TOWNS if one[1] == town[1] and one != town]
            other.town = r.choice(near or [one for one in t.TOWNS if one != town])
            deeds.append(other)
        elif scene == "next-day":
            other = deed.change(r)
            other.day = day + datetime.timedelta(days=1)
            deeds.append(other)
        elif scene == "kind":
            deeds.append(Deed(r, r.choice(["arrest", "protest", "shooting"]), town, day))
        for one in deeds:
            if self.is_new(one):
                self.write_deed(one)

    def is_new(self, deed):
        """Scenes know nothing of each other: no visit or statement is invented twice."""
        if deed.kind == "visit":
            key = deed.visit[0]
        elif deed.kind == "condemn":
            key = (deed.speaker, deed.blamed)
        else:
            key = (deed.kind, deed.town, deed.day, deed.target, deed.victim, deed.cause, deed.cell)
        week = deed.day.toordinal() // 7
        near = {(key, week + step) for step in (-1, 0, 1)}
        is_told = bool(near & self.told)
        self.told.add((key, week))
        return not is_told


def generate(seed, clusters, half, days):
    writer = Writer(seed, half)
    while writer.cluster < clusters:
        writer.write_scene(datetime.date(2023, 1, 2), days)
    order = list(range(len(writer.documents)))
    writer.random.shuffle(order)
    return [writer.documents[i] for i in order], [writer.gold[i] for i in order]


def write_lines(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("documents")
    parser.add_argument("gold")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clusters", type=int, default=75)
    parser.add_argument("--half", choices=["tune", "report"], default="report")
    parser.add_argument("--days", type=int, default=60)
    arguments = parser.parse_args()
    documents, gold = generate(
        arguments.seed, arguments.clusters, arguments.half, arguments.days
    )
    write_lines(arguments.documents, documents)
    write_lines(arguments.gold, gold)
    print(f"{len(documents)} reports of {len({row['cluster'] for row in gold})} deeds")


if __name__ == "__main__":
    main()
