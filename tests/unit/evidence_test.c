/* What speaks for two reports telling one deed, part by part: each check changes one thing. */
#include "entity/calendar.h"
#include "sample_report.h"
#include "test.h"

#include <math.h>

/* The evidence for `a` and `b`, which must not depend on who comes first. */
static int weigh(TestCount *t, const RsReport *a, const RsReport *b) {
  int sum = rs_report_evidence(a, b);
  CHECK(t, sum == rs_report_evidence(b, a));
  return sum;
}

static RsReport at_place(
  RsExtent extent, const char *place, const char *admin1, double lat, double lon
) {
  RsReport report = report_of(2, "b", 100, 7);
  report.extent = extent;
  report.place = place;
  report.admin1 = admin1;
  report.lat = lat;
  report.lon = lon;
  return report;
}

static void test_towns(TestCount *t) {
  RsReport town = report_of(1, "a", 100, 7); /* Mosul in Nineveh, 36.34 43.13 */
  RsReport same = report_of(2, "b", 100, 7);
  int best = weigh(t, &town, &same);
  RsReport quarter = at_place(RS_EXTENT_TOWN, "Quarter", "Nineveh", 36.35, 43.14);
  CHECK(t, weigh(t, &town, &quarter) == best);
  RsReport near = at_place(RS_EXTENT_TOWN, "Hamdaniya", "Nineveh", 36.40, 43.20);
  int nearby = weigh(t, &town, &near);
  CHECK(t, nearby < best);
  near.extent = RS_EXTENT_POINT;
  CHECK(t, weigh(t, &town, &near) > nearby && weigh(t, &town, &near) < best);
  RsReport far = at_place(RS_EXTENT_TOWN, "Sinjar", "Nineveh", 36.32, 41.87);
  int other = weigh(t, &town, &far);
  CHECK(t, other < nearby);
  far.admin1 = "Anbar";
  CHECK(t, weigh(t, &town, &far) < other);
  RsReport crossing = at_place(RS_EXTENT_POINT, "A", "Nineveh", 36.34, 43.13);
  RsReport camp = at_place(RS_EXTENT_POINT, "B", "Nineveh", 36.34, 43.13);
  camp.id = camp.document = camp.outlet = "c";
  CHECK(t, weigh(t, &crossing, &camp) == nearby); /* one spot, two things */
}

/* Places that no gazetteer has: names and divisions are all there is. */
static void test_unlisted(TestCount *t) {
  RsReport a = at_place(RS_EXTENT_TOWN, "تساليت", "", NAN, NAN);
  RsReport b = at_place(RS_EXTENT_TOWN, "تيساليت", "", NAN, NAN);
  a.id = a.document = a.outlet = "a";
  int unknown = weigh(t, &a, &b);
  a.place_key = rs_name_key(a.place), b.place_key = rs_name_key(b.place);
  CHECK(t, weigh(t, &a, &b) > unknown); /* spelt in two ways */
  b.place_key++;
  CHECK(t, weigh(t, &a, &b) == unknown);
  a.admin1 = "Kidal";
  CHECK(t, weigh(t, &a, &b) == unknown);
  b.admin1 = "Gao";
  CHECK(t, weigh(t, &a, &b) < unknown);
  b.admin1 = "Kidal";
  CHECK(t, weigh(t, &a, &b) == unknown);
}

static void test_extents(TestCount *t) {
  RsReport town = report_of(1, "a", 100, 7);
  RsReport none = at_place(RS_EXTENT_NONE, "", "", NAN, NAN);
  int untold = weigh(t, &town, &none);
  none.country = "SYR"; /* of whom the text tells, not a place */
  CHECK(t, weigh(t, &town, &none) == untold);
  RsReport country = at_place(RS_EXTENT_COUNTRY, "Iraq", "", 33, 44);
  CHECK(t, weigh(t, &town, &country) == untold);
  country.country = "";
  CHECK(t, weigh(t, &town, &country) == untold);
  country.country = "SYR";
  CHECK(t, weigh(t, &town, &country) < untold);
  RsReport region = at_place(RS_EXTENT_REGION, "Nineveh", "", 36, 42);
  int within = weigh(t, &town, &region); /* its name is that of the town's division */
  CHECK(t, within > untold);
  region.place = "Kurdistan";
  CHECK(t, weigh(t, &town, &region) == untold);
  RsReport district = at_place(RS_EXTENT_DISTRICT, "Tal Afar", "Nineveh", 36.37, 42.45);
  CHECK(t, weigh(t, &town, &district) == within);
  district.admin1 = "Anbar";
  int elsewhere = weigh(t, &town, &district);
  CHECK(t, elsewhere < untold);
  district.lon = 43.10; /* as near as that, divisions may be drawn otherwise */
  CHECK(t, weigh(t, &town, &district) == untold);
  district.lat = NAN;
  CHECK(t, weigh(t, &town, &district) == elsewhere);
  district.admin1 = "";
  CHECK(t, weigh(t, &town, &district) == untold);
  RsReport same = district;
  same.id = same.document = "c";
  CHECK(t, weigh(t, &same, &district) > within);
}

