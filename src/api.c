/* The coder: one text through all layers (rasid.h).
 *
 * Scratch memory of the layers lives in the coder's arena and is used again for every text; the
 * document gets an arena of its own for what is handed out. The analyses of words are kept
 * between texts, which changes no result.
 */
#include "record/record.h"

#include <stdlib.h>

enum {
  DEFAULT_MAX_BYTES = 8 << 20,
  REPLACED_PERCENT = 1
};

struct RasidCoder {
  const RasidKnowledge *knowledge;
  RasidCoderOptions options;
  RsArena scratch;
  RsMorphCache cache;
  RsTaggerCache *tagger;
};

RasidCoder *rasid_coder_new(
  const RasidKnowledge *knowledge, const RasidCoderOptions *options, RasidError *error
) {
  RasidCoder *coder = calloc(1, sizeof *coder);
  if (!coder) {
    rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory for a coder");
    return NULL;
  }
  coder->knowledge = knowledge;
  if (options) coder->options = *options;
  if (!coder->options.max_document_bytes) {
    coder->options.max_document_bytes = DEFAULT_MAX_BYTES;
  }
  return coder;
}

void rasid_coder_free(RasidCoder *coder) {
  if (!coder) return;
  rs_arena_release(&coder->scratch);
  rs_morph_cache_release(&coder->cache);
  rs_tagger_cache_free(coder->tagger);
  free(coder);
}

void rasid_document_free(RasidDocument *document) {
  if (!document) return;
  RsArena arena = document->arena; /* the document lives in its own arena */
  rs_arena_release(&arena);
}

static const char *copy(RsArena *arena, const char *text, bool *failed) {
  if (!text) return NULL;
  const char *copied = rs_arena_string(arena, text, strlen(text));
  if (!copied) *failed = true;
  return copied;
}

/* A document with its own copy of the input, title and text joined. */
static RasidDocument *new_document(const RasidInput *input) {
  RsArena arena = {0};
  RasidDocument *document = rs_arena_array(&arena, 1, sizeof *document);
  if (!document) {
    rs_arena_release(&arena);
    return NULL;
  }
  bool failed = false;
  size_t title = input->title ? strlen(input->title) + 1 : 0;
  char *text = rs_arena_alloc(&arena, title + input->text_bytes + 1);
  if (text) {
    if (title) {
      memcpy(text, input->title, title - 1);
      text[title - 1] = '\n';
    }
    if (input->text_bytes) memcpy(text + title, input->text, input->text_bytes);
    text[title + input->text_bytes] = '\0';
  }
  document->input = (RasidInput) {
    .id = copy(&arena, input->id, &failed),
    .text = text,
    .text_bytes = title + input->text_bytes,
    .date = copy(&arena, input->date, &failed),
    .outlet = copy(&arena, input->outlet, &failed),
    .url = copy(&arena, input->url, &failed),
  };
  document->arena = arena;
  if (failed || !text) {
    rasid_document_free(document);
    return NULL;
  }
  return document;
}

static bool check_input(
  const RasidCoder *coder, const RasidInput *input, int32_t *published, RasidError *error
) {
  *published = RS_NO_DAY;
  if (!input->text) {
    return rs_error_set(error, RASID_ERROR_ARGUMENT, 0, "the document has no text");
  }
  size_t limit = coder->options.max_document_bytes;
  if (input->text_bytes > limit || input->text_bytes > INT32_MAX / 2) {
    return rs_error_set(
      error,
      RASID_ERROR_TOO_LARGE,
      input->text_bytes,
      "the document has %zu bytes, more than the limit of %zu; raise it with --max-document",
      input->text_bytes,
      limit
    );
  }
  if (input->date && !rs_day_parse(input->date, published)) {
    return rs_error_set(
      error,
      RASID_ERROR_ARGUMENT,
      0,
      "the publication date \"%.40s\" is not a day of the calendar; write YYYY-MM-DD",
      input->date
    );
  }
  return true;
}

static bool no_memory(RasidError *error) {
  return rs_error_set(
    error, RASID_ERROR_MEMORY, 0, "out of memory while coding a document"
  );
}

static bool check_text(const RsText *text, const RsTokens *tokens, RasidError *error) {
  if ((uint64_t)text->replaced * 100 > (uint64_t)text->point_count * REPLACED_PERCENT) {
    return rs_error_set(
      error,
      RASID_ERROR_ENCODING,
      0,
      "%u of %u characters are not valid UTF-8; convert the text to UTF-8",
      text->replaced,
      text->point_count
    );
  }
  if (!tokens->token_count) {
    return rs_error_set(error, RASID_ERROR_EMPTY, 0, "the document has no words");
  }
  return true;
}

/* What stands between the stages; all of it in the coder's scratch arena. */
typedef struct {
  RsTaggerCache *tagger; /* NULL: names are not tagged, for events have no use of it */
  RsText text;
  RsTokens tokens;
  RsReading reading;
  RsEntities entities;
  RsClauseInput clause_input;
} Stages;

