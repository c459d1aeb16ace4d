/* Checking a knowledge file wholly: `rasid_knowledge_check`.
 *
 * The readers never trust an index, so a damaged file cannot crash them; but it would make
 * them miss events in silence. This pass reads everything: the checksum, the bounds of every
 * index, run, text offset and enumeration, the order of what is searched by halves, and that
 * every word is found under its hash. The first fault ends it. */
#include "knowledge/knowledge.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

typedef struct {
  const RasidKnowledge *k;
  const char *fault; /* NULL while all is well */
} Check;

static void require(Check *check, bool is_right, const char *what) {
  if (!is_right && !check->fault) check->fault = what;
}

static void text(Check *check, uint32_t offset) {
  require(check, offset < check->k->text_count, "a text offset");
}
static void index_in(Check *check, uint32_t index, uint32_t count) {
  require(check, index < count, "an index");
}
static void index_or_none(Check *check, uint32_t index, uint32_t count) {
  require(check, index < count || index == RS_NONE, "an index");
}
static void run(Check *check, uint32_t first, uint32_t count, uint32_t total) {
  require(check, count <= total && first <= total - count, "a run of records");
}
static void below(Check *check, uint32_t value, uint32_t end) {
  require(check, value < end, "a value of an enumeration");
}
static void code(Check *check, const char *bytes, size_t room) {
  require(check, memchr(bytes, 0, room), "a code without end");
}
static void entry(Check *check, uint32_t index) {
  index_in(check, index, check->k->entries_count);
}

/* ------------------------------------------------------------- lexicon */

static void check_source(Check *check, uint32_t i) {
  const RsSource *s = &check->k->sources[i];
  text(check, s->name);
  text(check, s->text);
  run(check, s->text, s->text_bytes, check->k->text_count - 1);
}

static void check_entry(Check *check, uint32_t i) {
  const RsEntry *e = &check->k->entries[i];
  text(check, e->id);
  index_in(check, e->source, check->k->sources_count);
  require(
    check, e->offset <= RS_GET(check->k, sources, e->source)->text_bytes, "an offset"
  );
  bool is_sorted = !i || strcmp(rs_entry_id(check->k, i - 1), rs_entry_id(check->k, i)) < 0;
  require(check, is_sorted, "the order of ids");
}

static void check_word(Check *check, uint32_t i) {
  const RasidKnowledge *k = check->k;
  const RsWord *w = &k->words[i];
  run(check, w->form_first, w->form_count, k->forms_count);
  run(check, w->reference_first, w->reference_count, k->references_count);
  require(check, rs_word_find(k, w->hash) == w, "a word that is not found under its hash");
}

static void check_slot(Check *check, uint32_t i) {
  uint32_t slot = check->k->word_slots[i];
  uint32_t word = slot == RS_NONE ? RS_NONE : slot & RS_SLOT_INDEX;
  index_or_none(check, word, check->k->words_count);
}

static void check_form(Check *check, uint32_t i) {
  const RsForm *f = &check->k->forms[i];
  run(check, f->letters, f->letter_count, check->k->letters_count);
  index_in(check, f->lexeme, check->k->lexemes_count);
}

static void check_lexeme(Check *check, uint32_t i) {
  const RasidKnowledge *k = check->k;
  const RsLexeme *l = &k->lexemes[i];
  text(check, l->lemma);
  text(check, l->government);
  entry(check, l->entry);
  index_or_none(check, l->verb, k->lexemes_count);
  index_or_none(check, l->country, k->countries_count);
  run(check, l->reference_first, l->reference_count, k->references_count);
  below(check, l->upos, RS_UPOS_COUNT);
  below(check, l->derivation, RS_DERIVED_NISBA + 1);
}

static void check_reference(Check *check, uint32_t i) {
  const RasidKnowledge *k = check->k;
  const RsReference *r = &k->references[i];
  const uint32_t counts[] = {k->items_count, k->phrases_count, k->roles_count};
  below(check, r->kind, RS_COUNT_OF(counts));
  index_in(check, r->index, r->kind < RS_COUNT_OF(counts) ? counts[r->kind] : 0);
}

static void check_clitic(Check *check, uint32_t i) {
  const RsClitic *c = &check->k->clitics[i];
  require(
    check, c->letter_count && c->letter_count <= RS_CLITIC_LETTERS, "a clitic's letters"
  );
  bool is_slot =
    (c->slot >= 1 && c->slot <= RS_SLOT_ARTICLE) || c->slot == RS_SLOT_ENCLITIC;
  require(check, is_slot, "a clitic's slot");
  below(check, c->upos, RS_UPOS_COUNT);
  below(check, c->host, RS_HOST_VERB + 1);
  text(check, c->lemma);
  entry(check, c->entry);
}

