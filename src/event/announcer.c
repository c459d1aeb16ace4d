/* Who announces a deed and has done it.
 *
 * `أعلنت الشرطة اعتقال رجل`, `أعلنت لندن طرد السفير`: who tells of a deed by its masdar has done it, if
 * it is one that he can do: armed bodies tell of force, offices of what offices do. A spokesman speaks
 * for his body (`أعلن المتحدث باسم الجيش`), an official of the police of its arrests. The dead of one's own
 * camp, and civilians, are not one's own deed.
 */
#include "event/role.h"

static bool is_sector(const RsParty *party, const char *const *sectors, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(party->sector, sectors[i]) == 0) return true;
  }
  return false;
}

/* Who uses force, or holds an office of which deeds are told. */
static bool may_announce(const RsSide *side, const RsParty *speaker) {
  static const char *const armed[] = {"MIL", "COP", "REB", "PRM", "SPY"};
  static const char *const offices[] = {"GOV", "JUD", "LEG", "PTY"};
  const RasidKnowledge *knowledge = side->input->knowledge;
  bool assault = strcmp(rs_mention_event(knowledge, side->mention), "ASSAULT") == 0;
  if (speaker->state) return true;
  /* `أعلن مصدر أمني`, `أعلن الوزير`: an armed body's man tells of what others did. */
  bool body = speaker->institution && !speaker->person;
  if (body && is_sector(speaker, armed, RS_COUNT_OF(armed))) return true;
  if (assault) return false;
  bool arrest = rs_mention_is(knowledge, side->mention, RS_TYPE_FORCE);
  if (arrest && !body) return false;
  return is_sector(speaker, offices, RS_COUNT_OF(offices));
}

/* The dead of one's own camp, and civilians, are not one's own deed. */
static bool tells_of_losses(const RsSide *side, const RsParty *speaker) {
  const RsMention *mention = side->mention;
  const char *event = rs_mention_event(side->input->knowledge, mention);
  if (strcmp(event, "ASSAULT") != 0) return false;
  if (!rs_finding_at(side->input, mention->trigger, RS_ITEM_TOLL)) return false;
  if (!mention->recipient_count) return true;
  const RsParty *victim = &mention->recipients[0];
  if (!victim->sector[0] || strcmp(victim->sector, "CVL") == 0) return true;
  return strcmp(victim->sector, speaker->sector) == 0 &&
         (!victim->country[0] || strcmp(victim->country, speaker->country) == 0);
}

/* `أعلن مسؤول في الشرطة اعتقال المشتبه به`: arrests are his body's, whoever of it tells. */
static bool add_body_of_official(const RsSide *side, const RsNominal *subject) {
  const RsEventInput *input = side->input;
  if (strcmp(rs_mention_event(input->knowledge, side->mention), "COERCE") != 0)
    return false;
  for (uint32_t i = subject->first + 1; i + 1 < subject->last; i++) {
    bool in = rs_is_upos(input->reading, i, RS_UPOS_ADP) &&
              (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_LOCATIVE);
    if (!in || !rs_is_body_word(input->input, i + 1)) continue;
    uint32_t start = input->reading->tokens->tokens[i + 1].start;
    RsParty body;
    rs_party_read(input->input, i + 1, subject->last, start, &body);
    return strcmp(body.sector, "COP") == 0 &&
           rs_side_add_span(side, i + 1, subject->last, start);
  }
  return false;
}

/* `أعلن المتحدث باسم الجيش القضاء على مسلحين`: whoever speaks in the name of a body tells what it did. */
static bool add_body_of_spokesman(const RsSide *side, const RsNominal *subject) {
  const RsEventInput *input = side->input;
  for (uint32_t i = subject->first + 1; i + 1 < subject->last; i++) {
    if (!rs_has_cue(input, i, RS_CUE_SPOKESMAN)) continue;
    uint32_t start = input->reading->tokens->tokens[i + 1].start;
    RsParty body;
    rs_party_read(input->input, i + 1, subject->last, start, &body);
    return may_announce(side, &body) && !tells_of_losses(side, &body) &&
           rs_side_add_span(side, i + 1, subject->last, start);
  }
  return false;
}

