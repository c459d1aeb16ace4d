/* What speaks for one deed.
 *
 * Two mentions of one type can be one deed. The same code and word, a general word for it
 * (`هجوم`, `مقتل`) in the same sentence, the definite article of what is known already, `هذا
 * الهجوم`, a headline and its lead, what the text is about told again at its end, shared
 * recipients, place, day or toll (likeness.c) speak for it; other parties, another place, day or
 * toll, another man arrested, a town taken and the fighting elsewhere, a deed done and one only
 * planned, `هجوم آخر`, a deed that answers another (`ردا على هجوم`) or comes back from who suffered
 * it, a later sentence that tells in the perfect or turns to another matter (`من جهة أخرى`) against
 * it. Each has a weight, their sum decides.
 * Limits: the weights know nothing of what deeds follow each other.
 */
#include "merge/likeness.h"

/* Weights in thirds of a logit, after a regression over the pairs of mentions in annotated
 * articles, rounded. */
enum {
  SAME_CODE = 3,
  GENERAL_CODE = 1,
  SAME_WORD = 2,
  KNOWN_WORD = 4,
  DEFINITE = 1,
  KNOWN_MEETING = 3,
  ANONYMOUS = 1,
  LEAD = 5,
  RECAP = 2,
  NEAR = 1,
  RESULT = 3,
  OUTCOME = 3,
  OTHER_ACTOR = 3,
  OTHER_SPEAKER = 9,
  SAME_DOER = 9,
  SAME_RECIPIENT = 1,
  OTHER_RECIPIENT = 2,
  OTHER_WAY = 5,
  OTHER_OBJECT = 2,
  SAME_PLACE = 1,
  SAME_TOWN = 3,
  OTHER_PLACE = 6,
  SAME_DAY = 3,
  OTHER_DAY = 4,
  SAME_TOLL = 2,
  OTHER_TOLL = 4,
  SAME_STATUS = 4,
  OTHER_STATUS = 4,
  OTHER_PLAN = 1,
  OTHER_ONE = 5,
  OTHER_ONE_SAID = 9,
  OTHER_ARREST = 3,
  SAME_VICTIM = 3,
  OTHER_MATTER = 4,
  REPEATED = 2,
  OCCASION = 1,
  TOLD_NEW = 2
};

/* A deed, and what may tell of it again. */
typedef struct {
  const RsEventInput *input;
  const RsMentions *mentions;
  const RsDeeds *deeds;
  const RsDeed *deed, *more;
} Pair;

/* CAMEO codes */
static const char ABDUCTION[] = "181", RAPE[] = "1821", TORTURE[] = "1822",
                  VIOLENCE[] = "180";

static bool happened(uint8_t status) {
  return status == RS_STATUS_OCCURRED || status == RS_STATUS_ONGOING;
}

static uint32_t trigger_lexeme(const RsReading *reading, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(reading, token);
  if (!chosen || chosen->lexeme == RS_NONE) return RS_NONE;
  uint32_t verb = rs_morph_lexeme(reading->knowledge, chosen)->verb;
  return verb == RS_NONE ? chosen->lexeme : verb;
}

/* `اشتبك أ مع ب … مقتل ثلاثة من أ`: in a clash either side may suffer. */
static bool is_clash(const RasidKnowledge *knowledge, const RsMention *mention) {
  return (rs_mention_pattern(knowledge, mention)->flags & RS_PATTERN_MUTUAL) &&
         rs_mention_is(knowledge, mention, RS_TYPE_FORCE);
}

/* Whether the trigger of a mention is a word of the deed. Only so many mentions of the deed are
 * looked at that a text that tells one deed ten thousand times stays linear. */
static bool has_word(const Pair *pair, uint32_t lexeme) {
  enum {
    MENTIONS_LOOKED_AT = 64
  };
  const RsMention *mentions = pair->mentions->mentions;
  uint32_t looked = 0;
  for (uint32_t k = pair->deed->first; k != RS_NONE && looked < MENTIONS_LOOKED_AT;
       looked++) {
    if (lexeme == trigger_lexeme(pair->input->reading, mentions[k].trigger)) return true;
    k = pair->deeds->next[k];
  }
  return false;
}

