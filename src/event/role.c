/* Who did it to whom.
 *
 * A pattern lists where its actor and recipient may stand, tried in order: subject and object
 * of the verb, the idafa (`زيارة الرئيس`, `قصف المدينة`), a nationality (`غارة إسرائيلية`),
 * `من قبل` and its like, the subject of a light verb (`شن الطيران غارة`), a preposition. What
 * is found must be somebody: a place or a thing is no party. Codebook section 3.
 * Limits: a dropped subject is the nearest subject before that agrees.
 */
#include "event/event.h"

enum {
  ARGUMENT_TOKENS = 16
};

typedef struct {
  const RsEventInput *input;
  RsMention *mention;
  RsParty *parties;
  uint32_t *count;
  bool actor;
} Side;

static const RsNominal *nominal_at(const RsEventInput *input, uint32_t token) {
  uint32_t index = token < input->reading->tokens->token_count
                     ? input->clauses->nominal_at[token]
                     : RS_NONE;
  return index == RS_NONE ? NULL : &input->clauses->nominals[index];
}

static bool add_party(const Side *side, const RsParty *party) {
  if (*side->count == RS_MENTION_PARTIES) return false;
  for (uint32_t i = 0; i < *side->count; i++) {
    if (side->parties[i].first == party->first) return false;
  }
  side->parties[(*side->count)++] = *party;
  return true;
}

/* Somebody who can be a party: political, a person, or a body or country by name. */
static bool is_somebody(const RsParty *party) {
  return party->political || party->person || party->state;
}

/* `طائراتها`, `قواته`: the possessor's country is the possession's. */
static void take_possessor(const Side *side, RsParty *party) {
  const RsEventInput *input = side->input;
  const RsAnalysis *head = rs_chosen(input->reading, party->first);
  if (party->country[0] || !head || head->enclitic == RS_NO_CLITIC) return;
  uint32_t sentence = input->reading->tokens->tokens[party->first].sentence;
  uint32_t from = input->clauses->predicate_first[sentence + 1];
  for (uint32_t i = from; i-- > 0;) {
    const RsPredicate *before = &input->clauses->predicates[i];
    if (before->token > party->first || before->subject == RS_NONE) continue;
    if (input->reading->tokens->tokens[before->token].sentence != sentence) return;
    const RsNominal *subject = &input->clauses->nominals[before->subject];
    if (subject->last > party->first) continue;
    RsParty possessor;
    rs_party_read(
      input->input, subject->first, subject->last, subject->start_letter, &possessor
    );
    memcpy(party->country, possessor.country, sizeof party->country);
    party->political |= possessor.political;
    return;
  }
}

static bool add_span(
  const Side *side, uint32_t first, uint32_t last, uint32_t start_letter
) {
  RsParty party;
  rs_party_read(side->input->input, first, last, start_letter, &party);
  take_possessor(side, &party);
  return is_somebody(&party) && add_party(side, &party);
}

/* A phrase and those joined to it by و: `الولايات المتحدة وفرنسا وبريطانيا`. */
static bool add_nominal(const Side *side, uint32_t index) {
  const RsClauses *clauses = side->input->clauses;
  if (index == RS_NONE) return false;
  const RsNominal *nominal = &clauses->nominals[index];
  if (nominal->pronoun) return false;
  if (!add_span(side, nominal->first, nominal->last, nominal->start_letter)) return false;
  for (uint32_t i = index + 1; i < clauses->nominal_count; i++) {
    const RsNominal *next = &clauses->nominals[i];
    if (!next->conjoined || next->preposition != nominal->preposition) break;
    if (!add_span(side, next->first, next->last, next->start_letter)) break;
  }
  return true;
}

static const RsPredicate *predicate_of(
  const RsEventInput *input, const RsMention *mention
) {
  return mention->predicate == RS_NONE ? NULL
                                       : &input->clauses->predicates[mention->predicate];
}

