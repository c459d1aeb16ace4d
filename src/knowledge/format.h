/* The knowledge file: what is written, byte for byte.
 *
 * One file, little-endian, mapped and never changed:
 *
 *   RsFileHeader | RsFileSection[section_count] | sections, each aligned to 16
 *
 * A section is an array of one record type below. Records name each other by index, strings by
 * offset: RS_SECTION_TEXT holds UTF-8 strings that end with NUL (offset 0 is the empty string,
 * which stands for "none"); RS_SECTION_LETTERS holds exact letters (text/letters.h) without
 * terminators. `first` and `count` name a run of another section. An absent index is RS_NONE.
 *
 * The checksum is the RsFileHeader.checksum-less hash of all bytes behind the header; it also
 * is the content's version. Equal data files give equal bytes.
 */
#ifndef RASID_KNOWLEDGE_FORMAT_H
#define RASID_KNOWLEDGE_FORMAT_H

#include "base/base.h"
#include "knowledge/rules.h"

#define RS_KNOWLEDGE_MAGIC "RASIDKNO"
enum {
  RS_KNOWLEDGE_VERSION = 8,
  RS_SECTION_ALIGNMENT = 16
};

typedef enum {
  RS_SECTION_TEXT,        /* char */
  RS_SECTION_LETTERS,     /* uint8_t */
  RS_SECTION_SOURCE,      /* RsSource: the data files themselves, for --extra and explain */
  RS_SECTION_ENTRY,       /* RsEntry: every data line that has an id, sorted by id */
  RS_SECTION_WORD,        /* RsWord: every written word that anything is known of */
  RS_SECTION_WORD_SLOT,   /* uint32_t: open-addressing table over RsWord.hash, linear
                               probing from hash & (slots - 1), a power of two, RS_NONE empty */
  RS_SECTION_FORM,        /* RsForm, those of one word beside each other */
  RS_SECTION_LEXEME,      /* RsLexeme */
  RS_SECTION_LEMMA_HASH,  /* uint64_t: of each lexeme the fold hash of its lemma */
  RS_SECTION_REFERENCE,   /* RsReference: what hangs on a word or lexeme */
  RS_SECTION_CLITIC,      /* RsClitic, proclitics by slot, then enclitics */
  RS_SECTION_PHRASE,      /* RsPhrase: names of all kinds, as written words */
  RS_SECTION_PHRASE_WORD, /* uint64_t: fold hashes of a phrase's words */
  RS_SECTION_COUNTRY,     /* RsCountry */
  RS_SECTION_PLACE,       /* RsPlace */
  RS_SECTION_ACTOR,       /* RsActor */
  RS_SECTION_TERM,        /* RsTerm: terms of office of actors */
  RS_SECTION_ROLE,        /* RsRole */
  RS_SECTION_ELEMENT,     /* RsElement: the parts of items */
  RS_SECTION_ELEMENT_WORD, /* uint64_t: fold hashes of RS_ELEMENT_WORD, ascending in each run */
  RS_SECTION_ELEMENT_LEXEME, /* uint32_t: lexemes of RS_ELEMENT_LEXEME, ascending in each run */
  RS_SECTION_ITEM,           /* RsItem */
  RS_SECTION_PATTERN,        /* RsPattern */
  RS_SECTION_ROLE_SOURCE, /* RsRoleSource */
  RS_SECTION_CONDITION,   /* RsCondition */
  RS_SECTION_CUE,         /* RsCue */
  RS_SECTION_SPEECH,      /* RsSpeech */
  RS_SECTION_LIGHT,       /* RsLight */
  RS_SECTION_TOPIC,       /* RsTopic */
  RS_SECTION_TOLL,        /* RsToll */
  RS_SECTION_EVENT,       /* RsEventCode: codes/events.tsv, in its order */
  RS_SECTION_CAMEO,       /* RsCameo, sorted by code */
  RS_SECTION_WEIGHT_KEY, /* uint32_t: open-addressing table of features, a power of two of keys
                            or none at all; probed from key & (keys - 1), key 0 is empty */
  RS_SECTION_WEIGHT,     /* RsWeightRow: for each of these keys */
  RS_SECTION_PLACE_KIND, /* RsPlaceKind, sorted by lexeme */
  RS_SECTION_SKELETON,   /* RsSkeleton, sorted by key, then phrase */
  RS_SECTION_HIJRI, /* RsHijriYear: the Umm al-Qura calendar, in the order of its years */
  RS_SECTION_LABEL_KEY, /* uint32_t: such a table */
  RS_SECTION_LABEL,     /* RsLabelRow: for each of its keys */
  RS_SECTION_COUNT
} RsSectionId;

