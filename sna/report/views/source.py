"""What the foot of a lens's figure says of where its facts come from."""

from __future__ import annotations

from sna.model import Study


def source_of(study: Study) -> str:
    """Return the source, and what it was narrowed to."""
    only = "".join(f" Only {column}: {', '.join(values)}." for column, values in sorted(study.filters.items()))
    return f"Source: {study.title or study.name}.{only}"
