/* Items of the data in the text.
 *
 * A word or lemma knows the items that are anchored on it: `قبض` those of `V:ألقى .. [M:قبض]`.
 * From the anchor the other elements are matched outwards, each right beside the last or, over
 * `..`, at most a few words away, not counting what stands between two commas (`شن الوزير،
 * اليوم الجمعة، هجوما`); quotation marks are not in the way, sentence ends are. A
 * word is tried in every reading of the kind that its sentence chose for it (verb or noun), so
 * that homographs (قَتَلَ, قَتَّلَ) both count. Most items are ruled out before they are read:
 * a sieve of the sentence's words and lemmas lacks one that the item asks for.
 */
#include "event/event.h"

enum {
  GAP_TOKENS = 5,
  INSERTION_TOKENS = 6,
  INSERTED_TOKENS = 14, /* of all insertions in one gap */
  TOKENS_AHEAD = 3,
  REFERENCES_AT_ONCE = 16
};

typedef struct {
  const RsReading *reading;
  const RsEntities *entities;
  RsFindings *findings;
  RsArena *arena;
  size_t capacity;
} Finder;

/* Readings that the choice of the sentence leaves open: parted alike, of one kind and as
 * likely. `مدينة` is "city" and not the rarer participle "convicting". */
static bool homograph(const RsAnalysis *chosen, const RsAnalysis *other) {
  bool verb = chosen->upos == RS_UPOS_VERB || chosen->upos == RS_UPOS_AUX;
  bool other_verb = other->upos == RS_UPOS_VERB || other->upos == RS_UPOS_AUX;
  /* `المنطقة المحاصرة` is besieged, no siege. */
  bool described = chosen->upos == RS_UPOS_ADJ && chosen->article &&
                   other->derivation == RS_DERIVED_MASDAR;
  return other->lexeme != RS_NONE && verb == other_verb && !described &&
         other->segment_start == chosen->segment_start &&
         other->stem_end == chosen->stem_end && other->cost <= chosen->cost + 1;
}