/* `انتقد الكرملين الضربة وأعلن تعليق الاتفاق`: the announcer is told before. */
static bool add_dropped_announcer(const RsSide *side, const RsPredicate *above) {
  RsMention trial = *side->mention;
  trial.actor_count = 0;
  RsSide actors = {side->input, &trial, trial.actors, &trial.actor_count, true};
  if (!rs_side_add_dropped(&actors, above)) return false;
  const RsParty *speaker = &trial.actors[0];
  return may_announce(side, speaker) && !tells_of_losses(side, speaker) &&
         rs_side_add_party(side, speaker);
}

/* The verb that announces the deed of a masdar, or NULL. */
static const RsPredicate *announcing_verb(const RsSide *side, const RsNominal *deed) {
  const RsEventInput *input = side->input;
  const RsMention *mention = side->mention;
  const RsAnalysis *first = deed ? rs_chosen(input->reading, deed->first) : NULL;
  if (!first || rs_masdar_verb(input, deed->first) == RS_NONE) return NULL;
  /* `أعلنت الإفراج عن سجناء`; `أكدت الهجوم` tells of somebody else's. */
  if (first->article && !rs_is_upos(input->reading, deed->first + 1, RS_UPOS_ADP))
    return NULL;
  if (deed->governor == RS_NONE || mention->status == RS_STATUS_ATTEMPTED) return NULL;
  if (mention->trigger > deed->first + 1 || rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT))
    return NULL;
  const RsPredicate *above = &input->clauses->predicates[deed->governor];
  const RsItem *item = rs_finding_at(input, above->token, RS_ITEM_SPEECH);
  if (!item || above->passive) return NULL;
  /* `وصفت روسيا تقارير الهجوم بأنها كاذبة` announces no attack */
  const RsSpeech *speech = RS_GET(input->knowledge, speeches, item->index);
  bool reports = speech->stance == RS_STANCE_REPORTS && speech->kind != RS_SPEECH_MOOD;
  return reports ? above : NULL;
}

/* `أعلنت اعتقال رجل`, `كشفت عن اعتقال رجل`, but `أعربت فرنسا عن قلقها إزاء اعتقال صحفي` announces her
 * concern. */
static bool is_announced(
  const RsEventInput *input, const RsNominal *subject, const RsNominal *deed
) {
  const RsAnalysis *first = rs_chosen(input->reading, deed->first);
  bool about = (deed->preposition_flags & RS_LEXEME_ABOUT) ||
               (deed == subject + 1 && first->proclitic_count &&
                (deed->preposition_flags & RS_LEXEME_LOCATIVE));
  if (deed->relation != RS_RELATION_OBJECT && !about) return false;
  for (const RsNominal *other = subject + 1; other < deed; other++) {
    if (about && (other->preposition_flags & RS_LEXEME_ABOUT)) return false;
  }
  return true;
}

bool rs_side_add_announcer(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsNominal *deed = rs_nominal_of(input, side->mention->trigger);
  const RsPredicate *above = announcing_verb(side, deed);
  if (!above) return false;
  if (above->subject == RS_NONE)
    return deed->relation == RS_RELATION_OBJECT && add_dropped_announcer(side, above);
  const RsNominal *subject = &input->clauses->nominals[above->subject];
  if (!is_announced(input, subject, deed)) return false;
  RsParty speaker;
  rs_party_read(
    input->input, subject->first, subject->last, subject->start_letter, &speaker
  );
  if (speaker.person && (add_body_of_spokesman(side, subject) || add_body_of_official(side, subject)))
    return true;
  return may_announce(side, &speaker) && !tells_of_losses(side, &speaker) &&
         rs_side_add_nominal(side, above->subject);
}
