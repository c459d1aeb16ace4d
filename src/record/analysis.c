/* The layers below, in their public form: tokens with segments, entities, dates, numbers.
 *
 * Segments joined give the token as written (`وقالوا` = و + قالوا), as Universal Dependencies
 * parts words: the article stays with its noun, other proclitics and pronouns stand alone.
 */
#include "entity/place.h"
#include "record/record.h"

#include <math.h>

/* Features of words are few: their texts are made once a document. */
typedef struct {
  uint64_t key; /* what the text says; 0 for an empty place */
  const char *text;
} FeatureText;

enum {
  FEATURE_TEXTS = 256 /* a power of two; a text that falls on another replaces it */
};

typedef struct {
  RasidDocument *document;
  const RsClauseInput *input;
  const RsReading *reading;
  RsArena *arena;
  FeatureText *features; /* [FEATURE_TEXTS] */
  RsBuffer buffer;
  bool failed;
} Writer;

static const char *words(Writer *writer, uint32_t start, uint32_t end) {
  const char *text = rs_record_words(writer->document, writer->reading->text, start, end);
  if (!text) writer->failed = true;
  return text ? text : "";
}

/* ------------------------------------------------------------------ features */

static void add_feature(RsBuffer *buffer, const char *name, const char *value) {
  if (!value[0]) return;
  if (buffer->count) rs_buffer_add_char(buffer, '|');
  rs_buffer_add_text(buffer, name);
  rs_buffer_add_char(buffer, '=');
  rs_buffer_add_text(buffer, value);
}

static const char *make_features(
  Writer *writer, uint32_t features, bool article, bool derived, bool guess
) {
  static const char *const aspects[] = {"", "Perf", "Imp", "Imp"};
  static const char *const cases[] = {"", "Nom", "Gen", "Acc"};
  static const char *const genders[] = {"", "Masc", "Fem", ""};
  static const char *const numbers[] = {"", "Sing", "Dual", "Plur"};
  static const char *const persons[] = {"", "1", "2", "3"};
  static const char *const voices[] = {"", "Act", "Pass", ""};
  RsBuffer *buffer = &writer->buffer;
  rs_buffer_clear(buffer);
  add_feature(buffer, "Aspect", aspects[rs_feature(features, RS_ASPECT_SHIFT)]);
  add_feature(buffer, "Case", cases[rs_feature(features, RS_CASE_SHIFT)]);
  if (article) add_feature(buffer, "Definite", "Def");
  if (derived) add_feature(buffer, "Derived", "Yes");
  add_feature(buffer, "Gender", genders[rs_feature(features, RS_GENDER_SHIFT)]);
  if (guess) add_feature(buffer, "Guess", "Yes");
  if (rs_feature(features, RS_ASPECT_SHIFT) == 3) add_feature(buffer, "Mood", "Imp");
  add_feature(buffer, "Number", numbers[rs_feature(features, RS_NUMBER_SHIFT)]);
  add_feature(buffer, "Person", persons[rs_feature(features, RS_PERSON_SHIFT)]);
  add_feature(buffer, "Voice", voices[rs_feature(features, RS_VOICE_SHIFT)]);
  const char *text =
    rs_arena_string(writer->arena, buffer->data ? buffer->data : "", buffer->count);
  if (buffer->failed || !text) writer->failed = true;
  return text ? text : "";
}

static const char *features_text(Writer *writer, const RsAnalysis *chosen) {
  bool derived = chosen->derived, guess = chosen->lexeme == RS_NONE && !derived;
  uint64_t key = (uint64_t)chosen->features << 4 | 8u | (uint64_t)chosen->article << 2 |
                 (unsigned)derived << 1 | (unsigned)guess;
  uint64_t mixed = key * 0x9e3779b97f4a7c15u;
  FeatureText *known = &writer->features[mixed >> 32 & (FEATURE_TEXTS - 1)];
  if (known->key != key) {
    known->text = make_features(writer, chosen->features, chosen->article, derived, guess);
    known->key = key;
  }
  return known->text;
}

/* ------------------------------------------------------------------ tokens */