static void test_days(TestCount *t) {
  RsReport a = report_of(1, "a", 100, 7), b = report_of(2, "b", 100, 7);
  int same = weigh(t, &a, &b);
  b.to_day = 102;
  int meets = weigh(t, &a, &b);
  CHECK(t, meets < same);
  b.has_date = false;
  CHECK(t, weigh(t, &a, &b) < meets + 1);
  b.from_day = b.to_day = RS_NO_DAY;
  int unknown = weigh(t, &a, &b);
  CHECK(t, unknown < meets && weigh(t, &b, &a) == unknown);
  b.from_day = b.to_day = 105;
  int guessed = weigh(t, &a, &b);
  b.has_date = true;
  int told = weigh(t, &a, &b);
  CHECK(t, told < guessed && guessed < unknown);
  b.from_day = b.to_day = 101;
  CHECK(t, weigh(t, &a, &b) < same && weigh(t, &a, &b) > told);
}

static void test_parties(TestCount *t) {
  RsReportParty army = {"Syrian Army", "SYR", "MIL", "SYRMIL"};
  RsReportParty state = {"Damascus", "SYR", "GOV", "SYRGOV"};
  RsReportParty rebels = {"Nusra", "SYR", "REB", "SYRREBNUS"};
  RsReportParty iraq = {"Baghdad", "IRQ", "GOV", "IRQGOV"};
  RsReportParty people = {"civilians", "", "CVL", ""};
  RsReportParty gunmen = {"gunmen", "", "UAF", ""};
  RsReportParty police = {"a policeman", "IRQ", "COP", "IRQCOP"};
  RsReportParty officers = {"officers", "IRQ", "COP", "IRQCOP"};
  RsReportParty foes = {"rebels of the south", "", "REB", ""};
  struct {
    RsReportParty a, b;
    int sign; /* of what they add: same, kind, unknown, other */
  } pairs[] = {
    {army, army, 2},
    {gunmen, gunmen, 1},
    {police, officers, 1},
    {army, state, 0},
    {gunmen, army, 0},
    {rebels, foes, 0},
    {army, people, -1},
    {army, rebels, -1},
    {state, iraq, -1},
    {foes, army, -1},
  };
  RsReport a = report_of(1, "a", 100, 7), b = report_of(2, "b", 100, 7);
  int none = weigh(t, &a, &b);
  for (size_t i = 0; i < RS_COUNT_OF(pairs); i++) {
    a.parties = &pairs[i].a, b.parties = &pairs[i].b;
    a.actor_count = a.party_count = b.actor_count = b.party_count = 1;
    int sum = weigh(t, &a, &b) - none;
    int sign = sum > 1 ? 2 : sum > 0 ? 1 : sum < 0 ? -1 : 0;
    CHECK_THAT(t, sign == pairs[i].sign, pairs[i].a.name);
  }
  /* The one who met the other may be told as either. */
  RsReportParty told[] = {army, iraq}, turned[] = {iraq, army};
  a.parties = told, b.parties = turned;
  a.party_count = b.party_count = 2;
  CHECK(t, weigh(t, &a, &b) > none);
  /* What is only said is the deed of who says it. */
  a.parties = &army, b.parties = &rebels;
  a.party_count = b.party_count = 1;
  int deed = weigh(t, &a, &b);
  a.type = b.type = "ACCUSE";
  CHECK(t, weigh(t, &a, &b) < deed - 5);
}

static int with_deaths(
  TestCount *t, RasidCount early, RasidCount late, int32_t days_later
) {
  RsReport a = report_of(1, "a", 100, 7), b = report_of(2, "b", 100, 7);
  a.deaths = early, b.deaths = late;
  b.published_day += days_later;
  return weigh(t, &a, &b);
}

