/* Whom pronouns and dropped subjects mean.
 *
 * Arabic writes the pronoun onto its word (`اعتقلته`, `احتجازهم`, `ضدها`) and drops the subject
 * of a verb that goes on (`وصل الوزير … والتقى`). Both mean somebody told before: the nearest
 * phrase that is somebody and agrees, ه with a man or a body of masculine name, ها with a woman,
 * a state or a group, هم with several. Whoever acts in the deed is not its object as well. A
 * dropped subject is that of the verb before; the subject of a relative clause with a pronoun
 * for its object (`التي اتخذتها أبوظبي`) is passed over, since the clause is over.
 * `قواته`, `طائراتها` take the country of their owner.
 * Phrases without preposition in the same sentence go first, since subjects and objects are
 * taken up more often (after Hobbs). Limits: one antecedent for each pronoun;
 * the gender of foreign names is not known and fits either pronoun.
 */
#include "event/role.h"

enum {
  SENTENCES_BACK = 2,
  PHRASES_BACK = 24,
  VERBS_BACK = 12
};

static uint32_t sentence_of(const RsEventInput *input, uint32_t token) {
  return input->reading->tokens->tokens[token].sentence;
}

static RsParty party_of(const RsEventInput *input, const RsNominal *nominal) {
  RsParty party;
  rs_party_read(input->input, nominal->first, nominal->last, nominal->start_letter, &party);
  return party;
}

/* ------------------------------------------------------------------ pronouns */

/* The token whose number and gender count: of a thing, its owner's (`مضايقات البهائيين`). */
static uint32_t head_of(const RsNominal *nominal, const RsParty *party) {
  return party->thing && party->core < nominal->last ? party->core : nominal->head;
}

static bool several(
  const RsEventInput *input, const RsNominal *nominal, const RsParty *party
) {
  uint32_t head = head_of(nominal, party);
  const RsAnalysis *chosen = rs_chosen(input->reading, head);
  bool plural = chosen && rs_feature(chosen->features, RS_NUMBER_SHIFT) >= 2;
  /* `إدارة سجون الاحتلال`: several things of a body are not several people. */
  bool things = plural && head != nominal->head && party->institution &&
                !(rs_lexeme_at(input->reading, head)->flags & RS_LEXEME_RATIONAL) &&
                !rs_is_men(chosen);
  if (plural && !things) return true;
  if (head != nominal->head) return false;
  return nominal->number != RS_NONE ||
         (rs_lexeme_at(input->reading, nominal->first)->flags & RS_LEXEME_QUANTITY);
}

/* Whether a pronoun with these features can mean the phrase. */
/* `قالت المستشارة في لبنان إن بلادها`: a country as verbs agree with it, other names of states are
 * feminine. */
static unsigned gender_of_state(const RsEventInput *input, uint32_t token) {
  uint32_t index = input->input->entities->names.at[token];
  if (index == RS_NONE) return 2;
  const RsName *name = &input->input->entities->names.names[index];
  if (name->kind != RS_NAME_COUNTRY) return 2;
  return RS_GET(input->knowledge, countries, name->index)->gender;
}

static bool may_mean(
  const RsEventInput *input,
  const RsNominal *nominal,
  const RsParty *party,
  uint32_t features
) {
  uint32_t at = head_of(nominal, party);
  const RsAnalysis *head = rs_chosen(input->reading, at);
  unsigned gender = rs_feature(features, RS_GENDER_SHIFT);
  unsigned own = head ? rs_feature(head->features, RS_GENDER_SHIFT) : 0;
  bool named = input->input->entities->names.at[at] != RS_NONE;
  if (named || party->state) own = party->state ? gender_of_state(input, at) : 0;
  bool many = several(input, nominal, party);
  switch (rs_feature(features, RS_NUMBER_SHIFT)) {
    case 1: break;
    case 2: return many;
    default: return many || (named && party->institution) || party->collective;
  }
  if (party->person && many) return false;
  /* `قتلوه في اليمن`: a masculine pronoun mostly means a man. */
  if (gender == 1) return own != 2 && !many && !party->state;
  return own != 1 || (many && !party->person);
}

