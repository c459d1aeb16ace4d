/* What all reports of an incident say together.
 *
 * `مقتل 3` in the evening, `ارتفاع الحصيلة إلى 7` next morning, `9 قتلى` at a hospital and `مقتل 20 إرهابيا` by
 * the army that fired: one deed, four figures. Three are kept, as UCDP's and ACLED's codebooks do:
 *
 *   low, high  the lowest and highest figure that anybody gives
 *   best       of the reports of the last day that gives one, the figure that most texts give;
 *              of two as frequent the lower one. Texts that print each other's words have one
 *              vote. Figures that a side of the fight claims count only where nobody else
 *              gives one; reports that deny the deed have none.
 *
 * Type, mode, code, day and status are the most frequent of all texts; what has been done wins over
 * what is planned, and a denial alone over nothing. Sources are texts, as long as each has an
 * outlet of its own: an outlet that reports three times is one.
 */
#include "incident/incident.h"

#include "entity/calendar.h"

#include <string.h>

typedef struct {
  const RsReport *const *members;
  const uint32_t *texts;
  uint32_t count;
} Members;

/* A copy has no vote; reports of one text come with its first one. */
static bool has_vote(const Members *members, uint32_t index) {
  for (uint32_t i = 0; i < index; i++) {
    if (members->texts[i] == members->texts[index]) return false;
  }
  return true;
}

static bool is_denial(const RsReport *report) {
  return strcmp(report->status, "denied") == 0;
}

/* ---------------------------------------------------------------------- toll */

static RasidCount count_of(const RsReport *report, size_t offset) {
  RasidCount count;
  memcpy(&count, (const char *)report + offset, sizeof count);
  if (is_denial(report) || (count.min < 0 && count.max < 0)) count.known = false;
  return count;
}

static int64_t figure(const RasidCount *count) {
  return count->min >= 0 ? count->min : count->max;
}

static bool is_claim(const RsReport *report) {
  return strcmp(report->stance, "claims") == 0;
}

/* The last day on which one gives a figure; claims only if `with_claims`. */
static int32_t last_day(const Members *members, size_t offset, bool with_claims) {
  int32_t day = RS_NO_DAY;
  for (uint32_t i = 0; i < members->count; i++) {
    const RsReport *report = members->members[i];
    bool counts = count_of(report, offset).known && (with_claims || !is_claim(report));
    if (counts && report->published_day > day) day = report->published_day;
  }
  return day;
}

typedef struct {
  size_t offset;
  int32_t day;
  bool with_claims;
} Vote;

static bool votes_for(
  const Members *members, const Vote *vote, uint32_t index, int64_t value
) {
  const RsReport *report = members->members[index];
  RasidCount count = count_of(report, vote->offset);
  return count.known && report->published_day == vote->day &&
         (vote->with_claims || !is_claim(report)) && (value < 0 || figure(&count) == value);
}

/* How many texts give `value` on the day of the vote. */
static uint32_t count_texts(const Members *members, const Vote *vote, int64_t value) {
  uint32_t texts = 0;
  for (uint32_t i = 0; i < members->count; i++) {
    if (!votes_for(members, vote, i, value)) continue;
    bool is_new = true;
    for (uint32_t k = 0; k < i && is_new; k++)
      is_new =
        members->texts[k] != members->texts[i] || !votes_for(members, vote, k, value);
    texts += is_new;
  }
  return texts;
}

static int64_t best_figure(const Members *members, const Vote *vote) {
  enum {
    MOST_VOTES = 256 /* enough to tell; a deed that thousands report stays cheap */
  };
  Members few = *members;
  int64_t best = -1;
  uint32_t most = 0;
  if (few.count > MOST_VOTES) {
    few.members += few.count - MOST_VOTES;
    few.texts += few.count - MOST_VOTES;
    few.count = MOST_VOTES;
  }
  for (uint32_t i = 0; i < few.count; i++) {
    if (!votes_for(&few, vote, i, -1)) continue;
    RasidCount count = count_of(few.members[i], vote->offset);
    uint32_t texts = count_texts(&few, vote, figure(&count));
    if (texts < most || (texts == most && figure(&count) >= best)) continue;
    most = texts;
    best = figure(&count);
  }
  return best;
}

static RsTollRange sum_up_toll(const Members *members, size_t offset) {
  RsTollRange toll = {-1, -1, -1};
  bool has_any = false, has_fact = false;
  for (uint32_t i = 0; i < members->count; i++) {
    RasidCount count = count_of(members->members[i], offset);
    if (!count.known) continue;
    int64_t low = figure(&count), high = count.max >= 0 ? count.max : count.min;
    if (!has_any || low < toll.low) toll.low = low;
    if (!has_any || high > toll.high) toll.high = high;
    has_any = true;
    has_fact |= !is_claim(members->members[i]);
  }
  if (!has_any) return toll;
  Vote vote = {offset, last_day(members, offset, !has_fact), !has_fact};
  toll.best = best_figure(members, &vote);
  return toll;
}

/* -------------------------------------------------------------------- fields */

typedef const char *(*Field)(const RsReport *report);

static const char *type_of(const RsReport *report) {
  return report->type;
}
static const char *mode_of(const RsReport *report) {
  return report->mode;
}
static const char *cameo_of(const RsReport *report) {
  return report->cameo;
}

enum {
  MOST_READ = 256 /* members that are asked for a field */
};

