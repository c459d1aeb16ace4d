/* Doer or victim behind a masdar.
 *
 * The genitive of a masdar may be either: with an object behind it, it is the doer (`قصف القوات
 * الروسية لبلدة بنش`, `لقائه الوزير`). Behind ل stands whose deed it is (`هجوم للجيش`), or whom it hits
 * behind the masdar of a transitive verb (`استهداف للمدنيين`); whose thing it is (`استهداف دبابة
 * للجيش`); what a charge is brought for turns its genitive into the accused (`اتهام طهران بدعم
 * الحوثيين`). Limits: one genitive, one phrase behind it.
 */
#include "event/role.h"

enum {
  ACCUSATIVE = 3 /* RS_CASE_SHIFT */
};

/* `قصف لقوات النظام على الأحياء`: the target stands behind على. */
static bool comes_down(const RsEventInput *input, uint32_t trigger) {
  const RsNominal *deed = rs_nominal_of(input, trigger);
  const RsNominal *owner = deed ? rs_nominal_of(input, deed->last) : NULL;
  if (!owner) return false;
  uint32_t at = owner->last;
  at += rs_is_upos(input->reading, at, RS_UPOS_ADP);
  const RsNominal *target = rs_nominal_of(input, at);
  return target && target->first == at && (target->preposition_flags & RS_LEXEME_UPON);
}

/* `قتلوا في قصف مدفعي للنظام`: shells are somebody's, whom they hit stands elsewhere. */
static bool is_fire(const RsEventInput *input, const RsMention *mention) {
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  const RsAnalysis *kind = rs_chosen(input->reading, mention->trigger + 1);
  bool described = kind && kind->upos == RS_UPOS_ADJ && kind->article == trigger->article;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const char *mode =
    rs_text_at(input->knowledge, RS_GET(input->knowledge, events, pattern->event)->mode);
  return described && (strcmp(mode, "heavy-weapons") == 0 || strcmp(mode, "aerial") == 0);
}

/* `في زيارة للسودان`, unlike `زيارة لوفد`: a land is visited, by whoever arrives. */
static bool visit_land(const RsSide *actors) {
  const RsEventInput *input = actors->input;
  const RsMention *mention = actors->mention;
  const RsNominal *visit = rs_nominal_of(input, mention->trigger);
  bool land = visit && mention->recipient_count && mention->recipients[0].state &&
              mention->recipients[0].first == visit->last;
  if (!land || strcmp(rs_mention_event(input->knowledge, mention), "CONSULT") != 0)
    return false;
  bool arrives = visit->governor != RS_NONE && !mention->actor_count &&
                 (visit->preposition_flags & RS_LEXEME_LOCATIVE);
  if (arrives)
    rs_side_add_nominal(actors, input->clauses->predicates[visit->governor].subject);
  return true;
}

/* `استهدف قصف للجيش قرية`: the subject of a verb whose object is hit. */
static bool hits_object(const RsEventInput *input, uint32_t trigger) {
  const RsNominal *deed = rs_nominal_of(input, trigger);
  return deed && deed->governor != RS_NONE && deed->relation == RS_RELATION_SUBJECT &&
         input->clauses->predicates[deed->governor].object != RS_NONE;
}

/* `هجوم للجيش`, `زيارة لوفد`: behind ل stands whose deed it is, or, behind the masdar of a
 * transitive verb, whom it hits (`استهداف للمدنيين`). */
void rs_sides_fill_owner(const RsSide *actors, const RsSide *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  if (!trigger || trigger->upos != RS_UPOS_NOUN || mention->predicate == mention->trigger)
    return;
  if (rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT)) return;
  uint32_t verb = rs_morph_lexeme(input->knowledge, trigger)->verb;
  bool transitive =
    trigger->derivation == RS_DERIVED_MASDAR &&
    (RS_GET(input->knowledge, lexemes, verb)->flags & RS_LEXEME_TRANSITIVE) &&
    !comes_down(input, mention->trigger) && !is_fire(input, mention) &&
    !hits_object(input, mention->trigger) &&
    strcmp(rs_mention_event(input->knowledge, mention), "MOBILIZE") !=
      0; /* `تعزيزات للجيش` */
  if (visit_land(actors)) return;
  if (transitive && !mention->recipient_count)
    rs_side_add_owner(recipients);
  else if (!transitive && !mention->actor_count)
    rs_side_add_owner(actors);
}