static bool lexeme_in(
  const RasidKnowledge *knowledge, const RsElement *element, uint32_t lexeme
) {
  uint32_t count = element->count;
  uint32_t low = rs_clip(element->first, &count, knowledge->element_lexemes_count);
  uint32_t high = low + count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    uint32_t at = knowledge->element_lexemes[middle];
    if (at == lexeme) return true;
    if (at < lexeme)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

static bool has_hash(
  const RasidKnowledge *knowledge, uint32_t first, uint32_t count, uint64_t hash
) {
  uint32_t low = first, high = first + count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    uint64_t at = knowledge->element_words[middle];
    if (at == hash) return true;
    if (at < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

static bool word_in(
  const RasidKnowledge *knowledge, const RsElement *element, const RsWordType *type
) {
  uint32_t count = element->count;
  uint32_t first = rs_clip(element->first, &count, knowledge->element_words_count);
  for (unsigned k = 0; k < type->spelling_count; k++) {
    if (has_hash(knowledge, first, count, type->spellings[k])) return true;
  }
  return false;
}

bool rs_element_matches(
  const RsReading *reading, const RsElement *element, uint32_t token
) {
  const RsWordType *type = reading->morphs[token].type;
  const RsAnalysis *chosen = reading->morphs[token].chosen;
  if (!type || !chosen) return false;
  if (element->kind == RS_ELEMENT_WORD) return word_in(reading->knowledge, element, type);
  if (element->kind != RS_ELEMENT_LEXEME) return false;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsAnalysis *reading_of = &type->analyses[i];
    if (reading_of->cost > chosen->cost + 1) break; /* the cheapest stand first */
    if (reading_of != chosen && !homograph(chosen, reading_of)) continue;
    if (lexeme_in(reading->knowledge, element, reading_of->lexeme)) return true;
  }
  return false;
}

static bool item_has(const RasidKnowledge *knowledge, const RsItem *item, uint32_t lexeme) {
  for (unsigned i = 0; i < item->element_count; i++) {
    const RsElement *element = RS_GET(knowledge, elements, item->element_first + i);
    bool lexemes = element->kind == RS_ELEMENT_LEXEME;
    if (lexemes && lexeme_in(knowledge, element, lexeme)) return true;
  }
  return false;
}

const RsAnalysis *rs_item_reading(
  const RsReading *reading, const RsItem *item, uint32_t token
) {
  const RsWordType *type = reading->morphs[token].type;
  const RsAnalysis *chosen = reading->morphs[token].chosen;
  if (!type || !chosen || item_has(reading->knowledge, item, chosen->lexeme)) return chosen;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    if (other != chosen && homograph(chosen, other) &&
        item_has(reading->knowledge, item, other->lexeme))
      return other;
  }
  return chosen;
}

/* ------------------------------------------------------------------ sieves */

enum {
  FINE_SLOTS = RS_SIEVE_WORDS * 64 << RS_SIEVE_FINER
};

static void set_bit(uint64_t *bits, uint32_t slot) {
  bits[slot >> 6] |= (uint64_t)1 << (slot & 63);
}

static bool has_bit(const uint64_t *bits, uint32_t slot) {
  return bits[slot >> 6] >> (slot & 63) & 1;
}

static void sieve_add(RsSieve *sieve, uint32_t hash) {
  set_bit(sieve->guard_bits, rs_guard_slot(hash));
  set_bit(sieve->bits, hash & (FINE_SLOTS - 1));
}

static bool sieve_passes(const RsSieve *sieve, uint32_t guard) {
  bool passes = !guard;
  for (unsigned i = 0; i < RS_GUARD_SLOTS; i++, guard >>= RS_GUARD_SLOT_BITS)
    passes |= has_bit(sieve->guard_bits, rs_guard_slot(guard));
  return passes;
}

static void sieve_add_token(RsSieve *sieve, const RsMorph *morph) {
  const RsWordType *type = morph->type;
  if (!type || !morph->chosen) return;
  for (unsigned i = 0; i < type->spelling_count; i++)
    sieve_add(sieve, (uint32_t)type->spellings[i]);
  for (unsigned i = 0; i < type->analysis_count; i++) {
    if (type->analyses[i].cost > morph->chosen->cost + 1) break;
    sieve_add(sieve, rs_lexeme_hash(type->analyses[i].lexeme));
  }
}

static bool fill_sieves(RsFindings *findings, RsArena *arena, const RsReading *reading) {
  const RsTokens *tokens = reading->tokens;
  findings->sieves =
    rs_arena_array(arena, tokens->sentence_count, sizeof *findings->sieves);
  if (!findings->sieves) return false;
  for (uint32_t i = 0; i < tokens->token_count; i++) {
    sieve_add_token(&findings->sieves[tokens->tokens[i].sentence], &reading->morphs[i]);
  }
  return true;
}

bool rs_element_may_match(
  const RasidKnowledge *knowledge, const RsElement *element, const RsSieve *sieve
) {
  bool is_word = element->kind == RS_ELEMENT_WORD;
  uint32_t count = element->count;
  uint32_t first = rs_clip(
    element->first,
    &count,
    is_word ? knowledge->element_words_count : knowledge->element_lexemes_count
  );
  for (uint32_t i = first; i < first + count; i++) {
    uint32_t hash = is_word ? (uint32_t)knowledge->element_words[i]
                            : rs_lexeme_hash(knowledge->element_lexemes[i]);
    if (has_bit(sieve->bits, hash & (FINE_SLOTS - 1))) return true;
  }
  return false;
}

/* ------------------------------------------------------------------ items */

static bool passable(const Finder *finder, uint32_t token) {
  return rs_is_punct(finder->reading, token, '"') ||
         rs_is_punct(finder->reading, token, '(') ||
         rs_is_punct(finder->reading, token, ')');
}

/* A comma at `token` opens an insertion when another one closes it soon and no verb stands
 * between: the tokens up to that one, else 0. */
static unsigned insertion_at(const Finder *finder, uint32_t token, int step) {
  const RsReading *reading = finder->reading;
  const RsSentence *sentence =
    &reading->tokens->sentences[reading->tokens->tokens[token].sentence];
  for (unsigned length = 1; length <= INSERTION_TOKENS; length++) {
    if (step < 0 ? token == sentence->first : token + 1 >= sentence->last) return 0;
    token = step < 0 ? token - 1 : token + 1;
    if (rs_is_punct(reading, token, ',')) return length;
    if (rs_is_upos(reading, token, RS_UPOS_VERB)) return 0;
  }
  return 0;
}

/* `أعرب رئيس مجلس النواب بول ريان، الخميس، عن`: in a gap a name counts as one word, a date as none. */
static bool counts_in_gap(const Finder *finder, uint32_t token, int step) {
  const RsEntities *entities = finder->entities;
  uint32_t name = entities->names.at[token];
  if (name != RS_NONE) return entities->names.at[step < 0 ? token + 1 : token - 1] != name;
  return entities->dates.at[token] == RS_NONE;
}

/* Matches elements from `index` on in direction `step`, the last match being at `at`. Returns
 * the token of the outermost element, or RS_NONE. `bounds` collects the mention's tokens. */
static uint32_t match_side(
  const Finder *finder, const RsItem *item, uint32_t at, int step, RsFound *found
) {
  const RsReading *reading = finder->reading;
  const RsSentence *sentence =
    &reading->tokens->sentences[reading->tokens->tokens[at].sentence];
  bool gap = false;
  for (int i = (int)item->anchor + step; i >= 0 && i < (int)item->element_count;
       i += step) {
    const RsElement *element =
      RS_GET(reading->knowledge, elements, item->element_first + (uint32_t)i);
    if (element->kind == RS_ELEMENT_GAP) {
      gap = true;
      continue;
    }
    unsigned allowed = gap ? GAP_TOKENS + 1 : 1;
    uint32_t next = at;
    bool matched = false;
    unsigned inserted = 0, total = 0;
    while (allowed && !matched) {
      if (step < 0 ? next == sentence->first : next + 1 >= sentence->last) return RS_NONE;
      next = step < 0 ? next - 1 : next + 1;
      if (passable(finder, next)) continue;
      if (rs_is_punct(reading, next, '.') || rs_is_punct(reading, next, ';'))
        return RS_NONE;
      matched = rs_element_matches(reading, element, next);
      bool counts = !inserted && (!gap || counts_in_gap(finder, next, step));
      if (inserted) inserted--;
      if (gap && !inserted && rs_is_punct(reading, next, ',') && total < INSERTED_TOKENS) {
        total += inserted = insertion_at(finder, next, step);
        counts &= !inserted;
      }
      if (counts) allowed--;
    }
    if (!matched) return RS_NONE;
    at = next;
    gap = false;
    if (i >= item->from_mention && i <= item->to_mention) {
      if (at < found->mention_first) found->mention_first = at;
      if (at + 1 > found->mention_last) found->mention_last = at + 1;
    }
  }
  return at;
}

/* Whether the sentence has a word for each element beside the anchor. */
static bool may_stand(const Finder *finder, const RsItem *item, uint32_t token) {
  const RsReading *reading = finder->reading;
  const RsSieve *sieve = &finder->findings->sieves[reading->tokens->tokens[token].sentence];
  for (unsigned i = 0; i < item->element_count; i++) {
    if (i == item->anchor) continue;
    const RsElement *element =
      RS_GET(reading->knowledge, elements, item->element_first + i);
    if (element->kind == RS_ELEMENT_GAP) continue;
    if (!rs_element_may_match(reading->knowledge, element, sieve)) return false;
  }
  return true;
}

static bool try_item(Finder *finder, uint32_t index, uint32_t token) {
  const RsItem *item = RS_GET(finder->reading->knowledge, items, index);
  if (item->element_count > 1 && !may_stand(finder, item, token)) return true;
  RsFound found = {
    .item = index,
    .anchor = token,
    .first = token,
    .last = token + 1,
    .mention_first = token,
    .mention_last = token + 1,
  };
  if (item->element_count > 1) {
    uint32_t first = match_side(finder, item, token, -1, &found);
    if (first == RS_NONE) return true;
    uint32_t last = match_side(finder, item, token, 1, &found);
    if (last == RS_NONE) return true;
    found.first = first;
    found.last = last + 1;
  }
  RsFindings *findings = finder->findings;
  findings->found = rs_arena_grow(
    finder->arena,
    findings->found,
    findings->found_count,
    &finder->capacity,
    sizeof *findings->found
  );
  if (!findings->found) return false;
  findings->found[findings->found_count++] = found;
  if (item->kind == RS_ITEM_TOPIC) {
    const RsTopic *topic = RS_GET(finder->reading->knowledge, topics, item->index);
    if (topic->topic < RS_TOPIC_COUNT) {
      findings->topic_weights[topic->topic] += topic->weight;
    }
  }
  return true;
}

static bool already(const Finder *finder, uint32_t from, uint32_t item) {
  for (uint32_t i = from; i < finder->findings->found_count; i++) {
    if (finder->findings->found[i].item == item) return true;
  }
  return false;
}

static bool try_references(
  Finder *finder, uint32_t first, uint32_t count, uint32_t token, uint32_t from
) {
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  const RsSieve *sieve =
    &finder->findings->sieves[finder->reading->tokens->tokens[token].sentence];
  first = rs_clip(first, &count, knowledge->references_count);
  for (uint32_t i = 0; i < count;) {
    uint32_t passed[REFERENCES_AT_ONCE], used = 0;
    for (unsigned k = 0; k < REFERENCES_AT_ONCE && i < count; k++, i++) {
      const RsReference *reference = &knowledge->references[first + i];
      if (reference->kind != RS_REFERENCE_ITEM) count = i;
      passed[used] = reference->index;
      used += i < count && sieve_passes(sieve, reference->second); /* without a branch */
    }
    for (uint32_t k = 0; k < used; k++)
      __builtin_prefetch(RS_GET(knowledge, items, passed[k]));
    for (uint32_t k = 0; k < used; k++) {
      if (already(finder, from, passed[k])) continue;
      if (!try_item(finder, passed[k], token)) return false;
    }
  }
  return true;
}

static bool find_at(Finder *finder, uint32_t token) {
  const RsReading *reading = finder->reading;
  const RsWordType *type = reading->morphs[token].type;
  const RsAnalysis *chosen = reading->morphs[token].chosen;
  uint32_t from = finder->findings->found_count;
  if (!type || !chosen || !(type->holds & 1u << RS_REFERENCE_ITEM)) return true;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsAnalysis *analysis = &type->analyses[i];
    if (analysis->cost > chosen->cost + 1) break;
    if (analysis != chosen && !homograph(chosen, analysis)) continue;
    const RsLexeme *lexeme = rs_morph_lexeme(reading->knowledge, analysis);
    if (!try_references(
          finder, lexeme->reference_first, lexeme->reference_count, token, from
        )) {
      return false;
    }
  }
  for (unsigned i = 0; i < type->head_count; i++) {
    const RsHead *head = &type->heads[i];
    if (!try_references(finder, head->items, head->item_count, token, from)) return false;
  }
  return true;
}

