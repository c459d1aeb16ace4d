/* Whether it happened.
 *
 * `لم يقصف`, `سيزور`, `حاول اقتحام`, `دعا إلى وقف`: particles, prefixes and verbs before a
 * trigger govern it as long as no stop and no other verb stands between; `لم ينل سوى تأييد` is
 * no negation. Adjectives and adverbs of time stand behind it: `القمة المرتقبة`, `الغارات
 * المستمرة`, `يفرضون حصارا الآن`. What tense tells stands in tense.c. A masdar
 * behind a preposition of a word of calling, threat or purpose is only talked about: no event; so
 * is what somebody refuses to do (`رفضت استئناف المفاوضات`), not what he rejects (`رفضت الغارات`),
 * and a deed of which there may be any (`سنرد على أي هجوم`), unless there was none.
 * Codebook section 3, `status`. Limits: scope is measured in words, not in syntax.
 */
#include "event/scope.h"

static uint8_t status_of_cue(uint32_t kind) {
  switch (kind) {
    case RS_CUE_NEGATION:
    case RS_CUE_DENY: return RS_STATUS_DENIED;
    case RS_CUE_FUTURE:
    case RS_CUE_PLAN: return RS_STATUS_PLANNED;
    case RS_CUE_POSSIBLE:
    case RS_CUE_IMAGINED:
    case RS_CUE_CONDITIONAL: return RS_STATUS_POSSIBLE;
    case RS_CUE_ATTEMPT:
    case RS_CUE_FOILED: return RS_STATUS_ATTEMPTED;
    case RS_CUE_ONGOING: return RS_STATUS_ONGOING;
    default: return RS_STATUS_UNSET;
  }
}

/* `متهم بالتخطيط لهجوم`, `كانوا يخططون لهجوم`: a plot is told when it has failed, a plan (`تخطط
 * المقاومة لهجوم`) before. */
static uint8_t status_of_plot(const RsScope *scope, const RsFound *found) {
  const RsReading *reading = scope->reading;
  const RsAnalysis *word = rs_chosen(reading, found->anchor);
  bool verb = word && word->upos == RS_UPOS_VERB;
  bool past = verb && rs_feature(word->features, RS_ASPECT_SHIFT) == 1;
  past |= found->anchor &&
          (rs_lexeme_at(reading, found->anchor - 1)->flags & RS_LEXEME_AUXILIARY);
  bool force =
    strcmp(rs_mention_event(scope->input->knowledge, scope->mention), "ASSAULT") == 0;
  return force && (past || !verb) ? RS_STATUS_ATTEMPTED : RS_STATUS_PLANNED;
}

static bool only_talked_about(const RsScope *scope, uint32_t kind) {
  static const char EASING[] = "085"; /* CAMEO */
  const RasidKnowledge *knowledge = scope->input->knowledge;
  if (kind == RS_CUE_REFUSAL)
    return rs_mention_is(knowledge, scope->mention, RS_TYPE_WILLING);
  if (kind == RS_CUE_TERMS) {
    /* `مقابل رفع العقوبات` */
    const RsPattern *pattern = rs_mention_pattern(knowledge, scope->mention);
    return rs_mention_is(knowledge, scope->mention, RS_TYPE_MATERIAL) ||
           strcmp(RS_GET(knowledge, cameos, pattern->cameo)->code, EASING) == 0;
  }
  /* `يمكن أن يلتقي الرئيسان` */
  if (kind == RS_CUE_IMAGINED)
    return strcmp(rs_mention_event(knowledge, scope->mention), "CONSULT") != 0;
  return kind == RS_CUE_CALL || kind == RS_CUE_THREAT || kind == RS_CUE_PURPOSE ||
         kind == RS_CUE_BACKGROUND;
}

/* `إذا دعا المجلس إلى تحقيق`, `إذا لم ينسحب المتمردون`: what would have to be said, or left undone;
 * `إذا رفضوا فسيدعو المجلس إلى تحقيق` is what follows. */
static bool is_idle_condition(const RsScope *scope) {
  if (!scope->conditional) return false;
  return scope->negated ||
         rs_mention_is(scope->input->knowledge, scope->mention, RS_TYPE_SPEECH_ACT);
}

