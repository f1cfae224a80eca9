"""The page on tables and study.toml, from the schema."""

from __future__ import annotations

from file_words import FILES, SHAPES
from format_lines import format_lines

from sna.model.schema import EDGE_LIST, TABLES, Column, Table


def data_page() -> str:
    """Return the tables and columns of a study as a page."""
    intro = [
        "# What a study looks like",
        "",
        "A folder of files named after their tables, and optionally a `study.toml`; or one Excel workbook, with a",
        "sheet for each. `sna new` writes either, with examples and drop-downs, to fill in. Only `organisations` and",
        "one table of facts are needed. Store facts, not matrices: a dated row for each role, meeting, link.",
        "Every table may have further columns. Headings are matched without regard to case, blanks and hyphens, then",
        "by their other names. Ids stay text: `5E1`, `001` and `NA` are what they are. Dates are ISO unless",
        "`[read] date_order` says otherwise (an English month in words, `14 May 2023`, is always read);",
        "`end` is the last day; a blank one still runs at the study's cut-off.",
        "Where a row comes from (document, page, interview) may stand in a column `evidence` of any table.",
        "Other spellings of an organisation go into `aliases`: [names that look alike](look-alike-names.md).",
    ]
    parts = [_table(table) for table in (*TABLES.values(), EDGE_LIST)]
    return "\n".join(
        [
            *intro,
            *FILES,
            *(line for part in parts for line in part),
            "",
            *SHAPES,
            *FROM_FACTS,
            *STUDY_TOML,
            *format_lines(),
        ]
    )


def _table(table: Table) -> list[str]:
    name = "any other table with both ends of a tie" if table is EDGE_LIST else f"`{table.name}`"
    head = ["", f"## {name}", "", f"{table.holds[0].upper()}{table.holds[1:]}.", ""]
    return [*head, "| column | needed | holds | other names |", "|---|---|---|---|", *(_row(c) for c in table.columns)]


def _row(column: Column) -> str:
    kinds = {
        "id": "an id",
        "category": "a category",
        "yes_no": "yes or no",
        "degrees": "degrees; south and west are negative",
    }
    holds = f"an id of `{column.refers}`" if column.refers else kinds.get(column.kind, f"a {column.kind}")
    choices = f": {', '.join(column.choices)}" if column.choices else ""
    aliases = ", ".join(f"`{alias}`" for alias in column.aliases)
    return f"| `{column.name}` | {'yes' if column.required else ''} | {holds}{choices} | {aliases} |"


FROM_FACTS = """## From facts to ties

| from | a tie is |
|---|---|
| `roles` | a person with roles in both at the same time; with `history`, a role in one and a past role in the other |
| `mdt_links` | cases sent, from the sender to the receiver |
| `attendance` | somebody of each at the same meeting, counted by the layer's `rule` |
| `attendance`, `to_chair` or `to_host` | from each organisation at a meeting to the one that led it |
| `cases` | cases that wait, from the organisation that waits to the `responsible` one, on the meeting's day |
| `decisions` | a part in the same decision, document or topic |
| `members` | membership of the same partnership on the same days, while the partnership itself runs |
| any other table with both ends | what a row lists |

Rules for `attendance`, `decisions` and `members`: `newman` (each meeting of k organisations adds 1/(k-1)), `meetings`
(how many are shared), `jaccard` (shared, divided by those either has a part in), `cosine` (shared, divided by the
square root of the product of how many each has). For `attendance` only: `minutes` (the share of each meeting both were
present), `people` (as many pairs of people as the smaller delegation has people).

With `--of people` the units are persons: `attendance` and `decisions` tie the people they name by the same rules,
`to_chair` runs from each person at a meeting to the one who chaired it, and `contacts` from each person to whom they
turn to. Other tables say nothing of single people. Who is no `from_person` in a snapshot was not asked, and whom they
turn to is not observed; who was asked and named nobody gets a row with weight 0.

`factors`, `indicators` and `timeline` make no ties: they are checked, and in Python `study.tables["timeline"]` and
`sna.derive.partnership_factors(study)` hold them.

Without `--pathway` an organisation's own `centre` counts; with it the rows of `centres` for that pathway and that time
win. One without `centre` of its own is what any pathway's rows say, specialist before local.

That a site and the trust it is part of (`parent`) both have ties in one layer is said; `--by parent` compares sites of
trusts.

""".splitlines()