/* What hangs on words and lexemes lies far apart in memory: asked for some tokens ahead. */
static void fetch_references(const RsReading *reading, uint32_t token) {
  const RasidKnowledge *knowledge = reading->knowledge;
  const RsWordType *type = reading->morphs[token].type;
  if (!type || !(type->holds & 1u << RS_REFERENCE_ITEM)) return;
  const RsLexeme *lexeme = rs_morph_lexeme(knowledge, reading->morphs[token].chosen);
  __builtin_prefetch(RS_GET(knowledge, references, lexeme->reference_first));
  for (unsigned i = 0; i < type->head_count; i++) {
    __builtin_prefetch(RS_GET(knowledge, references, type->heads[i].items));
  }
}

/* Inside a name nothing is a trigger: `مجلس الأمن`, `حزب العمل`, `ساحة التحرير`. */
static bool is_inside_name(const RsEntities *entities, uint32_t token) {
  uint32_t index = entities->names.at[token];
  if (index == RS_NONE) return false;
  const RsName *name = &entities->names.names[index];
  return name->kind == RS_NAME_ACTOR ||
         (name->kind == RS_NAME_PLACE && token > name->first);
}

bool rs_findings_find(
  RsFindings *findings, RsArena *arena, const RsReading *reading, const RsEntities *entities
) {
  *findings = (RsFindings) {0};
  Finder finder = {
    .reading = reading, .entities = entities, .findings = findings, .arena = arena};
  uint32_t count = reading->tokens->token_count;
  findings->starts = rs_arena_alloc(arena, (count + 1) * sizeof *findings->starts);
  if (!findings->starts || !fill_sieves(findings, arena, reading)) return false;
  for (uint32_t i = 0; i < count; i++) {
    findings->starts[i] = findings->found_count;
    if (i + TOKENS_AHEAD < count) fetch_references(reading, i + TOKENS_AHEAD);
    if (!is_inside_name(entities, i) && !find_at(&finder, i)) return false;
  }
  findings->starts[count] = findings->found_count;
  return true;
}

