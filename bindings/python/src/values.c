/* Columns and Python's values, both ways.
 *
 * A row becomes a dict with the names of the schema, a struct a dict, a list a list, a null None.
 * Two of the command line's habits are kept: `candidates` and `reject` are left out where there
 * are none, for the JSON does so. The way back (`from_rows`) takes such dicts, so that records
 * that were filtered, or read from a database, can go through Arrow like new ones.
 */
#include "binding.h"

#include <math.h>
#include <string.h>

typedef struct {
  PyObject_HEAD Columns *columns;
} Object;

/* ------------------------------------------------------------------ reading */

static bool is_known(const Column *column, size_t row) {
  return column->validity.data[row / 8] >> row % 8 & 1;
}

static int32_t offset_at(const Column *column, size_t row) {
  int32_t offset;
  memcpy(&offset, column->offsets.data + row * sizeof offset, sizeof offset);
  return offset;
}

static PyObject *scalar_at(const Column *column, size_t row) {
  switch (column->field->format[0]) {
    case 'u': {
      int32_t from = offset_at(column, row), to = offset_at(column, row + 1);
      const char *data = (const char *)column->data.data;
      return PyUnicode_DecodeUTF8(data ? data + from : "", to - from, "replace");
    }
    case 'g': {
      double number;
      memcpy(&number, column->data.data + row * sizeof number, sizeof number);
      return PyFloat_FromDouble(number);
    }
    case 'i': {
      int32_t integer;
      memcpy(&integer, column->data.data + row * sizeof integer, sizeof integer);
      return PyLong_FromLong(integer);
    }
    default: {
      int64_t integer;
      memcpy(&integer, column->data.data + row * sizeof integer, sizeof integer);
      return PyLong_FromLongLong(integer);
    }
  }
}

static PyObject *value_at(const Columns *columns, size_t index, size_t row);

static PyObject *list_at(const Columns *columns, size_t index, size_t row) {
  int32_t from = offset_at(&columns->column[index], row);
  int32_t to = offset_at(&columns->column[index], row + 1);
  PyObject *list = PyList_New(to - from);
  for (int32_t i = from; list && i < to; i++) {
    PyObject *item = value_at(columns, index + 1, (size_t)i);
    if (!item)
      Py_CLEAR(list);
    else
      PyList_SetItem(list, i - from, item);
  }
  return list;
}

static bool is_optional(const Field *field) {
  return strcmp(field->name, "candidates") == 0 || strcmp(field->name, "reject") == 0;
}

static PyObject *struct_at(const Columns *columns, size_t index, size_t row) {
  PyObject *dict = PyDict_New();
  size_t end = columns->column[index].end;
  for (size_t at = index + 1; dict && at < end; at = columns->column[at].end) {
    const Column *member = &columns->column[at];
    if (is_optional(member->field) && !is_known(member, row)) continue;
    PyObject *value = value_at(columns, at, row);
    if (!value || PyDict_SetItemString(dict, member->field->name, value)) Py_CLEAR(dict);
    Py_XDECREF(value);
  }
  return dict;
}

static PyObject *value_at(const Columns *columns, size_t index, size_t row) {
  const Column *column = &columns->column[index];
  if (!is_known(column, row)) Py_RETURN_NONE;
  const char *format = column->field->format;
  if (format[0] != '+') return scalar_at(column, row);
  return format[1] == 'l' ? list_at(columns, index, row) : struct_at(columns, index, row);
}

/* ------------------------------------------------------------------ writing */

static bool put_value(Columns *columns, PyObject *value);

static bool put_text(Columns *columns, PyObject *value) {
  PyObject *bytes = PyUnicode_AsUTF8String(value);
  char *data;
  Py_ssize_t count;
  bool is_read = bytes && !PyBytes_AsStringAndSize(bytes, &data, &count);
  if (is_read) columns_bytes(columns, data, (size_t)count);
  Py_XDECREF(bytes);
  return is_read;
}

static bool put_list(Columns *columns, PyObject *value) {
  Py_ssize_t count = PySequence_Size(value);
  if (count < 0) return false;
  size_t list = columns_list(columns, (size_t)count);
  for (Py_ssize_t i = 0; i < count; i++) {
    PyObject *item = PySequence_GetItem(value, i);
    columns_item(columns, list);
    bool is_put = item && put_value(columns, item);
    Py_XDECREF(item);
    if (!is_put) return false;
  }
  columns_end(columns, list);
  return true;
}

