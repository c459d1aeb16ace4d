"""Ways of writing the same Arabic: each gives the text, and where each of its characters came from.

A newspaper writes `12 قتيلاً`, another `١٢ قتيلا`, a third has tatweel in the headline and a bidi
mark before each name. None of that may change an event, and every offset must still be exact.
"""

import random
import unicodedata

# Letters that join the next one; a tatweel stands only behind such a letter.
JOINING = set("بتثجحخسشصضطظعغفقكلمنهيئ")
LETTERS = JOINING | set("اأإآةىورزذدؤء")
PERSIAN = str.maketrans("يك", "یک")
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
EXTENDED = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ZALGO = "\u0300\u0316\u0489\u0323"


def presentation_forms():
    """Letter → its forms for the position in a word; lam and alef as one sign."""
    forms, ligatures = {}, {}
    for point in range(0xFE70, 0xFEFD):
        kind, *parts = unicodedata.decomposition(chr(point)).split() or [""]
        letters = "".join(chr(int(part, 16)) for part in parts)
        if len(letters) == 1 and letters in LETTERS:
            forms.setdefault(letters, {})[kind] = chr(point)
        elif len(letters) == 2 and letters[0] == "ل":
            ligatures.setdefault(letters, {})[kind] = chr(point)
    return forms, ligatures


FORMS, LIGATURES = presentation_forms()


def one_by_one(change):
    """A variant that replaces or extends characters, each seen with its neighbours."""

    def vary(text):
        made, origins = [], []
        for at, letter in enumerate(text):
            before = text[at - 1] if at else " "
            after = text[at + 1] if at + 1 < len(text) else " "
            new = change(letter, before, after)
            made.append(new)
            origins += [at] * len(new)
        return "".join(made), origins

    return vary


def mapped(table):
    return one_by_one(lambda letter, before, after: letter.translate(table))


def within_words(mark, letters=LETTERS):
    return one_by_one(
        lambda letter, before, after: letter + mark if letter in letters and after in LETTERS else letter
    )


def shaped(letter, before, after):
    kind = ("<medial>" if after in LETTERS else "<final>") if before in JOINING else (
        "<initial>" if after in LETTERS else "<isolated>"
    )
    forms = FORMS.get(letter, {})
    return forms.get(kind) or forms.get({"<medial>": "<final>", "<initial>": "<isolated>"}.get(kind), letter)


def ligatures(text):
    """Lam and alef become one sign, the other letters their forms."""
    made, origins, at = [], [], 0
    while at < len(text):
        before = text[at - 1] if at else " "
        pair = LIGATURES.get(text[at : at + 2])
        if pair:
            made.append(pair["<final>" if before in JOINING else "<isolated>"])
        else:
            after = text[at + 1] if at + 1 < len(text) else " "
            made.append(shaped(text[at], before, after))
        origins.append(at)
        at += 2 if pair else 1
    return "".join(made), origins


def scattered(marks, seed):
    """Marks here and there, the same ones in each run."""

    def vary(text):
        dice = random.Random(f"{seed}{text}")
        return one_by_one(
            lambda letter, *_: letter + dice.choice(marks) if letter in LETTERS and dice.random() < 0.3 else letter
        )(text)

    return vary


def case_endings(text):
    """Kasra or fatha on the last letter of a word, sukun on a letter within: never a passive."""
    dice = random.Random(text)
    return one_by_one(
        lambda letter, before, after: letter
        + ("" if letter not in LETTERS - set("اىآةءأإ") or after in LETTERS else dice.choice("\u064e\u0650\u0652"))
    )(text)


def zalgo(text):
    """A thousand marks on every hundredth letter."""
    count = 0

    def change(letter, before, after):
        nonlocal count
        count += letter in LETTERS
        return letter + ZALGO * 250 if letter in LETTERS and count % 100 == 50 else letter

    return one_by_one(change)(text)


def decomposed(letter, before, after):
    return unicodedata.normalize("NFD", letter) if letter in "أإآؤئ" else letter


VARIANTS = {
    "tatweel": within_words("\u0640", JOINING),
    "harakat": case_endings,
    "zero-width joiner": within_words("\u200d", JOINING),
    "zero-width non-joiner": within_words("\u200c", set("اأإآوردذز")),
    "presentation forms": one_by_one(shaped),
    "lam-alef as one sign": ligatures,
    "hamza as a mark of its own": one_by_one(decomposed),
    "Persian letters": mapped(PERSIAN),
    "Arabic-Indic digits": mapped(ARABIC_INDIC),
    "extended digits": mapped(EXTENDED),
    "no-break spaces": mapped({ord(" "): "\u00a0"}),
    "bidi controls": scattered(BIDI, 4),
    "combining marks": scattered("\u0300\u0301\u0308", 6),
    "zalgo": zalgo,
}
