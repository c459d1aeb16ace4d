/* When.
 *
 * The nearest date in the trigger's clause dates the deed, one behind it before one in front
 * (`قتل أمس`), then one of the sentence; stops, other verbs and subordinators part them. A day of
 * saying (`أعلن الجيش الجمعة مقتل`) dates the deed only when nothing else does; `أكبر هجوم منذ
 * عام 2014` and `دعا إلى محادثات في سبتمبر` do not date the attack and the call. `منذ مارس` holds
 * for what goes on since. A bare weekday means the next one when the deed is still to come, and a
 * speech act without a date that of the last words said. Codebook section 3, `date`. Limits:
 * barriers are counted in words; where it was is in location.c.
 */
#include "event/setting.h"

enum {
  FRONT_PENALTY = 4,
  OTHER_CLAUSE = 25,
  OTHER_VERB = 6,
  FAR_DATE = 60
};

/* A verb that tells more of the deed itself: its own or light one, and that of a clause which
 * hangs on it (`الهجوم الذي وقع الجمعة`). */
static bool tells_of(
  const RsEventInput *input, const RsMention *mention, uint32_t predicate
) {
  if (predicate == mention->predicate) return true;
  const RsPredicate *verb = &input->clauses->predicates[predicate];
  uint32_t own = input->clauses->nominal_at[mention->trigger];
  if (own == RS_NONE) return false;
  /* `أسفرت عن مقتل`: the verb that a result hangs on. */
  bool result = input->clauses->nominals[own].governor == predicate &&
                rs_finding_at(input, mention->trigger, RS_ITEM_TOLL);
  return result || verb->antecedent == own || verb->subject == own;
}

uint32_t rs_setting_barriers(
  const RsEventInput *input, const RsMention *mention, uint32_t token
) {
  const RsReading *reading = input->reading;
  bool front = token < mention->first;
  uint32_t left = front ? token : mention->last - 1, right = front ? mention->first : token;
  uint32_t sum = 0;
  for (uint32_t i = left + 1; i < right; i++) {
    uint32_t predicate = input->clauses->predicate_at[i];
    if (rs_is_punct(reading, i, ';') || rs_is_punct(reading, i, '.'))
      sum += OTHER_CLAUSE;
    else if (rs_is_punct(reading, i, ','))
      sum += 2;
    else if (predicate != RS_NONE)
      sum += tells_of(input, mention, predicate) ? 0 : OTHER_VERB;
    else if (rs_opens_clause(reading, i))
      sum += OTHER_VERB;
  }
  return sum;
}

uint32_t rs_setting_distance(
  const RsEventInput *input, const RsMention *mention, uint32_t token
) {
  uint32_t distance;
  if (token >= mention->last)
    distance = token - mention->last;
  else
    distance = mention->first - token + FRONT_PENALTY;
  return distance + rs_setting_barriers(input, mention, token);
}

/* Signing and inquiries are words too, but done at a table somewhere, some day. */
static bool is_session(const RsEventInput *input, const RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const char *code = RS_GET(input->knowledge, cameos, pattern->cameo)->code;
  return strcmp(code, "057") == 0 || strcmp(code, "116") == 0 ||
         strncmp(code, "09", 2) == 0;
}

/* The flags of the preposition before a date, which may have a noun of its own in between:
 * `منذ مارس`, `منذ حرب عام 2014`. */
static uint32_t preposition_of(const RsEventInput *input, const RsDate *date) {
  if (!date->first) return 0;
  uint32_t before = rs_lexeme_at(input->reading, date->first - 1)->flags;
  if (before & (RS_LEXEME_SINCE | RS_LEXEME_UNTIL)) return before;
  uint32_t nominal = input->clauses->nominal_at[date->first - 1];
  return nominal == RS_NONE ? 0 : input->clauses->nominals[nominal].preposition_flags;
}

/* `أكبر هجوم منذ عام 2014`, `للمرة الأولى منذ عام 2009` do not date the attack: an adjective
 * stands before its noun, or an ordinal. */
static bool superlative_between(const RsEventInput *input, uint32_t first, uint32_t last) {
  const RsNumbers *numbers = &input->input->entities->numbers;
  for (uint32_t i = first; i + 1 < last; i++) {
    const RsAnalysis *chosen = rs_chosen(input->reading, i);
    uint32_t number = numbers->at[i];
    if (number != RS_NONE && numbers->numbers[number].ordinal) return true;
    if (chosen && chosen->upos == RS_UPOS_ADJ && !chosen->article && rs_is_upos(input->reading, i + 1, RS_UPOS_NOUN)) {
      return true;
    }
  }
  return false;
}

