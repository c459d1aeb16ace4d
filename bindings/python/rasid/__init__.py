"""rasid: event records from Arabic news.

>>> import rasid
>>> coder = rasid.load()
>>> for record in coder.code("اعتقلت الشرطة خمسة متظاهرين في الخرطوم أمس.", date="2024-03-05"):
...     print(record.event, record.mode, record.place.name, record.date.to, record.detained.max)
COERCE arrest Khartoum 2024-03-04 5
"""

from ._batch import Batch, Reject
from ._coder import Coder, load
from ._database import read_db
from ._html import Explanation
from ._rasid import DocumentError, Error, KnowledgeError
from ._rasid import version as __version__
from ._record import Analysis, Item, Record

__all__ = [
    "Analysis",
    "Batch",
    "Coder",
    "DocumentError",
    "Error",
    "Explanation",
    "Item",
    "KnowledgeError",
    "Record",
    "Reject",
    "load",
    "read_db",
    "__version__",
]
