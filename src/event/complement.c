/* Parties that stand in another deed of the sentence.
 *
 * Whom a call is for may only be said in what is called for: in `تطالب واشنطن بتخلي كوريا عن
 * سلاحها` it is the genitive of an intransitive masdar, in `طالب بأن تنسحب إسرائيل` the subject
 * of the clause. Whoever condemns a deed blames its doer (`أدانت الهجوم الذي نفذه مسلحون`).
 * Who praises or blames a work means its maker (`أشاد بالجهود التي تبذلها الرياض`).
 * Whoever refuses (`رفض مقترحا أمريكيا`, `طلب الأمم المتحدة`) turns down whose proposal it is.
 * Whom a deed reaches is the object of the verb that says so (`الاعتقالات التي طالت ناشطين`), whom a
 * threat is for what is threatened (`هدد بقصف مواقع الحزب`) or the subject of its condition (`هددت
 * بالانسحاب إذا ضغطت واشنطن عليها`).
 * Deeds joined by و have one doer (`قاموا بقتل … وخطف …`), and so has the outcome of a deed
 * (`شن غارة أدت إلى مقتل …`).
 * Limits: the deeds of one sentence only; a doer told later in the text is found by merging.
 */
#include "event/role.h"

enum {
  COMPLEMENT_TOKENS = 14,
  CONDITION_TOKENS = 4 /* from `إذا` to its verb */
};

uint32_t rs_object_of(const RsEventInput *input, uint32_t index) {
  const RsClauses *clauses = input->clauses;
  const RsPredicate *predicate = &clauses->predicates[index], *next = predicate + 1;
  if (predicate->object != RS_NONE || predicate->object_suffix || predicate->passive)
    return predicate->object;
  if (index + 1 >= clauses->predicate_count || next->token != predicate->token + 1)
    return RS_NONE;
  return rs_has_conjunction(input->reading, next->token) && !next->passive ? next->object
                                                                           : RS_NONE;
}

static uint32_t window_last(const RsEventInput *input, const RsMention *mention) {
  uint32_t last = input->reading->tokens->sentences[mention->sentence].last;
  uint32_t end = mention->last + COMPLEMENT_TOKENS;
  return end < last ? end : last;
}

static bool is_intransitive_masdar(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  if (!chosen || chosen->derivation != RS_DERIVED_MASDAR) return false;
  uint32_t verb = rs_morph_lexeme(input->knowledge, chosen)->verb;
  return verb != RS_NONE &&
         !(RS_GET(input->knowledge, lexemes, verb)->flags & RS_LEXEME_TRANSITIVE);
}

/* `بتخلي كوريا الشمالية عن السلاح`, `ضرورة انسحاب القوات` */
static bool add_masdar_subject(const RsSide *side, uint32_t token) {
  RsNominal genitive;
  const RsEventInput *input = side->input;
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  /* `بانسحابهم`, but `باعتقاله` is for others to do. */
  if (!is_intransitive_masdar(input, token)) return false;
  if (chosen->enclitic != RS_NO_CLITIC) return rs_side_add_pronoun(side, token);
  if (!rs_genitive_of(input->input, input->clauses, token, &genitive)) {
    /* `بانسحاب غير مشروط للمتمردين` */
    const RsNominal *own = rs_nominal_of(input, token);
    const RsNominal *owner = own ? rs_nominal_of(input, own->last) : NULL;
    bool whose = owner && owner->first == own->last && !owner->conjoined &&
                 (owner->preposition_flags & RS_LEXEME_TOWARDS);
    return whose && rs_side_add_nominal(side, input->clauses->nominal_at[own->last]);
  }
  return rs_side_add_span(side, genitive.first, genitive.last, genitive.start_letter);
}

/* `بأن تنسحب إسرائيل`, but not `بينما انسحبت إسرائيل`. */
static bool add_clause_subject(const RsSide *side, uint32_t token) {
  const RsEventInput *input = side->input;
  uint32_t index = input->clauses->predicate_at[token];
  if (index == RS_NONE || token == side->mention->trigger) return false;
  if (!(rs_lexeme_at(input->reading, token - 1)->flags & RS_LEXEME_THAT)) return false;
  const RsPredicate *predicate = &input->clauses->predicates[index];
  if (predicate->passive || predicate->subject == RS_NONE) return false;
  return input->clauses->nominals[predicate->subject].first > token &&
         rs_side_add_nominal(side, predicate->subject);
}

