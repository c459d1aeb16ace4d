/* Who cannot have done or suffered a deed.
 *
 * A subject taken over from before, or a phrase that stands where doers stand, may be somebody who
 * only tells of the deed, bears no arms or sits in no court: the deed is then nobody's.
 * Limits: by sector and body alone.
 */
#include "event/role.h"

/* `أفادت مصادر أمنية`, `ذكر التقرير`: who or what only tells. */
static bool is_teller(const RsEventInput *input, const RsParty *party) {
  return rs_is_upos(input->reading, party->first, RS_UPOS_NOUN) &&
         rs_finding_at(input, party->first, RS_ITEM_SPEECH) != NULL;
}

/* `أخفق مجلس الأمن في وقف القتال`: councils, courts and papers bear no arms, and who else bears none
 * has not attacked as a subject taken over from before (`فرضت النقابة حظرا … وشنت هجوما`). Who only
 * tells of arrests and attacks made none of them. */
static void drop_bystander(const RsEventInput *input, RsMention *mention) {
  static const char *const unarmed[] = {
    "JRN", "JUD", "LEG", "SOC", "MED", "EDU", "BUS", "LAB"};
  enum {
    NEVER_ARMED = 2
  };
  if (!mention->actor_count || !rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE))
    return;
  const RsParty *actor = &mention->actors[0];
  const char *event = rs_mention_event(input->knowledge, mention);
  bool assault = strcmp(event, "ASSAULT") == 0;
  bool private_body = strcmp(actor->country, "NGO") == 0;
  bool is_body = is_teller(input, actor) || (private_body && strcmp(event, "COERCE") == 0);
  is_body |=
    assault && !*actor->sector && (private_body || strcmp(actor->country, "IGO") == 0);
  size_t count = mention->actor_inherited ? RS_COUNT_OF(unarmed) : NEVER_ARMED;
  for (size_t i = 0; i < count && assault; i++)
    is_body |= strcmp(actor->sector, unarmed[i]) == 0;
  if (is_body) mention->actor_count = 0;
}

/* `حكم على المحامي، وحكم على صديقه`: courts sentence and states, no citizens. */
static void drop_convict(const RsEventInput *input, RsMention *mention) {
  static const char *const citizens[] = {
    "CVL", "PRE", "JRN", "SOC", "REF", "LAB", "BUS", "EDU", "MED", "ELI"};
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const char *mode =
    rs_text_at(input->knowledge, RS_GET(input->knowledge, events, pattern->event)->mode);
  if (!mention->actor_count || strcmp(mode, "convict") != 0) return;
  const RsParty *actor = &mention->actors[0];
  bool citizen = actor->human && !actor->institution && !actor->sector[0];
  for (size_t i = 0; i < RS_COUNT_OF(citizens); i++)
    citizen |= strcmp(actor->sector, citizens[i]) == 0;
  if (citizen) mention->actor_count = 0;
}

/* `غارة على كابل`, `سيطروا على صنعاء`: force hits the city, not the government that it stands for. */
void rs_mention_drop_city(const RsEventInput *input, RsMention *mention) {
  const RsNames *names = &input->input->entities->names;
  const char *event = rs_mention_event(input->knowledge, mention);
  if (strcmp(event, "ASSAULT") != 0 && strcmp(event, "COERCE") != 0) return;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < mention->recipient_count; i++) {
    const RsParty *party = &mention->recipients[i];
    uint32_t name = names->at[party->first];
    bool city =
      party->state && name != RS_NONE && names->names[name].kind == RS_NAME_CAPITAL;
    if (!city) mention->recipients[kept++] = *party;
  }
  mention->recipient_count = kept;
}

void rs_mention_drop_bystanders(const RsEventInput *input, RsMention *mention) {
  drop_bystander(input, mention);
  drop_convict(input, mention);
}
