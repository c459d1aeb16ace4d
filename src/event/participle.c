/* Active participles as verbs.
 *
 * `غادر الوزير القاعة، مطالبا روسيا بالانسحاب`: an indefinite accusative tells what the subject
 * of a verb does at the same time (حال); newspapers end every other sentence with one. It has
 * the verb's subject and an object of its own. Of the verbs before it, it goes with the nearest
 * that agrees in gender; one that speaks (مطالبا, منددا) with the nearest of saying, since
 * `قال الوزير إن الجيش تقدم، داعيا …` is the minister's call. `إن الحكومة مستعدة` has no verb:
 * the participle is said of the noun or the pronoun before it.
 * Limits: feminine and plural forms do not show their case and count behind a comma only; in
 * the nominative a transitive one (`متهم`) may as well be passive, and is left alone.
 */
#include "event/role.h"

enum {
  OBLIQUE = 2, /* RS_CASE_SHIFT: of the sound plural, genitive or accusative */
  ACCUSATIVE = 3
};

/* The trigger, or the participle that tells it. */
static uint32_t participle_of(const RsSide *side) {
  const RsMention *mention = side->mention;
  return mention->teller == RS_NONE ? mention->trigger : mention->teller;
}

static const RsAnalysis *participle_at(const RsSide *side) {
  const RsAnalysis *word = rs_chosen(side->input->reading, participle_of(side));
  bool bare = word && word->derivation == RS_DERIVED_ACTIVE_PARTICIPLE && !word->article &&
              !word->proclitic_count;
  return bare ? word : NULL;
}

static bool is_circumstance(const RsSide *side, const RsAnalysis *word) {
  const RsReading *reading = side->input->reading;
  uint32_t trigger = participle_of(side);
  const RsNominal *nominal = rs_nominal_of(side->input, trigger);
  if (nominal && (nominal->first != trigger || nominal->preposition)) return false;
  if (rs_feature(word->features, RS_CASE_SHIFT) == ACCUSATIVE) return true;
  /* `تجمع متظاهرون داعين الحكومة`: behind what is definite or nominative it describes nobody. */
  const RsAnalysis *before = trigger ? rs_chosen(reading, trigger - 1) : NULL;
  bool definite = before && (before->article || before->upos == RS_UPOS_PROPN);
  unsigned ending = before ? rs_feature(before->features, RS_CASE_SHIFT) : 0;
  if (rs_is_men(word) && rs_feature(word->features, RS_CASE_SHIFT) == OBLIQUE && (definite || (ending && ending != OBLIQUE)))
    return true;
  return trigger > 0 && rs_is_punct(reading, trigger - 1, ',');
}

/* A masculine participle does not go with `قالت`. */
static bool agrees(const RsSide *side, const RsPredicate *predicate, unsigned gender) {
  const RsAnalysis *verb = rs_chosen(side->input->reading, predicate->token);
  return verb && rs_feature(verb->features, RS_GENDER_SHIFT) == gender;
}

static bool add_subject_of(const RsSide *side, const RsPredicate *predicate) {
  if (predicate->passive || predicate->antecedent != RS_NONE) return false;
  if (predicate->subject == RS_NONE) return rs_side_add_dropped(side, predicate);
  return rs_side_add_nominal(side, predicate->subject);
}

/* The subject of the nearest verb before the participle, of saying only if so wanted. */
static bool add_nearest(const RsSide *side, unsigned gender, bool saying) {
  const RsClauses *clauses = side->input->clauses;
  uint32_t first = clauses->predicate_first[side->mention->sentence];
  for (uint32_t i = clauses->predicate_first[side->mention->sentence + 1]; i > first; i--) {
    const RsPredicate *predicate = &clauses->predicates[i - 1];
    if (predicate->token > side->mention->trigger) continue;
    if (!agrees(side, predicate, gender)) continue;
    if (saying && !rs_finding_at(side->input, predicate->token, RS_ITEM_SPEECH)) continue;
    if (add_subject_of(side, predicate)) return true;
  }
  return false;
}

bool rs_side_add_circumstance(const RsSide *side) {
  const RsAnalysis *word = participle_at(side);
  if (!side->actor || !word || !is_circumstance(side, word)) return false;
  unsigned gender = rs_feature(word->features, RS_GENDER_SHIFT);
  bool speaks = rs_mention_is(side->input->knowledge, side->mention, RS_TYPE_SPEECH_ACT);
  return (speaks && add_nearest(side, gender, true)) || add_nearest(side, gender, false);
}

/* `متهم` alone may be active or passive: `وصل متهما إياه` accuses, `هو متهم` is accused. */
static bool may_be_passive(const RsSide *side) {
  return rs_lexeme_at(side->input->reading, side->mention->trigger)->flags &
         RS_LEXEME_TRANSITIVE;
}

static bool is_definite(const RsEventInput *input, const RsNominal *nominal) {
  const RsAnalysis *head = rs_chosen(input->reading, nominal->head);
  return nominal->name != RS_NONE || !head || head->article ||
         head->enclitic != RS_NO_CLITIC;
}

bool rs_side_add_told(const RsSide *side) {
  const RsEventInput *input = side->input;
  uint32_t trigger = side->mention->trigger;
  if (!side->actor || !participle_at(side)) return false;
  if (rs_side_add_circumstance(side)) return true;
  const RsNominal *told = rs_nominal_of(input, trigger);
  if (!told || told->preposition || told->first != trigger || !trigger) return false;
  if (may_be_passive(side)) return false;
  const RsNominal *topic = rs_nominal_of(input, trigger - 1);
  if (!topic) return rs_side_add_pronoun(side, trigger - 1);
  return !topic->preposition && is_definite(input, topic) &&
         rs_side_add_nominal(side, (uint32_t)(topic - input->clauses->nominals));
}

bool rs_side_add_participle_object(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsAnalysis *word = participle_at(side);
  if (side->actor || !word || !is_circumstance(side, word)) return false;
  RsNominal genitive; /* `داعية المنظمات` is read as one phrase */
  if (rs_genitive_of(input->input, input->clauses, side->mention->last - 1, &genitive))
    return rs_side_add_span(side, genitive.first, genitive.last, genitive.start_letter);
  /* `مطالبا أيضا الحركة`, `داعيا في الوقت نفسه الأطراف` */
  uint32_t at = side->mention->last;
  at += rs_is_upos(input->reading, at, RS_UPOS_ADV);
  const RsNominal *when = rs_nominal_of(input, at + 1);
  bool meanwhile = when && when->first == at + 1 && when->name == RS_NONE &&
                   rs_is_upos(input->reading, at, RS_UPOS_ADP) &&
                   (when->preposition_flags & RS_LEXEME_LOCATIVE) &&
                   !(rs_lexeme_at(input->reading, when->head)->flags & RS_LEXEME_PLACE);
  if (meanwhile) at = when->last;
  if (meanwhile && (rs_lexeme_at(input->reading, at)->flags & RS_LEXEME_SELF)) at++;
  const RsNominal *object = rs_nominal_of(input, at);
  if (!object || object->preposition || object->first != at) return false;
  return rs_side_add_nominal(side, (uint32_t)(object - input->clauses->nominals));
}