static bool put_struct(Columns *columns, PyObject *value) {
  size_t end = columns->column[columns->at].end;
  if (!PyDict_Check(value)) {
    PyErr_SetString(PyExc_TypeError, "a record and its parts must be dicts");
    return false;
  }
  columns_struct(columns, true);
  while (columns->at < end) {
    PyObject *name = PyUnicode_FromString(columns->column[columns->at].field->name);
    PyObject *member = name ? PyDict_GetItemWithError(value, name) : NULL;
    Py_XDECREF(name);
    if (PyErr_Occurred() || !put_value(columns, member ? member : Py_None)) return false;
  }
  return true;
}

static bool put_value(Columns *columns, PyObject *value) {
  const char *format = columns->column[columns->at].field->format;
  if (value == Py_None) return columns_null(columns), true;
  switch (format[0]) {
    case 'u': return put_text(columns, value);
    case 'g': columns_number(columns, PyFloat_AsDouble(value)); return !PyErr_Occurred();
    case '+':
      return format[1] == 'l' ? put_list(columns, value) : put_struct(columns, value);
    default:
      columns_integer(columns, PyLong_AsLongLong(value), true);
      return !PyErr_Occurred();
  }
}

/* ------------------------------------------------------------------ Python */

static void object_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
  columns_drop(((Object *)self)->columns);
  release(self);
  Py_DECREF(type);
}

PyObject *columns_object(const State *state, Columns *columns) {
  allocfunc make = (allocfunc)PyType_GetSlot(state->columns_type, Py_tp_alloc);
  Object *object = (Object *)make(state->columns_type, 0);
  if (object)
    object->columns = columns;
  else
    columns_drop(columns);
  return (PyObject *)object;
}

Columns *columns_of(const State *state, PyObject *object) {
  int is_one = PyObject_IsInstance(object, (PyObject *)state->columns_type);
  if (is_one > 0) return ((Object *)object)->columns;
  if (!is_one) PyErr_SetString(PyExc_TypeError, "no Columns");
  return NULL;
}

/* Columns(rows): from dicts. */
static PyObject *object_new(PyTypeObject *type, PyObject *args, PyObject *names) {
  PyObject *rows;
  (void)names;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &rows)) return NULL;
  Columns *columns = columns_new(false);
  if (!columns) return PyErr_NoMemory();
  for (Py_ssize_t i = 0; i < PyList_Size(rows); i++) {
    columns->at = 0;
    if (!put_struct(columns, PyList_GetItem(rows, i))) return columns_drop(columns), NULL;
  }
  if (columns->has_failed) return columns_drop(columns), PyErr_NoMemory();
  State *state = state_of_type(type);
  return state ? columns_object(state, columns) : NULL;
}

static Py_ssize_t object_length(PyObject *self) {
  return (Py_ssize_t)columns_rows(((Object *)self)->columns);
}

static PyObject *object_row(PyObject *self, Py_ssize_t row) {
  const Columns *columns = ((Object *)self)->columns;
  if (row >= 0 && (size_t)row < columns_rows(columns))
    return value_at(columns, 0, (size_t)row);
  PyErr_SetString(PyExc_IndexError, "no such record");
  return NULL;
}

/* column(name) -> the values of a column from top to bottom */
static PyObject *object_column(PyObject *self, PyObject *name) {
  const Columns *columns = ((Object *)self)->columns;
  const char *text = PyUnicode_AsUTF8AndSize(name, NULL);
  if (!text) return NULL;
  size_t at = 1;
  while (at < columns->count && strcmp(columns->column[at].field->name, text) != 0)
    at = columns->column[at].end;
  if (at == columns->count) return PyErr_SetObject(PyExc_KeyError, name), NULL;
  size_t count = columns_rows(columns);
  PyObject *list = PyList_New((Py_ssize_t)count);
  for (size_t row = 0; list && row < count; row++) {
    PyObject *value = value_at(columns, at, row);
    if (!value)
      Py_CLEAR(list);
    else
      PyList_SetItem(list, (Py_ssize_t)row, value);
  }
  return list;
}

bool add_columns_type(PyObject *module, State *state) {
  static PyMethodDef methods[] = {
    {"column", object_column, METH_O, "The values of one column."},
    {NULL, NULL, 0, NULL},
  };
  static PyType_Slot slots[] = {
    {Py_tp_doc, "Records as columns."},
    {Py_tp_new, (void *)object_new},
    {Py_tp_dealloc, (void *)object_dealloc},
    {Py_tp_methods, methods},
    {Py_sq_length, (void *)object_length},
    {Py_sq_item, (void *)object_row},
    {0, NULL},
  };
  static PyType_Spec spec = {
    "rasid._rasid.Columns", sizeof(Object), 0, Py_TPFLAGS_DEFAULT, slots};
  state->columns_type = add_type(module, &spec);
  return state->columns_type;
}