static bool is_actor(const RsMention *mention, const RsParty *party) {
  for (uint32_t i = 0; i < mention->actor_count; i++) {
    const RsParty *actor = &mention->actors[i];
    if (actor->first < party->last && party->first < actor->last) return true;
    if (actor->country[0] && strcmp(actor->country, party->country) == 0) return true;
  }
  return false;
}

/* Who a token names as the one behind a proposal or thing: a state, a body, a nationality. */
static bool read_owner_at(const RsSide *side, uint32_t token, RsParty *party) {
  const RsEventInput *input = side->input;
  const RsNominal *nominal = rs_nominal_of(input, token);
  uint32_t index = input->input->entities->names.at[token];
  uint32_t start = input->reading->tokens->tokens[token].start;
  if (!nominal) return false;
  if (index != RS_NONE) {
    const RsName *name = &input->input->entities->names.names[index];
    if (name->first != token || name->kind == RS_NAME_PLACE) return false;
    rs_party_read(input->input, token, nominal->last, name->start_letter, party);
    return true;
  }
  if (rs_is_upos(input->reading, token, RS_UPOS_ADJ) && rs_nisba_at(input->input, token) != RS_NONE) {
    rs_party_read(input->input, token, token + 1, start, party);
    memcpy(party->sector, "GOV", 4);
    party->person = party->collective = false;
    return true;
  }
  if (token == nominal->first) return false;
  bool body = rs_is_body_word(input->input, token);
  const RsAnalysis *word = rs_chosen(input->reading, token);
  /* `مقترح الرئيس الأوكراني` */
  bool known = word && (word->article ||
                        (rs_lexeme_at(input->reading, token)->flags & RS_LEXEME_TITLE));
  bool man = known && word->upos == RS_UPOS_NOUN && rs_is_person_word(input->input, token);
  if (!body && !man) return false;
  rs_party_read(input->input, token, nominal->last, start, party);
  return body || party->country[0];
}

bool rs_side_add_proposer(const RsSide *side) {
  enum {
    NEAR_TOKENS = 8
  };
  const RsEventInput *input = side->input;
  const RsMention *mention = side->mention;
  if (!mention->actor_count || mention->passive) return false;
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  bool verb = trigger && trigger->upos == RS_UPOS_VERB;
  if (verb && trigger->enclitic != RS_NO_CLITIC) return false; /* `تعارضه روسيا` */
  uint32_t from = mention->last, last = window_last(input, mention);
  from += !verb; /* `رفض موسكو` is hers */
  bool behind = mention->actors[0].first >= from && mention->actors[0].first < last;
  if (behind) from = mention->actors[mention->actor_count - 1].last;
  uint32_t end = from + NEAR_TOKENS < last ? from + NEAR_TOKENS : last;
  for (uint32_t i = from; i < end; i++) {
    if (rs_is_upos(input->reading, i, RS_UPOS_VERB) || rs_opens_clause(input->reading, i) ||
        input->reading->tokens->tokens[i].kind == RS_TOKEN_PUNCT)
      return false;
    const RsNominal *nominal = rs_nominal_of(input, i);
    if (nominal && (nominal->preposition_flags & RS_LEXEME_LOCATIVE)) return false;
    /* `رفض التفاوض مع قوات المعارضة` */
    bool partner = nominal && nominal->first == i && !nominal->pronoun &&
                   (nominal->preposition_flags & RS_LEXEME_COMPANION);
    if (partner) return rs_side_add_nominal(side, input->clauses->nominal_at[i]);
    RsParty party;
    if (!read_owner_at(side, i, &party) || is_actor(mention, &party)) continue;
    return rs_side_add_party(side, &party);
  }
  return false;
}