/* `نفى أن يكون قصف`, `قد يكون القيادي قتل`; not `قد يكون الهجوم من تدبير`, which speaks of an attack
 * that was. */
static bool lends_tense(const RsScope *scope, uint32_t token) {
  const RsAnalysis *word = rs_chosen(scope->reading, token);
  if (!rs_is_upos(scope->reading, scope->mention->trigger, RS_UPOS_VERB)) return false;
  if (!(rs_lexeme_at(scope->reading, token)->flags & RS_LEXEME_AUXILIARY)) return false;
  bool is_to_be = rs_feature(word->features, RS_ASPECT_SHIFT) == 2 &&
                  rs_has_cue(scope->input, token, RS_CUE_PAST);
  return is_to_be || token + 2 >= scope->mention->first;
}

/* A verb of which the trigger is an argument or complement, but not a light one of its own, nor
 * one that lends tense to it (`نفى أن يكون قصف`). */
static bool is_other_verb(const RsScope *scope, uint32_t token) {
  if (!rs_is_upos(scope->reading, token, RS_UPOS_VERB)) return false;
  if (lends_tense(scope, token)) return false;
  uint32_t predicate = scope->mention->predicate;
  return predicate == RS_NONE ||
         scope->input->clauses->predicates[predicate].token != token;
}

/* `شدد على رفضه التدخل`: what a speaker stresses of his own judgement is said, not called for. */
static bool is_own_judgement(const RsScope *scope, const RsFound *found) {
  const RasidKnowledge *knowledge = scope->input->knowledge;
  uint32_t predicate = scope->mention->predicate;
  const RsCue *cue = rs_scope_cue(scope, found);
  const RsAnalysis *word = rs_chosen(scope->reading, scope->mention->trigger);
  const char *event = rs_mention_event(knowledge, scope->mention);
  bool judges = strcmp(event, "REJECT") == 0 || strcmp(event, "ACCUSE") == 0;
  bool own = word && word->upos == RS_UPOS_NOUN && word->enclitic != RS_NO_CLITIC;
  return judges && own && cue && cue->kind == RS_CUE_CALL && predicate != RS_NONE &&
         scope->input->clauses->predicates[predicate].token == found->anchor;
}

/* Whether a cue that is a word of the trigger itself: `هدد` is a threat and its own event. */
static bool own_word(const RsScope *scope, const RsFound *found) {
  if (is_own_judgement(scope, found)) return true;
  return found->anchor >= scope->mention->first && found->anchor < scope->mention->last;
}

static uint8_t strongest(uint8_t left, uint8_t right) {
  static const uint8_t order[] = {
    [RS_STATUS_UNSET] = 0,
    [RS_STATUS_OCCURRED] = 1,
    [RS_STATUS_ONGOING] = 2,
    [RS_STATUS_PLANNED] = 3,
    [RS_STATUS_POSSIBLE] = 4,
    [RS_STATUS_ATTEMPTED] = 5,
    [RS_STATUS_DENIED] = 6,
  };
  return order[right] > order[left] ? right : left;
}

/* `لم تبدأ بعد المحادثات`: "yet", not "after". */
static bool means_yet(const RsScope *scope, uint32_t token) {
  uint32_t first = scope->reading->tokens->sentences[scope->mention->sentence].first;
  if (token < first + 2 || !rs_is_upos(scope->reading, token - 1, RS_UPOS_VERB))
    return false;
  return rs_lexeme_at(scope->reading, token - 2)->flags & RS_LEXEME_NEGATION;
}

/* `أسوأ هجوم يستهدف المدنيين` looks back like كان, `أهم التطورات التي تشهدها البلاد` does not. */
static bool ranks_deed(const RsScope *scope, const RsFound *found) {
  if (rs_lexeme_at(scope->reading, found->anchor)->flags & RS_LEXEME_AUXILIARY) return true;
  for (uint32_t i = found->last; i < scope->mention->first; i++) {
    if (rs_lexeme_at(scope->reading, i)->flags & RS_LEXEME_RELATIVE) return false;
  }
  return scope->mention->first <= found->last + 5;
}

