/* Agreements and what followed them: kinds, sides, order, what breaks them. */
#include "entity/calendar.h"
#include "incident/agreement.h"
#include "test.h"

#include <stdlib.h>

static const RsReportParty government = {"Yemen", "YEM", "GOV", "YEMGOV"};
static const RsReportParty army = {"Yemeni Army", "YEM", "MIL", "YEMMIL"};
static const RsReportParty houthis = {"Houthis", "YEM", "REB", "YEMREBHTH"};
static const RsReportParty saudis = {"Saudi Arabia", "SAU", "", "SAU"};
static const RsReportParty gunmen = {"gunmen", "", "UAF", ""};

enum {
  MOST = 8
};

/* Deeds and their parties; strings are literals. */
typedef struct {
  RsDeed deeds[MOST];
  RsDeedParty parties[MOST][3];
  uint32_t count;
} Story;

static RsDeed *add(
  Story *story,
  const char *type,
  const char *cameo,
  int32_t day,
  const RsReportParty *actor,
  const RsReportParty *recipient
) {
  static const char *const ids[MOST] = {"0", "1", "2", "3", "4", "5", "6", "7"};
  RsDeed *deed = &story->deeds[story->count];
  RsDeedParty *parties = story->parties[story->count];
  parties[0] = (RsDeedParty) {*actor, true};
  parties[1] = (RsDeedParty) {*recipient, false};
  *deed = (RsDeed) {
    .id = ids[story->count++],
    .type = type,
    .mode = "",
    .cameo = cameo,
    .status = "occurred",
    .day = day,
    .parties = parties,
    .party_count = 2,
  };
  return deed;
}

static RsAgreements find(RsArena *arena, const Story *story, int32_t days) {
  RsAgreements found = {0};
  if (!rs_agreements_find(&found, arena, story->deeds, story->count, days))
    found.count = UINT32_MAX;
  return found;
}

static void test_kinds(TestCount *t) {
  CHECK(t, rs_accord_of("CONCEDE", "0871") == RS_ACCORD_TRUCE);
  CHECK(t, rs_accord_of("AGREE", "030") == RS_ACCORD_AGREEMENT);
  CHECK(t, rs_accord_of("SUPPORT", "057") == RS_ACCORD_AGREEMENT);
  CHECK(t, rs_accord_of("CONSULT", "045") == RS_ACCORD_TALKS);
  CHECK(t, rs_accord_of("CONSULT", "046") == RS_ACCORD_TALKS);
  CHECK(t, rs_accord_of("CONSULT", "042") == RS_ACCORD_NONE);
  CHECK(t, rs_sequel_of("REJECT", "yield") == RS_SEQUEL_BREACH);
  CHECK(t, rs_sequel_of("REJECT", "") == RS_SEQUEL_PRESSURE);
  CHECK(t, rs_sequel_of("RETREAT", "") == RS_SEQUEL_ACCORD);
  CHECK(t, rs_sequel_of("AID", "") == RS_SEQUEL_NONE);
  CHECK(t, !strcmp(rs_accord_name(RS_ACCORD_TRUCE), "truce"));
  CHECK(t, !strcmp(rs_sequel_name(RS_SEQUEL_BREACH), "breach"));
}

static void test_sides(TestCount *t) {
  RsReportParty un = {"United Nations", "IGO", "", "IGO"};
  RsReportParty league = {"Arab League", "IGO", "", "IGO"};
  RsReportParty nato = {"NATO", "IMG", "", "IMG"}, relief = {"Relief", "NGO", "", "NGO"};
  RsReportParty opposition = {"opposition", "YEM", "OPP", "YEMOPP"};
  CHECK(t, rs_side_key(&government) == rs_side_key(&army));
  CHECK(t, rs_side_key(&government) != rs_side_key(&houthis));
  CHECK(t, rs_side_key(&government) != rs_side_key(&opposition));
  CHECK(t, rs_side_key(&government) != rs_side_key(&saudis));
  CHECK(t, rs_side_key(&un) != rs_side_key(&league));
  CHECK(t, rs_side_key(&nato) && rs_side_key(&relief) && !rs_side_key(&gunmen));
}

