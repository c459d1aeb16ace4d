/* Words whose lemma is not listed.
 *
 * Arabic makes most of its words by rule: from any root come `تفعيل`, `استفعال`, `متفاعل`,
 * `ينفعلون`, from any noun a nisba in `ي`. Such a shape tells the part of speech of a word that
 * nobody listed (`التوظيف` is a masdar, `المتجانسون` a participle, `يستوضحون` a verb), while an
 * unknown word without such a shape is nearly always a foreign name. A stem is cut into a base
 * and an ending (ة, ات, ون, ين, ان, ا …; for verbs ت, وا, ون …) and the base is held against the
 * patterns below. A pattern's cost says how far it is to be trusted: `mst123` is never a name,
 * `1A23` (كاتب, but also كامب) often is.
 *
 * Patterns are written in the roman letters of compile/spell.h, digits for radicals. Limits:
 * no weak roots beyond the hollow ones of forms IV, VII, VIII and X; no broken plurals but
 * أفعال and مفاعيل; a nisba is any base of three letters with ي behind it.
 */
#include "morph/guess.h"

#include <string.h>

typedef struct {
  const char *letters;
  uint32_t features;
} Ending;

#define PERSON(who, gender, number) \
  ((who) << RS_PERSON_SHIFT | (gender) << RS_GENDER_SHIFT | (number) << RS_NUMBER_SHIFT)
#define BARE  RS_FEATURE_NO_ENCLITIC
#define NEEDS RS_FEATURE_NEEDS_ENCLITIC
#define SHORT RS_FEATURE_SHORT_MOOD

/* The endings of nouns, participles and nisbas, by bit. */
enum {
  PLAIN = 1 << 0,
  TA = 1 << 1,      /* ة */
  OPEN_TA = 1 << 2, /* ة before a pronoun */
  ACCUSATIVE = 1 << 3,
  SOUND = 3 << 4, /* ون, ين */
  AT = 1 << 6,
  DUAL = 3 << 7, /* ان, ين: the latter is left to SOUND when both are allowed */
  FEMININE_DUAL = 3 << 9, /* تان, تين */
  FEMININE = TA | OPEN_TA | AT | FEMININE_DUAL,
  ABSTRACT = PLAIN | ACCUSATIVE | AT | DUAL | TA | OPEN_TA, /* masdars */
  ALL = PLAIN | ACCUSATIVE | SOUND | FEMININE | 1 << 7,
  MARKED = SOUND | FEMININE /* endings that foreign names do not have */
};

static const Ending nominal_endings[] = {
  {"", PERSON(0u, 1u, 1u)},
  {"p", PERSON(0u, 2u, 1u) | BARE},
  {"t", PERSON(0u, 2u, 1u) | NEEDS},
  {"A", PERSON(0u, 1u, 1u) | 3u << RS_CASE_SHIFT | RS_FEATURE_NO_ARTICLE | BARE},
  {"wn", PERSON(0u, 1u, 3u) | 1u << RS_CASE_SHIFT | BARE},
  {"yn", PERSON(0u, 1u, 3u) | 2u << RS_CASE_SHIFT | BARE},
  {"At", PERSON(0u, 2u, 3u)},
  {"An", PERSON(0u, 1u, 2u) | 1u << RS_CASE_SHIFT | BARE},
  {"yn", PERSON(0u, 1u, 2u) | 2u << RS_CASE_SHIFT | BARE},
  {"tAn", PERSON(0u, 2u, 2u) | 1u << RS_CASE_SHIFT | BARE},
  {"tyn", PERSON(0u, 2u, 2u) | 2u << RS_CASE_SHIFT | BARE},
};

typedef struct {
  const char *pattern;
  unsigned endings;
  uint8_t upos, derivation;
  int8_t cost;   /* with the article or one of the MARKED endings */
  int8_t weaker; /* added without them */
} Nominal;

