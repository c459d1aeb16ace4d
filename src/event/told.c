/* What is told of a deed besides that it was done.
 *
 * `جمعت الأموال لدعم الحكومة`, `على الجماعات أن تلقي أسلحتها`, `لا تعترف إيران بالاتفاق`, `وهو ما
 * يهدد المنطقة`: what something was for, what somebody ought to do, what nobody said and what a
 * thing does are no deeds, though their words are those of deeds. The questions are asked of the
 * words right before the trigger and of its form: a masdar behind ل that no verb carries, a
 * present behind أن and the one on whom it is, a negated word of somebody, a present behind ما.
 * ما is read as the relative wherever it can be one. Codebook sections 1 and 3. Limits: the
 * words around are looked at, no tree; who only ever does a thing (`الذين يؤيدون الحرب`) is told
 * from who does it now for backing, refusing and calling alone.
 */
#include "event/role.h"
#include "event/scope.h"

static const char SIGNING[] = "057", DISAPPROVING[] = "111", DISPERSING[] = "175",
                  BACKING_MOST[] = "052", TAKING[] = "192"; /* CAMEO */

bool rs_scope_stops(const RsScope *scope, uint32_t token) {
  const RsReading *reading = scope->reading;
  return rs_is_punct(reading, token, ';') || rs_is_punct(reading, token, '.') ||
         rs_is_punct(reading, token, ':') || rs_is_punct(reading, token, ',') ||
         (scope->reading->tokens->tokens[token].kind == RS_TOKEN_PUNCT &&
          scope->reading->tokens->tokens[token].letter == '.');
}

const RsCue *rs_scope_cue(const RsScope *scope, const RsFound *found) {
  const RsItem *item = RS_GET(scope->input->knowledge, items, found->item);
  return item->kind == RS_ITEM_CUE ? RS_GET(scope->input->knowledge, cues, item->index)
                                   : NULL;
}

/* The token that the scope is measured from: the light verb, else the trigger. */
uint32_t rs_scope_start(const RsScope *scope) {
  const RsMention *mention = scope->mention;
  if (mention->predicate == RS_NONE) return mention->first;
  uint32_t verb = scope->input->clauses->predicates[mention->predicate].token;
  return verb < mention->first && mention->first - verb <= RS_SCOPE_TOKENS ? verb
                                                                           : mention->first;
}

static bool is_imperfect(const RsReading *reading, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(reading, token);
  return chosen && chosen->upos == RS_UPOS_VERB &&
         rs_feature(chosen->features, RS_ASPECT_SHIFT) == 2;
}

/* `ما` behind a noun, a verb or a comma is relative (`قصف، ما أدى إلى مقتل`, `نشر ما وعد به`),
 * and so it is before a present (`ما يهدد المنطقة`); else it is "did not". */
bool rs_scope_reads_as_relative(const RsScope *scope, uint32_t token) {
  const RsReading *reading = scope->reading;
  const RsWordType *type = reading->morphs[token].type;
  bool ambiguous = false;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    uint32_t flags = rs_morph_lexeme(reading->knowledge, &type->analyses[i])->flags;
    ambiguous |= (flags & RS_LEXEME_RELATIVE) != 0;
  }
  uint32_t first = reading->tokens->sentences[scope->mention->sentence].first;
  if (!ambiguous) return false;
  if (is_imperfect(reading, token + 1)) return true;
  if (token == first) return false;
  const RsAnalysis *before = rs_chosen(reading, token - 1);
  if (!before) return reading->tokens->tokens[token - 1].kind == RS_TOKEN_PUNCT;
  return before->upos != RS_UPOS_PART || before->article;
}

/* A particle that hides a negation without being one: `كما` holds `ما`. */
bool rs_scope_negates(const RsScope *scope, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(scope->reading, token);
  if (!chosen) return false;
  bool particle = chosen->upos == RS_UPOS_PART || chosen->upos == RS_UPOS_ADP ||
                  chosen->upos == RS_UPOS_SCONJ || chosen->upos == RS_UPOS_PRON;
  uint32_t flags = rs_morph_lexeme(scope->input->knowledge, chosen)->flags;
  return !particle || (flags & (RS_LEXEME_NEGATION | RS_LEXEME_RELATIVE));
}