static RasidSegment segment(
  Writer *writer,
  const RasidToken *token,
  uint32_t start,
  uint32_t end,
  uint8_t upos,
  const char *lemma
) {
  RasidSpan span = rs_text_points(writer->reading->text, start, end);
  bool is_whole = span.start == token->span.start && span.end == token->span.end;
  RasidSegment out = {
    .span = span,
    .text = is_whole ? token->text : words(writer, start, end),
    .upos = rs_upos_name(upos),
    .features = "",
  };
  out.lemma = lemma && lemma[0] ? lemma : out.text;
  return out;
}

/* The lemma of the word proper; an unlisted word carries its own. */
static const char *lemma_text(
  Writer *writer, const RsToken *token, const RsAnalysis *chosen
) {
  const RasidKnowledge *knowledge = writer->reading->knowledge;
  if (chosen->lexeme != RS_NONE) {
    return rs_text_at(knowledge, RS_GET(knowledge, lexemes, chosen->lexeme)->lemma);
  }
  const char *own =
    words(writer, token->start + chosen->lemma_start, token->start + chosen->lemma_end);
  if (!chosen->lemma_alef && !chosen->lemma_ta) return own;
  const char *longer = rs_arena_format(
    writer->arena,
    "%s%s%s",
    chosen->lemma_alef ? RS_UTF8_ALEF : "",
    own,
    chosen->lemma_ta ? RS_UTF8_TEH_MARBUTA : ""
  );
  if (!longer) writer->failed = true;
  return longer ? longer : own;
}

/* Marks that are read aloud are symbols, the others punctuation. */
static uint8_t mark_upos(const RsToken *token) {
  switch (token->letter) {
    case '%':
    case '$':
    case '+':
    case '=':
    case '&':
    case '<':
    case '>':
    case '#':
    case RS_LETTER_SYMBOL: return RS_UPOS_SYM;
    default: return RS_UPOS_PUNCT;
  }
}

/* The article is no part of a lemma: الصين gives صين, as treebanks have it. */
static const char *without_article(const char *lemma, uint8_t upos) {
  if (upos != RS_UPOS_PROPN && upos != RS_UPOS_NOUN) return lemma;
  const unsigned char *bytes = (const unsigned char *)lemma;
  size_t count = strlen(lemma), at = 0, behind = 0;
  uint8_t letters[RS_LETTERS_PER_POINT + 4] = {0};
  unsigned used = 0;
  while (at < count && used < 4) {
    uint32_t point;
    unsigned mark;
    at += rs_utf8_decode(bytes + at, count - at, &point);
    unsigned added = rs_letters_of_point(point, letters + used, &mark);
    used += added;
    if (used && letters[0] != RS_LETTER_ALEF) return lemma;
    if (added && used == 2) behind = at;
  }
  bool article = letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM && used >= 4;
  return article ? lemma + behind : lemma;
}

static void fill_segments(Writer *writer, uint32_t index, RasidToken *token) {
  const RsToken *at = &writer->reading->tokens->tokens[index];
  const RsAnalysis *chosen = rs_chosen(writer->reading, index);
  const RasidKnowledge *knowledge = writer->reading->knowledge;
  unsigned most = chosen ? chosen->proclitic_count + 2u : 1u;
  RasidSegment *out = rs_arena_alloc(writer->arena, most * sizeof *out);
  if (!out) {
    writer->failed = true;
    return;
  }
  token->segments = out;
  if (!chosen) {
    static const uint8_t upos[] = {
      [RS_TOKEN_WORD] = RS_UPOS_X,
      [RS_TOKEN_LATIN] = RS_UPOS_X,
      [RS_TOKEN_DIGITS] = RS_UPOS_NUM,
      [RS_TOKEN_PUNCT] = RS_UPOS_PUNCT,
    };
    uint8_t own = at->kind == RS_TOKEN_PUNCT ? mark_upos(at) : upos[at->kind];
    out[token->segment_count++] = segment(writer, token, at->start, at->end, own, NULL);
    return;
  }
  uint32_t start = at->start;
  for (unsigned i = 0; i < chosen->proclitic_count; i++) {
    const RsClitic *clitic = RS_GET(knowledge, clitics, chosen->proclitics[i]);
    uint32_t end = start + clitic->letter_count;
    out[token->segment_count++] = segment(
      writer, token, start, end, clitic->upos, rs_text_at(knowledge, clitic->lemma)
    );
    start = end;
  }
  uint32_t end = chosen->enclitic == RS_NO_CLITIC ? at->end : at->start + chosen->stem_end;
  uint8_t upos = writer->reading->morphs[index].upos;
  const char *lemma = without_article(lemma_text(writer, at, chosen), upos);
  out[token->segment_count] = segment(writer, token, start, end, upos, lemma);
  out[token->segment_count++].features = features_text(writer, chosen);
  if (chosen->enclitic != RS_NO_CLITIC) {
    const RsClitic *clitic = RS_GET(knowledge, clitics, chosen->enclitic);
    out[token->segment_count++] = segment(
      writer, token, end, at->end, clitic->upos, rs_text_at(knowledge, clitic->lemma)
    );
  }
}

