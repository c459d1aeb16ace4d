/* Records of what the patterns and cue lists of data/ say: how deeds are recognised in a sentence.
 *
 * A line such as `V:قصف … على` is an item, a row of elements (a lemma's lexemes, folded words, a
 * gap), and a record of its kind that says what the match means: an event with its roles and
 * conditions, a cue of status, a verb of saying, a light verb, a topic, a toll. Learned weights
 * say the same by degrees. knowledge/format.h tells how the sections lie in the file; records
 * name each other as it says. */
#ifndef RASID_KNOWLEDGE_RULES_H
#define RASID_KNOWLEDGE_RULES_H

#include <stdint.h>

/* ------------------------------------------------------------ items and patterns */

typedef enum {
  RS_ELEMENT_LEXEME,
  RS_ELEMENT_WORD,
  RS_ELEMENT_GAP
} RsElementKind;

typedef struct {
  uint32_t kind;
  uint32_t first, count; /* alternatives, in RS_SECTION_ELEMENT_LEXEME or _WORD */
} RsElement;

typedef enum {
  RS_ITEM_PATTERN,
  RS_ITEM_CUE,
  RS_ITEM_SPEECH,
  RS_ITEM_LIGHT,
  RS_ITEM_TOPIC,
  RS_ITEM_TOLL
} RsItemKind;

/* A sequence of elements. `anchor` (an element, never a gap) is where matching starts: the
 * first bracketed element, or the first one. Mention: elements from_mention to to_mention. */
typedef struct {
  uint32_t element_first;
  uint8_t element_count, anchor, from_mention, to_mention;
  uint32_t kind;  /* RsItemKind */
  uint32_t index; /* in that kind's section */
} RsItem;

typedef enum {
  RS_ROLE_SUBJECT,
  RS_ROLE_OBJECT,
  RS_ROLE_GENITIVE,
  RS_ROLE_BY,
  RS_ROLE_NISBA,
  RS_ROLE_LIGHT,
  RS_ROLE_PREPOSITION,
  RS_ROLE_SELF,
  RS_ROLE_NOBODY
} RsRoleSourceKind;

typedef struct {
  uint64_t preposition; /* fold hash, for RS_ROLE_PREPOSITION */
  uint32_t kind, reserved;
} RsRoleSource;

typedef enum {
  RS_CONDITION_NEED,
  RS_CONDITION_NOT,
  RS_CONDITION_NEXT,
  RS_CONDITION_PREVIOUS,
  RS_CONDITION_NOT_NEXT,
  RS_CONDITION_NOT_PREVIOUS
} RsConditionKind;

/* The alternatives of one condition are one element each, `first`, `count` in
 * RS_SECTION_ELEMENT. */
typedef struct {
  uint32_t kind, first, count;
} RsCondition;

enum { /* RsPattern.flags */
  RS_PATTERN_MUTUAL = 1,
  RS_PATTERN_POLITICAL = 2,
  RS_PATTERN_ACTOR_POLITICAL = 4,
  RS_PATTERN_RECIPIENT_POLITICAL = 8,
  RS_PATTERN_WEAK = 16,
  RS_PATTERN_OWN_ACTOR = 32,         /* a= was given */
  RS_PATTERN_OWN_RECIPIENT = 64,     /* r= was given */
  RS_PATTERN_ANYBODY = 128,          /* `anybody`: no power needs to take part */
  RS_PATTERN_OFFICIAL = 256,         /* `official`: the actor is somebody in office */
  RS_PATTERN_ACTOR_ARMED = 1024,     /* `aarmed`: fighters or soldiers do it */
  RS_PATTERN_MORE_THAN_WORDS = 2048, /* `deed`: one to come is planned, not promised */
  RS_PATTERN_RECIPIENT_ARMED = 512,  /* `rarmed`: fighters or soldiers suffer it */
  RS_PATTERN_ACTOR_FORCE = 4096,     /* `aforce`: fighters, soldiers or police do it */
  RS_PATTERN_RECIPIENT_PEOPLE =
    8192,                     /* `rpeople`: people suffer it, no body and no thing */
  RS_PATTERN_HEADLINE = 16384 /* `headline`: in the first sentence of a text only */
};

typedef enum {
  RS_STATUS_UNSET,
  RS_STATUS_OCCURRED,
  RS_STATUS_ONGOING,
  RS_STATUS_PLANNED,
  RS_STATUS_POSSIBLE,
  RS_STATUS_ATTEMPTED,
  RS_STATUS_DENIED
} RsStatus;

typedef struct {
  uint32_t entry, item;
  uint32_t event;                            /* RsEventCode: the row of event and mode */
  uint32_t cameo;                            /* RsCameo */
  uint32_t actor_first, actor_count;         /* RsRoleSource */
  uint32_t recipient_first, recipient_count; /* RsRoleSource */
  uint32_t condition_first, condition_count; /* RsCondition */
  uint32_t flags;
  uint32_t forbidden_topics; /* bits of RsTopicKind */
  uint32_t status;           /* RsStatus, RS_STATUS_UNSET when the sentence decides */
} RsPattern;