/* What a verb governs, its complements, not a circumstance of it: `دعا خلال لقاء إلى` and `نفى
 * بعد الهجوم` say that they met and that there was an attack. What is to come passes on to a
 * meeting (`سيعلن خلال زيارته`), not to violence (`سيرد بعد الهجوم`). */
static bool governs(const RsScope *scope, const RsCue *cue, const RsFound *found) {
  if (rs_tense_is_done(scope, cue, found)) return false;
  const char *event = rs_mention_event(scope->input->knowledge, scope->mention);
  /* `نفت موسكو اتهامات لندن`: they were made; `نفت أن تكون اتهمت لندن`. */
  bool verb = rs_is_upos(scope->reading, scope->mention->trigger, RS_UPOS_VERB) &&
              !rs_has_conjunction(scope->reading, scope->mention->trigger);
  if (cue->kind == RS_CUE_DENY && strcmp(event, "ACCUSE") == 0 && !verb) return false;
  if (!scope->circumstance) return true;
  if (rs_mention_is(scope->input->knowledge, scope->mention, RS_TYPE_FORCE)) return false;
  return cue->kind == RS_CUE_FUTURE || cue->kind == RS_CUE_PLAN ||
         cue->kind == RS_CUE_PLOT || cue->kind == RS_CUE_CONDITIONAL;
}

/* قد before an imperfect is "may", before a perfect "has": data gives it as possible. */
static bool cue_fits(const RsScope *scope, const RsCue *cue, const RsFound *found) {
  if (cue->kind == RS_CUE_NEGATION) {
    return rs_scope_negates(scope, found->anchor) &&
           !rs_scope_reads_as_relative(scope, found->anchor);
  }
  if (cue->kind == RS_CUE_CIRCUMSTANCE) return !means_yet(scope, found->anchor);
  /* `لطالما`, "has long", is no `طالما`. */
  if (cue->kind == RS_CUE_CONDITIONAL)
    return !rs_is_upos(scope->reading, found->anchor, RS_UPOS_ADV);
  if (cue->kind == RS_CUE_PAST) return ranks_deed(scope, found);
  if (cue->kind != RS_CUE_POSSIBLE || found->last - found->first != 1) return true;
  if (!rs_is_upos(scope->reading, found->anchor, RS_UPOS_PART)) return true;
  const RsAnalysis *next = rs_chosen(scope->reading, found->last);
  return next && next->upos == RS_UPOS_VERB &&
         rs_feature(next->features, RS_ASPECT_SHIFT) == 2;
}

/* `ووقف قصف المدن`: the first word of the trigger's phrase. */
static uint32_t phrase_first(const RsScope *scope) {
  uint32_t index = scope->input->clauses->nominal_at[scope->mention->trigger];
  return index == RS_NONE ? scope->mention->first
                          : scope->input->clauses->nominals[index].first;
}

/* `لفرض عقوبات على أنقرة، وطرد سفيرها، وإغلاق المعابر`: commas before what goes on with و. */
static bool goes_on(const RsScope *scope, uint32_t comma) {
  const RsReading *reading = scope->reading;
  uint32_t deed = scope->mention->first;
  if (!rs_is_punct(reading, comma, ',')) return false;
  if (rs_is_joined_noun(reading, phrase_first(scope)) && rs_is_joined_noun(reading, comma + 1))
    return true;
  if (!rs_is_upos(reading, deed, RS_UPOS_NOUN)) return false;
  /* `، وأيضا استهداف`, `، إضافة إلى مهاجمة` */
  bool also = comma + 2 == deed && rs_is_upos(reading, comma + 1, RS_UPOS_ADV) &&
              rs_has_conjunction(reading, comma + 1);
  return also || (comma + 3 == deed && rs_has_cue(scope->input, comma + 1, RS_CUE_ADDING));
}

