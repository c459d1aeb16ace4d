/* Whether a verb of force is passive.
 *
 * Unvocalised, `قتل خمسة مدنيين` and `اعتقل ناشط` are active or passive. The verb is passive where
 * nothing is left for its object and what stands behind it is no body that acts, where its doer is
 * told (`اتهم من قبل أربع نساء`, `قتل على أيدي مسلحين`), where it is a place that is hit (`قصفت بلدة
 * دوما`), and where only bodies do such a thing (`اعتقل زمار`).
 * Limits: the verbs of a pattern alone; what the grammar settles is settled in clause/predicate.c.
 */
#include "event/role.h"

enum {
  PERFECT = 1 /* RS_ASPECT_SHIFT */
};

/* An army or a government acts even where no object is told; an embassy or a paper suffers. */
static bool acts(const RsParty *party, bool force) {
  static const char *const sectors[] = {"MIL", "COP", "REB", "PRM", "SPY", "JUD", "UAF"};
  if (party->actor != RS_NONE) return true;
  if (strcmp(party->sector, "GOV") == 0) return !force;
  for (size_t i = 0; i < RS_COUNT_OF(sectors); i++) {
    if (strcmp(party->sector, sectors[i]) == 0) return true;
  }
  return false;
}

/* `اتهم من قبل أربع نساء`, `قتل قيادي في الحركة على أيدي مسلحين`: whether the doer is told in the
 * clause of the verb. */
static bool names_agent(
  const RsEventInput *input, const RsPredicate *predicate, uint32_t flag
) {
  for (uint32_t i = predicate->token + 1; i < predicate->last; i++) {
    bool word = rs_is_upos(input->reading, i, RS_UPOS_ADP) &&
                (rs_lexeme_at(input->reading, i)->flags & flag);
    if (word && rs_has_cue(input, i, RS_CUE_AGENT)) return true;
  }
  return false;
}

/* `كما استهدفت مراكز للحوثيين`, `قصفت بلدة دوما`: a place suffers force, whether the verb is passive or
 * its subject was told before. */
static bool is_place_hit(
  const RsEventInput *input,
  const RsMention *mention,
  const RsNominal *subject,
  const RsParty *party
) {
  uint32_t flags = rs_lexeme_at(input->reading, subject->first)->flags;
  bool place = (flags & RS_LEXEME_PLACE) && !(flags & RS_LEXEME_RATIONAL) &&
               input->input->entities->names.at[subject->first] == RS_NONE;
  return place && party->thing && !party->institution &&
         subject->first > mention->trigger &&
         strcmp(rs_mention_event(input->knowledge, mention), "ASSAULT") == 0;
}

/* `وعد كاميرون بإجراء استفتاء`, `رفض الوزير أن يستقيل`, `اعترض النواب على القرار`: what somebody
 * promises, refuses or asks for stands behind ب, أن or على. Not so whom one urges (`حث الوزراء على`)
 * or accuses (`اتهم الوزير بالفساد`). */
static bool has_content(
  const RsEventInput *input, const RsMention *mention, const RsNominal *subject
) {
  static const char *const types[] = {"REQUEST", "AGREE", "REJECT", "THREATEN", "CONCEDE"};
  const char *event = rs_mention_event(input->knowledge, mention);
  bool says = false;
  for (size_t i = 0; i < RS_COUNT_OF(types); i++)
    says |= strcmp(event, types[i]) == 0;
  if (!says || subject->first < mention->trigger) return false;
  uint32_t behind = subject->last;
  bool that = rs_is_upos(input->reading, behind, RS_UPOS_SCONJ) ||
              rs_is_upos(input->reading, behind, RS_UPOS_PART) ||
              rs_is_upos(input->reading, behind, RS_UPOS_ADP);
  if (that && (rs_lexeme_at(input->reading, behind)->flags & RS_LEXEME_THAT)) return true;
  bool upon = strcmp(event, "REJECT") == 0 || strcmp(event, "CONCEDE") == 0;
  const RsNominal *content =
    rs_nominal_of(input, behind + rs_is_upos(input->reading, behind, RS_UPOS_ADP));
  if (!content || content->first > behind + 1 || content->last <= behind) return false;
  const RsAnalysis *first = rs_chosen(input->reading, content->first);
  uint32_t name = subject->name;
  bool person =
    name != RS_NONE && input->input->entities->names.names[name].kind == RS_NAME_PERSON;
  if (content->preposition_flags & RS_LEXEME_UPON) return upon || person;
  return first && first->proclitic_count &&
         (content->preposition_flags & RS_LEXEME_LOCATIVE);
}