static bool takes_part(const RsMention *mention, const RsNominal *nominal) {
  for (uint32_t i = 0; i < mention->actor_count; i++) {
    const RsParty *actor = &mention->actors[i];
    if (actor->first < nominal->last && nominal->first < actor->last) return true;
  }
  return false;
}

/* `تسوركان`: a word that only a name can be. */
static bool is_unknown_name(const RsEventInput *input, const RsNominal *nominal) {
  const RsAnalysis *head = rs_chosen(input->reading, nominal->head);
  return head && head->upos == RS_UPOS_PROPN && head->lexeme == RS_NONE;
}

/* `تشغل منصب مديرة`: a post, whoever holds it. */
static bool names_post(
  const RsEventInput *input, const RsNominal *nominal, const RsParty *party
) {
  const RsAnalysis *core = rs_chosen(input->reading, party->core);
  return party->thing && party->core < nominal->last && core && !core->article &&
         core->enclitic == RS_NO_CLITIC &&
         rs_feature(core->features, RS_NUMBER_SHIFT) == 1 && nominal->name == RS_NONE;
}

/* `مشيرا`: who points out, no marshal. */
static bool tells_saying(const RsEventInput *input, const RsNominal *nominal) {
  const RsAnalysis *word = rs_chosen(input->reading, nominal->first);
  return word && !word->article && nominal->last - nominal->first == 1 &&
         rs_finding_at(input, nominal->first, RS_ITEM_SPEECH);
}

/* `الدعم الذي يقدمه ولي العهد`: the clause is over, and with it its subject. */
static bool is_relative_subject(
  const RsClauses *clauses, const RsNominal *nominal, uint32_t token
) {
  if (nominal->governor == RS_NONE || nominal->relation != RS_RELATION_SUBJECT)
    return false;
  const RsPredicate *verb = &clauses->predicates[nominal->governor];
  return verb->antecedent != RS_NONE && verb->object_suffix && verb->last <= token;
}

/* The nearest phrase that fits, among those without preposition only when `bare`. */
static uint32_t nearest(
  const RsSide *side, uint32_t token, uint32_t features, bool bare, bool person
) {
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  uint32_t sentence = sentence_of(input, token), looked = 0;
  uint32_t at = token;
  while (at-- > 0 && looked < PHRASES_BACK) {
    if (sentence_of(input, at) + SENTENCES_BACK < sentence) break;
    uint32_t index = clauses->nominal_at[at];
    if (index == RS_NONE) continue;
    const RsNominal *nominal = &clauses->nominals[index];
    at = nominal->first;
    looked++;
    if (nominal->pronoun || nominal->last > token || takes_part(side->mention, nominal))
      continue;
    if (bare && nominal->preposition) continue;
    if (is_relative_subject(clauses, nominal, token) || tells_saying(input, nominal))
      continue;
    RsParty party = party_of(input, nominal);
    if (!party.person && !party.political && !party.state && !is_unknown_name(input, nominal))
      continue;
    if (person && (party.institution || party.state)) continue;
    if (names_post(input, nominal, &party)) continue;
    if (may_mean(input, nominal, &party, features)) return index;
  }
  return RS_NONE;
}

/* What the relative clause of a token hangs on, when the pronoun fits it:
 * `الصحفيون الذين قامت الجماعة باختطافهم`. */
static uint32_t antecedent_around(const RsSide *side, uint32_t token, uint32_t features) {
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  uint32_t sentence = sentence_of(input, token);
  for (uint32_t i = clauses->predicate_first[sentence + 1];
       i-- > clauses->predicate_first[sentence];) {
    const RsPredicate *verb = &clauses->predicates[i];
    if (verb->token >= token) continue;
    if (token >= verb->last || verb->antecedent == RS_NONE || verb->object_suffix)
      return RS_NONE;
    const RsNominal *nominal = &clauses->nominals[verb->antecedent];
    if (verb->subject == verb->antecedent || takes_part(side->mention, nominal))
      return RS_NONE;
    RsParty party = party_of(input, nominal);
    bool somebody = party.person || party.political || party.human;
    return somebody && may_mean(input, nominal, &party, features) ? verb->antecedent
                                                                  : RS_NONE;
  }
  return RS_NONE;
}