static void test_tolls(TestCount *t) {
  RasidCount none = {0}, one = {true, 1, 1}, three = {true, 3, 3}, ten = {true, 10, 10};
  RasidCount many = {true, 60, 60}, dozens = {true, 24, -1}, thirty = {true, 31, 31};
  int untold = with_deaths(t, none, ten, 0);
  CHECK(t, with_deaths(t, ten, ten, 0) > with_deaths(t, three, three, 0));
  CHECK(t, with_deaths(t, three, three, 0) > with_deaths(t, one, one, 0));
  CHECK(t, with_deaths(t, one, one, 0) > untold);
  CHECK(t, with_deaths(t, one, three, 0) == untold); /* papers differ by a few */
  CHECK(t, with_deaths(t, dozens, thirty, 0) == untold);
  CHECK(t, with_deaths(t, thirty, dozens, 0) == untold);
  int same_day = with_deaths(t, ten, thirty, 0), risen = with_deaths(t, ten, thirty, 1);
  CHECK(t, same_day < risen && risen < untold);
  CHECK(t, with_deaths(t, thirty, ten, 1) < risen);
  CHECK(t, with_deaths(t, ten, many, 1) < risen); /* not sixfold */
  RasidCount fifteen = {true, 15, 15};
  CHECK(t, with_deaths(t, ten, fifteen, 0) > same_day);
}

/* Judge Rawi and Judge Janabi are two deeds. */
static void test_persons(TestCount *t) {
  RsReport a = report_of(1, "a", 100, 1), b = report_of(2, "b", 100, 1);
  rs_sketch_add_name(&a.victim, "القاضي سعيد الراوي");
  int unknown = weigh(t, &a, &b);
  rs_sketch_add_name(&b.victim, "القاضي كمال الجنابي");
  int other = weigh(t, &a, &b);
  CHECK(t, other < unknown);
  b.deaths.min = b.deaths.max = 2; /* then it is more than one person's death */
  CHECK(t, weigh(t, &a, &b) > other);
  b.deaths = a.deaths;
  b.victim = a.victim;
  CHECK(t, weigh(t, &a, &b) > unknown);
  a.deaths.known = b.deaths.known = false; /* nobody is said to be dead */
  int living = weigh(t, &a, &b);
  b.victim = (RsSketch) {0};
  CHECK(t, weigh(t, &a, &b) == living);
}

static void test_rest(TestCount *t) {
  RsReport a = report_of(1, "a", 100, 7), b = report_of(2, "b", 100, 7);
  int best = weigh(t, &a, &b);
  b.mode = "suicide-attack"; /* what carried the bomb */
  int kind = weigh(t, &a, &b);
  b.mode = "firearms";
  CHECK(t, kind < best && weigh(t, &a, &b) < kind);
  b.mode = "";
  CHECK(t, weigh(t, &a, &b) == kind);
  b = report_of(2, "b", 100, 7);
  b.status = "planned";
  CHECK(t, weigh(t, &a, &b) < best);
  b.status = "denied";
  CHECK(t, weigh(t, &a, &b) == best);
  b = report_of(2, "a", 100, 7);
  b.sentence = 5;
  CHECK(t, weigh(t, &a, &b) < best); /* a text tells no deed twice */
  b.sentence = 1;
  CHECK(t, weigh(t, &a, &b) > best); /* but in headline and lead */
  a.sentence = 2;
  CHECK(t, weigh(t, &a, &b) < best);
  a = report_of(1, "a", 100, -1), b = report_of(2, "b", 100, -1);
  int dated = weigh(t, &a, &b);
  b.has_date = false;
  CHECK(t, weigh(t, &a, &b) < dated); /* neither day nor words nor figures */
  a.part_of = "b";
  b.has_date = true;
  CHECK(t, weigh(t, &a, &b) < dated - 10);
}

static void test_copies(TestCount *t) {
  RsReport a = report_of(1, "a", 100, 7), b = report_of(2, "b", 100, 7);
  CHECK(t, !rs_report_is_copy(&a, &b)); /* of which no word is known */
  for (uint64_t i = 0; i < 20; i++) {
    rs_sketch_add(&a.lead, rs_hash_mix(1, i));
    rs_sketch_add(&b.lead, rs_hash_mix(1, i));
  }
  CHECK(t, rs_report_is_copy(&a, &b));
  b.published_day += 4;
  CHECK(t, !rs_report_is_copy(&a, &b));
  b.published_day = RS_NO_DAY;
  CHECK(t, rs_report_is_copy(&a, &b));
  RsReport first = report_of(1, "a", 100, 7), undated = report_of(2, "a", 100, 7);
  undated.published_day = RS_NO_DAY;
  CHECK(t, rs_report_compare(&first, &undated) < 0);
  CHECK(t, rs_report_compare(&undated, &first) > 0);
  undated.published_day = first.published_day - 1;
  CHECK(t, rs_report_compare(&undated, &first) < 0);
  undated = first;
  CHECK(t, rs_report_compare(&undated, &first) == 0);
  undated.id = "b";
  CHECK(t, rs_report_compare(&undated, &first) > 0);
}

int main(void) {
  TestCount t = {0};
  test_towns(&t);
  test_unlisted(&t);
  test_extents(&t);
  test_days(&t);
  test_parties(&t);
  test_tolls(&t);
  test_persons(&t);
  test_rest(&t);
  test_copies(&t);
  return test_end(&t);
}
