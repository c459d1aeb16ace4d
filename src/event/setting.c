/* Where and when.
 *
 * A place counts when it is said as one: behind في, ب, قرب or a word for a kind of place
 * (`في مدينة درعا`), and not as the name of a government (`قالت دمشق`). The nearest one in the
 * trigger's clause wins, behind the trigger before in front of it; then the sentence's. Dates
 * likewise; a bare weekday means the next one when the deed is still to come (codebook
 * section 3, `date`).
 */
#include "event/event.h"

enum {
  NEAR_TOKENS = 18,
  FRONT_PENALTY = 4,
  OTHER_CLAUSE = 25,
  OTHER_VERB = 6,
  FAR_DATE = 60,
  TWO_CLAUSES = 12, /* a setting so far away is that of another deed */
  FAR_PLACE = 45
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

/* What parts a trigger and a setting: stops, other verbs, subordinators, commas. */
static uint32_t barriers_between(
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

/* Words from trigger to setting, worse when it stands in front or in another clause. */
static uint32_t distance_of(
  const RsEventInput *input, const RsMention *mention, uint32_t token
) {
  uint32_t distance;
  if (token >= mention->last)
    distance = token - mention->last;
  else
    distance = mention->first - token + FRONT_PENALTY;
  return distance + barriers_between(input, mention, token);
}

static bool is_event(
  const RsEventInput *input, const RsMention *mention, const char *event
) {
  return strcmp(rs_mention_event(input->knowledge, mention), event) == 0;
}

/* `اليمن: مقتل جندي`: where a headline or dateline says so before its colon. */
static bool opens_dateline(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  const RsSentence *sentence = &input->reading->tokens->sentences[mention->sentence];
  return name->first == sentence->first && rs_is_punct(input->reading, name->last, ':');
}

/* `في #لندن`: a hash hides the preposition from the phrase. */
static uint32_t preposition_flags(const RsEventInput *input, const RsNominal *nominal) {
  if (nominal->preposition || nominal->first < 2) return nominal->preposition_flags;
  const RsToken *before = &input->reading->tokens->tokens[nominal->first - 1];
  if (before->kind != RS_TOKEN_PUNCT || before->letter != '#') return 0;
  return rs_lexeme_at(input->reading, nominal->first - 2)->flags;
}

/* `قصف حلب`, `اقتحام مطار عدن`: right behind the noun, but for a word for its kind. */
static bool is_genitive(
  const RsEventInput *input,
  const RsMention *mention,
  const RsNominal *nominal,
  const RsName *name
) {
  uint32_t trigger = mention->trigger;
  const RsAnalysis *chosen = rs_chosen(input->reading, trigger);
  bool noun = chosen && chosen->upos == RS_UPOS_NOUN && !chosen->article;
  if (!noun || trigger >= name->first) return false;
  if (nominal->first > trigger && nominal->preposition) return false;
  for (uint32_t i = trigger + 1; i < name->first; i++) {
    if (!(rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_PLACE)) return false;
  }
  return true;
}

/* `يزور أنقرة`, `قصف حلب`, `اقتحام مطار عدن`: the town that is visited, shelled or freed. */
static bool suffers_deed(
  const RsEventInput *input,
  const RsMention *mention,
  const RsNominal *nominal,
  const RsName *name
) {
  bool force = rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE);
  if (!force && !is_event(input, mention, "CONSULT")) return false;
  if (is_genitive(input, mention, nominal, name)) return true;
  return mention->predicate != RS_NONE && nominal->governor == mention->predicate &&
         nominal->relation == RS_RELATION_OBJECT && nominal->head >= name->first &&
         input->clauses->predicates[mention->predicate].token == mention->trigger;
}

/* `باتجاه مدينة الحديدة`, `على أطراف مدينة تعز`: the phrase whose preposition counts for a name
 * that is its genitive. */
static const RsNominal *carrier_of(const RsEventInput *input, const RsNominal *nominal) {
  const RsClauses *clauses = input->clauses;
  uint32_t index = nominal->first ? clauses->nominal_at[nominal->first - 1] : RS_NONE;
  if (nominal->preposition || index == RS_NONE) return nominal;
  const RsAnalysis *last = rs_chosen(input->reading, nominal->first - 1);
  bool governs = last && last->upos == RS_UPOS_NOUN && !last->article &&
                 last->enclitic == RS_NO_CLITIC &&
                 !rs_has_conjunction(input->reading, nominal->first);
  const RsNominal *before = &clauses->nominals[index];
  return governs && before->preposition && !before->pronoun ? before : nominal;
}

static bool says(const RsEventInput *input, const RsNominal *nominal) {
  if (nominal->relation != RS_RELATION_SUBJECT || nominal->governor == RS_NONE)
    return false;
  uint32_t verb = input->clauses->predicates[nominal->governor].token;
  return rs_finding_at(input, verb, RS_ITEM_SPEECH) != NULL;
}

/* A name of a place that the sentence treats as one. */
static bool said_as_place(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  uint32_t index = input->clauses->nominal_at[name->first];
  /* `غارات شنتها دمشق` */
  bool is_government = name->reason == RS_REASON_GOVERNMENT;
  if (!rs_name_is_place(name) || is_government || index == RS_NONE) return false;
  const RsNominal *nominal = &input->clauses->nominals[index];
  if (opens_dateline(input, mention, name)) return true;
  if (suffers_deed(input, mention, nominal, name)) return true;
  nominal = carrier_of(input, nominal);
  const RsLexeme *head = rs_lexeme_at(input->reading, nominal->head);
  bool kind = nominal->head < name->first && (head->flags & RS_LEXEME_PLACE);
  /* `قال مركز الخليج لحقوق الإنسان` */
  if (kind && says(input, nominal)) return false;
  if (kind) return true;
  uint32_t flags = preposition_flags(input, nominal);
  if (flags & RS_LEXEME_LOCATIVE) return true;
  /* `مطار دمشق`, `سكان حلب` behind a locative preposition only, but for names of no government. */
  if (nominal->head < name->first) return name->kind == RS_NAME_PLACE;
  bool travel = is_event(input, mention, "CONSULT");
  bool leaving = is_event(input, mention, "RETREAT");
  if ((flags & RS_LEXEME_TOWARDS) && travel) return true;
  if ((flags & RS_LEXEME_PARTITIVE) && leaving) return true;
  return nominal->preposition && name->kind == RS_NAME_PLACE;
}

/* `سبها التي تبعد 750 كيلومترا جنوب طرابلس`: a place from which another one is measured. */
static bool is_landmark(const RsEventInput *input, const RsName *name) {
  enum {
    TOKENS_BEFORE = 4
  };
  for (uint32_t i = name->first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    const RsLexeme *lexeme = rs_lexeme_at(input->reading, i);
    if (lexeme->flags & RS_LEXEME_UNIT) return true;
    if (rs_is_punct(input->reading, i, ',') || rs_is_upos(input->reading, i, RS_UPOS_VERB))
      return false;
  }
  return false;
}

/* A country says less than a town, and `من غزة` where a rocket came from. */
static uint32_t rank_penalty(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  enum {
    ORIGIN = 12,
    LANDMARK = 24
  };
  const RsNominal *nominal =
    &input->clauses->nominals[input->clauses->nominal_at[name->first]];
  bool origin = (nominal->preposition_flags & RS_LEXEME_PARTITIVE) != 0;
  bool leaving = is_event(input, mention, "RETREAT");
  uint32_t penalty = name->kind == RS_NAME_COUNTRY ? 2 : 0;
  if (is_landmark(input, name)) penalty += LANDMARK;
  return origin && !leaving ? penalty + ORIGIN : penalty;
}

static bool take_bare_place(
  const RsEventInput *input, RsMention *mention, uint32_t nominal
) {
  if (nominal == RS_NONE) return false;
  uint32_t name = input->clauses->nominals[nominal].name;
  if (name == RS_NONE) return false;
  if (!rs_name_is_place(&input->input->entities->names.names[name])) return false;
  mention->place = name;
  return mention->place_near = true;
}

/* `شهدت لندن مظاهرة`: the place is the subject of a verb that lends the deed no doer;
 * `هز انفجار طرابلس`: the deed is the subject and its place the object. */
static void take_witness(const RsEventInput *input, RsMention *mention) {
  const RsClauses *clauses = input->clauses;
  uint32_t own = clauses->nominal_at[mention->trigger];
  if (own == RS_NONE || clauses->nominals[own].governor == RS_NONE) return;
  const RsPredicate *verb = &clauses->predicates[clauses->nominals[own].governor];
  if (clauses->nominals[own].relation == RS_RELATION_SUBJECT) {
    take_bare_place(input, mention, verb->object);
  } else if (!mention->actor_count && mention->predicate != RS_NONE) {
    take_bare_place(input, mention, verb->subject);
  }
}

/* Words that may stand between a place and the one that says where it lies: `القريبة من`, `مركز
 * محافظة`, `شمال غرب`. */
static bool describes_place(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  if (!chosen || rs_has_conjunction(input->reading, token)) return false;
  uint32_t flags = rs_morph_lexeme(input->knowledge, chosen)->flags;
  return chosen->upos == RS_UPOS_ADP || chosen->upos == RS_UPOS_ADJ ||
         (flags & (RS_LEXEME_PLACE | RS_LEXEME_DIRECTION)) != 0;
}

/* `الخيام في جنوب لبنان`, `زنجبار مركز محافظة أبين`, `دابوا الواقعة على بحيرة تشاد`. */
static bool continues_place(
  const RsEventInput *input, const RsName *before, const RsName *name
) {
  const RsClauses *clauses = input->clauses;
  if (rs_has_conjunction(input->reading, name->first)) return false;
  for (uint32_t i = before->last; i < name->first; i++) {
    if (!describes_place(input, i)) return false;
  }
  const RsNominal *left = &clauses->nominals[clauses->nominal_at[before->first]];
  const RsNominal *right = &clauses->nominals[clauses->nominal_at[name->first]];
  if (left == right || right->preposition) return true;
  /* `من قاعدة حميميم بلدة خان شيخون` are two places, the first that of a bomber's start. */
  bool origin = left->preposition_flags & RS_LEXEME_PARTITIVE;
  return right->first == left->last && !origin;
}

unsigned rs_place_exactness(const RsEventInput *input, uint32_t place) {
  const RsName *name = &input->input->entities->names.names[place];
  if (name->kind == RS_NAME_COUNTRY) return 0;
  if (name->kind == RS_NAME_CAPITAL) return 3;
  switch (RS_GET(input->knowledge, places, name->index)->place_class) {
    case RS_PLACE_REGION:
    case RS_PLACE_SEA:
    case RS_PLACE_RIVER:
    case RS_PLACE_MOUNTAIN: return 1;
    case RS_PLACE_ADMIN1: return 2;
    default: return 3;
  }
}

/* `البلاد`: the country that the text speaks of, in whatever number it is read. */
static bool means_home(const RsReading *reading, uint32_t token) {
  const RsWordType *type = reading->morphs[token].type;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    uint32_t lexeme = type->analyses[i].lexeme;
    if (lexeme == RS_NONE) continue;
    if (rs_place_kind_of(reading->knowledge, lexeme) & RS_KIND_HOME) return true;
  }
  return false;
}

