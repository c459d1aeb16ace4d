/* Parties around a trigger.
 *
 * Who did a deed may stand behind `من قبل`, `على يد` and their like (`قتل على يد مسلحين`), in a
 * nationality beside the noun (`غارة إسرائيلية`), behind a preposition (`اتهم أ ب`, `هجوم على
 * القاعدة`), between a verb and the noun that it lends its subject to (`وجهت النيابة إلى
 * الصحفي تهمة`), or behind ل, which says whose a deed is (`هجوم للجيش`). They are looked for
 * from the trigger on, in so many words, and no further than the next clause begins: a stop, a
 * subordinator, a relative pronoun, a verb behind a comma.
 * Codebook section 3. Limits: prepositional phrases are looked for in a window, not attached by
 * a parser.
 */
#include "event/role.h"

enum {
  ARGUMENT_TOKENS = 16
};

static uint32_t window_end(const RsSide *side) {
  const RsReading *reading = side->input->reading;
  uint32_t sentence_end = reading->tokens->sentences[side->mention->sentence].last;
  uint32_t end = side->mention->last + ARGUMENT_TOKENS;
  return end < sentence_end ? end : sentence_end;
}

/* Ends the search for an argument: a stop, a subordinator, a relative clause. */
static bool barrier(const RsSide *side, uint32_t token) {
  const RsReading *reading = side->input->reading;
  if (rs_is_punct(reading, token, ';') || rs_is_punct(reading, token, '.') || rs_is_punct(reading, token, ':')) {
    return true;
  }
  if (rs_opens_clause(reading, token)) return true;
  bool relative = rs_lexeme_at(reading, token)->flags & RS_LEXEME_RELATIVE;
  if (relative && side->input->input->entities->numbers.at[token] == RS_NONE) return true;
  return rs_is_punct(reading, token, ',') && rs_is_upos(reading, token + 1, RS_UPOS_VERB);
}

/* `تنديد أممي`, `عقوبات أوروبية`: a body of states. Who only meets is none: `مؤتمر دولي`. */
static void take_body(const RsSide *side, RsParty *party) {
  const RsEventInput *input = side->input;
  strcpy(party->country, "IGO");
  party->institution = true;
  party->political =
    strcmp(rs_mention_event(input->knowledge, side->mention), "CONSULT") != 0;
}

static bool is_body(const RsSide *side, uint32_t token) {
  return rs_lexeme_at(side->input->reading, token)->flags & (uint32_t)RS_LEXEME_BODY;
}

/* The state of a nationality that describes a deed or a weapon: its own, not its people's. */
static bool add_state_of(const RsSide *side, uint32_t nisba) {
  RsParty party;
  uint32_t start = side->input->reading->tokens->tokens[nisba].start;
  rs_party_read(side->input->input, nisba, nisba + 1, start, &party);
  if (is_body(side, nisba)) take_body(side, &party);
  party.sector[0] = '\0';
  party.person = false;
  party.collective = false;
  return rs_side_add_party(side, &party);
}

/* `غارات حكومية`: whose force is used, by an office and no land. */
static bool add_office_of(const RsSide *side, uint32_t adjective) {
  const RsEventInput *input = side->input;
  if (strcmp(rs_mention_event(input->knowledge, side->mention), "ASSAULT") != 0)
    return false;
  RsParty party;
  uint32_t start = input->reading->tokens->tokens[adjective].start;
  rs_party_read(input->input, adjective, adjective + 1, start, &party);
  memcpy(party.sector, "MIL", 4);
  party.institution = party.political = true;
  return rs_side_add_party(side, &party);
}

