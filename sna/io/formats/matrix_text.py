"""Matrices in CSV or plain text, square or of organisations by events → `NetworkFile`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sna.errors import Problem, UsageError
from sna.io.formats.delimited import Line, read_lines
from sna.io.formats.draft import CONTROL, Draft
from sna.io.formats.matrix_labels import LABELS, Matrix, divide, rectangular
from sna.io.formats.network_file import EVENT, FROM, ORGANISATION, TO, WEIGHT, NetworkFile, Relation, Rows
from sna.io.formats.numbers import not_a_number
from sna.io.formats.triangles import PARTS, Square, part_of
from sna.io.text_table import shown


def read_matrix(  # noqa: PLR0913 - everything a matrix does not say of itself
    data: bytes,
    file: str,
    *,
    labels: str = "",
    two_mode: bool | None = None,
    directed: bool | None = None,
    part: str = "",
    delimiter: str = "",
    encoding: str = "utf-8",
) -> NetworkFile:
    r"""Return the network of a matrix, whole: a zero is no tie, a blank cell off the diagonal a tie not observed.

    Parameters
    ----------
    data, file
        The bytes of the file, and its name for messages.
    labels
        Where labels are: ``both``, ``rows``, ``columns`` or ``none``; empty where the cells leave one possibility.
        Rows and columns without labels are numbered from 1.
    two_mode
        Whether columns are events; ``None`` takes them for events where both have labels and share none.
    directed
        Whether a tie runs from row to column; ``None`` where that is so if the matrix is not symmetric.
    part
        ``full``, ``upper`` or ``lower``: the triangle that counts; empty where the other one is wholly blank.
    delimiter, encoding
        How the text is written; without a delimiter the only one that gives equally long rows.

    Raises
    ------
    DataError
        E118, E120, E122, E123, E205, E206, E218, E301, E303, E316, E319, and those of `decoded`.

    Examples
    --------
    >>> net = read_matrix(b";A;B;C\nA;0;2;0\nB;2;0;\nC;0;;0\n", "trust.csv")
    >>> net.relations[0].directed, net.relations[0].ties.cells
    (False, (('A', 'B', '2'), ('B', 'C', '')))
    """
    what = "rows of the same length"
    lines = read_lines(data, file, rectangular, what=what, delimiter=delimiter, encoding=encoding)
    return matrix_in(lines, file, labels=labels, two_mode=two_mode, directed=directed, part=part)


def matrix_in(
    lines: Sequence[Line],
    file: str,
    *,
    labels: str = "",
    two_mode: bool | None = None,
    directed: bool | None = None,
    part: str = "",
) -> NetworkFile:
    """Return the network of rows of cells; arguments as for `read_matrix`."""
    for said, known in ((labels, LABELS), (part, PARTS)):
        if said and said not in known:
            raise UsageError(Problem("E218", "A matrix cannot be read so.", value=said, expected=", ".join(known)))
    draft = Draft(file)
    matrix = divide(lines, labels, draft, two_mode=bool(two_mode))
    _check_labels(matrix, draft)
    _check_cells(matrix, draft)
    draft.stop()
    if two_mode is None:
        two_mode = _share_no_label(matrix)
    if two_mode:
        return _two_mode(matrix, draft)
    names = _one_set_of_labels(matrix, draft)
    square = Square(matrix, names, draft, part_of(matrix, names, part, draft, directed=directed))
    relation = Relation("", square.is_directed(directed), _as_rows(square.ties(directed)))
    organisations = _labelled(ORGANISATION, names, [row.line for row in matrix.rows])
    return NetworkFile(file, organisations, (relation,), set_aside=dict(draft.set_aside))


def _check_labels(matrix: Matrix, draft: Draft) -> None:
    for labels, word in ((matrix.row_labels, "row"), (matrix.column_labels, "column")):
        seen: dict[str, int] = {}
        for at, label in enumerate(labels or ()):
            line = matrix.rows[at].line if word == "row" else matrix.heading_line
            if not label:
                draft.add("E301", f"The label of {word} {at + 1} is blank.", line)
            elif label in seen:
                message = f"The label of {word} {at + 1} is that of {word} {seen[label] + 1} too."
                draft.add("E303", message, line, value=shown(label))
            seen.setdefault(label, at)
            if CONTROL.search(label):
                draft.add("E118", f"A control character in the label of {word} {at + 1}.", line, value=shown(label))


def _check_cells(matrix: Matrix, draft: Draft) -> None:
    for row in matrix.rows:
        for at, cell in enumerate(row.cells):
            if cell:
                label = matrix.column_labels[at] if matrix.column_labels else str(at + 1)
                problem = not_a_number(cell, draft.file, row.line, shown(label))
                draft.problems += [problem] if problem else []


def _share_no_label(matrix: Matrix) -> bool:
    both = matrix.row_labels is not None and matrix.column_labels is not None
    return both and not set(matrix.row_labels or ()) & set(matrix.column_labels or ())


def _one_set_of_labels(matrix: Matrix, draft: Draft) -> list[str]:
    """Return the labels of a square matrix, or refuse one that is not square or not labelled alike."""
    height, width = matrix.shape
    first, line = matrix.rows[0], matrix.heading_line
    if matrix.row_labels and matrix.column_labels:
        pairs = zip(matrix.row_labels, matrix.column_labels, strict=False)
        at = next((at for at, (row, column) in enumerate(pairs) if row != column), None)
        if at is not None:
            value = f"row {shown(matrix.row_labels[at])}, column {shown(matrix.column_labels[at])}"
            message = f"Row {at + 1} and column {at + 1} have different labels."
            hint = "Put rows and columns in the same order, or say --two-mode to sna convert if the columns are events."
            draft.add("E218", message, matrix.rows[at].line, value=value, hint=hint)
            draft.stop()
    if height != width:
        value = f"{height} rows, {width} columns"
        hint = "If its columns are events, say --two-mode to sna convert."
        draft.add("E218", "This matrix is not square.", first.line or line, value=value, hint=hint)
        draft.stop()
    return matrix.row_labels or matrix.column_labels or [str(n + 1) for n in range(height)]


def _two_mode(matrix: Matrix, draft: Draft) -> NetworkFile:
    height, width = matrix.shape
    names = matrix.row_labels or [str(n + 1) for n in range(height)]
    events = matrix.column_labels or [str(n + 1) for n in range(width)]
    ties = _as_rows(
        (name, event, cell, row.line)
        for name, row in zip(names, matrix.rows, strict=True)
        for event, cell in zip(events, row.cells, strict=True)
        if not cell or float(cell)
    )
    return NetworkFile(
        draft.file,
        _labelled(ORGANISATION, names, [row.line for row in matrix.rows]),
        (Relation("", directed=False, ties=ties, two_mode=True),),
        _labelled(EVENT, events, [matrix.heading_line] * width),
        dict(draft.set_aside),
    )


def _as_rows(ties: Iterator[tuple[str, str, str, int]]) -> Rows:
    """Return ties as rows, with weights unless all are observed and 1."""
    found = list(ties)
    if all(cell and float(cell) == 1 for _, _, cell, _ in found):
        return Rows((FROM, TO), tuple((a, b) for a, b, _, _ in found), tuple(line for *_, line in found))
    return Rows((FROM, TO, WEIGHT), tuple((a, b, cell) for a, b, cell, _ in found), tuple(line for *_, line in found))


def _labelled(heading: str, labels: Sequence[str], lines: Sequence[int]) -> Rows:
    return Rows((heading,), tuple((label,) for label in labels), tuple(lines))