#define MASDAR  RS_UPOS_NOUN, RS_DERIVED_MASDAR
#define ACTIVE  RS_UPOS_ADJ, RS_DERIVED_ACTIVE_PARTICIPLE
#define PASSIVE RS_UPOS_ADJ, RS_DERIVED_PASSIVE_PARTICIPLE
#define NOUN    RS_UPOS_NOUN, RS_DERIVED_NONE
#define ELATIVE RS_UPOS_ADJ, RS_DERIVED_NONE

static const Nominal nominals[] = {
  {"t12y3", ABSTRACT, MASDAR, -6, 1},         /* توظيف, تشكيلة */
  {"t12y", FEMININE, MASDAR, -4, 0},          /* توعية */
  {"m1A23", FEMININE, MASDAR, -5, 0},         /* معايدة */
  {"m1A2A", TA, MASDAR, -5, 0},               /* محاماة */
  {"<12A3", ABSTRACT, MASDAR, -6, 1},         /* إنصاف */
  {"<1A2", FEMININE, MASDAR, -6, 0},          /* إنابة */
  {"A12A3", ABSTRACT, MASDAR, -1, 3},         /* the same without its hamza: اجمال */
  {"An12A3", ABSTRACT, MASDAR, -5, 1},        /* انفراج */
  {"An1yA2", ABSTRACT, MASDAR, -5, 1},        /* انحياز */
  {"A1t2A3", ABSTRACT, MASDAR, -5, 1},        /* اجتثاث */
  {"A1tyA2", ABSTRACT, MASDAR, -4, 1},        /* ارتياح */
  {"A1d2A3", ABSTRACT, MASDAR, -4, 2},        /* ازدواج */
  {"A1T2A3", ABSTRACT, MASDAR, -4, 2},        /* اضطراب */
  {"A123A3", ABSTRACT, MASDAR, -4, 1},        /* اخضرار */
  {"Ast12A3", ABSTRACT, MASDAR, -7, 0},       /* استيضاح */
  {"Ast1A2", FEMININE, MASDAR, -7, 0},        /* استمالة */
  {"t1A23", ABSTRACT, MASDAR, -4, 2},         /* تفاؤل */
  {"t123", ABSTRACT, MASDAR, -1, 2},          /* تسول */
  {"m12w3", ALL, PASSIVE, -5, 2},             /* مكتوف */
  {"mt123", ALL, ACTIVE, -5, 1},              /* متسول */
  {"mt1A23", ALL, ACTIVE, -6, 0},             /* متهالك */
  {"mn123", ALL, ACTIVE, -4, 2},              /* منفلت */
  {"mn1A2", ALL, ACTIVE, -4, 3},              /* منحاز */
  {"m1t23", ALL, ACTIVE, -5, 2},              /* مختلط */
  {"m1tA2", ALL, ACTIVE, -4, 3},              /* محتال */
  {"mst123", ALL, ACTIVE, -7, 0},             /* مستهتر */
  {"mst1y2", ALL, ACTIVE, -7, 1},             /* مستطيل */
  {"mt1234", ALL, ACTIVE, -6, 0},             /* متلعثم */
  {"m1234", ALL, ACTIVE, -2, 3},              /* مفبرك */
  {"t1234", ABSTRACT, MASDAR, -3, 2},         /* تلعثم */
  {"1234", FEMININE, NOUN, -2, 1},            /* بلورة */
  {"m1A23", ALL, ACTIVE, -3, 3},              /* مماثل */
  {"m1y2", ALL, ACTIVE, -2, 3},               /* مشين */
  {"m123", ALL, ACTIVE, -2, 4},               /* ملفت */
  {"m123", ALL, NOUN, -1, 3},                 /* مطعم */
  {"1A23", ALL, ACTIVE, -2, 6},               /* حائر */
  {"m12A3", ABSTRACT, NOUN, -2, 3},           /* مسبار */
  {"m1A2y3", PLAIN, NOUN, -4, 2},             /* مساجين */
  {">12A3", PLAIN | ACCUSATIVE, NOUN, -3, 1}, /* أورام */
  {">123", PLAIN, ELATIVE, -1, 2},            /* أعتى */
};