typedef struct {
  char magic[8];
  uint32_t version;
  uint32_t section_count;
  uint64_t file_bytes;
  uint64_t checksum; /* rs_hash_bytes of everything behind the header */
} RsFileHeader;

typedef struct {
  uint32_t id; /* RsSectionId; sections stand in that order, each once */
  uint32_t record_bytes;
  uint64_t offset; /* from the beginning of the file */
  uint64_t count;  /* records */
} RsFileSection;

/* A data file as it was compiled; `text` is its offset in RS_SECTION_TEXT. */
typedef struct {
  uint32_t name; /* text: path below data/, "patterns/assault.tsv" */
  uint32_t text; /* text: the whole file, each newline as NUL: a line is a string */
  uint32_t text_bytes;
} RsSource;

typedef struct {
  uint32_t id;     /* text */
  uint32_t source; /* RsSource */
  uint32_t line;   /* from 1 */
  uint32_t offset; /* of the line's first byte in the source's text */
} RsEntry;

/* One written word in its folded form. */
typedef struct {
  uint64_t hash; /* rs_fold_hash; identifies the word: the compiler refuses a collision */
  uint32_t form_first, reference_first;
  uint16_t form_count, reference_count;
  uint32_t reserved;
} RsWord;

/* A slot of the table of words: the word's index, and above it eight bits of its hash, so that
 * another word in the slot is told without a look at it. RS_NONE: empty. */
enum {
  RS_SLOT_INDEX_BITS = 24
};
#define RS_SLOT_INDEX ((1u << RS_SLOT_INDEX_BITS) - 1)

static inline uint32_t rs_slot_tag(uint64_t hash) {
  return (uint32_t)(hash >> 32) & ~RS_SLOT_INDEX;
}

/* ------------------------------------------------------------- the lexicon */

typedef enum {
  RS_UPOS_NONE,
  RS_UPOS_ADJ,
  RS_UPOS_ADP,
  RS_UPOS_ADV,
  RS_UPOS_AUX,
  RS_UPOS_CCONJ,
  RS_UPOS_DET,
  RS_UPOS_INTJ,
  RS_UPOS_NOUN,
  RS_UPOS_NUM,
  RS_UPOS_PART,
  RS_UPOS_PRON,
  RS_UPOS_PROPN,
  RS_UPOS_PUNCT,
  RS_UPOS_SCONJ,
  RS_UPOS_SYM,
  RS_UPOS_VERB,
  RS_UPOS_X,
  RS_UPOS_COUNT
} RsUpos;

typedef enum {
  RS_DERIVED_NONE,
  RS_DERIVED_MASDAR,
  RS_DERIVED_ACTIVE_PARTICIPLE,
  RS_DERIVED_PASSIVE_PARTICIPLE,
  RS_DERIVED_NISBA /* of a country: RsLexeme.country */
} RsDerivation;