STUDY_TOML = """## study.toml

All keys are optional; an unknown one is an error that names the nearest known one.

```toml
[study]
title = "…"
boundary = "how it was decided who is in"
cut_off = 2019-03-31                # default: the last date in the data, said in the output
organisations = "all"               # or "present": only those with a record in the snapshot
successors = "recorded"             # or "merged": an organisation and those it follows are one history
snapshots = "year"                  # or "quarter", "month", instead of [[snapshot]]
window = 12                         # months that end with each of these; longer ones share days (or --window)
commitments = ["meetings", "joint_roles"]   # layers, the lightest first: did it come first? (sna lens STUDY posts)

[read]                              # only what differs; nothing is guessed
encoding = "utf-8"
delimiter = ","
date_order = "ymd"                  # or "dmy", "mdy"
decimal = "."
header_row = 1

[tables]                            # file per table, and renamed columns
roles = "job_plans.csv"
columns.roles = { person = "staff_no", organisation = "site" }

[[snapshot]]                        # named, ordered intervals
name = "before"
from = 2013-04-01
to = 2015-03-31
rule = "active_any"                 # for spells; or "active_at" (its last day), "overlap"; events count once

[groups]                            # the contrasts to report; the first is the headline
centre = ["specialist", "local"]
sector = ["nhs", "*"]               # * = all others

[layer.meetings]                    # how a table becomes ties; without any [layer.…]: one layer per table of facts
from = "attendance"
rule = "newman"                     # or "meetings", "jaccard", "cosine", "minutes", "people", "to_chair", "to_host"

[layer.joint_roles]
from = "roles"
weight = "people"                   # or "sessions"

[layer.past_roles]
from = "roles"
history = true                      # people with a role in one now, and one in the other that had ended

[layer.ratified]
from = "decisions"                  # or "members"; rules: "newman", "meetings", "jaccard", "cosine"
through = "document"                # what is shared: "decision", "document", "topic"
only = "ratify"                     # one action; of members: one status of the partnership

[layer.waiting]
from = "cases"                      # from the organisation whose cases wait to the one that is responsible
weight = "deferred"                 # or "listed", "discussed"
only = "imaging"                    # one missing item

[layer.mdt]
from = "mdt_links"
weight = "cases"
depends = "sender"                  # which end depends on which

[layer.trust]
from = "trust.csv"
directed = true
weight = "score"
duplicates = "error"                # or "sum", "max", "last"

[layer.confirmed_trust]
from = "survey"                     # or a matrix of answers: "trust_matrix.csv"
question = "trust"                  # or a composite; left out where the layer has its name
reports = "both"                    # or "sent" (directed, the default), "either", "mean"
duplicates = "error"                # or "mean", "max", "last": several people answered for one organisation

[survey]
non_respondents = "full"            # or "ties_only", "drop"
unlisted = "no_tie"                 # or "not_asked": what a pair means that a respondent does not list
questions = ["trust", "influence"]  # columns of the survey, where it has one for each question
not_known = ["99", "dk"]            # answers that mean "do not know"
words = { never = 0, sometimes = 1, often = 2 }
scales.trust = [1, 4]               # lowest and highest answer, where no columns scale_min and scale_max say so
reversed = ["distance"]             # a high answer means little
composites.trust_index = ["mission", "reliability", "communication"]   # made only where every item is answered

[asymmetry]
primary = "in_degree"               # the one metric declared in advance; of organisations

[people]
opt_out = "opt_out.csv"             # people taken out of every table first; a table named opt_out does the same
permitted = ["e-mail"]              # columns of personal data that may stay; without it they stop the run

[release]                           # checked; this version makes outputs for use inside only
level = "internal"
```

## Surveys

A survey is a table `survey` with one row for each answer, or one row for each pair and a column for each question
(`questions`), or a matrix: any file whose first column holds respondents and whose headings are partners, with a
column `wave` where there are several. Each question makes a directed layer from respondent to partner, named after it;
each composite one more. Where study.toml declares layers, only those are made: `question` may name a composite.

- **An answer is a strength.** 0 says: asked, and no tie. Anything above is a tie of that strength, the lowest step of a
  scale that starts at 1 included: "not at all" on a scale from 1 to 4 judges a partnership that there is. Without any
  column of answers a row is a tie. An answer outside its scale is an error; without a scale, answers far above all
  others (four steps or more that nobody gives, above three or more that somebody does) get a warning.
- **Missing is not zero.** A blank answer, one marked `not_known`, and everything that a non-respondent would have said
  are *not observed*: no tie, and no absence of one. A pair that a respondent does not list counts as no tie
  (`unlisted = "no_tie"`: people list the partners they have), or as not observed (`"not_asked"`). In a matrix, what has
  no column was not asked.
- **Who answered.** An organisation answered a question in a wave if it gave any answer that is known. One that answered
  and named nobody leaves no row: write `responded` = yes for it in `organisations` (read where there is one wave).
  `approached` = no takes an organisation out of the response rate. `sna survey` lists who did not answer, below its
  table and in the column `not_answered`.
- **Non-respondents.** `full`: every organisation stays, its own answers not observed, what others say of it kept.
  `ties_only`: of those that answered nothing in a snapshot, only the ones stay with which a respondent reports a tie.
  `drop`: none of them stays; simulations find this almost always the worst choice (Smith, Morgan and Moody 2021,
  doi:10.1016/j.socnet.2021.05.002), and it is there to compare with. `ties_only` and `drop` hold for every network of
  the snapshot, so that layers can be laid on each other.
- **Two reports of one tie.** `sent`: each side's report is a tie of its own; both are kept. `either`: a tie where one
  side reports it, as strong as the stronger report. `both`: where both do, as strong as the weaker. `mean`: the mean of
  the two, 0 counted. Where one side's report is not observed, the pair is observed only if the other settles it: a tie
  settles `either`, none settles `both`, nothing settles `mean`.
- **Ratings are averaged.** Where study.toml declares no `primary`, groups are compared by the mean of the ratings that
  an organisation received, over those who rated it (`ratings_received.mean`; undirected: `joint_ratings.mean`): a
  sum of ratings also counts how many rated. An answer of 0 is a rating, though no tie; a partner that a respondent does
  not list was not rated. Where nobody rated an organisation its mean is undefined, not 0: it is left out of the groups'
  means and of their test, and counted. `ratings_received.raters` says how many rated it, `ratings_given` how it rates
  others; the sum is `in_strength`.
- **A composite** is the mean of its items for a pair, only where every item is answered; otherwise the pair is not
  observed, and counted.
- **Rates** (`sna check`, `sna survey`, `sna.survey_quality`). Response: organisations that answered ÷ approached.
  Completion: answers that are known ÷ pairs that respondents list. Confirmation: pairs in which both sides report a tie
  ÷ pairs in which at least one does, where both reports are observed (the dyadic reciprocity of the observed pairs).
  Below three in four organisations a warning is given. A measure that takes unobserved pairs as no tie is left empty
  where fewer than half of the pairs were observed, and, for ties sent or received, for each organisation of which fewer
  than half were.

## Workbooks

A workbook (`.xlsx`) is a study by itself, or holds tables of a folder: every sheet is read as the table it is named
after, a workbook with a single sheet as the table that the file is named after. Under `[tables]`, `roles =
"job_plans.xlsx"` means its only sheet, or its sheet `roles`; `roles = "[job_plans.xlsx]Staff"` names one.

- Dates, times, numbers and yes/no come from typed cells and do not depend on `[read]`; text stays text. Formulas
  count as their values; one without a value, or with an error, is refused with its cell. So are merged cells.
- Hidden rows, columns and sheets and filtered rows are read like all others, and it is said that they are there.
- Rows are read down to the last that holds anything, columns up to the thousandth. Blank sheets, and sheets called
  `README` and `dictionary`, are passed over. `.xls`, `.xlsm`, `.xlsb` and `.ods` are refused: save them as `.xlsx`.
- The sheet `study` holds what `study.toml` holds, a row a line: `[study]`, `[[snapshot]]` or a key in column A, its
  value in column B, without quotation marks. A blank value is not set; other columns are remarks. A list stands in one
  cell with commas between its parts: `questions | Trust, Perceived value`, `scales.Perceived value | 1, 5`. What holds
  a comma itself goes in double quotation marks. Dates in text follow `date_order` of the same sheet.
""".splitlines()