bool rs_has_preposition(const RasidKnowledge *knowledge, const RsAnalysis *word) {
  for (unsigned i = 0; i < word->proclitic_count; i++) {
    const RsClitic *clitic = RS_GET(knowledge, clitics, word->proclitics[i]);
    if (clitic->upos == RS_UPOS_ADP) return true;
  }
  return false;
}

/* `تعرض المطار مساء أمس لقصف`: whoever suffers it stands before. */
static bool is_suffered(const RsScope *scope, uint32_t token) {
  const RsEventInput *input = scope->input;
  uint32_t first = scope->reading->tokens->sentences[scope->mention->sentence].first;
  for (uint32_t i = token, k = 0; i-- > first && k < RS_SCOPE_TOKENS; k++) {
    if (rs_scope_stops(scope, i)) return false;
    if (rs_finding_at(input, i, RS_ITEM_LIGHT)) return true;
    if (rs_is_light_masdar(input, i, RS_LIGHT_RECIPIENT)) return true;
  }
  return false;
}

/* وقف may be an endowment too. */
static bool is_masdar(const RsReading *reading, uint32_t token) {
  const RsWordType *type = reading->morphs[token].type;
  const RsAnalysis *word = rs_chosen(reading, token);
  if (!word || word->upos != RS_UPOS_NOUN) return false;
  if (word->derivation == RS_DERIVED_MASDAR) return true;
  for (unsigned i = 0; type && !word->article && i < type->analysis_count; i++) {
    if (type->analyses[i].derivation == RS_DERIVED_MASDAR) return true;
  }
  return false;
}

/* `قوات لقتال المتمردين`, `خطة لشن هجوم`, `للحشد والتجسس`: a masdar that no verb carries behind a
 * preposition of purpose, or one joined to it. */
bool rs_scope_is_purpose(const RsScope *scope) {
  const RsMention *mention = scope->mention;
  const RsReading *reading = scope->reading;
  const RsClauses *clauses = scope->input->clauses;
  uint32_t index = clauses->nominal_at[mention->trigger];
  if (index == RS_NONE || scope->circumstance) return false;
  const RsNominal *nominal = &clauses->nominals[index];
  const RsAnalysis *word = rs_chosen(reading, mention->trigger);
  bool own = nominal->first == mention->trigger && is_masdar(reading, mention->trigger);
  bool light = nominal->first + 1 == mention->trigger && word && !word->article &&
               rs_is_light_masdar(scope->input, nominal->first, RS_LIGHT_ACTOR);
  if (!own && !light) return false;
  while (clauses->nominals[index].conjoined && index > 0)
    index--;
  nominal = &clauses->nominals[index];
  word = rs_chosen(reading, nominal->first);
  /* `أبرم اتفاقا لوقف القتال`: the verb carries its object, not what it is for. */
  const RsPredicate *verb =
    mention->predicate == RS_NONE ? NULL : &clauses->predicates[mention->predicate];
  if (verb && rs_light_of(scope->input, verb, nominal->first)) return false;
  if (!word || !nominal->first || word->enclitic != RS_NO_CLITIC) return false;
  if (!is_masdar(reading, nominal->first)) return false;
  if (!rs_has_preposition(scope->input->knowledge, word)) return false;
  if (!(nominal->preposition_flags & RS_LEXEME_TOWARDS)) return false;
  /* `بعد التوصل لاتفاق` */
  uint32_t before = nominal->first - 1;
  return !rs_is_upos(reading, before, RS_UPOS_VERB) &&
         !rs_is_light_masdar(scope->input, before, RS_LIGHT_ACTOR);
}

/* `جمعت الأموال لدعم الحكومة`: what it was for is told, not whether it came about. Not so the
 * reason (`عوقبت لدعمها المتمردين`) nor a meeting (`بيان للاجتماع`). */