enum { /* RsLexeme.flags */
  RS_LEXEME_RATIONAL = 1 << 0,
  RS_LEXEME_UNIT = 1 << 1,
  RS_LEXEME_PLACE = 1 << 2,
  RS_LEXEME_TITLE = 1 << 3,
  RS_LEXEME_TRANSITIVE = 1 << 4,
  RS_LEXEME_GIVEN_NAME = 1 << 5,
  RS_LEXEME_FAMILY_NAME = 1 << 6,
  RS_LEXEME_NAME_PARTICLE = 1 << 7,
  RS_LEXEME_MAYBE_NAME = 1 << 8, /* the `?` of names.tsv */
  RS_LEXEME_NEGATION = 1 << 9,
  RS_LEXEME_SINCE = 1 << 10, /* `since` of function.tsv: منذ */
  RS_LEXEME_CONDITIONAL = 1 << 11,
  RS_LEXEME_RELATIVE = 1 << 12,
  RS_LEXEME_UNTIL = 1 << 13, /* `until`: حتى */
  RS_LEXEME_INTERROGATIVE = 1 << 14,
  RS_LEXEME_SUBORDINATOR = 1 << 15,
  RS_LEXEME_QUANTITY = 1 << 16, /* `q` of nouns.tsv: عدد, مجموعة: the head follows it */
  /* Prepositions, from the features of function.tsv and clitics.tsv: */
  RS_LEXEME_PARTITIVE = 1 << 17,   /* `from`: من */
  RS_LEXEME_LOCATIVE = 1 << 18,    /* `place`: في, قرب, ب */
  RS_LEXEME_COMPANION = 1 << 19,   /* `with`: مع */
  RS_LEXEME_BETWEEN = 1 << 20,     /* `mutual`: بين */
  RS_LEXEME_TOWARDS = 1 << 21,     /* `to`: إلى, ل */
  RS_LEXEME_AGAINST = 1 << 22,     /* `against`: ضد */
  RS_LEXEME_ABOUT = 1 << 23,       /* `about`: عن */
  RS_LEXEME_FORMER = 1 << 24,      /* `former` of adjectives.tsv: سابق */
  RS_LEXEME_PREPOSITION = 1 << 25, /* `prep` */
  RS_LEXEME_DIRECTION = 1 << 26,   /* `d` of nouns.tsv: شمال; it says where by itself */
  RS_LEXEME_AUXILIARY = 1 << 27,   /* `aux` of verbs.tsv: كان, أصبح */
  RS_LEXEME_BEHALF = 1 << 28,      /* `b` of nouns.tsv: متحدث باسم */
  RS_LEXEME_UPON = 1 << 29,        /* `upon`: على, where force comes down */
  RS_LEXEME_SELF = 1 << 30, /* `s` of nouns.tsv: ذاته, نفسه repeat what stands before */
  RS_LEXEME_THAT =
    RS_LEXEME_TRANSITIVE, /* of a function word, `that`: أن, which opens what is wished */
  RS_LEXEME_BEFORE_VERB =
    RS_LEXEME_UNIT, /* of a function word, `verb`: أَنْ, ما, behind which no bare noun stands */
  RS_LEXEME_TAKES_FROM =
    RS_LEXEME_INTERROGATIVE, /* of a verb whose government has من: طلب, تمكن */
  RS_LEXEME_OF_STATES =
    RS_LEXEME_UNIT, /* of an adjective, `states`: أممي, whose bodies and men are IGO */
  RS_LEXEME_BODY = INT32_MIN /* `body` of adjectives.tsv: أممي, of a body of states */
};

/* A lemma. Masdars and participles of verbs are lexemes of their own that name their verb. */
typedef struct {
  uint32_t lemma;   /* text: vocalised as in the data */
  uint32_t entry;   /* RsEntry */
  uint32_t verb;    /* RsLexeme: the verb it is derived from, or RS_NONE */
  uint32_t country; /* RsCountry of a nisba or country name, or RS_NONE */
  uint32_t reference_first;
  uint16_t reference_count;
  uint8_t upos;       /* RsUpos */
  uint8_t derivation; /* RsDerivation */
  uint32_t flags;
  uint32_t government; /* text: the column as written */
} RsLexeme;

/* RsForm.features: fields of two bits, then flags. 0 always means "not said". */
enum {
  RS_ASPECT_SHIFT = 0, /* 1 perfect, 2 imperfect, 3 imperative */
  RS_VOICE_SHIFT = 2,  /* 1 active, 2 passive, 3 either (unvocalised, they look alike) */
  RS_PERSON_SHIFT = 4, /* 1, 2, 3 */
  RS_NUMBER_SHIFT = 6, /* 1 singular, 2 dual, 3 plural */
  RS_GENDER_SHIFT = 8, /* 1 masculine, 2 feminine */
  RS_CASE_SHIFT = 10, /* 1 nominative (ون, ان), 2 oblique (ين), 3 accusative alef (رجلا) */
  RS_FEATURE_SHORT_MOOD = 1 << 12, /* jussive or subjunctive: يقل, يدع, يقولوا */
  RS_FEATURE_CONSTRUCT = 1 << 13,  /* only before a genitive or pronoun: مسؤولو */
  RS_FEATURE_NEEDS_ENCLITIC = 1 << 14, /* only before a pronoun: حكومت(ها), قتلو(هم) */
  RS_FEATURE_NO_ARTICLE = 1 << 15, /* ال is never put before it: names, elatives of it */
  RS_FEATURE_TAKES_ENCLITIC = 1 << 16, /* a function word that may carry a pronoun */
  RS_FEATURE_NO_ENCLITIC = 1 << 17, /* a form that may not carry one: رجلا, مدينة */
  RS_FEATURE_HOLDS_PROCLITIC =
    1 << 18 /* `pro` of function.tsv: its first letter is one: بأن */
};
static inline unsigned rs_feature(uint32_t features, unsigned shift) {
  return (features >> shift) & 3u;
}