bool rs_side_add_supported(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsMention *mention = side->mention;
  const RsNominal *help = rs_nominal_of(input, mention->trigger);
  const RsAnalysis *word = rs_chosen(input->reading, mention->trigger);
  const RsAnalysis *by = rs_chosen(input->reading, mention->last);
  if (!help || !word || word->upos != RS_UPOS_NOUN || !word->proclitic_count || word->article)
    return false;
  bool lent = mention->actor_count && by && by->upos == RS_UPOS_ADP &&
              (rs_lexeme_at(input->reading, mention->last)->flags & RS_LEXEME_PARTITIVE);
  if (!lent || help == input->clauses->nominals) return false;
  const RsNominal *before = help - 1;
  /* `القوات المشتركة بدعم من التحالف تمكنت`: right before it, or the subject of the verb. */
  if (before->last == help->first && !before->preposition)
    return rs_side_add_nominal(side, (uint32_t)(before - input->clauses->nominals));
  if (help->governor == RS_NONE) return false;
  const RsPredicate *verb = &input->clauses->predicates[help->governor];
  return !verb->passive && rs_side_add_nominal(side, verb->subject);
}

/* `بإعدام`, `بقصف`; `بسجن`, which is a prison as well. */
static bool is_deed_upon(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *word = rs_chosen(input->reading, token);
  if (!word || word->upos != RS_UPOS_NOUN || !word->proclitic_count || word->article)
    return false;
  const RsNominal *own = rs_nominal_of(input, token);
  if (!own || own->first != token || !own->preposition) return false;
  const RsWordType *type = input->reading->morphs[token].type;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    if (other->derivation != RS_DERIVED_MASDAR || other->proclitic_count != word->proclitic_count)
      continue;
    uint32_t verb = rs_morph_lexeme(input->knowledge, other)->verb;
    if (verb != RS_NONE && (RS_GET(input->knowledge, lexemes, verb)->flags & RS_LEXEME_TRANSITIVE))
      return true;
  }
  return false;
}

bool rs_side_add_sentenced(const RsSide *side) {
  const RsEventInput *input = side->input;
  uint32_t end = window_last(input, side->mention);
  for (uint32_t i = side->mention->last; i < end; i++) {
    if (rs_is_upos(input->reading, i, RS_UPOS_VERB) || rs_opens_clause(input->reading, i))
      return false;
    RsNominal genitive;
    if (!is_deed_upon(input, i)) continue;
    if (rs_genitive_of(input->input, input->clauses, i, &genitive))
      return rs_side_add_span(side, genitive.first, genitive.last, genitive.start_letter);
    /* `بإعدام قيادي`: what looks like an adjective is who was sentenced. */
    const RsNominal *own = rs_nominal_of(input, i);
    if (!own || own->last <= i + 1 || !rs_is_person_word(input->input, i + 1)) return false;
    uint32_t start = input->reading->tokens->tokens[i + 1].start;
    return rs_side_add_span(side, i + 1, own->last, start);
  }
  return false;
}

bool rs_side_add_complement(const RsSide *side) {
  const RsEventInput *input = side->input;
  uint32_t end = window_last(input, side->mention);
  for (uint32_t i = side->mention->last; i < end; i++) {
    if (rs_is_punct(input->reading, i, '.') || rs_is_punct(input->reading, i, ';'))
      return false;
    if (add_masdar_subject(side, i) || add_clause_subject(side, i)) return true;
  }
  return false;
}

/* Whether a verb only says that its subject, a deed, reaches its object (`طال`, `استهدف`). */
static bool is_reaching(const RsEventInput *input, const RsItem *item) {
  if (item->kind != RS_ITEM_LIGHT) return false;
  const RsLight *light = RS_GET(input->knowledge, lights, item->index);
  return light->role == RS_LIGHT_NONE && light->via == RS_VIA_SUBJECT;
}

/* Whether the predicate is such a verb with its object. */
static bool reaches(const RsEventInput *input, const RsPredicate *predicate) {
  const RsFindings *findings = input->findings;
  uint32_t token = predicate->token;
  bool transitive = rs_lexeme_at(input->reading, token)->flags & RS_LEXEME_TRANSITIVE;
  bool behind = input->clauses->nominals[predicate->object].first == token + 1;
  if (!transitive && !behind) return false;
  for (uint32_t k = findings->starts[token]; k < findings->starts[token + 1]; k++) {
    if (is_reaching(input, RS_GET(input->knowledge, items, findings->found[k].item)))
      return true;
  }
  return false;
}