/* Verbs: pattern, cost. Behind the prefix of the imperfect the same stem follows. */
typedef struct {
  const char *pattern;
  int8_t cost;
  bool alef; /* an ا stands before it in the perfect and in the lemma */
} Verb;

static const Verb imperfects[] = {
  {"123", 1, false},
  {"1y2", 1, false},
  {"1w2", 1, false},
  {"1A23", -1, false},
  {"t123", -3, false},
  {"t1A23", -5, false},
  {"t1234", -4, false},
  {"1234", 1, false},
  {"n123", -2, true},
  {"n1A2", -1, true},
  {"1t23", -3, true},
  {"1tA2", -2, true},
  {"st123", -6, true},
  {"st1y2", -6, true},
  {"st1A2", -4, true},
};

static const Verb perfects[] = {
  {"1t23", -1, true},
  {"1tA2", 0, true},
  {"n123", -1, true},
  {"n1A2", 0, true},
  {"st123", -5, true},
  {"st1A2", -5, true},
  {"t123", 2, false},
  {"t1A23", 1, false},
  {">123", 2, false},
  {">1A2", 3, false},
  {"1A23", 5, false},
  {"t1234", 1, false},
};

typedef struct {
  const char *letters;
  uint32_t features;
  int8_t cost;
} VerbEnding;

static const VerbEnding perfect_endings[] = {
  {"", PERSON(3u, 1u, 1u), 0},
  {"t", PERSON(3u, 2u, 1u), -1},
  {"wA", PERSON(3u, 1u, 3u) | BARE, -3},
  {"w", PERSON(3u, 1u, 3u) | NEEDS, -1},
  {"A", PERSON(3u, 1u, 2u), 3},
  {"tA", PERSON(3u, 2u, 2u), 2},
  {"nA", PERSON(1u, 0u, 3u), 1},
};

static const VerbEnding imperfect_endings[] = {
  {"", 0, 0},
  {"wn", PERSON(0u, 1u, 3u), -3},
  {"wA", PERSON(0u, 1u, 3u) | SHORT | BARE, -3},
  {"w", PERSON(0u, 1u, 3u) | SHORT | NEEDS, -1},
  {"An", PERSON(0u, 0u, 2u), 0},
};

/* ------------------------------------------------------------- patterns */

static uint8_t letter_of(char roman) {
  switch (roman) {
    case 'A': return RS_LETTER_ALEF;
    case '<': return RS_LETTER_ALEF_HAMZA_BELOW;
    case '>': return RS_LETTER_ALEF_HAMZA;
    case 'p': return RS_LETTER_TEH_MARBUTA;
    case 't': return RS_LETTER_TEH;
    case 's': return RS_LETTER_SEEN;
    case 'd': return RS_LETTER_DAL;
    case 'T': return RS_LETTER_TAH;
    case 'm': return RS_LETTER_MEEM;
    case 'n': return RS_LETTER_NOON;
    case 'w': return RS_LETTER_WAW;
    case 'y': return RS_LETTER_YEH;
    default: return RS_LETTER_SYMBOL;
  }
}

static bool is_weak(uint8_t letter) {
  return letter == RS_LETTER_WAW || letter == RS_LETTER_YEH ||
         letter == RS_LETTER_ALEF_MAKSURA;
}

/* A letter that may be a radical; ى only at the end. */
static bool is_radical(uint8_t letter, bool last) {
  if (letter == RS_LETTER_ALEF || letter == RS_LETTER_ALEF_MADDA) return false;
  if (letter == RS_LETTER_TEH_MARBUTA || letter == RS_LETTER_ALEF_HAMZA_BELOW) return false;
  if (letter == RS_LETTER_ALEF_MAKSURA) return last;
  return letter >= RS_LETTER_HAMZA && letter <= RS_LETTER_YEH;
}

