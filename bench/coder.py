#!/usr/bin/env python3
"""Whether the coder takes linear time on hostile texts: twice the text, at most 2.2 times as long.

usage: coder.py [--program P] [--megabytes N] [--runs N] [--instructions] [--filter TEXT]
                [--command code|analyze]

For each shape one document of N megabytes (2) and one of twice that size are coded, five times
each; shown is the least processor time, less what an empty text takes. A ratio above 2.2 is
marked. Exit status 1 if any is. Rates are those of one core. Documents of up to 8 MiB are
taken, so N may be at most 4. --instructions counts them by callgrind instead of taking the time:
slow (N of 0.1 will do), but the same on a busy machine.
"""

import argparse
import json
import pathlib
import sys
import tempfile

import cost

ROOT = pathlib.Path(__file__).resolve().parent.parent
MOST_RATIO = 2.2
NEWS = "قال الوزير إن القوات لاحقت المهاجمين وقتلت ثلاثة منهم في بغداد أمس، فيما فر الباقون شرقا"


def repeated(unit, head="", tail=""):
    def make(size):
        return head + unit * (size // len(unit.encode()) + 1) + tail

    return make


def counted(form):
    """Units that differ from each other by a number."""

    def make(size):
        unit = len(form.format(10**6).encode())
        return "".join(form.format(i) for i in range(10**6, 10**6 + size // unit + 1))

    return make


def nested(opening, middle, closing):
    def make(size):
        depth = size // len((opening + closing).encode())
        return opening * depth + middle + closing * depth

    return make


LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def strange_words(size):
    """Words of five letters, each another one, that no dictionary has."""
    words, total, at = [], 0, 0
    while total < size:
        number, word = at * 7919, ""
        for _ in range(5):
            word, number = word + LETTERS[number % 28], number // 28
        words.append(word)
        total += 11
        at += 1
    return " ".join(words)


def names_without_end(size):
    first = "محمد أحمد علي حسن حسين إبراهيم خالد عمر يوسف سعيد".split()
    count = size // 9
    return " ".join(first[i * 7 % 10] for i in range(count))


SHAPES = {
    "news": repeated(NEWS + ". "),
    "a sentence without end": repeated(NEWS + " "),
    "no blanks": repeated("قتل"),
    "one letter": repeated("و "),
    "parentheses": repeated("("),
    "nested parentheses": nested("(", NEWS, ")"),
    "nested quotation marks": nested("« ", NEWS, " »"),
    "open quotation marks": repeated('" قال الوزير '),
    "clitic chains": repeated("وفبكالولوالكتابهم "),
    "ambiguous words": repeated("من كان علم ذهب وجد مر "),
    "triggers": repeated("قصف قتل اعتقل هاجم فجر خطف طعن "),
    "triggers with parties": repeated("قصفت سوريا العراق وقتلت إيران اليمن "),
    "triggers with places": repeated("قصفت مدينة حلب واعتقلت في بغداد "),
    "triggers with places unnamed": repeated("قصفت المدينة واعتقلت في العاصمة "),
    "triggers with dates": repeated("قصفت أمس واعتقلت يوم الأحد "),
    "triggers with speakers": repeated("قال الوزير إنه قصف وأعلن الجيش أنه اعتقل "),
    "triggers with cues": repeated("لم يقصف ولن يعتقل وقد يهاجم "),
    "dates": counted("يوم 12/3/2024 وفي 5 مارس {} "),
    "days by name": repeated("أمس الاثنين الماضي قبل ثلاثة أيام "),
    "numbers": repeated("ثلاثة وعشرون ألفا وخمسمئة مليون "),
    "digits": repeated("1.500.000 "),
    "one number": repeated("7"),
    "names": names_without_end,
    "places": repeated("بغداد دمشق القاهرة حلب البصرة "),
    "titles": repeated("رئيس وزير مدير نائب "),
    "speakers": repeated("قال إن المتحدث أعلن أن الناطق أكد أن "),
    "negations": repeated("لم لن لا ما ليس "),
    "conjunctions": repeated("قتل جنديا وطفلا وامرأة و"),
    "relative clauses": repeated("الذي قتل الرجل الذي "),
    "tolls": repeated("قتل 3 وأصيب 5 وجرح 7 "),
    "strange words": strange_words,
    "vowel marks": repeated("قَُِّّْ"),
    "tatweel": repeated("ـ", "قتل"),
    "ligatures": repeated("ﷺ"),
    "bidi controls": repeated("\u202e\u202c"),
    "newlines": repeated("قتل\n"),
    "full stops": repeated("."),
    "Latin": repeated("F16 "),
    "one deed again and again": repeated("قصفت القوات السورية مدينة حلب أمس وقتلت خمسة مدنيين. "),
    "a deed a paragraph": counted("قتل {} مدنيا في قصف على حلب.\n"),
    "the town, then its name": repeated("قصفت المدينة وفي حلب "),
    "towns told at the end": lambda size: "قصفت المدينة " * (size // 48) + "وفي حلب " * (size // 30),
    "pairs": repeated("وعقد الجانبان محادثات. "),
    "topics": repeated("الخطف الحصار "),
    "parts": repeated("غارات على حلب منها غارة على إدلب "),
    "police": repeated("فرقت الشرطة المحتجين واشتبكت الشرطة "),
    "dropped subjects": repeated("قصفوا وقتلوا واعتقلوا "),
    "dropped subjects, sentences": repeated("وقصفوا المدينة. واعتقلوها. "),
    "pronouns": repeated("قتله وقتلها وقتلهم "),
    "passives": repeated("قتل على يد من قبل "),
    "nisbas": repeated("قصف إسرائيلي روسي تركي "),
    "capitals": repeated("بغداد تدين واشنطن "),
    "short names": repeated("الرئيس الروسي فلاديمير بوتين أدان، وقال بوتين "),
    "by reports": repeated("بحسب الوزير وفق المرصد "),
    "denials": repeated("نفى الجيش قصف المدينة "),
    "quoted words": repeated("«نرفض ذلك» قال الوزير. "),
    "countries at the end": lambda size: "أدانت المملكة " * (size // 50)
    + "المملكة العربية السعودية " * (size // 96),
    "agreements": repeated("وقعت سوريا والعراق اتفاقا لوقف إطلاق النار، ثم خرقت سوريا الاتفاق. "),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build" / "rasid")
    parser.add_argument("--megabytes", type=float, default=2)
    cost.add_options(parser, runs=5)
    parser.add_argument("--filter", default="")
    parser.add_argument("--command", default="code", choices=["code", "analyze"])
    options = parser.parse_args()
    shapes = {name: make for name, make in SHAPES.items() if options.filter in name}
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "one.jsonl"

        def measure(text):
            one = {"id": "a", "date": "2024-03-05", "text": text}
            path.write_text(json.dumps(one, ensure_ascii=False) + "\n", encoding="utf-8")
            return cost.measure(options, [str(options.program), options.command, str(path)])

        empty = measure("و")
        print(f"{'shape':<26}{'once':>9}{'twice':>9}{'ratio':>7}{'MB/s':>8}", flush=True)
        for name, make in shapes.items():
            size = int(options.megabytes * 1e6)
            once, twice = (max(measure(make(size * k)) - empty, 1e-3) for k in (1, 2))
            ratio = twice / once
            is_slow = ratio > MOST_RATIO and cost.is_seen(options, twice)
            slow += is_slow
            rate = 2 * options.megabytes / twice
            mark = "  not linear" if is_slow else ""
            print(f"{name:<26}{once:>9.3f}{twice:>9.3f}{ratio:>7.2f}{rate:>8.1f}{mark}", flush=True)
    print(f"{len(shapes) - slow} linear, {slow} not")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
