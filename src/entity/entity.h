/* Who, where, when, how many: the names, places, dates and numbers of a text. */
#ifndef RASID_ENTITY_ENTITY_H
#define RASID_ENTITY_ENTITY_H

#include "entity/calendar.h"
#include "morph/morph.h"

/* What the layers so far say of one document; each later layer reads it as const. */
typedef struct {
  const RasidKnowledge *knowledge;
  const RsText *text;
  const RsTokens *tokens;
  const RsMorph *morphs;
  int32_t published_day; /* days since 1970-01-01, or RS_NO_DAY */
  uint32_t home_country; /* RsCountry where the text was published, or RS_NONE */
} RsReading;

/* A dictionary phrase found in the text: tokens [first, last). */
typedef struct {
  uint32_t phrase;
  uint32_t first, last;
  uint32_t start_letter; /* behind the proclitics of the first token */
} RsMatch;

/* All matches; those that begin at token i are matches[starts[i] .. starts[i + 1]), longest
 * first within one kind. */
typedef struct {
  RsMatch *matches;
  uint32_t match_count;
  uint32_t *starts; /* [token_count + 1] */
} RsMatches;

bool rs_matches_find(RsMatches *matches, RsArena *arena, const RsReading *reading);

/* Whether the word begins a country's full name: `المملكة` that of Jordan or Bahrain. */
bool rs_word_begins_country(const RsReading *reading, uint32_t token, uint32_t country);

/* The longest match of `kind` at a token, or NULL. */
const RsMatch *rs_match_among(
  const RsReading *reading, const RsMatches *matches, uint32_t token, RsPhraseKind kind
);

/* The same for any token; most begin no phrase. */
static inline const RsMatch *rs_match_at(
  const RsReading *reading, const RsMatches *matches, uint32_t token, RsPhraseKind kind
) {
  if (token >= reading->tokens->token_count) return NULL;
  if (matches->starts[token] == matches->starts[token + 1]) return NULL;
  return rs_match_among(reading, matches, token, kind);
}

/* ------------------------------------------------------------------ numbers */

typedef struct {
  uint32_t first, last; /* tokens of the number proper */
  uint32_t start_letter, end_letter;
  double value;
  double min, max; /* NAN when open */
  bool approximate, ordinal;
  bool share;   /* of a whole: نصف, 3/4 */
  bool percent; /* the span holds في المئة or % */
  bool ranged;  /* min to max were both said */
  bool negative;
} RsNumber;

typedef struct {
  RsNumber *numbers; /* in order, not overlapping */
  uint32_t number_count;
  uint32_t *at; /* [token_count]: number that covers the token, with its bound
                   (`ما لا يقل عن`), or RS_NONE */
} RsNumbers;

bool rs_numbers_find(
  RsNumbers *numbers, RsArena *arena, const RsReading *reading, const RsMatches *matches
);

/* One plain number that begins at `token`: no bounds, ranges, shares. False: none is there. */
bool rs_number_read(
  const RsReading *reading, const RsMatches *matches, uint32_t token, RsNumber *number
);

/* -------------------------------------------------------------------- dates */

typedef enum {
  RS_PRECISION_DAY,
  RS_PRECISION_WEEK,
  RS_PRECISION_MONTH,
  RS_PRECISION_YEAR,
  RS_PRECISION_RANGE,
  RS_PRECISION_VAGUE
} RsPrecision;
typedef enum {
  RS_TIMEX_DATE,
  RS_TIMEX_DURATION,
  RS_TIMEX_SET,
  RS_TIMEX_RANGE
} RsTimexType;

typedef struct {
  uint32_t first, last; /* tokens */
  uint32_t start_letter;
  int32_t from_day, to_day; /* RS_NO_DAY when they cannot be told */
  uint8_t precision;        /* RsPrecision */
  uint8_t type;             /* RsTimexType */
  uint8_t weekday;          /* a bare weekday, 1 to 7: it may mean the next one; else 0 */
  bool hijri;               /* said by the Hijri calendar */
  bool topic;               /* a named day that is spoken of: no time of a deed */
  bool past;     /* of what happened once: it dates that, or what is said to be in it */
  bool yearless; /* the year is the nearest one, not said */
  bool morrow;   /* counted from the day before it, for the deed behind it: غداة */
  char timex[32];
} RsDate;

/* Whether it says when, not how long or how often. */
static inline bool rs_date_says_when(const RsDate *date) {
  return date->type != RS_TIMEX_DURATION && date->type != RS_TIMEX_SET && !date->topic &&
         !date->past;
}

typedef struct {
  RsDate *dates; /* in order, not overlapping */
  uint32_t date_count;
  uint32_t *at; /* [token_count]: date that covers the token, or RS_NONE */
} RsDates;

bool rs_dates_find(
  RsDates *dates,
  RsArena *arena,
  const RsReading *reading,
  const RsMatches *matches,
  const RsNumbers *numbers
);

/* ------------------------------------------------------------------ tags */

typedef enum {
  RS_NAMED_PERSON,
  RS_NAMED_PLACE,
  RS_NAMED_ORGANISATION,
  RS_NAMED_OTHER /* festivals, works, currencies … */
} RsNamed;

/* A name that the tagger found (tagger.c): tokens [first, last). */
typedef struct {
  uint32_t first, last;
  uint8_t kind; /* RsNamed */
} RsNameTag;

typedef struct {
  RsNameTag *tags; /* in order, not overlapping; none without weights */
  uint32_t tag_count;
} RsTags;

/* Words that the tagger has met. One for each coder that analyses; what is in it changes the time, never a
 * result. */