typedef enum {
  RS_CUE_NEGATION,
  RS_CUE_FUTURE,
  RS_CUE_POSSIBLE,
  RS_CUE_CONDITIONAL,
  RS_CUE_ATTEMPT,
  RS_CUE_FOILED,
  RS_CUE_PLAN,
  RS_CUE_CALL,
  RS_CUE_THREAT,
  RS_CUE_DENY,
  RS_CUE_BACKGROUND,
  RS_CUE_ONGOING,
  RS_CUE_PURPOSE,
  RS_CUE_AGENT,
  RS_CUE_OTHER,
  RS_CUE_EXCEPTION,
  RS_CUE_PAST,
  RS_CUE_REFUSAL,
  RS_CUE_CIRCUMSTANCE,
  RS_CUE_OCCASION,
  RS_CUE_VENUE,
  RS_CUE_TOPIC,
  RS_CUE_TERMS,
  RS_CUE_PLOT,
  RS_CUE_WEAPON,
  RS_CUE_SEAT,
  RS_CUE_AFTER,
  RS_CUE_ENVOY,
  RS_CUE_DRAFT,
  RS_CUE_LASTING,
  RS_CUE_ADDING,
  RS_CUE_TURN,
  RS_CUE_IMAGINED,
  RS_CUE_CHARGE,
  RS_CUE_FIELD,
  RS_CUE_BRING,
  RS_CUE_ASCRIBE,
  RS_CUE_RANKS,
  RS_CUE_RESOLVE,
  RS_CUE_SPOKESMAN,
  RS_CUE_OFFICIAL,
  RS_CUE_EXCHANGE,
  RS_CUE_OFTEN,
  RS_CUE_KINDS
} RsCueKind;

typedef struct {
  uint32_t entry, item, kind;
} RsCue;

typedef enum {
  RS_STANCE_REPORTS,
  RS_STANCE_CLAIMS,
  RS_STANCE_ACCUSES,
  RS_STANCE_DENIES,
  RS_STANCE_RUMOUR
} RsStance;
typedef enum {
  RS_SPEECH_VERB,
  RS_SPEECH_NOUN,
  RS_SPEECH_ACCORDING,
  RS_SPEECH_MOOD,
  RS_SPEECH_OUTLET
} RsSpeechKind;

typedef struct {
  uint32_t entry, item, stance, kind;
} RsSpeech;

typedef enum {
  RS_LIGHT_ACTOR,
  RS_LIGHT_RECIPIENT,
  RS_LIGHT_NONE
} RsLightRole;
typedef enum {
  RS_VIA_OBJECT,
  RS_VIA_SUBJECT,
  RS_VIA_PREPOSITION
} RsLightVia;

typedef struct {
  uint64_t preposition; /* fold hash, for RS_VIA_PREPOSITION */
  uint32_t entry, item, role, via;
} RsLight;

typedef enum {
  RS_TOPIC_SPORT,
  RS_TOPIC_WEATHER,
  RS_TOPIC_ART,
  RS_TOPIC_ECONOMY,
  RS_TOPIC_ACCIDENT,
  RS_TOPIC_HEALTH,
  RS_TOPIC_DISASTER,
  RS_TOPIC_RELIGION,
  RS_TOPIC_TECHNOLOGY,
  RS_TOPIC_COUNT
} RsTopicKind;

typedef struct {
  uint32_t entry, item, topic, weight;
} RsTopic;

typedef enum {
  RS_TOLL_DEATHS,
  RS_TOLL_INJURED,
  RS_TOLL_DETAINED,
  RS_TOLL_CROWD
} RsTollKind;

typedef struct {
  uint32_t entry, item, kind;
} RsToll;

/* What the 16 types have in common, in groups (type.c). */
enum {
  RS_TYPE_BETWEEN_PARTIES = 1, /* words and diplomacy: somebody political takes part */
  RS_TYPE_SPEECH_ACT = 2,      /* its speaker is its actor */
  RS_TYPE_PLACELESS = 4,       /* a place beside it is that of what is spoken of */
  RS_TYPE_FORCE = 8,           /* told without a place, it is where force was told before */
  RS_TYPE_ABOUT = 16,          /* it may speak of another deed */
  RS_TYPE_WILLING = 32,        /* done of free will: what is refused is not done */
  RS_TYPE_MATERIAL = 64, /* of these: more than words; agreed upon, it is not yet done */
  RS_TYPE_COERCIVE = 128 /* arrests, convictions, sanctions: they answer other deeds */
};

typedef struct {
  uint32_t event, mode; /* texts; mode "" for none */
  uint32_t entry;
  uint32_t contexts; /* text: parted by | */
  int32_t quad;
  float score;
  uint32_t groups; /* RS_TYPE_…, of the event */
} RsEventCode;

typedef struct {
  char code[8];
  uint32_t event; /* RsEventCode, or RS_NONE (01x: no event) */
  uint32_t name, entry;
  float goldstein;
} RsCameo;

/* ------------------------------------------------------------- learned weights */

enum {
  RS_WEIGHT_TAGS = 28
};

/* What one feature (morph/feature.h) says for and against each tag. */
typedef struct {
  int8_t weight[RS_WEIGHT_TAGS];
} RsWeightRow;

enum {
  RS_WEIGHT_LABELS = 12
};

/* What one clue (entity/clue.h) says for and against each label of a name. */
typedef struct {
  int8_t weight[RS_WEIGHT_LABELS];
} RsLabelRow;

#endif
