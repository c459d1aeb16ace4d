/* Killed, injured, detained, gathered: which deed a toll is of.
 *
 * Each word that counts people (data/clause/tolls.tsv) gives its number (headcount.c) to the deed
 * of its kind that stands nearest before it in the sentence, else after it. `دون وقوع إصابات` is
 * nobody, `مقتل وإصابة مئة` tells neither figure. Who was arrested is also how many. Codebook
 * section 3, `deaths`, `injured`, `detained`.
 */
#include "event/headcount.h"

static bool has_mode(
  const RsEventInput *input, const RsMention *mention, const char *mode
) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const RsEventCode *code = RS_GET(input->knowledge, events, pattern->event);
  return strcmp(rs_text_at(input->knowledge, code->mode), mode) == 0;
}

static bool takes_toll(const RsEventInput *input, const RsMention *mention, uint32_t kind) {
  const char *event = rs_mention_event(input->knowledge, mention);
  switch (kind) {
    case RS_TOLL_DEATHS:
    case RS_TOLL_INJURED: return strcmp(event, "ASSAULT") == 0;
    case RS_TOLL_DETAINED:
      /* `ضبطوا ثماني بنادق` */
      if (has_mode(input, mention, "seize")) return false;
      return strcmp(event, "COERCE") == 0 || has_mode(input, mention, "abduct");
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

/* `46 شخصا استشهدوا`: its people stand before the verb. */
static bool has_subject_before(const RsEventInput *input, uint32_t token) {
  uint32_t index = input->clauses->predicate_at[token];
  const RsAnalysis *verb = rs_chosen(input->reading, token);
  if (index == RS_NONE || !verb) return false;
  uint32_t subject = input->clauses->predicates[index].subject;
  return subject != RS_NONE && input->clauses->nominals[subject].last <= token;
}

/* `مقتل وإصابة مئة شخص`: how many of them died is not told. */
static bool shares_count(const RsEventInput *input, uint32_t token) {
  if (has_subject_before(input, token) || (token && has_subject_before(input, token - 1)))
    return false;
  const RsToll *own = toll_at(input, token), *next = toll_at(input, token + 1);
  const RsToll *before = token ? toll_at(input, token - 1) : NULL;
  if (!own) return false;
  /* `مقتل أو اعتقال 20 متطرفا` */
  if (rs_is_upos(input->reading, token + 1, RS_UPOS_CCONJ) && toll_at(input, token + 2))
    return true;
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
    if (rs_has_cue(input, i, RS_CUE_EXCEPTION)) return false; /* `سوى عن شهيدين` */
    /* `دون أنباء عن إصابات`: it is not known. */
    const RsAnalysis *before = i > first ? rs_chosen(input->reading, i - 1) : NULL;
    bool news = before && before->upos == RS_UPOS_NOUN && !before->article;
    if (news && (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_ABOUT)) return false;
    if (is_negation(input, i)) return true;
  }
  return false;
}

/* `مقتل فلسطيني`, `إصابة شاب سوري`: one, though the word that tells who could describe the deed. */
static RsHeadcount of_one_behind(const RsEventInput *input, uint32_t token) {
  RsHeadcount unknown = {0};
  uint32_t index = input->clauses->nominal_at[token], next = token + 1;
  if (index == RS_NONE || next > input->clauses->nominals[index].last) return unknown;
  if (next >= input->reading->tokens->token_count) return unknown;
  const RsAnalysis *word = rs_chosen(input->reading, token);
  const RsAnalysis *who = rs_chosen(input->reading, next);
  bool deed = word && word->upos == RS_UPOS_NOUN && !word->article &&
              word->enclitic == RS_NO_CLITIC &&
              !(rs_lexeme_at(input->reading, token)->flags & RS_LEXEME_RATIONAL);
  bool single = who && !who->article && !who->proclitic_count &&
                who->enclitic == RS_NO_CLITIC && who->upos == RS_UPOS_ADJ &&
                rs_feature(who->features, RS_NUMBER_SHIFT) == 1;
  if (!deed || !single || input->input->entities->numbers.at[next] != RS_NONE)
    return unknown;
  RsParty party;
  uint32_t start = input->reading->tokens->tokens[next].start;
  uint32_t last = input->clauses->nominals[index].last;
  rs_party_read(input->input, next, last > next ? last : next + 1, start, &party);
  bool somebody = party.person || (party.country[0] && !party.institution);
  return somebody ? rs_headcount(1) : unknown;
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
    return index == RS_NONE
             ? (RsHeadcount) {0}
             : rs_headcount_of_nominal(input, &input->clauses->nominals[index]);
  }
  if (item->element_count == 1 && verb) return rs_headcount_of_verb(input, found->anchor);
  if (item->element_count == 1) {
    RsHeadcount count = rs_headcount_of_noun(input, found->anchor);
    bool hurt = RS_GET(input->knowledge, tolls, item->index)->kind != RS_TOLL_DETAINED;
    return count.known || !hurt ? count : of_one_behind(input, found->anchor);
  }
  /* `أودى بحياة 21 شخصا`, `فارق ثلاثة جنود الحياة` */
  RsHeadcount count = rs_headcount_of_noun(input, found->last - 1);
  return count.known ? count : rs_headcount_of_verb(input, found->first);
}