/* `لم تقصف تركيا التنظيم سوى ثلاث مرات`, not `لن ترفع العقوبات إلا إذا`. */
static bool is_excepted_behind(const RsScope *scope) {
  const RsReading *reading = scope->reading;
  const RsFindings *findings = scope->input->findings;
  uint32_t count = reading->tokens->token_count;
  for (uint32_t i = scope->mention->last, k = 0; i + 1 < count && k < RS_SCOPE_TOKENS;
       i++, k++) {
    if (rs_scope_stops(scope, i) || rs_is_upos(reading, i, RS_UPOS_VERB)) return false;
    for (uint32_t f = findings->starts[i]; f < findings->starts[i + 1]; f++) {
      const RsCue *cue = rs_scope_cue(scope, &findings->found[f]);
      if (cue && cue->kind == RS_CUE_EXCEPTION)
        return !(rs_lexeme_at(reading, i + 1)->flags & RS_LEXEME_SUBORDINATOR);
    }
  }
  return false;
}

/* `في حالة` of `في حالة تأهب`. */
static bool is_part_of_longer(const RsScope *scope, const RsFound *found, uint32_t token) {
  const RsFindings *findings = scope->input->findings;
  for (uint32_t k = findings->starts[token]; k < findings->starts[token + 1]; k++) {
    const RsFound *other = &findings->found[k];
    if (other->last > found->last && other->first == found->first && rs_scope_cue(scope, other))
      return true;
  }
  return false;
}

/* `لمنع التهريب`, `لمحاولة إقناعه`: an aim, of which nobody says what became of it. */
static bool is_aim(const RsScope *scope, const RsCue *cue, const RsFound *found) {
  if (cue->kind != RS_CUE_NEGATION && cue->kind != RS_CUE_ATTEMPT) return false;
  const RsAnalysis *word = rs_chosen(scope->reading, found->anchor);
  uint32_t index = scope->input->clauses->nominal_at[found->anchor];
  if (!word || word->derivation != RS_DERIVED_MASDAR || index == RS_NONE) return false;
  const RsNominal *nominal = &scope->input->clauses->nominals[index];
  return nominal->first == found->anchor &&
         rs_has_preposition(scope->input->knowledge, word) &&
         (nominal->preposition_flags & RS_LEXEME_TOWARDS);
}

/* What the cues at a token say, or UNSET; `called` when the deed is only talked about. */
static uint8_t status_at(RsScope *scope, uint32_t token, uint32_t verbs, bool *called) {
  const RsFindings *findings = scope->input->findings;
  uint8_t status = RS_STATUS_UNSET;
  for (uint32_t k = findings->starts[token]; k < findings->starts[token + 1]; k++) {
    const RsFound *found = &findings->found[k];
    const RsCue *cue = rs_scope_cue(scope, found);
    if (!cue || own_word(scope, found) || !cue_fits(scope, cue, found)) continue;
    if (is_part_of_longer(scope, found, token)) continue;
    scope->excepted |= cue->kind == RS_CUE_EXCEPTION;
    scope->past |= cue->kind == RS_CUE_PAST;
    if (!governs(scope, cue, found) || !rs_scope_is_reached(scope, cue, found, verbs))
      continue;
    scope->circumstance |= cue->kind == RS_CUE_CIRCUMSTANCE;
    scope->conditional |= cue->kind == RS_CUE_CONDITIONAL;
    bool negated = cue->kind == RS_CUE_NEGATION || cue->kind == RS_CUE_DENY;
    if (cue->kind == RS_CUE_PLOT) status = strongest(status, status_of_plot(scope, found));
    if (negated && (scope->excepted || is_excepted_behind(scope))) continue;
    scope->negated |= cue->kind == RS_CUE_NEGATION;
    *called |= only_talked_about(scope, cue->kind) || is_aim(scope, cue, found);
    status = strongest(status, status_of_cue(cue->kind));
  }
  return status;
}

/* `الغارات المستمرة`, not `رفع العقوبات المفروضة`: an adjective that agrees with the trigger. */
static bool describes(const RsScope *scope, uint32_t token) {
  enum {
    FEMININE = 2,
    PLURAL = 3
  };
  const RsAnalysis *adjective = rs_chosen(scope->reading, token);
  const RsAnalysis *noun = rs_chosen(scope->reading, scope->mention->trigger);
  if (!adjective || adjective->upos != RS_UPOS_ADJ || !noun) return false;
  bool feminine = rs_feature(noun->features, RS_GENDER_SHIFT) == FEMININE ||
                  rs_feature(noun->features, RS_NUMBER_SHIFT) == PLURAL;
  return feminine == (rs_feature(adjective->features, RS_GENDER_SHIFT) == FEMININE);
}

