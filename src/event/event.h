/* Event mentions: a trigger, who did it to whom, where, when, how many, whether, and who says. */
#ifndef RASID_EVENT_EVENT_H
#define RASID_EVENT_EVENT_H

#include "base/trace.h"
#include "clause/clause.h"

enum {
  RS_MENTION_PARTIES = 6
};

typedef struct {
  bool known;
  int64_t min, max; /* -1 when that side is open */
  bool total;       /* `ارتفعت الحصيلة إلى 27`: with those told before */
  bool since;       /* `162 قتيلا منذ مارس`: with those of other deeds */
} RsHeadcount;

/* An item of the data (pattern, cue, word of saying …) found in the text. */
typedef struct {
  uint32_t item;
  uint32_t first, last; /* tokens of the whole item */
  uint32_t mention_first, mention_last;
  uint32_t anchor; /* the token it hangs on */
} RsFound;

enum {
  RS_SIEVE_WORDS = (1 << RS_GUARD_SLOT_BITS) / 64,
  RS_SIEVE_FINER = 2 /* bits */
};

/* The words and lemmas of a sentence as a Bloom filter: what it holds back is not there. Most
 * conditions ask for words that the sentence has not. */
typedef struct {
  uint64_t guard_bits[RS_SIEVE_WORDS];             /* by the slots of guards */
  uint64_t bits[RS_SIEVE_WORDS << RS_SIEVE_FINER]; /* by more of the hash, for long lists */
} RsSieve;

/* All items found, by the token of their anchor. */
typedef struct {
  RsFound *found;
  uint32_t found_count;
  uint32_t *starts; /* [token_count + 1] */
  RsSieve *sieves;  /* [sentence_count] */
  uint32_t topic_weights[RS_TOPIC_COUNT];
} RsFindings;

typedef struct {
  const RsClauseInput *input;
  const RsReading *reading;
  const RasidKnowledge *knowledge;
  const RsClauses *clauses;
  const RsFindings *findings;
  RsTracer *tracer;
} RsEventInput;

typedef struct {
  uint32_t pattern;
  uint32_t sentence;
  uint32_t trigger;     /* the token that the arguments are read from */
  uint32_t first, last; /* tokens of the mention */
  uint32_t predicate;   /* the trigger's own or light verb, or RS_NONE */
  uint32_t teller; /* the participle that tells it: `معربا عن دعمه`, or RS_NONE */
  RsParty actors[RS_MENTION_PARTIES], recipients[RS_MENTION_PARTIES];
  uint32_t actor_count, recipient_count;
  bool passive;               /* of the predicate, as read or as its arguments tell */
  bool actor_inherited;       /* the subject was dropped and is taken from before */
  uint32_t place;             /* RsName, or RS_NONE */
  uint32_t date;              /* RsDate, or RS_NONE */
  bool place_near, date_near; /* stated in the trigger's own clause */
  bool date_since;            /* `منذ مارس`: from that date to the publication */
  bool date_announced; /* of the words that tell of it: `أعلن الجمعة أن` */
  bool
    date_withheld; /* the sentence dates what is done about it: `اعتقل الجمعة متهما بقتل` */
  bool date_inherited; /* told of the deeds before, not in its own sentence */
  bool date_lasting; /* inherited by what is told of all days: `وتطالب واشنطن` */
  RsHeadcount deaths, injured, detained, crowd;
  RsParty speaker;
  bool has_speaker;
  bool plainly_told;   /* of a deed: the text has told it in its own words */
  uint8_t stance;      /* RsStance */
  uint8_t status;      /* RsStatus */
  bool headline_tense; /* the present of a headline, which does not tell its status */
  bool headline_noun;  /* a headline without a verb, which does not tell what is to come */
  bool circumstance; /* of what the verb beside it tells: `خلال لقاء`, `بعد هجوم` */
  bool aim; /* `قوات لقتال المتمردين`: what something is for, told of no deed by itself */
  bool weak;
  float score;
} RsMention;

typedef struct {
  RsMention *mentions; /* in text order */
  uint32_t mention_count;
  uint32_t *sentence_first; /* [sentence_count + 1]: the first mention of a sentence */
} RsMentions;

/* Finds all items of the data in the text (finding.c). */
bool rs_findings_find(
  RsFindings *findings, RsArena *arena, const RsReading *reading, const RsEntities *entities
);
/* Whether a token is one of an element's words or lemmas. */
bool rs_element_matches(const RsReading *reading, const RsElement *element, uint32_t token);
/* The reading of a word that an item asks for, else the chosen one: `قمع المتظاهرين` is repression
 * to its pattern, whatever else the word may be. NULL for words that have no reading. */
