/* How many people a phrase names.
 *
 * `مقتل خمسة جنود`, `22 قتيلا`, `أصيب ثلاثة`, `لقي عشرة مصرعهم`: a word that counts people
 * takes the number that governs it, of its genitive, or of its verb's subject or object. A dual
 * is two, one titled or single person one, what is joined with و is added (`12 جنديا و20
 * متمردا`). Codebook section 3, `deaths`; its table of figures stands in docs/dates.md. Limits: a
 * number a clause away from its word is not found.
 */
#include "event/headcount.h"

#include <math.h>

enum {
  MOST_PEOPLE = 10000000
};

static RsHeadcount of_number(const RsNumber *number) {
  RsHeadcount count = {.known = true, .min = -1, .max = -1};
  if (!(number->value >= 0 && number->value < MOST_PEOPLE)) return (RsHeadcount) {0};
  if (!number->approximate) {
    count.min = count.max = (int64_t)number->value;
    return count;
  }
  if (!isnan(number->min)) count.min = (int64_t)number->min;
  if (!isnan(number->max)) count.max = (int64_t)number->max;
  return count;
}

static const RsNumber *number_of(const RsEventInput *input, const RsNominal *nominal) {
  if (nominal->number == RS_NONE) return NULL;
  const RsNumber *number = &input->input->entities->numbers.numbers[nominal->number];
  /* `المسلح (58 عاما)` is an age. */
  bool unit = number->last < input->reading->tokens->token_count &&
              (rs_lexeme_at(input->reading, number->last)->flags & RS_LEXEME_UNIT);
  return number->value < 1e6 && !number->share && !unit ? number : NULL;
}

static const RsNominal *nominal_behind(
  const RsEventInput *input, const RsNominal *nominal
) {
  uint32_t token = nominal->last;
  if (token >= input->reading->tokens->token_count) return NULL;
  uint32_t index = input->clauses->nominal_at[token];
  if (index == RS_NONE && token + 1 < input->reading->tokens->token_count) {
    index = input->clauses->nominal_at[token + 1]; /* over a preposition */
  }
  const RsNominal *next = index == RS_NONE ? NULL : &input->clauses->nominals[index];
  return next && next->first >= token ? next : NULL;
}

/* `بينهم طفلان`, `من بينهم المهاجم`: some of those counted already. */
bool rs_headcount_is_part(const RsEventInput *input, const RsNominal *nominal) {
  if (!nominal->first) return false;
  const RsAnalysis *before = rs_chosen(input->reading, nominal->first - 1);
  if (!before || before->enclitic == RS_NO_CLITIC) return false;
  return rs_morph_lexeme(input->knowledge, before)->flags &
         (RS_LEXEME_BETWEEN | RS_LEXEME_PARTITIVE);
}

/* `المشتبه بهم`: a pronoun behind tells that they are several. */
static bool are_several(const RsEventInput *input, const RsNominal *nominal) {
  const RsAnalysis *behind = rs_chosen(input->reading, nominal->last);
  if (!behind || behind->upos != RS_UPOS_ADP || behind->enclitic == RS_NO_CLITIC)
    return false;
  uint32_t features = RS_GET(input->knowledge, clitics, behind->enclitic)->features;
  return rs_feature(features, RS_NUMBER_SHIFT) == 3;
}

/* `مقتل العناصر الإرهابية`: a plural before the word that describes it. */
static bool opens_with_plural(const RsEventInput *input, const RsNominal *nominal) {
  for (uint32_t i = nominal->first; i < nominal->head; i++) {
    const RsAnalysis *word = rs_chosen(input->reading, i);
    if (word && word->upos == RS_UPOS_NOUN &&
        (rs_morph_lexeme(input->knowledge, word)->flags & RS_LEXEME_QUANTITY) &&
        (rs_morph_lexeme(input->knowledge, word)->flags & RS_LEXEME_RATIONAL) &&
        rs_feature(word->features, RS_NUMBER_SHIFT) == 3)
      return true;
  }
  return false;
}