/* `تحرير المدينة وبدء الإعمار`: what begins is not the trigger. */
static bool is_predicate_or_deed(const RsReading *reading, uint32_t token) {
  const RsAnalysis *word = rs_chosen(reading, token);
  return word && (word->upos == RS_UPOS_VERB || word->derivation == RS_DERIVED_MASDAR);
}

/* `القمة المرتقبة`, `الغارات المستمرة`: adjectives in the trigger's own phrase, and the adverb
 * right behind it. */
static uint8_t status_behind(const RsScope *scope) {
  const RsClauses *clauses = scope->input->clauses;
  uint32_t nominal = clauses->nominal_at[scope->mention->trigger];
  uint32_t last = scope->mention->last;
  uint32_t end = nominal == RS_NONE ? last : clauses->nominals[nominal].last;
  uint8_t status = rs_tense_is_said_to_go_on(scope) ? RS_STATUS_ONGOING : RS_STATUS_UNSET;
  uint32_t count = scope->reading->tokens->token_count;
  for (uint32_t i = last; i < count && i <= end; i++) {
    bool adjective = i < end && describes(scope, i);
    bool adverb = i == end && !adjective && !is_predicate_or_deed(scope->reading, i);
    const RsFindings *findings = scope->input->findings;
    for (uint32_t k = findings->starts[i]; k < findings->starts[i + 1]; k++) {
      const RsCue *cue = rs_scope_cue(scope, &findings->found[k]);
      if (!cue) continue;
      bool ongoing = cue->kind == RS_CUE_ONGOING;
      bool future = cue->kind == RS_CUE_FUTURE && adjective;
      if ((ongoing && (adjective || adverb)) || future)
        status = strongest(status, status_of_cue(cue->kind));
    }
  }
  return status;
}

/* `أي هجوم`, and `أي هجوم يستهدف المدينة`, not `أي هجوم استهدف المدينة`. */
static bool is_of_any(const RsScope *scope) {
  const RsReading *reading = scope->reading;
  const RsClauses *clauses = scope->input->clauses;
  if (rs_is_any(reading, scope->mention->first)) return true;
  if (scope->mention->predicate == RS_NONE) return false;
  const RsPredicate *verb = &clauses->predicates[scope->mention->predicate];
  return verb->antecedent != RS_NONE && rs_tense_is_present(scope, verb->token) &&
         rs_is_any(reading, clauses->nominals[verb->antecedent].head);
}

/* `المعتقلين`, `سجناء`: who was arrested before is so, whatever is done with him now. */
static bool is_presupposed(const RsScope *scope) {
  const RsAnalysis *chosen = rs_chosen(scope->reading, scope->mention->trigger);
  if (!chosen || chosen->upos == RS_UPOS_VERB) return false;
  uint32_t flags = rs_morph_lexeme(scope->input->knowledge, chosen)->flags;
  return chosen->derivation == RS_DERIVED_PASSIVE_PARTICIPLE ||
         ((flags & RS_LEXEME_RATIONAL) && chosen->derivation == RS_DERIVED_NONE);
}

/* `بدأت الأزمة عندما قصف الجيش`: what is said of one clause does not hold for the next. أن hands it
 * on (`نفى أن يقصف`), and so does a condition. */
static bool opens_other_clause(const RsScope *scope, uint32_t token) {
  uint32_t flags = rs_lexeme_at(scope->reading, token)->flags;
  return rs_opens_clause(scope->reading, token) &&
         !(flags & (RS_LEXEME_THAT | RS_LEXEME_CONDITIONAL | RS_LEXEME_PREPOSITION)) &&
         rs_is_upos(scope->reading, scope->mention->trigger, RS_UPOS_VERB);
}