/* The nearest of the same sentence, first without preposition, then of the sentences before. */
static uint32_t referent(
  const RsSide *side, uint32_t token, uint32_t features, bool person
) {
  const RsEventInput *input = side->input;
  uint32_t bare = nearest(side, token, features, true, person);
  uint32_t sentence = sentence_of(input, token);
  if (bare != RS_NONE && sentence_of(input, input->clauses->nominals[bare].first) == sentence)
    return bare;
  uint32_t any = nearest(side, token, features, false, person);
  if (any != RS_NONE && sentence_of(input, input->clauses->nominals[any].first) == sentence)
    return any;
  return bare != RS_NONE ? bare : any;
}

uint32_t rs_referent_of(const RsSide *side, uint32_t token, uint32_t features) {
  uint32_t around = antecedent_around(side, token, features);
  if (around != RS_NONE) return around;
  /* `حملت السلطات مسؤولية اغتيالها`: no body is assassinated. */
  bool person = !side->actor && rs_hits_person(side);
  uint32_t somebody = person ? referent(side, token, features, true) : RS_NONE;
  return somebody != RS_NONE ? somebody : referent(side, token, features, false);
}

bool rs_side_add_pronoun(const RsSide *side, uint32_t token) {
  const RsEventInput *input = side->input;
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  if (!chosen || chosen->enclitic == RS_NO_CLITIC) return false;
  uint32_t features = RS_GET(input->knowledge, clitics, chosen->enclitic)->features;
  if (rs_feature(features, RS_PERSON_SHIFT) != 3) return false;
  uint32_t index = rs_referent_of(side, token, features);
  return index != RS_NONE && rs_side_add_nominal(side, index);
}

/* `الحوثيون وحلفاؤهم`, `المملكة وجنودها`: the phrase that another is joined to owns it. */
static uint32_t joined_owner(
  const RsEventInput *input, const RsParty *party, uint32_t features
) {
  uint32_t index = input->clauses->nominal_at[party->first];
  if (index == RS_NONE || !index) return RS_NONE;
  const RsNominal *nominal = &input->clauses->nominals[index];
  while (nominal->conjoined && nominal > input->clauses->nominals) {
    nominal--;
    RsParty owner = party_of(input, nominal);
    bool somebody = owner.person || owner.political || owner.state;
    if (!nominal->pronoun && somebody && may_mean(input, nominal, &owner, features))
      return (uint32_t)(nominal - input->clauses->nominals);
  }
  return RS_NONE;
}

/* `قال الوزير إن بلاده ترفض`: the country of whoever speaks in the sentence. */
static uint32_t speaking_owner(
  const RsEventInput *input, const RsParty *party, uint32_t features
) {
  uint32_t flags = rs_lexeme_at(input->reading, party->first)->flags;
  if (!(flags & RS_LEXEME_PLACE)) return RS_NONE;
  uint32_t sentence = sentence_of(input, party->first);
  for (uint32_t i = input->clauses->predicate_first[sentence + 1];
       i-- > input->clauses->predicate_first[sentence];) {
    const RsPredicate *before = &input->clauses->predicates[i];
    if (before->token >= party->first || before->subject == RS_NONE) continue;
    const RsNominal *subject = &input->clauses->nominals[before->subject];
    if (subject->first >= party->first || !rs_finding_at(input, before->token, RS_ITEM_SPEECH))
      continue;
    RsParty owner = party_of(input, subject);
    if ((owner.person || owner.human) && may_mean(input, subject, &owner, features))
      return before->subject;
  }
  return RS_NONE;
}

