/* Whose deed a noun tells, as another word of the sentence says it.
 *
 * Object control: `دفع ذلك الحكومة إلى قطع العلاقات`, `أجبر المسلحون السكان على المغادرة`. Verbs of
 * bringing somebody to do something (cue `bring`) give the masdar behind a preposition their object
 * for its doer, their subject when they are passive (`اضطرت الشركة إلى الانسحاب`), or whom ب names
 * (`حدا بالحكومة إلى`). Who is charged with a deed has done it as told (`المتهم بقتل جندي`, cue `charge`),
 * and so has whom a relative clause ascribes it to (`الهجوم الذي نسبته السلطات إلى التنظيم`, cue `ascribe`).
 * Who dies `في صفوف الحوثيين` is theirs (cue `ranks`). Behind a masdar whose object stands further on, the
 * genitive is the doer (`إفراج كوريا عن المعتقلين`, `اتهام الرياض طهران`).
 * Limits: the masdar stands in the clause of the verb.
 */
#include "event/role.h"

/* The masdar phrase that the mention's trigger begins, behind a preposition; NULL when it is none. */
static const RsNominal *governed_masdar(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsMention *mention = side->mention;
  const RsNominal *deed = rs_nominal_of(input, mention->trigger);
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  if (!deed || deed->first != mention->trigger || !deed->preposition) return NULL;
  if (!trigger || trigger->upos != RS_UPOS_NOUN) return NULL;
  return rs_masdar_verb(input, mention->trigger) != RS_NONE ? deed : NULL;
}

/* Whether the masdar stands right behind whoever the verb takes, as its complement, and is no circumstance
 * (`دفعت الدول إلى شن ضربات قبل وصول المفتشين`). */
static bool is_complement(
  const RsSide *side, const RsPredicate *above, const RsNominal *deed
) {
  const RsClauses *clauses = side->input->clauses;
  if (!(deed->preposition_flags & (RS_LEXEME_TOWARDS | RS_LEXEME_UPON))) return false;
  for (const RsNominal *other = deed;
       other-- > clauses->nominals && other->first > above->token;) {
    if (other->preposition_flags & (RS_LEXEME_TOWARDS | RS_LEXEME_UPON)) return false;
  }
  return true;
}

bool rs_side_add_brought(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsNominal *deed = governed_masdar(side);
  if (!deed || deed->governor == RS_NONE) return false;
  const RsPredicate *above = &input->clauses->predicates[deed->governor];
  if (above->token > deed->first || !rs_has_cue(input, above->token, RS_CUE_BRING))
    return false;
  if (!is_complement(side, above, deed)) return false;
  if (above->object_suffix) return rs_side_add_pronoun(side, above->token);
  if (!above->passive && above->object != RS_NONE)
    return rs_side_add_nominal(side, above->object);
  const RsNominal *who = deed - 1;
  bool named = deed > input->clauses->nominals && who->first > above->token &&
               (who->preposition_flags & RS_LEXEME_LOCATIVE);
  if (named) return rs_side_add_nominal(side, (uint32_t)(who - input->clauses->nominals));
  return rs_side_add_nominal(side, above->subject);
}

bool rs_side_add_charged(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsNominal *deed = governed_masdar(side);
  if (!deed || deed == input->clauses->nominals) return false;
  const RsNominal *who = deed - 1;
  uint32_t charge = who->last - 1;
  if (deed->first - who->last > 2 || !rs_has_cue(input, charge, RS_CUE_CHARGE))
    return false;
  const RsAnalysis *word = rs_chosen(input->reading, charge);
  bool participle = word && (word->derivation == RS_DERIVED_PASSIVE_PARTICIPLE ||
                             word->derivation == RS_DERIVED_ACTIVE_PARTICIPLE);
  return participle &&
         rs_side_add_nominal(side, (uint32_t)(who - input->clauses->nominals));
}

bool rs_side_add_ascribed(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  uint32_t index = clauses->nominal_at[side->mention->trigger];
  uint32_t sentence = side->mention->sentence;
  if (index == RS_NONE || !side->actor) return false;
  for (uint32_t i = clauses->predicate_first[sentence];
       i < clauses->predicate_first[sentence + 1];
       i++) {
    const RsPredicate *verb = &clauses->predicates[i];
    if (verb->antecedent != index || !rs_has_cue(input, verb->token, RS_CUE_ASCRIBE))
      continue;
    for (uint32_t k = verb->token + 1; k < verb->last; k++) {
      const RsNominal *whom = rs_nominal_of(input, k);
      bool to = whom && whom->first == k && whom->preposition && whom->governor == i &&
                whom->relation == RS_RELATION_PREPOSITION;
      if (to && rs_side_add_nominal(side, (uint32_t)(whom - clauses->nominals)))
        return true;
    }
  }
  return false;
}

/* `قتلى وجرحى في صفوف`: right before, a toll is told. */
static bool tells_toll_before(const RsEventInput *input, uint32_t ranks, uint32_t first) {
  enum {
    NEAR_TOKENS = 5
  };
  for (uint32_t i = ranks; i-- > first && ranks - i <= NEAR_TOKENS;) {
    if (rs_finding_at(input, i, RS_ITEM_TOLL)) return true;
  }
  return false;
}