bool rs_side_add_agent(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsFindings *findings = input->findings;
  uint32_t end = window_end(side);
  bool speech = rs_mention_is(input->knowledge, side->mention, RS_TYPE_SPEECH_ACT);
  for (uint32_t i = side->mention->last; i < end && !barrier(side, i); i++) {
    if (speech && rs_event_at(input, i)) continue; /* `تنديد بقصف المستشفى` */
    for (uint32_t k = findings->starts[i]; k < findings->starts[i + 1]; k++) {
      const RsFound *found = &findings->found[k];
      const RsItem *item = RS_GET(input->knowledge, items, found->item);
      if (item->kind != RS_ITEM_CUE) continue;
      if (RS_GET(input->knowledge, cues, item->index)->kind != RS_CUE_AGENT) continue;
      uint32_t at = found->last;
      if (rs_is_punct(input->reading, at, '"')) at++;
      const RsNominal *nominal = rs_nominal_of(input, at);
      if (!nominal) continue;
      if (at == nominal->first) {
        if (rs_side_add_nominal(side, input->clauses->nominal_at[at])) return true;
        continue;
      }
      /* `بضربة جوية روسية`; in `بقنابل مصنعة` what the weapon is like. */
      if (rs_is_upos(input->reading, at, RS_UPOS_ADJ)) {
        while (at < nominal->last && rs_is_upos(input->reading, at, RS_UPOS_ADJ) &&
               rs_nisba_at(input->input, at) == RS_NONE)
          at++;
        if (at < nominal->last && rs_is_upos(input->reading, at, RS_UPOS_ADJ))
          return add_state_of(side, at);
        continue;
      }
      uint32_t start = input->reading->tokens->tokens[at].start;
      if (!rs_side_add_span(side, at, nominal->last, start)) continue;
      rs_side_add_joined(side, input->clauses->nominal_at[at]);
      return true;
    }
  }
  return false;
}

bool rs_hits_person(const RsSide *side) {
  static const char *const modes[] = {"arrest", "abduct", "deport", "targeted"};
  const RasidKnowledge *knowledge = side->input->knowledge;
  const RsPattern *pattern = rs_mention_pattern(knowledge, side->mention);
  const char *mode = rs_text_at(knowledge, RS_GET(knowledge, events, pattern->event)->mode);
  if (rs_finding_at(side->input, side->mention->last - 1, RS_ITEM_TOLL)) return true;
  for (size_t i = 0; i < RS_COUNT_OF(modes); i++) {
    if (strcmp(mode, modes[i]) == 0) return true;
  }
  return false;
}

bool rs_nisba_suffers(const RsSide *side) {
  const RsReading *reading = side->input->reading;
  uint32_t at = side->mention->last;
  const RsAnalysis *trigger = rs_chosen(reading, at - 1), *behind = rs_chosen(reading, at);
  if (!trigger || !behind || trigger->article || behind->article) return false;
  if (trigger->enclitic != RS_NO_CLITIC || behind->proclitic_count) return false;
  bool man = rs_feature(behind->features, RS_NUMBER_SHIFT) == 1 &&
             rs_feature(behind->features, RS_GENDER_SHIFT) == 1 &&
             rs_feature(trigger->features, RS_NUMBER_SHIFT) == 1;
  /* `اعتقال تركي لصحفيين` */
  const RsNominal *object = rs_nominal_of(side->input, at + 1);
  if (object && object->first == at + 1 && (object->preposition_flags & RS_LEXEME_TOWARDS))
    return false;
  return man && rs_nisba_at(side->input->input, at) != RS_NONE && rs_hits_person(side);
}

bool rs_side_add_nisba(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsNominal *nominal = rs_nominal_of(input, side->mention->trigger);
  if (!nominal || rs_nisba_suffers(side)) return false;
  bool found = false;
  uint32_t office = RS_NONE;
  const RsAnalysis *trigger = rs_chosen(input->reading, side->mention->last - 1);
  bool construct = trigger && trigger->upos == RS_UPOS_NOUN && !trigger->article &&
                   trigger->enclitic == RS_NO_CLITIC;
  for (uint32_t i = side->mention->last; i < nominal->last; i++) {
    const RsAnalysis *chosen = rs_chosen(input->reading, i);
    /* `اعتقال الروسية`: no adjective of what has no article. */
    if (construct && chosen && chosen->article && i == side->mention->last) break;
    if (!chosen || chosen->upos == RS_UPOS_NOUN || chosen->upos == RS_UPOS_NUM) break;
    if (rs_is_men(chosen)) break; /* `اعتقال ثلاثة سوريين` */
    if (!is_body(side, i) && rs_nisba_at(input->input, i) == RS_NONE) {
      if (rs_has_cue(input, i, RS_CUE_OFFICIAL)) office = i;
      continue;
    }
    found |= add_state_of(side, i);
  }
  return found || (office != RS_NONE && add_office_of(side, office));
}