static bool same_gender(
  const RsEventInput *input, uint32_t verb, const RsNominal *subject
) {
  const RsAnalysis *a = rs_chosen(input->reading, verb);
  const RsAnalysis *b = rs_chosen(input->reading, subject->head);
  unsigned left = a ? rs_feature(a->features, RS_GENDER_SHIFT) : 0;
  unsigned right = b ? rs_feature(b->features, RS_GENDER_SHIFT) : 0;
  return !left || !right || left == right;
}

/* The subject that a verb without one takes over from the clauses before it. */
static bool add_inherited(const Side *side, uint32_t predicate, uint32_t token) {
  const RsEventInput *input = side->input;
  const RsClauses *clauses = input->clauses;
  uint32_t sentence = input->reading->tokens->tokens[token].sentence;
  uint32_t from = predicate != RS_NONE ? predicate : clauses->predicate_first[sentence + 1];
  for (uint32_t i = from; i-- > 0;) {
    const RsPredicate *before = &clauses->predicates[i];
    if (before->token > token) continue;
    uint32_t at = input->reading->tokens->tokens[before->token].sentence;
    if (at + 2 < sentence) return false;
    if (before->subject == RS_NONE) continue;
    const RsNominal *subject = &clauses->nominals[before->subject];
    if (predicate != RS_NONE && !same_gender(input, clauses->predicates[predicate].token, subject)) {
      continue;
    }
    if (add_nominal(side, before->subject)) {
      side->mention->actor_inherited |= side->actor;
      return true;
    }
  }
  return false;
}

/* `نتضامن`, `سنتدخل` in a quotation: the last one who was said to speak. */
static bool add_speaker(const Side *side, uint32_t predicate) {
  const RsEventInput *input = side->input;
  enum {
    VERBS_BACK = 12
  };
  for (uint32_t i = predicate, looked = 0; i-- > 0 && looked < VERBS_BACK; looked++) {
    const RsPredicate *before = &input->clauses->predicates[i];
    if (before->subject == RS_NONE || !rs_finding_at(input, before->token, RS_ITEM_SPEECH))
      continue;
    return add_nominal(side, before->subject);
  }
  return false;
}

static bool first_person(const RsEventInput *input, const RsPredicate *predicate) {
  const RsAnalysis *verb = rs_chosen(input->reading, predicate->token);
  return verb && rs_feature(verb->features, RS_PERSON_SHIFT) == 1;
}

static bool from_subject(const Side *side) {
  const RsPredicate *predicate = predicate_of(side->input, side->mention);
  if (!predicate) {
    const RsNominal *nominal = nominal_at(side->input, side->mention->trigger);
    return nominal && nominal->governor != RS_NONE &&
           add_nominal(side, side->input->clauses->predicates[nominal->governor].subject);
  }
  if (side->mention->passive && side->actor) return false;
  if (predicate->subject != RS_NONE) return add_nominal(side, predicate->subject);
  if (!side->actor) return false;
  if (first_person(side->input, predicate))
    return add_speaker(side, side->mention->predicate);
  return add_inherited(side, side->mention->predicate, predicate->token);
}

static bool from_object(const Side *side) {
  const RsPredicate *predicate = predicate_of(side->input, side->mention);
  if (!predicate) return false;
  if (side->mention->passive && !side->actor) return add_nominal(side, predicate->subject);
  return add_nominal(side, predicate->object);
}

static bool from_genitive(const Side *side) {
  const RsEventInput *input = side->input;
  uint32_t trigger = side->mention->last - 1;
  RsNominal genitive;
  if (rs_genitive_of(input->input, input->clauses, trigger, &genitive)) {
    if (!add_span(side, genitive.first, genitive.last, genitive.start_letter)) return false;
    uint32_t index = input->clauses->nominal_at[trigger];
    for (uint32_t i = index + 1; i < input->clauses->nominal_count; i++) {
      const RsNominal *next = &input->clauses->nominals[i];
      if (!next->conjoined || next->preposition != genitive.preposition) break;
      if (!add_span(side, next->first, next->last, next->start_letter)) break;
    }
    return true;
  }
  const RsAnalysis *chosen = rs_chosen(input->reading, trigger);
  if (chosen && chosen->enclitic != RS_NO_CLITIC && side->actor) {
    return add_inherited(side, RS_NONE, trigger);
  }
  return false;
}

