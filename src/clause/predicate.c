/* Finite verbs and their arguments.
 *
 * News Arabic puts the verb first in three clauses of four: of two bare noun phrases behind it
 * the first is the subject (`قصف الجيش المدينة`). A noun phrase before the verb is its subject
 * when nothing else is (subject.c); a plural verb never has its subject behind it. In a relative
 * clause the antecedent (antecedent.c) fills the place of the missing argument: the object when
 * the verb carries a pronoun (`غارة شنها الطيران`), else the subject.
 * Limits: clauses are found by surface ends, not by parsing; one level of relative clauses.
 */
#include "clause/predicate.h"

typedef RsPredicates Finder;

/* `شركة "ساليني" الإيطالية`: one word in quotation marks behind a noun is its name. */
static bool is_quoted_name(const Finder *finder, uint32_t token) {
  const RsReading *reading = finder->reading;
  return token > 1 && rs_is_punct(reading, token - 1, '"') &&
         rs_is_punct(reading, token + 1, '"') &&
         rs_is_upos(reading, token - 2, RS_UPOS_NOUN);
}

/* `كان` and its like only lend tense to the verb behind them and are no predicates. */
bool rs_is_predicate_verb(const Finder *finder, uint32_t token) {
  return rs_is_upos(finder->reading, token, RS_UPOS_VERB) &&
         finder->input->entities->names.at[token] == RS_NONE &&
         finder->clauses->nominal_at[token] == RS_NONE && !is_quoted_name(finder, token) &&
         !(rs_lexeme_at(finder->reading, token)->flags & RS_LEXEME_AUXILIARY);
}

/* Where the clause of a verb ends: the next verb, subordinator, relative pronoun or stop. */
static uint32_t clause_end(const Finder *finder, uint32_t verb, uint32_t limit) {
  const RsReading *reading = finder->reading;
  if (limit > verb + RS_CLAUSE_TOKENS) limit = verb + RS_CLAUSE_TOKENS;
  for (uint32_t i = verb + 1; i < limit; i++) {
    if (rs_ends_clause(finder, i) || rs_is_predicate_verb(finder, i) || rs_is_relative(finder, i))
      return i;
    if (rs_opens_clause(reading, i)) return i;
    if (rs_is_punct(reading, i, ',') && i + 1 < limit && (rs_is_predicate_verb(finder, i + 1) || rs_opens_clause(reading, i + 1))) {
      return i;
    }
  }
  return limit;
}

static void govern(
  const Finder *finder, uint32_t nominal, uint32_t predicate, RsRelation relation
) {
  if (nominal == RS_NONE) return;
  RsNominal *at = &finder->clauses->nominals[nominal];
  if (at->governor != RS_NONE) return;
  at->governor = predicate;
  at->relation = (uint8_t)relation;
}

/* `قتل جندي وجرح أربعة`: a verb that needs an object and has none is passive. */
static bool lacks_object(const Finder *finder, const RsPredicate *predicate) {
  const RsAnalysis *verb = rs_chosen(finder->reading, predicate->token);
  return predicate->object == RS_NONE && !predicate->object_suffix &&
         rs_feature(verb->features, RS_VOICE_SHIFT) == 3 &&
         (rs_lexeme_at(finder->reading, predicate->token)->flags & RS_LEXEME_TRANSITIVE);
}

/* `وصل الرئيس إلى الدوحة والتقى الأمير`: a transitive verb joined by و with no comma, behind a
 * person's deed, goes on with that person; the noun behind it is its object. */