/* Whether any two mentions have one word, and whether the later one has the article of what is
 * known: `استهدف انفجار المسجد … وأسفر الانفجار عن مقتل خمسة`. */
static void compare_words(const Pair *pair, bool *same, bool *known) {
  const RsReading *reading = pair->input->reading;
  const RsMention *mentions = pair->mentions->mentions;
  const uint32_t *next = pair->deeds->next;
  for (uint32_t i = pair->more->first; i != RS_NONE; i = next[i]) {
    uint32_t lexeme = trigger_lexeme(reading, mentions[i].trigger);
    const RsAnalysis *word = rs_chosen(reading, mentions[i].trigger);
    if (lexeme == RS_NONE || !has_word(pair, lexeme)) continue;
    *same = true;
    *known |= word->article;
  }
}

/* `هجوم` names any attack and `مقتل` what came of it; `دعا` and `طالب بالإفراج` are two calls, a
 * coup and the arrests after it two deeds, though one has a general code. */
static bool is_attack(const Pair *pair) {
  return strcmp(rs_mention_event(pair->input->knowledge, &pair->more->all), "ASSAULT") == 0;
}

/* A deed and its result: `غارة أسفرت عن مقتل خمسة`; a visit and its talks. */
static bool may_hold_others(const Pair *pair) {
  const char *event = rs_mention_event(pair->input->knowledge, &pair->more->all);
  return is_attack(pair) || strcmp(event, "CONSULT") == 0;
}

/* What their words say of one deed: the same code and word most, a general code a little. */
static int weigh_words(const Pair *pair, const RsLikeness *like) {
  const RasidKnowledge *knowledge = pair->input->knowledge;
  const char *x = rs_mention_cameo(knowledge, &pair->deed->all);
  const char *y = rs_mention_cameo(knowledge, &pair->more->all);
  const RsAnalysis *trigger = rs_chosen(pair->input->reading, pair->more->all.trigger);
  bool same = false, known = false;
  compare_words(pair, &same, &known);
  bool is_general = rs_cameo_is_general(x) || rs_cameo_is_general(y);
  int sum = 0;
  if (strncmp(x, y, 3) == 0)
    sum += SAME_CODE;
  else if (is_general && (same || is_attack(pair)))
    sum += GENERAL_CODE;
  if (same) sum += SAME_WORD;
  if (known)
    sum += KNOWN_WORD;
  else if (trigger && trigger->article)
    sum += like->actors >= 0 && rs_mention_is_meeting(knowledge, &pair->more->all)
             ? KNOWN_MEETING
             : DEFINITE;
  return sum;
}

/* `شنت الطائرات غارات … أدت إلى مقتل عشرة`: what the verb behind the deed leads to. An arrest is
 * no outcome but a deed. */
static bool is_outcome(const Pair *pair) {
  const RsClauses *clauses = pair->input->clauses;
  const RsMention *mention = &pair->mentions->mentions[pair->more->first];
  const RsMention *before = &pair->mentions->mentions[pair->deed->last];
  uint32_t index = clauses->nominal_at[mention->trigger];
  if (index == RS_NONE || mention->sentence != before->sentence) return false;
  if (strcmp(rs_mention_event(pair->input->knowledge, mention), "ASSAULT") != 0)
    return false;
  const RsNominal *nominal = &clauses->nominals[index];
  if (nominal->governor == RS_NONE || nominal->relation != RS_RELATION_PREPOSITION)
    return false;
  const RsPredicate *verb = &clauses->predicates[nominal->governor];
  if (verb->token <= before->trigger || !rs_finding_at(pair->input, mention->trigger, RS_ITEM_TOLL))
    return false;
  if (verb->subject == RS_NONE || verb->subject == clauses->nominal_at[before->trigger])
    return true;
  /* `في قضاء بيجي ما أدى إلى`: not the district, all that was told. */
  const RsNominal *subject = &clauses->nominals[verb->subject];
  return subject->last < verb->token && !rs_event_at(pair->input, subject->head);
}

/* `وقصفت الطائرات المدينة`: a later sentence that tells in the perfect tells of something new, and
 * comes back to what is known with a noun, `القصف`. */
static bool is_told_new(const Pair *pair) {
  const RsMention *mention = &pair->mentions->mentions[pair->more->first];
  const RsAnalysis *word = rs_chosen(pair->input->reading, mention->trigger);
  return word && word->upos == RS_UPOS_VERB &&
         rs_feature(word->features, RS_ASPECT_SHIFT) == 1;
}