/* `في المدينة`: a kind of place with ال and no name, which the text named before; likewise
 * `تحرير المدينة`, `اقتحموا المدينة`. */
static uint32_t named_before(
  const RsEventInput *input, const RsMention *mention, uint32_t token
) {
  enum {
    NAMES_LOOKED_AT = 24
  };
  const RsClauses *clauses = input->clauses;
  const RsNominal *nominal = &clauses->nominals[clauses->nominal_at[token]];
  if (!(rs_lexeme_at(input->reading, token)->flags & RS_LEXEME_PLACE)) return RS_NONE;
  if (nominal->last != token + 1) return RS_NONE;
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  bool home = means_home(input->reading, token),
       one = rs_feature(chosen->features, RS_NUMBER_SHIFT) == 1;
  if (!chosen->article || !(one || home)) return RS_NONE;
  uint32_t said = RS_LEXEME_LOCATIVE | RS_LEXEME_TOWARDS;
  bool placed = nominal->first == token && (nominal->preposition_flags & said);
  bool suffers = rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE) &&
                 (token == mention->trigger + 1 ||
                  (nominal->first == token && nominal->relation == RS_RELATION_OBJECT &&
                   nominal->governor == mention->predicate));
  if (!placed && !suffers) return RS_NONE;
  const RsNames *names = &input->input->entities->names;
  uint32_t looked = 0;
  for (uint32_t i = names->name_count; i-- > 0 && looked < NAMES_LOOKED_AT;) {
    const RsName *name = &names->names[i];
    if (name->first >= token) continue;
    looked++;
    if (home) {
      if (name->kind == RS_NAME_COUNTRY && name->index == names->main_country) return i;
      continue;
    }
    uint32_t own = clauses->nominal_at[name->first];
    if (!rs_name_is_place(name) || own == RS_NONE || rs_place_exactness(input, i) < 2)
      continue;
    const RsNominal *told = &clauses->nominals[own];
    bool kind = told->head < name->first &&
                (rs_lexeme_at(input->reading, told->head)->flags & RS_LEXEME_PLACE);
    if (kind || (preposition_flags(input, told) & RS_LEXEME_LOCATIVE)) return i;
  }
  return RS_NONE;
}