static uint32_t window_end(const Side *side) {
  const RsReading *reading = side->input->reading;
  uint32_t sentence_end = reading->tokens->sentences[side->mention->sentence].last;
  uint32_t end = side->mention->last + ARGUMENT_TOKENS;
  return end < sentence_end ? end : sentence_end;
}

/* Ends the search for an argument: a stop, a subordinator, a relative clause. */
static bool barrier(const Side *side, uint32_t token) {
  const RsReading *reading = side->input->reading;
  if (rs_is_punct(reading, token, ';') || rs_is_punct(reading, token, '.') || rs_is_punct(reading, token, ':')) {
    return true;
  }
  if (rs_opens_clause(reading, token)) return true;
  return rs_is_punct(reading, token, ',') && rs_is_upos(reading, token + 1, RS_UPOS_VERB);
}

static bool from_agent(const Side *side) {
  const RsEventInput *input = side->input;
  const RsFindings *findings = input->findings;
  uint32_t end = window_end(side);
  for (uint32_t i = side->mention->last; i < end && !barrier(side, i); i++) {
    for (uint32_t k = findings->starts[i]; k < findings->starts[i + 1]; k++) {
      const RsFound *found = &findings->found[k];
      const RsItem *item = RS_GET(input->knowledge, items, found->item);
      if (item->kind != RS_ITEM_CUE) continue;
      if (RS_GET(input->knowledge, cues, item->index)->kind != RS_CUE_AGENT) continue;
      uint32_t at = found->last;
      if (rs_is_punct(input->reading, at, '"')) at++;
      const RsNominal *nominal = nominal_at(input, at);
      if (!nominal) continue;
      uint32_t start = at == nominal->first ? nominal->start_letter
                                            : input->reading->tokens->tokens[at].start;
      if (add_span(side, at, nominal->last, start)) return true;
    }
  }
  return false;
}

static bool from_nisba(const Side *side) {
  const RsEventInput *input = side->input;
  const RsNominal *nominal = nominal_at(input, side->mention->trigger);
  if (!nominal) return false;
  bool found = false;
  for (uint32_t i = side->mention->last; i < nominal->last; i++) {
    const RsAnalysis *chosen = rs_chosen(input->reading, i);
    if (!chosen || chosen->upos == RS_UPOS_NOUN) break;
    if (rs_nisba_at(input->input, i) == RS_NONE) continue;
    RsParty party;
    uint32_t start = input->reading->tokens->tokens[i].start;
    rs_party_read(input->input, i, i + 1, start, &party);
    party.sector[0] = '\0'; /* a state's deed, not its people's */
    party.collective = false;
    found |= add_party(side, &party);
  }
  return found;
}

/* The light verb that carries a nominal trigger, and what its subject is of the deed. */
static const RsLight *light_of(const Side *side, const RsPredicate *predicate) {
  if (!predicate) return NULL;
  const RsItem *item = rs_finding_at(side->input, predicate->token, RS_ITEM_LIGHT);
  return item ? RS_GET(side->input->knowledge, lights, item->index) : NULL;
}

static bool is_light_masdar(const RsEventInput *input, uint32_t token) {
  const RsLexeme *masdar = rs_lexeme_at(input->reading, token);
  if (masdar->verb == RS_NONE || !rs_is_upos(input->reading, token, RS_UPOS_NOUN))
    return false;
  const RsLexeme *verb = RS_GET(input->knowledge, lexemes, masdar->verb);
  uint32_t count = verb->reference_count;
  uint32_t first =
    rs_clip(verb->reference_first, &count, input->knowledge->references_count);
  for (uint32_t i = 0; i < count; i++) {
    const RsReference *reference = &input->knowledge->references[first + i];
    if (reference->kind != RS_REFERENCE_ITEM) continue;
    const RsItem *item = RS_GET(input->knowledge, items, reference->index);
    if (item->kind == RS_ITEM_LIGHT) return true;
  }
  return false;
}