bool rs_side_add_ranks(const RsSide *side) {
  enum {
    NEAR_TOKENS = 12
  };
  const RsEventInput *input = side->input;
  const RsMention *mention = side->mention;
  const RsSentence *sentence = &input->reading->tokens->sentences[mention->sentence];
  uint32_t first = mention->first > sentence->first + NEAR_TOKENS
                     ? mention->first - NEAR_TOKENS
                     : sentence->first;
  uint32_t last = mention->last + NEAR_TOKENS < sentence->last ? mention->last + NEAR_TOKENS
                                                               : sentence->last;
  for (uint32_t i = first; i < last; i++) {
    RsNominal whose;
    if (!rs_has_cue(input, i, RS_CUE_RANKS) || !tells_toll_before(input, i, first))
      continue;
    if (rs_genitive_of(input->input, input->clauses, i, &whose))
      return rs_side_add_span(side, whose.first, whose.last, whose.start_letter);
    return rs_side_add_pronoun(side, i);
  }
  return false;
}

/* ------------------------------------------------------------------ a masdar and its doer */

/* Whether the object of such a deed is who it is done to, unlike what is sent or refused. */
static bool is_done_to_somebody(const RsEventInput *input, const RsMention *mention) {
  static const char *const events[] = {"MOBILIZE", "AID", "REJECT", "AGREE", "CONCEDE"};
  const char *event = rs_mention_event(input->knowledge, mention);
  for (size_t i = 0; i < RS_COUNT_OF(events); i++) {
    if (strcmp(event, events[i]) == 0) return false;
  }
  return true;
}

/* `رفض الحزب الحاكم`: a word with ال that may be an adjective of the noun with ال before it. */
static bool may_describe(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *before = rs_chosen(input->reading, token - 1);
  const RsWordType *type = input->reading->morphs[token].type;
  for (unsigned i = 0; before && before->article && type && i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    if (other->upos == RS_UPOS_ADJ && other->article) return true;
  }
  return false;
}

/* `إفراج كوريا عن المعتقلين`, `اتهام الرياض طهران`: behind a masdar whose object stands further on, the
 * genitive is the doer. */
void rs_sides_take_genitive_doer(const RsSide *actors, const RsSide *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  bool masdar = trigger && trigger->upos == RS_UPOS_NOUN && !trigger->article;
  uint32_t verb = masdar ? rs_masdar_verb(input, mention->last - 1) : RS_NONE;
  RsNominal genitive;
  if (verb == RS_NONE || !rs_genitive_of(input->input, input->clauses, mention->last - 1, &genitive))
    return;
  RsParty doer;
  rs_party_read(input->input, genitive.first, genitive.last, genitive.start_letter, &doer);
  if (doer.thing || !(doer.political || doer.state || doer.human)) return;
  bool transitive = RS_GET(input->knowledge, lexemes, verb)->flags & RS_LEXEME_TRANSITIVE;
  const RsNominal *behind = rs_nominal_of(input, genitive.last);
  bool beside = behind && behind->first == genitive.last;
  if (!mention->actor_count && mention->recipient_count) {
    RsRoleSource source = {.kind = RS_ROLE_GENITIVE};
    bool lam = beside && (behind->preposition_flags & RS_LEXEME_TOWARDS);
    bool further = mention->recipients[0].first >= genitive.last;
    if (further && (!transitive || lam)) rs_side_add_source(actors, &source);
    return;
  }
  bool told = mention->actor_count == 1 && mention->actors[0].first == genitive.first;
  if (!told || !beside || !transitive || !is_done_to_somebody(input, mention)) return;
  bool twice =
    mention->recipient_count == 1 && mention->recipients[0].first == genitive.first;
  if (mention->recipient_count && !twice) return;
  const RsAnalysis *object = rs_chosen(input->reading, behind->head);
  bool rational = rs_lexeme_at(input->reading, behind->head)->flags & RS_LEXEME_RATIONAL;
  bool bare =
    !behind->preposition && !behind->conjoined && !behind->office && object &&
    (object->enclitic == RS_NO_CLITIC || rational) &&
    object->derivation != RS_DERIVED_MASDAR &&
    input->input->entities->dates.at[behind->first] == RS_NONE && /* `سجنه عامين` */
    !may_describe(input, genitive.last);
  RsParty object_party;
  rs_party_read(
    input->input, behind->first, behind->last, behind->start_letter, &object_party
  );
  bool deal = object_party.thing &&
              strcmp(rs_mention_event(input->knowledge, mention), "SUPPORT") == 0;
  /* `زيارة نائب الرئيس رئيس الحكومة للمدينة`: one man, and whom he visits. */
  const RsNominal *next = rs_nominal_of(input, behind->last);
  bool visited = next && next->first == behind->last &&
                 (next->preposition_flags & (RS_LEXEME_TOWARDS | RS_LEXEME_COMPANION));
  if (!bare || deal || visited || behind->governor != RS_NONE) return;
  mention->recipient_count = 0;
  rs_side_add_nominal(recipients, input->clauses->nominal_at[genitive.last]);
}