static bool goes_on(const Finder *finder, const RsPredicate *predicate, uint32_t limit) {
  const RsClauses *clauses = finder->clauses;
  const RsReading *reading = finder->reading;
  if (!clauses->predicate_count || predicate->token == limit) return false;
  const RsPredicate *before = &clauses->predicates[clauses->predicate_count - 1];
  bool row = before->token + 1 == predicate->token; /* `دعمت تركيا وسلحت ودربت الفصائل` */
  while (before->subject == RS_NONE && before > clauses->predicates &&
         before[-1].token + RS_CLAUSE_TOKENS > before->token &&
         rs_is_in_row(finder, before))
    before--;
  if (before->token < limit || before->subject == RS_NONE || before->passive) return false;
  bool same_voice =
    rs_feature(rs_chosen(reading, predicate->token)->features, RS_VOICE_SHIFT) == 3;
  if (same_voice && !row && lacks_object(finder, before)) return false;
  /* `الرسالة التي بعثتها كينيا والتي تلوم فيها أوغندا` */
  bool second = rs_is_relative(finder, predicate->token - 1) &&
                rs_has_conjunction(reading, predicate->token - 1);
  if (!second && !rs_has_conjunction(reading, predicate->token)) return false;
  if (reading->tokens->tokens[predicate->token - 1].kind == RS_TOKEN_PUNCT) return false;
  const RsNominal *subject = &clauses->nominals[before->subject];
  bool person =
    rs_lexeme_at(reading, subject->head)->flags & (RS_LEXEME_TITLE | RS_LEXEME_RATIONAL);
  if (subject->name != RS_NONE) {
    const RsName *name = &finder->input->entities->names.names[subject->name];
    person |= name->kind == RS_NAME_PERSON || name->kind == RS_NAME_ACTOR ||
              name->kind == RS_NAME_COUNTRY || name->kind == RS_NAME_CAPITAL;
  }
  const RsAnalysis *verb = rs_chosen(reading, predicate->token);
  uint32_t flags = rs_morph_lexeme(reading->knowledge, verb)->flags;
  return person && (flags & RS_LEXEME_TRANSITIVE) &&
         !rs_comma_between(finder, before->token, predicate->token) &&
         rs_verb_agrees(finder, verb, subject);
}

/* `التي حملت بريطانيا روسيا مسؤوليتها`: both places are taken behind the verb. Behind a comma the main
 * clause goes on: `الذي يزور أنقرة، العقوبات الأمريكية`. */
static bool is_full_behind(
  const Finder *finder, const RsPredicate *predicate, const uint32_t right[2]
) {
  const RsNominal *nominals = finder->clauses->nominals;
  return right[1] != RS_NONE &&
         !rs_comma_between(finder, nominals[right[0]].last, nominals[right[1]].first) &&
         rs_is_complete(finder, predicate, nominals[right[0]].first);
}

/* Whether the antecedent is the subject of its relative clause. */
static bool is_antecedent_subject(
  const Finder *finder, const RsPredicate *predicate, const uint32_t right[2]
) {
  const RsReading *reading = finder->reading;
  const RsNominal *antecedent = &finder->clauses->nominals[predicate->antecedent];
  /* `التي تسيطر عليها المعارضة`: the pronoun stands for the antecedent. */
  bool resumed = right[0] != RS_NONE && rs_is_resumed(reading, predicate->token);
  if (resumed || is_full_behind(finder, predicate, right)) return false;
  if (rs_resumes_antecedent(finder, predicate, right[0])) return false;
  return rs_verb_agrees(finder, rs_chosen(reading, predicate->token), antecedent) &&
         !rs_names_others(finder, predicate->token);
}

/* What the verb describes, and its subject where that stands before it. */
static uint32_t look_left(
  const Finder *finder, RsPredicate *predicate, const uint32_t right[2], uint32_t limit
) {
  uint32_t left = RS_NONE;
  predicate->antecedent = rs_antecedent_of(finder, predicate->token, limit);
  if (predicate->antecedent == RS_NONE && !rs_belongs_to_subject(finder, predicate->token, limit))
    predicate->antecedent = rs_bare_antecedent(finder, predicate, right, limit);
  if (predicate->antecedent == RS_NONE && !rs_has_conjunction(finder->reading, predicate->token))
    left = rs_subject_before(finder, predicate, right, limit);
  if (right[0] == RS_NONE && rs_acts_on_other(finder, predicate)) {
    left = predicate->antecedent;
    predicate->antecedent = RS_NONE;
  }
  if (predicate->antecedent == RS_NONE || predicate->object_suffix) return left;
  return is_antecedent_subject(finder, predicate, right) ? predicate->antecedent : RS_NONE;
}

static void assign(const Finder *finder, RsPredicate *predicate, uint32_t limit) {
  uint32_t right[2];
  rs_arguments_behind(finder, predicate, right);
  uint32_t left = look_left(finder, predicate, right, limit);
  bool one = left == RS_NONE && right[1] == RS_NONE;
  bool same_subject = one && (goes_on(finder, predicate, limit) ||
                              rs_is_left_object(finder, predicate, right[0]));
  if (left != RS_NONE) {
    predicate->subject = left;
    predicate->object = right[0];
  } else if (same_subject || rs_lacks_subject_behind(finder, predicate, right, limit)) {
    predicate->object = right[0];
  } else {
    predicate->subject = right[0];
    predicate->object = right[1];
  }
  if (predicate->object_suffix && predicate->antecedent != RS_NONE)
    predicate->object = predicate->antecedent;
}

