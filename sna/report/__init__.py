"""Prose, tables and figures in order, as one page with its files."""

from sna.report.document import Document, compose, files_of
from sna.report.figures import Form, figure_files, figures_of
from sna.report.inference_prose import inference_sentences
from sna.report.maps import LayerMap, layer_map
from sna.report.prose import headline_sentences
from sna.report.reading import rows_table
from sna.report.views import first_sentences

__all__ = [
    "Document",
    "Form",
    "LayerMap",
    "compose",
    "figure_files",
    "figures_of",
    "files_of",
    "first_sentences",
    "headline_sentences",
    "inference_sentences",
    "layer_map",
    "rows_table",
]
