/* Who speaks, and which tokens of his sentence he covers. */
#ifndef RASID_EVENT_SPEAKER_H
#define RASID_EVENT_SPEAKER_H

#include "event/event.h"

typedef struct {
  RsParty party;
  bool known;
  uint8_t stance;       /* RsStance */
  uint32_t from, until; /* the tokens it covers */
  uint32_t first, last; /* the tokens that name him here: `المنظمة` */
  bool account;         /* `بحسب الصحيفة`, not `قالت الصحيفة` */
  bool mood;            /* he only says how he feels about what he speaks of */
} RsSpeaker;

/* The speaker of a word of saying; `last` is who spoke before. False when nobody is named. */
bool rs_speaker_find(
  const RsEventInput *input,
  const RsSpeaker *last,
  const RsFound *found,
  const RsSpeech *speech,
  uint32_t sentence_last,
  RsSpeaker *speaker
);

/* `بوتين: …` at the head of a sentence. */
bool rs_speaker_of_headline(
  const RsEventInput *input, const RsSentence *sentence, RsSpeaker *speaker
);

/* Who may be quoted (quoted.c): the nominal at a token, or NULL. */
const RsNominal *rs_quoted_at(const RsEventInput *input, uint32_t token);

/* Reads a phrase as a party; false when it is none that speaks. */
bool rs_quoted_party(const RsEventInput *input, const RsNominal *nominal, RsParty *party);

/* People, names, texts; what a deed's noun names; anything but pronouns, deeds and towns. */
bool rs_quoted_may_speak(const RsEventInput *input, const RsNominal *nominal);
bool rs_quoted_is_deed(const RsEventInput *input, const RsNominal *nominal);
bool rs_quoted_may_be(const RsEventInput *input, const RsNominal *nominal);

/* Who a phrase makes speak: itself, the author of the text that it names, and for a bare noun the
 * full phrase before it; `last` is who spoke before. */
bool rs_quoted_read(
  const RsEventInput *input, const RsSpeaker *last, const RsNominal *nominal, RsParty *party
);

/* Who wrote the text that a phrase names, or NULL: `بيان للجيش`, `تقرير من المنظمة`, `بيان أصدرته
 * الوزارة`. */
const RsNominal *rs_quoted_author(const RsEventInput *input, const RsNominal *nominal);
/* Whoever is quoted, known or not: `عن حامد الخيال`. */
void rs_quoted_stranger(
  const RsEventInput *input, const RsNominal *nominal, RsParty *party
);
/* For each sentence the one that opened the quotation in which it begins, or RS_NONE. */
void rs_quotations_find(const RsEventInput *input, uint32_t *openers);

#endif