static bool read_stages(
  RasidCoder *coder,
  const RasidDocument *document,
  int32_t published,
  Stages *stages,
  RasidError *error
) {
  RsArena *arena = &coder->scratch;
  const RasidInput *input = &document->input;
  if (!rs_text_read(&stages->text, arena, input->text, input->text_bytes) ||
      !rs_tokens_split(&stages->tokens, arena, &stages->text)) {
    return no_memory(error);
  }
  if (!check_text(&stages->text, &stages->tokens, error)) return false;
  RsMorph *morphs =
    rs_morph_read(&coder->cache, arena, coder->knowledge, &stages->text, &stages->tokens);
  if (!morphs) return no_memory(error);
  stages->reading = (RsReading) {
    .knowledge = coder->knowledge,
    .text = &stages->text,
    .tokens = &stages->tokens,
    .morphs = morphs,
    .published_day = published,
    .home_country = rs_country_of_address(coder->knowledge, input->url),
  };
  if (!rs_entities_find(&stages->entities, arena, stages->tagger, &stages->reading))
    return no_memory(error);
  stages->clause_input =
    (RsClauseInput) {.reading = &stages->reading, .entities = &stages->entities};
  return rs_roles_find(&stages->clause_input, arena) || no_memory(error);
}

static bool code_stages(
  RasidCoder *coder, RasidDocument *document, const Stages *stages, RasidError *error
) {
  RsArena *arena = &coder->scratch;
  RsClauses clauses;
  RsFindings findings;
  RsMentions mentions;
  RsDeeds deeds;
  RsTracer tracer = {.on = coder->options.keep_trace, .arena = &document->arena};
  if (!rs_clauses_find(&clauses, arena, &stages->clause_input) ||
      !rs_findings_find(&findings, arena, &stages->reading, &stages->entities)) {
    return no_memory(error);
  }
  RsEventInput input = {
    .input = &stages->clause_input,
    .reading = &stages->reading,
    .knowledge = coder->knowledge,
    .clauses = &clauses,
    .findings = &findings,
    .tracer = &tracer,
  };
  if (!rs_mentions_find(&mentions, arena, &input) ||
      !rs_deeds_merge(&deeds, arena, &input, &mentions) ||
      !rs_record_events(document, &input, &mentions, &deeds, coder->options.min_score)) {
    return no_memory(error);
  }
  if (!tracer.on) return true;
  return rs_record_trace(document, &stages->clause_input, &clauses, &tracer) ||
         no_memory(error);
}

static RasidDocument *process(
  RasidCoder *coder, const RasidInput *input, bool code, RasidError *error
) {
  int32_t published;
  if (!check_input(coder, input, &published, error)) return NULL;
  RasidDocument *document = new_document(input);
  if (!document) {
    no_memory(error);
    return NULL;
  }
  rs_arena_reset(&coder->scratch);
  rs_morph_cache_trim(&coder->cache);
  rs_tagger_cache_trim(coder->tagger);
  if (!code && !coder->tagger) coder->tagger = rs_tagger_cache_new(coder->knowledge);
  Stages stages = {.tagger = code ? NULL : coder->tagger};
  bool done = (code || stages.tagger) ? true : no_memory(error);
  done = done && read_stages(coder, document, published, &stages, error);
  if (done && code) done = code_stages(coder, document, &stages, error);
  if (done && !code && !rs_record_analysis(document, &stages.clause_input)) {
    done = no_memory(error);
  }
  if (done) return document;
  rasid_document_free(document);
  return NULL;
}

RasidDocument *rasid_coder_code(
  RasidCoder *coder, const RasidInput *input, RasidError *error
) {
  return process(coder, input, true, error);
}

RasidDocument *rasid_coder_analyze(
  RasidCoder *coder, const RasidInput *input, RasidError *error
) {
  return process(coder, input, false, error);
}

const RasidInput *rasid_document_input(const RasidDocument *document) {
  return &document->input;
}
const RasidEvent *rasid_document_events(const RasidDocument *document, size_t *count) {
  *count = document->event_count;
  return document->events;
}
const RasidSpan *rasid_document_sentences(const RasidDocument *document, size_t *count) {
  *count = document->sentence_count;
  return document->sentences;
}
const RasidToken *rasid_document_tokens(const RasidDocument *document, size_t *count) {
  *count = document->token_count;
  return document->tokens;
}
const RasidEntity *rasid_document_entities(const RasidDocument *document, size_t *count) {
  *count = document->entity_count;
  return document->entities;
}
const RasidTimex *rasid_document_dates(const RasidDocument *document, size_t *count) {
  *count = document->date_count;
  return document->dates;
}
const RasidNumber *rasid_document_numbers(const RasidDocument *document, size_t *count) {
  *count = document->number_count;
  return document->numbers;
}
const RasidTrace *rasid_document_trace(const RasidDocument *document, size_t *count) {
  *count = document->trace_count;
  return document->trace;
}
