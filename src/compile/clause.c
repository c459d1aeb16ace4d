/* The items of data/clause: cues that change an event's status (`W:لم` negation), words of
 * saying (`V:زعم` claims), light verbs (`V:شن` lends its subject to غارة) and topic words. */
#include "compile/compiler.h"

void rs_read_cue(RsCompiler *c, const RsLine *line) {
  static const char *const kinds[] = {
    "negation",     "future",   "possible", "conditional", "attempt",    "foiled",
    "plan",         "call",     "threat",   "deny",        "background", "ongoing",
    "purpose",      "agent",    "other",    "exception",   "past",       "refusal",
    "circumstance", "occasion", "venue",    "topic",       "terms",      "plot",
    "weapon",       "seat",     "after",    "envoy",       "draft",      "lasting",
    "adding",       "turn",     "imagined", "charge",      "field",      "bring",
    "ascribe",      "ranks",    "resolve",  "spokesman",   "official",   "exchange",
    "often",
  };
  RsCue cue = {.entry = line->entry};
  cue.kind = rs_column_enum(c, line, 2, "kind", kinds, RS_COUNT_OF(kinds));
  uint32_t index = rs_table_count(c, RS_SECTION_CUE);
  cue.item = rs_item_add(c, line, rs_column(line, 1), RS_ITEM_CUE, index);
  if (cue.item != RS_NONE) rs_table_add(c, RS_SECTION_CUE, &cue);
}

void rs_read_speech(RsCompiler *c, const RsLine *line) {
  static const char *const stances[] = {"reports", "claims", "accuses", "denies", "rumour"};
  static const char *const kinds[] = {"verb", "noun", "according", "mood", "outlet"};
  RsSpeech speech = {.entry = line->entry};
  speech.stance = rs_column_enum(c, line, 2, "stance", stances, RS_COUNT_OF(stances));
  speech.kind = rs_column_enum(c, line, 3, "kind", kinds, RS_COUNT_OF(kinds));
  uint32_t index = rs_table_count(c, RS_SECTION_SPEECH);
  speech.item = rs_item_add(c, line, rs_column(line, 1), RS_ITEM_SPEECH, index);
  if (speech.item != RS_NONE) rs_table_add(c, RS_SECTION_SPEECH, &speech);
}

void rs_read_light(RsCompiler *c, const RsLine *line) {
  static const char *const roles[] = {"actor", "recipient", "none"};
  static const char *const vias[] = {"obj", "subj"};
  RsLight light = {.entry = line->entry};
  light.role = rs_column_enum(c, line, 2, "role", roles, RS_COUNT_OF(roles));
  RsBytes via = rs_column(line, 3);
  int found = rs_enum_find(via, vias, RS_COUNT_OF(vias));
  light.via = found < 0 ? RS_VIA_PREPOSITION : (uint32_t)found;
  if (found < 0) light.preposition = rs_preposition_hash(c, line, via);
  uint32_t index = rs_table_count(c, RS_SECTION_LIGHT);
  light.item = rs_item_add(c, line, rs_column(line, 1), RS_ITEM_LIGHT, index);
  if (light.item != RS_NONE) rs_table_add(c, RS_SECTION_LIGHT, &light);
}

const char *const rs_topic_names[RS_TOPIC_COUNT] = {
  "sport",
  "weather",
  "art",
  "economy",
  "accident",
  "health",
  "disaster",
  "religion",
  "technology",
};

void rs_read_topic(RsCompiler *c, const RsLine *line) {
  RsTopic topic = {.entry = line->entry};
  topic.topic = rs_column_enum(c, line, 2, "topic", rs_topic_names, RS_TOPIC_COUNT);
  double weight = 1;
  RsBytes written = rs_column(line, 3);
  bool is_number = !written.count || rs_bytes_number(written, &weight);
  bool is_right = is_number && weight >= 1 && weight <= 3;
  if (!is_right) rs_fault(c, line, "weight must be 1 to 3");
  topic.weight = is_right ? (uint32_t)weight : 1;
  uint32_t index = rs_table_count(c, RS_SECTION_TOPIC);
  topic.item = rs_item_add(c, line, rs_column(line, 1), RS_ITEM_TOPIC, index);
  if (topic.item != RS_NONE) rs_table_add(c, RS_SECTION_TOPIC, &topic);
}

void rs_read_toll(RsCompiler *c, const RsLine *line) {
  static const char *const kinds[] = {"deaths", "injured", "detained", "crowd"};
  RsToll toll = {.entry = line->entry};
  toll.kind = rs_column_enum(c, line, 2, "kind", kinds, RS_COUNT_OF(kinds));
  uint32_t index = rs_table_count(c, RS_SECTION_TOLL);
  toll.item = rs_item_add(c, line, rs_column(line, 1), RS_ITEM_TOLL, index);
  if (toll.item != RS_NONE) rs_table_add(c, RS_SECTION_TOLL, &toll);
}
