/* When.
 *
 * The nearest date in the trigger's clause dates the deed, then one of the sentence, unless it is
 * that of something else (date_owner.c). A day of saying (`أعلن الجيش الجمعة مقتل`) dates the deed
 * only when nothing else does, and never what goes on or is to come; the day of a condemnation,
 * an arrest or a verdict never dates the crime that it is about (`دانت باريس الأحد الهجوم`,
 * `حكمت المحكمة الجمعة على متهم بقتل`). `أكبر هجوم منذ عام 2014` does not date the attack, `منذ مارس`
 * holds for what goes on since. Codebook section 3, `date`.
 * Limits: a noun and the verb above it that tell one deed under two types keep apart; quotations
 * are not told from the words around them.
 */
#include "event/setting.h"

enum {
  FAR_DATE = 60
};

/* The flags of the preposition before a date, which may have a noun of its own in between:
 * `منذ مارس`, `منذ حرب عام 2014`. */
static uint32_t preposition_of(const RsEventInput *input, const RsDate *date) {
  if (!date->first) return 0;
  uint32_t before = rs_lexeme_at(input->reading, date->first - 1)->flags;
  if (before & (RS_LEXEME_SINCE | RS_LEXEME_UNTIL)) return before;
  uint32_t nominal = input->clauses->nominal_at[date->first - 1];
  return nominal == RS_NONE ? 0 : input->clauses->nominals[nominal].preposition_flags;
}

/* `أكبر هجوم`, `أكثر المعارك`: an adjective before its noun. */
static bool is_superlative(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  return chosen && chosen->upos == RS_UPOS_ADJ && !chosen->article &&
         rs_feature(chosen->features, RS_NUMBER_SHIFT) == 1 &&
         rs_is_upos(input->reading, token + 1, RS_UPOS_NOUN);
}

/* `أكبر هجوم منذ عام 2014`, `للمرة الأولى منذ عام 2009` do not date the attack: an adjective
 * stands before its noun, or an ordinal. */
static bool superlative_between(const RsEventInput *input, uint32_t first, uint32_t last) {
  const RsNumbers *numbers = &input->input->entities->numbers;
  for (uint32_t i = first; i + 1 < last; i++) {
    uint32_t number = numbers->at[i];
    if (number != RS_NONE && numbers->numbers[number].ordinal) return true;
    if (is_superlative(input, i)) return true;
  }
  return false;
}

/* `منذ مايو 2011، عندما وافق`: the day of what the clause behind it tells. */
static bool tells_when(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  enum {
    TOKENS_BETWEEN = 3
  };
  if (mention->first > date->last + TOKENS_BETWEEN) return false;
  for (uint32_t i = date->last; i < mention->first; i++) {
    if (rs_opens_clause(input->reading, i)) return true;
  }
  return false;
}

/* `منذ مارس` holds for what goes on since then, not for the deed that it counts from (`منذ
 * اندلاع الحرب عام 2011`). */
static bool is_since(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  uint32_t since = rs_since_before(input, date);
  if (since == RS_NONE) return false;
  if (mention->first < since) return true;
  return mention->first >= date->last && !tells_when(input, mention, date);
}

/* `أكبر هجوم استهدفها منذ عام 2014`, `أول قمة منذ أكثر من سبع سنوات`. */
static bool is_record_since(
  const RsEventInput *input, const RsMention *mention, uint32_t since
) {
  uint32_t first = input->reading->tokens->sentences[mention->sentence].first;
  uint32_t nominal = input->clauses->nominal_at[mention->trigger];
  uint32_t verb = input->clauses->predicate_at[mention->trigger];
  if (verb != RS_NONE && mention->trigger > first)
    nominal = input->clauses->nominal_at[mention->trigger - 1];
  uint32_t from =
    nominal == RS_NONE ? mention->first : input->clauses->nominals[nominal].first;
  return superlative_between(input, from > first ? from - 1 : from, since);
}

/* `أكثر المعارك ضراوة هذا العام`: the span that a superlative looks over. */
static bool is_record_of(const RsEventInput *input, const RsDate *date) {
  enum {
    TOKENS_BEFORE = 6
  };
  int32_t published = input->reading->published_day;
  bool running = published != RS_NO_DAY && date->from_day != RS_NO_DAY &&
                 date->from_day < published && date->to_day >= published;
  bool unit = date->precision == RS_PRECISION_YEAR || date->precision == RS_PRECISION_MONTH;
  if (!running || !unit) return false;
  for (uint32_t i = date->first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    if (input->reading->tokens->tokens[i].kind == RS_TOKEN_PUNCT) return false;
    if (rs_is_upos(input->reading, i, RS_UPOS_VERB)) return false;
    if (is_superlative(input, i)) return true;
  }
  return false;
}