typedef struct {
  const RsEventInput *input;
  RsMention *mention;
  uint32_t best;          /* distance of the mention's place so far */
  uint32_t before, chain; /* the last place said, the most exact of those it hangs on */
} PlaceSearch;

static void offer_named_before(PlaceSearch *search, uint32_t token) {
  if (search->input->clauses->nominal_at[token] == RS_NONE) return;
  uint32_t distance = distance_of(search->input, search->mention, token) + 2;
  if (distance >= search->best) return;
  uint32_t named = named_before(search->input, search->mention, token);
  if (named == RS_NONE) return;
  search->best = distance;
  search->mention->place = named;
  search->before = RS_NONE;
}

static void offer_name(PlaceSearch *search, uint32_t index) {
  const RsEventInput *input = search->input;
  RsMention *mention = search->mention;
  const RsName *names = input->input->entities->names.names, *name = &names[index];
  if (!rs_name_is_place(name) || input->clauses->nominal_at[name->first] == RS_NONE) return;
  bool said = said_as_place(input, mention, name);
  bool continues =
    search->before != RS_NONE && continues_place(input, &names[search->before], name);
  if (!continues && !said) return;
  search->before = index;
  /* `في سوريا في مدينة درعا`, but not `في ماريلاند القريبة من واشنطن`. */
  bool finer = !continues || (said && rs_place_exactness(input, search->chain) < 2 &&
                              rs_place_exactness(input, index) > 1);
  bool replaces = continues && finer && mention->place == search->chain;
  if (finer) search->chain = index;
  uint32_t distance =
    distance_of(input, mention, name->first) + rank_penalty(input, mention, name);
  if (barriers_between(input, mention, name->first) >= TWO_CLAUSES) return;
  if (distance >= search->best && !replaces) return;
  if (distance < search->best) search->best = distance;
  mention->place = search->chain;
}

