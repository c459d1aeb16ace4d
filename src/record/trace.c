/* The trace of `rasid explain`: a line for each sentence, token, name, clause and pattern. */
#include "record/record.h"

typedef struct {
  RasidDocument *document;
  const RsClauseInput *input;
  const RsReading *reading;
  RsTracer lines;
} Writer;

static void add(
  Writer *writer,
  RasidTraceKind kind,
  uint32_t first,
  uint32_t last,
  uint32_t entry,
  const char *label,
  const char *detail
) {
  rs_trace_add(
    &writer->lines, kind, first, last, entry, label ? label : "", detail ? detail : ""
  );
}

/* What the lemma alone does not tell: كُتِبَ is the passive of كَتَبَ. */
static const char *form_text(const RsAnalysis *analysis) {
  static const char *const derivations[] = {
    "", " masdar", " active participle", " passive participle", " nisba"};
  if (analysis->upos != RS_UPOS_VERB)
    return derivations[analysis->derivation % RS_COUNT_OF(derivations)];
  if (rs_feature(analysis->features, RS_ASPECT_SHIFT) == 3) return " imperative";
  return rs_feature(analysis->features, RS_VOICE_SHIFT) == 2 ? " passive" : "";
}

static const char *reading_text(
  Writer *writer, uint32_t token, const RsAnalysis *analysis
) {
  RsArena *arena = &writer->document->arena;
  const RasidKnowledge *knowledge = writer->reading->knowledge;
  const char *lemma = rs_text_at(knowledge, rs_morph_lexeme(knowledge, analysis)->lemma);
  if (analysis->lexeme == RS_NONE) {
    uint32_t start = writer->reading->tokens->tokens[token].start;
    lemma = rs_record_words(
      writer->document,
      writer->reading->text,
      start + analysis->stem_start,
      start + analysis->stem_end
    );
  }
  return rs_arena_format(
    arena,
    "%s %s%s%s%s%s",
    rs_upos_name(analysis->upos),
    lemma ? lemma : "",
    form_text(analysis),
    analysis->proclitic_count ? " +proclitic" : "",
    analysis->enclitic != RS_NO_CLITIC ? " +enclitic" : "",
    analysis->derived             ? " (derived)"
    : analysis->lexeme == RS_NONE ? " (guessed)"
                                  : ""
  );
}

static bool is_among(const char *const *texts, unsigned count, const char *one) {
  for (unsigned i = 0; i < count; i++) {
    if (!strcmp(texts[i], one)) return true;
  }
  return false;
}

/* Readings that say the same (a plural and a dual of one noun) are shown once. */
static const char *dropped_text(Writer *writer, uint32_t token, const char *chosen) {
  enum {
    SHOWN = 5 /* with the chosen one */
  };
  const RsWordType *type = writer->reading->morphs[token].type;
  const char *texts[SHOWN] = {chosen ? chosen : ""}, *text = "";
  unsigned shown = 1;
  for (unsigned i = 0; i < type->analysis_count && shown < SHOWN; i++) {
    const char *one = reading_text(writer, token, &type->analyses[i]);
    if (!one || is_among(texts, shown, one)) continue;
    const char *between = shown > 1 ? "; " : "";
    text =
      rs_arena_format(&writer->document->arena, "%s%s%s", text ? text : "", between, one);
    texts[shown++] = one;
  }
  return text;
}

static void trace_tokens(Writer *writer, const RsSentence *sentence) {
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    const RsAnalysis *chosen = rs_chosen(writer->reading, i);
    if (!chosen) continue;
    uint32_t entry = rs_morph_lexeme(writer->reading->knowledge, chosen)->entry;
    if (chosen->lexeme == RS_NONE) entry = RS_NONE;
    const char *text = reading_text(writer, i, chosen);
    const char *dropped = dropped_text(writer, i, text);
    add(writer, RASID_TRACE_TOKEN, i, i + 1, entry, text, dropped);
  }
}

/* `Tripoli, LBN (district): nationality`, or what is left to choose from. */
static const char *place_text(Writer *writer, const RsNames *names, uint32_t index) {
  RsArena *arena = &writer->document->arena;
  const RasidPlace *place =
    rs_record_place(writer->document, writer->reading, names, index);
  if (!place) return "";
  const char *text = rs_arena_format(
    arena,
    "%s%s%s (%s): %s",
    place->name,
    place->country ? ", " : "",
    place->country ? place->country : "",
    place->precision ? place->precision : "-",
    place->reason
  );
  for (size_t i = 0; i < place->candidate_count && text; i++) {
    const RasidPlaceCandidate *one = &place->candidates[i];
    text = rs_arena_format(
      arena,
      "%s%s %s %s",
      text,
      i ? "," : ";",
      one->rule ? one->rule : "",
      one->country ? one->country : ""
    );
  }
  return text ? text : "";
}

