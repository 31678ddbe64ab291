"""Fictional texts of Council and Assembly, for tests of retrieval, search and histories. None was ever adopted or proposed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from demarche.subjects.texts.precedent import TextDocument, TextParagraph

COUNCIL, ASSEMBLY = "Security Council", "General Assembly"
RIVER, HARBOUR = "The situation at the fictional river", "The fictional harbour question"


@dataclass(frozen=True)
class Text:
    """A fictional text. `lines` are (section, number, lead, words); `editions` the same lines in other languages, in order."""

    document: TextDocument
    lines: tuple[tuple[str, str, str, str], ...]
    sponsors: tuple[tuple[str, str], ...] = ()
    ballots: tuple[tuple[str, str, str], ...] = ()
    editions: tuple[tuple[str, tuple[tuple[str, str, str, str], ...]], ...] = ()

    @property
    def paragraphs(self) -> list[TextParagraph]:
        """The English paragraphs."""
        return [
            TextParagraph(self.document.symbol, n, section, number, lead, words, (lead,) if lead else ())
            for n, (section, number, lead, words) in enumerate(self.lines, 1)
        ]


def _renewal(number: int, year: int, verb: str, access: str, last: int | None = None, votes: tuple[int, ...] = (15, 0, 0)) -> Text:
    recalled = f"resolution {last} ({year - 1})" if last else "its statement of the fictional spring"
    symbol = f"S/RES/{number} ({year})"
    return Text(
        TextDocument(symbol, COUNCIL, "resolution", dt.date(year, 3, 5), f"Fictional river crossing {year}", RIVER, True, votes),
        (
            ("preambular", "", "Recalling", f"Recalling {recalled} on the fictional river,"),
            ("preambular", "", "Expressing", "Expressing grave concern at the mills that stand empty along the fictional river,"),
            ("operative", "1", verb, f"{verb} that all parties allow {access} humanitarian access across the fictional river;"),
            (
                "operative",
                "2",
                "Decides",
                f"Decides to extend the mandate of the fictional ferry mission until 5 March {year + 1};",
            ),
            ("operative", "3", "Requests", "Requests the Secretary-General to report on the ferry mission every ninety days;"),
            ("operative", "3 (a)", "", "the number of barges that carried flour and medicine;"),
        ),
        (("NOR", "Norway"), ("BRA", "Brazil")),
    )


def council_texts() -> list[Text]:
    """A chain of five renewals, a statement, a draft that was vetoed, one that had too few votes, and a text on something else."""
    river = [
        _renewal(9901, 2016, "Urges", "safe"),
        _renewal(9902, 2017, "Demands", "safe and unhindered", 9901),
        _renewal(9903, 2018, "Demands", "safe and unhindered", 9902, (13, 0, 2)),
        _renewal(9904, 2019, "Calls upon", "full, safe and unhindered", 9903),
        _renewal(9905, 2020, "Demands", "full, safe and unhindered", 9904),
    ]
    latest = river[-1]
    editions = (("fr", _FRENCH), ("zh", _CHINESE), ("ar", _ARABIC))
    river[-1] = replace(latest, editions=editions)
    statement = Text(
        TextDocument("S/PRST/2018/901", COUNCIL, "presidential_statement", dt.date(2018, 6, 1), "Fictional harbour", HARBOUR),
        (("statement", "", "calls upon", "The Security Council calls upon all to keep the fictional harbour lamps burning."),),
    )
    vetoed = Text(
        TextDocument("S/2019/901", COUNCIL, "draft_not_adopted", dt.date(2019, 9, 9), "Fictional pause", RIVER, False, (13, 1, 1)),
        (("operative", "1", "Demands", "Demands an immediate pause at the fictional weir so that the sick may be carried over;"),),
        (("NOR", "Norway"),),
        (("RUS", "no", "Russian Federation"), ("NOR", "yes", "Norway"), ("CHN", "abstain", "China")),
    )
    few = Text(
        TextDocument("S/2019/902", COUNCIL, "draft_not_adopted", dt.date(2019, 9, 9), "Fictional pause", RIVER, False, (5, 4, 6)),
        (("operative", "1", "Calls for", "Calls for a long pause at the fictional weir;"),),
        (),
        (("USA", "no", "United States"), ("FRA", "no", "France")),
    )
    other = Text(
        TextDocument(
            "S/RES/9950 (2019)", COUNCIL, "resolution", dt.date(2019, 1, 5), "Fictional lighthouse", HARBOUR, True, (15, 0, 0)
        ),
        (
            ("preambular", "", "Noting", "Noting the height of the fictional lighthouse and the age of its lamp,"),
            ("operative", "1", "Encourages", "Encourages keepers of the fictional lighthouse to paint it white;"),
        ),
    )
    return [*river, statement, vetoed, few, other]


def assembly_texts() -> list[Text]:
    """The same title in three sessions."""
    return [
        Text(
            TextDocument(
                f"A/RES/{session}/901",
                ASSEMBLY,
                "resolution",
                dt.date(1945 + session, 12, 11),
                "Fictional grain barges",
                "Item 9",
                True,
            ),
            (
                ("preambular", "", "Noting", "Noting with appreciation the crews of the fictional grain barges,"),
                (
                    "operative",
                    "1",
                    "Invites",
                    f"Invites Member States to mend {count} fictional grain barges and to allow humanitarian access to them;",
                ),
            ),
            (("PER", "Peru"),),
        )
        for session, count in ((73, "ten"), (74, "twelve"), (75, "all"))
    ]


_FRENCH = (
    ("preambular", "", "Rappelant", "Rappelant sa résolution sur le fleuve fictif,"),
    ("preambular", "", "Se déclarant", "Se déclarant gravement préoccupé par les moulins vides le long du fleuve fictif,"),
    ("operative", "1", "Exige", "Exige que toutes les parties permettent l’accès humanitaire à travers le fleuve fictif ;"),
    ("operative", "2", "Décide", "Décide de proroger le mandat du bac fictif ;"),
    ("operative", "3", "Prie", "Prie le Secrétaire général de faire rapport ;"),
    ("operative", "3 a)", "", "le nombre de barges qui ont porté de la farine ;"),
)
_CHINESE = (
    ("preambular", "", "回顾", "回顾关于虚构河流的决议，"),
    ("preambular", "", "严重关切", "严重关切虚构河流沿岸空置的磨坊，"),
    ("operative", "1", "要求", "要求所有各方允许人道主义准入通过虚构河流；"),
    ("operative", "2", "决定", "决定延长虚构渡船的任务；"),
    ("operative", "3", "请", "请秘书长提出报告；"),
    ("operative", "3 (a)", "", "运送面粉的驳船数目；"),
)
_ARABIC = (
    ("preambular", "", "إذ يشير", "إذ يشير إلى قراره بشأن النهر الخيالي،"),
    ("preambular", "", "وإذ يعرب", "وإذ يعرب عن قلقه البالغ إزاء الطواحين الخالية على النهر الخيالي،"),
    ("operative", "1-", "يطالب", "يطالب بأن تسمح جميع الأطراف بوصول المساعدات الإنسانية عبر النهر الخيالي؛"),
    ("operative", "2-", "يقرر", "يقرر تمديد ولاية العبّارة الخيالية؛"),
    ("operative", "3-", "يطلب", "يطلب إلى الأمين العام أن يقدم تقريرا؛"),
    ("operative", "3- (أ)", "", "عدد الصنادل التي حملت الدقيق؛"),
)


def put_texts(folder: Path) -> None:
    """Put the fictional texts in use in a workspace folder, as a sync would."""
    from demarche.adapters.store import WorkspaceFolder

    home = WorkspaceFolder.locate(folder)
    home.ensure()
    for source, texts in (("un_resolutions", council_texts()), ("un_ga_resolutions", assembly_texts())):
        put_source(home.tables, source, texts)


def put_source(root: Path, source: str, texts: list[Text], name: str = "fictional") -> None:
    """Write one source's tables from fictional texts; `name` tells editions apart."""
    from demarche.adapters.sources import load_spec
    from demarche.adapters.store import write_generation
    from demarche.model.evidence import Audit, Parsed, Snapshot

    spec = load_spec(source)
    spec = replace(spec, tables=tuple(replace(table, rows_min=0) for table in spec.tables))
    rows: dict[str, list[dict[str, object]]] = {table.name: [] for table in spec.tables}
    for text in texts:
        _add(rows, text)
    tables = {
        table.name: {
            column.name: [row.get(column.name) for row in rows[table.name]] for column in table.columns if column.name != "snapshot"
        }
        for table in spec.tables
    }
    digest = (name.encode().hex() + "0" * 64)[:64]
    retrieved = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    snapshot = Snapshot(source, digest, "fictional.zip", 1, retrieved, as_of=dt.date(2024, 1, 1))
    write_generation(root, spec, Parsed(tables, Audit(), as_of="2024-01-01"), snapshot)


