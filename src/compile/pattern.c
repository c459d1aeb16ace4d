/* Patterns: a trigger item, what it means in the codebook, who takes which part, and under
 * which conditions: `V:ألقى .. [M:قبض]  COERCE  arrest  173  a=subj r=prep:على  -`.
 *
 * Roles left out stay at the default of the trigger's kind, which the event layer knows. A
 * need whose words are all unknown can never be met; it is kept, so that the pattern stays
 * silent and does not fire without its condition. */
#include "compile/compiler.h"

typedef struct {
  RsCompiler *c;
  const RsLine *line;
  RsPattern pattern;
} Reader;

/* ------------------------------------------------------------- roles */

static bool read_role_source(Reader *r, RsBytes text, RsRoleSource *source) {
  static const char *const names[] = {
    "subj", "obj", "gen", "by", "nisba", "light", "prep:", "self", "none"};
  *source = (RsRoleSource) {0};
  if (text.count > 5 && !memcmp(text.data, "prep:", 5)) {
    source->kind = RS_ROLE_PREPOSITION;
    source->preposition =
      rs_preposition_hash(r->c, r->line, (RsBytes) {text.data + 5, text.count - 5});
    return true;
  }
  int found = rs_enum_find(text, names, RS_COUNT_OF(names));
  if (found < 0 || found == RS_ROLE_PREPOSITION) {
    rs_fault(r->c, r->line, "unknown role source `%.*s`", (int)text.count, text.data);
    return false;
  }
  source->kind = (uint32_t)found;
  return true;
}

static uint32_t read_role_sources(Reader *r, RsBytes list) {
  uint32_t count = 0;
  for (RsBytes part; rs_list_next(&list, ',', &part);) {
    RsRoleSource source;
    if (!read_role_source(r, part, &source)) continue;
    rs_table_add(r->c, RS_SECTION_ROLE_SOURCE, &source);
    count++;
  }
  return count;
}

/* What stands behind `name=`; false when the text does not begin so. */
static bool has_value(RsBytes text, const char *name, RsBytes *value) {
  size_t n = strlen(name);
  if (text.count <= n || memcmp(text.data, name, n) || text.data[n] != '=') return false;
  *value = (RsBytes) {text.data + n + 1, text.count - n - 1};
  return true;
}

static void read_roles(Reader *r, RsBytes text) {
  RsPattern *p = &r->pattern;
  for (RsBytes part, value; rs_list_next(&text, ' ', &part);) {
    uint32_t first = rs_table_count(r->c, RS_SECTION_ROLE_SOURCE);
    if (has_value(part, "a", &value)) {
      p->actor_first = first;
      p->actor_count = read_role_sources(r, value);
      p->flags |= RS_PATTERN_OWN_ACTOR;
    } else if (has_value(part, "r", &value)) {
      p->recipient_first = first;
      p->recipient_count = read_role_sources(r, value);
      p->flags |= RS_PATTERN_OWN_RECIPIENT;
    } else if (rs_bytes_equal(part, "mutual")) {
      p->flags |= RS_PATTERN_MUTUAL;
    } else {
      rs_fault(r->c, r->line, "unknown role `%.*s`", (int)part.count, part.data);
    }
  }
}

/* ------------------------------------------------------------- conditions */

static void read_topics(Reader *r, RsBytes list) {
  for (RsBytes part; rs_list_next(&list, ',', &part);) {
    int found = rs_enum_find(part, rs_topic_names, RS_TOPIC_COUNT);
    if (found < 0)
      rs_fault(r->c, r->line, "unknown topic `%.*s`", (int)part.count, part.data);
    else
      r->pattern.forbidden_topics |= 1u << found;
  }
}