static RsHeadcount of_words(const RsEventInput *input, const RsNominal *nominal) {
  RsHeadcount unknown = {0};
  const RsAnalysis *head = rs_chosen(input->reading, nominal->head);
  if (!head || nominal->pronoun) return unknown;
  if (nominal->name != RS_NONE) {
    const RsName *name = &input->input->entities->names.names[nominal->name];
    bool actor = name->kind == RS_NAME_ACTOR &&
                 RS_GET(input->knowledge, actors, name->index)->type == RS_ACTOR_PERSON;
    if (name->kind == RS_NAME_PERSON || actor) return rs_headcount(1);
  }
  uint32_t flags = rs_morph_lexeme(input->knowledge, head)->flags;
  unsigned grammatical = rs_feature(head->features, RS_NUMBER_SHIFT);
  RsParty party, body;
  rs_party_read(input->input, nominal->first, nominal->last, nominal->start_letter, &party);
  rs_party_read(
    input->input, nominal->head, nominal->head + 1, nominal->start_letter, &body
  );
  /* `قتلوا عائلة بكاملها`, `قتل شعبه`: of any size; `قتل فلسطيني` is one. */
  bool group =
    body.collective && head->upos == RS_UPOS_NOUN && head->derivation == RS_DERIVED_NONE &&
    rs_nisba_at(input->input, nominal->head) == RS_NONE &&
    (rs_feature(head->features, RS_GENDER_SHIFT) == 2 || head->enclitic != RS_NO_CLITIC);
  if (grammatical == 1 && group) return unknown;
  /* `خلية` is several people. */
  if (!party.person && (body.institution || body.state)) return unknown;
  bool people = party.person || (party.political && !party.institution && !party.state);
  if (!(flags & RS_LEXEME_RATIONAL) && !people) return unknown;
  if (grammatical == 2) return rs_headcount(2);
  if (grammatical == 1 && are_several(input, nominal)) return unknown;
  if (grammatical == 1 && opens_with_plural(input, nominal)) return unknown;
  /* `شبكة إرهابية` is several people, unlike `تونسيا`. */
  bool one = (flags & RS_LEXEME_RATIONAL) || party.person ||
             rs_feature(head->features, RS_GENDER_SHIFT) == 1;
  if (grammatical == 1 && one && !(flags & RS_LEXEME_QUANTITY)) return rs_headcount(1);
  return unknown;
}

RsHeadcount rs_headcount_sum(const RsHeadcount *a, const RsHeadcount *b) {
  RsHeadcount sum = {.known = true, .min = -1, .max = -1};
  if (a->min >= 0 && b->min >= 0) sum.min = a->min + b->min;
  if (a->max >= 0 && b->max >= 0) sum.max = a->max + b->max;
  return sum;
}

bool rs_headcount_is_added(const RsEventInput *input, uint32_t token) {
  enum {
    LONGEST = 2
  };
  const RsFindings *findings = input->findings;
  for (uint32_t back = 1; back <= LONGEST && back <= token; back++) {
    for (uint32_t k = findings->starts[token - back];
         k < findings->starts[token - back + 1];
         k++) {
      const RsFound *found = &findings->found[k];
      if (found->last == token && rs_has_cue(input, found->anchor, RS_CUE_ADDING))
        return true;
    }
  }
  return false;
}

/* `جنود وثلاثة`, `جنديا و20`: the و of a figure is a token of its own. */
static bool is_joined(const RsEventInput *input, uint32_t last, uint32_t first) {
  enum {
    LONGEST_ADDING = 3 /* `، إضافة إلى` */
  };
  if (first == last) return rs_has_conjunction(input->reading, first);
  if (first <= last + LONGEST_ADDING && rs_headcount_is_added(input, first)) return true;
  return first == last + 1 && rs_is_upos(input->reading, last, RS_UPOS_CCONJ);
}

