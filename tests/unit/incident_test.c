/* Sketches, evidence, sums of tolls, and that the order of reports does not matter. */
#include "entity/calendar.h"
#include "incident/incident.h"
#include "sample_report.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>

static RsSketch sketch_of(const char *text) {
  RsArena arena = {0};
  RsPassages passages;
  RsSketch sketch = {0};
  if (rs_passages_read(&passages, &arena, text, strlen(text)))
    rs_sketch_add_sentence(&sketch, &passages, 0);
  rs_arena_release(&arena);
  return sketch;
}

static double similarity(const char *a, const char *b) {
  RsSketch x = sketch_of(a), y = sketch_of(b);
  return rs_sketch_similarity(&x, &y, NULL, NULL);
}

static void test_sketches(TestCount *t) {
  RsSketch up = {0}, down = {0}, empty = {0};
  for (uint64_t i = 0; i < 1000; i++)
    rs_sketch_add(&up, rs_hash_mix(1, i));
  for (uint64_t i = 1000; i-- > 0;)
    rs_sketch_add(&down, rs_hash_mix(1, i));
  for (uint64_t i = 0; i < 10; i++)
    rs_sketch_add(&down, rs_hash_mix(1, i)); /* twice counts once */
  CHECK(t, up.count == RS_SKETCH_VALUES && !memcmp(&up, &down, sizeof up));
  RsSketch half = {0};
  for (uint64_t i = 500; i < 1500; i++)
    rs_sketch_add(&half, rs_hash_mix(1, i));
  double alike = rs_sketch_similarity(&up, &half, NULL, NULL); /* in truth a third */
  CHECK(t, alike > 0.1 && alike < 0.6);
  CHECK(t, rs_sketch_similarity(&up, &up, NULL, NULL) > 0.999);
  CHECK(t, rs_sketch_similarity(&up, &empty, NULL, NULL) < 0.001);
  CHECK(t, rs_sketch_may_hold(&up, up.values[3]) && !rs_sketch_may_hold(&empty, 7));
}

static void test_words(TestCount *t) {
  /* Clitics, article, endings, vowel marks and hamzas make no difference. */
  CHECK(t, similarity("تفجير السيارة بالسوق", "وتفجيرٌ لسيارات في سوق") > 0.3);
  CHECK(t, similarity("انفجار والمدينة", "إنفجارُ بالمدينة") > 0.999);
  CHECK(t, similarity("انفجار في المدينة", "زيارة إلى العاصمة") < 0.001);
  CHECK(t, rs_name_key("تيساليت") == rs_name_key("تساليت"));
}

static void test_weights(TestCount *t) {
  static RsReport reports[3]; /* too large for a stack of tests */
  reports[0].passage = sketch_of("انفجار سوق");
  reports[1].passage = sketch_of("انفجار سوق");
  reports[2].passage = sketch_of("انفجار مسجد");
  CHECK(t, rs_reports_weigh_words(reports, 3));
  double plain = rs_sketch_similarity(&reports[0].passage, &reports[2].passage, NULL, NULL);
  double weighed = rs_sketch_similarity(
    &reports[0].passage, &reports[2].passage, reports[0].weights, reports[2].weights
  );
  CHECK(t, weighed < plain && weighed > 0); /* what all have tells less */
}

static void test_evidence(TestCount *t) {
  RsReport a = report_of(1, "a", 100, 7), b = report_of(2, "b", 100, 7);
  int same = rs_report_evidence(&a, &b);
  CHECK(t, same > 0 && same == rs_report_evidence(&b, &a));
  b.deaths.min = b.deaths.max = 40;
  CHECK(t, rs_report_evidence(&a, &b) < same);
  b = report_of(2, "b", 100, 7);
  b.country = "SYR";
  CHECK(t, rs_report_evidence(&a, &b) < 0);
  b = report_of(2, "b", 107, 7);
  CHECK(t, rs_report_evidence(&a, &b) < same - 5);
  b = report_of(2, "b", 100, 7);
  b.place = b.admin1;
  b.extent = RS_EXTENT_DISTRICT;
  int within = rs_report_evidence(&a, &b);
  CHECK(t, within < same && within > 0);
  b = report_of(2, "b", 100, 7);
  b.part_of = "a";
  CHECK(t, rs_report_evidence(&a, &b) < 0);
  CHECK(t, rs_type_family("CONCEDE") == rs_type_family("RETREAT"));
  CHECK(t, rs_type_family("ASSAULT") != rs_type_family("PROTEST"));
}

