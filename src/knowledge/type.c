/* What the event types have in common.
 *
 * The codebook tells its 16 types apart (section 2); the rules for parties, places and sources
 * hold for groups of them: a call or a threat is its speaker's own deed, force may be anonymous,
 * the place in `أدانت الهجوم في كيبيك` is not where somebody condemned. Each group stands here
 * once; the compiler notes it with each row of codes/events.tsv.
 */
#include "knowledge/knowledge.h"

#include <string.h>

static const struct {
  const char *event;
  uint32_t groups;
} types[] = {
  {"ACCUSE",
   RS_TYPE_BETWEEN_PARTIES | RS_TYPE_SPEECH_ACT | RS_TYPE_PLACELESS | RS_TYPE_ABOUT},
  {"AGREE",
   RS_TYPE_BETWEEN_PARTIES | RS_TYPE_SPEECH_ACT | RS_TYPE_PLACELESS | RS_TYPE_WILLING},
  {"AID", RS_TYPE_BETWEEN_PARTIES | RS_TYPE_WILLING | RS_TYPE_MATERIAL},
  {"ASSAULT", RS_TYPE_FORCE},
  {"COERCE", RS_TYPE_FORCE | RS_TYPE_COERCIVE},
  {"CONCEDE", RS_TYPE_SPEECH_ACT | RS_TYPE_WILLING},
  {"CONSULT", RS_TYPE_BETWEEN_PARTIES | RS_TYPE_WILLING},
  {"COOPERATE",
   RS_TYPE_BETWEEN_PARTIES | RS_TYPE_PLACELESS | RS_TYPE_WILLING | RS_TYPE_MATERIAL},
  {"PROTEST", RS_TYPE_FORCE},
  {"REJECT",
   RS_TYPE_BETWEEN_PARTIES | RS_TYPE_SPEECH_ACT | RS_TYPE_PLACELESS | RS_TYPE_ABOUT},
  {"REQUEST",
   RS_TYPE_BETWEEN_PARTIES | RS_TYPE_SPEECH_ACT | RS_TYPE_PLACELESS | RS_TYPE_ABOUT},
  {"RETREAT", RS_TYPE_WILLING | RS_TYPE_MATERIAL},
  {"SANCTION", RS_TYPE_PLACELESS | RS_TYPE_COERCIVE},
  {"SUPPORT",
   RS_TYPE_BETWEEN_PARTIES | RS_TYPE_SPEECH_ACT | RS_TYPE_PLACELESS | RS_TYPE_ABOUT |
     RS_TYPE_WILLING},
  {"THREATEN",
   RS_TYPE_BETWEEN_PARTIES | RS_TYPE_SPEECH_ACT | RS_TYPE_PLACELESS | RS_TYPE_ABOUT},
};

uint32_t rs_event_groups(const char *event) {
  for (size_t i = 0; i < RS_COUNT_OF(types); i++) {
    if (strcmp(event, types[i].event) == 0) return types[i].groups;
  }
  return 0;
}