/* `هذا الهجوم`, `الهجوم ذاته`: a word that points back. */
static bool points_back(const RsReading *reading, const RsMention *mention) {
  const RsAnalysis *word = rs_chosen(reading, mention->trigger);
  if (!word || !word->article) return false;
  bool this_one =
    mention->trigger && rs_is_upos(reading, mention->trigger - 1, RS_UPOS_PRON);
  const RsAnalysis *next = rs_chosen(reading, mention->trigger + 1);
  return this_one ||
         (next && rs_morph_lexeme(reading->knowledge, next)->flags & RS_LEXEME_SELF);
}

/* Whether anything but their kind links them: a word, the article, a party, place, day or toll. */
static bool has_link(const Pair *pair, const RsLikeness *like) {
  bool same = false, known = false;
  compare_words(pair, &same, &known);
  const RsAnalysis *word = rs_chosen(pair->input->reading, pair->more->all.trigger);
  return same || (word && word->article) || like->actors > 0 || like->recipients > 0 ||
         like->places > 0 || like->dates > 0 || like->deaths > 0;
}

static int weigh_position(const Pair *pair, const RsLikeness *like, bool contradicted) {
  const RasidKnowledge *knowledge = pair->input->knowledge;
  const RsMention *deed = &pair->deed->all, *mention = &pair->more->all;
  uint32_t first = pair->mentions->mentions[pair->deed->first].sentence;
  uint32_t last = pair->mentions->mentions[pair->deed->last].sentence;
  bool anonymous = !mention->actor_count && !mention->recipient_count;
  int sum = anonymous ? ANONYMOUS : 0;
  bool lead = first == 0 && mention->sentence >= 1 && mention->sentence <= 2;
  if (lead && !contradicted) sum += LEAD;
  /* What the text is about is told again, other deeds mostly once. */
  if (first <= 1 && mention->sentence > last + 1 && has_link(pair, like)) sum += RECAP;
  bool later = mention->sentence > last && (first > 0 || contradicted);
  if (later && is_told_new(pair)) sum -= TOLD_NEW;
  if (mention->sentence <= last + 1) sum += NEAR;
  bool result = rs_cameo_is_general(rs_mention_cameo(knowledge, deed)) ||
                rs_cameo_is_general(rs_mention_cameo(knowledge, mention));
  if (mention->sentence == last && result && may_hold_others(pair)) sum += RESULT;
  if (mention->circumstance) sum -= OCCASION;
  if (points_back(pair->input->reading, mention)) sum += REPEATED;
  if (is_outcome(pair)) sum += OUTCOME;
  return sum;
}

/* `مقتل قاض بالرصاص … اغتال مسلحون القاضي`: one tells the weapon and one the aim. */
static bool are_aim_and_means(
  const RasidKnowledge *knowledge, const RsMention *deed, const RsMention *mention
) {
  const char *x = rs_mention_cameo(knowledge, deed),
             *y = rs_mention_cameo(knowledge, mention);
  if (rs_cameo_is_general(x) || rs_cameo_is_general(y)) return false;
  return rs_cameo_is_aimed(x) != rs_cameo_is_aimed(y);
}

/* `قصف التحالف صنعاء … وأوقعت الغارات …`: one may be the other, if those who bomb or die are
 * the same. */
static bool are_bombings(
  const RasidKnowledge *knowledge, const RsMention *deed, const RsMention *mention
) {
  const char *x = rs_mention_cameo(knowledge, deed),
             *y = rs_mention_cameo(knowledge, mention);
  return (rs_cameo_is_shelling(x) && rs_cameo_is_air_raid(y)) ||
         (rs_cameo_is_air_raid(x) && rs_cameo_is_shelling(y));
}

/* `قتلوا خمسة وخطفوا عشرة`, `يقتلون السجناء ويعذبونهم`: who is carried off or tortured is not killed. */
static bool is_done_apart(const char *x, const char *y) {
  static const char *const kinds[] = {ABDUCTION, RAPE, TORTURE};
  if (strcmp(x, VIOLENCE) == 0 || strcmp(y, VIOLENCE) == 0) return false;
  for (size_t i = 0; i < RS_COUNT_OF(kinds); i++) {
    if ((strcmp(x, kinds[i]) == 0) != (strcmp(y, kinds[i]) == 0)) return true;
  }
  return false;
}

