"""How a reader is shown what each lens finds: sentences, tables, figures."""

from sna.report.views.catalogue import (
    VIEWS,
    first_sentences,
    lens_figures,
    seen,
    sentences_of,
    table_of,
    tables_of,
)
from sna.report.views.view import View

__all__ = ["VIEWS", "View", "first_sentences", "lens_figures", "seen", "sentences_of", "table_of", "tables_of"]
