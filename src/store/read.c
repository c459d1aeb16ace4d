/* Rows back into records, as the coder had made them, so that the writers cannot tell the
 * difference.
 *
 * Events are read in pages: a database over a network sends a page at once, and what hangs on
 * its events is asked for while no other answer is open. The pages see one state of the
 * database. The query is put together from fixed pieces, one for each condition that is asked
 * for, because a database uses its indexes only when it sees which; values are always bound. */
#include "store/read.h"

#include <math.h>

enum {
  PAGE = 256
};

static RsValue take(RsTaking *taking) {
  return rs_cell(taking->row, taking->column++);
}

const char *rs_take_text(RsTaking *taking) {
  RsValue value = take(taking);
  if (value.kind != RS_VALUE_TEXT) return NULL;
  const char *copy = rs_arena_string(taking->arena, value.text.data, value.text.count);
  if (!copy) taking->has_failed = true;
  return copy;
}

/* For what no record is without: a hostile database must not bring NULL where none is seen. */
static const char *take_needed_text(RsTaking *taking) {
  const char *text = rs_take_text(taking);
  return text ? text : "";
}

int64_t rs_take_integer(RsTaking *taking) {
  RsValue value = take(taking);
  return value.kind == RS_VALUE_INTEGER ? value.integer : 0;
}

double rs_take_real(RsTaking *taking) {
  RsValue value = take(taking);
  if (value.kind == RS_VALUE_INTEGER) return (double)value.integer;
  return value.kind == RS_VALUE_REAL ? value.real : (double)NAN;
}

static bool is_null(const RsTaking *taking) {
  return rs_cell(taking->row, taking->column).kind == RS_VALUE_NULL;
}

static RasidSpan take_span(RsTaking *taking) {
  uint32_t start = (uint32_t)rs_take_integer(taking);
  return (RasidSpan) {start, (uint32_t)rs_take_integer(taking)};
}

static int64_t take_bound(RsTaking *taking) {
  bool is_open = is_null(taking);
  int64_t value = rs_take_integer(taking);
  return is_open ? -1 : value;
}

static RasidCount take_count(RsTaking *taking) {
  RasidCount count = {.known = rs_take_integer(taking) != 0};
  count.min = take_bound(taking);
  count.max = take_bound(taking);
  return count;
}

/* Names joined by blanks. */
static void take_list(RsTaking *taking, const char *const **names, size_t *count) {
  char *text = (char *)rs_take_text(taking); /* our own copy */
  size_t most = 1;
  *names = NULL;
  *count = 0;
  if (!text) return;
  for (const char *at = text; *at; at++)
    most += *at == ' ';
  const char **list = rs_arena_array(taking->arena, most, sizeof *list);
  if (!list) {
    taking->has_failed = true;
    return;
  }
  for (char *at = text, *end; at; at = end) {
    end = strchr(at, ' ');
    if (end) *end++ = '\0';
    if (*at) list[(*count)++] = at;
  }
  *names = list;
}

/* ------------------------------------------------------------ parts of an event */

static RasidPlace *take_place(RsTaking *taking) {
  enum {
    PLACE_COLUMNS = 11
  };
  if (is_null(taking)) return taking->column += PLACE_COLUMNS, NULL;
  RasidPlace *place = rs_arena_array(taking->arena, 1, sizeof *place);
  if (!place) return taking->has_failed = true, NULL;
  place->span = take_span(taking);
  place->text = rs_take_text(taking);
  place->name = rs_take_text(taking);
  place->country = rs_take_text(taking);
  place->admin1 = rs_take_text(taking);
  place->lat = rs_take_real(taking);
  place->lon = rs_take_real(taking);
  place->precision = rs_take_text(taking);
  place->reason = rs_take_text(taking);
  place->rule = rs_take_text(taking);
  return place;
}

static const RasidDate *take_date(RsTaking *taking) {
  enum {
    DATE_COLUMNS = 7
  };
  if (is_null(taking)) return taking->column += DATE_COLUMNS, NULL;
  RasidDate *date = rs_arena_array(taking->arena, 1, sizeof *date);
  if (!date) return taking->has_failed = true, NULL;
  date->has_text = rs_take_integer(taking) != 0;
  date->span = take_span(taking);
  date->text = rs_take_text(taking);
  date->from = rs_take_text(taking);
  date->to = rs_take_text(taking);
  date->precision = rs_take_text(taking);
  return date;
}