/* `منذ مارس` tells of the deed before it, or of the sentence that it opens. */
static bool tells_since_when(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  enum {
    COMMA = 2
  };
  uint32_t first = input->reading->tokens->sentences[mention->sentence].first;
  bool behind_verb = mention->predicate != RS_NONE &&
                     input->clauses->predicates[mention->predicate].token < date->first;
  if (date->last <= mention->first)
    return behind_verb || rs_since_before(input, date) <= first + 1;
  uint32_t since = rs_since_before(input, date);
  if (rs_setting_barriers(input, mention, since) > COMMA) return false;
  return !is_record_since(input, mention, since);
}

/* `240 ألف قتيل بحسب حصيلة للمرصد أمس`: the day of the words that a deed is told after. */
static bool dates_account(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  for (uint32_t i = date->first; i-- > mention->last;) {
    if (rs_is_punct(input->reading, i, ',') || rs_is_upos(input->reading, i, RS_UPOS_VERB))
      return false;
    const RsItem *item = rs_finding_at(input, i, RS_ITEM_SPEECH);
    uint8_t kind = item ? (uint8_t)RS_GET(input->knowledge, speeches, item->index)->kind
                        : RS_SPEECH_NOUN;
    if (kind != RS_SPEECH_NOUN && kind != RS_SPEECH_OUTLET)
      return kind == RS_SPEECH_ACCORDING;
  }
  return false;
}

/* `قصفت المدينة، حسبما أفاد مراسل القناة، الأربعاء`: behind the verb that the words of account open. */
static bool ends_account(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  enum {
    TOKENS_BEFORE = 3
  };
  const RsClauses *clauses = input->clauses;
  uint32_t first = clauses->predicate_first[mention->sentence];
  uint32_t i = clauses->predicate_first[mention->sentence + 1];
  while (i > first && clauses->predicates[i - 1].token >= date->first)
    i--;
  if (i == first) return false;
  const RsPredicate *verb = &clauses->predicates[i - 1];
  bool comma = date->first && date->first - 1 == verb->last &&
               rs_is_punct(input->reading, verb->last, ',');
  if (verb->token < mention->last || (date->first >= verb->last && !comma)) return false;
  for (uint32_t k = verb->token + 1;
       k-- > mention->last && k + TOKENS_BEFORE >= verb->token;) {
    const RsItem *item = rs_finding_at(input, k, RS_ITEM_SPEECH);
    if (item && RS_GET(input->knowledge, speeches, item->index)->kind == RS_SPEECH_ACCORDING)
      return true;
    if (rs_is_punct(input->reading, k, ',')) return false;
  }
  return false;
}

/* `أعلن الجيش الجمعة أنه قتل`, `قتل اثنان، وفق ما أعلنت الشرطة الجمعة`: a day of saying, which
 * dates the deed only when nothing else does. */
static bool dates_announcement(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  /* What the speaker means to ask is not asked yet. */
  bool said = rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT) &&
              mention->status != RS_STATUS_PLANNED;
  if (said) return false;
  if (dates_account(input, mention, date) || ends_account(input, mention, date))
    return true;
  const RsClauses *clauses = input->clauses;
  for (uint32_t i = clauses->predicate_first[mention->sentence + 1];
       i-- > clauses->predicate_first[mention->sentence];) {
    const RsPredicate *verb = &clauses->predicates[i];
    if (verb->token > date->first) continue;
    if (i == mention->predicate || verb->token == mention->trigger) return false;
    bool between = verb->token < mention->first ? date->first < mention->first
                                                : verb->token >= mention->last;
    return between && date->first < verb->last &&
           rs_finding_at(input, verb->token, RS_ITEM_SPEECH);
  }
  return false;
}

/* `دانت باريس الأحد الهجوم`, `اعتقلت الشرطة الجمعة متهما بقتل`: the day of what the verb tells,
 * not of the noun that hangs on it. What happened during something shares its day. */