/* `دعا إلى الهدوء معربا عن دعمه`: what a participle of saying tells hangs on it alone. */
static bool is_said_besides(const RsScope *scope, uint32_t token) {
  enum {
    ACCUSATIVE = 3
  };
  const RsAnalysis *word = rs_chosen(scope->reading, token);
  if (!word || word->derivation != RS_DERIVED_ACTIVE_PARTICIPLE || word->article)
    return false;
  bool apart = rs_feature(word->features, RS_CASE_SHIFT) == ACCUSATIVE ||
               (token && rs_is_punct(scope->reading, token - 1, ','));
  return apart && rs_finding_at(scope->input, token, RS_ITEM_SPEECH);
}

/* The verb of which a noun is an argument, however much stands between, or RS_NONE: `دعا المندوب،
 * الاثنين، إلى جلسة طارئة`. */
static uint32_t far_governor(const RsScope *scope) {
  const RsClauses *clauses = scope->input->clauses;
  const RsMention *mention = scope->mention;
  uint32_t index = clauses->nominal_at[mention->trigger];
  if (index == RS_NONE || mention->predicate != RS_NONE) return RS_NONE;
  const RsNominal *nominal = &clauses->nominals[index];
  if (nominal->governor == RS_NONE || nominal->first != mention->trigger || !mention->trigger)
    return RS_NONE;
  /* `طالب السفير، في جلسة أمس، بتحقيق` */
  if (rs_lexeme_at(scope->reading, mention->trigger - 1)->flags & RS_LEXEME_LOCATIVE)
    return RS_NONE;
  if (rs_chosen(scope->reading, mention->trigger)->article) return RS_NONE;
  uint32_t verb = clauses->predicates[nominal->governor].token;
  return verb < mention->first ? verb : RS_NONE;
}

/* What the words before the trigger say. */
typedef struct {
  uint8_t status;
  bool called;    /* the deed is only talked about */
  uint32_t verbs; /* other verbs that were passed */
  uint32_t seen;  /* the leftmost token looked at */
  bool besides;   /* a participle of saying cut it off */
} Before;

static Before read_before(RsScope *scope, uint32_t from, uint32_t limit) {
  const RsReading *reading = scope->reading;
  Before before = {.status = RS_STATUS_UNSET, .seen = scope->mention->first};
  bool quoted = false; /* `قال "سنرى" في تعليقه على التهديد` */
  for (uint32_t i = scope->mention->first; i-- > limit; before.seen = i) {
    quoted ^= rs_is_punct(reading, i, '"');
    if (rs_scope_stops(scope, i) && i < from && !goes_on(scope, i)) break;
    if (rs_tense_is_of_relative(scope, i)) break;
    uint8_t said = status_at(scope, i, before.verbs, &before.called);
    before.status = strongest(before.status, said);
    if (rs_tense_is_future(scope, i) && before.verbs == 0 && !quoted && rs_tense_is_to_come(scope, i))
      before.status = strongest(before.status, RS_STATUS_PLANNED);
    before.besides = is_said_besides(scope, i);
    if (before.besides || opens_other_clause(scope, i)) break;
    if (is_other_verb(scope, i)) before.verbs++;
  }
  return before;
}

/* How far to the left the words say something of the deed. */
static uint32_t left_limit(const RsScope *scope, uint32_t from) {
  enum {
    JOINED_TOKENS = 25 /* from the last of several nouns to what governs the first */
  };
  uint32_t first = scope->reading->tokens->sentences[scope->mention->sentence].first;
  if (rs_tense_states(scope)) return scope->mention->first;
  bool joined = scope->mention->predicate == RS_NONE &&
                rs_is_joined_noun(scope->reading, phrase_first(scope));
  uint32_t reach = joined ? JOINED_TOKENS : RS_SCOPE_TOKENS;
  return from > first + reach ? from - reach : first;
}

/* `دعا المندوب، الاثنين، إلى جلسة طارئة`: the cue may stand further off. */
static void read_governor(RsScope *scope, Before *before) {
  uint32_t governor = before->verbs || before->besides ? RS_NONE : far_governor(scope);
  if (governor == RS_NONE || governor >= before->seen) return;
  uint8_t far = status_at(scope, governor, 0, &before->called);
  if (rs_scope_is_object_of(scope, governor))
    before->status = strongest(before->status, far);
}