/* Whether the word is the participle of a verb that takes its victim for its object. */
static bool is_reaching_participle(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *word = rs_chosen(input->reading, token);
  if (!word || word->derivation != RS_DERIVED_ACTIVE_PARTICIPLE || word->article)
    return false;
  uint32_t index = rs_morph_lexeme(input->knowledge, word)->verb;
  const RsLexeme *verb = RS_GET(input->knowledge, lexemes, index);
  if (!(verb->flags & RS_LEXEME_TRANSITIVE)) return false;
  uint32_t count = verb->reference_count;
  uint32_t first =
    rs_clip(verb->reference_first, &count, input->knowledge->references_count);
  for (uint32_t i = 0; i < count; i++) {
    const RsReference *reference = &input->knowledge->references[first + i];
    if (reference->kind == RS_REFERENCE_ITEM && is_reaching(input, RS_GET(input->knowledge, items, reference->index)))
      return true;
  }
  return false;
}

bool rs_side_add_aimed(const RsSide *side) {
  const RsEventInput *input = side->input;
  uint32_t end = window_last(input, side->mention);
  for (uint32_t i = side->mention->last; i < end; i++) {
    if (rs_is_punct(input->reading, i, '.') || rs_is_upos(input->reading, i, RS_UPOS_VERB))
      return false;
    if (!is_reaching_participle(input, i)) continue;
    const RsNominal *own = rs_nominal_of(input, i);
    RsNominal genitive;
    /* `مستهدفة مواقع الحوثيين` is read as one phrase. */
    if (rs_genitive_of(input->input, input->clauses, i, &genitive))
      return rs_side_add_span(side, genitive.first, genitive.last, genitive.start_letter);
    uint32_t behind = own ? own->last : i + 1;
    const RsNominal *object = rs_nominal_of(input, behind);
    return object && object->first == behind && !object->preposition &&
           rs_side_add_nominal(side, (uint32_t)(object - input->clauses->nominals));
  }
  return false;
}

bool rs_side_add_reached(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  uint32_t index = clauses->nominal_at[side->mention->trigger];
  uint32_t sentence = side->mention->sentence;
  if (index == RS_NONE) return false;
  for (uint32_t i = clauses->predicate_first[sentence];
       i < clauses->predicate_first[sentence + 1];
       i++) {
    const RsPredicate *predicate = &clauses->predicates[i];
    if (predicate->subject != index || predicate->object == RS_NONE || predicate->passive)
      continue;
    if (reaches(input, predicate) && rs_side_add_nominal(side, predicate->object))
      return true;
  }
  return false;
}

/* `أنها قد تسحب ترخيص القناة`: what somebody says that he will do. */
static bool add_object_of_promise(const RsSide *side, uint32_t verb, uint32_t opened) {
  const RsEventInput *input = side->input;
  const RsPredicate *predicate = &input->clauses->predicates[verb];
  const RsAnalysis *opener = rs_chosen(input->reading, opened);
  bool own = opener && (opener->enclitic != RS_NO_CLITIC || predicate->token == opened + 1);
  return own && predicate->subject == RS_NONE && !predicate->passive &&
         rs_side_add_nominal(side, rs_object_of(input, verb));
}

/* `هدد بقصف مواقع الحزب`, `حذر من أنه قد يستهدف القوات`: whom the deed that is threatened hits. */
bool rs_side_add_deed_upon(const RsSide *side) {
  const RsEventInput *input = side->input;
  uint32_t end = window_last(input, side->mention), opened = RS_NONE;
  for (uint32_t i = side->mention->last; i < end; i++) {
    uint32_t verb = input->clauses->predicate_at[i];
    if (verb != RS_NONE)
      return opened != RS_NONE && add_object_of_promise(side, verb, opened);
    if (rs_opens_clause(input->reading, i)) opened = i;
    uint32_t ends = RS_LEXEME_CONDITIONAL | RS_LEXEME_RELATIVE;
    bool stop = rs_is_punct(input->reading, i, '.') || rs_is_punct(input->reading, i, ';');
    if (stop || (rs_lexeme_at(input->reading, i)->flags & ends)) return false;
    RsNominal genitive;
    if (!is_deed_upon(input, i)) continue;
    return rs_genitive_of(input->input, input->clauses, i, &genitive) &&
           rs_side_add_span(side, genitive.first, genitive.last, genitive.start_letter);
  }
  return false;
}