/* `استنكر الأمين العام، أمس، بشدة الهجوم`: who judges stands behind the verb, though its object may
 * be far; whom one praises or blames is told in the active. Not so `اتهم الوزير بالفساد`, and who is
 * called something (`وصف الرئيس بالمتهور`, `يعتبر الوزير من المتشددين`) does not call. */
static bool is_judgement(
  const RsEventInput *input, const RsMention *mention, const RsNominal *subject
) {
  if (rs_lexeme_at(input->reading, subject->last)->flags & RS_LEXEME_PARTITIVE)
    return false;
  const RsAnalysis *next = rs_chosen(input->reading, subject->last);
  bool joined = rs_has_conjunction(input->reading, subject->last);
  if (next && next->proclitic_count && !joined) return false;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const RsEventCode *code = RS_GET(input->knowledge, events, pattern->event);
  return strcmp(rs_text_at(input->knowledge, code->event), "SUPPORT") == 0 ||
         strcmp(rs_text_at(input->knowledge, code->mode), "disapprove") == 0;
}

/* `اتهمت دمشق باستخدام غازات`, `هجوم اتهمت دمشق بتنفيذه`: the charge right behind a state or body that
 * is charged with it; the accuser's own object is told before the charge. */
static bool is_charged(
  const RsEventInput *input, const RsMention *mention, const RsNominal *subject
) {
  const RsReading *reading = input->reading;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const RsEventCode *code = RS_GET(input->knowledge, events, pattern->event);
  if (strcmp(rs_text_at(input->knowledge, code->event), "ACCUSE") != 0) return false;
  if (strcmp(rs_text_at(input->knowledge, code->mode), "allege") != 0) return false;
  uint32_t next = subject->last;
  if (subject->first != mention->trigger + 1 || next >= reading->tokens->token_count)
    return false;
  const RsAnalysis *charge = rs_chosen(reading, next);
  return charge && charge->proclitic_count == 1 &&
         charge->derivation == RS_DERIVED_MASDAR &&
         reading->text->letters[reading->tokens->tokens[next].start] == RS_LETTER_BEH;
}

/* `قتل خمسة مدنيين`, `اعتقل ناشط`: unvocalised passives. The verb allows either voice, what
 * stands behind it is no army or government, and nothing is left for its object. */