/* `تعتزم تركيا شن عملية`: the light verb is a masdar below another verb. */
static bool from_light_masdar(const Side *side) {
  const RsEventInput *input = side->input;
  uint32_t trigger = side->mention->trigger;
  const RsNominal *nominal = nominal_at(input, trigger);
  if (!nominal || nominal->governor == RS_NONE || trigger == nominal->first) return false;
  if (!is_light_masdar(input, trigger - 1)) return false;
  const RsPredicate *verb = &input->clauses->predicates[nominal->governor];
  return verb->subject != RS_NONE && add_nominal(side, verb->subject);
}

static bool from_light(const Side *side) {
  const RsPredicate *predicate = predicate_of(side->input, side->mention);
  const RsLight *light = light_of(side, predicate);
  if (!light) return from_light_masdar(side);
  if (light->role != RS_LIGHT_ACTOR || side->mention->passive) return false;
  /* In `وقع هجوم` the deed itself is the subject. */
  const RsNominal *own = nominal_at(side->input, side->mention->trigger);
  if (predicate->subject != RS_NONE && own == &side->input->clauses->nominals[predicate->subject]) {
    return false;
  }
  if (predicate->subject != RS_NONE) return add_nominal(side, predicate->subject);
  return side->actor && add_inherited(side, side->mention->predicate, predicate->token);
}

static bool from_preposition(const Side *side, uint64_t preposition, uint32_t flags) {
  const RsEventInput *input = side->input;
  uint32_t end = window_end(side);
  for (uint32_t i = side->mention->last; i < end && !barrier(side, i);) {
    uint32_t index = input->clauses->nominal_at[i];
    if (index == RS_NONE) {
      i++;
      continue;
    }
    const RsNominal *nominal = &input->clauses->nominals[index];
    bool wanted = preposition ? nominal->preposition == preposition
                              : (nominal->preposition_flags & flags) != 0;
    if (wanted && nominal->first >= side->mention->last && add_nominal(side, index))
      return true;
    i = nominal->last > i ? nominal->last : i + 1;
  }
  return false;
}

static bool from_self(const Side *side) {
  const RsNominal *nominal = nominal_at(side->input, side->mention->trigger);
  return nominal && add_span(side, nominal->first, nominal->last, nominal->start_letter);
}

static bool from_source(const Side *side, const RsRoleSource *source) {
  switch (source->kind) {
    case RS_ROLE_SUBJECT: return from_subject(side);
    case RS_ROLE_OBJECT: return from_object(side);
    case RS_ROLE_GENITIVE: return from_genitive(side);
    case RS_ROLE_BY: return from_agent(side);
    case RS_ROLE_NISBA: return from_nisba(side);
    case RS_ROLE_LIGHT: return from_light(side);
    case RS_ROLE_PREPOSITION: return from_preposition(side, source->preposition, 0);
    case RS_ROLE_SELF: return from_self(side);
    default: return true;
  }
}

static void fill_from_pattern(const Side *side, uint32_t first, uint32_t count) {
  const RasidKnowledge *knowledge = side->input->knowledge;
  first = rs_clip(first, &count, knowledge->role_sources_count);
  for (uint32_t i = 0; i < count; i++) {
    if (from_source(side, &knowledge->role_sources[first + i])) return;
  }
}