/* ------------------------------------------------------------- names */

static void check_phrase(Check *check, uint32_t i) {
  const RasidKnowledge *k = check->k;
  const RsPhrase *p = &k->phrases[i];
  entry(check, p->entry);
  run(check, p->word_first, p->word_count, k->phrase_words_count);
  require(check, p->word_count > 0, "a phrase without words");
  below(check, p->kind, RS_PHRASE_BOUND + 1);
  switch (p->kind) {
    case RS_PHRASE_COUNTRY:
    case RS_PHRASE_CAPITAL: index_in(check, p->index, k->countries_count); break;
    case RS_PHRASE_PLACE: index_in(check, p->index, k->places_count); break;
    case RS_PHRASE_ACTOR: index_in(check, p->index, k->actors_count); break;
    case RS_PHRASE_MONTH: below(check, p->detail, RS_CALENDAR_HIJRI + 1); break;
    case RS_PHRASE_NUMBER:
      below(check, p->detail, RS_NUMBER_KINDS);
      require(check, isfinite(p->number), "a number");
      break;
    case RS_PHRASE_TIMEWORD: below(check, p->detail, RS_TIME_KINDS); break;
    case RS_PHRASE_BOUND: below(check, p->detail, RS_BOUND_KINDS); break;
    default: break;
  }
}

static bool is_on_earth(float lat, float lon) {
  return lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180;
}

static void check_country(Check *check, uint32_t i) {
  const RsCountry *c = &check->k->countries[i];
  code(check, c->iso3, sizeof c->iso3);
  code(check, c->iso2, sizeof c->iso2);
  text(check, c->english);
  text(check, c->name);
  text(check, c->capital);
  text(check, c->capital_english);
  entry(check, c->entry);
  require(check, is_on_earth(c->lat, c->lon), "coordinates");
}

static void check_place(Check *check, uint32_t i) {
  const RsPlaceRecord *p = &check->k->places[i];
  code(check, p->country, sizeof p->country);
  text(check, p->english);
  text(check, p->name);
  text(check, p->admin1);
  entry(check, p->entry);
  below(check, p->place_class, RS_PLACE_BUILDING + 1);
  require(check, is_on_earth(p->lat, p->lon), "coordinates");
}

static void check_actor(Check *check, uint32_t i) {
  const RsActorRecord *a = &check->k->actors[i];
  code(check, a->country, sizeof a->country);
  code(check, a->sector, sizeof a->sector);
  code(check, a->suffix, sizeof a->suffix);
  text(check, a->english);
  text(check, a->name);
  entry(check, a->entry);
  below(check, a->type, RS_ACTOR_STATE + 1);
  run(check, a->term_first, a->term_count, check->k->terms_count);
}

static void check_term(Check *check, uint32_t i) {
  const RsTerm *t = &check->k->terms[i];
  code(check, t->sector, sizeof t->sector);
  require(check, t->from_day <= t->to_day, "a term of office");
}

static void check_role(Check *check, uint32_t i) {
  const RsRoleRecord *r = &check->k->roles[i];
  code(check, r->sector, sizeof r->sector);
  code(check, r->country, sizeof r->country);
  text(check, r->english);
  entry(check, r->entry);
  below(check, r->kind, RS_ROLE_INSTITUTION + 1);
  run(check, r->element_first, r->element_count, check->k->elements_count);
}

/* ------------------------------------------------------------- items */

static void check_element(Check *check, uint32_t i) {
  const RasidKnowledge *k = check->k;
  const RsElement *e = &k->elements[i];
  below(check, e->kind, RS_ELEMENT_GAP + 1);
  bool is_word = e->kind == RS_ELEMENT_WORD;
  run(
    check, e->first, e->count, is_word ? k->element_words_count : k->element_lexemes_count
  );
}

static void check_element_lexeme(Check *check, uint32_t i) {
  index_in(check, check->k->element_lexemes[i], check->k->lexemes_count);
}

static void check_item(Check *check, uint32_t i) {
  const RasidKnowledge *k = check->k;
  const RsItem *item = &k->items[i];
  const uint32_t counts[] = {
    k->patterns_count,
    k->cues_count,
    k->speeches_count,
    k->lights_count,
    k->topics_count,
    k->tolls_count};
  run(check, item->element_first, item->element_count, k->elements_count);
  below(check, item->anchor, item->element_count);
  below(check, item->to_mention, item->element_count);
  require(check, item->from_mention <= item->to_mention, "a mention");
  below(check, item->kind, RS_COUNT_OF(counts));
  index_in(check, item->index, item->kind < RS_COUNT_OF(counts) ? counts[item->kind] : 0);
}

