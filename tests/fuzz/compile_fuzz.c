/* Any bytes as a data file among small sound ones: faults are told, or the knowledge that comes
 * out is whole and codes a sentence. The first byte says which file. */
#include "knowledge/knowledge.h"
#include "small_data.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {
  "codes/sectors.tsv",
  "codes/events.tsv",
  "codes/cameo.tsv",
  "lexicon/function.tsv",
  "lexicon/clitics.tsv",
  "lexicon/nouns.tsv",
  "lexicon/adjectives.tsv",
  "lexicon/verbs.tsv",
  "places/countries.tsv",
  "places/areas.tsv",
  "places/places.tsv",
  "names/names.tsv",
  "actors/actors.tsv",
  "time/numbers.tsv",
  "time/months.tsv",
  "time/weekdays.tsv",
  "time/bounds.tsv",
  "time/timewords.tsv",
  "time/days.tsv",
  "time/hijri.tsv",
  "actors/roles.tsv",
  "places/kinds.tsv",
  "clause/cues.tsv",
  "clause/speech.tsv",
  "clause/light.tsv",
  "clause/topics.tsv",
  "clause/tolls.tsv",
  "codes/labels.tsv",
  "pages/cues.tsv",
  "patterns/b.tsv",
  "models/disambiguator.tsv",
  "models/names.tsv",
};

static void check_faults(const RsCompiler *compiler, bool is_made) {
  size_t count, errors = 0;
  const RsFault *faults = rs_compiler_faults(compiler, &count);
  for (size_t i = 0; i < count; i++) {
    if (!faults[i].message || !*faults[i].message) abort();
    errors += !faults[i].is_warning;
  }
  if (is_made == (errors > 0)) abort();
  const RsExample *examples = rs_compiler_examples(compiler, &count);
  for (size_t i = 0; i < count; i++) {
    if (!examples[i].entry || !examples[i].text || !examples[i].line) abort();
  }
}

static void code_sentence(RsBuffer *image) {
  unsigned char *bytes = malloc(image->count);
  if (!bytes) return;
  memcpy(bytes, image->data, image->count);
  RasidKnowledge *knowledge = rs_knowledge_adopt(bytes, image->count, NULL);
  if (!knowledge) abort(); /* what is compiled can be opened */
  RasidInput input = small_input();
  RasidCoder *coder = rasid_coder_new(knowledge, NULL, NULL);
  if (coder) rasid_document_free(rasid_coder_code(coder, &input, NULL));
  rasid_coder_free(coder);
  rasid_knowledge_free(knowledge);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!size) return 0;
  RsCompiler *compiler = rs_compiler_new(false);
  if (!compiler) return 0;
  const char *name = names[data[0] % RS_COUNT_OF(names)];
  RsBytes bytes = {(const char *)data + 1, size - 1};
  RsBuffer image = {0};
  RasidError error = {0};
  if (small_add(compiler) && rs_compiler_add_source(compiler, name, name, bytes, &error)) {
    bool is_made = rs_compiler_run(compiler, &image, &error);
    if (is_made || error.code == RASID_ERROR_DATA) check_faults(compiler, is_made);
    if (is_made) code_sentence(&image);
  }
  rs_buffer_release(&image);
  rs_compiler_free(compiler);
  return 0;
}
