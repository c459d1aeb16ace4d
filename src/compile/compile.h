/* The data compiler: text files in, one knowledge image out.
 *
 * A compiler is used once: add sources, run, read the faults, free. It prints nothing. */
#ifndef RASID_COMPILE_COMPILE_H
#define RASID_COMPILE_COMPILE_H

#include "base/buffer.h"
#include "knowledge/format.h"

typedef struct RsCompiler RsCompiler;

typedef struct {
  const char *path; /* the file as it was given */
  uint32_t line;    /* from 1; 0 for the whole file */
  const char *message;
  bool is_warning;
} RsFault;

/* NULL without memory. `strict` makes faults of the warnings. Caller frees. */
RsCompiler *rs_compiler_new(bool strict);
void rs_compiler_free(RsCompiler *compiler);

/* Copies one file. `name` is its path below data/, `path` what faults call it. */
bool rs_compiler_add_source(
  RsCompiler *compiler, const char *name, const char *path, RsBytes bytes, RasidError *error
);

/* Reads every file of the formats of data/FORMAT.md below `directory`. */
bool rs_compiler_add_directory(
  RsCompiler *compiler, const char *directory, RasidError *error
);

/* A single file, whose kind the prefix of its first id tells, or a folder as above. */
bool rs_compiler_add_path(RsCompiler *compiler, const char *path, RasidError *error);

/* The data files that a knowledge file was made of. */
bool rs_compiler_add_embedded(
  RsCompiler *compiler, const RasidKnowledge *knowledge, RasidError *error
);

/* Compiles what was added and appends the image to `image`. False with DATA when there are
 * faults (read them below), or with MEMORY. */
bool rs_compiler_run(RsCompiler *compiler, RsBuffer *image, RasidError *error);

/* Faults and warnings by file and line; they live as long as the compiler. */
const RsFault *rs_compiler_faults(const RsCompiler *compiler, size_t *count);

/* A sentence that stands below an entry, which it must or must not make fire. */
typedef struct {
  const char *path, *entry, *text; /* entry: its id */
  uint32_t line;
  bool must_fire;
} RsExample;

/* In the order in which the files were added; they live as long as the compiler. */
const RsExample *rs_compiler_examples(const RsCompiler *compiler, size_t *count);

/* What faults call the source with this index of the compiled knowledge. */
const char *rs_compiler_source_path(const RsCompiler *compiler, uint32_t source);

#endif
