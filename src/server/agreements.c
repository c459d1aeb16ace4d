/* /agreements: what two parties agreed and what followed between them.
 *
 * An agreement is a record of AGREE or of a ceasefire, told of two parties. Afterwards every
 * record that names both is listed, whoever acts: violence (ASSAULT), a breach (another hostile
 * deed, a rejection or threat), talks. It held until the first violence or breach that is told
 * as having happened. A party is known again by its code where country and sector are known,
 * since الجيش السوري and القوات السورية are one side of a truce, else by its name.
 *
 * Limits: that the violence breaks just this agreement is not told by any record; what follows
 * is what followed in time. */
#include "server/item.h"

#include <stdlib.h>

enum {
  FOLLOWING_MOST = 50,
  DAYS_USUAL = 180
};

typedef struct {
  uint32_t first, second; /* parties */
} Pair;

typedef enum {
  KIND_VIOLENCE,
  KIND_BREACH,
  KIND_TALKS,
  KIND_OTHER
} Kind;

typedef struct {
  RsRequest *request;
  const RsSnapshot *all;
  uint8_t kinds[256]; /* by type */
  bool is_agreement[256];
  uint32_t retreat, ceasefire, occurred, ongoing, denied;
  int32_t days;
} Agreements;

static void know_codes(Agreements *own) {
  static const struct {
    const char *type;
    Kind kind;
  } kinds[] = {
    {"ASSAULT", KIND_VIOLENCE},
    {"COERCE", KIND_BREACH},
    {"SANCTION", KIND_BREACH},
    {"MOBILIZE", KIND_BREACH},
    {"REJECT", KIND_BREACH},
    {"THREATEN", KIND_BREACH},
    {"AGREE", KIND_TALKS},
    {"CONSULT", KIND_TALKS},
    {"COOPERATE", KIND_TALKS},
    {"CONCEDE", KIND_TALKS},
  };
  const RsSnapshot *all = own->all;
  memset(own->kinds, KIND_OTHER, sizeof own->kinds);
  for (size_t i = 0; i < RS_COUNT_OF(kinds); i++) {
    uint32_t type = rs_known_find(&all->types, kinds[i].type);
    if (type < 256) own->kinds[type] = (uint8_t)kinds[i].kind;
  }
  uint32_t agree = rs_known_find(&all->types, "AGREE");
  if (agree < 256) own->is_agreement[agree] = true;
  own->retreat = rs_known_find(&all->types, "RETREAT");
  own->ceasefire = rs_known_find(&all->modes, "ceasefire");
  own->occurred = rs_known_find(&all->statuses, "occurred");
  own->ongoing = rs_known_find(&all->statuses, "ongoing");
  own->denied = rs_known_find(&all->statuses, "denied");
}

/* What a party is known again by. */
static uint64_t key_of(const RsSnapshot *all, uint32_t party) {
  const RsPartyName *name = &all->parties[party];
  bool has_code = name->country && name->sector && name->code;
  return has_code ? (uint64_t)1 << 32 | name->code : name->name;
}

static bool same_side(const RsSnapshot *all, uint32_t a, uint32_t b) {
  return a == b || key_of(all, a) == key_of(all, b);
}

/* Two sides of an agreement: who acts and who is acted upon, else two who act together. */
static bool find_pair(const Agreements *own, const RsFact *fact, Pair *pair) {
  const RsSnapshot *all = own->all;
  const uint32_t *parts = &all->parts[fact->part_first];
  bool is_ceasefire = fact->type == own->retreat && fact->mode == own->ceasefire;
  if ((!own->is_agreement[fact->type] && !is_ceasefire) || fact->status == own->denied)
    return false;
  for (unsigned recipients = 2; recipients--;) {
    for (uint32_t i = 1; i < fact->part_count; i++) {
      bool is_recipient = parts[i] & RS_PART_RECIPIENT;
      uint32_t first = parts[0] & ~RS_PART_RECIPIENT, other = parts[i] & ~RS_PART_RECIPIENT;
      if (is_recipient != (recipients == 1) || same_side(all, first, other)) continue;
      *pair = (Pair) {first, other};
      return true;
    }
  }
  return false;
}