/* One inflected form without proclitics, article and enclitics. */
typedef struct {
  uint32_t letters; /* offset in RS_SECTION_LETTERS: exact spelling */
  uint32_t lexeme;
  uint32_t features;
  uint32_t letter_count;
} RsForm;

typedef enum {
  RS_HOST_ANY,
  RS_HOST_NOUN,
  RS_HOST_IMPERFECT,
  RS_HOST_VERB
} RsHost;

enum {
  RS_CLITIC_LETTERS = 8,
  RS_SLOT_ARTICLE = 4,
  RS_SLOT_ENCLITIC = 9
};

typedef struct {
  uint8_t letters[RS_CLITIC_LETTERS]; /* exact */
  uint8_t letter_count;
  uint8_t slot; /* 1 to 4 proclitics, 9 enclitic */
  uint8_t upos;
  uint8_t host;   /* RsHost */
  uint32_t lemma; /* text */
  uint32_t entry;
  uint32_t features; /* of a pronoun: person, number, gender */
  uint32_t flags;    /* as RsLexeme.flags */
} RsClitic;

/* ------------------------------------------------- what hangs on words and lexemes */

typedef enum {
  RS_REFERENCE_ITEM,   /* RsItem whose anchor this is; before the others */
  RS_REFERENCE_PHRASE, /* RsPhrase that begins with this word; longest first */
  RS_REFERENCE_ROLE    /* RsRole whose first lemma this is; longest first */
} RsReferenceKind;

typedef struct {
  uint32_t kind;
  uint32_t index;
  uint32_t
    second; /* saves a look: of a phrase, the low half of its second word's hash; of an
                      item, its guard; 0 for none */
} RsReference;

/* The guard of an item: slots of the words or lexemes one of which must stand in the sentence,
 * RS_GUARD_SLOTS of them in the low bits, the top bit being set. */
enum {
  RS_GUARD_SLOT_BITS = 10,
  RS_GUARD_SLOTS = 3
};

#define RS_GUARD_SET 0x80000000u

static inline uint32_t rs_guard_slot(uint32_t hash) {
  return hash & ((1u << RS_GUARD_SLOT_BITS) - 1);
}

static inline uint32_t rs_lexeme_hash(uint32_t lexeme) {
  return (uint32_t)((lexeme + 1) * 0x9e3779b97f4a7c15u >> 32);
}

typedef enum {
  RS_PHRASE_COUNTRY, /* index: RsCountry; a name of it; detail: 1 a nisba of several words */
  RS_PHRASE_CAPITAL,  /* index: RsCountry; its capital's name */
  RS_PHRASE_PLACE,    /* index: RsPlace */
  RS_PHRASE_ACTOR,    /* index: RsActor */
  RS_PHRASE_MONTH,    /* value: 1–12; detail: RsCalendar */
  RS_PHRASE_WEEKDAY,  /* value: 1 Monday … 7 Sunday */
  RS_PHRASE_NUMBER,   /* number; detail: RsNumberKind */
  RS_PHRASE_TIMEWORD, /* value, value_to; detail: RsTimewordKind */
  RS_PHRASE_BOUND     /* detail: RsBoundKind: `أكثر من` before a number */
} RsPhraseKind;

typedef enum {
  RS_CALENDAR_GREGORIAN,
  RS_CALENDAR_LEVANTINE,
  RS_CALENDAR_MAGHREBI,
  RS_CALENDAR_EGYPTIAN,
  RS_CALENDAR_HIJRI
} RsCalendar;

typedef enum {
  RS_NUMBER_UNIT,
  RS_NUMBER_TEEN,
  RS_NUMBER_TEN,
  RS_NUMBER_HUNDRED,
  RS_NUMBER_SCALE,
  RS_NUMBER_ORDINAL,
  RS_NUMBER_FRACTION,
  RS_NUMBER_APPROXIMATE,
  RS_NUMBER_FEW,
  RS_NUMBER_PARTS, /* أخماس: fifths, behind a number */
  RS_NUMBER_FIFTH, /* خمس: a fifth or five, by what follows */
  RS_NUMBER_POINT, /* فاصلة */
  RS_NUMBER_DUAL, /* ألفا: twice a scale before what is counted, once behind a number */
  RS_NUMBER_KINDS
} RsNumberKind;