static bool fill_tokens(Writer *writer) {
  const RsTokens *tokens = writer->reading->tokens;
  RasidDocument *document = writer->document;
  RasidToken *out = rs_arena_array(writer->arena, tokens->token_count + 1, sizeof *out);
  if (!out) return false;
  for (uint32_t i = 0; i < tokens->token_count; i++) {
    const RsToken *token = &tokens->tokens[i];
    out[i].span = rs_text_points(writer->reading->text, token->start, token->end);
    out[i].text = words(writer, token->start, token->end);
    fill_segments(writer, i, &out[i]);
  }
  document->tokens = out;
  document->token_count = tokens->token_count;
  return true;
}

static bool fill_sentences(Writer *writer) {
  const RsTokens *tokens = writer->reading->tokens;
  RasidSpan *out = rs_arena_array(writer->arena, tokens->sentence_count + 1, sizeof *out);
  if (!out) return false;
  for (uint32_t i = 0; i < tokens->sentence_count; i++) {
    const RsSentence *sentence = &tokens->sentences[i];
    out[i] = rs_text_points(
      writer->reading->text,
      tokens->tokens[sentence->first].start,
      tokens->tokens[sentence->last - 1].end
    );
  }
  writer->document->sentences = out;
  writer->document->sentence_count = tokens->sentence_count;
  return true;
}

/* ------------------------------------------------------------------ entities */

static void name_entity(Writer *writer, const RsName *name, RasidEntity *out) {
  const RsNames *names = &writer->input->entities->names;
  const RasidKnowledge *knowledge = writer->reading->knowledge;
  uint32_t end = writer->reading->tokens->tokens[name->last - 1].end;
  out->span = rs_text_points(writer->reading->text, name->start_letter, end);
  out->text = out->name = words(writer, name->start_letter, end);
  out->type = "PER";
  switch (name->kind) {
    case RS_NAME_ACTOR: {
      const RsActorRecord *actor = RS_GET(knowledge, actors, name->index);
      out->type = actor->type == RS_ACTOR_PERSON ? "PER" : "ORG";
      out->name = rs_text_at(knowledge, actor->english);
      out->country = actor->country[0] ? actor->country : NULL;
      break;
    }
    case RS_NAME_PLACE:
    case RS_NAME_COUNTRY:
    case RS_NAME_CAPITAL:
      out->type = "LOC";
      out->place = rs_record_place(
        writer->document, writer->reading, names, (uint32_t)(name - names->names)
      );
      if (!out->place) {
        writer->failed = true;
        break;
      }
      out->name = out->place->name;
      out->country = out->place->country;
      break;
    default: break;
  }
}

static const char *const tag_types[] = {"PER", "LOC", "ORG", "MISC"};

/* What the tagger's span and the dictionary's name of one thing give together: how far it goes
 * and what it is by the tagger, who by the dictionary. `name` may be NULL. */
static void tag_entity(
  Writer *writer, const RsNameTag *tag, const RsName *name, RasidEntity *out
) {
  const RsReading *reading = writer->reading;
  const RsAnalysis *chosen = reading->morphs[tag->first].chosen;
  uint32_t start = reading->tokens->tokens[tag->first].start;
  uint32_t end = reading->tokens->tokens[tag->last - 1].end;
  if (chosen) start += chosen->segment_start;
  if (name) name_entity(writer, name, out);
  if (name && name->first == tag->first) start = name->start_letter;
  out->text = words(writer, start, end);
  if (!name) out->name = out->text;
  out->span = rs_text_points(reading->text, start, end);
  out->type = tag_types[tag->kind % RS_COUNT_OF(tag_types)];
}

