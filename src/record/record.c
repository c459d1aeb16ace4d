/* Event records: codes, names and words put into the public form (rasid.h).
 *
 * A mention's words lose the conjunction and preposition written onto them and, outside fixed
 * phrases, their article: `والغارة` is shown as `غارة` (codebook section 3, `mentions`). The id
 * hashes document, type and place in the text, so that the same input gives the same ids.
 */
#include "record/record.h"

#include <math.h>
#include <stdio.h>

typedef struct {
  RasidDocument *document;
  const RsEventInput *input;
  const RsMentions *mentions;
  const RsDeeds *deeds;
  RsArena *arena;
  bool failed;
} Writer;

const char *rs_record_words(
  RasidDocument *document, const RsText *text, uint32_t start, uint32_t end
) {
  RsBytes bytes = rs_text_bytes(text, start, end);
  return rs_arena_string(&document->arena, bytes.data, bytes.count);
}

static const char *or_null(const char *text) {
  return text[0] ? text : NULL;
}

static void span_words(
  Writer *writer, uint32_t start, uint32_t end, RasidSpan *span, const char **text
) {
  *span = rs_text_points(writer->input->reading->text, start, end);
  *text = rs_record_words(writer->document, writer->input->reading->text, start, end);
  if (!*text) writer->failed = true;
}

static const char *copy(Writer *writer, const char *text) {
  if (!text || !text[0]) return NULL;
  const char *copied = rs_arena_string(writer->arena, text, strlen(text));
  if (!copied) writer->failed = true;
  return copied;
}

static uint32_t token_end(const Writer *writer, uint32_t last) {
  return writer->input->reading->tokens->tokens[last - 1].end;
}

/* ------------------------------------------------------------------ parties */

/* Country, sector and suffix in one: `MLIREBTUA`. */
static const char *party_code(Writer *writer, const RsParty *party) {
  const char *parts[] = {party->country, party->sector, party->suffix};
  char code[sizeof party->country + sizeof party->sector + sizeof party->suffix];
  size_t used = 0;
  for (size_t i = 0; i < RS_COUNT_OF(parts); i++) {
    for (const char *at = parts[i]; *at; at++)
      code[used++] = *at;
  }
  code[used] = '\0';
  return copy(writer, code);
}

static RasidParty make_party(Writer *writer, const RsParty *party) {
  RasidParty out = {0};
  span_words(
    writer, party->start_letter, token_end(writer, party->last), &out.span, &out.text
  );
  out.name = party->name && party->name[0] ? party->name : out.text;
  out.country = copy(writer, party->country);
  out.sector = copy(writer, party->sector);
  if (party->country[0] || party->sector[0]) {
    out.code = party_code(writer, party);
  }
  if (party->entry != RS_NONE) {
    out.rule = or_null(rs_entry_id(writer->input->knowledge, party->entry));
  }
  return out;
}

static const RasidParty *make_parties(
  Writer *writer, const RsParty *parties, uint32_t count
) {
  RasidParty *out = rs_arena_alloc(writer->arena, (count + 1) * sizeof *out);
  if (!out) {
    writer->failed = true;
    return NULL;
  }
  for (uint32_t i = 0; i < count; i++)
    out[i] = make_party(writer, &parties[i]);
  return out;
}

/* ----------------------------------------------------------- place and date */

static const RasidPlace *make_place(Writer *writer, uint32_t index) {
  if (index == RS_NONE) return NULL;
  const RasidPlace *place = rs_record_place(
    writer->document, writer->input->reading, &writer->input->input->entities->names, index
  );
  if (!place) writer->failed = true;
  return place;
}

static const char *day_text(Writer *writer, int32_t day) {
  char text[11];
  if (day == RS_NO_DAY) return NULL;
  rs_day_format(day, text);
  return copy(writer, text);
}

static const RasidDate *make_date(Writer *writer, const RsMention *mention) {
  static const char *const precisions[] = {
    "day", "week", "month", "year", "range", "vague"};
  if (mention->date == RS_NONE) return NULL;
  const RsDate *date = &writer->input->input->entities->dates.dates[mention->date];
  RasidDate *out = rs_arena_array(writer->arena, 1, sizeof *out);
  if (!out) {
    writer->failed = true;
    return NULL;
  }
  out->has_text = !mention->date_inherited;
  span_words(
    writer, date->start_letter, token_end(writer, date->last), &out->span, &out->text
  );
  int32_t from = date->from_day, to = date->to_day;
  int32_t published = writer->input->reading->published_day;
  bool future = mention->status == RS_STATUS_PLANNED && date->weekday && from != RS_NO_DAY;
  if (future && from < published) from += 7, to += 7;
  if (mention->date_since && published != RS_NO_DAY && from != RS_NO_DAY && from <= published) {
    to = published;
  }
  out->from = day_text(writer, from);
  out->to = day_text(writer, to);
  out->precision = precisions[date->precision % RS_COUNT_OF(precisions)];
  return out;
}