static bool are_same_kind(
  const RasidKnowledge *knowledge, const RsMention *deed, const RsMention *mention
) {
  if (strcmp(rs_mention_event(knowledge, deed), rs_mention_event(knowledge, mention)) != 0) {
    return false;
  }
  const RsPattern *a = rs_mention_pattern(knowledge, deed);
  const RsPattern *b = rs_mention_pattern(knowledge, mention);
  const char *x = rs_mention_cameo(knowledge, deed),
             *y = rs_mention_cameo(knowledge, mention);
  if (is_done_apart(x, y)) return false;
  return strncmp(x, y, 3) == 0 || rs_cameo_is_general(x) || rs_cameo_is_general(y) ||
         a->event == b->event || are_aim_and_means(knowledge, deed, mention) ||
         are_bombings(knowledge, deed, mention);
}

/* `وقتل شرطي … هجوم آخر`: any of the mentions; people (`وإصابة آخرين`) aside. */
static bool says_another(const Pair *pair) {
  const RsMention *mentions = pair->mentions->mentions;
  for (uint32_t i = pair->more->first; i != RS_NONE; i = pair->deeds->next[i]) {
    bool people = rs_finding_at(pair->input, mentions[i].trigger, RS_ITEM_TOLL);
    if (!people && rs_mention_is_called_another(pair->input, &mentions[i])) return true;
  }
  return false;
}

/* Words are their speaker's: `أدانت باكستان الهجوم … وأدانته إسبانيا` is said twice. */
static bool said_by_others(
  const RasidKnowledge *knowledge, const RsMention *deed, const RsMention *mention
) {
  if (!rs_mention_is(knowledge, mention, RS_TYPE_SPEECH_ACT)) return false;
  if (deed->actor_inherited || mention->actor_inherited) return false;
  const char *a = deed->actors[0].country, *b = mention->actors[0].country;
  return a[0] && b[0] && strcmp(a, b) != 0;
}

static bool is_arrest(const Pair *pair) {
  return strcmp(rs_mention_event(pair->input->knowledge, &pair->more->all), "COERCE") == 0;
}

/* `اعتقال الناشطة … القبض على محام`: who is arrested tells one arrest from another. `المشتبه`,
 * `المعتقلون` may be the man told before. */
static bool is_other_arrest(const Pair *pair, const RsLikeness *like) {
  const RsMention *mention = &pair->more->all;
  if (!is_arrest(pair)) return false;
  for (uint32_t i = 0; i < mention->recipient_count; i++) {
    const RsAnalysis *word = rs_chosen(pair->input->reading, mention->recipients[i].first);
    if (!word || word->article || mention->recipients[i].referred) return false;
  }
  /* `اعتقال 17 مشتبها … القبض على 17 شخصا` */
  bool same_number = like->detained > 0 && mention->detained.min > 1;
  return (like->other_names && !same_number) || like->detained < 0;
}

/* `أغلق محتجون الطريق`: the word for who did it names the same protest. */
static bool is_doer_of(
  const RsEventInput *input, const RsMention *word, const RsMention *deed
) {
  const RasidKnowledge *knowledge = input->knowledge;
  if (word->sentence != deed->sentence || !deed->actor_count || !word->actor_count)
    return false;
  const RsParty *doer = &deed->actors[0];
  return word->trigger >= doer->first && word->trigger < doer->last &&
         (rs_lexeme_at(input->reading, word->trigger)->flags & RS_LEXEME_RATIONAL) &&
         strcmp(rs_mention_event(knowledge, word), rs_mention_event(knowledge, deed)) == 0;
}

/* `قصفت مواقع في أبين، وأطلقت النار على قافلة`: in one sentence the same side does something to
 * others. */
static bool is_list_of_objects(
  const RsMention *all, const RsMention *mention, const RsLikeness *like, uint32_t last
) {
  return mention->sentence == last && like->actors > 0 && like->recipients <= 0 &&
         mention->recipient_count && all->recipient_count;
}

