/* Documents from Python: columns of Python objects, or a batch of an Arrow stream.
 *
 * Both become chunks of plain RasidInput, so that the coder can work without Python's lock. The
 * text is not copied where it need not be: Arrow's is used in place, a Python string is held as
 * its UTF-8. The short parts are copied, since C wants a NUL behind them.
 *
 * A document that is wrong (no text, half of a surrogate pair, a number for a date) does not
 * stop the others: it carries its error along and becomes a reject. A NUL inside counts as a
 * blank, as in the readers of the command line.
 */
#include "binding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const part_names[PART_COUNT] = {"id", "text", "title", "date", "outlet", "url"};

typedef struct {
  PyObject_HEAD size_t count;
  PyObject *lists[PART_COUNT]; /* of a Python batch; NULL: the column is absent */
  ArrowArray batch;            /* of an Arrow batch; `release` NULL when there is none */
  ArrowColumn columns[PART_COUNT];
  int64_t first; /* row of the whole table */
} Documents;

typedef struct {
  PyObject_HEAD PyObject *capsule;
  ArrowArrayStream *stream;
  ArrowSchema schema;
  int64_t place[PART_COUNT]; /* of the column in the table; -1: absent */
  int64_t rows;              /* read so far */
  ArrowColumn columns[PART_COUNT];
} Reader;

/* ------------------------------------------------------------------ chunks */

void document_fail(Document *document, const RasidError *error) {
  if (!document->error) document->error = malloc(sizeof *error);
  if (document->error) *document->error = *error;
}

static void fail(
  Document *document, RasidErrorCode code, uint64_t position, const char *format, ...
) {
  RasidError error = {.code = code, .position = position};
  va_list values;
  va_start(values, format);
  vsnprintf(error.message, sizeof error.message, format, values);
  va_end(values);
  document_fail(document, &error);
}

void chunk_free(Chunk *chunk) {
  if (!chunk) return;
  for (size_t i = 0; i < chunk->count; i++) {
    free(chunk->documents[i].copies);
    free(chunk->documents[i].error);
    Py_XDECREF(chunk->documents[i].owner);
  }
  free(chunk);
}

