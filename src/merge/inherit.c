/* Where and when, for deeds whose own words do not say so.
 *
 * A text tells once where and when, then goes on: `هاجم مسلحون فندقا في بماكو الجمعة. … واعتقلت
 * الشرطة ثلاثة مشتبه بهم.` Force told without a place or a day takes those of the force told
 * in the sentences before it. It does not when it is background: planned, dated by a year, told
 * in the pluperfect (`وكان الجيش قصف`), in a clause on somebody (`المقاتلون الذين حاربوا النظام`),
 * or done by others elsewhere. Codebook section 4, `Dates inherited`. Limits: background told in
 * the plain perfect is not seen.
 */
#include "merge/merge.h"

#include "event/setting.h"

/* `المقاتلون الذين حاربوا النظام`: in a clause on somebody, not on a deed. */
static bool is_told_of_somebody(const RsEventInput *input, const RsMention *mention) {
  uint32_t index = input->clauses->predicate_at[mention->trigger];
  if (index == RS_NONE) return false;
  uint32_t noun = input->clauses->predicates[index].antecedent;
  return noun != RS_NONE && !rs_event_at(input, input->clauses->nominals[noun].head);
}

/* `بعد أربع سنوات من الإطاحة بالرئيس`: time has passed since. */
static bool is_counted_from(const RsEventInput *input, const RsMention *mention) {
  const RsDates *dates = &input->input->entities->dates;
  uint32_t index = input->clauses->nominal_at[mention->trigger];
  if (index == RS_NONE) return false;
  const RsNominal *nominal = &input->clauses->nominals[index];
  if (!nominal->preposition || nominal->first < 2) return false;
  uint32_t before = dates->at[nominal->first - 2];
  return before != RS_NONE && dates->dates[before].type == RS_TIMEX_DURATION;
}

/* `أسقط الجيش الرئيس في يوليو 2013`: told as background, with a month or a year. */
static bool is_background(const RsEventInput *input, const RsMention *all) {
  if (all->status != RS_STATUS_OCCURRED && all->status != RS_STATUS_ONGOING) return true;
  if (rs_mention_is_told_back(input, all) || is_told_of_somebody(input, all)) return true;
  if (rs_mention_is_protested(input, all) || is_counted_from(input, all)) return true;
  if (all->date == RS_NONE || !all->date_near || all->date_since) return false;
  const RsDate *date = &input->input->entities->dates.dates[all->date];
  return date->from_day != RS_NO_DAY && date->precision != RS_PRECISION_DAY;
}

/* `بعد اعتقال المرشح الجمعة الماضي`: what came before is not what the text tells on. */
static bool came_before(const RsEventInput *input, const RsMention *all) {
  uint32_t index = input->clauses->nominal_at[all->trigger];
  return index != RS_NONE &&
         rs_nominal_is_after_or_before(input, &input->clauses->nominals[index]);
}

static bool are_of_others(const RsParty *parties, uint32_t count, const char *country) {
  for (uint32_t i = 0; i < count; i++) {
    bool known = parties[i].country[0] && strcmp(parties[i].country, "IMG") != 0;
    if (!known || strcmp(parties[i].country, country) == 0) return false;
  }
  return count > 0;
}

/* Both sides are of other countries than the place: `اعتقال دمشق لبنانيين` was not in Kyiv. */
static bool is_elsewhere(const RsEventInput *input, const RsMention *all, uint32_t place) {
  if (place == RS_NONE) return false;
  const RsName *name = &input->input->entities->names.names[place];
  const char *country = rs_name_country(input->knowledge, name);
  return country[0] && are_of_others(all->actors, all->actor_count, country) &&
         are_of_others(all->recipients, all->recipient_count, country);
}

/* Force told without a place is where the force told before it was (codebook section 4). */
static void inherit_places(
  const RsEventInput *input, const RsMentions *mentions, RsDeeds *deeds
) {
  enum {
    SENTENCES_BEFORE = 1
  };
  uint32_t place = RS_NONE, sentence = 0;
  for (uint32_t i = 0; i < deeds->deed_count; i++) {
    RsMention *all = &deeds->deeds[i].all;
    if (!rs_mention_is(input->knowledge, all, RS_TYPE_FORCE)) continue;
    if (all->place == RS_NONE) {
      bool far = all->sentence > sentence + SENTENCES_BEFORE;
      if (far || is_background(input, all) || is_elsewhere(input, all, place)) continue;
      all->place = place;
      all->place_near = false;
    } else if (all->place_near) {
      place = all->place;
      sentence = mentions->mentions[deeds->deeds[i].last].sentence;
    }
  }
}