/* Whether what the cues say leaves no deed to tell; `own`: the pattern has a status of its own. */
static bool is_idle(const RsScope *scope, uint8_t status, bool future, bool own) {
  if (!future && is_idle_condition(scope)) return true;
  if (scope->conditional && status == RS_STATUS_DENIED) status = RS_STATUS_POSSIBLE;
  if (status == RS_STATUS_PLANNED && !own && rs_scope_is_promise(scope)) return true;
  if (status != RS_STATUS_DENIED && is_of_any(scope)) return true;
  bool undone = status == RS_STATUS_DENIED && scope->negated;
  return undone && !own && rs_scope_is_idle_negation(scope);
}

/* What tense says where no cue does. */
static uint8_t status_of_tense(const RsScope *scope, uint32_t from, RsMention *mention) {
  const RsReading *reading = scope->reading;
  uint32_t first = reading->tokens->sentences[mention->sentence].first;
  uint32_t before = from > first ? from - 1 : first;
  /* `حتى يتم تحرير المدينة` */
  bool until = rs_lexeme_at(reading, before)->flags & RS_LEXEME_UNTIL;
  if (until && rs_tense_is_present(scope, from)) return RS_STATUS_PLANNED;
  uint32_t telling = rs_tense_verb(scope);
  if (rs_tense_is_present(scope, telling)) {
    mention->headline_tense = mention->sentence == 0;
    if (!mention->headline_tense && rs_tense_lasts(scope, telling))
      return RS_STATUS_ONGOING;
  }
  return rs_tense_is_standing(scope) ? RS_STATUS_ONGOING : RS_STATUS_UNSET;
}

bool rs_mention_fill_status(const RsEventInput *input, RsMention *mention) {
  RsScope scope = {.input = input, .reading = input->reading, .mention = mention};
  if (rs_scope_only_describes(&scope) || rs_tense_vows(&scope)) return false;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  bool own = pattern->status != RS_STATUS_UNSET;
  uint32_t from = rs_scope_start(&scope);
  /* `المظاهرات ستتواصل`: the verb may stand behind. */
  bool future =
    rs_tense_is_future(&scope, from) || rs_tense_is_future(&scope, rs_tense_verb(&scope));
  Before before = read_before(&scope, from, left_limit(&scope, from));
  /* `سترد واشنطن على هجوم` */
  bool answered =
    scope.circumstance && rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE);
  if (future && !answered) before.status = strongest(before.status, RS_STATUS_PLANNED);
  read_governor(&scope, &before);
  if (before.called && !own) return false;
  uint8_t status = before.status;
  mention->circumstance = scope.circumstance;
  bool told =
    own || status == RS_STATUS_ONGOING || (status == RS_STATUS_PLANNED && !future);
  bool purpose = !told && rs_scope_is_purpose(&scope);
  if (purpose && rs_scope_is_idle_purpose(&scope)) return false;
  if (!told && rs_scope_is_duty(&scope)) return false;
  uint8_t behind = status_behind(&scope);
  /* `ما إذا كانت القمة المقررة ستعقد`: what its own adjective says holds all the same. */
  bool announced = behind == RS_STATUS_PLANNED && status == RS_STATUS_POSSIBLE;
  status = announced ? behind : strongest(status, behind);
  if (is_idle(&scope, status, future, own)) return false;
  if (scope.conditional && status == RS_STATUS_DENIED) status = RS_STATUS_POSSIBLE;
  if (is_presupposed(&scope)) status = RS_STATUS_UNSET;
  /* `قمة عربية في تونس`: a headline without a verb. */
  bool bare = mention->predicate == RS_NONE && !behind &&
              !rs_is_upos(input->reading, mention->trigger, RS_UPOS_VERB);
  mention->headline_noun = status == RS_STATUS_UNSET && bare && mention->sentence == 0;
  if (status == RS_STATUS_UNSET) status = status_of_tense(&scope, from, mention);
  if (own) status = (uint8_t)pattern->status;
  mention->aim = purpose && status == RS_STATUS_UNSET && rs_scope_is_only_aimed(&scope);
  mention->status = status == RS_STATUS_UNSET ? RS_STATUS_OCCURRED : status;
  return true;
}
