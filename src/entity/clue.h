/* What the tagger of names looks at: clues of a word, wherever it stands from the token that is
 * labelled, and clues of the token's place.
 *
 * A clue is a feature with up to two values, as in morph/feature.h; its key names a row of
 * weights in the knowledge file (RsLabelRow), one weight for each label. The coder and the
 * trainer (tools/train) see the same keys because both get them here. */
#ifndef RASID_ENTITY_CLUE_H
#define RASID_ENTITY_CLUE_H

#include "entity/entity.h"
#include "morph/feature.h"

/* Labels of tokens: outside, first of a name, further one of it. */
typedef enum {
  RS_LABEL_OUTSIDE,
  RS_LABEL_PERSON,
  RS_LABEL_PERSON_IN,
  RS_LABEL_PLACE,
  RS_LABEL_PLACE_IN,
  RS_LABEL_ORGANISATION,
  RS_LABEL_ORGANISATION_IN,
  RS_LABEL_OTHER,
  RS_LABEL_OTHER_IN,
  RS_LABEL_COUNT,
  RS_LABEL_EDGE = RS_LABEL_COUNT, /* before the first token */
  RS_LABEL_ALL
} RsLabel;
/* "B-PER"; "" when out of range. */
const char *rs_label_name(unsigned label);

/* Where a word stands, seen from the token that is labelled. */
typedef enum {
  RS_PLACE_HERE,
  RS_PLACE_BEFORE,
  RS_PLACE_BEFORE2,
  RS_PLACE_BEHIND,
  RS_PLACE_BEHIND2,
  RS_PLACES
} RsPlaceSeen;

typedef enum {
  /* of a word; second value: RsPlaceSeen */
  RS_CLUE_WORD,
  RS_CLUE_LEMMA,
  RS_CLUE_TAG,
  RS_CLUE_SORT,
  RS_CLUE_FLAG,
  RS_CLUE_NAME,
  RS_CLUE_ROLE,
  RS_CLUE_SPEECH,
  RS_CLUE_MARK,
  RS_CLUE_ENDING,
  RS_CLUE_BEGINNING,
  RS_CLUE_CLITICS,
  RS_CLUE_LENGTH,
  RS_CLUE_INSIDE,
  /* of the place */
  RS_CLUE_AFTER_LABEL, /* the label before and the word's sort */
  RS_CLUE_ENTRY,
  RS_CLUE_WORDS_BEFORE,
  RS_CLUE_WORDS_BEHIND,
  RS_CLUE_TAGS_BEFORE,
  RS_CLUE_TAGS_BEHIND,
  RS_CLUE_TAGS_AROUND,
  RS_CLUE_SORTS_BEFORE,
  RS_CLUE_SORTS_BEHIND,
  RS_CLUE_DATED,
  RS_CLUE_QUOTED,
  RS_CLUE_TEMPLATES
} RsClueTemplate;
extern const RsFeatureKind rs_clue_kinds[RS_CLUE_TEMPLATES];

/* What the neighbours of a word see of it. */
typedef struct {
  uint64_t lemma; /* fold hash; 0 for what is no word */
  uint8_t tag;    /* RsTag */
  uint8_t sort;   /* below RS_SORTS */
} RsClueWord;
void rs_clue_word_read(RsClueWord *word, const RsReading *reading, uint32_t token);

enum {
  RS_SORTS = 16
};

/* A text laid out for the tagger. */
typedef struct {
  const RsReading *reading;
  const RsDates *dates;
  RsClueWord *words; /* [token_count] */
  uint32_t *entries; /* [token_count]: dictionary names that cover it, four bits a kind */
  uint8_t *quoted;   /* [token_count]: between quotation marks */
} RsScene;
/* Lays out all but `words`, which the caller fills in. */
bool rs_scene_read(
  RsScene *scene,
  RsArena *arena,
  const RsReading *reading,
  const RsMatches *matches,
  const RsDates *dates
);
/* How many tokens a place is behind the one that is labelled. */
extern const int8_t rs_place_steps[RS_PLACES];
/* A number that equals another token's when their words have the same clues. */
uint64_t rs_scene_word(const RsScene *scene, uint32_t token);
void rs_clues_of_word(
  RsFeatures *out, const RsScene *scene, uint32_t token, RsPlaceSeen place
);
/* `first` and `last` bound the sentence. RS_CLUE_AFTER_LABEL is not among them. */
void rs_clues_of_place(
  RsFeatures *out, const RsScene *scene, uint32_t token, uint32_t first, uint32_t last
);

#endif