/* `وعشرات الجرحى`, `و50 ألف جريح` counts others. */
static bool counts_others(const RsEventInput *input, const RsNominal *nominal) {
  for (uint32_t i = nominal->first; i < nominal->last; i++) {
    if (rs_finding_at(input, i, RS_ITEM_TOLL)) return true;
  }
  uint32_t next = nominal->last;
  return next < input->reading->tokens->token_count &&
         rs_is_upos(input->reading, next, RS_UPOS_NOUN) &&
         !rs_has_conjunction(input->reading, next) &&
         rs_finding_at(input, next, RS_ITEM_TOLL);
}

/* What is joined to it is counted too: `عشرة جنود وثلاثة مدنيين`. */
static RsHeadcount add_conjoined(
  const RsEventInput *input, const RsNominal *nominal, RsHeadcount count
) {
  enum {
    MOST_JOINED = 3,
    HUNDREDS = 100,
    MOST_BETWEEN = 4
  };
  const RsClauses *clauses = input->clauses;
  uint32_t index = clauses->nominal_at[nominal->first];
  for (uint32_t i = 0; i < MOST_JOINED && index != RS_NONE; i++) {
    uint32_t next = index + 1;
    /* `من رجال الأمن` belongs to the one before. */
    while (next < clauses->nominal_count &&
           (clauses->nominals[next].preposition_flags & RS_LEXEME_PARTITIVE) &&
           !clauses->nominals[next].conjoined &&
           clauses->nominals[next].first <= clauses->nominals[next - 1].last + 1)
      next++;
    if (next >= clauses->nominal_count) break;
    const RsNominal *joined = &clauses->nominals[next];
    if (!is_joined(input, clauses->nominals[next - 1].last, joined->first)) break;
    if (counts_others(input, joined)) break;
    const RsNumber *number = number_of(input, joined);
    /* `2000 مدني وعسكري` are 2000. */
    if (!number && count.min >= HUNDREDS) break;
    RsHeadcount more = number ? of_number(number) : of_words(input, joined);
    if (!more.known || rs_headcount_is_part(input, joined)) break;
    count = rs_headcount_sum(&count, &more);
    index = next;
  }
  return count;
}

/* A number that begins at the token and counts nothing else: `مقتل 10 وإصابة 20`. */
static RsHeadcount of_bare_number(const RsEventInput *input, uint32_t token) {
  RsHeadcount unknown = {0};
  if (token >= input->reading->tokens->token_count) return unknown;
  uint32_t index = input->input->entities->numbers.at[token];
  if (index == RS_NONE) return unknown;
  const RsNumber *number = &input->input->entities->numbers.numbers[index];
  bool ends = number->last >= input->reading->tokens->token_count;
  bool unit = !ends && (rs_lexeme_at(input->reading, number->last)->flags & RS_LEXEME_UNIT);
  /* `خطفوا عام 2015`, `في العراق 2015` */
  bool counts = !ends && rs_is_upos(input->reading, number->last, RS_UPOS_NOUN);
  bool year = number->value >= 1900 && number->value <= 2100 && !counts;
  return unit || year || number->share || number->ordinal ? unknown : of_number(number);
}

/* `5123456789 مدنيا` is no figure of people and no single one. */
static bool is_beyond_people(const RsEventInput *input, const RsNominal *nominal) {
  if (nominal->number == RS_NONE) return false;
  const RsNumber *number = &input->input->entities->numbers.numbers[nominal->number];
  return number->last <= nominal->last && !(number->value < MOST_PEOPLE);
}

/* `عدد (3) ضباط`: the figure that the word for a number announces. */
static RsHeadcount of_figure(const RsEventInput *input, const RsNominal *nominal) {
  uint32_t token = nominal->last;
  bool announced =
    nominal->last == nominal->head + 1 &&
    (rs_lexeme_at(input->reading, nominal->head)->flags & RS_LEXEME_QUANTITY);
  if (!announced) return (RsHeadcount) {0};
  if (rs_is_punct(input->reading, token, '(')) token++;
  return of_bare_number(input, token);
}