/* `لأسر الضحايا`: the word may be one for people as well as a masdar. */
static bool may_be_people(const RsEventInput *input, uint32_t token) {
  const RsWordType *type = input->reading->morphs[token].type;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    uint32_t flags = rs_morph_lexeme(input->knowledge, other)->flags;
    if (other->upos == RS_UPOS_NOUN && other->proclitic_count && (flags & RS_LEXEME_RATIONAL))
      return true;
  }
  return false;
}

/* `لزيارة الرياض`: what something is done for is nobody. */
static bool is_purpose(const RsEventInput *input, const RsNominal *nominal) {
  const RsAnalysis *head = rs_chosen(input->reading, nominal->first);
  if (may_be_people(input, nominal->first)) return false;
  return head && head->proclitic_count && head->derivation == RS_DERIVED_MASDAR &&
         !head->article && (nominal->preposition_flags & RS_LEXEME_TOWARDS);
}

/* `سيطرت الحركة المدعومة من رواندا`: what a definite participle of the phrase before takes, or the masdar
 * of a circumstance (`سيطر الجيش بإسناد جوي من التحالف`). */
static bool belongs_to_epithet(const RsEventInput *input, const RsNominal *nominal) {
  if (nominal == input->clauses->nominals) return false;
  const RsNominal *before = nominal - 1;
  const RsAnalysis *word = rs_chosen(input->reading, before->last - 1);
  bool epithet = word && word->article && word->upos == RS_UPOS_ADJ &&
                 before->last - before->first > 1 &&
                 word->derivation == RS_DERIVED_PASSIVE_PARTICIPLE;
  const RsAnalysis *head = rs_chosen(input->reading, before->first);
  uint32_t words = before->last - before->first;
  bool alone = words == 1 || (words == 2 && word && word->upos == RS_UPOS_ADJ);
  bool circumstance = alone && head && head->derivation == RS_DERIVED_MASDAR &&
                      !head->article && head->proclitic_count &&
                      (before->preposition_flags & RS_LEXEME_LOCATIVE);
  return (epithet || circumstance) && nominal->first - before->last <= 1 &&
         (nominal->preposition_flags & RS_LEXEME_PARTITIVE);
}

/* `انسحب بعد أسابيع من القصف الروسي`, `ردا على هجوم صاروخي إيراني`: a deed is nobody. */
static bool is_deed_of_force(const RsEventInput *input, const RsNominal *nominal) {
  const char *event = rs_event_at(input, nominal->head);
  return event && rs_masdar_verb(input, nominal->head) != RS_NONE &&
         strcmp(event, "ASSAULT") == 0;
}

/* Whether a phrase stands behind what a role is looked for with. */
static bool is_wanted(
  const RsSide *side, const RsNominal *nominal, uint64_t preposition, uint32_t flags
) {
  const RsEventInput *input = side->input;
  bool wanted = preposition ? nominal->preposition == preposition
                            : (nominal->preposition_flags & flags) != 0;
  if (!wanted || is_purpose(input, nominal)) return false;
  if (side->actor) return true;
  if (is_deed_of_force(input, nominal)) return false;
  /* `على أيدي مسلحين` is no target. */
  bool agent = nominal->first && rs_has_cue(input, nominal->first - 1, RS_CUE_AGENT);
  return !agent && !belongs_to_epithet(input, nominal);
}

/* `المباحثات التي أجراها مع نظيره`, `الاجتماع الذي عقد في الرياض بين الوزيرين`, and where the verb is
 * the pattern's, any preposition (`اللقاء الذي جمعه بالوزير`): with whom, told in the relative clause
 * of what two do together. */
static bool add_companion_told(const RsSide *side, uint64_t preposition, uint32_t flags) {
  enum {
    TOGETHER = RS_LEXEME_BETWEEN | RS_LEXEME_COMPANION
  };
  const RsEventInput *input = side->input;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, side->mention);
  const RsPredicate *relative = rs_verb_describing(input, side->mention);
  if (!relative || !(pattern->flags & RS_PATTERN_MUTUAL)) return false;
  bool own = rs_last_word_of(input, side->mention) == relative->token;
  for (uint32_t i = relative->token + 1; i < relative->last; i++) {
    uint32_t index = input->clauses->nominal_at[i];
    if (index == RS_NONE) continue;
    const RsNominal *nominal = &input->clauses->nominals[index];
    bool with = own || nominal->preposition_flags & TOGETHER;
    if (with && is_wanted(side, nominal, preposition, flags) && rs_side_add_nominal(side, index))
      return true;
    i = nominal->last > i ? nominal->last - 1 : i;
  }
  return false;
}