bool rs_scope_is_idle_purpose(const RsScope *scope) {
  const RasidKnowledge *knowledge = scope->input->knowledge;
  const char *event = rs_mention_event(knowledge, scope->mention);
  return strcmp(event, "CONSULT") != 0 && strcmp(event, "AGREE") != 0 &&
         rs_mention_is(knowledge, scope->mention, RS_TYPE_WILLING);
}

/* Force as a purpose may be told elsewhere as done; police use gas `لتفريق المحتجين` as they do. */
bool rs_scope_is_only_aimed(const RsScope *scope) {
  const RasidKnowledge *knowledge = scope->input->knowledge;
  const RsPattern *pattern = rs_mention_pattern(knowledge, scope->mention);
  return !rs_mention_is(knowledge, scope->mention, RS_TYPE_BETWEEN_PARTIES) &&
         strcmp(RS_GET(knowledge, cameos, pattern->cameo)->code, DISPERSING) != 0 &&
         !is_suffered(scope, scope->mention->trigger);
}

/* `ستدعم تركيا قطر`: backing that is to come is a promise, which patterns of AGREE tell. */
bool rs_scope_is_promise(const RsScope *scope) {
  const RasidKnowledge *knowledge = scope->input->knowledge;
  const RsPattern *pattern = rs_mention_pattern(knowledge, scope->mention);
  const char *code = RS_GET(knowledge, cameos, pattern->cameo)->code;
  return strcmp(rs_mention_event(knowledge, scope->mention), "SUPPORT") == 0 &&
         strcmp(code, BACKING_MOST) <= 0 && !(pattern->flags & RS_PATTERN_MORE_THAN_WORDS);
}

/* `على الجماعات أن تلقي أسلحتها`: what somebody ought to do. `شدد على أن` has nobody between, and
 * `الانفتاح على الجار بينما` has a noun before. */
bool rs_scope_is_duty(const RsScope *scope) {
  enum {
    TOKENS_BETWEEN = 6
  };
  const RsReading *reading = scope->reading;
  uint32_t verb = scope->mention->first;
  const RsAnalysis *chosen = rs_chosen(reading, verb);
  uint32_t first = reading->tokens->sentences[scope->mention->sentence].first;
  if (!chosen || chosen->upos != RS_UPOS_VERB || verb < first + 3) return false;
  if (rs_feature(chosen->features, RS_ASPECT_SHIFT) != 2) return false;
  uint32_t flags = rs_lexeme_at(reading, verb - 1)->flags;
  if (!rs_is_upos(reading, verb - 1, RS_UPOS_ADP)) return false;
  if (!(flags & RS_LEXEME_SUBORDINATOR) || (flags & RS_LEXEME_CONDITIONAL)) return false;
  for (uint32_t i = verb - 1, k = 0; i-- > first && k < TOKENS_BETWEEN; k++) {
    if (rs_is_upos(reading, i, RS_UPOS_VERB) || rs_scope_stops(scope, i)) return false;
    if (rs_lexeme_at(reading, i)->flags & RS_LEXEME_UPON)
      return k > 0 && (i == first || !rs_is_upos(reading, i - 1, RS_UPOS_NOUN));
  }
  return false;
}

/* `قالت إيران إنها لا تعترف بالاتفاق`, `دون أن يطالب بشيء`: what nobody said or gave is no event,
 * unless a sentence begins with it (`لم تدن الهند الغزو`). That nobody attacked or came may be
 * news anywhere. */
bool rs_scope_is_idle_negation(const RsScope *scope) {
  const RasidKnowledge *knowledge = scope->input->knowledge;
  if (rs_mention_is(knowledge, scope->mention, RS_TYPE_FORCE)) return false;
  uint32_t first = scope->reading->tokens->sentences[scope->mention->sentence].first;
  if (rs_scope_start(scope) <= first + 1) return false;
  return strcmp(rs_mention_event(knowledge, scope->mention), "CONSULT") != 0;
}

