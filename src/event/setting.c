/* Where and when, and how far these stand from the deed.
 *
 * A place or a date belongs to the trigger that it stands nearest to, one behind it before one in
 * front (`قتل أمس`); stops, other verbs and subordinators part them. What each of them must be is
 * told in location.c and dating.c. A speech act without a date has that of the last words said:
 * `قال الوزير الأحد … وطالب`. Codebook sections 3 and 4, `place` and `date`. Limit: barriers are
 * counted in words.
 */
#include "event/setting.h"

enum {
  FRONT_PENALTY = 4,
  OTHER_CLAUSE = 25,
  OTHER_VERB = 6
};

bool rs_predicate_tells_of(
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

uint32_t rs_verb_over(const RsEventInput *input, uint32_t sentence, uint32_t token) {
  const RsClauses *clauses = input->clauses;
  uint32_t first = clauses->predicate_first[sentence];
  for (uint32_t i = clauses->predicate_first[sentence + 1]; i-- > first;) {
    const RsPredicate *verb = &clauses->predicates[i];
    if (verb->token < token) return token < verb->last ? i : RS_NONE;
  }
  return RS_NONE;
}

uint32_t rs_setting_barriers(
  const RsEventInput *input, const RsMention *mention, uint32_t token
) {
  const RsReading *reading = input->reading;
  bool front = token < mention->first;
  uint32_t left = front ? token : mention->last - 1, right = front ? mention->first : token;
  uint32_t sum = 0;
  for (uint32_t i = left + 1; i < right && sum < RS_BARRIERS_ENOUGH; i++) {
    uint32_t predicate = input->clauses->predicate_at[i];
    if (rs_is_punct(reading, i, ';') || rs_is_punct(reading, i, '.'))
      sum += OTHER_CLAUSE;
    else if (rs_is_punct(reading, i, ','))
      sum += 2;
    else if (predicate != RS_NONE)
      sum += rs_predicate_tells_of(input, mention, predicate) ? 0 : OTHER_VERB;
    else if (rs_opens_clause(reading, i))
      sum += OTHER_VERB;
  }
  return sum;
}

uint32_t rs_setting_words(const RsMention *mention, uint32_t token) {
  return token >= mention->last ? token - mention->last
                                : mention->first - token + FRONT_PENALTY;
}

uint32_t rs_setting_distance(
  const RsEventInput *input, const RsMention *mention, uint32_t token
) {
  return rs_setting_words(mention, token) + rs_setting_barriers(input, mention, token);
}

/* What is done about another deed: `اعتقلوا متهمين بهجوم في ألمانيا`. */
static bool answers_deeds(const RsEventInput *input, const RsMention *mention) {
  return rs_mention_is(input->knowledge, mention, RS_TYPE_ABOUT | RS_TYPE_COERCIVE);
}

bool rs_setting_is_during(const RsEventInput *input, uint32_t token) {
  uint32_t index = input->clauses->nominal_at[token];
  if (index == RS_NONE) return false;
  const RsNominal *nominal = &input->clauses->nominals[index];
  /* `خلال`, `بعد` and their like have no other sense. */
  bool temporal = nominal->preposition &&
                  !(nominal->preposition_flags & ~(uint32_t)RS_LEXEME_PREPOSITION);
  bool in = (nominal->preposition_flags & RS_LEXEME_LOCATIVE) &&
            !(nominal->preposition_flags & RS_LEXEME_ABOUT);
  if (!(in || temporal) || !nominal->first) return false;
  const RsAnalysis *own = rs_chosen(input->reading, nominal->first);
  if (own && own->proclitic_count) return false; /* `متهمين بهجوم` */
  const RsAnalysis *before =
    nominal->first > 1 ? rs_chosen(input->reading, nominal->first - 2) : NULL;
  /* `التورط في هجوم`, not `الوزير الروسي في مؤتمر` */
  return temporal || !before || before->derivation == RS_DERIVED_NONE ||
         before->derivation == RS_DERIVED_NISBA;
}

bool rs_setting_is_taken(
  const RsEventInput *input, const RsMention *mention, uint32_t token
) {
  if (token < mention->last || !answers_deeds(input, mention)) return false;
  const char *own = rs_mention_event(input->knowledge, mention);
  bool taken = false;
  for (uint32_t i = mention->last; i < token; i++) {
    if (rs_is_punct(input->reading, i, ',')) taken = false;
    const RsAnalysis *noun = rs_chosen(input->reading, i);
    if (!noun || noun->upos != RS_UPOS_NOUN) continue;
    if (noun->article && noun->proclitic_count) continue; /* `حكم عليه بالإعدام` */
    if (rs_is_person_word(input->input, i)) continue; /* `اعتقلت متظاهرين في صفاقس` */
    const char *event = rs_event_at(input, i);
    bool force = event && (strcmp(event, "ASSAULT") == 0 || strcmp(event, "PROTEST") == 0);
    taken |= force && strcmp(event, own) != 0 && !rs_setting_is_during(input, i);
  }
  return taken;
}

bool rs_mention_is_session(const RsEventInput *input, const RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const char *code = RS_GET(input->knowledge, cameos, pattern->cameo)->code;
  return strcmp(code, "057") == 0 || strcmp(code, "116") == 0 ||
         strncmp(code, "09", 2) == 0;
}

bool rs_mention_is_protested(const RsEventInput *input, const RsMention *mention) {
  uint32_t index = input->clauses->nominal_at[mention->trigger];
  if (index == RS_NONE) return false;
  const RsNominal *nominal = &input->clauses->nominals[index];
  if (!nominal->preposition || nominal->first < 2) return false;
  const RsAnalysis *own = rs_chosen(input->reading, nominal->first);
  bool glued =
    own && own->proclitic_count && !rs_has_conjunction(input->reading, nominal->first);
  const char *event = rs_event_at(input, nominal->first - (glued ? 1 : 2));
  return event && strcmp(event, "PROTEST") == 0;
}

bool rs_mention_is_told_back(const RsEventInput *input, const RsMention *mention) {
  enum {
    TOKENS_BEFORE = 8
  };
  const RsSentence *sentence = &input->reading->tokens->sentences[mention->sentence];
  uint32_t verb = mention->predicate == RS_NONE
                    ? mention->first
                    : input->clauses->predicates[mention->predicate].token;
  for (uint32_t i = verb, k = 0; i-- > sentence->first && k < TOKENS_BEFORE; k++) {
    if (rs_is_punct(input->reading, i, ',')) return false;
    bool was =
      rs_is_upos(input->reading, i, RS_UPOS_VERB) && rs_has_cue(input, i, RS_CUE_PAST);
    if (was) return true;
  }
  return false;
}

bool rs_mention_is_perfect(const RsEventInput *input, const RsMention *mention) {
  if (mention->predicate == RS_NONE) return false;
  uint32_t token = input->clauses->predicates[mention->predicate].token;
  const RsAnalysis *verb = rs_chosen(input->reading, token);
  return verb && rs_feature(verb->features, RS_ASPECT_SHIFT) == 1;
}

void rs_mention_fill_setting(const RsEventInput *input, RsMention *mention) {
  mention->place = mention->date = RS_NONE;
  rs_mention_fill_place(input, mention);
  mention->place = rs_place_in_full(input, mention->place);
  rs_mention_fill_date(input, mention);
  if (mention->date == RS_NONE || !mention->date_near) return;
  const RsDate *date = &input->input->entities->dates.dates[mention->date];
  int32_t published = input->reading->published_day;
  bool ahead =
    date->from_day != RS_NO_DAY && published != RS_NO_DAY && date->from_day > published;
  /* `يقوم الوزير بزيارة غدا`: the present tense of what is to come. */
  bool told = mention->status == RS_STATUS_OCCURRED || mention->status == RS_STATUS_ONGOING;
  if (ahead && told && !rs_mention_is_perfect(input, mention)) {
    mention->status = RS_STATUS_PLANNED;
    mention->headline_tense = false;
  }
  /* `قُتل 20 منذ مارس` is over, `غارات منذ مارس` goes on; `منذ اعتقاله` dates something else. */
  bool dates_other = mention->circumstance && mention->predicate == RS_NONE;
  if (mention->date_since && mention->status == RS_STATUS_OCCURRED && !dates_other && !rs_mention_is_perfect(input, mention))
    mention->status = RS_STATUS_ONGOING;
}

/* A day of the past in [first, last), or RS_NONE; `أعلن أنه سيصل الثلاثاء المقبل` has none. */
static uint32_t past_day(const RsEventInput *input, uint32_t first, uint32_t last) {
  const RsDates *dates = &input->input->entities->dates;
  for (uint32_t i = first; i < last; i++) {
    uint32_t date = dates->at[i];
    if (date == RS_NONE || dates->dates[date].precision != RS_PRECISION_DAY) continue;
    if (rs_setting_plan(input, &dates->dates[date]) != RS_NONE) continue;
    if (dates->dates[date].morrow) continue;
    if (dates->dates[date].from_day <= input->reading->published_day) return date;
  }
  return RS_NONE;
}

/* The day of the meeting or paper in which something was said: `في مؤتمر صحفي عقده الاثنين`, `بيان
 * أصدرته الوزارة أمس`. */
static uint32_t venue_date(const RsEventInput *input, const RsSentence *sentence) {
  enum {
    TOKENS_BEHIND = 7
  };
  const uint32_t *starts = input->findings->starts;
  for (uint32_t k = starts[sentence->first]; k < starts[sentence->last]; k++) {
    uint32_t venue = input->findings->found[k].anchor, last = venue + 1;
    if (!rs_has_cue(input, venue, RS_CUE_VENUE)) continue;
    while (last < sentence->last && last <= venue + TOKENS_BEHIND &&
           !rs_is_punct(input->reading, last, ',') && !rs_event_at(input, last))
      last++;
    uint32_t date = past_day(input, venue + 1, last);
    if (date != RS_NONE) return date;
  }
  return RS_NONE;
}

/* `أعلنت المنظمة مقتل موظف بالرصاص السبت`: the day of the force that stands before it. */
static bool tells_force(const RsEventInput *input, uint32_t token, uint32_t date) {
  uint32_t last = input->input->entities->dates.dates[date].first;
  for (; token < last; token++) {
    const char *event = rs_event_at(input, token);
    if (event && (rs_event_groups(event) & RS_TYPE_FORCE)) return true;
  }
  return false;
}

/* Behind `بحسب بيان أصدرته الوزارة أمس` or `وفقا للوزارة، الجمعة`. */
static uint32_t account_last(
  const RsEventInput *input, const RsSentence *sentence, uint32_t last
) {
  const uint32_t *dates = input->input->entities->dates.at;
  for (; last < sentence->last; last++) {
    bool comma = rs_is_punct(input->reading, last, ',');
    if (comma && (last + 1 >= sentence->last || dates[last + 1] == RS_NONE)) break;
  }
  return last;
}

/* `بحسب بيان أصدرته الوزارة أمس` */
static bool is_according(const RsEventInput *input, const RsFound *found) {
  const RsItem *item = RS_GET(input->knowledge, items, found->item);
  return RS_GET(input->knowledge, speeches, item->index)->kind == RS_SPEECH_ACCORDING;
}

/* `قال الرئيس، في مقابلة مع القناة، الخميس، إنه`: up to the words that are said. */
static uint32_t saying_last(
  const RsEventInput *input, const RsSentence *sentence, uint32_t predicate
) {
  enum {
    MOST_TOKENS = 25
  };
  const RsPredicate *verb = &input->clauses->predicates[predicate];
  for (uint32_t i = verb->token + 1, k = 0; i < sentence->last && k < MOST_TOKENS;
       i++, k++) {
    if (rs_is_upos(input->reading, i, RS_UPOS_SCONJ))
      return i > verb->last ? i : verb->last;
    if (rs_is_upos(input->reading, i, RS_UPOS_VERB)) break;
  }
  return verb->last;
}

/* The day on which a sentence's main verb of saying spoke, a date in its own clause, or the words
 * that it opens with were said: `وجاءت تصريحات الوزير في مؤتمر صحفي عقده الاثنين`. */
static uint32_t spoken_date(const RsEventInput *input, const RsSentence *sentence) {
  enum {
    OPENING_TOKENS = 3
  };
  const RsFindings *findings = input->findings;
  for (uint32_t k = findings->starts[sentence->first]; k < findings->starts[sentence->last];
       k++) {
    const RsFound *found = &findings->found[k];
    if (RS_GET(input->knowledge, items, found->item)->kind != RS_ITEM_SPEECH) continue;
    uint32_t index = input->clauses->predicate_at[found->anchor], last = found->last;
    if (index != RS_NONE)
      last = saying_last(input, sentence, index);
    else if (found->anchor <= sentence->first + OPENING_TOKENS || is_according(input, found))
      last = account_last(input, sentence, last);
    uint32_t date = past_day(input, found->last, last);
    if (date != RS_NONE && !tells_force(input, found->last, date)) return date;
  }
  return venue_date(input, sentence);
}

/* A lead tells what was said, the sentences behind it when: `دانت الوزارة الهجوم. وقالت في بيان
 * الثلاثاء`. */
static uint32_t spoken_behind(const RsEventInput *input, uint32_t sentence) {
  enum {
    LEAD = 1,
    SENTENCES_BEHIND = 3
  };
  const RsTokens *tokens = input->reading->tokens;
  if (sentence > LEAD) return RS_NONE;
  for (uint32_t s = sentence + 1; s < tokens->sentence_count; s++) {
    uint32_t date = spoken_date(input, &tokens->sentences[s]);
    if (date != RS_NONE || s == sentence + SENTENCES_BEHIND) return date;
  }
  return RS_NONE;
}

/* `قال إن بلاده ترفض`: the words are the deed; not `قال إن الأهالي طالبوا`. */
static bool is_said_now(const RsEventInput *input, const RsMention *mention) {
  enum {
    TOKENS_BEFORE = 4
  };
  if (rs_mention_is_perfect(input, mention)) return false;
  uint32_t first = input->reading->tokens->sentences[mention->sentence].first;
  for (uint32_t i = mention->trigger, k = 0; i-- > first && k < TOKENS_BEFORE; k++) {
    if (rs_opens_clause(input->reading, i)) return true;
  }
  return false;
}

/* `وتطالب واشنطن طهران بالتخلي عنه`: a sentence in the present that nobody says tells of no day. */
static bool goes_on_always(const RsEventInput *input, const RsMention *mention) {
  enum {
    OPENING_TOKENS = 1
  };
  uint32_t first = input->reading->tokens->sentences[mention->sentence].first;
  return mention->sentence > 1 && mention->trigger <= first + OPENING_TOKENS &&
         !mention->has_speaker && !mention->headline_tense &&
         !rs_mention_is_perfect(input, mention);
}

/* `لطالما دعت`, `هددت مرارا`: said time and again, on no one day. */
static bool is_said_often(const RsEventInput *input, const RsMention *mention) {
  enum {
    TOKENS_BEFORE = 2,
    TOKENS_BEHIND = 5
  };
  const RsSentence *sentence = &input->reading->tokens->sentences[mention->sentence];
  for (uint32_t i = mention->trigger, k = 0; i-- > sentence->first && k < TOKENS_BEFORE;
       k++) {
    if (rs_has_cue(input, i, RS_CUE_OFTEN)) return true;
  }
  uint32_t last = mention->trigger + TOKENS_BEHIND;
  for (uint32_t i = mention->trigger + 1; i < sentence->last && i <= last; i++) {
    if (rs_is_punct(input->reading, i, ',') || rs_opens_clause(input->reading, i))
      return false;
    if (rs_has_cue(input, i, RS_CUE_OFTEN)) return true;
  }
  return false;
}

/* A sentence's own speech act, not one that it only mentions (`الاعتداء الذي أدانه الوزير`) or
 * lets somebody else tell of (`قال الناشط إن الأهالي طالبوا`). */
bool rs_mention_speaks_for_itself(const RsEventInput *input, const RsMention *mention) {
  if (!rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT)) return false;
  if (rs_mention_is_session(input, mention) || mention->status != RS_STATUS_OCCURRED)
    return false;
  uint32_t predicate = input->clauses->predicate_at[mention->trigger];
  if (predicate == RS_NONE) return false;
  if (mention->has_speaker && !is_said_now(input, mention)) return false;
  if (rs_mention_is_told_back(input, mention) || is_said_often(input, mention))
    return false;
  return input->clauses->predicates[predicate].antecedent == RS_NONE;
}