static RsSummary sum_up(RsReport *reports, const uint32_t *texts, uint32_t count) {
  const RsReport *members[8];
  for (uint32_t i = 0; i < count; i++)
    members[i] = &reports[i];
  return rs_incident_sum_up(members, texts, count);
}

static void test_tolls(TestCount *t) {
  static const uint32_t own[] = {0, 1, 2, 3, 4};
  RsReport reports[] = {
    report_of(1, "a", 100, 3),
    report_of(2, "b", 101, 7),
    report_of(3, "c", 101, 9),
    report_of(4, "d", 101, 9),
    report_of(5, "e", 101, -1),
  };
  RsSummary summary = sum_up(reports, own, 5);
  CHECK(t, summary.deaths.low == 3 && summary.deaths.high == 9);
  CHECK(t, summary.deaths.best == 9); /* two texts against one */
  CHECK(t, summary.sources == 5 && summary.texts == 5 && summary.revisions == 2);
  CHECK(t, summary.injured.best == -1);
  static const uint32_t copied[] = {0, 1, 2, 2, 4}; /* d prints what c has */
  summary = sum_up(reports, copied, 5);
  CHECK(t, summary.deaths.best == 7 && summary.sources == 4); /* one each: the lower */
  reports[1].stance = "claims";
  CHECK(t, sum_up(reports, copied, 5).deaths.best == 9); /* a side's claim has no vote */
  reports[2].status = reports[3].status = "denied";
  summary = sum_up(reports, copied, 5);
  CHECK(t, summary.deaths.high == 7 && summary.deaths.best == 3 && summary.denials == 2);
  CHECK(t, !strcmp(summary.status, "occurred"));
  reports[1].outlet = reports[2].outlet = reports[0].outlet;
  CHECK(t, sum_up(reports, own, 5).sources == 3);
}

enum {
  MANY = 60
};

/* The lowest event row of the incident of each event row: what the incidents are, without names. */
static bool link(const RsReport *reports, int64_t lowest[MANY]) {
  RsArena arena = {0};
  RsIncidents incidents;
  bool is_done = rs_incidents_find(&incidents, &arena, reports, MANY);
  for (uint32_t i = 0; is_done && i < MANY; i++) {
    int64_t low = INT64_MAX;
    for (uint32_t k = 0; k < MANY; k++) {
      bool is_same = incidents.incident_of[k] == incidents.incident_of[i];
      if (is_same && reports[k].event < low) low = reports[k].event;
    }
    lowest[reports[i].event] = low;
  }
  rs_arena_release(&arena);
  return is_done;
}

static void test_order(TestCount *t) {
  static char names[MANY][16];
  static RsReport reports[MANY];
  int64_t wanted[MANY], found[MANY];
  for (int i = 0; i < MANY; i++) {
    snprintf(names[i], sizeof names[i], "d%d", i);
    reports[i] = report_of(i, names[i], 100 + i % 4, 2 + i % 5 * 9);
    if (i % 3 == 0) reports[i].extent = RS_EXTENT_DISTRICT, reports[i].place = "Nineveh";
    if (i % 7 == 0) reports[i].published_day = RS_NO_DAY;
  }
  CHECK(t, link(reports, wanted));
  for (unsigned turn = 1; turn <= 20; turn++) {
    for (uint32_t i = MANY - 1; i > 0; i--) {
      uint32_t k = (uint32_t)(rs_hash_mix(turn, i) % (i + 1));
      RsReport swapped = reports[i];
      reports[i] = reports[k];
      reports[k] = swapped;
    }
    CHECK(t, link(reports, found) && !memcmp(found, wanted, sizeof found));
  }
}

int main(void) {
  TestCount t = {0};
  test_sketches(&t);
  test_words(&t);
  test_weights(&t);
  test_evidence(&t);
  test_tolls(&t);
  test_order(&t);
  return test_end(&t);
}