static bool read_flag(Reader *r, RsBytes text) {
  static const struct {
    const char *name;
    uint32_t flag;
  } flags[] = {
    {"pol", RS_PATTERN_POLITICAL},
    {"apol", RS_PATTERN_ACTOR_POLITICAL},
    {"rpol", RS_PATTERN_RECIPIENT_POLITICAL},
    {"official", RS_PATTERN_OFFICIAL},
    {"aarmed", RS_PATTERN_ACTOR_ARMED},
    {"rarmed", RS_PATTERN_RECIPIENT_ARMED},
    {"aforce", RS_PATTERN_ACTOR_FORCE},
    {"rpeople", RS_PATTERN_RECIPIENT_PEOPLE},
    {"headline", RS_PATTERN_HEADLINE},
    {"anybody", RS_PATTERN_ANYBODY},
    {"deed", RS_PATTERN_MORE_THAN_WORDS},
    {"weak", RS_PATTERN_WEAK},
    {"mutual", RS_PATTERN_MUTUAL},
  };
  for (size_t i = 0; i < RS_COUNT_OF(flags); i++) {
    if (!rs_bytes_equal(text, flags[i].name)) continue;
    r->pattern.flags |= flags[i].flag;
    return true;
  }
  return false;
}

static void read_condition(Reader *r, RsConditionKind kind, RsBytes list, RsBuffer *out) {
  RsCondition condition = {kind, rs_table_count(r->c, RS_SECTION_ELEMENT), 0};
  condition.count = rs_elements_add_any(r->c, r->line, list);
  static const char *const effects[] = {
    "`need=` names no known word: the pattern can never fire",
    "`not=` names no known word and forbids nothing",
    "`next=` names no known word: the pattern can never fire",
    "`prev=` names no known word: the pattern can never fire",
    "`notnext=` names no known word and forbids nothing",
    "`notprev=` names no known word and forbids nothing",
  };
  if (!condition.count) rs_warning(r->c, r->line, "%s", effects[kind]);
  bool is_negative = kind == RS_CONDITION_NOT || kind == RS_CONDITION_NOT_NEXT ||
                     kind == RS_CONDITION_NOT_PREVIOUS;
  if (condition.count || !is_negative) rs_buffer_add(out, &condition, sizeof condition);
}

static void read_conditions(Reader *r, RsBytes text, RsBuffer *out) {
  static const char *const kinds[] = {"need", "not", "next", "prev", "notnext", "notprev"};
  static const char *const statuses[] = {
    "",
    "occurred",
    "ongoing",
    "planned",
    "possible",
    "attempted",
    "denied",
  };
  for (RsBytes part, value; rs_list_next(&text, ' ', &part);) {
    bool is_known = read_flag(r, part);
    if (!is_known && rs_bytes_equal(part, "sport")) {
      is_known = true;
      r->pattern.forbidden_topics &= ~(1u << RS_TOPIC_SPORT);
    }
    for (size_t i = 0; !is_known && i < RS_COUNT_OF(kinds); i++) {
      is_known = has_value(part, kinds[i], &value);
      if (is_known) read_condition(r, (RsConditionKind)i, value, out);
    }
    if (!is_known && has_value(part, "topic", &value)) {
      is_known = true;
      read_topics(r, value);
    }
    if (!is_known && has_value(part, "status", &value)) {
      int found = rs_enum_find(value, statuses, RS_COUNT_OF(statuses));
      is_known = found > 0;
      if (is_known) r->pattern.status = (uint32_t)found;
    }
    if (!is_known) {
      rs_fault(r->c, r->line, "unknown condition `%.*s`", (int)part.count, part.data);
    }
  }
}

/* ------------------------------------------------------------- a line */

static bool read_codes(Reader *r) {
  RsBytes event = rs_column(r->line, 2), mode = rs_column(r->line, 3);
  RsBytes cameo = rs_column(r->line, 4);
  r->pattern.event = rs_event_find(r->c, event, mode);
  r->pattern.cameo = rs_cameo_find(r->c, cameo);
  if (r->pattern.event == RS_NONE) {
    rs_fault(
      r->c,
      r->line,
      "no event type `%.*s` with mode `%.*s`",
      (int)event.count,
      event.data ? event.data : "",
      (int)mode.count,
      mode.data ? mode.data : ""
    );
  }
  if (r->pattern.cameo == RS_NONE) {
    rs_fault(
      r->c,
      r->line,
      "unknown CAMEO code `%.*s`",
      (int)cameo.count,
      cameo.data ? cameo.data : ""
    );
  }
  return r->pattern.event != RS_NONE && r->pattern.cameo != RS_NONE;
}