typedef struct RsTaggerCache RsTaggerCache;
/* NULL without memory; the caller frees. */
RsTaggerCache *rs_tagger_cache_new(const RasidKnowledge *knowledge);
void rs_tagger_cache_free(RsTaggerCache *cache);
/* Drops everything when it has grown over its limit; between documents only. */
void rs_tagger_cache_trim(RsTaggerCache *cache);

/* No tags when `cache` is NULL: events do without them. */
bool rs_tags_find(
  RsTags *tags,
  RsArena *arena,
  RsTaggerCache *cache,
  const RsReading *reading,
  const RsMatches *matches,
  const RsDates *dates
);

/* ------------------------------------------------------------------ names */

typedef enum {
  RS_NAME_ACTOR,   /* index: RsActorRecord */
  RS_NAME_COUNTRY, /* index: RsCountry */
  RS_NAME_CAPITAL, /* index: RsCountry: a capital that may stand for its government */
  RS_NAME_PLACE,   /* index: RsPlaceRecord */
  RS_NAME_PERSON   /* no entry: found by its shape; index RS_NONE */
} RsNameKind;

/* What decided which place a name means (place.c), in the order of asking. */
typedef enum {
  RS_REASON_NONE,
  RS_REASON_ONLY,        /* one place has this name */
  RS_REASON_MARKS,       /* `عمّان` with its shadda */
  RS_REASON_NATIONALITY, /* `طرابلس اللبنانية` */
  RS_REASON_KIND,        /* `محافظة`, `بلدة`, `عاصمة` before it */
  RS_REASON_CONTAINED,   /* `الباب في ريف حلب` */
  RS_REASON_GOVERNMENT,  /* `أعلنت طرابلس`: the capital, since it acts */
  RS_REASON_SENTENCE,    /* countries named in the sentence, near it, in the text */
  RS_REASON_PARAGRAPH,
  RS_REASON_EARLIER, /* the name was decided before in the text */
  RS_REASON_DATELINE,
  RS_REASON_DOCUMENT,
  RS_REASON_OUTLET,     /* the country of the paper's address */
  RS_REASON_CLASS,      /* the town, not the province of its name */
  RS_REASON_POPULATION, /* the largest */
  RS_REASON_SPELLING,   /* another spelling of a listed name */
  RS_REASON_HOME,       /* `البلاد`: the country that the text speaks of */
  RS_REASON_UNLISTED,   /* a name behind a word for a kind of place, not in the gazetteer */
  RS_REASON_UNDECIDED,
  RS_REASON_COUNT
} RsPlaceReason;

typedef struct {
  uint32_t first, last; /* tokens */
  uint32_t start_letter;
  uint32_t index;   /* of a place: RS_NONE when it is unlisted or cannot be decided */
  uint32_t place;   /* RsPlaceRecord as well (a capital, a country has none), or RS_NONE */
  uint32_t phrase;  /* RsPhrase, or RS_NONE */
  uint32_t kinds;   /* what words before a place say of it: RsPlaceKind.classes */
  uint32_t country; /* RsCountry of a place, or RS_NONE */
  uint32_t candidate_first; /* RsNames.candidates: what the name may mean */
  uint16_t candidate_count;
  uint8_t kind;
  uint8_t reason; /* RsPlaceReason */
  bool is_no_place; /* looks like one: a nationality (`جنوب أفريقي`), a common word */
} RsName;

/* A name behind which no entry of the data stands. */
static inline RsName rs_name_bare(
  uint32_t first, uint32_t last, uint32_t start_letter, uint8_t kind
) {
  return (RsName) {
    .first = first,
    .last = last,
    .start_letter = start_letter,
    .index = RS_NONE,
    .place = RS_NONE,
    .phrase = RS_NONE,
    .country = RS_NONE,
    .kind = kind,
  };
}

typedef struct {
  RsName *names; /* in order, not overlapping */
  uint32_t name_count;
  uint32_t *at;          /* [token_count]: name that covers the token, or RS_NONE */
  uint32_t main_country; /* RsCountry that the text speaks of most, or RS_NONE */
  const uint32_t *country_weights; /* [countries_count]: how much it speaks of each */
  uint32_t *candidates;            /* RsPhrase of countries, capitals and places, by name */
  uint32_t candidate_count;
} RsNames;

bool rs_names_find(
  RsNames *names,
  RsArena *arena,
  const RsReading *reading,
  const RsMatches *matches,
  const RsDates *dates
);

static inline bool rs_name_is_place(const RsName *name) {
  return !name->is_no_place &&
         (name->kind == RS_NAME_PLACE || name->kind == RS_NAME_CAPITAL ||
          name->kind == RS_NAME_COUNTRY);
}
/* ISO alpha-3 of a place's country, "" when none can be told. */
const char *rs_name_country(const RasidKnowledge *knowledge, const RsName *name);
/* Whether two names mean one place; unlisted ones when they are written alike. */
bool rs_names_same_place(const RsReading *reading, const RsName *a, const RsName *b);
/* A short term for RsPlaceReason: "sentence". */
const char *rs_reason_name(uint8_t reason);
/* The country of a web address or host by its last part (`.sy`), or RS_NONE. */
uint32_t rs_country_of_address(const RasidKnowledge *knowledge, const char *address);
uint32_t rs_country_of_iso(const RasidKnowledge *knowledge, const char *iso3);

/* All of the above for one document. */
typedef struct {
  RsMatches matches;
  RsNumbers numbers;
  RsDates dates;
  RsTags tags;
  RsNames names;
} RsEntities;

bool rs_entities_find(
  RsEntities *entities, RsArena *arena, RsTaggerCache *cache, const RsReading *reading
);

#endif