bool rs_side_add_condition(const RsSide *side) {
  const RsEventInput *input = side->input;
  const RsReading *reading = input->reading;
  uint32_t last = reading->tokens->sentences[side->mention->sentence].last;
  for (uint32_t i = side->mention->last; i < last; i++) {
    if (!(rs_lexeme_at(reading, i)->flags & RS_LEXEME_CONDITIONAL)) continue;
    for (uint32_t k = i + 1; k < last && k < i + CONDITION_TOKENS; k++) {
      uint32_t index = input->clauses->predicate_at[k];
      if (index == RS_NONE) continue;
      const RsPredicate *predicate = &input->clauses->predicates[index];
      return predicate->subject != RS_NONE && !predicate->passive &&
             rs_side_add_nominal(side, predicate->subject);
    }
  }
  return false;
}

static bool is_deed(const RsEventInput *input, uint32_t token) {
  return rs_finding_at(input, token, RS_ITEM_PATTERN) != NULL;
}

bool rs_side_add_dead(const RsSide *side) {
  const RsEventInput *input = side->input;
  uint32_t end = window_last(input, side->mention);
  for (uint32_t i = side->mention->last; i < end; i++) {
    if (rs_is_punct(input->reading, i, '.') || rs_is_upos(input->reading, i, RS_UPOS_VERB))
      return false;
    RsNominal genitive;
    if (!rs_finding_at(input, i, RS_ITEM_TOLL) || is_deed(input, i)) continue;
    return rs_genitive_of(input->input, input->clauses, i, &genitive) &&
           rs_side_add_span(side, genitive.first, genitive.last, genitive.start_letter);
  }
  return false;
}

/* `أشاد بالجهود التي تبذلها الرياض`, `رفض القرار الذي اتخذته المحكمة`: who did what is judged. */
bool rs_side_add_maker(const RsSide *side) {
  static const char SIGNS[] = "057"; /* an agreement: its other side is no maker */
  enum {
    VERB_TOKENS = 2 /* from `التي` to its verb: `التي كانت تبذلها` */
  };
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  const RsMention *mention = side->mention;
  const RsReading *reading = input->reading;
  uint32_t cameo = rs_mention_pattern(input->knowledge, mention)->cameo;
  if (strcmp(RS_GET(input->knowledge, cameos, cameo)->code, SIGNS) == 0) return false;
  uint32_t at = mention->last, end = window_last(input, mention);
  while (at < end && !(rs_lexeme_at(reading, at)->flags & RS_LEXEME_RELATIVE)) {
    if (clauses->predicate_at[at] != RS_NONE || rs_opens_clause(reading, at)) return false;
    at++;
  }
  uint32_t index = RS_NONE;
  for (uint32_t i = at + 1; i <= at + VERB_TOKENS && i < end && index == RS_NONE; i++)
    index = clauses->predicate_at[i];
  if (index == RS_NONE) return false;
  const RsPredicate *made = &clauses->predicates[index];
  bool has_maker = made->object_suffix && !made->passive && made->subject != RS_NONE &&
                   made->antecedent != RS_NONE;
  if (!has_maker || clauses->nominals[made->subject].first < made->token) return false;
  const RsNominal *work = &clauses->nominals[made->antecedent];
  /* `رفض العرض الذي قدمته` is one phrase */
  bool own = work->first == mention->trigger && work->last > mention->trigger + 1;
  bool judged =
    own || (work->first > mention->trigger && work->relation != RS_RELATION_SUBJECT);
  const RsLight *light =
    rs_light_of(input, made, work->head); /* not `التي تشهدها البلاد` */
  if (!judged || (light && light->role != RS_LIGHT_ACTOR)) return false;
  RsParty party; /* not `الجماعات التي تدعمها إيران` */
  rs_party_read(input->input, work->first, work->last, work->start_letter, &party);
  bool somebody =
    party.person || party.human || party.institution || party.actor != RS_NONE;
  return (party.thing || !somebody) && rs_side_add_nominal(side, made->subject);
}

/* ------------------------------------------------------------------ deeds side by side */

static void take_actors(RsMention *mention, const RsMention *from) {
  memcpy(mention->actors, from->actors, sizeof mention->actors);
  mention->actor_count = from->actor_count;
}

static bool is_force(const RsEventInput *input, const RsMention *mention) {
  return rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE);
}

