/* What kept a pattern from firing.
 *
 * There are four reasons: another pattern had its words, a condition failed, the deed is only
 * wished for or not political, or its trigger is not there as a whole. The first three concern
 * triggers that were found and are told where they are decided. The last is looked for here,
 * when everything else is done: for each word, the patterns anchored on one of its readings
 * that were not found. Either the word was read as something else (`فجر` as dawn, not as "blew
 * up"), or another part of the trigger is missing (`ألقت … على عاتقه` without `قبض`), or all
 * parts are there but too far apart. Those with more than one part missing are not near. */
#include "event/near.h"

static const char *word_text(const RsEventInput *input, uint32_t token) {
  const RsToken *at = &input->reading->tokens->tokens[token];
  RsBytes bytes = rs_text_bytes(input->reading->text, at->start, at->end);
  return rs_arena_string(input->tracer->arena, bytes.data, bytes.count);
}

static void add_line(
  const RsEventInput *input,
  RasidTraceKind kind,
  uint32_t first,
  uint32_t last,
  uint32_t pattern,
  const char *why
) {
  const RasidKnowledge *k = input->knowledge;
  const RsPattern *record = RS_GET(k, patterns, pattern);
  const char *event = rs_text_at(k, RS_GET(k, events, record->event)->event);
  if (why) rs_trace_add(input->tracer, kind, first, last, record->entry, event, why);
}

static void add_near(const RsEventInput *input, const RsFound *found, const char *why) {
  uint32_t pattern = RS_GET(input->knowledge, items, found->item)->index;
  add_line(
    input, RASID_TRACE_NEAR, found->mention_first, found->mention_last, pattern, why
  );
}

void rs_near_add(
  const RsEventInput *input, const RsFound *found, const char *why, uint32_t word
) {
  if (!input->tracer->on) return;
  const char *text = word == RS_NONE ? NULL : word_text(input, word);
  if (text) why = rs_arena_format(input->tracer->arena, "%s: %s", why, text);
  add_near(input, found, why);
}

void rs_near_condition(
  const RsEventInput *input,
  const RsFound *found,
  const RsCondition *condition,
  uint32_t word
) {
  static const char *const reasons[] = {
    "none of the words of a need= is near",
    "not= forbids a word that is near",
    "next= asks for another word behind",
    "prev= asks for another word before",
    "notnext= forbids the word behind",
    "notprev= forbids the word before",
  };
  rs_near_add(input, found, reasons[condition->kind % RS_COUNT_OF(reasons)], word);
}

void rs_near_taken(const RsEventInput *input, const RsFound *found, uint32_t pattern) {
  if (!input->tracer->on) return;
  const char *id =
    rs_entry_id(input->knowledge, RS_GET(input->knowledge, patterns, pattern)->entry);
  add_near(
    input, found, rs_arena_format(input->tracer->arena, "%s has its words already", id)
  );
}

void rs_near_topic(const RsEventInput *input, const RsFound *found, uint32_t topic) {
  static const char *const names[RS_TOPIC_COUNT] = {
    [RS_TOPIC_SPORT] = "sport",
    [RS_TOPIC_WEATHER] = "weather",
    [RS_TOPIC_ART] = "art",
    [RS_TOPIC_ECONOMY] = "economy",
    [RS_TOPIC_ACCIDENT] = "accident",
    [RS_TOPIC_HEALTH] = "health",
    [RS_TOPIC_DISASTER] = "disaster",
    [RS_TOPIC_RELIGION] = "religion",
    [RS_TOPIC_TECHNOLOGY] = "technology",
  };
  if (!input->tracer->on) return;
  const char *why = rs_arena_format(
    input->tracer->arena,
    "the text is about %s, which the pattern forbids",
    names[topic % RS_TOPIC_COUNT]
  );
  add_near(input, found, why);
}

/* ------------------------------------------------------------- parts of triggers */

/* The n-th part of the pattern's trigger as its line has it; "" when it cannot be told. */
static const char *part_text(const RsEventInput *input, uint32_t pattern, unsigned n) {
  const RasidKnowledge *k = input->knowledge;
  const char *file, *text;
  unsigned line;
  const char *id = rs_entry_id(k, RS_GET(k, patterns, pattern)->entry);
  if (!rasid_knowledge_find_entry(k, id, &file, &line, &text)) return "";
  text += strcspn(text, "\t");
  text += *text == '\t';
  for (size_t length; n; n--) {
    length = strcspn(text, " \t");
    if (text[length] != ' ') return "";
    text += length + 1;
  }
  size_t length = strcspn(text, " \t");
  if (length && *text == '[') text++, length--;
  if (length && text[length - 1] == ']') length--;
  const char *part = rs_arena_string(input->tracer->arena, text, length);
  return part ? part : "";
}