/* `استهداف دبابة للجيش`: an indefinite thing and whose it is. In `اقتحام قوة إسرائيلية لسفينة` the
 * nationality says whose. */
static bool take_possession(
  const RsEventInput *input,
  RsMention *mention,
  const RsNominal *genitive,
  const RsNominal *behind
) {
  const RsAnalysis *last = rs_chosen(input->reading, genitive->last - 1);
  bool definite = !last || last->article || last->enclitic != RS_NO_CLITIC ||
                  input->input->entities->names.at[genitive->last - 1] != RS_NONE;
  RsParty *party = &mention->recipients[0], owner;
  if (definite || party->person || party->human || party->country[0] || !(behind->preposition_flags & RS_LEXEME_TOWARDS))
    return false;
  rs_party_read(input->input, behind->first, behind->last, behind->start_letter, &owner);
  if (!owner.political && !owner.state) return false;
  party->last = owner.last;
  memcpy(party->country, owner.country, sizeof party->country);
  if (owner.sector[0]) memcpy(party->sector, owner.sector, sizeof party->sector);
  return true;
}

/* `مقتل الملا فضل الله زعيم الحركة`, `مقتل الطفل ياسين`: one person by name and office. */
static bool is_apposition(
  const RsEventInput *input, const RsParty *first, const RsNominal *behind
) {
  bool named = rs_is_upos(input->reading, behind->head, RS_UPOS_PROPN);
  if (behind->preposition) return false;
  if (named && first->human) return true;
  if (!first->person) return false;
  RsParty second;
  rs_party_read(input->input, behind->first, behind->last, behind->start_letter, &second);
  return second.person;
}

/* `إسقاط طائرتين مسيرتين أوكرانيتين`: an indefinite word that may be an adjective. */
static bool describes(const RsEventInput *input, uint32_t token) {
  const RsWordType *type = input->reading->morphs[token].type;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    if (other->upos == RS_UPOS_ADJ && !other->article && !other->proclitic_count)
      return true;
  }
  return false;
}

/* `أثار مقتل الطفل غضبا`: an accusative that the verb takes. */
static bool is_verbs_object(const RsEventInput *input, const RsNominal *behind) {
  const RsAnalysis *word = rs_chosen(input->reading, behind->head);
  return !behind->preposition && behind->governor != RS_NONE &&
         behind->relation == RS_RELATION_OBJECT && word && !word->article &&
         rs_feature(word->features, RS_CASE_SHIFT) == ACCUSATIVE &&
         !(rs_lexeme_at(input->reading, behind->head)->flags & RS_LEXEME_RATIONAL);
}

/* `اعتقال الشرطة ثلاثة صحفيين`: behind a body stand the people whom it did it to. */
static bool does_to_men(
  const RsEventInput *input, const RsMention *mention, const RsNominal *behind
) {
  const RsParty *body = &mention->recipients[0];
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  if (trigger->derivation != RS_DERIVED_MASDAR || body->person || body->human) return false;
  return (body->institution || body->state) && behind->head != behind->first &&
         (rs_lexeme_at(input->reading, behind->head)->flags & RS_LEXEME_RATIONAL);
}