typedef enum {
  RS_BOUND_LEAST,
  RS_BOUND_MORE,
  RS_BOUND_MOST,
  RS_BOUND_LESS,
  RS_BOUND_ABOUT,
  RS_BOUND_LEAST_AFTER, /* stands behind the counted noun: `على الأقل` */
  RS_BOUND_BETWEEN,     /* before the ends of a range: `بين` */
  RS_BOUND_FROM,        /* `من` */
  RS_BOUND_TO,          /* `إلى` */
  RS_BOUND_PERCENT,     /* behind a number: `في المئة` */
  RS_BOUND_MINUS,       /* `سالب` */
  RS_BOUND_OVER,        /* between the parts of a fraction: `على` */
  RS_BOUND_PARTS,       /* the same with parts named: `جزء من` */
  RS_BOUND_OR,          /* between alternatives: `أو` */
  RS_BOUND_KINDS
} RsBoundKind;

typedef enum {
  RS_TIME_DAY,  /* value: days from publication */
  RS_TIME_UNIT, /* value: RsTimeUnit; value_to: 1 singular, 2 dual, 3 plural (order of forms:
                      told by the compiler from the lexicon, else 1) */
  RS_TIME_PART, /* days value to value_to of a month */
  RS_TIME_DAYPART,
  RS_TIME_LAST,
  RS_TIME_NEXT,
  RS_TIME_THIS,
  RS_TIME_AGO,
  RS_TIME_AFTER,
  RS_TIME_VAGUE,  /* value: -1 earlier than what follows, 1 later, else 0 */
  RS_TIME_SINCE,  /* `منذ` before a date */
  RS_TIME_SEASON, /* value: its first month; tentative: only with a year */
  RS_TIME_WEEKEND,
  RS_TIME_REST,       /* `بقية` before a unit */
  RS_TIME_EVERY,      /* `كل` before a unit or day */
  RS_TIME_SET,        /* `يوميا`; value: RsTimeUnit */
  RS_TIME_DECADES,    /* `السبعينيات`; value: years behind the century's begin */
  RS_TIME_WHOLE,      /* `كامل` behind a unit */
  RS_TIME_THROUGHOUT, /* `طوال` before a unit, said as a part of the duration */
  RS_TIME_LASTING,    /* `لمدة` before a unit */
  RS_TIME_SEVERAL,    /* `عدة` */
  RS_TIME_EQUALS,     /* `الموافق` between a weekday and its date */
  RS_TIME_FINAL,      /* `آخر` before a unit */
  RS_TIME_DIVISION,   /* a part of a year; value: months */
  RS_TIME_IN,         /* prepositions of time */
  RS_TIME_MORROW, /* `غداة`; value: days from the day told before to the deed behind;
                     tentative: `اليوم التالي`, a day of what stands beside it */
  RS_TIME_NAMED,  /* value, value_to, index by RsNamedDay; tentative: only with a year */
  RS_TIME_KINDS
} RsTimewordKind;

/* How a named day is found (RsPhrase.index). */
typedef enum {
  RS_NAMED_GREGORIAN, /* value: month × 100 + day; value_to: days that it lasts */
  RS_NAMED_HIJRI,     /* likewise */
  RS_NAMED_WEEKDAY,   /* value: month × 100 + weekday × 10 + which one, 9 the last */
  RS_NAMED_EASTER,    /* value: days after Easter */
  RS_NAMED_PASCHA,    /* value: days after the Easter of the Julian calendar */
  RS_NAMED_PAST       /* value, value_to: the days of what happened once */
} RsNamedDay;

typedef enum {
  RS_UNIT_MINUTE,
  RS_UNIT_HOUR,
  RS_UNIT_DAY,
  RS_UNIT_WEEK,
  RS_UNIT_MONTH,
  RS_UNIT_YEAR,
  RS_UNIT_DECADE,
  RS_UNIT_SECOND,
  RS_UNIT_CENTURY,
  RS_UNIT_COUNT
} RsTimeUnit;

/* A year of the Umm al-Qura calendar. */
typedef struct {
  int32_t year;
  int32_t first_day; /* since 1970-01-01 */
  uint32_t lengths;  /* two bits for each month, the first lowest: its days less 28 */
  uint32_t entry;
} RsHijriYear;

