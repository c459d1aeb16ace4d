/* What the disambiguator looks at: features of a reading and of the place where it stands.
 *
 * A feature is a template with up to two values; its key names a row of weights in the
 * knowledge file (RsWeightRow), one weight for each tag that a reading may have. The coder and
 * the trainer (tools/train) see the same keys because both get them here. */
#ifndef RASID_MORPH_FEATURE_H
#define RASID_MORPH_FEATURE_H

#include "morph/morph.h"

/* The tag of a reading: its part of speech and what the words around it can tell apart. */
typedef enum {
  RS_TAG_ADJ,
  RS_TAG_ADJ_DEFINITE,
  RS_TAG_ADP,
  RS_TAG_ADP_PRONOUN,
  RS_TAG_ADV,
  RS_TAG_AUX,
  RS_TAG_CCONJ,
  RS_TAG_DET,
  RS_TAG_INTJ,
  RS_TAG_NOUN,
  RS_TAG_NOUN_DEFINITE,
  RS_TAG_NOUN_PRONOUN,
  RS_TAG_NUM,
  RS_TAG_NUM_DEFINITE,
  RS_TAG_PART,
  RS_TAG_PRON,
  RS_TAG_PROPN,
  RS_TAG_PROPN_DEFINITE,
  RS_TAG_SCONJ,
  RS_TAG_PERFECT,
  RS_TAG_IMPERFECT,
  RS_TAG_PASSIVE,
  RS_TAG_IMPERATIVE,
  RS_TAG_X,
  RS_TAG_COUNT,
  /* of what is no word, only ever looked back or ahead to: */
  RS_TAG_EDGE = RS_TAG_COUNT,
  RS_TAG_PAUSE,
  RS_TAG_DIGITS,
  RS_TAG_LATIN,
  RS_TAG_MARK,
  RS_TAG_ALL
} RsTag;

/* How a value is written in the weights file. */
typedef enum {
  RS_VALUE_NONE,
  RS_VALUE_TAG,   /* NOUN+al */
  RS_VALUE_WORD,  /* exact letters: hash of them */
  RS_VALUE_LEMMA, /* folded letters: fold hash */
  RS_VALUE_PIECE, /* up to seven letters, packed; `-` is none */
  RS_VALUE_NUMBER
} RsValueKind;

typedef enum {
  /* of the reading alone */
  RS_FEATURE_WORD,
  RS_FEATURE_LEMMA,
  RS_FEATURE_ORIGIN,
  RS_FEATURE_NOMINAL,
  RS_FEATURE_FINITE,
  RS_FEATURE_CLITICS,
  RS_FEATURE_LENGTH,
  RS_FEATURE_COST,
  RS_FEATURE_ENDING,
  RS_FEATURE_BEGINNING,
  RS_FEATURE_FLAG,
  RS_FEATURE_NAME,
  /* of the place */
  RS_FEATURE_AFTER_LEMMA,
  RS_FEATURE_AFTER_LEMMA2,
  RS_FEATURE_NEXT,
  RS_FEATURE_NEXT_WORD,
  RS_FEATURE_BETWEEN,
  RS_FEATURE_CLAUSE,
  RS_FEATURE_WORD_BEFORE,
  RS_FEATURE_WORD_NEXT,
  /* of both */
  RS_FEATURE_LINK,
  RS_FEATURE_AGREEMENT,
  /* of no weight: the word has a `word_before` or `word_next` */
  RS_FEATURE_BESIDE,
  RS_FEATURE_TEMPLATES
} RsFeatureTemplate;

typedef struct {
  const char *name;
  uint8_t values[2]; /* RsValueKind */
} RsFeatureKind;
extern const RsFeatureKind rs_feature_kinds[RS_FEATURE_TEMPLATES];

typedef struct {
  uint64_t values[2];
  RsFeatureTemplate template;
} RsFeature;

enum {
  RS_FEATURES_MAX = 48
};
typedef struct {
  RsFeature items[RS_FEATURES_MAX];
  unsigned count;
} RsFeatures;

/* The key of a feature's row of weights, never 0. */
static inline uint32_t rs_feature_key(const RsFeature *feature) {
  uint64_t hash = feature->values[0] * 0x9e3779b97f4a7c15u +
                  feature->values[1] * 0xc2b2ae3d27d4eb4fu +
                  (feature->template + 1) * 0x8ebc6af09c88c6e3u;
  uint32_t key = (uint32_t)((hash ^ hash >> 32) * 0xff51afd7ed558ccdu >> 32);
  return key ? key : 1;
}
/* "NOUN+al"; "" when out of range. */
const char *rs_tag_name(unsigned tag);
/* The letters of a piece, at most seven, in one value. */
uint64_t rs_feature_piece(const uint8_t *letters, size_t count);

/* The tag of a reading of the word `letters` when it is used as this part of speech. */
RsTag rs_reading_tag(const RsAnalysis *reading, uint8_t upos, const uint8_t *letters);
/* Parts of speech that a reading of this one may be used as, as bits; its own is among them. */
uint32_t rs_upos_uses(uint8_t upos);
/* Fold hash of the reading's lemma. `letters` is the written word. */
uint64_t rs_reading_lemma(
  const RasidKnowledge *knowledge, const RsAnalysis *reading, const uint8_t *letters
);

/* What stands to the left, the nearest first. */
typedef struct {
  uint8_t tags[2];
  const RsChoice *choices[2]; /* NULL for what is no word */
  const RsAnalysis *before;   /* NULL unless a word stands directly before */
  bool has_verb;              /* in this clause */
} RsHistory;

RsHistory rs_history_begin(void);
/* Goes on past a token that is no word. */
void rs_history_pass(RsHistory *history, const RsToken *token);
void rs_history_add(RsHistory *history, const RsAnalysis *reading, const RsChoice *choice);

void rs_features_of_reading(
  RsFeatures *out,
  const RasidKnowledge *knowledge,
  const RsWordType *type,
  unsigned analysis,
  const uint8_t *letters,
  uint64_t lemma
);
/* Those of a place that only tags tell. */
void rs_features_of_tags(RsFeatures *out, bool has_verb, uint8_t before, uint8_t next);
/* The tag of a token that is to be read, RS_TAG_EDGE from `last` on. */
RsTag rs_tag_ahead(
  const RsTokens *tokens, const RsMorph *morphs, uint32_t at, uint32_t last
);
/* All of them; weight.h finds their weights without asking for each. */
void rs_features_of_place(
  RsFeatures *out,
  const RsHistory *history,
  const RsTokens *tokens,
  const RsMorph *morphs,
  uint32_t token,
  uint32_t last
);
/* The letters of a reading's proclitics, each its first. */
uint64_t rs_front_of(const RasidKnowledge *knowledge, const RsAnalysis *reading);
enum {
  RS_AGREEMENTS = 512
};
/* How the reading goes with the noun before it, below RS_AGREEMENTS; 0 for not at all. */
unsigned rs_agreement_of(
  const RasidKnowledge *knowledge, const RsHistory *history, const RsAnalysis *reading
);
void rs_features_of_both(
  RsFeatures *out,
  const RasidKnowledge *knowledge,
  const RsHistory *history,
  const RsAnalysis *reading
);

#endif