static void trace_entities(Writer *writer, const RsSentence *sentence) {
  static const char *const kinds[] = {"actor", "country", "capital", "place", "person"};
  const RsNames *names = &writer->input->entities->names;
  const RsDates *dates = &writer->input->entities->dates;
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    uint32_t index = names->at[i];
    if (index != RS_NONE && names->names[index].first == i) {
      const RsName *name = &names->names[index];
      const RsPhrase *phrase = RS_GET(writer->reading->knowledge, phrases, name->phrase);
      add(
        writer,
        RASID_TRACE_ENTITY,
        i,
        name->last,
        name->phrase == RS_NONE ? RS_NONE : phrase->entry,
        kinds[name->kind % 5],
        rs_name_is_place(name)    ? place_text(writer, names, index)
        : name->phrase == RS_NONE ? "by its shape"
                                  : "in the dictionary"
      );
    }
    index = dates->at[i];
    if (index != RS_NONE && dates->dates[index].first == i) {
      const char *timex = dates->dates[index].timex;
      add(
        writer,
        RASID_TRACE_ENTITY,
        i,
        dates->dates[index].last,
        RS_NONE,
        "date",
        rs_arena_string(&writer->document->arena, timex, strlen(timex))
      );
    }
  }
}

static const char *nominal_text(Writer *writer, const RsClauses *clauses, uint32_t index) {
  if (index == RS_NONE) return "–";
  const RsNominal *nominal = &clauses->nominals[index];
  const char *text = rs_record_words(
    writer->document,
    writer->reading->text,
    nominal->start_letter,
    writer->reading->tokens->tokens[nominal->last - 1].end
  );
  return text ? text : "";
}

static void trace_clauses(Writer *writer, const RsClauses *clauses, uint32_t sentence) {
  for (uint32_t i = clauses->predicate_first[sentence];
       i < clauses->predicate_first[sentence + 1];
       i++) {
    const RsPredicate *predicate = &clauses->predicates[i];
    const char *detail = rs_arena_format(
      &writer->document->arena,
      "%ssubject %s; object %s",
      predicate->passive ? "passive; " : "",
      nominal_text(writer, clauses, predicate->subject),
      nominal_text(writer, clauses, predicate->object)
    );
    add(
      writer,
      RASID_TRACE_CLAUSE,
      predicate->first,
      predicate->last,
      RS_NONE,
      reading_text(writer, predicate->token, rs_chosen(writer->reading, predicate->token)),
      detail
    );
  }
}

bool rs_record_trace(
  RasidDocument *document,
  const RsClauseInput *input,
  const RsClauses *clauses,
  const RsTracer *tracer
) {
  Writer writer = {
    .document = document,
    .input = input,
    .reading = input->reading,
    .lines = {.on = true, .arena = &document->arena},
  };
  const RsTokens *tokens = input->reading->tokens;
  for (uint32_t i = 0; i < tokens->sentence_count; i++) {
    const RsSentence *sentence = &tokens->sentences[i];
    add(&writer, RASID_TRACE_SENTENCE, sentence->first, sentence->last, RS_NONE, "", "");
    trace_tokens(&writer, sentence);
    trace_entities(&writer, sentence);
    if (clauses) trace_clauses(&writer, clauses, i);
    for (size_t k = 0; k < tracer->count; k++) {
      const RsTraceLine *line = &tracer->lines[k];
      if (line->first < sentence->first || line->first >= sentence->last) continue;
      add(
        &writer, line->kind, line->first, line->last, line->entry, line->label, line->detail
      );
    }
  }
  RasidTrace *out = rs_arena_array(&document->arena, writer.lines.count + 1, sizeof *out);
  if (!out) return false;
  for (size_t i = 0; i < writer.lines.count; i++) {
    const RsTraceLine *line = &writer.lines.lines[i];
    uint32_t start = tokens->tokens[line->first].start,
             end = tokens->tokens[line->last - 1].end;
    const char *text = rs_record_words(document, input->reading->text, start, end);
    if (!text) return false;
    out[i] = (RasidTrace) {
      .kind = line->kind,
      .span = rs_text_points(input->reading->text, start, end),
      .text = text,
      .label = line->label,
      .detail = line->detail,
    };
    if (line->entry != RS_NONE)
      out[i].rule = rs_entry_id(input->reading->knowledge, line->entry);
  }
  document->trace = out;
  document->trace_count = writer.lines.count;
  return true;
}