/* Gives the event's place, which its candidates are put into. */
static RasidPlace *take_event(RsTaking *taking, RasidEvent *event) {
  event->id = take_needed_text(taking);
  event->sentence = (uint32_t)rs_take_integer(taking);
  event->event = take_needed_text(taking);
  event->mode = rs_take_text(taking);
  event->cameo = rs_take_text(taking);
  event->quad = (int)rs_take_integer(taking);
  event->goldstein = rs_take_real(taking);
  event->plover_score = rs_take_real(taking);
  take_list(taking, &event->contexts, &event->context_count);
  RasidPlace *place = take_place(taking);
  event->place = place;
  event->date = take_date(taking);
  event->deaths = take_count(taking);
  event->injured = take_count(taking);
  event->detained = take_count(taking);
  event->crowd = take_count(taking);
  event->part_of = rs_take_text(taking);
  event->about = rs_take_text(taking);
  event->status = take_needed_text(taking);
  event->score = rs_take_real(taking);
  take_list(taking, &event->rules, &event->rule_count);
  return place;
}

/* --------------------------------------------------------- what hangs on them */

/* An event with room for its lists. */
typedef struct {
  RsArena *arena;
  RasidEvent event;
  RasidPlace *place;
  RasidSpan *spans;
  const char **texts;
  RasidParty *actors, *recipients;
  RasidPlaceCandidate *candidates;
  size_t span_capacity, text_capacity, actor_capacity, recipient_capacity,
    candidate_capacity;
} Whole;

static bool take_mention(void *context, const RsRow *row, RasidError *error) {
  Whole *whole = context;
  RsTaking taking = {.row = row, .arena = whole->arena};
  RasidEvent *event = &whole->event;
  size_t at = event->mention_count;
  whole->spans =
    rs_arena_grow(whole->arena, whole->spans, at, &whole->span_capacity, sizeof(RasidSpan));
  whole->texts =
    rs_arena_grow(whole->arena, whole->texts, at, &whole->text_capacity, sizeof(char *));
  if (!whole->spans || !whole->texts) return rs_no_memory(error);
  whole->spans[at] = take_span(&taking);
  whole->texts[at] = take_needed_text(&taking);
  event->mentions = whole->spans;
  event->mention_texts = whole->texts;
  event->mention_count++;
  return !taking.has_failed || rs_no_memory(error);
}

static void take_party(RsTaking *taking, RasidParty *party) {
  party->span = take_span(taking);
  party->text = rs_take_text(taking);
  party->name = rs_take_text(taking);
  party->country = rs_take_text(taking);
  party->sector = rs_take_text(taking);
  party->code = rs_take_text(taking);
  party->rule = rs_take_text(taking);
}

static bool take_source(RsTaking *taking, RasidEvent *event) {
  enum {
    NAME_TO_RULE = 5
  };
  RasidSource *source = rs_arena_array(taking->arena, 1, sizeof *source);
  if (!source) return false;
  source->span = take_span(taking);
  source->text = rs_take_text(taking);
  taking->column += NAME_TO_RULE;
  source->stance = rs_take_text(taking);
  event->source = source;
  return true;
}

static bool take_participant(void *context, const RsRow *row, RasidError *error) {
  Whole *whole = context;
  RasidEvent *event = &whole->event;
  RsTaking taking = {.row = row, .arena = whole->arena};
  const char *role = take_needed_text(&taking);
  bool is_taken = true;
  if (!strcmp(role, "source")) {
    is_taken = take_source(&taking, event);
  } else {
    bool is_actor = !strcmp(role, "actor");
    RasidParty **parties = is_actor ? &whole->actors : &whole->recipients;
    size_t *capacity = is_actor ? &whole->actor_capacity : &whole->recipient_capacity;
    size_t *count = is_actor ? &event->actor_count : &event->recipient_count;
    *parties = rs_arena_grow(whole->arena, *parties, *count, capacity, sizeof **parties);
    is_taken = *parties != NULL;
    if (is_taken) take_party(&taking, &(*parties)[(*count)++]);
    event->actors = whole->actors;
    event->recipients = whole->recipients;
  }
  return (is_taken && !taking.has_failed) || rs_no_memory(error);
}