static bool is_nominal(const RsScope *scope, uint32_t token) {
  return rs_is_upos(scope->reading, token, RS_UPOS_NOUN) ||
         rs_is_upos(scope->reading, token, RS_UPOS_ADJ);
}

static bool has_cue(const RsScope *scope, uint32_t token, uint32_t kind) {
  const RsFindings *findings = scope->input->findings;
  for (uint32_t k = findings->starts[token]; k < findings->starts[token + 1]; k++) {
    const RsCue *cue = rs_scope_cue(scope, &findings->found[k]);
    if (cue && cue->kind == kind) return true;
  }
  return false;
}

/* `مشروع قرار يدين إسرائيل`, `وينتقد النص حماس`: what a draft says, nobody has said yet, but whoever
 * brings it in asks for what it asks for. A relative clause may stand between (`مشروع قرار طرحته
 * الكويت يدين`). */
static bool is_said_by_draft(const RsScope *scope) {
  uint32_t verb = scope->mention->first;
  uint32_t index = scope->input->clauses->predicate_at[verb];
  const char *event = rs_mention_event(scope->input->knowledge, scope->mention);
  bool verdict = strcmp(event, "ACCUSE") == 0 || strcmp(event, "SUPPORT") == 0;
  if (index == RS_NONE || !verdict) return false;
  uint32_t subject = scope->input->clauses->predicates[index].subject;
  if (subject != RS_NONE) {
    const RsNominal *nominal = &scope->input->clauses->nominals[subject];
    if (!nominal->pronoun && has_cue(scope, nominal->head, RS_CUE_DRAFT)) return true;
    if (nominal->last > verb) return false;
  }
  uint32_t first = scope->reading->tokens->sentences[scope->mention->sentence].first;
  if (rs_has_conjunction(scope->reading, verb)) return false;
  for (uint32_t i = verb, k = 0; i-- > first && k < RS_SCOPE_TOKENS; k++) {
    if (rs_scope_stops(scope, i)) return false;
    if (has_cue(scope, i, RS_CUE_DRAFT)) return true;
    if (rs_has_conjunction(scope->reading, i)) return false;
  }
  return false;
}

/* `تقدمت منظمة مستقلة تدعو إلى الحوار بشكوى`: a clause behind an indefinite noun is relative too,
 * unless a sentence begins with it (`منظمة حقوقية تدعو الرياض إلى`). */
static bool is_bare_relative(const RsScope *scope, uint32_t verb) {
  const RsClauses *clauses = scope->input->clauses;
  uint32_t index = clauses->predicate_at[verb];
  uint32_t subject = index == RS_NONE ? RS_NONE : clauses->predicates[index].subject;
  if (subject == RS_NONE) return false;
  const RsNominal *nominal = &clauses->nominals[subject];
  const RsAnalysis *head = rs_chosen(scope->reading, nominal->head);
  uint32_t first = scope->reading->tokens->sentences[scope->mention->sentence].first;
  if (!head || head->upos != RS_UPOS_NOUN || head->article || nominal->last != verb)
    return false;
  if (nominal->name != RS_NONE || head->enclitic != RS_NO_CLITIC || nominal->first <= first)
    return false;
  for (uint32_t i = nominal->head + 1; i < nominal->last; i++) {
    const RsAnalysis *word = rs_chosen(scope->reading, i);
    if (word && (word->article || word->upos == RS_UPOS_PROPN)) return false;
  }
  /* `شعارات تطالب`, `قرار يدعو`: whoever made it calls. */
  if (!(rs_lexeme_at(scope->reading, nominal->head)->flags & RS_LEXEME_RATIONAL))
    return false;
  const RsAnalysis *before = rs_chosen(scope->reading, nominal->first - 1);
  return before && before->upos != RS_UPOS_SCONJ && before->upos != RS_UPOS_PART;
}