/* Force told without a day was used when the text last told a day of force: the lead dates what
 * the next sentences add. What goes on all the time takes no day of a deed done. */
static void inherit_dates(
  const RsEventInput *input, const RsMentions *mentions, RsDeeds *deeds
) {
  enum {
    SENTENCES_BEFORE = 2
  };
  const RsMention *dated = NULL;
  uint32_t sentence = 0;
  for (uint32_t i = 0; i < deeds->deed_count; i++) {
    RsMention *all = &deeds->deeds[i].all;
    if (!rs_mention_is(input->knowledge, all, RS_TYPE_FORCE)) continue;
    if (is_background(input, all)) continue;
    if (all->date != RS_NONE) {
      const RsDate *date = &input->input->entities->dates.dates[all->date];
      bool told = all->date_near && !all->date_since && date->from_day != RS_NO_DAY;
      if (!told || date->past || date->morrow || came_before(input, all))
        continue; /* هجمات 11 سبتمبر */
      dated = all;
      sentence = mentions->mentions[deeds->deeds[i].last].sentence;
      continue;
    }
    if (!dated || all->date_withheld || all->sentence > sentence + SENTENCES_BEFORE)
      continue;
    if (all->status == RS_STATUS_ONGOING && dated->status != RS_STATUS_ONGOING) continue;
    all->date = dated->date;
    all->date_inherited = true;
  }
}

static bool is_of_type(
  const RsEventInput *input, const RsMention *one, const RsMention *other
) {
  const char *event = rs_mention_event(input->knowledge, one);
  return strcmp(event, rs_mention_event(input->knowledge, other)) == 0;
}

static bool is_by_same(const RsMention *one, const RsMention *other) {
  if (!one->actor_count || !other->actor_count) return false;
  const char *country = one->actors[0].country;
  return country[0] && strcmp(country, other->actors[0].country) == 0;
}

/* Whether the day of force is told, and near it. */
static bool has_own_day(const RsEventInput *input, const RsMention *all) {
  if (all->date == RS_NONE || !all->date_near || all->date_since || all->date_inherited)
    return false;
  const RsDate *date = &input->input->entities->dates.dates[all->date];
  return date->precision == RS_PRECISION_DAY && date->from_day != RS_NO_DAY &&
         !date->morrow;
}

/* `غارات على صعدة. جددت المقاتلات الأحد غاراتها`: what a headline or a lead tells without a day was
 * on the first day that is told behind it of such force, in the next sentence or by the same
 * side. */
static void inherit_dates_ahead(const RsEventInput *input, RsDeeds *deeds) {
  enum {
    LEAD = 1,
    NEXT = 1,
    SENTENCES_BEHIND = 6
  };
  for (uint32_t i = 0; i < deeds->deed_count; i++) {
    RsMention *all = &deeds->deeds[i].all;
    if (all->sentence > LEAD || all->date != RS_NONE || all->date_withheld) continue;
    if (!rs_mention_is(input->knowledge, all, RS_TYPE_FORCE) || is_background(input, all))
      continue;
    for (uint32_t k = i + 1; k < deeds->deed_count; k++) {
      const RsMention *told = &deeds->deeds[k].all;
      if (told->sentence > all->sentence + SENTENCES_BEHIND) break;
      bool near = told->sentence <= all->sentence + NEXT || is_by_same(all, told);
      if (!near || !is_of_type(input, all, told) || !has_own_day(input, told)) continue;
      if (is_background(input, told) || came_before(input, told)) continue;
      if (all->status == RS_STATUS_ONGOING && told->status != RS_STATUS_ONGOING) continue;
      all->date = told->date;
      all->date_inherited = true;
      break;
    }
  }
}

void rs_deeds_inherit_settings(
  const RsEventInput *input, const RsMentions *mentions, RsDeeds *deeds
) {
  for (uint32_t i = 0; i < deeds->deed_count; i++) {
    RsMention *all = &deeds->deeds[i].all;
    /* `قال الأربعاء إن القمة ستعقد`: what is to come, however it was told first. */
    bool ahead = all->status == RS_STATUS_PLANNED || all->status == RS_STATUS_POSSIBLE;
    if (ahead && (all->date_inherited || all->date_announced)) all->date = RS_NONE;
    if (all->date_inherited && all->date_lasting) all->date = RS_NONE;
  }
  inherit_places(input, mentions, deeds);
  inherit_dates(input, mentions, deeds);
  inherit_dates_ahead(input, deeds);
}
