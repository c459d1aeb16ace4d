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
  return number->value < 1e6 ? number : NULL;
}

/* How many people a noun phrase names; unknown for a plain plural. */
static RsHeadcount of_nominal(const RsEventInput *input, const RsNominal *nominal) {
  const RsNumber *number = number_of(input, nominal);
  if (number) return of_number(number);
  const RsAnalysis *head = rs_chosen(input->reading, nominal->head);
  RsHeadcount unknown = {0};
  if (!head || nominal->pronoun) return unknown;
  if (nominal->name != RS_NONE) {
    const RsName *name = &input->input->entities->names.names[nominal->name];
    bool actor = name->kind == RS_NAME_ACTOR &&
                 RS_GET(input->knowledge, actors, name->index)->type == RS_ACTOR_PERSON;
    if (name->kind == RS_NAME_PERSON || actor) return (RsHeadcount) {true, 1, 1};
  }
  uint32_t flags = rs_morph_lexeme(input->knowledge, head)->flags;
  unsigned grammatical = rs_feature(head->features, RS_NUMBER_SHIFT);
  RsParty party;
  rs_party_read(input->input, nominal->first, nominal->last, nominal->start_letter, &party);
  bool people = party.person || (party.political && !party.institution && !party.state);
  if (!(flags & RS_LEXEME_RATIONAL) && !people) return unknown;
  if (grammatical == 2) return (RsHeadcount) {true, 2, 2};
  if (grammatical == 1 && !(flags & RS_LEXEME_QUANTITY)) return (RsHeadcount) {true, 1, 1};
  return unknown;
}

static RsHeadcount of_verb(const RsEventInput *input, uint32_t token) {
  RsHeadcount unknown = {0};
  uint32_t index = input->clauses->predicate_at[token];
  if (index == RS_NONE) return unknown;
  const RsPredicate *predicate = &input->clauses->predicates[index];
  if (predicate->passive && predicate->subject != RS_NONE) {
    return of_nominal(input, &input->clauses->nominals[predicate->subject]);
  }
  uint32_t order[2] = {predicate->object, predicate->subject};
  for (int i = 0; i < 2; i++) {
    if (order[i] == RS_NONE) continue;
    const RsNominal *nominal = &input->clauses->nominals[order[i]];
    if (i == 1 && predicate->object != RS_NONE && !number_of(input, nominal)) continue;
    RsHeadcount count = of_nominal(input, nominal);
    if (count.known) return count;
  }
  return unknown;
}

static RsHeadcount of_noun(const RsEventInput *input, uint32_t token) {
  RsNominal genitive;
  uint32_t index = input->clauses->nominal_at[token];
  if (index == RS_NONE) return (RsHeadcount) {0};
  const RsNominal *own = &input->clauses->nominals[index];
  if (own->head == token && number_of(input, own) && own->first < token) {
    return of_number(number_of(input, own));
  }
  /* `سقوط عشرات القتلى`: the number right before it, deeper in a phrase. */
  uint32_t before =
    token > own->first ? input->input->entities->numbers.at[token - 1] : RS_NONE;
  if (before != RS_NONE && !input->input->entities->numbers.numbers[before].ordinal) {
    return of_number(&input->input->entities->numbers.numbers[before]);
  }
  if (rs_genitive_of(input->input, input->clauses, token, &genitive)) {
    RsHeadcount count = of_nominal(input, &genitive);
    if (count.known) return count;
  }
  /* `لقي عشرة أشخاص مصرعهم` */
  if (own->governor != RS_NONE && own->relation == RS_RELATION_OBJECT) {
    uint32_t subject = input->clauses->predicates[own->governor].subject;
    if (subject != RS_NONE) return of_nominal(input, &input->clauses->nominals[subject]);
  }
  /* `راح ضحيتها أكثر من مئة`: who died stands behind the word. */
  const RsNominal *next = own + 1;
  bool suffixed = rs_chosen(input->reading, token) &&
                  rs_chosen(input->reading, token)->enclitic != RS_NO_CLITIC;
  if (suffixed && index + 1 < input->clauses->nominal_count && next->first == own->last &&
      !next->preposition) {
    return of_nominal(input, next);
  }
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  if (chosen && rs_feature(chosen->features, RS_NUMBER_SHIFT) == 2 && own->head == token) {
    return (RsHeadcount) {true, 2, 2};
  }
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

static RsHeadcount count_at(
  const RsEventInput *input, const RsFound *found, const RsItem *item
) {
  bool verb = rs_is_upos(input->reading, found->anchor, RS_UPOS_VERB);
  if (!verb) return of_noun(input, found->anchor);
  if (item->element_count == 1) return of_verb(input, found->anchor);
  return of_noun(input, found->last - 1); /* `أودى بحياة 21 شخصا` */
}

/* Who was arrested is also how many, when no other word says so. */
static void count_arrested(const RsEventInput *input, RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const RsEventCode *code = RS_GET(input->knowledge, events, pattern->event);
  if (strcmp(rs_text_at(input->knowledge, code->mode), "arrest") != 0) return;
  if (mention->detained.known || !mention->recipient_count) return;
  uint32_t index = input->clauses->nominal_at[mention->recipients[0].first];
  if (index == RS_NONE || input->clauses->nominals[index].number == RS_NONE) return;
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