/* `قصف القوات الروسية لبلدة بنش`: with ل behind it, the genitive is the doer. */
void rs_sides_take_lam_object(const RsSide *actors, const RsSide *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  if (!trigger || trigger->upos != RS_UPOS_NOUN || mention->actor_count) return;
  if (mention->recipient_count != 1) return;
  RsNominal genitive;
  if (!rs_genitive_of(input->input, input->clauses, mention->last - 1, &genitive)) return;
  uint32_t victim = mention->recipients[0].first;
  if (victim < genitive.first || victim >= genitive.last || genitive.number != RS_NONE)
    return;
  /* `هزيمة المسلحين الموالين لطهران`: ل goes with what describes the men. */
  const RsAnalysis *last = rs_chosen(input->reading, genitive.last - 1);
  if (genitive.last - genitive.first > 1 && last && last->article && rs_is_men(last) && last->derivation != RS_DERIVED_NISBA)
    return;
  const RsNominal *behind = rs_nominal_of(input, genitive.last);
  if (!behind || behind->first != genitive.last || behind->conjoined) return;
  if (behind->preposition && !(behind->preposition_flags & RS_LEXEME_TOWARDS)) return;
  /* `مقتل جنديين اثنين`, but `اعتقال الشرطة ثلاثة صحفيين` */
  if (!behind->preposition && behind->number != RS_NONE && !does_to_men(input, mention, behind))
    return;
  if (is_apposition(input, &mention->recipients[0], behind)) return;
  if (!rs_nominal_is_definite(input, &genitive) && describes(input, genitive.last)) return;
  if (take_possession(input, mention, &genitive, behind)) return;
  if (is_verbs_object(input, behind)) return;
  /* `استشهاد الشاب متأثرا بجروحه`: it tells how. */
  const RsAnalysis *word = rs_chosen(input->reading, behind->head);
  bool tells_how = !behind->preposition && word && !word->article &&
                   word->derivation == RS_DERIVED_ACTIVE_PARTICIPLE &&
                   rs_feature(word->features, RS_CASE_SHIFT) == ACCUSATIVE;
  if (tells_how) return;
  mention->actors[0] = mention->recipients[0];
  mention->actor_count = 1;
  mention->recipient_count = 0;
  rs_side_add_nominal(recipients, input->clauses->nominal_at[genitive.last]);
}

/* `دعمها سوريا`, `لقائه الوزير`: with a bare object behind it, the pronoun is the doer. */
void rs_sides_take_bare_object(const RsSide *actors, const RsSide *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  if (!trigger || trigger->upos != RS_UPOS_NOUN || trigger->enclitic == RS_NO_CLITIC)
    return;
  const RsNominal *behind = rs_nominal_of(input, mention->last);
  if (!behind || behind->first != mention->last || behind->preposition || behind->conjoined)
    return;
  uint32_t had = mention->recipient_count;
  RsParty doer = mention->recipients[0];
  mention->recipient_count = 0;
  if (!rs_side_add_nominal(recipients, input->clauses->nominal_at[mention->last])) {
    mention->recipient_count = had;
    return;
  }
  uint32_t acted = mention->actor_count;
  mention->actor_count = 0;
  if (had)
    rs_side_add_party(actors, &doer);
  else if (!rs_side_add_pronoun(actors, mention->trigger))
    mention->actor_count = acted;
}

/* `بعد اتهام طهران بدعم الحوثيين`, `بعد اتهامه بالفساد`: whom the charge behind ب is brought against, where
 * nobody else is told to be; the plural is the accuser's (`اتهامات المعارضة بالفساد`). */
void rs_sides_turn_accused(const RsSide *actors, const RsSide *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsReading *reading = input->reading;
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  bool masdar = trigger && trigger->derivation == RS_DERIVED_MASDAR &&
                rs_feature(trigger->features, RS_NUMBER_SHIFT) == 1;
  if (!masdar || strcmp(rs_mention_event(input->knowledge, mention), "ACCUSE") != 0) return;
  /* `قال لافروف إن اتهام روس بالتدخل`: of a genitive nobody before it is the accused */
  if (mention->actor_count != 1) return;
  uint32_t first = mention->recipient_count ? mention->recipients[0].first : RS_NONE;
  bool told = first != RS_NONE && first != mention->actors[0].first &&
              (trigger->enclitic != RS_NO_CLITIC || first > mention->trigger);
  if (told) return;
  uint32_t end = mention->last;
  RsNominal genitive;
  if (trigger->enclitic == RS_NO_CLITIC) {
    if (!rs_genitive_of(input->input, input->clauses, end - 1, &genitive)) return;
    if (mention->actors[0].first < end || mention->actors[0].first >= genitive.last) return;
    end = genitive.last;
  }
  if (end >= reading->tokens->token_count) return;
  const RsAnalysis *charge = rs_chosen(reading, end);
  bool by = charge && charge->proclitic_count &&
            reading->text->letters[reading->tokens->tokens[end].start] == RS_LETTER_BEH;
  if (!by) return;
  RsParty accused = mention->actors[0];
  mention->actor_count = mention->recipient_count = 0;
  rs_side_add_party(recipients, &accused);
  mention->passive = true; /* who tells of a charge does not bring it */
}