/* The party of the pair that acts in a record which names both; RS_NONE when it does not. */
static uint32_t actor_of(const Agreements *own, const RsFact *fact, const Pair *pair) {
  const RsSnapshot *all = own->all;
  uint32_t actor = RS_NONE;
  bool has_first = false, has_second = false;
  for (uint32_t i = 0; i < fact->part_count; i++) {
    uint32_t part = all->parts[fact->part_first + i], party = part & ~RS_PART_RECIPIENT;
    bool is_first = same_side(all, party, pair->first);
    bool is_second = !is_first && same_side(all, party, pair->second);
    has_first |= is_first, has_second |= is_second;
    if ((is_first || is_second) && actor == RS_NONE && !(part & RS_PART_RECIPIENT))
      actor = party;
  }
  if (!has_first || !has_second) return RS_NONE;
  return actor != RS_NONE ? actor : pair->first;
}

static Kind kind_of(const Agreements *own, const RsFact *fact) {
  Kind kind = (Kind)own->kinds[fact->type];
  bool is_done = fact->status == own->occurred || fact->status == own->ongoing;
  if (is_done || kind == KIND_TALKS) return kind;
  return own->kinds[fact->type] == KIND_BREACH && fact->status != own->denied ? KIND_BREACH
                                                                              : KIND_OTHER;
}

/* -------------------------------------------------------------------- writing */

static bool write_ids(void *context, const RsRow *row, RasidError *error) {
  RsJson *json = context;
  (void)error;
  const char *const keys[] = {"id", "doc"};
  for (int i = 0; i < 2; i++) {
    RsValue cell = rs_cell(row, i);
    rs_json_key(json, keys[i]);
    rs_json_bytes(
      json,
      cell.kind == RS_VALUE_TEXT ? cell.text.data : "",
      cell.kind == RS_VALUE_TEXT ? cell.text.count : 0
    );
  }
  return true;
}

static bool write_follow(
  Agreements *own, const RsFact *fact, int32_t day, uint32_t actor, Kind kind
) {
  static const char sql[] =
    "SELECT events.id, documents.id FROM events JOIN documents "
    "ON documents.number = events.document WHERE events.number = $1";
  static const char *const kinds[] = {"violence", "breach", "talks", "other"};
  const RsSnapshot *all = own->all;
  RsJson *json = &own->request->json;
  RasidError error = {0};
  RsBackend *backend = rs_desk_backend(own->request);
  RsValues values = {.count = 0};
  rs_values_integer(&values, fact->number);
  rs_json_begin(json, '{');
  size_t before = json->out->count;
  if (!backend->methods->query(backend, sql, &values, write_ids, json, &error))
    return rs_fail_with(own->request, &error), false;
  if (json->out->count == before) {
    rs_json_text_field(json, "id", "");
    rs_json_text_field(json, "doc", "");
  }
  rs_json_text_field(json, "event", rs_known_text(&all->types, fact->type));
  rs_json_text_field(json, "mode", rs_known_text(&all->modes, fact->mode));
  rs_json_text_field(json, "status", rs_known_text(&all->statuses, fact->status));
  rs_json_integer_field(json, "quad", fact->quad);
  rs_json_day(json, "from", fact->from);
  rs_json_day(json, "to", fact->to);
  rs_json_integer_field(json, "days", fact->from - day);
  rs_json_text_field(json, "kind", kinds[kind]);
  rs_json_text_field(json, "by", rs_known_text(&all->names, all->parties[actor].name));
  rs_json_end(json, '}');
  return true;
}

