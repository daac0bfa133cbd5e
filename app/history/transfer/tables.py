"""Which tables are taken along, in what order, and what in them is JSON."""

import json
from functools import lru_cache
from typing import Any

# By the key each is sorted by; a table stands after those its rows point to.
KEYS = {
    "sessions": "id",
    "steps": "id",
    "playing": "session_id",
    "check_ins": "id",
    "plan_events": "id",
    "audit": "id",
    "tombstones": "table_name, row_id",
}

LISTS = frozenset({"areas", "kinds", "precautions"})  # of words
JSON = LISTS | {"timeline", "parts_done", "pain", "body", "earlier"}


@lru_cache(maxsize=4096)
def opened(text: str) -> Any:
    """Return the list or object a JSON column holds, or the text itself where writing it again would change it."""
    value = json.loads(text)
    return value if written(value) == text else text


def written(value: object) -> str:
    """Write a list or object as the history does."""
    return json.dumps(value, ensure_ascii=False)
