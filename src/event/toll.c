/* How many were killed, injured, detained.
 *
 * `مقتل خمسة جنود`, `22 قتيلا`, `أصيب ثلاثة`, `لقي عشرة مصرعهم`: a word that counts people
 * takes the number that governs it, of its genitive, or of its verb's subject or object. A
 * dual is two, one titled or single person one. The toll goes to the force nearest before it in
 * the sentence, else after it. Codebook section 3, `deaths`.
 */
#include "event/event.h"

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
static bool is_part(const RsEventInput *input, const RsNominal *nominal) {
  if (!nominal->first) return false;
  const RsAnalysis *before = rs_chosen(input->reading, nominal->first - 1);
  if (!before || before->enclitic == RS_NO_CLITIC) return false;
  return rs_morph_lexeme(input->knowledge, before)->flags &
         (RS_LEXEME_BETWEEN | RS_LEXEME_PARTITIVE);
}

static RsHeadcount of_words(const RsEventInput *input, const RsNominal *nominal) {
  RsHeadcount unknown = {0};
  const RsAnalysis *head = rs_chosen(input->reading, nominal->head);
  if (!head || nominal->pronoun) return unknown;
  if (nominal->name != RS_NONE) {
    const RsName *name = &input->input->entities->names.names[nominal->name];
    bool actor = name->kind == RS_NAME_ACTOR &&
                 RS_GET(input->knowledge, actors, name->index)->type == RS_ACTOR_PERSON;
    if (name->kind == RS_NAME_PERSON || actor) return (RsHeadcount) {true, 1, 1};
  }
  uint32_t flags = rs_morph_lexeme(input->knowledge, head)->flags;
  unsigned grammatical = rs_feature(head->features, RS_NUMBER_SHIFT);
  RsParty party, body;
  rs_party_read(input->input, nominal->first, nominal->last, nominal->start_letter, &party);
  rs_party_read(
    input->input, nominal->head, nominal->head + 1, nominal->start_letter, &body
  );
  /* `خلية` is several people. */
  if (!party.person && (body.institution || body.state)) return unknown;
  bool people = party.person || (party.political && !party.institution && !party.state);
  if (!(flags & RS_LEXEME_RATIONAL) && !people) return unknown;
  if (grammatical == 2) return (RsHeadcount) {true, 2, 2};
  if (grammatical == 1 && !(flags & RS_LEXEME_QUANTITY)) return (RsHeadcount) {true, 1, 1};
  return unknown;
}

static RsHeadcount sum_of(const RsHeadcount *a, const RsHeadcount *b) {
  RsHeadcount sum = {.known = true, .min = -1, .max = -1};
  if (a->min >= 0 && b->min >= 0) sum.min = a->min + b->min;
  if (a->max >= 0 && b->max >= 0) sum.max = a->max + b->max;
  return sum;
}

/* What is joined to it is counted too: `عشرة جنود وثلاثة مدنيين`. */
static RsHeadcount add_conjoined(
  const RsEventInput *input, const RsNominal *nominal, RsHeadcount count
) {
  enum {
    MOST_JOINED = 3,
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
    uint32_t between = joined->first - clauses->nominals[next - 1].last;
    if (!rs_has_conjunction(input->reading, joined->first) || between) break;
    if (rs_finding_at(input, joined->head, RS_ITEM_TOLL)) break;
    const RsNumber *number = number_of(input, joined);
    RsHeadcount more = number ? of_number(number) : of_words(input, joined);
    if (!more.known || is_part(input, joined)) break;
    count = sum_of(&count, &more);
    index = next;
  }
  return count;
}