static void check_pattern(Check *check, uint32_t i) {
  const RasidKnowledge *k = check->k;
  const RsPattern *p = &k->patterns[i];
  entry(check, p->entry);
  index_in(check, p->item, k->items_count);
  index_in(check, p->event, k->events_count);
  index_in(check, p->cameo, k->cameos_count);
  run(check, p->actor_first, p->actor_count, k->role_sources_count);
  run(check, p->recipient_first, p->recipient_count, k->role_sources_count);
  run(check, p->condition_first, p->condition_count, k->conditions_count);
  below(check, p->status, RS_STATUS_DENIED + 1);
  below(check, p->forbidden_topics, 1u << RS_TOPIC_COUNT);
}

static void check_role_source(Check *check, uint32_t i) {
  below(check, check->k->role_sources[i].kind, RS_ROLE_NOBODY + 1);
}

static void check_condition(Check *check, uint32_t i) {
  const RsCondition *c = &check->k->conditions[i];
  below(check, c->kind, RS_CONDITION_NOT_PREVIOUS + 1);
  run(check, c->first, c->count, check->k->elements_count);
}

static void check_cue(Check *check, uint32_t i) {
  const RsCue *c = &check->k->cues[i];
  entry(check, c->entry);
  index_in(check, c->item, check->k->items_count);
  below(check, c->kind, RS_CUE_KINDS);
}

static void check_speech(Check *check, uint32_t i) {
  const RsSpeech *s = &check->k->speeches[i];
  entry(check, s->entry);
  index_in(check, s->item, check->k->items_count);
  below(check, s->stance, RS_STANCE_RUMOUR + 1);
  below(check, s->kind, RS_SPEECH_OUTLET + 1);
}

static void check_light(Check *check, uint32_t i) {
  const RsLight *l = &check->k->lights[i];
  entry(check, l->entry);
  index_in(check, l->item, check->k->items_count);
  below(check, l->role, RS_LIGHT_NONE + 1);
  below(check, l->via, RS_VIA_PREPOSITION + 1);
}

static void check_topic(Check *check, uint32_t i) {
  const RsTopic *t = &check->k->topics[i];
  entry(check, t->entry);
  index_in(check, t->item, check->k->items_count);
  below(check, t->topic, RS_TOPIC_COUNT);
}

static void check_toll(Check *check, uint32_t i) {
  const RsToll *t = &check->k->tolls[i];
  entry(check, t->entry);
  index_in(check, t->item, check->k->items_count);
  below(check, t->kind, RS_TOLL_CROWD + 1);
}

/* ------------------------------------------------------------- codes */

static void check_event(Check *check, uint32_t i) {
  const RsEventCode *e = &check->k->events[i];
  text(check, e->event);
  text(check, e->mode);
  text(check, e->contexts);
  entry(check, e->entry);
  require(check, e->quad >= 1 && e->quad <= 4, "a quad class");
}

static void check_hijri_year(Check *check, uint32_t i) {
  const RsHijriYear *years = check->k->hijri_years;
  entry(check, years[i].entry);
  require(check, years[i].lengths < 1u << 24, "the lengths of months");
  if (i) require(check, years[i].year == years[i - 1].year + 1, "the order of years");
}

static void check_cameo(Check *check, uint32_t i) {
  const RsCameo *c = &check->k->cameos[i];
  code(check, c->code, sizeof c->code);
  text(check, c->name);
  entry(check, c->entry);
  index_or_none(check, c->event, check->k->events_count);
  if (i && !check->fault) {
    require(check, strcmp(check->k->cameos[i - 1].code, c->code) < 0, "the order of codes");
  }
}

/* A key must be found from its place on, with no empty one in between. */
static void key(Check *check, const uint32_t *keys, uint32_t count, uint32_t i) {
  for (uint32_t at = keys[i] & (count - 1); keys[i] && at != i;
       at = (at + 1) & (count - 1)) {
    require(check, keys[at] && keys[at] != keys[i], "the place of a weight");
    if (check->fault) return;
  }
}

static void check_weight_key(Check *check, uint32_t i) {
  key(check, check->k->weight_keys, check->k->weight_keys_count, i);
}

static void check_label_key(Check *check, uint32_t i) {
  key(check, check->k->label_keys, check->k->label_keys_count, i);
}

static void check_place_kind(Check *check, uint32_t i) {
  const RasidKnowledge *k = check->k;
  const RsPlaceKind *kind = &k->place_kinds[i];
  index_in(check, kind->lexeme, k->lexemes_count);
  below(check, kind->classes, RS_KIND_ALL + 1);
  entry(check, kind->entry);
  bool is_sorted = !i || k->place_kinds[i - 1].lexeme < kind->lexeme;
  require(check, is_sorted, "the order of kinds of places");
}

