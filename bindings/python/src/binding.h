/* What the files of the extension share. Everything is built on Python's stable ABI of 3.10. */
#ifndef RASID_PYTHON_BINDING_H
#define RASID_PYTHON_BINDING_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "columns.h"

typedef struct {
  PyObject *error, *document_error, *knowledge_error;
  PyTypeObject *knowledge_type, *coder_type, *documents_type, *reader_type, *columns_type;
} State;

State *state_of(PyObject *module);
State *state_of_type(PyTypeObject *type);

/* Raises what `error` says, with its code and position; NULL, to be returned. */
PyObject *raise_error(const State *state, const RasidError *error);
/* A new type of the module, also put into it under its name. */
PyTypeObject *add_type(PyObject *module, PyType_Spec *spec);

/* ---------------------------------------------------------------- documents in */

typedef enum {
  PART_ID,
  PART_TEXT,
  PART_TITLE,
  PART_DATE,
  PART_OUTLET,
  PART_URL,
  PART_COUNT
} Part;

extern const char *const part_names[PART_COUNT];

/* One value of a document, before it is looked at. */
typedef struct {
  const char *data; /* UTF-8; NULL: there is none */
  size_t bytes;
  PyObject *owner; /* holds `data`; may be NULL */
  char small[32];  /* or `data` points here */
} Cell;

typedef struct {
  RasidInput input;
  char *copies;      /* of all parts but the text */
  PyObject *owner;   /* of the text; may be NULL */
  RasidError *error; /* why it cannot be coded; NULL */
} Document;

typedef struct {
  size_t count;
  Document documents[];
} Chunk;

/* Rows `start` to `stop` of a Documents object; NULL with an exception set. */
Chunk *chunk_new(PyObject *documents, size_t start, size_t stop);
/* One document of six arguments in the order of Part, each a string or None. */
Chunk *chunk_of_parts(PyObject *parts[PART_COUNT]);
void chunk_free(Chunk *chunk);
/* Keeps a copy of `error`, or of as much as memory allows. */
void document_fail(Document *document, const RasidError *error);

/* A column of an Arrow array that holds text, or what is written as text. */
typedef struct {
  char
    kind; /* 'u' 'U' 'v' text, 'i' integer, 'D' days, 's' moments, 'd' dictionary, 'n' nulls; 0: absent */
  int width;                            /* bytes of an integer; negative: unsigned */
  int64_t per_day;                      /* of 's': its units in a day */
  bool is_view;                         /* of 'u': string views */
  int64_t skip;                         /* rows of the parent before the first */
  const ArrowArray *array, *dictionary; /* dictionary: `array` holds indexes into it */
  char dictionary_kind;
  bool dictionary_is_view;
} ArrowColumn;

/* Reads the schema's column; false with TypeError set when it holds nothing like text. */
bool arrow_column_open(ArrowColumn *column, const ArrowSchema *schema);
/* The value of `row`; `cell->data` is NULL for a null. False when it lies outside the array. */
bool arrow_column_cell(const ArrowColumn *column, int64_t row, Cell *cell);

bool add_documents_types(PyObject *module, State *state);
bool add_coder_types(PyObject *module, State *state);
bool add_columns_type(PyObject *module, State *state);

/* Takes over `columns`. */
PyObject *columns_object(const State *state, Columns *columns);
/* Borrowed; NULL with TypeError set. */
Columns *columns_of(const State *state, PyObject *object);

#endif