static void test_sequels(TestCount *t) {
  RsArena arena = {0};
  Story story = {.count = 0};
  add(&story, "CONCEDE", "0871", 100, &government, &houthis);
  add(&story, "CONSULT", "042", 110, &houthis, &army);
  add(&story, "ASSAULT", "190", 120, &houthis, &army);
  add(&story, "ASSAULT", "190", 130, &army, &houthis);
  add(&story, "ASSAULT", "190", 105, &saudis, &houthis); /* another's war */
  add(&story, "ASSAULT", "190", 90, &army, &houthis);    /* before it */
  add(&story, "AID", "073", 111, &army, &houthis);       /* no sequel */
  add(&story, "ASSAULT", "190", 600, &army, &houthis);   /* long after */
  RsAgreements found = find(&arena, &story, 365);
  CHECK(t, found.count == 1);
  const RsAgreement *truce = found.items;
  CHECK(t, truce && truce->kind == RS_ACCORD_TRUCE && truce->held_days == 20);
  CHECK(t, truce && truce->followed_count == 3 && truce->broken_by == &story.deeds[2]);
  CHECK(t, truce && truce->followed[0].kind == RS_SEQUEL_TALKS);
  found = find(&arena, &story, 15);
  CHECK(t, found.items && found.items->followed_count == 1 && !found.items->broken_by);
  CHECK(t, found.items && found.items->held_days == 500); /* to the last day stored */
  rs_arena_release(&arena);
}

/* What has not happened, or nobody knows when, neither makes nor breaks an agreement. */
static void test_untold(TestCount *t) {
  RsArena arena = {0};
  Story story = {.count = 0};
  RsDeed *truce = add(&story, "CONCEDE", "0871", 100, &government, &houthis);
  RsDeed *attack = add(&story, "ASSAULT", "190", 120, &houthis, &army);
  RsDeed *last = add(&story, "AID", "073", 150, &saudis, &army);
  attack->status = "planned";
  CHECK(t, find(&arena, &story, 365).items->held_days == 50);
  attack->status = "ongoing";
  CHECK(t, find(&arena, &story, 365).items->held_days == 20);
  attack->is_day_vague = true;
  CHECK(t, find(&arena, &story, 365).items->held_days == 50);
  attack->is_day_vague = false;
  attack->day = RS_NO_DAY;
  CHECK(t, find(&arena, &story, 365).items->held_days == 50);
  last->status = "planned";
  CHECK(t, find(&arena, &story, 365).items->held_days == 0);
  truce->is_day_vague = true;
  CHECK(t, find(&arena, &story, 365).items->held_days == -1);
  truce->day = RS_NO_DAY;
  CHECK(t, find(&arena, &story, 365).count == 0);
  truce->day = 100;
  truce->status = "denied";
  CHECK(t, find(&arena, &story, 365).count == 0);
  story.count = 0;
  CHECK(t, find(&arena, &story, 365).count == 0);
  rs_arena_release(&arena);
}

static void test_pairs(TestCount *t) {
  RsArena arena = {0};
  Story story = {.count = 0};
  /* Both sign it; a mediator is named; two of the parties are one side. */
  RsDeed *pact = add(&story, "AGREE", "057", 100, &government, &army);
  story.parties[0][2] = (RsDeedParty) {houthis, true};
  CHECK(t, find(&arena, &story, 365).count == 0);
  pact->party_count = 3;
  RsAgreements found = find(&arena, &story, 365);
  CHECK(t, found.count == 1 && !strcmp(found.items->sides[0].code, "YEMGOV"));
  CHECK(t, found.count == 1 && !strcmp(found.items->sides[1].code, "YEMREBHTH"));
  /* Who attack together are no two sides. */
  RsDeed *raid = add(&story, "ASSAULT", "190", 110, &government, &gunmen);
  story.parties[1][2] = (RsDeedParty) {houthis, true};
  raid->party_count = 3;
  CHECK(t, find(&arena, &story, 365).items->followed_count == 0);
  story.parties[1][2].is_actor = false;
  CHECK(t, find(&arena, &story, 365).items->followed_count == 1);
  /* By day, then by id, whatever came first. */
  add(&story, "CONSULT", "046", 90, &saudis, &houthis);
  add(&story, "CONSULT", "046", 100, &saudis, &houthis);
  found = find(&arena, &story, 365);
  CHECK(t, found.count == 3 && found.items[0].deed == &story.deeds[2]);
  CHECK(t, found.count == 3 && found.items[1].deed == pact);
  rs_arena_release(&arena);
}

int main(void) {
  TestCount t = {0};
  test_kinds(&t);
  test_sides(&t);
  test_sequels(&t);
  test_untold(&t);
  test_pairs(&t);
  return test_end(&t);
}
