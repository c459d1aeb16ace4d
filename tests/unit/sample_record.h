/* Two records made by hand, one with every field and one with hardly any, for the tests of
 * writers and store. */
#ifndef RASID_TEST_SAMPLE_RECORD_H
#define RASID_TEST_SAMPLE_RECORD_H

#include "export/export.h"

#include <math.h>

static const RasidSpan sample_mentions[] = {{0, 4}, {30, 33}};
static const char *const sample_mention_texts[] = {"غارة", "قصف"};
static const char *const sample_contexts[] = {"military", "terrorism"};
static const char *const sample_rules[] = {"p.one", "pl.two"};
static const RasidParty sample_actors[] = {
  {{5, 11}, "الجيش، \"الأول\"", "First army", "MLI", "MIL", "MLIMIL", "ro.army"},
  {{12, 20}, "مسلحون\n", "مسلحون\n", NULL, "UAF", NULL, NULL},
};
static const RasidParty sample_recipients[] = {
  {{40, 45}, "\x1b[31mأحمر\u202e", "red", "MLI", NULL, "MLI", NULL},
};
static const RasidPlace sample_place = {
  {21, 28},
  "كيدال",
  "Kidal",
  "MLI",
  "Kidal",
  18.441100,
  1.4078,
  "town",
  "named",
  "pl.kidal",
  NULL,
  0,
};
static const RasidDate sample_date = {
  {50, 53},
  true,
  "أمس",
  "2024-03-04",
  "2024-03-04",
  "day",
};
static const RasidSource sample_source = {{60, 64}, "مصدر", "claims"};

static const RasidEvent sample_events[] = {
  {
    .id = "00000000000000aa",
    .sentence = 3,
    .event = "ASSAULT",
    .mode = "aerial",
    .cameo = "195",
    .quad = 4,
    .goldstein = -10,
    .plover_score = -9.5,
    .contexts = sample_contexts,
    .context_count = 2,
    .mentions = sample_mentions,
    .mention_texts = sample_mention_texts,
    .mention_count = 2,
    .actors = sample_actors,
    .actor_count = 2,
    .recipients = sample_recipients,
    .recipient_count = 1,
    .place = &sample_place,
    .date = &sample_date,
    .deaths = {true, 2, 5},
    .injured = {true, 100, -1},
    .crowd = {true, -1, 300},
    .part_of = "00000000000000bb",
    .about = NULL,
    .status = "occurred",
    .source = &sample_source,
    .rules = sample_rules,
    .rule_count = 2,
    .score = 0.874,
  },
  {
    .id = "00000000000000bb",
    .event = "CONSULT",
    .cameo = "040",
    .quad = 1,
    .goldstein = 1,
    .plover_score = 2.5,
    .mentions = sample_mentions,
    .mention_texts = sample_mention_texts,
    .mention_count = 1,
    .status = "planned",
    .score = 1,
  },
};

#endif