/* `الجولان التي تحتلها إسرائيل`, `مناطق يسيطر عليها الجيش`: whose land it is, not when it was taken. */
static bool only_tells_whose(const RsScope *scope) {
  uint32_t verb = scope->mention->first;
  const RsPattern *pattern = rs_mention_pattern(scope->input->knowledge, scope->mention);
  const char *code = RS_GET(scope->input->knowledge, cameos, pattern->cameo)->code;
  if (!verb || strcmp(code, TAKING) != 0 || !is_imperfect(scope->reading, verb))
    return false;
  return rs_lexeme_at(scope->reading, verb - 1)->flags & RS_LEXEME_RELATIVE;
}

/* `لكسر الحصار` read as a perfect is an aim or what would have been (`لولا … لقتل`), with a pronoun
 * rather a reason (`عقوبته لقتله فتاة`). */
static bool is_bound_perfect(const RsScope *scope) {
  enum {
    BOUND_SLOT = 3 /* of ل and س, behind و and ف */
  };
  uint32_t verb = scope->mention->first;
  const RsAnalysis *word = rs_chosen(scope->reading, verb);
  if (!word || word->upos != RS_UPOS_VERB) return false;
  bool perfect = rs_feature(word->features, RS_ASPECT_SHIFT) == 1;
  if (!perfect || !word->proclitic_count || word->enclitic != RS_NO_CLITIC) return false;
  const RsClitic *clitic =
    RS_GET(scope->input->knowledge, clitics, word->proclitics[word->proclitic_count - 1]);
  return clitic->upos == RS_UPOS_PART && clitic->slot == BOUND_SLOT &&
         clitic->letter_count == 1;
}

/* `وهو ما يهدد المنطقة`: a thing says nothing (`ما أعلنه الوزير` has its pronoun and a speaker).
 * `النواب الذين يؤيدون الحرب`: whom they always back, what they always want only describes them. */
bool rs_scope_only_describes(const RsScope *scope) {
  uint32_t verb = scope->mention->first;
  const RsAnalysis *chosen = rs_chosen(scope->reading, verb);
  const RasidKnowledge *knowledge = scope->input->knowledge;
  if (only_tells_whose(scope) || is_bound_perfect(scope)) return true;
  if (!rs_mention_is(knowledge, scope->mention, RS_TYPE_SPEECH_ACT)) return false;
  if (is_said_by_draft(scope)) return true;
  /* `القوات المؤيدة للحكومة`; but `الاتفاق الموقع في 2015` may be read as one that signs. */
  bool participle = chosen && chosen->derivation == RS_DERIVED_ACTIVE_PARTICIPLE;
  const RsPattern *pattern = rs_mention_pattern(knowledge, scope->mention);
  const char *code = RS_GET(knowledge, cameos, pattern->cameo)->code;
  bool signing = strcmp(code, SIGNING) == 0;
  if (participle && chosen->article && !signing) return true;
  if (!verb || !is_imperfect(scope->reading, verb) || chosen->proclitic_count) return false;
  const char *event = rs_mention_event(knowledge, scope->mention);
  bool support = strcmp(event, "SUPPORT") == 0;
  bool stand = support || strcmp(event, "REJECT") == 0 || strcmp(event, "REQUEST") == 0;
  bool relative = rs_lexeme_at(scope->reading, verb - 1)->flags & RS_LEXEME_RELATIVE;
  /* `الجماعة التي تعتبرها أنقرة إرهابية` */
  stand |= strcmp(code, DISAPPROVING) == 0 && chosen->enclitic != RS_NO_CLITIC;
  /* `فصائل مسلحة تدعمها إيران` */
  if (support && chosen->enclitic != RS_NO_CLITIC && is_nominal(scope, verb - 1))
    return true;
  if (has_cue(scope, verb - 1, RS_CUE_NEGATION))
    return chosen->enclitic == RS_NO_CLITIC && rs_scope_negates(scope, verb - 1) &&
           rs_scope_reads_as_relative(scope, verb - 1);
  return stand && (relative || is_bare_relative(scope, verb));
}