static bool is_in_sentence(
  const RsEventInput *input, const RsElement *element, const RsSentence *sentence
) {
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    if (rs_element_matches(input->reading, element, i)) return true;
  }
  return false;
}

/* Why an item anchored on the token was not found there; NULL when more than one part is
 * missing. */
static const char *why_not_found(
  const RsEventInput *input, const RsItem *item, uint32_t token
) {
  const RasidKnowledge *k = input->knowledge;
  RsArena *arena = input->tracer->arena;
  const RsTokens *tokens = input->reading->tokens;
  const RsSentence *sentence = &tokens->sentences[tokens->tokens[token].sentence];
  unsigned missing = 0, which = 0;
  for (unsigned i = 0; i < item->element_count; i++) {
    const RsElement *element = RS_GET(k, elements, item->element_first + i);
    if (element->kind == RS_ELEMENT_GAP) continue;
    if (is_in_sentence(input, element, sentence)) continue;
    missing++;
    which = i;
  }
  if (missing > 1) return NULL;
  uint32_t name = input->input->entities->names.at[token];
  bool is_named =
    name != RS_NONE && input->input->entities->names.names[name].kind == RS_NAME_ACTOR;
  if (is_named) return "the word is part of a name";
  if (!missing) return "all parts are there, but not side by side in this order";
  if (which != item->anchor)
    return rs_arena_format(
      arena, "the rest is not there: %s", part_text(input, item->index, which)
    );
  const RsAnalysis *chosen = input->reading->morphs[token].chosen;
  const RsLexeme *lexeme = RS_GET(k, lexemes, chosen->lexeme);
  return rs_arena_format(
    arena,
    "the word is read as %s %s, not as %s",
    rs_upos_names[chosen->upos % RS_UPOS_COUNT],
    rs_text_at(k, lexeme->lemma),
    part_text(input, item->index, which)
  );
}

static bool is_found(const RsEventInput *input, uint32_t token, uint32_t item) {
  const RsFindings *findings = input->findings;
  for (uint32_t i = findings->starts[token]; i < findings->starts[token + 1]; i++) {
    if (findings->found[i].item == item) return true;
  }
  return false;
}

/* An item may hang on several readings of a word. */
static bool is_told(const RsEventInput *input, uint32_t token, uint32_t entry) {
  const RsTracer *tracer = input->tracer;
  for (size_t i = tracer->count; i > 0; i--) {
    const RsTraceLine *line = &tracer->lines[i - 1];
    if (line->kind != RASID_TRACE_PART || line->first != token) return false;
    if (line->entry == entry) return true;
  }
  return false;
}

static void add_parts(
  const RsEventInput *input, uint32_t first, uint32_t count, uint32_t token
) {
  const RasidKnowledge *k = input->knowledge;
  first = rs_clip(first, &count, k->references_count);
  for (uint32_t i = first; i < first + count; i++) {
    const RsReference *reference = &k->references[i];
    const RsItem *item = RS_GET(k, items, reference->index);
    bool is_pattern = reference->kind == RS_REFERENCE_ITEM && item->kind == RS_ITEM_PATTERN;
    if (!is_pattern || is_found(input, token, reference->index)) continue;
    if (is_told(input, token, RS_GET(k, patterns, item->index)->entry)) continue;
    const char *why = why_not_found(input, item, token);
    if (why) add_line(input, RASID_TRACE_PART, token, token + 1, item->index, why);
  }
}

void rs_near_parts(const RsEventInput *input) {
  if (!input->tracer->on) return;
  const RasidKnowledge *k = input->knowledge;
  for (uint32_t i = 0; i < input->reading->tokens->token_count; i++) {
    const RsWordType *type = input->reading->morphs[i].type;
    for (unsigned a = 0; type && a < type->analysis_count; a++) {
      const RsLexeme *lexeme = RS_GET(k, lexemes, type->analyses[a].lexeme);
      add_parts(input, lexeme->reference_first, lexeme->reference_count, i);
    }
    for (unsigned h = 0; type && h < type->head_count; h++) {
      const RsWord *word = RS_GET(k, words, type->heads[h].word);
      add_parts(input, word->reference_first, word->reference_count, i);
    }
  }
}
