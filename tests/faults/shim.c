/* Makes one call of the C library fail, for tests/faults/run.py.
 *
 * Loaded before the program (LD_PRELOAD). RASID_FAULT says which call: `alloc:17` lets the
 * 17th allocation return NULL, `own:17` the 17th that the program itself asks for, not one of its
 * libraries; `read:3`, `write:3`, `sync:3`, `map:3` let that call fail with
 * EIO (a write with ENOSPC, a map with ENOMEM); `read:3:short` and `write:3:short` let it move
 * half of what was asked for. At the end the file RASID_FAULT_REPORT gets `calls live`: how many
 * calls of that kind there were, and how many allocations were not freed.
 * Limits: what the C library calls inside itself (stdio's writes among it) is not seen. What
 * json-c allocates does not count: it copies keys and strings without a look at the outcome;
 * nor what libxml2 does, whose HTML parser (2.9) then runs in a circle or uses what is not there.
 * Nor does what libraries allocate before the program begins and behind its end.
 */
#undef _FILE_OFFSET_BITS /* both the plain names and those that end in 64 are wanted */
#undef _FORTIFY_SOURCE   /* its inline wrappers would stand in the way */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef enum {
  FAULT_NONE,
  FAULT_ALLOC,
  FAULT_OWN,
  FAULT_READ,
  FAULT_WRITE,
  FAULT_SYNC,
  FAULT_MAP
} Fault;

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static Fault fault;
static long at;
static bool cut_short, began;
static int (*program)(int, char **, char **);
static atomic_long calls, live;

__attribute__((constructor)) static void begin(void) {
  static const char *const names[] = {"", "alloc", "own", "read", "write", "sync", "map"};
  const char *wanted = getenv("RASID_FAULT");
  if (!wanted) return;
  const char *colon = strchr(wanted, ':');
  for (int i = FAULT_ALLOC; colon && i <= FAULT_MAP; i++) {
    if (strlen(names[i]) == (size_t)(colon - wanted) && !strncmp(wanted, names[i], strlen(names[i])))
      fault = (Fault)i;
  }
  if (!fault) return;
  char *rest;
  at = strtol(colon + 1, &rest, 10);
  cut_short = !strcmp(rest, ":short");
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("RASID_FAULT_REPORT");
  if (!path) return;
  char line[64];
  int length =
    snprintf(line, sizeof line, "%ld %ld\n", atomic_load(&calls), atomic_load(&live));
  long file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0) return;
  syscall(SYS_write, file, line, length);
  syscall(SYS_close, file);
}

/* Whether an allocation at `from` is one that counts. */
static bool is_counted(const void *from) {
  Dl_info library;
  if (!began || !dladdr(from, &library) || !library.dli_fname) return began;
  const char *name = library.dli_fname;
  if (fault == FAULT_OWN) return !strstr(name, ".so");
  return !strstr(name, "libjson-c") && !strstr(name, "libxml2");
}

static bool fails(Fault kind) {
  return began && fault == kind && atomic_fetch_add(&calls, 1) + 1 == at;
}

static bool alloc_fails(const void *from) {
  bool is_wanted = fault == FAULT_ALLOC || fault == FAULT_OWN;
  return is_wanted && is_counted(from) && fails(fault);
}

static int begin_program(int count, char **arguments, char **environment) {
  began = true;
  int status = program(count, arguments, environment);
  began = false;
  return status;
}

typedef int (*Start
)(int (*)(int, char **, char **),
  int,
  char **,
  void (*)(void),
  void (*)(void),
  void (*)(void),
  void *);

int __libc_start_main(
  int (*begins)(int, char **, char **),
  int count,
  char **arguments,
  void (*first)(void),
  void (*last)(void),
  void (*loader)(void),
  void *stack
) {
  Start start;
  *(void **)&start = dlsym(RTLD_NEXT, "__libc_start_main");
  program = begins;
  return start(begin_program, count, arguments, first, last, loader, stack);
}

static void *counted(void *block) {
  if (block) atomic_fetch_add(&live, 1);
  return block;
}

static void *no_memory(void) {
  errno = ENOMEM;
  return NULL;
}

void *malloc(size_t size) {
  return alloc_fails(__builtin_return_address(0)) ? no_memory()
                                                  : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size) {
  return alloc_fails(__builtin_return_address(0)) ? no_memory()
                                                  : counted(__libc_calloc(count, size));
}

void *realloc(void *old, size_t size) {
  if (alloc_fails(__builtin_return_address(0))) return no_memory();
  void *block = __libc_realloc(old, size);
  return old ? block : counted(block);
}

char *strdup(const char *text) {
  size_t size = strlen(text) + 1;
  bool fail = alloc_fails(__builtin_return_address(0));
  char *copy = fail ? no_memory() : counted(__libc_malloc(size));
  return copy ? memcpy(copy, text, size) : NULL;
}

static void *aligned(size_t alignment, size_t size, const void *from) {
  return alloc_fails(from) ? no_memory() : counted(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size) {
  return aligned(alignment, size, __builtin_return_address(0));
}

int posix_memalign(void **out, size_t alignment, size_t size) {
  void *block = aligned(alignment, size, __builtin_return_address(0));
  if (!block) return ENOMEM;
  *out = block;
  return 0;
}

void free(void *block) {
  if (block) atomic_fetch_sub(&live, 1);
  __libc_free(block);
}

static long failed(int number) {
  errno = number;
  return -1;
}

static size_t moved(Fault kind, size_t count, bool *fail) {
  *fail = fails(kind);
  if (!*fail || !cut_short || count < 2) return count;
  *fail = false;
  return count / 2;
}

ssize_t read(int file, void *to, size_t count) {
  bool fail;
  count = moved(FAULT_READ, count, &fail);
  return fail ? failed(EIO) : syscall(SYS_read, file, to, count);
}

ssize_t pread(int file, void *to, size_t count, off_t offset) {
  bool fail;
  count = moved(FAULT_READ, count, &fail);
  return fail ? failed(EIO) : syscall(SYS_pread64, file, to, count, offset);
}

ssize_t pread64(int file, void *to, size_t count, off_t offset) {
  return pread(file, to, count, offset);
}

ssize_t write(int file, const void *from, size_t count) {
  bool fail;
  count = moved(FAULT_WRITE, count, &fail);
  return fail ? failed(ENOSPC) : syscall(SYS_write, file, from, count);
}

ssize_t pwrite(int file, const void *from, size_t count, off_t offset) {
  bool fail;
  count = moved(FAULT_WRITE, count, &fail);
  return fail ? failed(ENOSPC) : syscall(SYS_pwrite64, file, from, count, offset);
}

ssize_t pwrite64(int file, const void *from, size_t count, off_t offset) {
  return pwrite(file, from, count, offset);
}

int fsync(int file) {
  return (int)(fails(FAULT_SYNC) ? failed(EIO) : syscall(SYS_fsync, file));
}

int fdatasync(int file) {
  return (int)(fails(FAULT_SYNC) ? failed(EIO) : syscall(SYS_fdatasync, file));
}

void *mmap(void *where, size_t size, int protection, int flags, int file, off_t offset) {
  if (fails(FAULT_MAP)) {
    errno = ENOMEM;
    return MAP_FAILED;
  }
  return (void *)syscall(SYS_mmap, where, size, protection, flags, file, offset);
}

void *mmap64(void *where, size_t size, int protection, int flags, int file, off_t offset) {
  return mmap(where, size, protection, flags, file, offset);
}