/* ------------------------------------------------------------------ mentions */

static bool clitic_is_conjunction(const Writer *writer, uint8_t clitic) {
  return RS_GET(writer->input->knowledge, clitics, clitic)->slot <= 2;
}

/* The first letter to show of a mention. */
static uint32_t mention_start(const Writer *writer, const RsMention *mention) {
  const RsReading *reading = writer->input->reading;
  const RsToken *token = &reading->tokens->tokens[mention->first];
  const RsAnalysis *chosen = rs_chosen(reading, mention->first);
  if (!chosen) return token->start;
  const RsPattern *pattern = rs_mention_pattern(writer->input->knowledge, mention);
  const RsItem *item = RS_GET(writer->input->knowledge, items, pattern->item);
  uint32_t start = token->start + chosen->segment_start;
  bool fixed = item->element_count > 1;
  if (chosen->upos == RS_UPOS_VERB) {
    /* س and ل of a verb stay: `سيلتقي` is one word to a reader. */
    start = token->start;
    for (unsigned i = 0; i < chosen->proclitic_count; i++) {
      if (clitic_is_conjunction(writer, chosen->proclitics[i])) start++;
    }
  } else if (chosen->article && !fixed) {
    start = token->start + chosen->stem_start;
  }
  return start;
}

static void make_mentions(Writer *writer, const RsDeed *deed, RasidEvent *event) {
  RasidSpan *spans = rs_arena_alloc(writer->arena, deed->member_count * sizeof *spans);
  const char **texts = rs_arena_alloc(writer->arena, deed->member_count * sizeof *texts);
  if (!spans || !texts) {
    writer->failed = true;
    return;
  }
  size_t count = 1;
  for (uint32_t i = deed->first; i != RS_NONE; i = writer->deeds->next[i]) {
    const RsMention *mention = &writer->mentions->mentions[i];
    size_t at = i == deed->lead ? 0 : count++; /* the fullest first */
    span_words(
      writer,
      mention_start(writer, mention),
      token_end(writer, mention->last),
      &spans[at],
      &texts[at]
    );
  }
  event->mentions = spans;
  event->mention_texts = texts;
  event->mention_count = count;
}

/* ------------------------------------------------------------------ the record */

static RasidCount make_count(const RsHeadcount *count) {
  return (RasidCount) {count->known, count->min, count->max};
}

static void make_contexts(Writer *writer, const char *list, RasidEvent *event) {
  size_t count = list[0] != '\0';
  for (const char *at = list; *at; at++)
    count += *at == '|';
  const char **contexts = rs_arena_alloc(writer->arena, (count + 1) * sizeof *contexts);
  if (!contexts) {
    writer->failed = true;
    return;
  }
  size_t used = 0;
  while (*list && used < count) {
    size_t length = strcspn(list, "|");
    contexts[used] = rs_arena_string(writer->arena, list, length);
    if (!contexts[used++]) writer->failed = true;
    list += length + (list[length] == '|');
  }
  event->contexts = contexts;
  event->context_count = used;
}

static void make_rules(Writer *writer, const RsDeed *deed, RasidEvent *event) {
  const RasidKnowledge *knowledge = writer->input->knowledge;
  size_t most = deed->member_count + event->actor_count + event->recipient_count + 1;
  const char **rules = rs_arena_alloc(writer->arena, most * sizeof *rules);
  if (!rules) {
    writer->failed = true;
    return;
  }
  size_t count = 0;
  for (uint32_t i = deed->first; i != RS_NONE; i = writer->deeds->next[i]) {
    const RsPattern *pattern =
      rs_mention_pattern(knowledge, &writer->mentions->mentions[i]);
    const char *id = rs_entry_id(knowledge, pattern->entry);
    bool known = false;
    for (size_t k = 0; k < count; k++)
      known |= rules[k] == id;
    if (!known) rules[count++] = id;
  }
  for (size_t i = 0; i < event->actor_count; i++) {
    if (event->actors[i].rule) rules[count++] = event->actors[i].rule;
  }
  for (size_t i = 0; i < event->recipient_count; i++) {
    if (event->recipients[i].rule) rules[count++] = event->recipients[i].rule;
  }
  if (event->place && event->place->rule) rules[count++] = event->place->rule;
  event->rules = rules;
  event->rule_count = count;
}