void rs_take_possessor(const RsSide *side, RsParty *party) {
  const RsEventInput *input = side->input;
  bool somebody = party->political || party->person;
  if (!somebody || party->country[0]) return;
  for (uint32_t i = party->first; i < party->last; i++) {
    const RsAnalysis *word = rs_chosen(input->reading, i);
    if (!word || word->enclitic == RS_NO_CLITIC) continue;
    uint32_t features = RS_GET(input->knowledge, clitics, word->enclitic)->features;
    uint32_t index = joined_owner(input, party, features);
    if (index == RS_NONE) index = speaking_owner(input, party, features);
    if (index == RS_NONE) index = rs_referent_of(side, party->first, features);
    if (index == RS_NONE) return;
    RsParty possessor = party_of(input, &input->clauses->nominals[index]);
    memcpy(party->country, possessor.country, sizeof party->country);
    /* `عناصره`: men of an armed group are what it is. */
    if (!party->sector[0] && party->person && possessor.institution)
      memcpy(party->sector, possessor.sector, sizeof party->sector);
    return;
  }
}

/* ------------------------------------------------------------------ dropped subjects */

/* `الجيش والمقاومة`: others are joined to it. */
static bool is_joined(const RsEventInput *input, const RsNominal *nominal) {
  const RsClauses *clauses = input->clauses;
  uint32_t next = (uint32_t)(nominal - clauses->nominals) + 1;
  return nominal->conjoined ||
         (next < clauses->nominal_count && clauses->nominals[next].conjoined);
}

/* `راخوي`, `وزير`: one human being, whom no verb in the plural means. */
static bool is_one_man(const RsEventInput *input, const RsNominal *nominal) {
  if (nominal->number != RS_NONE || is_joined(input, nominal)) return false;
  if (nominal->name != RS_NONE) {
    const RsName *name = &input->input->entities->names.names[nominal->name];
    bool head = name->first <= nominal->head && nominal->head < name->last;
    bool actor = name->kind == RS_NAME_ACTOR &&
                 RS_GET(input->knowledge, actors, name->index)->type == RS_ACTOR_PERSON;
    if (head && (actor || name->kind == RS_NAME_PERSON)) return true;
  }
  const RsAnalysis *word = rs_chosen(input->reading, nominal->head);
  uint32_t flags = rs_lexeme_at(input->reading, nominal->head)->flags;
  return word && rs_feature(word->features, RS_NUMBER_SHIFT) == 1 &&
         (flags & RS_LEXEME_TITLE) && (flags & RS_LEXEME_RATIONAL) &&
         !(flags & RS_LEXEME_QUANTITY);
}

/* A dropped subject shows in the verb's gender and number: `حكم` is no deed of several men. */
static bool agrees(const RsSide *side, uint32_t verb, const RsNominal *subject) {
  const RsEventInput *input = side->input;
  const RsAnalysis *a = rs_chosen(input->reading, verb);
  const RsAnalysis *b = rs_chosen(input->reading, subject->head);
  unsigned left = a ? rs_feature(a->features, RS_GENDER_SHIFT) : 0;
  unsigned right = b ? rs_feature(b->features, RS_GENDER_SHIFT) : 0;
  if (a && b && rs_is_men(b) && rs_feature(a->features, RS_NUMBER_SHIFT) == 1) return false;
  /* `اعتقلت الشرطة خلية … كانوا يخططون`: nobody says هم of one body. */
  bool body =
    rs_is_body_word(input->input, subject->head) && b && !is_joined(input, subject);
  if (body && rs_feature(a->features, RS_NUMBER_SHIFT) == 3 && rs_feature(b->features, RS_NUMBER_SHIFT) == 1)
    return false;
  /* `التقى الوزير نظيره ورحبا` means him and another, `اقتحما منزلها` two others. */
  unsigned several = rs_mention_is(input->knowledge, side->mention, RS_TYPE_FORCE) ? 2 : 3;
  bool they = a && rs_feature(a->features, RS_NUMBER_SHIFT) >= several &&
              rs_feature(a->features, RS_PERSON_SHIFT) == 3;
  if (they && is_one_man(input, subject)) return false;
  return !left || !right || left == right;
}