static bool dates_other_verb(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  if (mention->first < date->last || rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT))
    return false;
  uint32_t index = rs_verb_over(input, mention->sentence, date->first);
  if (index == RS_NONE || rs_predicate_tells_of(input, mention, index)) return false;
  uint32_t own_verb = input->clauses->predicate_at[mention->trigger];
  bool relative =
    own_verb != RS_NONE && input->clauses->predicates[own_verb].antecedent != RS_NONE;
  /* `طبيبة كانت خطفت في مايو أطلق سراحها` */
  bool bare = own_verb != RS_NONE &&
              !rs_has_conjunction(input->reading, mention->trigger) &&
              date->last == mention->first;
  if (own_verb != RS_NONE && !relative && !bare) return false;
  /* `أحبطت في يونيو هجوما`, `شن الجمعة غارة` */
  uint32_t verb = input->clauses->predicates[index].token;
  bool carries =
    rs_finding_at(input, verb, RS_ITEM_LIGHT) || rs_finding_at(input, verb, RS_ITEM_CUE);
  if (carries) return false;
  const char *event = rs_event_at(input, verb);
  const char *own = rs_mention_event(input->knowledge, mention);
  if (!event || strcmp(event, own) == 0) return false;
  if (bare || (rs_event_groups(event) & RS_TYPE_ABOUT)) return true;
  return !relative && !rs_setting_is_during(input, mention->trigger) &&
         strcmp(event, "ASSAULT") != 0;
}

bool rs_nominal_is_after_or_before(const RsEventInput *input, const RsNominal *nominal) {
  const RsEntities *entities = input->input->entities;
  if (!nominal->first) return false;
  const RsMatch *match =
    rs_match_at(input->reading, &entities->matches, nominal->first - 1, RS_PHRASE_TIMEWORD);
  if (!match) return false;
  uint32_t detail = RS_GET(input->knowledge, phrases, match->phrase)->detail;
  return detail == RS_TIME_AFTER || detail == RS_TIME_AGO;
}

/* `انسحبت الخميس بعد هزيمة المتمردين`, `تحدث الخميس عن الهجوم`: a date in front is not that of what
 * came before or is spoken about. */
static bool is_aside(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  uint32_t index = input->clauses->nominal_at[mention->trigger];
  if (index == RS_NONE || date->last > mention->first) return false;
  const RsNominal *nominal = &input->clauses->nominals[index];
  if (!nominal->preposition || nominal->first < date->last) return false;
  if (rs_nominal_is_after_or_before(input, nominal) || rs_mention_is_protested(input, mention))
    return true;
  /* `أسفرت عن مقتل` */
  bool result = nominal->governor != RS_NONE &&
                rs_predicate_tells_of(input, mention, nominal->governor);
  if (result) return false;
  return (nominal->preposition_flags & RS_LEXEME_ABOUT) &&
         !dates_announcement(input, mention, date);
}

/* What is to come was not last month. */
static bool lies_behind(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  int32_t published = input->reading->published_day;
  if (dates_announcement(input, mention, date)) return false;
  return mention->status == RS_STATUS_PLANNED && !date->weekday && published != RS_NO_DAY &&
         date->to_day != RS_NO_DAY && date->to_day < published;
}

/* `تصوت الجمعية الأربعاء على مشروع اقترحته الدول العربية`: a date in front of a clause on somebody or
 * something is not that of the words which the clause tells, but for talks (`التقى الأحد الرئيس الذي
 * دعا إلى هدنة`). */
static bool is_told_aside(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  if (!rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT)) return false;
  uint32_t index = input->clauses->predicate_at[mention->trigger];
  if (index == RS_NONE) return false;
  const RsPredicate *verb = &input->clauses->predicates[index];
  if (verb->antecedent == RS_NONE || date->last > verb->first) return false;
  uint32_t over = rs_verb_over(input, mention->sentence, date->first);
  const char *event =
    over == RS_NONE ? NULL : rs_event_at(input, input->clauses->predicates[over].token);
  return !event || strcmp(event, "CONSULT") != 0;
}

/* `هددت الأربعاء بإلغاء القمة المرتقبة`: what is to come was not on a day that has been. */
static bool is_expected_later(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  uint32_t index = input->clauses->nominal_at[mention->trigger];
  int32_t published = input->reading->published_day;
  bool ahead =
    published == RS_NO_DAY || date->to_day == RS_NO_DAY || date->to_day > published;
  if (index == RS_NONE || ahead || date->first > mention->first) return false;
  const RsNominal *nominal = &input->clauses->nominals[index];
  for (uint32_t i = mention->last; i < nominal->last; i++) {
    if (rs_is_upos(input->reading, i, RS_UPOS_ADJ) && rs_has_cue(input, i, RS_CUE_FUTURE))
      return true;
  }
  return false;
}