/* `إرهابيين اثنين`: the dual told twice. */
static bool is_two(const RsEventInput *input, const RsNominal *nominal) {
  const RsNumbers *numbers = &input->input->entities->numbers;
  uint32_t behind = nominal->last;
  if (behind >= input->reading->tokens->token_count) return false;
  for (uint32_t i = behind - 1; i <= behind; i++) {
    uint32_t index = numbers->at[i];
    bool two = index != RS_NONE && numbers->numbers[index].value == 2 &&
               !numbers->numbers[index].ordinal && !rs_has_conjunction(input->reading, i);
    if (two && input->input->entities->dates.at[i] == RS_NONE) return true;
  }
  return false;
}

/* How many people a noun phrase names; unknown for a plain plural. */
RsHeadcount rs_headcount_of_nominal(const RsEventInput *input, const RsNominal *nominal) {
  const RsNumber *number = number_of(input, nominal);
  if (is_beyond_people(input, nominal)) return (RsHeadcount) {0};
  RsHeadcount figure = of_figure(input, nominal);
  if (figure.known) return figure;
  RsHeadcount count = number ? of_number(number) : of_words(input, nominal);
  /* `خلية من عشرة أشخاص` */
  const RsNominal *next = nominal_behind(input, nominal);
  bool members = !number && next && (next->preposition_flags & RS_LEXEME_PARTITIVE);
  if (members && number_of(input, next)) return of_number(number_of(input, next));
  if (!count.known && is_two(input, nominal)) return rs_headcount(2);
  return count.known ? add_conjoined(input, nominal, count) : count;
}

/* `مقتل جنديين وإصابة ثالث`, `وإصابة آخر`, `وأصيب آخران`: one or two more of those counted
 * before; 0 when it is no such word. */
static int64_t more_of_them(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  unsigned grammatical = chosen ? rs_feature(chosen->features, RS_NUMBER_SHIFT) : 3;
  if (!chosen || chosen->article || grammatical > 2) return 0;
  uint32_t number = input->input->entities->numbers.at[token];
  if (number != RS_NONE)
    return input->input->entities->numbers.numbers[number].ordinal && grammatical < 2;
  const RsItem *cue = rs_finding_at(input, token, RS_ITEM_CUE);
  bool other = cue && RS_GET(input->knowledge, cues, cue->index)->kind == RS_CUE_OTHER;
  return other ? grammatical == 2 ? 2 : 1 : 0;
}

/* `أصيب 110 خلال`, `قتل ما بين 20 و30 مسلحا`: a number that no phrase of the verb has. */
static RsHeadcount of_number_behind(const RsEventInput *input, uint32_t token) {
  enum {
    TOKENS_BEHIND = 3
  };
  const RsEntities *entities = input->input->entities;
  uint32_t count = input->reading->tokens->token_count;
  for (uint32_t i = token + 1; i < count && i <= token + TOKENS_BEHIND; i++) {
    if (entities->numbers.at[i] != RS_NONE)
      return entities->dates.at[i] == RS_NONE ? of_bare_number(input, i)
                                              : (RsHeadcount) {0};
    bool particle =
      rs_is_upos(input->reading, i, RS_UPOS_PART) ||
      (rs_lexeme_at(input->reading, i)->flags & (RS_LEXEME_BETWEEN | RS_LEXEME_RELATIVE));
    if (!particle) break;
  }
  return (RsHeadcount) {0};
}

RsHeadcount rs_headcount_of_verb(const RsEventInput *input, uint32_t token) {
  RsHeadcount unknown = {0};
  uint32_t index = input->clauses->predicate_at[token];
  if (index == RS_NONE) return unknown;
  const RsPredicate *predicate = &input->clauses->predicates[index];
  if (predicate->passive && predicate->subject != RS_NONE) {
    const RsNominal *subject = &input->clauses->nominals[predicate->subject];
    int64_t more = more_of_them(input, subject->first);
    return more ? rs_headcount(more) : rs_headcount_of_nominal(input, subject);
  }
  /* `جثث ثلاثة جنود قتلهم مسلحون` */
  bool resumed = predicate->object_suffix && predicate->antecedent != RS_NONE;
  if (resumed)
    return rs_headcount_of_nominal(input, &input->clauses->nominals[predicate->antecedent]);
  uint32_t order[2] = {predicate->object, predicate->subject};
  for (int i = 0; i < 2; i++) {
    if (order[i] == RS_NONE) continue;
    const RsNominal *nominal = &input->clauses->nominals[order[i]];
    bool done_to =
      predicate->object != RS_NONE &&
      !rs_headcount_is_part(input, &input->clauses->nominals[predicate->object]);
    if (i == 1 && done_to && !number_of(input, nominal)) continue;
    if (rs_headcount_is_part(input, nominal)) continue;
    int64_t more = more_of_them(input, nominal->first);
    if (more) return rs_headcount(more);
    RsHeadcount count = rs_headcount_of_nominal(input, nominal);
    if (count.known) return count;
  }
  return of_number_behind(input, token);
}