/* The most frequent value that is not empty, of as frequent ones the first told. */
static const char *most_frequent(const Members *members, Field field) {
  const char *best = "";
  uint32_t most = 0;
  uint32_t count = members->count < MOST_READ ? members->count : MOST_READ;
  for (uint32_t i = 0; i < count; i++) {
    const char *value = field(members->members[i]);
    uint32_t votes = 0;
    for (uint32_t k = i; k < count && *value; k++)
      votes += strcmp(field(members->members[k]), value) == 0 && has_vote(members, k);
    if (votes <= most) continue;
    most = votes;
    best = value;
  }
  return best;
}

static const char *sum_up_status(const Members *members) {
  static const char *const done[] = {"occurred", "ongoing", "attempted"};
  static const char *const undone[] = {"planned", "possible", "denied"};
  uint32_t most = 0;
  const char *best = "occurred";
  for (size_t i = 0; i < RS_COUNT_OF(done); i++) {
    uint32_t votes = 0;
    for (uint32_t k = 0; k < members->count; k++)
      votes += strcmp(members->members[k]->status, done[i]) == 0;
    if (votes > most) best = done[i], most = votes;
  }
  for (size_t i = 0; i < RS_COUNT_OF(undone) && !most; i++) {
    for (uint32_t k = 0; k < members->count && !most; k++) {
      most = strcmp(members->members[k]->status, undone[i]) == 0;
      if (most) best = undone[i];
    }
  }
  return best;
}

/* Exacter than the other, or as exact and told by more. */
static const RsReport *choose_place(const Members *members) {
  const RsReport *best = NULL;
  uint32_t most = 0, count = members->count < MOST_READ ? members->count : MOST_READ;
  for (uint32_t i = 0; i < count; i++) {
    const RsReport *report = members->members[i];
    if (!report->extent || (best && report->extent < best->extent)) continue;
    uint32_t votes = 0;
    for (uint32_t k = i; k < count; k++)
      votes += strcmp(members->members[k]->place, report->place) == 0;
    if (best && report->extent == best->extent && votes <= most) continue;
    best = report;
    most = votes;
  }
  return best;
}

static int32_t width_of(const RsReport *report) {
  return report->to_day - report->from_day;
}

/* Told days before guessed ones, the narrower before the wider, then the more frequent. */
static const RsReport *choose_days(const Members *members) {
  const RsReport *best = NULL;
  uint32_t most = 0, count = members->count < MOST_READ ? members->count : MOST_READ;
  for (uint32_t i = 0; i < count; i++) {
    const RsReport *report = members->members[i];
    if (!report->has_date || (best && width_of(report) > width_of(best))) continue;
    uint32_t votes = 0;
    for (uint32_t k = i; k < count; k++) {
      const RsReport *other = members->members[k];
      votes += other->has_date && other->from_day == report->from_day &&
               width_of(other) == width_of(report) && has_vote(members, k);
    }
    if (best && width_of(report) == width_of(best) && votes <= most) continue;
    best = report;
    most = votes;
  }
  return best;
}

/* -------------------------------------------------------------------- counts */

static bool is_new_outlet(const Members *members, uint32_t index) {
  const char *outlet = members->members[index]->outlet;
  for (uint32_t i = 0; i < index; i++) {
    const RsReport *other = members->members[i];
    bool is_same = *outlet
                     ? strcmp(other->outlet, outlet) == 0
                     : strcmp(other->document, members->members[index]->document) == 0;
    if (is_same) return false;
  }
  return true;
}

static void count_members(const Members *members, RsSummary *summary) {
  uint32_t outlets = 0;
  for (uint32_t i = 0; i < members->count; i++) {
    summary->texts += has_vote(members, i);
    outlets += is_new_outlet(members, i);
    summary->denials += is_denial(members->members[i]);
    summary->revisions += rs_report_is_revision(members->members, i);
    int32_t day = members->members[i]->published_day;
    if (day > summary->last_published_day) summary->last_published_day = day;
  }
  summary->reports = members->count;
  summary->sources = summary->texts < outlets ? summary->texts : outlets;
}

static bool is_same_count(RasidCount a, RasidCount b) {
  return a.known == b.known && (!a.known || (a.min == b.min && a.max == b.max));
}

bool rs_report_is_revision(const RsReport *const *members, uint32_t index) {
  static const size_t offsets[] = {
    offsetof(RsReport, deaths), offsetof(RsReport, injured), offsetof(RsReport, detained)};
  for (size_t i = 0; i < RS_COUNT_OF(offsets); i++) {
    RasidCount now = count_of(members[index], offsets[i]);
    if (!now.known) continue;
    uint32_t k = index;
    while (k > 0 && !count_of(members[k - 1], offsets[i]).known)
      k--;
    if (k > 0 && !is_same_count(now, count_of(members[k - 1], offsets[i]))) return true;
  }
  return false;
}

RsSummary rs_incident_sum_up(
  const RsReport *const *reports, const uint32_t *texts, uint32_t count
) {
  Members members = {reports, texts, count};
  const RsReport *days = choose_days(&members);
  RsSummary summary = {
    .first = reports[0],
    .last_published_day = RS_NO_DAY,
    .place = choose_place(&members),
    .type = most_frequent(&members, type_of),
    .mode = most_frequent(&members, mode_of),
    .cameo = most_frequent(&members, cameo_of),
    .status = sum_up_status(&members),
    .from_day = days ? days->from_day : RS_NO_DAY,
    .to_day = days ? days->to_day : RS_NO_DAY,
    .deaths = sum_up_toll(&members, offsetof(RsReport, deaths)),
    .injured = sum_up_toll(&members, offsetof(RsReport, injured)),
    .detained = sum_up_toll(&members, offsetof(RsReport, detained)),
    .crowd = sum_up_toll(&members, offsetof(RsReport, crowd)),
  };
  count_members(&members, &summary);
  return summary;
}
