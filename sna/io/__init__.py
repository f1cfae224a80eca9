"""Files to model and back: read and check, write whole or not at all, and the record of a run."""

from sna.io.bundled import bundled_studies
from sna.io.check import CheckReport, check_study
from sna.io.file_names import slug
from sna.io.loading import Loading
from sna.io.output import table_as_text
from sna.io.read import read_study
from sna.io.run_record import run_record
from sna.io.template import new_study
from sna.io.workbook import table_as_xlsx
from sna.io.writing import write_file, write_files, write_run

__all__ = [
    "CheckReport",
    "Loading",
    "bundled_studies",
    "check_study",
    "new_study",
    "read_study",
    "run_record",
    "slug",
    "table_as_text",
    "table_as_xlsx",
    "write_file",
    "write_files",
    "write_run",
]