/* How many people a noun phrase names; unknown for a plain plural. */
static RsHeadcount of_nominal(const RsEventInput *input, const RsNominal *nominal) {
  const RsNumber *number = number_of(input, nominal);
  RsHeadcount count = number ? of_number(number) : of_words(input, nominal);
  /* `خلية من عشرة أشخاص` */
  const RsNominal *next = nominal_behind(input, nominal);
  bool members = !number && next && (next->preposition_flags & RS_LEXEME_PARTITIVE);
  if (members && number_of(input, next)) return of_number(number_of(input, next));
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

static RsHeadcount of_verb(const RsEventInput *input, uint32_t token) {
  RsHeadcount unknown = {0};
  uint32_t index = input->clauses->predicate_at[token];
  if (index == RS_NONE) return unknown;
  const RsPredicate *predicate = &input->clauses->predicates[index];
  if (predicate->passive && predicate->subject != RS_NONE) {
    const RsNominal *subject = &input->clauses->nominals[predicate->subject];
    int64_t more = more_of_them(input, subject->first);
    return more ? (RsHeadcount) {true, more, more} : of_nominal(input, subject);
  }
  uint32_t order[2] = {predicate->object, predicate->subject};
  for (int i = 0; i < 2; i++) {
    if (order[i] == RS_NONE) continue;
    const RsNominal *nominal = &input->clauses->nominals[order[i]];
    bool done_to = predicate->object != RS_NONE &&
                   !is_part(input, &input->clauses->nominals[predicate->object]);
    if (i == 1 && done_to && !number_of(input, nominal)) continue;
    if (is_part(input, nominal)) continue;
    int64_t more = more_of_them(input, nominal->first);
    if (more) return (RsHeadcount) {true, more, more};
    RsHeadcount count = of_nominal(input, nominal);
    if (count.known) return count;
  }
  return unknown;
}

/* A number that begins at the token and counts nothing else: `مقتل 10 وإصابة 20`. */
static RsHeadcount of_bare_number(const RsEventInput *input, uint32_t token) {
  RsHeadcount unknown = {0};
  if (token >= input->reading->tokens->token_count) return unknown;
  uint32_t index = input->input->entities->numbers.at[token];
  if (index == RS_NONE) return unknown;
  const RsNumber *number = &input->input->entities->numbers.numbers[index];
  bool unit = number->last < input->reading->tokens->token_count &&
              (rs_lexeme_at(input->reading, number->last)->flags & RS_LEXEME_UNIT);
  return unit || number->share || number->ordinal ? unknown : of_number(number);
}

/* `ارتفع عدد قتلى الهجوم إلى 40`, `بلغ عدد القتلى 40`: the number that a count rises to. */
static RsHeadcount of_total(
  const RsEventInput *input, const RsNominal *own, uint32_t token
) {
  enum {
    TOKENS_BEHIND = 12
  };
  RsHeadcount unknown = {0};
  if (!(rs_lexeme_at(input->reading, own->first)->flags & RS_LEXEME_QUANTITY))
    return unknown;
  uint32_t end =
    input->reading->tokens->sentences[input->reading->tokens->tokens[token].sentence].last;
  for (uint32_t i = token + 1; i + 1 < end && i < token + TOKENS_BEHIND; i++) {
    if (rs_is_punct(input->reading, i, ',') || rs_finding_at(input, i, RS_ITEM_TOLL))
      return unknown;
    if (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_TOWARDS)
      return of_bare_number(input, i + 1);
  }
  return unknown;
}

static RsHeadcount of_noun(const RsEventInput *input, uint32_t token) {
  RsNominal genitive;
  uint32_t index = input->clauses->nominal_at[token];
  if (index == RS_NONE) return (RsHeadcount) {0};
  const RsNominal *own = &input->clauses->nominals[index];
  bool definite =
    rs_chosen(input->reading, token) && rs_chosen(input->reading, token)->article;
  if (own->head == token && number_of(input, own) && own->first < token) {
    /* `أحد الجرحى` is one of those counted. */
    bool one_of = definite && number_of(input, own)->value == 1;
    return one_of ? (RsHeadcount) {0} : of_number(number_of(input, own));
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
    return (RsHeadcount) {true, 2, 2};
  int64_t more = is_last ? 0 : more_of_them(input, token + 1);
  if (more) return (RsHeadcount) {true, more, more};
  if (rs_genitive_of(input->input, input->clauses, token, &genitive)) {
    RsHeadcount count = of_nominal(input, &genitive);
    if (count.known) return count;
  }
  RsHeadcount count = of_total(input, own, token);
  /* `من بين القتلى 27 طفلا` are some of them. */
  if (!count.known && !definite && !rs_has_conjunction(input->reading, token + 1))
    count = of_bare_number(input, token + 1);
  if (count.known) return count;
  /* `لقي عشرة أشخاص مصرعهم` */
  if (own->governor != RS_NONE && own->relation == RS_RELATION_OBJECT) {
    uint32_t subject = input->clauses->predicates[own->governor].subject;
    if (subject != RS_NONE) return of_nominal(input, &input->clauses->nominals[subject]);
  }
  /* `راح ضحيتها أكثر من مئة`: who died stands behind the word. */
  const RsNominal *next = own + 1;
  bool suffixed = rs_chosen(input->reading, token) &&
                  rs_chosen(input->reading, token)->enclitic != RS_NO_CLITIC;
  bool beside = index + 1 < input->clauses->nominal_count && next->first == own->last &&
                !next->preposition && !next->conjoined;
  /* `راح ضحية الهجوم ثلاثون شخصا` */
  bool counted = beside && next->number != RS_NONE && own->last > token + 1 && !definite;
  if (beside && (suffixed || counted)) {
    return of_nominal(input, next);
  }
  if (word && rs_feature(word->features, RS_NUMBER_SHIFT) == 2 && own->head == token)
    return (RsHeadcount) {true, 2, 2};
  return (RsHeadcount) {0};
}

static bool takes_toll(const RsEventInput *input, const RsMention *mention, uint32_t kind) {
  const char *event = rs_mention_event(input->knowledge, mention);
  switch (kind) {
    case RS_TOLL_DEATHS:
    case RS_TOLL_INJURED: return strcmp(event, "ASSAULT") == 0;
    case RS_TOLL_DETAINED: return strcmp(event, "COERCE") == 0;
    default: return strcmp(event, "PROTEST") == 0;
  }
}

static RsMention *receiver(
  const RsEventInput *input, RsMentions *mentions, uint32_t token, uint32_t kind
) {
  RsMention *before = NULL, *after = NULL;
  uint32_t sentence = input->reading->tokens->tokens[token].sentence;
  for (uint32_t i = mentions->sentence_first[sentence];
       i < mentions->sentence_first[sentence + 1];
       i++) {
    RsMention *mention = &mentions->mentions[i];
    if (!takes_toll(input, mention, kind)) continue;
    if (mention->status == RS_STATUS_DENIED) continue; /* `دون وقوع إصابات` */
    if (token >= mention->first && token < mention->last) return mention;
    if (mention->first <= token)
      before = mention;
    else if (!after)
      after = mention;
  }
  return before ? before : after;
}

static RsHeadcount *field_of(RsMention *mention, uint32_t kind) {
  switch (kind) {
    case RS_TOLL_DEATHS: return &mention->deaths;
    case RS_TOLL_INJURED: return &mention->injured;
    case RS_TOLL_DETAINED: return &mention->detained;
    default: return &mention->crowd;
  }
}

static const RsToll *toll_at(const RsEventInput *input, uint32_t token) {
  if (token >= input->reading->tokens->token_count) return NULL;
  const RsItem *item = rs_finding_at(input, token, RS_ITEM_TOLL);
  return item ? RS_GET(input->knowledge, tolls, item->index) : NULL;
}

/* `مقتل وإصابة مئة شخص`: how many of them died is not told. */
static bool shares_count(const RsEventInput *input, uint32_t token) {
  const RsToll *own = toll_at(input, token), *next = toll_at(input, token + 1);
  const RsToll *before = token ? toll_at(input, token - 1) : NULL;
  if (!own) return false;
  if (next && next->kind != own->kind && rs_has_conjunction(input->reading, token + 1))
    return true;
  return before && before->kind != own->kind && rs_has_conjunction(input->reading, token);
}

/* A particle that negates; `ما` may be relative as well. */
static bool is_negation(const RsEventInput *input, uint32_t token) {
  const RsWordType *type = input->reading->morphs[token].type;
  const RsItem *item = rs_finding_at(input, token, RS_ITEM_CUE);
  if (!item || RS_GET(input->knowledge, cues, item->index)->kind != RS_CUE_NEGATION)
    return false;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    uint32_t flags = rs_morph_lexeme(input->knowledge, &type->analyses[i])->flags;
    if (flags & RS_LEXEME_RELATIVE) return false;
  }
  return true;
}

/* `قتلى`, `إصابات`: people hurt, whoever they are. */
static bool is_unspecified(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *word = rs_chosen(input->reading, token);
  if (!word || word->upos != RS_UPOS_NOUN || word->article || word->enclitic != RS_NO_CLITIC)
    return false;
  bool victims = rs_lexeme_at(input->reading, token)->flags & RS_LEXEME_RATIONAL;
  RsNominal genitive;
  return (victims || rs_feature(word->features, RS_NUMBER_SHIFT) == 3) &&
         !rs_genitive_of(input->input, input->clauses, token, &genitive);
}

/* `لم يسفر عن قتلى`, `دون وقوع إصابات`, `لم يصب أحد`: nobody. */
static bool is_nobody(const RsEventInput *input, uint32_t token) {
  enum {
    TOKENS_BEFORE = 12
  };
  const RsTokens *tokens = input->reading->tokens;
  const RsNumbers *numbers = &input->input->entities->numbers;
  uint32_t first = tokens->sentences[tokens->tokens[token].sentence].first;
  if (rs_is_upos(input->reading, token, RS_UPOS_VERB)) {
    uint32_t next = token + 1 < tokens->token_count ? numbers->at[token + 1] : RS_NONE;
    return next != RS_NONE && numbers->numbers[next].value == 1 && token > first &&
           is_negation(input, token - 1);
  }
  if (!is_unspecified(input, token)) return false;
  for (uint32_t i = token, k = 0; i-- > first && k < TOKENS_BEFORE; k++) {
    bool stop = tokens->tokens[i].kind == RS_TOKEN_PUNCT || numbers->at[i] != RS_NONE;
    if (stop || rs_has_conjunction(input->reading, i)) return false;
    /* `دون أنباء عن إصابات`: it is not known. */
    const RsAnalysis *before = i > first ? rs_chosen(input->reading, i - 1) : NULL;
    bool news = before && before->upos == RS_UPOS_NOUN && !before->article;
    if (news && (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_ABOUT)) return false;
    if (is_negation(input, i)) return true;
  }
  return false;
}

static RsHeadcount count_at(
  const RsEventInput *input, const RsFound *found, const RsItem *item
) {
  if (shares_count(input, found->anchor)) return (RsHeadcount) {0};
  bool verb = rs_is_upos(input->reading, found->anchor, RS_UPOS_VERB);
  /* `القضاء على 55 إرهابيا` */
  if (item->element_count > 1 && rs_is_upos(input->reading, found->last - 1, RS_UPOS_ADP)) {
    uint32_t index = found->last < input->reading->tokens->token_count
                       ? input->clauses->nominal_at[found->last]
                       : RS_NONE;
    return index == RS_NONE ? (RsHeadcount) {0}
                            : of_nominal(input, &input->clauses->nominals[index]);
  }
  if (!verb) return of_noun(input, found->anchor);
  if (item->element_count == 1) return of_verb(input, found->anchor);
  return of_noun(input, found->last - 1); /* `أودى بحياة 21 شخصا` */
}

/* `اعتقلته الشرطة`, `اعتقالهما`: the pronoun counts. */
static RsHeadcount of_pronoun(const RsEventInput *input, const RsMention *mention) {
  const RsAnalysis *chosen = rs_chosen(input->reading, mention->trigger);
  RsHeadcount unknown = {0};
  if (!chosen || chosen->enclitic == RS_NO_CLITIC) return unknown;
  unsigned number = rs_feature(
    RS_GET(input->knowledge, clitics, chosen->enclitic)->features, RS_NUMBER_SHIFT
  );
  if (number == 1) return (RsHeadcount) {true, 1, 1};
  return number == 2 ? (RsHeadcount) {true, 2, 2} : unknown;
}

/* Who was arrested is also how many, when no other word says so. */
static void count_arrested(const RsEventInput *input, RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const RsEventCode *code = RS_GET(input->knowledge, events, pattern->event);
  if (strcmp(rs_text_at(input->knowledge, code->mode), "arrest") != 0) return;
  if (mention->detained.known) return;
  mention->detained = of_pronoun(input, mention);
  if (mention->detained.known || !mention->recipient_count) return;
  uint32_t index = input->clauses->nominal_at[mention->recipients[0].first];
  if (index == RS_NONE || is_part(input, &input->clauses->nominals[index])) return;
  mention->detained = of_nominal(input, &input->clauses->nominals[index]);
}

void rs_mentions_fill_tolls(const RsEventInput *input, RsMentions *mentions) {
  const RsFindings *findings = input->findings;
  for (uint32_t i = 0; i < findings->found_count; i++) {
    const RsFound *found = &findings->found[i];
    const RsItem *item = RS_GET(input->knowledge, items, found->item);
    if (item->kind != RS_ITEM_TOLL) continue;
    uint32_t kind = RS_GET(input->knowledge, tolls, item->index)->kind;
    RsHeadcount count = count_at(input, found, item);
    if (is_nobody(input, found->anchor)) count = (RsHeadcount) {true, 0, 0};
    if (!count.known) continue;
    RsMention *mention = receiver(input, mentions, found->anchor, kind);
    if (!mention) continue;
    RsHeadcount *field = field_of(mention, kind);
    if (!field->known) *field = count;
  }
  for (uint32_t i = 0; i < mentions->mention_count; i++) {
    count_arrested(input, &mentions->mentions[i]);
  }
}
