"""Prose, tables and figures in order, as one page with its files."""

from sna.report.cautions import chance_caution, how_p_was_had
from sna.report.document import Document, compose, files_of
from sna.report.figures import Form, figure_files, figures_of
from sna.report.group_prose import further_sentences, group_sentences
from sna.report.headlines import changed_headlines, changes_of_headlines
from sna.report.inference_prose import inference_sentences
from sna.report.maps import LayerMap, layer_map
from sna.report.pair_prose import no_interval_sentence
from sna.report.power_prose import few_sentences
from sna.report.prose import headline_sentences
from sna.report.reading import rows_table
from sna.report.robust_prose import NO_CORRECTION, holds_sentences, stability_sentence
from sna.report.uncompared import other_groups_sentence
from sna.report.unit_words import in_words
from sna.report.views import first_sentences

__all__ = [
    "NO_CORRECTION",
    "Document",
    "Form",
    "LayerMap",
    "chance_caution",
    "changed_headlines",
    "changes_of_headlines",
    "compose",
    "few_sentences",
    "figure_files",
    "figures_of",
    "files_of",
    "first_sentences",
    "further_sentences",
    "group_sentences",
    "headline_sentences",
    "holds_sentences",
    "how_p_was_had",
    "in_words",
    "inference_sentences",
    "layer_map",
    "no_interval_sentence",
    "other_groups_sentence",
    "rows_table",
    "stability_sentence",
]