typedef struct {
  double number;
  int32_t value,
    value_to; /* a time's; an actor's tentative form: rs_land_code of its home */
  uint32_t index;
  uint32_t word_first; /* RS_SECTION_PHRASE_WORD */
  uint32_t entry;
  uint8_t word_count;
  uint8_t kind; /* RsPhraseKind */
  uint8_t detail;
  uint8_t tentative; /* the `?` of actors.tsv or `!` of places.tsv */
} RsPhrase;

/* The letters of an ISO 3166 alpha-3 code in one number. */
static inline int32_t rs_land_code(const char *iso) {
  return (int32_t
  )(((uint32_t)(uint8_t)iso[0] << 16) | ((uint32_t)(uint8_t)iso[1] << 8) | (uint8_t)iso[2]);
}

/* ------------------------------------------------------------- who and where */

typedef struct {
  char iso3[4]; /* NUL-terminated, as all short codes here */
  char iso2[4];
  uint32_t english, name, capital, capital_english, entry; /* texts: name and capital are
                                                              the first Arabic ones */
  float lat, lon;                                          /* the capital's */
  uint32_t gender; /* as a verb agrees with the name: 1 masculine, 2 feminine, 0 either */
} RsCountry;

typedef enum {
  RS_PLACE_CITY,
  RS_PLACE_TOWN,
  RS_PLACE_VILLAGE,
  RS_PLACE_QUARTER,
  RS_PLACE_ADMIN1,
  RS_PLACE_REGION,
  RS_PLACE_CAMP,
  RS_PLACE_CROSSING,
  RS_PLACE_BASE,
  RS_PLACE_MOUNTAIN,
  RS_PLACE_RIVER,
  RS_PLACE_SEA,
  RS_PLACE_STRAIT,
  RS_PLACE_ISLAND,
  RS_PLACE_BUILDING
} RsPlaceClass;

typedef struct {
  char country[4];                       /* "" when it spans several */
  uint32_t english, name, admin1, entry; /* texts */
  float lat, lon;
  uint8_t place_class, population, needs_cue, reserved;
} RsPlaceRecord;

/* RsPlaceKind.classes: 1 << RsPlaceClass, and: */
enum {
  RS_KIND_COUNTRY = 1 << 15, /* دولة, سلطنة */
  RS_KIND_CAPITAL = 1 << 16, /* عاصمة */
  RS_KIND_NEAR = 1 << 17,    /* beside it: قرب, شمال, ريف */
  RS_KIND_INSIDE = 1 << 18,  /* in a part of it: وسط, داخل */
  RS_KIND_NAMED = 1 << 19, /* what follows is a name even when it is a common word: بلدة */
  RS_KIND_THING = 1 << 20, /* called after a place and none itself: شارع, نادي */
  RS_KIND_LAND = 1 << 21, /* with a nationality it is a place: الحدود السورية */
  RS_KIND_HOME = 1 << 22, /* the country spoken of: شمال البلاد */
  RS_KIND_ALL = (1 << 23) - 1
};

/* A word of places/kinds.tsv. */
typedef struct {
  uint32_t lexeme, classes, entry;
} RsPlaceKind;

/* A name of a country, capital or place by its consonants (text/skeleton.h). */
typedef struct {
  uint64_t key;
  uint32_t phrase, reserved;
} RsSkeleton;

typedef enum {
  RS_ACTOR_PERSON,
  RS_ACTOR_ORGANISATION,
  RS_ACTOR_STATE /* `الكيان الصهيوني`: another name of a country */
} RsActorType;

typedef struct {
  uint32_t english, name, entry; /* texts */
  char country[4], sector[4], suffix[8];
  uint32_t term_first, term_count, type;
} RsActorRecord;

/* A term of office; days since 1970-01-01, open ends INT32_MIN and INT32_MAX. */
typedef struct {
  char sector[4];
  int32_t from_day, to_day;
} RsTerm;

typedef enum {
  RS_ROLE_PERSON,
  RS_ROLE_GROUP,
  RS_ROLE_INSTITUTION
} RsRoleKind;

/* A noun phrase by its lemmas: elements of kind RS_ELEMENT_LEXEME. */
typedef struct {
  uint32_t element_first, element_count;
  uint32_t english, entry;
  char sector[4];
  char country[4]; /* whose they are where no nationality is said, or "" */
  uint32_t kind;
} RsRoleRecord;

#endif