bool rs_guess_matches(const uint8_t *letters, size_t count, const char *pattern) {
  if (strlen(pattern) != count) return false;
  uint8_t radicals[4] = {0};
  unsigned weak = 0;
  for (size_t i = 0; i < count; i++) {
    unsigned radical = (unsigned)(pattern[i] - '1');
    if (radical > 3) {
      if (letters[i] != letter_of(pattern[i])) return false;
      continue;
    }
    if (!is_radical(letters[i], i + 1 == count)) return false;
    if (radicals[radical] && radicals[radical] != letters[i]) return false;
    radicals[radical] = letters[i];
    weak += is_weak(letters[i]);
  }
  return weak <= 1;
}

/* How many letters the ending takes; `count` when the stem does not end so. */
static size_t ending_length(const uint8_t *letters, size_t count, const char *ending) {
  size_t length = strlen(ending);
  if (length + 2 > count) return count;
  for (size_t i = 0; i < length; i++) {
    if (letters[count - length + i] != letter_of(ending[i])) return count;
  }
  return length;
}

/* ------------------------------------------------------------- readings */

typedef struct {
  const uint8_t *letters;
  size_t count;
  bool article;
  RsShape *shapes;
  unsigned found;
} Guesser;

static void add(Guesser *g, RsShape shape) {
  if (!shape.lemma_end) shape.lemma_end = (uint8_t)g->count;
  for (unsigned i = 0; i < g->found; i++) {
    RsShape *known = &g->shapes[i];
    bool same = known->upos == shape.upos && known->features == shape.features;
    if (!same) continue;
    if (shape.cost < known->cost) *known = shape;
    return;
  }
  if (g->found < RS_SHAPES) g->shapes[g->found++] = shape;
}

static void guess_nominal(Guesser *g, const Nominal *nominal) {
  for (size_t i = 0; i < RS_COUNT_OF(nominal_endings); i++) {
    if (!(nominal->endings & 1u << i)) continue;
    const Ending *ending = &nominal_endings[i];
    size_t length = ending_length(g->letters, g->count, ending->letters);
    if (length == g->count) continue;
    if (!rs_guess_matches(g->letters, g->count - length, nominal->pattern)) continue;
    bool clear = g->article || (1u << i & MARKED);
    uint32_t features = ending->features;
    /* مساجين, أورام are plurals without an ending. */
    bool broken = nominal->upos == RS_UPOS_NOUN && !(nominal->endings & TA);
    if (broken) features |= 3u << RS_NUMBER_SHIFT;
    bool keeps_ta = nominal->upos == RS_UPOS_NOUN && (1u << i & TA);
    add(
      g,
      (RsShape) {
        .features = features,
        .cost = nominal->cost + (clear ? 0 : nominal->weaker),
        .upos = nominal->upos,
        .derivation = nominal->derivation,
        .lemma_end = (uint8_t)(keeps_ta ? g->count : g->count - length),
        .lemma_ta = nominal->upos == RS_UPOS_NOUN && (1u << i & OPEN_TA),
        .derived = true,
      }
    );
  }
}

/* Any base of three letters with ي: سمكي, سمكية, سمكيون. A feminine may be an abstract noun
 * (استقلالية), a plural in ات is one oftener than not; without ending it may be a name. */