static bool names_same(Writer *writer, const RsNameTag *tag, const RsName *name) {
  RasidEntity entity = {0};
  name_entity(writer, name, &entity);
  return !strcmp(entity.type, tag_types[tag->kind % RS_COUNT_OF(tag_types)]);
}

/* The name of what a tag spans: it begins or ends with it (`مجلس الأمن الدولي`). */
static const RsName *name_of_tag(Writer *writer, const RsNameTag *tag) {
  const RsNames *names = &writer->input->entities->names;
  for (uint32_t i = tag->first; i < tag->last; i++) {
    if (names->at[i] == RS_NONE) continue;
    const RsName *name = &names->names[names->at[i]];
    bool fits = name->first == tag->first || name->last == tag->last;
    if (fits && names_same(writer, tag, name)) return name;
  }
  return NULL;
}

/* `خان شيخون` is listed as one name: it goes further than a tagger that sees `خان` alone, and so
 * do `وكالة الأناضول` and `جورجيا ميلوني` where it sees a place. The word for a kind of place
 * before a name (`مدينة غزة`) and an adjective behind it (`طرابلس اللبنانية`) are left out. */
static bool goes_further(const Writer *writer, const RsName *name, const RsNameTag *tag) {
  const RsReading *reading = writer->reading;
  uint32_t first = name->first, last = name->last;
  if (first > tag->first || last < tag->last) return false;
  /* `في نوفوشاختينسك`: a name that only its place tells. */
  if (name->reason == RS_REASON_UNLISTED && !name->kinds) return false;
  /* `حزب العدالة والتنمية` does not end before its conjunction. */
  bool body = name->kind == RS_NAME_ACTOR && tag->kind == RS_NAMED_ORGANISATION;
  if (body) return first == tag->first && last > tag->last;
  /* `مضيق هرمز`, `حي صلاح الدين`: what the sentence lets stand as a place is one. */
  if (tag->kind != RS_NAMED_PLACE) return name->kind == RS_NAME_PLACE && !name->is_no_place;
  if (name->kind == RS_NAME_COUNTRY || name->kind == RS_NAME_CAPITAL) return false;
  uint32_t outside = RS_LEXEME_PLACE | RS_LEXEME_DIRECTION;
  bool is_place = name->kind == RS_NAME_PLACE;
  while (is_place && first < tag->first && (rs_lexeme_at(reading, first)->flags & outside))
    first++;
  while (is_place && last > tag->last && rs_is_upos(reading, last - 1, RS_UPOS_ADJ))
    last--;
  return last - first > tag->last - tag->first;
}

/* Whether a name that the tagger does not see is told all the same. */
static bool stands_alone(const Writer *writer, const RsName *name) {
  /* `البلاد` names nothing by itself. */
  if (name->is_no_place || name->reason == RS_REASON_HOME) return false;
  if (!writer->reading->knowledge->labels_count) return true;
  return name->kind == RS_NAME_COUNTRY || name->kind == RS_NAME_CAPITAL ||
         name->kind == RS_NAME_PLACE;
}

/* `قناة النيل`, `شارع بغداد`, `طائرة سورية`: what the sentence does not let stand as a place is
 * none for being tagged. */
static bool is_refused(const Writer *writer, const RsNameTag *tag) {
  static const uint8_t kinds[] = {RS_PHRASE_COUNTRY, RS_PHRASE_CAPITAL, RS_PHRASE_PLACE};
  const RsEntities *entities = writer->input->entities;
  if (tag->kind != RS_NAMED_PLACE) return false;
  if (rs_place_kinds_before(writer->reading, tag->first) & RS_KIND_THING) return true;
  for (uint32_t i = tag->first; i < tag->last; i++) {
    uint32_t name = entities->names.at[i];
    if (name != RS_NONE) return entities->names.names[name].is_no_place;
  }
  for (size_t i = 0; i < RS_COUNT_OF(kinds); i++) {
    const RsMatch *match =
      rs_match_at(writer->reading, &entities->matches, tag->first, (RsPhraseKind)kinds[i]);
    if (match && match->last == tag->last) return true;
  }
  return false;
}

/* `حمص وحماة`: one tag over two listed places. */
static bool is_several(const RsNames *names, uint32_t name, const RsNameTag *tag) {
  if (tag->kind != RS_NAMED_PLACE || name + 1 >= names->name_count) return false;
  return names->names[name].first >= tag->first && names->names[name + 1].last <= tag->last;
}