bool rs_is_victim(const RsEventInput *input, const RsPredicate *predicate) {
  if (predicate->passive) return true;
  const RsAnalysis *verb = rs_chosen(input->reading, predicate->token);
  bool either = rs_feature(verb->features, RS_VOICE_SHIFT) == 3;
  bool transitive = rs_morph_lexeme(input->knowledge, verb)->flags & RS_LEXEME_TRANSITIVE;
  if (!either || !transitive || predicate->subject == RS_NONE) return false;
  if (predicate->object != RS_NONE || predicate->object_suffix) return false;
  const RsNominal *subject = &input->clauses->nominals[predicate->subject];
  return subject->number != RS_NONE || party_of(input, subject).collective;
}

/* `خلية من عشرة أشخاص كانوا يخططون`: no subject fits a plural verb, so somebody else told. */
static bool add_several(const RsSide *side, uint32_t predicate, uint32_t token) {
  if (predicate == RS_NONE) return false;
  const RsPredicate *verb = &side->input->clauses->predicates[predicate];
  const RsAnalysis *word = rs_chosen(side->input->reading, verb->token);
  if (!word || rs_feature(word->features, RS_NUMBER_SHIFT) != 3) return false;
  if (rs_feature(word->features, RS_PERSON_SHIFT) != 3) return false;
  uint32_t index = rs_referent_of(side, token, word->features);
  if (index == RS_NONE || !rs_side_add_nominal(side, index)) return false;
  side->mention->actor_inherited |= side->actor;
  return true;
}

bool rs_side_add_inherited(const RsSide *side, uint32_t predicate, uint32_t token) {
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  uint32_t sentence = sentence_of(input, token);
  uint32_t from = predicate != RS_NONE ? predicate : clauses->predicate_first[sentence + 1];
  bool other = false; /* another subject stands between */
  for (uint32_t i = from; i-- > 0;) {
    const RsPredicate *before = &clauses->predicates[i];
    if (before->token > token) continue;
    if (other && rs_finding_at(input, before->token, RS_ITEM_SPEECH)) return false;
    if (sentence_of(input, before->token) + SENTENCES_BACK < sentence) return false;
    if (before->subject == RS_NONE) continue;
    /* `أدانت الأعمال التي يقوم بها التنظيم وطالبت`: who acts in a relative clause is told of by the way */
    bool resumed = before->object_suffix ||
                   (rs_is_resumed(input->reading, before->token) &&
                    !rs_finding_at(input, before->token, RS_ITEM_SPEECH) &&
                    rs_mention_is(input->knowledge, side->mention, RS_TYPE_SPEECH_ACT) &&
                    clauses->nominals[before->subject].first > before->token);
    if (before->antecedent != RS_NONE && resumed) continue;
    if (rs_is_victim(input, before)) {
      other = true;
      continue;
    }
    const RsNominal *subject = &clauses->nominals[before->subject];
    if (predicate != RS_NONE && !agrees(side, clauses->predicates[predicate].token, subject)) {
      continue;
    }
    if (rs_side_add_nominal(side, before->subject)) {
      side->mention->actor_inherited |= side->actor;
      return true;
    }
  }
  return add_several(side, predicate, token);
}

bool rs_side_add_speaker(const RsSide *side, uint32_t predicate) {
  const RsEventInput *input = side->input;
  for (uint32_t i = predicate, looked = 0; i-- > 0 && looked < VERBS_BACK; looked++) {
    const RsPredicate *before = &input->clauses->predicates[i];
    if (before->subject == RS_NONE || !rs_finding_at(input, before->token, RS_ITEM_SPEECH))
      continue;
    return rs_side_add_nominal(side, before->subject);
  }
  return false;
}