/* What is asked for, praised or threatened has a date of its own behind the word that asks:
 * `دعا إلى محادثات في سبتمبر`. */
static bool dates_content(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  bool about = rs_mention_is(input->knowledge, mention, RS_TYPE_ABOUT);
  if (date->first < mention->last || !about || is_session(input, mention)) return false;
  if (date->from_day == RS_NO_DAY) return false;
  if (date->precision != RS_PRECISION_DAY) return true;
  return input->reading->published_day != RS_NO_DAY &&
         date->from_day > input->reading->published_day;
}

/* The منذ that a date hangs on, over nouns of its own (`منذ اندلاع الحرب قبل ثلاث سنوات`), or
 * RS_NONE. */
static uint32_t since_before(const RsEventInput *input, const RsDate *date) {
  enum {
    TOKENS_BEFORE = 5
  };
  for (uint32_t i = date->first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    if (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_SINCE) return i;
    bool parted = input->reading->tokens->tokens[i].kind == RS_TOKEN_PUNCT ||
                  rs_is_upos(input->reading, i, RS_UPOS_VERB);
    if (parted) return RS_NONE;
  }
  return RS_NONE;
}

/* `منذ مارس` holds for what goes on since then, not for the deed that it counts from (`منذ
 * اندلاع الحرب عام 2011`). */
static bool is_since(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  uint32_t since = since_before(input, date);
  if (since == RS_NONE) return false;
  return mention->first < since || mention->first >= date->last;
}

/* `منذ مارس` tells of the deed before it, or of the sentence that it opens. */
static bool tells_since_when(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  enum {
    OPENING_TOKENS = 2,
    COMMA = 2
  };
  uint32_t first = input->reading->tokens->sentences[mention->sentence].first;
  bool behind_verb = mention->predicate != RS_NONE &&
                     input->clauses->predicates[mention->predicate].token < date->first;
  if (date->last <= mention->first)
    return behind_verb || date->first <= first + OPENING_TOKENS + 1;
  if (rs_setting_barriers(input, mention, date->first) > COMMA) return false;
  uint32_t nominal = input->clauses->nominal_at[mention->trigger];
  uint32_t verb = input->clauses->predicate_at[mention->trigger];
  /* `أكبر هجوم استهدفها منذ عام 2014` */
  if (verb != RS_NONE && mention->trigger > first)
    nominal = input->clauses->nominal_at[mention->trigger - 1];
  uint32_t from =
    nominal == RS_NONE ? mention->first : input->clauses->nominals[nominal].first;
  return !superlative_between(input, from, date->first);
}

/* `أعلن الجيش الجمعة أنه قتل`, `قتل اثنان، وفق ما أعلنت الشرطة الجمعة`: a day of saying, which
 * dates the deed only when nothing else does. */
static bool dates_announcement(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  if (rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT)) return false;
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

static uint32_t date_distance(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  enum {
    SINCE = 6,
    DAYS_AHEAD = 366
  };
  if (!rs_date_says_when(date) || dates_content(input, mention, date)) return UINT32_MAX;
  if (preposition_of(input, date) & RS_LEXEME_UNTIL) return UINT32_MAX;
  /* `بعد ثلاث سنوات على الهجوم` counts from another deed. */
  int32_t published = input->reading->published_day;
  bool known = published != RS_NO_DAY && date->from_day != RS_NO_DAY;
  if (known && date->from_day - published > DAYS_AHEAD) return UINT32_MAX;
  uint32_t distance = rs_setting_distance(input, mention, date->first);
  if (rs_setting_barriers(input, mention, date->first) >= RS_TWO_CLAUSES) return UINT32_MAX;
  if (!is_since(input, mention, date)) return distance;
  return tells_since_when(input, mention, date) ? distance + SINCE : UINT32_MAX;
}

static void fill_date(const RsEventInput *input, RsMention *mention) {
  const RsDates *dates = &input->input->entities->dates;
  const RsSentence *sentence = &input->reading->tokens->sentences[mention->sentence];
  uint32_t best = FAR_DATE;
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    uint32_t index = dates->at[i];
    if (index == RS_NONE || dates->dates[index].first != i) continue;
    uint32_t distance = date_distance(input, mention, &dates->dates[index]);
    if (distance >= FAR_DATE) continue;
    bool announced = dates_announcement(input, mention, &dates->dates[index]);
    /* `قال في وقت سابق إن` dates nothing. */
    if (announced && dates->dates[index].from_day == RS_NO_DAY) continue;
    bool better = announced == mention->date_announced ? distance < best : !announced;
    if (mention->date != RS_NONE && !better) continue;
    best = distance;
    mention->date_announced = announced;
    mention->date = index;
    mention->date_since = is_since(input, mention, &dates->dates[index]);
  }
  mention->date_near = best <= RS_NEAR_TOKENS;
}