static const char *make_id(Writer *writer, const RasidEvent *event) {
  const RasidInput *input = &writer->document->input;
  uint64_t hash = input->id ? rs_hash_bytes(input->id, strlen(input->id)) : 0;
  hash = rs_hash_mix(hash, rs_hash_bytes(event->event, strlen(event->event)));
  hash = rs_hash_mix(hash, event->mention_count ? event->mentions[0].start : 0);
  char id[17] = {0};
  for (unsigned i = 0; i < 16; i++, hash <<= 4)
    id[i] = "0123456789abcdef"[hash >> 60];
  return copy(writer, id);
}

static const RasidSource *make_source(Writer *writer, const RsMention *mention) {
  static const char *const stances[] = {"reports", "claims", "accuses", "denies", "rumour"};
  if (!mention->has_speaker) return NULL;
  RasidSource *out = rs_arena_array(writer->arena, 1, sizeof *out);
  if (!out) {
    writer->failed = true;
    return NULL;
  }
  span_words(
    writer,
    mention->speaker.start_letter,
    token_end(writer, mention->speaker.last),
    &out->span,
    &out->text
  );
  out->stance = stances[mention->stance % RS_COUNT_OF(stances)];
  return out;
}

static void make_event(Writer *writer, const RsDeed *deed, RasidEvent *event) {
  static const char *const statuses[] = {
    "occurred", "occurred", "ongoing", "planned", "possible", "attempted", "denied"};
  const RasidKnowledge *knowledge = writer->input->knowledge;
  const RsMention *all = &deed->all;
  const RsPattern *pattern = rs_mention_pattern(knowledge, all);
  const RsEventCode *code = RS_GET(knowledge, events, pattern->event);
  const RsCameo *cameo = RS_GET(knowledge, cameos, pattern->cameo);
  *event = (RasidEvent) {
    .sentence = writer->mentions->mentions[deed->lead].sentence,
    .event = rs_text_at(knowledge, code->event),
    .mode = or_null(rs_text_at(knowledge, code->mode)),
    .cameo = cameo->code,
    .quad = code->quad,
    .goldstein = round((double)cameo->goldstein * 10) / 10,
    .plover_score = round((double)code->score * 10) / 10,
    .deaths = make_count(&all->deaths),
    .injured = make_count(&all->injured),
    .detained = make_count(&all->detained),
    .crowd = make_count(&all->crowd),
    .status = statuses[all->status % RS_COUNT_OF(statuses)],
    .score = round(fmin(0.99, fmax(0.01, (double)all->score)) * 100) / 100,
  };
  make_contexts(writer, rs_text_at(knowledge, code->contexts), event);
  make_mentions(writer, deed, event);
  event->actors = make_parties(writer, all->actors, all->actor_count);
  event->actor_count = all->actor_count;
  event->recipients = make_parties(writer, all->recipients, all->recipient_count);
  event->recipient_count = all->recipient_count;
  event->place = make_place(writer, all->place);
  event->date = make_date(writer, all);
  event->source = make_source(writer, all);
  event->id = make_id(writer, event);
  make_rules(writer, deed, event);
}

bool rs_record_events(
  RasidDocument *document,
  const RsEventInput *input,
  const RsMentions *mentions,
  const RsDeeds *deeds,
  double min_score
) {
  Writer writer = {
    .document = document,
    .input = input,
    .mentions = mentions,
    .deeds = deeds,
    .arena = &document->arena,
  };
  document->events =
    rs_arena_array(&document->arena, deeds->deed_count + 1, sizeof *document->events);
  if (!document->events) return false;
  uint32_t *kept = rs_arena_alloc(&document->arena, (deeds->deed_count + 1) * sizeof *kept);
  if (!kept) return false;
  for (uint32_t i = 0; i < deeds->deed_count; i++) {
    kept[i] = RS_NONE;
    if ((double)deeds->deeds[i].all.score < min_score) continue;
    kept[i] = (uint32_t)document->event_count;
    make_event(&writer, &deeds->deeds[i], &document->events[document->event_count++]);
  }
  for (uint32_t i = 0; i < deeds->deed_count; i++) {
    uint32_t about = deeds->deeds[i].about, whole = deeds->deeds[i].part_of;
    if (kept[i] == RS_NONE) continue;
    RasidEvent *event = &document->events[kept[i]];
    if (about != RS_NONE && kept[about] != RS_NONE)
      event->about = document->events[kept[about]].id;
    if (whole != RS_NONE && kept[whole] != RS_NONE)
      event->part_of = document->events[kept[whole]].id;
  }
  return !writer.failed;
}