void rs_mention_settle_voice(const RsEventInput *input, RsMention *mention) {
  if (mention->predicate == RS_NONE) return;
  const RsPredicate *predicate = &input->clauses->predicates[mention->predicate];
  if (predicate->token != mention->trigger || mention->passive) return;
  const RsAnalysis *verb = rs_chosen(input->reading, predicate->token);
  if (rs_feature(verb->features, RS_VOICE_SHIFT) != 3) return;
  /* `على أيدي` is only said of a passive, but for words (`حذرت فرنسا من قتلهم على أيدي الجيش`);
   * `من قبل` may be "before". */
  mention->passive = !rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT) &&
                     names_agent(input, predicate, RS_LEXEME_UPON);
  if (mention->passive || predicate->object_suffix || rs_object_of(input, mention->predicate) != RS_NONE)
    return;
  const RsLexeme *lexeme = rs_morph_lexeme(input->knowledge, verb);
  if (!(lexeme->flags & RS_LEXEME_TRANSITIVE)) return;
  if (names_agent(
        input, predicate, RS_LEXEME_PARTITIVE
      )) { /* `الذي اتهم من قبل أربع نساء` */
    mention->passive = true;
    return;
  }
  if (predicate->subject == RS_NONE) {
    /* `وقتل في الانفجار الذي …`: in the active it would have an object. */
    mention->passive = rs_feature(verb->features, RS_ASPECT_SHIFT) == PERFECT &&
                       predicate->antecedent == RS_NONE &&
                       rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE);
    return;
  }
  const RsNominal *subject = &input->clauses->nominals[predicate->subject];
  /* `فجر انتحاري نفسه`, `المسلح الذي فجر نفسه` */
  uint32_t object =
    subject->first > predicate->token ? subject->last : predicate->token + 1;
  if (rs_lexeme_at(input->reading, object)->flags & RS_LEXEME_SELF) return;
  if (rs_nominal_end(input, mention, subject) < subject->last) return;
  if (has_content(input, mention, subject)) return;
  if (is_charged(input, mention, subject)) {
    mention->passive = true;
    return;
  }
  RsParty party;
  rs_party_read(input->input, subject->first, subject->last, subject->start_letter, &party);
  bool force = strcmp(rs_mention_event(input->knowledge, mention), "ASSAULT") == 0;
  /* `اعتقل زمار`: bodies arrest. */
  RsSide victim = {.input = input, .mention = mention};
  if (subject->first > predicate->token && !party.institution && rs_hits_person(&victim)) {
    mention->passive = true;
    return;
  }
  /* `انتقد الوزير، الذي …، العقوبات`: the object may stand behind the relative clause. */
  if ((rs_lexeme_at(input->reading, predicate->last)->flags & RS_LEXEME_RELATIVE) &&
      rs_is_punct(input->reading, predicate->last - 1, ','))
    return;
  /* `انتقد الرئيس من قال إنه …`: the object is a clause. */
  uint32_t who = subject->first > predicate->token
                   ? rs_lexeme_at(input->reading, subject->last)->flags
                   : 0;
  if ((who & (RS_LEXEME_PARTITIVE | RS_LEXEME_RELATIVE)) && rs_is_upos(input->reading, subject->last + 1, RS_UPOS_VERB))
    return;
  bool counted = subject->number != RS_NONE;
  /* `قتل 31 من أفراد الجيش`: an army acts, its men are counted. */
  bool members =
    counted || rs_lexeme_at(input->reading, subject->first)->flags & RS_LEXEME_QUANTITY;
  bool body = party.institution && !members && acts(&party, force);
  if (is_place_hit(input, mention, subject, &party)) {
    mention->passive = true;
    return;
  }
  if (party.state || party.thing || body) return;
  bool behind = subject->first > predicate->token;
  if (behind && is_judgement(input, mention, subject)) return;
  behind |= rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE);
  if (!counted && !(behind && (party.person || party.political))) return;
  mention->passive = true;
}

/* `وقصفت مناطق`, `كما قصفت مناطق`: the verb goes on with a subject told before. */
bool rs_hits_on(
  const RsEventInput *input, const RsMention *mention, const RsPredicate *own
) {
  if (!own || own->passive || !mention->passive || mention->actor_count) return false;
  if (own->token != mention->trigger || own->subject == RS_NONE) return false;
  const RsNominal *subject = &input->clauses->nominals[own->subject];
  RsParty party;
  rs_party_read(input->input, subject->first, subject->last, subject->start_letter, &party);
  if (!is_place_hit(input, mention, subject, &party)) return false;
  return rs_has_conjunction(input->reading, own->token) ||
         (own->token && rs_is_upos(input->reading, own->token - 1, RS_UPOS_PART));
}