static uint32_t first_behind(const RsSnapshot *all, int32_t day) {
  uint32_t low = 0, high = all->fact_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (all->facts[middle].from <= day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* `"followed": […], "followed_total": …, "held_days": …`. */
static bool write_following(Agreements *own, const RsFact *fact, const Pair *pair) {
  const RsSnapshot *all = own->all;
  RsJson *json = &own->request->json;
  int64_t total = 0;
  int32_t held = -1, day = fact->from;
  uint32_t start = day == RS_UNDATED ? all->fact_count : first_behind(all, day);
  rs_json_key(json, "followed");
  rs_json_begin(json, '[');
  for (uint32_t i = start; i < all->fact_count && all->facts[i].from <= day + own->days;
       i++) {
    const RsFact *later = &all->facts[i];
    bool is_shown = !later->is_hidden && later->review != RS_REVIEW_REJECTED;
    if (!is_shown || later->number < 0 || later->part_count < 2) continue;
    uint32_t actor = actor_of(own, later, pair);
    if (actor == RS_NONE) continue;
    Kind kind = kind_of(own, later);
    if (held < 0 && (kind == KIND_VIOLENCE || kind == KIND_BREACH))
      held = later->from - day;
    if (total++ < FOLLOWING_MOST && !write_follow(own, later, day, actor, kind))
      return false;
  }
  rs_json_end(json, ']');
  rs_json_integer_field(json, "followed_total", total);
  rs_json_key(json, "held_days");
  if (held < 0)
    rs_json_null(json);
  else
    rs_json_integer(json, held);
  return true;
}

static bool write_item(Agreements *own, const RsPick *pick) {
  const RsSnapshot *all = own->all;
  RsJson *json = &own->request->json;
  const RsFact *fact = &all->facts[pick->index];
  Pair pair;
  find_pair(own, fact, &pair);
  rs_json_begin(json, '{');
  rs_json_key(json, "event");
  size_t before = json->out->count;
  if (!rs_events_write(own->request, pick, 1)) return false;
  if (json->out->count == before) rs_json_null(json); /* taken away since */
  const uint32_t parties[] = {pair.first, pair.second};
  rs_json_key(json, "parties");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < 2; i++) {
    const char *name = rs_known_text(&all->names, all->parties[parties[i]].name);
    rs_json_text(json, name ? name : "");
  }
  rs_json_end(json, ']');
  if (!write_following(own, fact, &pair)) return false;
  rs_json_end(json, '}');
  return true;
}

static bool fill_page(Agreements *own, const RsFilter *filter, RsPaging *page) {
  const RsSnapshot *all = own->all;
  Pair pair;
  if (!rs_paging_begin(own->request, page)) return false;
  for (uint32_t i = 0; i < all->fact_count; i++) {
    uint32_t index = page->is_descending ? all->fact_count - 1 - i : i;
    const RsFact *fact = &all->facts[index];
    if (fact->part_count < 2 || !find_pair(own, fact, &pair)) continue;
    if (!rs_filter_admits(filter, all, fact)) continue;
    rs_paging_offer(page, (RsPick) {fact->from, fact->number, index});
  }
  rs_paging_end(page);
  return true;
}

unsigned rs_list_agreements(RsRequest *request, const char *rest) {
  Agreements own = {.request = request, .all = request->snapshot};
  RsFilter filter;
  RsPaging page;
  int64_t days = DAYS_USUAL;
  (void)rest;
  if (!rs_filter_read(request, &filter, rs_filter_names) || !rs_paging_read(request, &page, 1u << RS_SORT_DATE) || !rs_parameter_number(request, "days", 1, 3650, &days) || !rs_parameters_end(request))
    return 0;
  own.days = (int32_t)days;
  know_codes(&own);
  if (!fill_page(&own, &filter, &page)) return 0;
  rs_json_begin(&request->json, '{');
  rs_paging_write(request, &page);
  rs_json_key(&request->json, "items");
  rs_json_begin(&request->json, '[');
  for (size_t i = 0; i < page.count; i++) {
    if (!write_item(&own, &page.picks[i])) return 0;
  }
  rs_json_end(&request->json, ']');
  rs_json_end(&request->json, '}');
  return 200;
}