static void guess_nisba(Guesser *g) {
  static const struct {
    uint8_t ending, upos;
    int8_t cost, weaker; /* `weaker` without the article */
  } rows[] = {
    {0, RS_UPOS_ADJ, -1, 5},
    {1, RS_UPOS_ADJ, -5, 0},
    {1, RS_UPOS_NOUN, -3, 1},
    {2, RS_UPOS_NOUN, -5, 0},
    {3, RS_UPOS_ADJ, 6, 0},
    {4, RS_UPOS_ADJ, -5, 1},
    {5, RS_UPOS_ADJ, -5, 1},
    {6, RS_UPOS_NOUN, -5, 1},
    {6, RS_UPOS_ADJ, -4, 1},
    {9, RS_UPOS_ADJ, -4, 0},
    {10, RS_UPOS_ADJ, -4, 0},
  };
  for (size_t i = 0; i < RS_COUNT_OF(rows); i++) {
    const Ending *ending = &nominal_endings[rows[i].ending];
    size_t length = ending_length(g->letters, g->count, ending->letters);
    if (length == g->count || g->count - length < 4) continue;
    size_t base = g->count - length;
    if (g->letters[base - 1] != RS_LETTER_YEH) continue;
    bool noun = rows[i].upos == RS_UPOS_NOUN;
    add(
      g,
      (RsShape) {
        .features = ending->features,
        .cost = rows[i].cost + (g->article ? 0 : rows[i].weaker),
        .upos = rows[i].upos,
        .lemma_end = (uint8_t)(noun && rows[i].ending == 1 ? g->count : base),
        .lemma_ta = noun && rows[i].ending != 1,
        .derived = true,
      }
    );
  }
}

/* Is the singular of a plural in ات without ة? It is behind a long vowel: طلبات, ضمانات. */
static bool is_bare_singular(const uint8_t *base, size_t count) {
  uint8_t before = base[count - 2];
  return count > 3 && (before == RS_LETTER_ALEF || before == RS_LETTER_WAW);
}

/* Plurals in ات of any base, in ون and ين behind ال. */
static void guess_plural(Guesser *g) {
  for (size_t i = 4; i <= 6; i++) {
    const Ending *ending = &nominal_endings[i];
    size_t length = ending_length(g->letters, g->count, ending->letters);
    if (length == g->count || g->count - length < 3 || (i < 6 && !g->article)) continue;
    if (g->letters[g->count - length - 1] == RS_LETTER_ALEF) continue;
    add(
      g,
      (RsShape) {
        .features = ending->features,
        .cost = g->article ? -3
                : i == 6   ? -2
                           : 0,
        .upos = RS_UPOS_NOUN,
        .lemma_end = (uint8_t)(g->count - length),
        .lemma_ta = i == 6 && !is_bare_singular(g->letters, g->count - length),
        .derived = true,
      }
    );
  }
}

static void guess_perfect(Guesser *g, const Verb *verb) {
  if (verb->alef && (g->count < 4 || g->letters[0] != RS_LETTER_ALEF)) return;
  size_t start = verb->alef ? 1 : 0;
  for (size_t i = 0; i < RS_COUNT_OF(perfect_endings); i++) {
    const VerbEnding *ending = &perfect_endings[i];
    size_t length = ending_length(g->letters, g->count, ending->letters);
    if (length == g->count || g->count - length <= start) continue;
    size_t stem = g->count - length - start;
    if (!rs_guess_matches(g->letters + start, stem, verb->pattern)) continue;
    add(
      g,
      (RsShape) {
        .features = ending->features | 1u << RS_ASPECT_SHIFT,
        .cost = verb->cost + ending->cost,
        .upos = RS_UPOS_VERB,
        .lemma_end = (uint8_t)(g->count - length),
        .derived = true,
      }
    );
  }
}

/* فعلوا: a perfect of three letters shows itself only by this ending. */
static void guess_plain_perfect(Guesser *g) {
  size_t length = ending_length(g->letters, g->count, "wA");
  if (length == g->count || !rs_guess_matches(g->letters, g->count - length, "123")) return;
  add(
    g,
    (RsShape) {
      .features = PERSON(3u, 1u, 3u) | 1u << RS_ASPECT_SHIFT | BARE,
      .cost = -3,
      .upos = RS_UPOS_VERB,
      .lemma_end = (uint8_t)(g->count - length),
      .derived = true,
    }
  );
}