static uint32_t date_distance(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  enum {
    SINCE = 6,
    REMEMBERED = 30,
    DAYS_AHEAD = 366
  };
  if (rs_setting_words(mention, date->first) >= FAR_DATE) return UINT32_MAX;
  if (!(rs_date_says_when(date) || date->past)) return UINT32_MAX;
  if (preposition_of(input, date) & RS_LEXEME_UNTIL) return UINT32_MAX;
  if (rs_date_is_of_other(input, mention, date) || lies_behind(input, mention, date))
    return UINT32_MAX;
  if (is_expected_later(input, mention, date) || is_told_aside(input, mention, date))
    return UINT32_MAX;
  if (date->past && mention->status == RS_STATUS_ONGOING) return UINT32_MAX;
  if (is_record_of(input, date)) return UINT32_MAX;
  /* `بعد ثلاث سنوات على الهجوم` counts from another deed. */
  int32_t published = input->reading->published_day;
  bool known = published != RS_NO_DAY && date->from_day != RS_NO_DAY;
  if (known && date->from_day - published > DAYS_AHEAD) return UINT32_MAX;
  bool inside = rs_lexeme_at(input->reading, date->first)->flags & RS_LEXEME_SINCE;
  if (inside && mention->last <= date->first && is_record_since(input, mention, date->first))
    return UINT32_MAX;
  /* `قتلوا منذ أن بدأت الاحتجاجات في مارس`: up to منذ. */
  uint32_t since = rs_since_before(input, date);
  bool behind = since != RS_NONE && since >= mention->last;
  uint32_t barriers = rs_setting_barriers(input, mention, behind ? since : date->first);
  if (barriers >= RS_TWO_CLAUSES && !ends_account(input, mention, date)) return UINT32_MAX;
  uint32_t distance = rs_setting_words(mention, date->first) + barriers;
  /* `الاثنين في ذكرى النكبة` */
  if (rs_has_cue(input, date->first, RS_CUE_BACKGROUND)) distance += REMEMBERED;
  if (!is_since(input, mention, date)) return distance;
  return tells_since_when(input, mention, date) ? distance + SINCE : UINT32_MAX;
}

static bool is_withheld(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  return rs_date_says_when(date) &&
         (dates_other_verb(input, mention, date) || is_aside(input, mention, date));
}

/* `قالت المنظمة الثلاثاء إن الجماعات تعذب السجناء`, `أعلن الوزير السبت أنه سيزور باريس`: what goes
 * on or is to come was not done on the day of saying, unlike `واصلت القوات التقدم`. */
static bool is_over(const RsEventInput *input, const RsMention *mention) {
  if (mention->status == RS_STATUS_PLANNED || mention->status == RS_STATUS_POSSIBLE)
    return false;
  return mention->status != RS_STATUS_ONGOING || rs_mention_is_perfect(input, mention);
}

/* `يواصلون إضرابا منذ 24 يوما`: from that day on. */
static bool goes_on_since(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  bool since = rs_lexeme_at(input->reading, date->first)->flags & RS_LEXEME_SINCE;
  return since && mention->status == RS_STATUS_ONGOING &&
         !rs_mention_is_perfect(input, mention);
}

void rs_mention_fill_date(const RsEventInput *input, RsMention *mention) {
  const RsDates *dates = &input->input->entities->dates;
  const RsSentence *sentence = &input->reading->tokens->sentences[mention->sentence];
  uint32_t best = FAR_DATE;
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    uint32_t index = dates->at[i];
    if (index == RS_NONE || dates->dates[index].first != i) continue;
    if (is_withheld(input, mention, &dates->dates[index])) {
      mention->date_withheld = true;
      continue;
    }
    uint32_t distance = date_distance(input, mention, &dates->dates[index]);
    if (distance >= FAR_DATE) continue;
    bool announced = dates_announcement(input, mention, &dates->dates[index]);
    /* `قال في وقت سابق إن` dates nothing. */
    if (announced && dates->dates[index].from_day == RS_NO_DAY) continue;
    if (announced && !is_over(input, mention)) continue;
    bool better = announced == mention->date_announced ? distance < best : !announced;
    if (mention->date != RS_NONE && !better) continue;
    best = distance;
    mention->date_announced = announced;
    mention->date = index;
    mention->date_since = is_since(input, mention, &dates->dates[index]) ||
                          goes_on_since(input, mention, &dates->dates[index]);
  }
  mention->date_near = best <= RS_NEAR_TOKENS;
}