/* The nearest place; of several that hang on each other the most exact, the first of these. */
static void fill_place(const RsEventInput *input, RsMention *mention) {
  const RsNames *names = &input->input->entities->names;
  const RsSentence *sentence = &input->reading->tokens->sentences[mention->sentence];
  PlaceSearch search = {input, mention, FAR_PLACE, RS_NONE, RS_NONE};
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    uint32_t index = names->at[i];
    if (index == RS_NONE)
      offer_named_before(&search, i);
    else if (names->names[index].first == i)
      offer_name(&search, index);
  }
  mention->place_near = search.best <= NEAR_TOKENS;
  if (mention->place == RS_NONE) take_witness(input, mention);
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

/* `منذ مارس` holds for what goes on since then, not for the deed that it counts from (`منذ
 * اندلاع الحرب عام 2011`). */
static bool is_since(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  if (!(preposition_of(input, date) & RS_LEXEME_SINCE)) return false;
  uint32_t nominal = input->clauses->nominal_at[date->first - 1];
  uint32_t from =
    nominal == RS_NONE ? date->first : input->clauses->nominals[nominal].first;
  return mention->first < from || mention->first >= date->last;
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
  uint32_t distance = distance_of(input, mention, date->first);
  if (barriers_between(input, mention, date->first) >= TWO_CLAUSES) return UINT32_MAX;
  if (!is_since(input, mention, date)) return distance;
  uint32_t nominal = input->clauses->nominal_at[mention->trigger];
  uint32_t from =
    nominal == RS_NONE ? mention->first : input->clauses->nominals[nominal].first;
  if (superlative_between(input, from, date->first)) return UINT32_MAX;
  return distance + SINCE;
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
    bool better = announced == mention->date_announced ? distance < best : !announced;
    if (mention->date != RS_NONE && !better) continue;
    best = distance;
    mention->date_announced = announced;
    mention->date = index;
    mention->date_since = is_since(input, mention, &dates->dates[index]);
  }
  mention->date_near = best <= NEAR_TOKENS;
}

static bool has_no_place(const RsEventInput *input, const RsMention *mention) {
  return !is_session(input, mention) &&
         rs_mention_is(input->knowledge, mention, RS_TYPE_PLACELESS);
}

void rs_mention_fill_setting(const RsEventInput *input, RsMention *mention) {
  mention->place = mention->date = RS_NONE;
  if (!has_no_place(input, mention)) fill_place(input, mention);
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