/* Person and cost of the imperfect's prefix; false when the letter is none. */
static bool imperfect_prefix(uint8_t letter, uint32_t *features, int *cost) {
  switch (letter) {
    case RS_LETTER_YEH: *features = PERSON(3u, 1u, 1u), *cost = 0; return true;
    case RS_LETTER_TEH: *features = PERSON(3u, 2u, 1u), *cost = 1; return true;
    case RS_LETTER_NOON: *features = PERSON(1u, 0u, 3u), *cost = 4; return true;
    case RS_LETTER_ALEF_HAMZA: *features = PERSON(1u, 0u, 1u), *cost = 4; return true;
    default: return false;
  }
}

static void guess_imperfect(Guesser *g, const Verb *verb) {
  uint32_t person = 0;
  int cost = 0;
  if (!g->count || !imperfect_prefix(g->letters[0], &person, &cost)) return;
  for (size_t i = 0; i < RS_COUNT_OF(imperfect_endings); i++) {
    const VerbEnding *ending = &imperfect_endings[i];
    bool third = g->letters[0] == RS_LETTER_YEH || g->letters[0] == RS_LETTER_TEH;
    if (i && !third) return;
    size_t length = ending_length(g->letters, g->count, ending->letters);
    if (length == g->count) continue;
    if (!rs_guess_matches(g->letters + 1, g->count - length - 1, verb->pattern)) continue;
    uint32_t features = i ? (person & 3u << RS_PERSON_SHIFT) | ending->features : person;
    add(
      g,
      (RsShape) {
        .features = features | 2u << RS_ASPECT_SHIFT,
        .cost = verb->cost + cost + ending->cost,
        .upos = RS_UPOS_VERB,
        .lemma_start = 1,
        .lemma_end = (uint8_t)(g->count - length),
        .lemma_alef = verb->alef,
        .derived = true,
      }
    );
  }
}

/* A name, or a noun when the article or a feminine ending speaks for it. */
static void guess_plainly(Guesser *g) {
  const uint32_t feminine = PERSON(0u, 2u, 1u) | BARE;
  size_t taken = g->count > 3 ? ending_length(g->letters, g->count, "p") : g->count;
  bool ta = taken == 1, open_ta = ending_length(g->letters, g->count, "t") == 1;
  add(g, (RsShape) {.cost = g->article ? 2 : g->count < 2 ? 21 : 1, .upos = RS_UPOS_PROPN});
  add(
    g,
    (RsShape) {
      .features = ta ? feminine : 0,
      .cost = ta ? (g->article ? -2 : 1) : (g->article ? 0 : 4),
      .upos = RS_UPOS_NOUN,
    }
  );
  if (open_ta && g->count > 4) {
    add(
      g,
      (RsShape) {
        .features = PERSON(0u, 2u, 1u) | NEEDS,
        .cost = 0,
        .upos = RS_UPOS_NOUN,
        .lemma_end = (uint8_t)(g->count - 1),
        .lemma_ta = true,
      }
    );
  }
}

unsigned rs_guess_shapes(
  const uint8_t *letters, size_t count, bool article, RsShape shapes[RS_SHAPES]
) {
  Guesser g = {.letters = letters, .count = count, .article = article, .shapes = shapes};
  guess_plainly(&g);
  for (size_t i = 0; i < RS_COUNT_OF(nominals); i++)
    guess_nominal(&g, &nominals[i]);
  guess_nisba(&g);
  guess_plural(&g);
  if (article) return g.found;
  for (size_t i = 0; i < RS_COUNT_OF(perfects); i++)
    guess_perfect(&g, &perfects[i]);
  guess_plain_perfect(&g);
  for (size_t i = 0; i < RS_COUNT_OF(imperfects); i++)
    guess_imperfect(&g, &imperfects[i]);
  return g.found;
}