/* The byte at which `text` is no UTF-8; `bytes` when there is none (RFC 3629). */
static size_t find_broken(const char *text, size_t bytes) {
  const unsigned char *at = (const unsigned char *)text;
  size_t i = 0;
  while (i < bytes) {
    unsigned char first = at[i];
    unsigned more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    if (more && (first < 0xc2 || first > 0xf4 || bytes - i <= more)) return i;
    for (unsigned k = 1; k <= more; k++) {
      if ((at[i + k] & 0xc0) != 0x80) return i;
    }
    unsigned char second = more ? at[i + 1] : 0;
    bool is_wrong = (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
                    (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f);
    if (is_wrong) return i;
    i += more + 1;
  }
  return bytes;
}

static char *put_copy(char **at, const Cell *cell) {
  char *copy = *at;
  if (!cell->data) return NULL;
  memcpy(copy, cell->data, cell->bytes);
  copy[cell->bytes] = '\0';
  for (char *nul = copy; (nul = memchr(nul, '\0', cell->bytes - (size_t)(nul - copy)));)
    *nul = ' ';
  *at += cell->bytes + 1;
  return copy;
}

/* Copies what must be copied; false without memory. */
static bool fill_document(Document *document, const Cell cells[]) {
  size_t bytes = 0;
  const Cell *text = &cells[PART_TEXT];
  bool copies_text =
    text->data && (text->data == text->small || memchr(text->data, 0, text->bytes));
  for (Part part = 0; part < PART_COUNT; part++) {
    bool is_copied = part != PART_TEXT || copies_text;
    if (is_copied && cells[part].data) bytes += cells[part].bytes + 1;
  }
  char *at = document->copies = malloc(bytes + 1);
  if (!at) return false;
  RasidInput *input = &document->input;
  input->id = put_copy(&at, &cells[PART_ID]);
  input->title = put_copy(&at, &cells[PART_TITLE]);
  input->date = put_copy(&at, &cells[PART_DATE]);
  input->outlet = put_copy(&at, &cells[PART_OUTLET]);
  input->url = put_copy(&at, &cells[PART_URL]);
  input->text = copies_text ? put_copy(&at, text) : text->data;
  input->text_bytes = text->bytes;
  if (!copies_text && text->owner) {
    document->owner = text->owner;
    Py_INCREF(document->owner);
  }
  return true;
}

static void check_document(Document *document, const Cell cells[], bool needs_id) {
  for (Part part = 0; part < PART_COUNT && !document->error; part++) {
    const Cell *cell = &cells[part];
    if (!cell->data || cell->owner) continue; /* Python's own UTF-8 is whole */
    size_t at = find_broken(cell->data, cell->bytes);
    if (at < cell->bytes)
      fail(
        document,
        RASID_ERROR_ENCODING,
        at,
        "\"%s\" is not UTF-8 at byte %zu",
        part_names[part],
        at
      );
  }
  if (!document->error && !cells[PART_TEXT].data)
    fail(document, RASID_ERROR_FORMAT, 0, "\"text\" is null; it must be a string");
  if (!document->error && needs_id && !cells[PART_ID].data)
    fail(document, RASID_ERROR_FORMAT, 0, "\"id\" is null; it must be a string");
  if (!document->error && cells[PART_ID].data && !cells[PART_ID].bytes)
    fail(document, RASID_ERROR_FORMAT, 0, "\"id\" is empty");
}

/* ---------------------------------------------------------- Python's values */

static bool take_text(PyObject *value, Part part, Cell *cell, Document *document) {
  cell->owner = PyUnicode_AsUTF8String(value);
  if (cell->owner) {
    char *data;
    Py_ssize_t bytes;
    if (PyBytes_AsStringAndSize(cell->owner, &data, &bytes)) return false;
    cell->data = data;
    cell->bytes = (size_t)bytes;
    return true;
  }
  if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return false;
  PyObject *type, *error, *trace;
  Py_ssize_t at = 0;
  PyErr_Fetch(&type, &error, &trace);
  PyErr_NormalizeException(&type, &error, &trace);
  if (error) PyUnicodeEncodeError_GetStart(error, &at);
  Py_XDECREF(type);
  Py_XDECREF(error);
  Py_XDECREF(trace);
  fail(
    document,
    RASID_ERROR_ENCODING,
    (uint64_t)at,
    "\"%s\" holds half of a surrogate pair at character %zd",
    part_names[part],
    at
  );
  return true;
}

/* False with an exception set; a value of a wrong type is the document's fault. */
static bool take_value(PyObject *value, Part part, Cell *cell, Document *document) {
  if (!value || value == Py_None) return true;
  if (PyUnicode_Check(value)) return take_text(value, part, cell, document);
  PyObject *text = NULL;
  if (part == PART_ID && PyLong_Check(value)) {
    text = PyObject_Str(value);
  } else if (part == PART_DATE && PyObject_HasAttrString(value, "isoformat")) {
    PyObject *whole = PyObject_CallMethod(value, "isoformat", NULL);
    if (whole) text = PyUnicode_Substring(whole, 0, 10);
    Py_XDECREF(whole);
  } else {
    PyObject *name = PyObject_GetAttrString((PyObject *)Py_TYPE(value), "__name__");
    const char *type = name ? PyUnicode_AsUTF8AndSize(name, NULL) : NULL;
    if (type)
      fail(
        document,
        RASID_ERROR_FORMAT,
        0,
        "\"%s\" is of type %s; it must be a string",
        part_names[part],
        type
      );
    Py_XDECREF(name);
    return type;
  }
  bool is_taken = text && take_text(text, part, cell, document);
  Py_XDECREF(text);
  return is_taken;
}

static bool fill_from_values(Document *document, PyObject *const values[], bool needs_id) {
  Cell cells[PART_COUNT] = {{0}};
  bool is_filled = true;
  for (Part part = 0; part < PART_COUNT && is_filled; part++)
    is_filled = take_value(values[part], part, &cells[part], document);
  if (is_filled) {
    check_document(document, cells, needs_id);
    is_filled = fill_document(document, cells) || (PyErr_NoMemory(), false);
  }
  for (Part part = 0; part < PART_COUNT; part++)
    Py_XDECREF(cells[part].owner);
  return is_filled;
}

Chunk *chunk_of_parts(PyObject *parts[PART_COUNT]) {
  Chunk *chunk = calloc(1, sizeof *chunk + sizeof(Document));
  if (!chunk) return (Chunk *)PyErr_NoMemory();
  chunk->count = 1;
  if (fill_from_values(chunk->documents, parts, false)) return chunk;
  chunk_free(chunk);
  return NULL;
}

/* --------------------------------------------------------------- one batch */

static bool fill_from_lists(Document *document, const Documents *documents, size_t row) {
  PyObject *values[PART_COUNT] = {0};
  bool is_there = true;
  for (Part part = 0; part < PART_COUNT && is_there; part++) {
    PyObject *list = documents->lists[part];
    if (!list) continue;
    values[part] =
      PyList_GetItem(list, (Py_ssize_t)row); /* raises when the list has shrunk */
    is_there = values[part];
    Py_XINCREF(values[part]);
  }
  is_there = is_there && fill_from_values(document, values, documents->lists[PART_ID]);
  for (Part part = 0; part < PART_COUNT; part++)
    Py_XDECREF(values[part]);
  return is_there;
}

static bool fill_from_arrow(Document *document, const Documents *documents, size_t row) {
  Cell cells[PART_COUNT];
  for (Part part = 0; part < PART_COUNT; part++) {
    cells[part].owner = NULL;
    if (!arrow_column_cell(&documents->columns[part], (int64_t)row, &cells[part])) {
      PyErr_Format(
        PyExc_ValueError, "the Arrow column \"%s\" is damaged", part_names[part]
      );
      return false;
    }
  }
  Cell *id = &cells[PART_ID];
  if (!documents->columns[PART_ID].kind) { /* without ids, rows are counted */
    snprintf(
      id->small, sizeof id->small, "%lld", (long long)documents->first + (long long)row
    );
    id->data = id->small;
    id->bytes = strlen(id->small);
  }
  check_document(document, cells, true);
  return fill_document(document, cells) || (PyErr_NoMemory(), false);
}

Chunk *chunk_new(PyObject *object, size_t start, size_t stop) {
  Documents *documents = (Documents *)object;
  if (stop > documents->count) stop = documents->count;
  if (start > stop) start = stop;
  Chunk *chunk = calloc(1, sizeof *chunk + (stop - start) * sizeof(Document));
  if (!chunk) return (Chunk *)PyErr_NoMemory();
  for (size_t row = start; row < stop; row++) {
    Document *document = &chunk->documents[chunk->count++];
    bool is_filled = documents->batch.release ? fill_from_arrow(document, documents, row)
                                              : fill_from_lists(document, documents, row);
    if (!is_filled) return chunk_free(chunk), NULL;
  }
  return chunk;
}

static void free_object(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
  release(self);
  Py_DECREF(type);
}

static void documents_dealloc(PyObject *self) {
  Documents *documents = (Documents *)self;
  for (Part part = 0; part < PART_COUNT; part++)
    Py_XDECREF(documents->lists[part]);
  if (documents->batch.release) documents->batch.release(&documents->batch);
  free_object(self);
}

static PyObject *new_object(PyTypeObject *type) {
  allocfunc make = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
  return make(type, 0);
}

/* Documents(id=, text=, …): lists of equal length, or None. */
static PyObject *documents_new(PyTypeObject *type, PyObject *args, PyObject *names) {
  char *keys[PART_COUNT + 1];
  PyObject *lists[PART_COUNT] = {0};
  for (Part part = 0; part < PART_COUNT; part++)
    keys[part] = (char *)(uintptr_t)part_names[part];
  keys[PART_COUNT] = NULL;
  bool is_read = PyArg_ParseTupleAndKeywords(
    args,
    names,
    "|OOOOOO",
    keys,
    &lists[0],
    &lists[1],
    &lists[2],
    &lists[3],
    &lists[4],
    &lists[5]
  );
  if (!is_read) return NULL;
  Documents *documents = (Documents *)new_object(type);
  if (!documents) return NULL;
  Py_ssize_t count = -1;
  for (Part part = 0; part < PART_COUNT; part++) {
    if (!lists[part] || lists[part] == Py_None) continue;
    Py_ssize_t length = PyList_Check(lists[part]) ? PyList_Size(lists[part]) : -2;
    if (length < 0 || (count >= 0 && length != count)) {
      PyErr_Format(
        PyExc_ValueError, "\"%s\" is no list as long as the others", part_names[part]
      );
      Py_DECREF(documents);
      return NULL;
    }
    count = length;
    Py_INCREF(lists[part]);
    documents->lists[part] = lists[part];
  }
  documents->count = count > 0 ? (size_t)count : 0;
  return (PyObject *)documents;
}

static Py_ssize_t documents_length(PyObject *self) {
  return (Py_ssize_t)((Documents *)self)->count;
}

/* ------------------------------------------------------------ Arrow streams */

static void reader_dealloc(PyObject *self) {
  Reader *reader = (Reader *)self;
  if (reader->schema.release) reader->schema.release(&reader->schema);
  Py_XDECREF(reader->capsule); /* releases the stream */
  free_object(self);
}

static bool raise_stream(Reader *reader) {
  const char *message = reader->stream->get_last_error(reader->stream);
  if (!PyErr_Occurred())
    PyErr_Format(
      PyExc_OSError, "the Arrow stream ended: %s", message ? message : "no reason"
    );
  return false;
}

static bool find_column(Reader *reader, Part part, const char *name) {
  reader->place[part] = -1;
  for (int64_t i = 0; i < reader->schema.n_children; i++) {
    const ArrowSchema *child = reader->schema.children[i];
    if (!child->name || strcmp(child->name, name) != 0) continue;
    reader->place[part] = i;
    return arrow_column_open(&reader->columns[part], child);
  }
  return true;
}

/* `names` is a tuple in the order of Part, of column names or None. */
static bool reader_open(Reader *reader, PyObject *names) {
  if (reader->stream->get_schema(reader->stream, &reader->schema))
    return raise_stream(reader);
  if (strcmp(reader->schema.format, "+s") != 0) {
    PyErr_SetString(PyExc_TypeError, "the Arrow stream is no table");
    return false;
  }
  for (Part part = 0; part < PART_COUNT; part++) {
    PyObject *name = PyTuple_GetItem(names, part);
    const char *text = name && name != Py_None ? PyUnicode_AsUTF8AndSize(name, NULL) : NULL;
    reader->place[part] = -1;
    if (PyErr_Occurred() || (text && !find_column(reader, part, text))) return false;
  }
  return true;
}

static PyObject *reader_new(PyTypeObject *type, PyObject *args, PyObject *names) {
  PyObject *capsule, *columns;
  if (names && PyDict_Size(names)) {
    PyErr_SetString(PyExc_TypeError, "ArrowReader takes no keywords");
    return NULL;
  }
  if (!PyArg_ParseTuple(args, "OO", &capsule, &columns)) return NULL;
  ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
  if (!stream) return NULL;
  if (!stream->release) {
    PyErr_SetString(PyExc_ValueError, "the Arrow stream has been read already");
    return NULL;
  }
  Reader *reader = (Reader *)new_object(type);
  if (!reader) return NULL;
  Py_INCREF(capsule);
  reader->capsule = capsule;
  reader->stream = stream;
  if (reader_open(reader, columns)) return (PyObject *)reader;
  Py_DECREF(reader);
  return NULL;
}

/* Whether the table has the columns: six booleans in the order of Part. */
static PyObject *reader_has(PyObject *self, PyObject *none) {
  (void)none;
  const Reader *reader = (const Reader *)self;
  PyObject *tuple = PyTuple_New(PART_COUNT);
  for (Part part = 0; tuple && part < PART_COUNT; part++)
    PyTuple_SetItem(tuple, part, PyBool_FromLong(reader->place[part] >= 0));
  return tuple;
}

static void place_columns(const Reader *reader, Documents *documents) {
  const ArrowArray *batch = &documents->batch;
  for (Part part = 0; part < PART_COUNT; part++) {
    ArrowColumn *column = &documents->columns[part];
    int64_t place = reader->place[part];
    if (place < 0 || place >= batch->n_children) continue;
    *column = reader->columns[part];
    column->array = batch->children[place];
    column->dictionary = column->array->dictionary;
    column->skip = batch->offset;
  }
}

static PyObject *reader_next(PyObject *self) {
  Reader *reader = (Reader *)self;
  State *state = state_of_type(Py_TYPE(self));
  Documents *documents = state ? (Documents *)new_object(state->documents_type) : NULL;
  if (!documents) return NULL;
  int failure;
  Py_BEGIN_ALLOW_THREADS failure =
    reader->stream->get_next(reader->stream, &documents->batch);
  Py_END_ALLOW_THREADS if (failure) documents->batch.release = NULL, raise_stream(reader);
  if (failure || !documents->batch.release) { /* no exception: the end */
    Py_DECREF(documents);
    return NULL;
  }
  documents->count = (size_t)documents->batch.length;
  documents->first = reader->rows;
  reader->rows += documents->batch.length;
  place_columns(reader, documents);
  return (PyObject *)documents;
}

static PyObject *itself(PyObject *self) {
  Py_INCREF(self);
  return self;
}

bool add_documents_types(PyObject *module, State *state) {
  static PyType_Slot document_slots[] = {
    {Py_tp_doc, "A batch of documents, ready to be coded."},
    {Py_tp_new, (void *)documents_new},
    {Py_tp_dealloc, (void *)documents_dealloc},
    {Py_sq_length, (void *)documents_length},
    {0, NULL},
  };
  static PyType_Spec documents = {
    "rasid._rasid.Documents", sizeof(Documents), 0, Py_TPFLAGS_DEFAULT, document_slots};
  static PyMethodDef methods[] = {
    {"has", reader_has, METH_NOARGS, "Which of the columns are there."},
    {NULL, NULL, 0, NULL},
  };
  static PyType_Slot reader_slots[] = {
    {Py_tp_doc, "The batches of an Arrow stream."},
    {Py_tp_new, (void *)reader_new},
    {Py_tp_dealloc, (void *)reader_dealloc},
    {Py_tp_methods, methods},
    {Py_tp_iter, (void *)itself},
    {Py_tp_iternext, (void *)reader_next},
    {0, NULL},
  };
  static PyType_Spec reader = {
    "rasid._rasid.ArrowReader", sizeof(Reader), 0, Py_TPFLAGS_DEFAULT, reader_slots};
  state->documents_type = add_type(module, &documents);
  state->reader_type = add_type(module, &reader);
  return state->documents_type && state->reader_type;
}