const RsAnalysis *rs_item_reading(
  const RsReading *reading, const RsItem *item, uint32_t token
);
/* False when no token of the sentence can be. */
bool rs_element_may_match(
  const RasidKnowledge *knowledge, const RsElement *element, const RsSieve *sieve
);

/* The first item of this kind that is anchored on a token, or NULL. */
const RsItem *rs_finding_at(const RsEventInput *input, uint32_t token, RsItemKind kind);
/* The patterns that begin at the token, one a call; `*next` is 0 at first, NULL ends them. */
const RsPattern *rs_pattern_at(const RsEventInput *input, uint32_t token, uint32_t *next);

/* The event of a trigger that is anchored on a token, whether it fires or not, or NULL. */
const char *rs_event_at(const RsEventInput *input, uint32_t token);
/* Whether a cue of this kind (RsCueKind) is anchored on a token. */
bool rs_has_cue(const RsEventInput *input, uint32_t token, uint32_t kind);

/* From triggers to mentions with all their fields (mention.c). */
bool rs_mentions_find(RsMentions *mentions, RsArena *arena, const RsEventInput *input);

/* ------------------------------------------------- the steps of it, a file each */

/* Actors and recipients after the pattern's roles (role.c). */
void rs_mention_fill_roles(const RsEventInput *input, RsMention *mention);
/* Takes a capital out of those whom force is used on; it is where (bystander.c). */
void rs_mention_drop_city(const RsEventInput *input, RsMention *mention);

/* Parties that the deeds of one sentence have in common (complement.c). */
void rs_mentions_share_roles(const RsEventInput *input, RsMentions *mentions);

/* Occurred, planned, denied … (status.c). False when the deed is only called for, threatened
 * or intended, which is no event of its own. */
bool rs_mention_fill_status(const RsEventInput *input, RsMention *mention);

/* How much a place says: 0 a country, 1 a region, 2 a province or mountain, 3 a town (location.c). */
unsigned rs_place_exactness(const RsEventInput *input, uint32_t place);

/* Place and date (setting.c). */
void rs_mention_fill_setting(const RsEventInput *input, RsMention *mention);

/* Dates of speech acts that have none in their sentence (setting.c). */
void rs_mentions_inherit_dates(const RsEventInput *input, RsMentions *mentions);

/* The place of a protest also for what its crowd says (location.c). */
void rs_mentions_share_places(const RsEventInput *input, RsMentions *mentions);

/* Where words were spoken, told with their occasion (venue.c). */
void rs_mentions_share_venues(const RsEventInput *input, RsMentions *mentions);

/* Killed, injured, detained, gathered: shared out among the mentions (toll.c). */
void rs_mentions_fill_tolls(const RsEventInput *input, RsMentions *mentions);

/* Who says so (source.c). */
void rs_mentions_fill_sources(const RsEventInput *input, RsMentions *mentions);

/* An army, rebels, a militia or gunmen. */
bool rs_party_is_armed(const RsParty *party);
/* Gives deeds of force whose other party is untold the enemy that the text tells elsewhere
 * (opponent.c). Called when mentions are merged, since who is only inferred is no evidence of
 * what is one deed. False without memory. */
bool rs_deeds_find_opponents(
  RsMention *const *deeds, uint32_t count, RsArena *arena, const RsEventInput *input
);

static inline const RsPattern *rs_mention_pattern(
  const RasidKnowledge *knowledge, const RsMention *mention
) {
  return RS_GET(knowledge, patterns, mention->pattern);
}

/* The reading of the mention's trigger that its pattern asks for. */
static inline const RsAnalysis *rs_trigger_reading(
  const RsEventInput *input, const RsMention *mention
) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const RsItem *item = RS_GET(input->knowledge, items, pattern->item);
  return rs_item_reading(input->reading, item, mention->trigger);
}
static inline const char *rs_pattern_event(
  const RasidKnowledge *knowledge, const RsPattern *pattern
) {
  return rs_text_at(knowledge, RS_GET(knowledge, events, pattern->event)->event);
}

static inline const char *rs_mention_event(
  const RasidKnowledge *knowledge, const RsMention *mention
) {
  return rs_pattern_event(knowledge, rs_mention_pattern(knowledge, mention));
}
/* Whether its type belongs to one of the groups RS_TYPE_…. */
static inline bool rs_mention_is(
  const RasidKnowledge *knowledge, const RsMention *mention, uint32_t groups
) {
  const RsPattern *pattern = rs_mention_pattern(knowledge, mention);
  return RS_GET(knowledge, events, pattern->event)->groups & groups;
}

#endif
