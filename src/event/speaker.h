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

#endif