bool rs_side_add_behind(const RsSide *side, uint64_t preposition, uint32_t flags) {
  const RsEventInput *input = side->input;
  uint32_t end = window_end(side);
  for (uint32_t i = side->mention->last; i < end && !barrier(side, i);) {
    uint32_t index = input->clauses->nominal_at[i];
    if (index == RS_NONE) {
      i++;
      continue;
    }
    const RsNominal *nominal = &input->clauses->nominals[index];
    bool wanted =
      nominal->first >= side->mention->last && is_wanted(side, nominal, preposition, flags);
    if (wanted && rs_side_add_nominal(side, index)) return true;
    i = nominal->last > i ? nominal->last : i + 1;
  }
  return add_companion_told(side, preposition, flags);
}

/* `وجهت النيابة إلى الصحفي تهمة`: between the verb and the noun that it lends its subject to. */
bool rs_side_add_between(const RsSide *side, uint64_t preposition) {
  const RsEventInput *input = side->input;
  const RsPredicate *predicate = rs_predicate_of(input, side->mention);
  const RsNominal *deed = rs_nominal_of(input, side->mention->trigger);
  if (!predicate || !deed || deed->preposition || deed->first < predicate->token)
    return false;
  /* `وجهت إليه تهمة`: of the passive the deed is the subject. */
  uint32_t own = (uint32_t)(deed - input->clauses->nominals);
  if (predicate->object != own && predicate->subject != own) return false;
  for (uint32_t i = predicate->token + 1; i < deed->first; i++) {
    uint32_t index = input->clauses->nominal_at[i];
    if (index == RS_NONE) continue;
    const RsNominal *nominal = &input->clauses->nominals[index];
    if (nominal->preposition == preposition && !is_purpose(input, nominal) && rs_side_add_nominal(side, index))
      return true;
    i = nominal->last > i ? nominal->last - 1 : i;
  }
  return false;
}

/* `بين الفصائل من جهة، وقوات النظام من جهة أخرى`: which side the first is on stands between. */
static uint32_t over_side(const RsSide *side, uint32_t token) {
  const RsEventInput *input = side->input;
  const RsNominal *flank = rs_nominal_of(input, token + 1);
  bool between = flank && flank->first == token + 1 && flank->name == RS_NONE &&
                 rs_is_upos(input->reading, token, RS_UPOS_ADP) &&
                 (flank->preposition_flags & RS_LEXEME_PARTITIVE);
  if (!between || flank->last - flank->first > 1) return token;
  uint32_t next = flank->last + rs_is_punct(input->reading, flank->last, ',');
  return rs_has_conjunction(input->reading, next) ? next : token;
}

bool rs_side_add_second(const RsSide *side, const RsParty *first) {
  const RsReading *reading = side->input->reading;
  uint32_t between = over_side(side, first->last);
  bool again = rs_has_conjunction(reading, between) &&
               (rs_lexeme_at(reading, between)->flags & RS_LEXEME_BETWEEN);
  const RsNominal *second = rs_nominal_of(side->input, again ? between + 1 : between);
  bool joined = second && (second->conjoined || between != first->last);
  if (!second || second->first < between || !(again || joined)) return false;
  return rs_side_add_nominal(side, side->input->clauses->nominal_at[second->first]);
}

bool rs_side_add_owner(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsNominal *nominal = rs_nominal_of(input, side->mention->trigger);
  if (!nominal || rs_nominal_is_definite(input, nominal)) return false;
  /* `مسيرات مؤيدة للحكومة`: what the participle takes. */
  const char *act = rs_event_at(input, nominal->last - 1);
  bool takes = act && (strcmp(act, "SUPPORT") == 0 || strcmp(act, "REJECT") == 0 ||
                       strcmp(act, "ACCUSE") == 0);
  if (takes && nominal->last - 1 > side->mention->trigger) return false;
  uint32_t at = nominal->last;
  at += rs_is_upos(input->reading, at, RS_UPOS_DET); /* `هجوم لعدة مجموعات` */
  const RsNominal *owner = rs_nominal_of(input, at);
  if (!owner || owner->first != at || owner->conjoined) return false;
  if (!(owner->preposition_flags & RS_LEXEME_TOWARDS)) return false;
  return rs_side_add_nominal(side, input->clauses->nominal_at[at]);
}