/* `وخطف عشر نساء` behind `بقتل 18 شخصا`. */
static bool goes_on(const RsEventInput *input, const RsMention *mention) {
  const RsNominal *own = rs_nominal_of(input, mention->trigger);
  bool joined = own && own->conjoined && !own->listed && own->first == mention->trigger;
  return rs_is_upos(input->reading, mention->trigger, RS_UPOS_NOUN) &&
         (joined || rs_has_conjunction(input->reading, mention->first));
}

/* `أدت إلى مقتل مدنيين` behind the deed: what another verb leads to. */
static bool is_outcome(
  const RsEventInput *input, const RsMention *mention, const RsMention *deed
) {
  const RsNominal *nominal = rs_nominal_of(input, mention->trigger);
  if (!nominal || nominal->governor == RS_NONE) return false;
  if (nominal->relation != RS_RELATION_PREPOSITION) return false;
  return input->clauses->predicates[nominal->governor].token > deed->trigger;
}

/* `أعلن الجيش اعتقال مسلحين ومقتل جنود`: nobody kills his own. */
static bool is_own_loss(const RsMention *mention, const RsMention *deed) {
  if (!mention->recipient_count) return false;
  const RsParty *victim = &mention->recipients[0], *doer = &deed->actors[0];
  if (!victim->sector[0] || strcmp(victim->sector, doer->sector) != 0) return false;
  return !victim->country[0] || strcmp(victim->country, doer->country) == 0;
}

static void share_actors(
  const RsEventInput *input, RsMention *mention, const RsMention *deed
) {
  if (mention->actor_count || mention->passive || !deed->actor_count) return;
  if (!is_force(input, mention) || !is_force(input, deed)) return;
  /* `تظاهر الطلاب، ما أدى إلى مقتل ثلاثة`: who protests is more often the victim. */
  bool rally = strcmp(rs_mention_event(input->knowledge, deed), "PROTEST") == 0;
  if (rally && strcmp(rs_mention_event(input->knowledge, mention), "PROTEST") != 0) return;
  if (is_own_loss(mention, deed)) return;
  if (goes_on(input, mention) || is_outcome(input, mention, deed))
    take_actors(mention, deed);
}

/* `انتقدت المناورات التي تجريها واشنطن`: whether the deed is what the verb takes. */
static bool is_object_of(
  const RsEventInput *input, const RsMention *speech, const RsMention *deed
) {
  const RsNominal *nominal = rs_nominal_of(input, deed->trigger);
  return nominal && speech->predicate != RS_NONE &&
         nominal->governor == speech->predicate && nominal->first == deed->trigger &&
         !is_actor(speech, &deed->actors[0]) &&
         strcmp(rs_mention_event(input->knowledge, deed), "ACCUSE") != 0;
}

/* `أدانت الهجوم الذي نفذه مسلحون`: the doer of what is condemned. */
static void blame(const RsEventInput *input, RsMention *speech, const RsMention *deed) {
  if (speech->recipient_count || !deed->actor_count || deed->circumstance) return;
  if (strcmp(rs_mention_event(input->knowledge, speech), "ACCUSE") != 0) return;
  if (!is_force(input, deed) && !is_object_of(input, speech, deed)) return;
  /* `دانت استخدام العنف ضد المحتجين`: who suffered it */
  const RsNominal *nominal = rs_nominal_of(input, deed->trigger);
  if (nominal && (nominal->preposition_flags & RS_LEXEME_AGAINST)) return;
  if (deed->first > speech->last + COMPLEMENT_TOKENS || deed->actor_inherited) return;
  bool own = speech->actor_count && deed->actors[0].first < speech->actors[0].last &&
             speech->actors[0].first < deed->actors[0].last;
  if (own) return;
  memcpy(speech->recipients, deed->actors, sizeof speech->recipients);
  speech->recipient_count = deed->actor_count;
}

void rs_mentions_share_roles(const RsEventInput *input, RsMentions *mentions) {
  for (uint32_t i = 0; i + 1 < mentions->mention_count; i++) {
    RsMention *mention = &mentions->mentions[i], *next = mention + 1;
    if (mention->sentence != next->sentence) continue;
    share_actors(input, next, mention);
    blame(input, mention, next);
  }
}