const RsItem *rs_finding_at(const RsEventInput *input, uint32_t token, RsItemKind kind) {
  const RsFindings *findings = input->findings;
  for (uint32_t k = findings->starts[token]; k < findings->starts[token + 1]; k++) {
    const RsItem *item = RS_GET(input->knowledge, items, findings->found[k].item);
    if (item->kind == kind) return item;
  }
  return NULL;
}

const RsPattern *rs_pattern_at(const RsEventInput *input, uint32_t token, uint32_t *next) {
  const RsFindings *findings = input->findings;
  uint32_t first = findings->starts[token];
  while (first + *next < findings->starts[token + 1]) {
    const RsFound *found = &findings->found[first + (*next)++];
    const RsItem *item = RS_GET(input->knowledge, items, found->item);
    if (item->kind == RS_ITEM_PATTERN)
      return RS_GET(input->knowledge, patterns, item->index);
  }
  return NULL;
}

bool rs_has_cue(const RsEventInput *input, uint32_t token, uint32_t kind) {
  const RsFindings *findings = input->findings;
  for (uint32_t k = findings->starts[token]; k < findings->starts[token + 1]; k++) {
    const RsItem *item = RS_GET(input->knowledge, items, findings->found[k].item);
    if (item->kind != RS_ITEM_CUE) continue;
    if (RS_GET(input->knowledge, cues, item->index)->kind == kind) return true;
  }
  return false;
}

const char *rs_event_at(const RsEventInput *input, uint32_t token) {
  const RsItem *item = rs_finding_at(input, token, RS_ITEM_PATTERN);
  if (!item) return NULL;
  const RsPattern *pattern = RS_GET(input->knowledge, patterns, item->index);
  return rs_text_at(
    input->knowledge, RS_GET(input->knowledge, events, pattern->event)->event
  );
}
