/* How alike two mentions are in who, where, when and how many. */
#ifndef RASID_MERGE_LIKENESS_H
#define RASID_MERGE_LIKENESS_H

#include "merge/merge.h"

/* How alike deed and mention are: of each, 1 the same, -1 different, 0 cannot be told. */
typedef struct {
  int actors, recipients, places, dates, deaths, injured, detained;
  bool two_speakers; /* named men who both speak */
  bool same_person;  /* a man by his name is the recipient of both */
  bool other_names;  /* both have recipients, and no word of their names is the same */
} RsLikeness;

/* `زار الوزير باريس … لقاء الرئيس الفرنسي بالوزير`: whoever is named first, both have met. */
bool rs_mention_is_meeting(const RasidKnowledge *knowledge, const RsMention *mention);

RsLikeness rs_mentions_compare(
  const RsEventInput *input, const RsMention *deed, const RsMention *mention
);

/* `هاجم مسلحون الشرطة … أطلقت الشرطة النار على المسلحين`: who did one suffered the other. */
bool rs_mention_goes_other_way(
  const RsReading *reading, const RsMention *deed, const RsMention *mention
);

#endif