/* `اعتقلته الشرطة`, `اعتقالهما`: the pronoun counts. */
static RsHeadcount of_pronoun(const RsEventInput *input, const RsMention *mention) {
  const RsAnalysis *chosen = rs_chosen(input->reading, mention->trigger);
  RsHeadcount unknown = {0};
  if (!chosen || chosen->enclitic == RS_NO_CLITIC) return unknown;
  unsigned number = rs_feature(
    RS_GET(input->knowledge, clitics, chosen->enclitic)->features, RS_NUMBER_SHIFT
  );
  if (number == 1) return rs_headcount(1);
  return number == 2 ? rs_headcount(2) : unknown;
}

/* Who was arrested or carried off is also how many, when no other word says so. */
static void count_arrested(const RsEventInput *input, RsMention *mention) {
  if (!has_mode(input, mention, "arrest") && !has_mode(input, mention, "abduct")) return;
  if (mention->detained.known) return;
  mention->detained = of_pronoun(input, mention);
  if (mention->detained.known || !mention->recipient_count) return;
  uint32_t index = input->clauses->nominal_at[mention->recipients[0].first];
  if (index == RS_NONE || rs_headcount_is_part(input, &input->clauses->nominals[index]))
    return;
  const RsNominal *nominal = &input->clauses->nominals[index];
  /* `اعتقال المتظاهرين`: the masdar counts nobody. */
  RsNominal genitive;
  uint32_t first = mention->recipients[0].first;
  bool owned = first > nominal->first &&
               rs_genitive_of(input->input, input->clauses, first - 1, &genitive);
  if (owned) nominal = &genitive;
  bool told = nominal->number != RS_NONE || nominal->name != RS_NONE;
  if (!told && !has_mode(input, mention, "arrest")) return;
  mention->detained = rs_headcount_of_nominal(input, nominal);
}

/* `حاول اغتيال الوزير`, `يخطط لقتل جندي`: whom a deed that was not done was to kill, nobody who died. */
static bool is_undone(const RsEventInput *input, const RsMention *mention, uint32_t token) {
  const RsAnalysis *word = rs_chosen(input->reading, token);
  bool undone =
    mention->status == RS_STATUS_ATTEMPTED || mention->status == RS_STATUS_PLANNED;
  return undone && token >= mention->first && token < mention->last && word &&
         word->derivation == RS_DERIVED_MASDAR;
}

/* The last deed of the sentence before a token that has a toll of this kind, or NULL. */
static RsMention *counted_before(
  const RsEventInput *input, RsMentions *mentions, uint32_t token, uint32_t kind
) {
  RsMention *told = NULL;
  uint32_t sentence = input->reading->tokens->tokens[token].sentence;
  for (uint32_t i = mentions->sentence_first[sentence];
       i < mentions->sentence_first[sentence + 1];
       i++) {
    RsMention *mention = &mentions->mentions[i];
    if (mention->first < token && field_of(mention, kind)->known) told = mention;
  }
  return told;
}

void rs_mentions_fill_tolls(const RsEventInput *input, RsMentions *mentions) {
  const RsFindings *findings = input->findings;
  for (uint32_t i = 0; i < findings->found_count; i++) {
    const RsFound *found = &findings->found[i];
    const RsItem *item = RS_GET(input->knowledge, items, found->item);
    if (item->kind != RS_ITEM_TOLL) continue;
    uint32_t kind = RS_GET(input->knowledge, tolls, item->index)->kind;
    RsHeadcount count = count_at(input, found, item);
    if (is_nobody(input, found->anchor)) count = rs_headcount(0);
    if (!count.known) continue;
    RsMention *mention = receiver(input, mentions, found->anchor, kind);
    if (!mention || is_undone(input, mention, found->anchor)) continue;
    RsMention *told = rs_headcount_is_added(input, found->anchor)
                        ? counted_before(input, mentions, found->anchor, kind)
                        : NULL;
    if (told) {
      *field_of(told, kind) = rs_headcount_sum(field_of(told, kind), &count);
      continue;
    }
    /* `قتل اثنان، وبذلك يرتفع العدد منذ مارس إلى 162` */
    if (count.since && counted_before(input, mentions, found->anchor, kind)) continue;
    RsHeadcount *field = field_of(mention, kind);
    if (!field->known || (count.total && count.min >= field->min)) *field = count;
  }
  for (uint32_t i = 0; i < mentions->mention_count; i++) {
    count_arrested(input, &mentions->mentions[i]);
  }
}