/* `p.assault.ghara` stands for a pattern of ASSAULT; ids show in records, and should not lie. */
static void check_name(const Reader *r) {
  RsBytes id = rs_column(r->line, 0), event = rs_column(r->line, 2);
  bool is_right = id.count > event.count + 3 && id.data[event.count + 2] == '.';
  for (size_t i = 0; is_right && i < event.count; i++)
    is_right = (id.data[i + 2] & 0x5f) == event.data[i];
  if (!is_right)
    rs_warning(r->c, r->line, "the id should begin with p.EVENT. (in small letters)");
}

/* Whether a side has roles of its own and all of them are `none`. */
static bool is_nobody(const Reader *r, uint32_t flag, uint32_t first, uint32_t count) {
  if (!(r->pattern.flags & flag)) return false;
  for (uint32_t i = first; i < first + count; i++) {
    const RsRoleSource *source = rs_table_at(r->c, RS_SECTION_ROLE_SOURCE, i);
    if (source->kind != RS_ROLE_NOBODY) return false;
  }
  return true;
}

/* A political party cannot be found where no role gives any: `pol` with `a=none r=none`. */
static void check_parties(const Reader *r) {
  const RsPattern *p = &r->pattern;
  bool has_actor = !is_nobody(r, RS_PATTERN_OWN_ACTOR, p->actor_first, p->actor_count);
  bool has_recipient =
    !is_nobody(r, RS_PATTERN_OWN_RECIPIENT, p->recipient_first, p->recipient_count);
  bool is_idle = (p->flags & RS_PATTERN_POLITICAL) && !has_actor && !has_recipient;
  uint32_t of_actor = RS_PATTERN_ACTOR_POLITICAL | RS_PATTERN_OFFICIAL |
                      RS_PATTERN_ACTOR_ARMED | RS_PATTERN_ACTOR_FORCE;
  is_idle |= (p->flags & of_actor) && !has_actor;
  uint32_t of_recipient = RS_PATTERN_RECIPIENT_POLITICAL | RS_PATTERN_RECIPIENT_ARMED |
                          RS_PATTERN_RECIPIENT_PEOPLE;
  is_idle |= (p->flags & of_recipient) && !has_recipient;
  if (is_idle)
    rs_warning(
      r->c,
      r->line,
      "the pattern can never fire: it wants a political party and has no role"
    );
}

void rs_read_pattern(RsCompiler *c, const RsLine *line) {
  Reader r = {.c = c, .line = line};
  RsBuffer conditions = {0};
  r.pattern.entry = line->entry;
  r.pattern.forbidden_topics = 1u << RS_TOPIC_SPORT;
  bool is_right = read_codes(&r);
  if (is_right) check_name(&r);
  read_roles(&r, rs_column(line, 5));
  read_conditions(&r, rs_column(line, 6), &conditions);
  check_parties(&r);
  r.pattern.condition_first = rs_table_count(c, RS_SECTION_CONDITION);
  r.pattern.condition_count = (uint32_t)(conditions.count / sizeof(RsCondition));
  uint32_t index = rs_table_count(c, RS_SECTION_PATTERN);
  r.pattern.item = rs_item_add(c, line, rs_column(line, 1), RS_ITEM_PATTERN, index);
  if (is_right && r.pattern.item != RS_NONE) {
    rs_buffer_add(&c->sections[RS_SECTION_CONDITION], conditions.data, conditions.count);
    rs_table_add(c, RS_SECTION_PATTERN, &r.pattern);
  } else if (is_right) {
    rs_warning(c, line, "the pattern can never fire: a part of its trigger is not known");
  }
  c->failed |= conditions.failed;
  rs_buffer_release(&conditions);
}