static void check_skeleton(Check *check, uint32_t i) {
  const RasidKnowledge *k = check->k;
  const RsSkeleton *skeleton = &k->skeletons[i];
  index_in(check, skeleton->phrase, k->phrases_count);
  uint8_t kind = RS_GET(k, phrases, skeleton->phrase)->kind;
  below(check, kind, RS_PHRASE_PLACE + 1);
  const RsSkeleton *before = i ? &k->skeletons[i - 1] : NULL;
  bool is_sorted = !before || before->key < skeleton->key ||
                   (before->key == skeleton->key && before->phrase < skeleton->phrase);
  require(check, is_sorted, "the order of spellings");
}

/* ------------------------------------------------------------- all */

static bool check_records(const RasidKnowledge *k, RasidError *error) {
  const struct {
    RsSectionId section;
    uint32_t count;
    void (*record)(Check *check, uint32_t index);
  } rows[] = {
    {RS_SECTION_SOURCE, k->sources_count, check_source},
    {RS_SECTION_ENTRY, k->entries_count, check_entry},
    {RS_SECTION_WORD, k->words_count, check_word},
    {RS_SECTION_WORD_SLOT, k->word_slots_count, check_slot},
    {RS_SECTION_FORM, k->forms_count, check_form},
    {RS_SECTION_LEXEME, k->lexemes_count, check_lexeme},
    {RS_SECTION_REFERENCE, k->references_count, check_reference},
    {RS_SECTION_CLITIC, k->clitics_count, check_clitic},
    {RS_SECTION_PHRASE, k->phrases_count, check_phrase},
    {RS_SECTION_COUNTRY, k->countries_count, check_country},
    {RS_SECTION_PLACE, k->places_count, check_place},
    {RS_SECTION_ACTOR, k->actors_count, check_actor},
    {RS_SECTION_TERM, k->terms_count, check_term},
    {RS_SECTION_ROLE, k->roles_count, check_role},
    {RS_SECTION_ELEMENT, k->elements_count, check_element},
    {RS_SECTION_ELEMENT_LEXEME, k->element_lexemes_count, check_element_lexeme},
    {RS_SECTION_ITEM, k->items_count, check_item},
    {RS_SECTION_PATTERN, k->patterns_count, check_pattern},
    {RS_SECTION_ROLE_SOURCE, k->role_sources_count, check_role_source},
    {RS_SECTION_CONDITION, k->conditions_count, check_condition},
    {RS_SECTION_CUE, k->cues_count, check_cue},
    {RS_SECTION_SPEECH, k->speeches_count, check_speech},
    {RS_SECTION_LIGHT, k->lights_count, check_light},
    {RS_SECTION_TOPIC, k->topics_count, check_topic},
    {RS_SECTION_TOLL, k->tolls_count, check_toll},
    {RS_SECTION_EVENT, k->events_count, check_event},
    {RS_SECTION_CAMEO, k->cameos_count, check_cameo},
    {RS_SECTION_WEIGHT_KEY, k->weight_keys_count, check_weight_key},
    {RS_SECTION_PLACE_KIND, k->place_kinds_count, check_place_kind},
    {RS_SECTION_SKELETON, k->skeletons_count, check_skeleton},
    {RS_SECTION_HIJRI, k->hijri_years_count, check_hijri_year},
    {RS_SECTION_LABEL_KEY, k->label_keys_count, check_label_key},
  };
  for (size_t r = 0; r < RS_COUNT_OF(rows); r++) {
    Check check = {.k = k};
    for (uint32_t i = 0; i < rows[r].count; i++) {
      rows[r].record(&check, i);
      if (!check.fault) continue;
      return rs_error_set(
        error,
        RASID_ERROR_KNOWLEDGE,
        (uint64_t)rows[r].section,
        "section %d, record %" PRIu32 ": %s is wrong",
        (int)rows[r].section,
        i,
        check.fault
      );
    }
  }
  return true;
}

bool rasid_knowledge_check(const char *path, RasidError *error) {
  RasidKnowledge *k = rs_knowledge_map(path, error);
  if (!k) return false;
  const RsFileHeader *header = (const void *)k->bytes;
  uint64_t sum = rs_hash_bytes(k->bytes + sizeof *header, k->byte_count - sizeof *header);
  bool is_right = sum == header->checksum;
  if (!is_right) {
    rs_error_set(
      error, RASID_ERROR_KNOWLEDGE, 24, "the checksum is wrong: the file is damaged"
    );
  }
  is_right = is_right && check_records(k, error);
  rasid_knowledge_free(k);
  return is_right;
}