/* `أعلن الجيش الجمعة مقتل جندي … والقصف وقع الخميس`: told some days after the day it was. */
static bool is_soon_told(
  const RsEventInput *input, const RsMention *all, const RsMention *mention
) {
  enum {
    DAYS = 7
  };
  if (all->date_announced == mention->date_announced) return false;
  if (all->date == RS_NONE || mention->date == RS_NONE) return false;
  const RsDate *dates = input->input->entities->dates.dates;
  const RsDate *told = &dates[all->date_announced ? all->date : mention->date];
  const RsDate *was = &dates[all->date_announced ? mention->date : all->date];
  if (told->from_day == RS_NO_DAY || was->from_day == RS_NO_DAY) return false;
  if (was->precision != RS_PRECISION_DAY) return false;
  return was->from_day <= told->from_day && told->from_day - was->from_day <= DAYS;
}

/* Both tell their place themselves, and it is no country. */
static bool in_same_town(
  const RsEventInput *input, const RsMention *all, const RsMention *mention
) {
  const RsName *names = input->input->entities->names.names;
  return all->place_near && mention->place_near &&
         names[mention->place].kind != RS_NAME_COUNTRY;
}

/* Who did it and to whom. */
static int weigh_parties(const Pair *pair, const RsLikeness *like) {
  const RsEventInput *input = pair->input;
  const RsMention *all = &pair->deed->all, *mention = &pair->more->all;
  uint32_t last = pair->mentions->mentions[pair->deed->last].sentence;
  bool clash = is_clash(input->knowledge, all) || is_clash(input->knowledge, mention) ||
               rs_mention_is_meeting(input->knowledge, mention);
  /* `قصف التحالف التنظيم ما أدى إلى مقتل أحد قادته`: whose leader it is is easily misread. */
  bool outcome = is_outcome(pair);
  int sum = 0;
  if (like->actors < 0)
    sum -= like->two_speakers || said_by_others(input->knowledge, all, mention)
             ? OTHER_SPEAKER
             : OTHER_ACTOR;
  if (like->actors <= 0 && !clash && !outcome && rs_mention_goes_other_way(input->reading, all, mention))
    sum -= OTHER_WAY;
  if (like->recipients > 0) sum += SAME_RECIPIENT;
  if (like->recipients < 0 && !outcome) sum -= OTHER_RECIPIENT;
  if (is_list_of_objects(all, mention, like, last)) sum -= OTHER_OBJECT;
  if (like->same_person && (is_attack(pair) || is_arrest(pair))) sum += SAME_VICTIM;
  return sum;
}

/* Where, when and how many; `places`, `dates`: both say so themselves, and differ. */
static int weigh_setting(
  const Pair *pair, const RsLikeness *like, bool places, bool dates
) {
  const RsEventInput *input = pair->input;
  const RsMention *all = &pair->deed->all, *mention = &pair->more->all;
  bool announced = all->date_announced || mention->date_announced;
  bool town = like->actors >= 0 && like->recipients >= 0 && like->deaths >= 0 &&
              !pair->more->is_another && like->places > 0 &&
              in_same_town(input, all, mention);
  int sum = 0;
  if (like->places > 0) sum += town ? SAME_TOWN : SAME_PLACE;
  if (like->places < 0) sum -= places ? OTHER_PLACE : OTHER_PLACE / 2;
  if (like->dates > 0) sum += SAME_DAY;
  if (like->dates < 0 && !is_soon_told(input, all, mention))
    sum -= announced ? OTHER_DAY / 2 : dates ? 2 * OTHER_DAY : OTHER_DAY;
  if (like->injured > 0) sum += SAME_TOLL;
  if (like->deaths) sum += like->deaths > 0 ? SAME_TOLL : -OTHER_TOLL;
  return sum;
}

/* Two deeds to come, or of which it is not said that they happened, that are told otherwise. */
static bool is_other_plan(const RsMention *all, const RsMention *mention) {
  return !happened(all->status) && !happened(mention->status) &&
         all->status != mention->status;
}