/* Names of the tagger and of the dictionary in one list. Where both have one, the tagger says
 * how far it goes and of which kind it is, the dictionary who it is. */
static bool fill_entities(Writer *writer) {
  const RsNames *names = &writer->input->entities->names;
  const RsTags *tags = &writer->input->entities->tags;
  size_t count = 0, most = (size_t)names->name_count + tags->tag_count + 1;
  RasidEntity *out = rs_arena_array(writer->arena, most, sizeof *out);
  if (!out) return false;
  uint32_t end = 0; /* of the last tag */
  for (uint32_t i = 0, tag = 0; i < names->name_count || tag < tags->tag_count;) {
    const RsName *name = i < names->name_count ? &names->names[i] : NULL;
    const RsNameTag *next = tag < tags->tag_count ? &tags->tags[tag] : NULL;
    if (!name || (next && next->first < name->last)) {
      if (name && name->first >= end && goes_further(writer, name, next)) {
        name_entity(writer, name, &out[count++]);
        end = name->last;
      } else if (is_refused(writer, next) || (name && is_several(names, i, next))) {
        tag++;
        continue;
      } else {
        tag_entity(writer, next, name_of_tag(writer, next), &out[count++]);
        end = next->last;
      }
      while (tag < tags->tag_count && tags->tags[tag].first < end)
        tag++;
      while (i < names->name_count && names->names[i].first < end)
        i++;
      continue;
    }
    if (name->first >= end && stands_alone(writer, name))
      name_entity(writer, name, &out[count++]);
    i++;
  }
  writer->document->entities = out;
  writer->document->entity_count = count;
  return true;
}

static const char *day_text(Writer *writer, int32_t day) {
  char text[11];
  if (day == RS_NO_DAY) return NULL;
  rs_day_format(day, text);
  return rs_arena_string(writer->arena, text, 10);
}

static bool fill_dates(Writer *writer) {
  static const char *const types[] = {"date", "duration", "set", "range"};
  const RsDates *dates = &writer->input->entities->dates;
  RasidTimex *out = rs_arena_array(writer->arena, dates->date_count + 1, sizeof *out);
  if (!out) return false;
  for (uint32_t i = 0; i < dates->date_count; i++) {
    const RsDate *date = &dates->dates[i];
    uint32_t end = writer->reading->tokens->tokens[date->last - 1].end;
    out[i] = (RasidTimex) {
      .span = rs_text_points(writer->reading->text, date->start_letter, end),
      .text = words(writer, date->start_letter, end),
      .type = types[date->type % RS_COUNT_OF(types)],
      .from = day_text(writer, date->from_day),
      .to = day_text(writer, date->to_day),
      .calendar = date->hijri ? "hijri" : NULL,
    };
    if (date->timex[0]) {
      out[i].timex = rs_arena_string(writer->arena, date->timex, strlen(date->timex));
    }
  }
  writer->document->dates = out;
  writer->document->date_count = dates->date_count;
  return true;
}

static bool fill_numbers(Writer *writer) {
  const RsNumbers *numbers = &writer->input->entities->numbers;
  RasidNumber *out = rs_arena_array(writer->arena, numbers->number_count + 1, sizeof *out);
  if (!out) return false;
  for (uint32_t i = 0; i < numbers->number_count; i++) {
    const RsNumber *number = &numbers->numbers[i];
    uint32_t start = number->start_letter, end = number->end_letter;
    out[i] = (RasidNumber) {
      .span = rs_text_points(writer->reading->text, start, end),
      .text = words(writer, start, end),
      .value = number->value,
      .approximate = number->approximate,
      .min = number->min,
      .max = number->max,
    };
  }
  writer->document->numbers = out;
  writer->document->number_count = numbers->number_count;
  return true;
}

bool rs_record_analysis(RasidDocument *document, const RsClauseInput *input) {
  Writer writer = {
    .document = document,
    .input = input,
    .reading = input->reading,
    .arena = &document->arena,
    .features = rs_arena_array(&document->arena, FEATURE_TEXTS, sizeof(FeatureText)),
  };
  bool filled = writer.features && fill_sentences(&writer) && fill_tokens(&writer) &&
                fill_entities(&writer) && fill_dates(&writer) && fill_numbers(&writer);
  rs_buffer_release(&writer.buffer);
  return filled && !writer.failed;
}