static bool has_no_place(const RsEventInput *input, const RsMention *mention) {
  return !is_session(input, mention) &&
         rs_mention_is(input->knowledge, mention, RS_TYPE_PLACELESS);
}

void rs_mention_fill_setting(const RsEventInput *input, RsMention *mention) {
  mention->place = mention->date = RS_NONE;
  if (!has_no_place(input, mention)) rs_mention_fill_place(input, mention);
  fill_date(input, mention);
  if (mention->date == RS_NONE || !mention->date_near) return;
  const RsDate *date = &input->input->entities->dates.dates[mention->date];
  int32_t published = input->reading->published_day;
  bool ahead =
    date->from_day != RS_NO_DAY && published != RS_NO_DAY && date->from_day > published;
  /* `يقوم الوزير بزيارة غدا`: the present tense of what is to come. */
  bool told = mention->status == RS_STATUS_OCCURRED || mention->status == RS_STATUS_ONGOING;
  if (ahead && told) {
    mention->status = RS_STATUS_PLANNED;
    mention->headline_tense = false;
  }
  if (mention->date_since && mention->status == RS_STATUS_OCCURRED)
    mention->status = RS_STATUS_ONGOING;
}

/* The day on which a sentence's main verb of saying spoke: a date in its own clause. */
static uint32_t spoken_date(const RsEventInput *input, const RsSentence *sentence) {
  const RsFindings *findings = input->findings;
  const RsDates *dates = &input->input->entities->dates;
  for (uint32_t k = findings->starts[sentence->first]; k < findings->starts[sentence->last];
       k++) {
    const RsFound *found = &findings->found[k];
    if (RS_GET(input->knowledge, items, found->item)->kind != RS_ITEM_SPEECH) continue;
    uint32_t index = input->clauses->predicate_at[found->anchor];
    if (index == RS_NONE) continue;
    for (uint32_t i = found->last; i < input->clauses->predicates[index].last; i++) {
      uint32_t date = dates->at[i];
      if (date == RS_NONE || dates->dates[date].precision != RS_PRECISION_DAY) continue;
      /* `أعلن أنه سيصل الثلاثاء المقبل` is no day of speaking. */
      if (dates->dates[date].from_day <= input->reading->published_day) return date;
    }
  }
  return RS_NONE;
}

/* A sentence's own speech act, not one that it only mentions (`الاعتداء الذي أدانه الوزير`) or
 * lets somebody else tell of (`قال الناشط إن الأهالي طالبوا`). */
static bool speaks_for_itself(const RsEventInput *input, const RsMention *mention) {
  if (!rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT)) return false;
  if (is_session(input, mention) || mention->status != RS_STATUS_OCCURRED) return false;
  uint32_t predicate = input->clauses->predicate_at[mention->trigger];
  if (predicate == RS_NONE || mention->has_speaker) return false;
  return input->clauses->predicates[predicate].antecedent == RS_NONE;
}

/* Codebook section 4: what is said without a date was said when the text last dated a word of
 * saying or a speech act: `قال الوزير الأحد … وطالب`. A vague date starts anew. */
void rs_mentions_inherit_dates(const RsEventInput *input, RsMentions *mentions) {
  const RsDates *dates = &input->input->entities->dates;
  uint32_t spoken = RS_NONE;
  for (uint32_t s = 0; s < input->reading->tokens->sentence_count; s++) {
    uint32_t date = spoken_date(input, &input->reading->tokens->sentences[s]);
    if (date != RS_NONE) spoken = date;
    for (uint32_t i = mentions->sentence_first[s]; i < mentions->sentence_first[s + 1];
         i++) {
      RsMention *mention = &mentions->mentions[i];
      if (!speaks_for_itself(input, mention)) continue;
      if (mention->date == RS_NONE) {
        mention->date = spoken;
        mention->date_inherited = true;
      } else if (mention->date_near) {
        bool is_day = dates->dates[mention->date].precision == RS_PRECISION_DAY;
        spoken = is_day ? mention->date : RS_NONE;
      }
    }
  }
}