/* Whether it happened. */
static int weigh_status(const Pair *pair, const RsLikeness *like) {
  const RsEventInput *input = pair->input;
  const RsMention *all = &pair->deed->all, *mention = &pair->more->all;
  bool done = happened(all->status), now = happened(mention->status);
  bool untold = all->headline_tense || mention->headline_tense;
  /* `تسميم الجاسوس … محاولة قتل الجاسوس` */
  untold |= like->recipients > 0 &&
            (all->status == RS_STATUS_ATTEMPTED || mention->status == RS_STATUS_ATTEMPTED);
  /* `سقط الصاروخ دون وقوع إصابات`: nobody was hurt, yet it was fired. */
  untold |= mention->status == RS_STATUS_DENIED &&
            rs_finding_at(input, mention->trigger, RS_ITEM_TOLL);
  int sum = 0;
  if (done != now && !untold) sum -= OTHER_STATUS;
  /* `الاجتماع … ستتطور إلى مباحثات`: without ال one to come is no meeting that was. */
  const RsAnalysis *trigger = rs_chosen(input->reading, mention->trigger);
  bool new_meeting = done && !now && !untold && trigger && trigger->upos == RS_UPOS_NOUN &&
                     !trigger->article;
  if (new_meeting && rs_mention_is_meeting(input->knowledge, mention)) sum -= OTHER_STATUS;
  if (!done && !now) sum += is_other_plan(all, mention) ? -OTHER_PLAN : SAME_STATUS;
  return sum;
}

/* `هجوم آخر`: its own words tell it apart. */
static int weigh_another(const Pair *pair, const RsLikeness *like) {
  const RsEventInput *input = pair->input;
  const RsMention *mention = &pair->more->all;
  const RsMention *before = &pair->mentions->mentions[pair->deed->last];
  bool charged = rs_mention_is_charged(input, mention);
  if (!pair->more->is_another) return 0;
  if (!charged && rs_mention_tells_other_people(input, mention, before)) return 0;
  bool said = charged || says_another(pair) ||
              (like->recipients <= 0 && rs_mention_is_added(input, mention));
  return said ? -OTHER_ONE_SAID : -OTHER_ONE;
}

/* Whether one tells the aim or the bombs and the other the means, with nothing to join them. */
static bool are_of_two_kinds(const Pair *pair, const RsLikeness *like) {
  const RasidKnowledge *knowledge = pair->input->knowledge;
  const RsMention *all = &pair->deed->all, *mention = &pair->more->all;
  uint32_t last = pair->mentions->mentions[pair->deed->last].sentence;
  /* `اغتالوه بإطلاق النار عليه` */
  bool alone = !mention->recipient_count && mention->sentence == last;
  if (like->recipients <= 0 && !alone && are_aim_and_means(knowledge, all, mention))
    return true;
  /* The headline says `قصف`, the lead how; later both may be told of one side. */
  bool lead = last == 0 && mention->sentence <= 2;
  bool bombed = like->deaths > 0 || (lead && like->actors > 0 && mention->sentence > 0);
  return !bombed && are_bombings(knowledge, all, mention);
}

int rs_deed_evidence(
  const RsEventInput *input,
  const RsMentions *mentions,
  const RsDeeds *deeds,
  const RsDeed *deed,
  const RsDeed *more
) {
  const Pair pair = {input, mentions, deeds, deed, more};
  const RsMention *all = &deed->all, *mention = &more->all;
  if (is_doer_of(input, mention, all) || is_doer_of(input, all, mention)) return SAME_DOER;
  if (!are_same_kind(input->knowledge, all, mention)) return -1;
  RsLikeness like = rs_mentions_compare(input, all, mention);
  if (are_of_two_kinds(&pair, &like)) return -1;
  bool places = like.places < 0 && all->place_near && mention->place_near;
  bool dates = like.dates < 0 && all->date_near && mention->date_near &&
               !is_soon_told(input, all, mention);
  bool other_arrest = is_other_arrest(&pair, &like);
  bool other_matter = deed->matter != more->matter;
  bool contradicted = places || dates || is_other_plan(all, mention) || other_matter ||
                      (other_arrest && like.detained < 0);
  int sum = weigh_words(&pair, &like) + weigh_position(&pair, &like, contradicted) +
            weigh_parties(&pair, &like) + weigh_setting(&pair, &like, places, dates) +
            weigh_status(&pair, &like) + weigh_another(&pair, &like);
  if (other_matter) sum -= OTHER_MATTER;
  if (other_arrest) sum -= OTHER_ARREST;
  return sum;
}