/* Codebook section 4: what is said without a date was said when the text last dated a word of
 * saying or a speech act: `قال الوزير الأحد … وطالب`. A vague date starts anew, and some
 * sentences on a text tells of other days. */
void rs_mentions_inherit_dates(const RsEventInput *input, RsMentions *mentions) {
  enum {
    SENTENCES_BEFORE = 4
  };
  const RsDates *dates = &input->input->entities->dates;
  uint32_t spoken = RS_NONE, spoken_in = 0;
  for (uint32_t s = 0; s < input->reading->tokens->sentence_count; s++) {
    uint32_t date = spoken_date(input, &input->reading->tokens->sentences[s]);
    if (date != RS_NONE) {
      spoken = date;
      spoken_in = s;
    } else if (s > spoken_in + SENTENCES_BEFORE) {
      spoken = RS_NONE;
    }
    for (uint32_t i = mentions->sentence_first[s]; i < mentions->sentence_first[s + 1];
         i++) {
      RsMention *mention = &mentions->mentions[i];
      if (!rs_mention_speaks_for_itself(input, mention)) continue;
      if (mention->date == RS_NONE) {
        mention->date = spoken != RS_NONE ? spoken : spoken_behind(input, s);
        mention->date_inherited = true;
        mention->date_lasting = goes_on_always(input, mention);
      } else if (mention->date_near) {
        bool is_day = dates->dates[mention->date].precision == RS_PRECISION_DAY;
        spoken = is_day ? mention->date : RS_NONE;
        spoken_in = s;
      }
    }
  }
}