static bool take_candidate(void *context, const RsRow *row, RasidError *error) {
  Whole *whole = context;
  RsTaking taking = {.row = row, .arena = whole->arena};
  RasidPlace *place = whole->place;
  size_t *capacity = &whole->candidate_capacity;
  RasidPlaceCandidate *list = rs_arena_grow(
    whole->arena, whole->candidates, place->candidate_count, capacity, sizeof *list
  );
  if (!list) return rs_no_memory(error);
  whole->candidates = list;
  RasidPlaceCandidate *candidate = &list[place->candidate_count++];
  candidate->name = rs_take_text(&taking);
  candidate->country = rs_take_text(&taking);
  candidate->admin1 = rs_take_text(&taking);
  candidate->lat = rs_take_real(&taking);
  candidate->lon = rs_take_real(&taking);
  candidate->rule = rs_take_text(&taking);
  place->candidates = list;
  return !taking.has_failed || rs_no_memory(error);
}

static bool read_lists(
  RsBackend *backend, int64_t number, Whole *whole, RasidError *error
) {
  RsValues event = {.count = 0};
  rs_values_integer(&event, number);
  return rs_rows(backend, RS_SQL_MENTIONS, &event, take_mention, whole, error) &&
         rs_rows(backend, RS_SQL_PARTICIPANTS, &event, take_participant, whole, error) &&
         (!whole->place ||
          rs_rows(backend, RS_SQL_CANDIDATES, &event, take_candidate, whole, error));
}

/* -------------------------------------------------------------------- queries */

typedef struct {
  RsBackend *backend;
  RsArena arena;
  RsRecordVisitor visit;
  void *context;
  int64_t last; /* number of the last event */
  size_t left;  /* events that are wanted still */
  uint64_t position;
  size_t page, on_page;
} Walk;

static bool visit_event(void *context, const RsRow *row, RasidError *error) {
  Walk *walk = context;
  rs_arena_reset(&walk->arena);
  RsTaking taking = {.row = row, .arena = &walk->arena};
  Whole whole = {.arena = &walk->arena};
  RsRecord record = {.event = &whole.event};
  walk->last = rs_take_integer(&taking);
  record.document = take_needed_text(&taking);
  record.published = rs_take_text(&taking);
  record.outlet = rs_take_text(&taking);
  record.url = rs_take_text(&taking);
  record.position = walk->position++;
  whole.place = take_event(&taking, &whole.event);
  if (taking.has_failed) return rs_no_memory(error);
  if (!read_lists(walk->backend, walk->last, &whole, error)) return false;
  walk->left--;
  walk->on_page++;
  return walk->visit(walk->context, &record, error);
}

static void add_condition(
  RsBuffer *sql, RsValues *values, const char *condition, const char *value
) {
  if (!value) return;
  rs_values_text(values, value);
  rs_buffer_format(sql, " AND %s $%zu", condition, values->count);
}

enum {
  MOST_NAMES = 16 /* of one list; more are one name that nothing has */
};

/* Any of the names in `list`, parted by commas. */
static void add_choice(
  RsBuffer *sql, RsValues *values, const char *column, const char *list
) {
  if (!list) return;
  rs_buffer_format(sql, " AND %s IN (", column);
  for (size_t i = 0; list; i++) {
    size_t length = i + 1 < MOST_NAMES ? strcspn(list, ",") : strlen(list);
    rs_values_bytes(values, (RsBytes) {list, length});
    rs_buffer_format(sql, "%s$%zu", i ? ", " : "", values->count);
    list = list[length] ? list + length + 1 : NULL;
  }
  rs_buffer_add_char(sql, ')');
}