/* `ارتفع عدد قتلى الهجوم إلى 40`, `عدد القتلى بلغ 40`, `وعدد الجرحى 30`: the number that a count
 * rises to, or is. */
static RsHeadcount of_total(
  const RsEventInput *input, const RsNominal *own, uint32_t token
) {
  enum {
    TOKENS_BEHIND = 12
  };
  RsHeadcount total = {0};
  if (!(rs_lexeme_at(input->reading, own->first)->flags & RS_LEXEME_QUANTITY)) return total;
  uint32_t end =
    input->reading->tokens->sentences[input->reading->tokens->tokens[token].sentence].last;
  total = of_bare_number(input, token + 1);
  bool since = false;
  for (uint32_t i = token + 1; !total.known && i < end && i < token + TOKENS_BEHIND; i++) {
    if (rs_is_punct(input->reading, i, ',') || rs_finding_at(input, i, RS_ITEM_TOLL)) break;
    uint32_t flags = rs_lexeme_at(input->reading, i)->flags;
    bool rises = flags & RS_LEXEME_TOWARDS;
    since |= (flags & RS_LEXEME_SINCE) != 0; /* `منذ بدء الاحتجاجات` counts other deeds */
    if (rises || rs_is_upos(input->reading, i, RS_UPOS_VERB))
      total = of_bare_number(input, i + 1);
    total.total = rises && !since;
    total.since = since;
    if (rises) break;
  }
  /* `ليصل إلى 403` is so many, not at most. */
  if (total.known && total.min < 0) total.min = total.max;
  return total;
}

/* `ارتفعت حصيلة الغارات إلى 27 قتيلا`; `منذ بدء الاحتجاجات` counts those of other deeds. */
static bool is_risen_to(const RsEventInput *input, const RsNominal *own) {
  const RsTokens *tokens = input->reading->tokens;
  if (!(own->preposition_flags & RS_LEXEME_TOWARDS)) return false;
  uint32_t first = tokens->sentences[tokens->tokens[own->first].sentence].first;
  bool count = false;
  for (uint32_t i = own->first; i-- > first;) {
    uint32_t flags = rs_lexeme_at(input->reading, i)->flags;
    if (flags & RS_LEXEME_SINCE) return false;
    count |= (flags & RS_LEXEME_QUANTITY) != 0 || rs_finding_at(input, i, RS_ITEM_TOLL);
  }
  return count;
}

/* `سقط قتيل`, `سقوط جريح`, but neither `راح ضحية` nor `أكثر من قتيل`. */
static bool is_single(const RsEventInput *input, const RsNominal *own, uint32_t token) {
  const RsAnalysis *word = rs_chosen(input->reading, token);
  if (!word || word->upos != RS_UPOS_NOUN || word->article || !token) return false;
  const RsAnalysis *before = rs_chosen(input->reading, token - 1);
  bool falls =
    before && (before->upos == RS_UPOS_VERB || before->derivation == RS_DERIVED_MASDAR);
  return falls && own->last == token + 1 && own->number == RS_NONE &&
         word->enclitic == RS_NO_CLITIC &&
         rs_feature(word->features, RS_NUMBER_SHIFT) == 1 &&
         rs_feature(word->features, RS_GENDER_SHIFT) == 1 &&
         rs_feature(word->features, RS_CASE_SHIFT) < 2 &&
         (rs_lexeme_at(input->reading, token)->flags & RS_LEXEME_RATIONAL);
}