/* A verb whose skeleton is both voices is passive when its mark says so, or when the grammar
 * leaves no other reading. */
static bool is_passive(const Finder *finder, uint32_t token) {
  const RsAnalysis *verb = rs_chosen(finder->reading, token);
  unsigned voice = rs_feature(verb->features, RS_VOICE_SHIFT);
  if (voice == 2) return true;
  if (voice != 3) return false;
  const RsToken *word = &finder->reading->tokens->tokens[token];
  const uint8_t *marks = finder->reading->text->marks + word->start + verb->stem_start;
  unsigned length = word->end - word->start - verb->stem_start;
  /* `قُتل`, `اعتُقل` */
  bool damma = (marks[0] & RS_MARK_DAMMA) || (length > 3 && (marks[2] & RS_MARK_DAMMA));
  return damma && rs_feature(verb->features, RS_ASPECT_SHIFT) == 1;
}

static bool add(Finder *finder, uint32_t token, const RsSentence *sentence) {
  RsClauses *clauses = finder->clauses;
  clauses->predicates = rs_arena_grow(
    finder->arena,
    clauses->predicates,
    clauses->predicate_count,
    &finder->capacity,
    sizeof *clauses->predicates
  );
  if (!clauses->predicates) return false;
  RsPredicate predicate = {
    .token = token,
    .first = token,
    .last = clause_end(finder, token, sentence->last),
    .subject = RS_NONE,
    .object = RS_NONE,
    .antecedent = RS_NONE,
    .passive = is_passive(finder, token),
    .object_suffix = rs_chosen(finder->reading, token)->enclitic != RS_NO_CLITIC,
  };
  uint32_t limit =
    token > sentence->first + RS_CLAUSE_TOKENS ? token - RS_CLAUSE_TOKENS : sentence->first;
  assign(finder, &predicate, limit);
  uint32_t index = clauses->predicate_count++;
  clauses->predicates[index] = predicate;
  clauses->predicate_at[token] = index;
  rs_share_object(finder, index);
  govern(finder, predicate.subject, index, RS_RELATION_SUBJECT);
  govern(finder, predicate.object, index, RS_RELATION_OBJECT);
  for (uint32_t i = token + 1; i < predicate.last; i++) {
    uint32_t nominal = clauses->nominal_at[i];
    if (nominal != RS_NONE && clauses->nominals[nominal].preposition) {
      govern(finder, nominal, index, RS_RELATION_PREPOSITION);
    }
  }
  return true;
}

bool rs_predicates_find(RsClauses *clauses, RsArena *arena, const RsClauseInput *input) {
  Finder finder = {
    .input = input, .reading = input->reading, .clauses = clauses, .arena = arena};
  const RsTokens *tokens = input->reading->tokens;
  clauses->predicate_at =
    rs_arena_alloc(arena, (tokens->token_count + 1) * sizeof(uint32_t));
  clauses->predicate_first =
    rs_arena_alloc(arena, (tokens->sentence_count + 1) * sizeof(uint32_t));
  if (!clauses->predicate_at || !clauses->predicate_first) return false;
  for (uint32_t i = 0; i <= tokens->token_count; i++)
    clauses->predicate_at[i] = RS_NONE;
  for (uint32_t s = 0; s < tokens->sentence_count; s++) {
    clauses->predicate_first[s] = clauses->predicate_count;
    for (uint32_t i = tokens->sentences[s].first; i < tokens->sentences[s].last; i++) {
      if (rs_is_predicate_verb(&finder, i) && !add(&finder, i, &tokens->sentences[s]))
        return false;
    }
  }
  clauses->predicate_first[tokens->sentence_count] = clauses->predicate_count;
  return true;
}

bool rs_clauses_find(RsClauses *clauses, RsArena *arena, const RsClauseInput *input) {
  *clauses = (RsClauses) {0};
  return rs_nominals_find(clauses, arena, input) &&
         rs_predicates_find(clauses, arena, input);
}