/* A party may be asked for by any of its names. */
static void add_party(
  RsBuffer *sql, RsValues *values, const char *role, const char *value
) {
  if (!value) return;
  rs_values_text(values, value);
  size_t at = values->count;
  rs_buffer_format(
    sql,
    " AND EXISTS (SELECT 1 FROM participants AS p WHERE p.event = events.number AND "
    "p.role = '%s' AND (p.name = $%zu OR p.code = $%zu OR p.country = $%zu OR "
    "p.sector = $%zu))",
    role,
    at,
    at,
    at,
    at
  );
}

static void add_place(RsBuffer *sql, RsValues *values, const char *place) {
  if (!place) return;
  rs_values_text(values, place);
  rs_buffer_format(
    sql, " AND (place_name = $%zu OR place_admin1 = $%zu)", values->count, values->count
  );
}

void rs_filter_write(RsBuffer *sql, RsValues *values, const RasidStoreFilter *filter) {
  add_choice(sql, values, "event", filter->event);
  add_choice(sql, values, "mode", filter->mode);
  add_choice(sql, values, "status", filter->status);
  add_choice(sql, values, "place_country", filter->place_country);
  add_place(sql, values, filter->place);
  add_party(sql, values, "actor", filter->actor);
  add_party(sql, values, "recipient", filter->recipient);
  add_condition(sql, values, "document_id =", filter->document);
  add_condition(sql, values, "coalesce(date_to, date_from) >=", filter->from);
  add_condition(sql, values, "coalesce(date_from, date_to) <=", filter->to);
  if (!(filter->min_score > 0)) return;
  rs_values_real(values, filter->min_score);
  rs_buffer_format(sql, " AND score >= $%zu", values->count);
}

/* The next page of events. */
static void select_events(
  RsBuffer *sql, RsValues *values, const RasidStoreFilter *filter, const Walk *walk
) {
  rs_buffer_add_text(
    sql,
    "SELECT number, document_id, published, outlet, url, " RS_EVENT_COLUMNS
    " FROM " RS_EVENTS_WITH_DOCUMENTS " WHERE number > $1"
  );
  rs_values_integer(values, walk->last);
  rs_filter_write(sql, values, filter);
  rs_buffer_format(sql, " ORDER BY number LIMIT %zu", walk->page);
  rs_buffer_add_char(sql, '\0');
}

static bool read_page(Walk *walk, const RasidStoreFilter *filter, RasidError *error) {
  RsBuffer sql = {0};
  RsValues values = {.count = 0};
  RsBackend *backend = walk->backend;
  walk->page = walk->left < PAGE ? walk->left : PAGE;
  walk->on_page = 0;
  select_events(&sql, &values, filter, walk);
  bool is_read =
    sql.failed
      ? rs_no_memory(error)
      : backend->methods->query(backend, sql.data, &values, visit_event, walk, error);
  rs_buffer_release(&sql);
  return is_read;
}

bool rs_records_each(
  RsBackend *backend,
  const RasidStoreFilter *filter,
  RsRecordVisitor visit,
  void *context,
  RasidError *error
) {
  Walk walk = {
    .backend = backend,
    .visit = visit,
    .context = context,
    .last = INT64_MIN,
    .left = filter->limit ? filter->limit : SIZE_MAX,
  };
  bool is_inside = backend->methods->is_in_transaction(backend);
  if (!is_inside && !backend->methods->begin(backend, true, error)) return false;
  bool is_read = true;
  do
    is_read = read_page(&walk, filter, error);
  while (is_read && walk.left && walk.on_page == walk.page);
  if (!is_inside) backend->methods->rollback(backend, NULL);
  rs_arena_release(&walk.arena);
  return is_read;
}

bool rs_records_read(
  RsBackend *backend,
  const int64_t *numbers,
  size_t count,
  RsRecordVisitor visit,
  void *context,
  RasidError *error
) {
  Walk walk = {.backend = backend, .visit = visit, .context = context};
  bool is_read = true;
  for (size_t i = 0; is_read && i < count; i++) {
    RsValues values = {.count = 0};
    rs_values_integer(&values, numbers[i]);
    is_read = rs_rows(backend, RS_SQL_EVENT, &values, visit_event, &walk, error);
  }
  rs_arena_release(&walk.arena);
  return is_read;
}