RsHeadcount rs_headcount_of_noun(const RsEventInput *input, uint32_t token) {
  RsNominal genitive;
  uint32_t index = input->clauses->nominal_at[token];
  if (index == RS_NONE) return (RsHeadcount) {0};
  const RsNominal *own = &input->clauses->nominals[index];
  bool definite =
    rs_chosen(input->reading, token) && rs_chosen(input->reading, token)->article;
  if (own->head == token && number_of(input, own) && own->first < token) {
    /* `أحد الجرحى` is one of those counted. */
    bool one_of = definite && number_of(input, own)->value == 1;
    if (one_of) return (RsHeadcount) {0};
    RsHeadcount count = add_conjoined(input, own, of_number(number_of(input, own)));
    count.total = is_risen_to(input, own);
    return count;
  }
  /* `سقوط عشرات القتلى`: the number right before it, deeper in a phrase. */
  uint32_t before =
    token > own->first ? input->input->entities->numbers.at[token - 1] : RS_NONE;
  if (before != RS_NONE && !input->input->entities->numbers.numbers[before].ordinal) {
    const RsNumber *number = &input->input->entities->numbers.numbers[before];
    bool one_of = definite && number->value == 1;
    return one_of ? (RsHeadcount) {0} : of_number(number);
  }
  bool is_last = token + 1 >= input->reading->tokens->token_count;
  const RsAnalysis *word = rs_chosen(input->reading, token);
  /* `سقوط قتيلين وثلاثة جرحى` */
  bool person = rs_lexeme_at(input->reading, token)->flags & RS_LEXEME_RATIONAL;
  if (word && person && rs_feature(word->features, RS_NUMBER_SHIFT) == 2)
    return rs_headcount(2);
  int64_t more = is_last ? 0 : more_of_them(input, token + 1);
  if (more) return rs_headcount(more);
  if (rs_genitive_of(input->input, input->clauses, token, &genitive)) {
    RsHeadcount count = rs_headcount_of_nominal(input, &genitive);
    if (count.known) return count;
  }
  /* `سقوط قتيل` */
  if (is_single(input, own, token)) return rs_headcount(1);
  RsHeadcount count = of_total(input, own, token);
  /* `من بين القتلى 27 طفلا` are some of them. */
  if (!count.known && !definite && !rs_has_conjunction(input->reading, token + 1))
    count = of_bare_number(input, token + 1);
  if (count.known) return count;
  /* `لقي عشرة أشخاص مصرعهم` */
  if (own->governor != RS_NONE && own->relation == RS_RELATION_OBJECT) {
    uint32_t subject = input->clauses->predicates[own->governor].subject;
    if (subject != RS_NONE)
      count = rs_headcount_of_nominal(input, &input->clauses->nominals[subject]);
    if (count.known) return count;
  }
  /* `راح ضحيتها أكثر من مئة`: who died stands behind the word. */
  const RsNominal *next = own + 1;
  /* `القبض على عدد (5) متهمين` */
  bool upon = index + 1 < input->clauses->nominal_count && next->first == own->last + 1 &&
              (next->preposition_flags & RS_LEXEME_UPON);
  if (upon && next->number != RS_NONE) return rs_headcount_of_nominal(input, next);
  if (upon) return of_figure(input, next);
  bool suffixed = rs_chosen(input->reading, token) &&
                  rs_chosen(input->reading, token)->enclitic != RS_NO_CLITIC;
  bool beside = index + 1 < input->clauses->nominal_count && next->first == own->last &&
                !next->preposition && !next->conjoined;
  /* `راح ضحية الهجوم ثلاثون شخصا` */
  bool counted = beside && next->number != RS_NONE && own->last > token + 1 && !definite;
  if (beside && (suffixed || counted)) {
    return rs_headcount_of_nominal(input, next);
  }
  if (word && rs_feature(word->features, RS_NUMBER_SHIFT) == 2 && own->head == token)
    return rs_headcount(2);
  return (RsHeadcount) {0};
}