def _add(rows: dict[str, list[dict[str, object]]], text: Text) -> None:
    document = text.document
    votes = document.votes or (None, None, None)
    rows["documents"].append(
        {
            "symbol": document.symbol,
            "kind": document.kind,
            "organ": document.organ,
            "year": document.date.year,
            "date": document.date,
            "title": document.title,
            "agenda_item": document.agenda_item,
            "adopted": document.adopted,
            "yes": votes[0],
            "no": votes[1],
            "abstain": votes[2],
            "languages": ["en", *(code for code, _ in text.editions)],
            "locator": document.symbol,
        }
    )
    for actor, name in text.sponsors:
        rows["sponsors"].append(
            {"symbol": document.symbol, "actor": actor, "name_as_given": name, "joined_later": False, "locator": document.symbol}
        )
    for actor, vote, name in text.ballots:
        rows["ballots"].append(
            {
                "symbol": document.symbol,
                "date": document.date,
                "actor": actor,
                "vote": vote,
                "name_as_given": name,
                "locator": document.symbol,
            }
        )
    for language, lines in (("en", text.lines), *text.editions):
        for seq, (section, number, lead, words) in enumerate(lines, 1):
            rows["paragraphs"].append(
                {
                    "symbol": document.symbol,
                    "language": language,
                    "seq": seq,
                    "section": section,
                    "number": number,
                    "lead": lead,
                    "verbs": [lead] if lead else [],
                    "text": words,
                    "locator": document.symbol,
                }
            )