static void fill_default(const Side *side, const RsAnalysis *trigger) {
  static const uint8_t verb_actor[] = {RS_ROLE_SUBJECT, RS_ROLE_BY, RS_ROLE_NOBODY};
  static const uint8_t verb_recipient[] = {RS_ROLE_OBJECT, RS_ROLE_NOBODY};
  static const uint8_t noun_actor[] = {
    RS_ROLE_LIGHT, RS_ROLE_BY, RS_ROLE_NISBA, RS_ROLE_GENITIVE, RS_ROLE_NOBODY};
  static const uint8_t masdar_actor[] = {
    RS_ROLE_LIGHT, RS_ROLE_BY, RS_ROLE_NISBA, RS_ROLE_NOBODY};
  static const uint8_t masdar_recipient[] = {RS_ROLE_GENITIVE, RS_ROLE_NOBODY};
  static const uint8_t self[] = {RS_ROLE_SELF, RS_ROLE_NOBODY};
  static const uint8_t agent[] = {RS_ROLE_BY, RS_ROLE_NOBODY};
  static const uint8_t none[] = {RS_ROLE_NOBODY};
  const uint8_t *order = side->actor ? noun_actor : none;
  if (trigger && trigger->upos == RS_UPOS_VERB) {
    order = side->actor ? verb_actor : verb_recipient;
  } else if (trigger && trigger->derivation == RS_DERIVED_ACTIVE_PARTICIPLE) {
    order = side->actor ? self : none;
  } else if (trigger && trigger->derivation == RS_DERIVED_PASSIVE_PARTICIPLE) {
    order = side->actor ? agent : self;
  } else if (trigger && trigger->derivation == RS_DERIVED_MASDAR) {
    order = side->actor ? masdar_actor : masdar_recipient;
  }
  for (; *order != RS_ROLE_NOBODY; order++) {
    RsRoleSource source = {.kind = *order};
    if (from_source(side, &source)) return;
  }
  if (!side->actor && !*side->count) from_preposition(side, 0, RS_LEXEME_AGAINST);
}

/* `مباحثات بين أ وب`, `التقى أ ب`, `تشاور مع ب`. */
static void fill_mutual(const Side *actors, const Side *recipients) {
  RsMention *mention = actors->mention;
  RsParty between[RS_MENTION_PARTIES];
  uint32_t between_count = 0;
  Side side = *actors;
  side.parties = between;
  side.count = &between_count;
  if (from_preposition(&side, 0, RS_LEXEME_BETWEEN) && between_count > 1) {
    mention->actors[0] = between[0];
    mention->actor_count = 1;
    mention->recipient_count = 0;
    for (uint32_t i = 1; i < between_count; i++)
      add_party(recipients, &between[i]);
    return;
  }
  if (!mention->recipient_count) from_preposition(recipients, 0, RS_LEXEME_COMPANION);
  if (!mention->recipient_count && mention->actor_count > 1) {
    for (uint32_t i = 1; i < mention->actor_count; i++) {
      add_party(recipients, &mention->actors[i]);
    }
    mention->actor_count = 1;
  }
}

/* `قتل خمسة مدنيين`, `اعتقل ناشط`: unvocalised passives. The verb allows either voice, what
 * stands behind it is no army or government, and nothing is left for its object. */
static void settle_voice(const RsEventInput *input, RsMention *mention) {
  if (mention->predicate == RS_NONE) return;
  const RsPredicate *predicate = &input->clauses->predicates[mention->predicate];
  if (predicate->token != mention->trigger || mention->passive) return;
  const RsAnalysis *verb = rs_chosen(input->reading, predicate->token);
  if (rs_feature(verb->features, RS_VOICE_SHIFT) != 3) return;
  if (predicate->object != RS_NONE || predicate->object_suffix) return;
  if (predicate->subject == RS_NONE) return;
  const RsLexeme *lexeme = rs_morph_lexeme(input->knowledge, verb);
  if (!(lexeme->flags & RS_LEXEME_TRANSITIVE)) return;
  const RsNominal *subject = &input->clauses->nominals[predicate->subject];
  RsParty party;
  rs_party_read(input->input, subject->first, subject->last, subject->start_letter, &party);
  if (party.institution || party.state) return;
  bool behind = subject->first > predicate->token;
  bool counted = subject->number != RS_NONE;
  if (!counted && !(behind && (party.person || party.political))) return;
  mention->passive = true;
}

