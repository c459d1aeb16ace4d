/* rasid-compile: the data folders in, the knowledge file out, all faults listed. */
#include "compile/compile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
  "usage: rasid-compile [--strict] [-o OUT] DATA_DIR...\n"
  "\n"
  "Compiles the text files of data/ into one knowledge file.\n"
  "\n"
  "  -o OUT     where to write it (without it, the data are only checked)\n"
  "  --strict   makes faults of warnings (unknown lemmas in items and roles)\n"
  "  --quiet    lists faults only, no warnings\n"
  "  --help     prints this\n"
  "\n"
  "Exit status: 0 compiled, 1 faults in the data, 2 wrong call, 3 no file or memory.\n";

static void print_faults(const RsCompiler *compiler, bool is_quiet) {
  size_t count, faults = 0, warnings = 0;
  const RsFault *list = rs_compiler_faults(compiler, &count);
  for (size_t i = 0; i < count; i++) {
    *(list[i].is_warning ? &warnings : &faults) += 1;
    if (is_quiet && list[i].is_warning) continue;
    const char *kind = list[i].is_warning ? "warning: " : "";
    fprintf(stderr, "%s:%u: %s%s\n", list[i].path, list[i].line, kind, list[i].message);
  }
  if (count) fprintf(stderr, "%zu faults, %zu warnings\n", faults, warnings);
}

static bool write_image(const char *path, const RsBuffer *image) {
  FILE *file = fopen(path, "wb");
  bool is_written = file && fwrite(image->data, 1, image->count, file) == image->count;
  int reason = errno;
  if (file) is_written &= fclose(file) == 0;
  if (!is_written) fprintf(stderr, "rasid-compile: %s: %s\n", path, strerror(reason));
  return is_written;
}

static int compile(
  RsCompiler *compiler, const char *out, char **dirs, int count, bool is_quiet
) {
  RasidError error = {0};
  RsBuffer image = {0};
  bool is_right = true;
  for (int i = 0; is_right && i < count; i++) {
    is_right = rs_compiler_add_directory(compiler, dirs[i], &error);
  }
  is_right = is_right && rs_compiler_run(compiler, &image, &error);
  print_faults(compiler, is_quiet);
  int status = is_right ? 0 : error.code == RASID_ERROR_DATA ? 1 : 3;
  if (!is_right)
    fprintf(stderr, "rasid-compile: %s\n", error.message);
  else if (out && !write_image(out, &image))
    status = 3;
  rs_buffer_release(&image);
  return status;
}

int main(int argc, char **argv) {
  const char *out = NULL;
  bool is_strict = false, is_quiet = false;
  int dirs = 0;
  for (int i = 1; i < argc; i++) {
    if (!strcmp(argv[i], "--help")) return fputs(usage, stdout), 0;
    if (!strcmp(argv[i], "--strict"))
      is_strict = true;
    else if (!strcmp(argv[i], "--quiet"))
      is_quiet = true;
    else if (!strcmp(argv[i], "-o") && i + 1 < argc)
      out = argv[++i];
    else if (argv[i][0] == '-')
      return fputs(usage, stderr), 2;
    else
      argv[dirs++] = argv[i];
  }
  if (!dirs) return fputs(usage, stderr), 2;
  RsCompiler *compiler = rs_compiler_new(is_strict);
  if (!compiler) return fputs("rasid-compile: no memory\n", stderr), 3;
  int status = compile(compiler, out, argv, dirs, is_quiet);
  rs_compiler_free(compiler);
  return status;
}