/* `قصف القوات الروسية لبلدة بنش`: with ل behind it, the genitive is the doer. */
static void take_lam_object(const Side *actors, const Side *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsAnalysis *trigger = rs_chosen(input->reading, mention->trigger);
  if (!trigger || trigger->upos != RS_UPOS_NOUN || mention->actor_count) return;
  if (mention->recipient_count != 1) return;
  RsNominal genitive;
  if (!rs_genitive_of(input->input, input->clauses, mention->last - 1, &genitive)) return;
  if (mention->recipients[0].first != genitive.first || genitive.number != RS_NONE) return;
  const RsNominal *behind = nominal_at(input, genitive.last);
  if (!behind || behind->first != genitive.last || behind->conjoined) return;
  if (!(behind->preposition_flags & RS_LEXEME_TOWARDS)) return;
  mention->actors[0] = mention->recipients[0];
  mention->actor_count = 1;
  mention->recipient_count = 0;
  add_nominal(recipients, input->clauses->nominal_at[genitive.last]);
}

static void name_sector(RsParty *party, const char *sector) {
  if (party->sector[0] || !party->country[0]) return;
  memcpy(party->sector, sector, 4);
}

/* Codebook section 4, "Parties": a state's sector hangs on what it does or suffers. */
static void settle_sectors(const RsEventInput *input, RsMention *mention) {
  const char *event = rs_mention_event(input->knowledge, mention);
  bool force = strcmp(event, "ASSAULT") == 0;
  for (uint32_t i = 0; i < mention->actor_count; i++) {
    RsParty *party = &mention->actors[i];
    if (party->state && force) memcpy(party->sector, "MIL", 4);
    if (!party->person && party->actor == RS_NONE)
      name_sector(party, force ? "MIL" : "GOV");
  }
  for (uint32_t i = 0; i < mention->recipient_count; i++) {
    RsParty *party = &mention->recipients[i];
    bool suffers = force || strcmp(event, "COERCE") == 0;
    if (party->state && suffers) party->sector[0] = '\0';
  }
}

void rs_mention_fill_roles(const RsEventInput *input, RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const RsAnalysis *trigger = rs_chosen(input->reading, mention->trigger);
  settle_voice(input, mention);
  Side actors = {input, mention, mention->actors, &mention->actor_count, true};
  Side recipients = {input, mention, mention->recipients, &mention->recipient_count, false};
  if (pattern->flags & RS_PATTERN_OWN_ACTOR) {
    fill_from_pattern(&actors, pattern->actor_first, pattern->actor_count);
  } else {
    fill_default(&actors, trigger);
  }
  const RsPredicate *predicate = predicate_of(input, mention);
  const RsLight *light = predicate && predicate->token != mention->trigger
                           ? light_of(&recipients, predicate)
                           : NULL;
  if (light && light->role == RS_LIGHT_RECIPIENT) {
    add_nominal(&recipients, predicate->subject);
  } else if (pattern->flags & RS_PATTERN_OWN_RECIPIENT) {
    fill_from_pattern(&recipients, pattern->recipient_first, pattern->recipient_count);
  } else {
    fill_default(&recipients, trigger);
  }
  if (mention->passive && !mention->actor_count) from_agent(&actors);
  if (predicate && mention->passive && !mention->recipient_count &&
      predicate->token == mention->trigger) {
    add_nominal(&recipients, predicate->subject);
  }
  take_lam_object(&actors, &recipients);
  if (pattern->flags & RS_PATTERN_MUTUAL) fill_mutual(&actors, &recipients);
  /* Nobody acts on himself: an actor taken over from before may be the one who suffers. */
  if (mention->actor_count && mention->recipient_count &&
      mention->actors[0].first == mention->recipients[0].first) {
    if (mention->actor_inherited || mention->passive)
      mention->actor_count = 0;
    else
      mention->recipient_count = 0;
  }
  settle_sectors(input, mention);
}
