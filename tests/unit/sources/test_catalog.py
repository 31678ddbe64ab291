"""Sources found by folder, declared in one file each, and refused in words where the declaration is not sound."""

from __future__ import annotations

import subprocess
import sys

import pytest

from demarche.adapters.sources import catalog, load_parser, load_spec, sample_of, source_ids
from demarche.adapters.sources.reading import NameUse, read_lookups, resolve_names, split_sponsors
from demarche.adapters.sources.reading.sponsors import part_names
from demarche.model.evidence import Failure, UseError

SOUND = """
title = "A fictional source"
publisher = "Nobody"
terms = "none"
url = "https://publisher.example"
citation = "Nobody, A fictional source"

[tables.apples]
meaning = "One row an apple"
key = ["apple"]
rows_min = 1

[tables.apples.columns]
apple = ["VARCHAR", "name of the apple"]
locator = ["VARCHAR", "row"]
"""


@pytest.fixture
def declared(tmp_path, monkeypatch):
    def declare(text):
        folder = tmp_path / "fictional"
        folder.mkdir(exist_ok=True)
        (folder / "source.toml").write_text(text, encoding="utf-8")
        return load_spec("fictional")

    monkeypatch.setattr(catalog, "_HERE", tmp_path)
    load_spec.cache_clear()
    yield declare
    load_spec.cache_clear()


def test_every_source_has_a_declaration_a_parser_and_a_sample():
    assert {"un_resolutions", "un_council_votes", "un_assembly_votes", "un_vetoes"} <= set(source_ids())
    for source in source_ids():
        spec = load_spec(source)
        assert spec.source.id == source
        assert callable(load_parser(source))
        assert any(path.is_file() for path in sample_of(source).rglob("*"))


def test_declaring_reads_no_parser_and_no_heavy_library():
    code = (
        "import sys; from demarche.adapters.sources import load_spec, source_ids; [load_spec(s) for s in source_ids()];"
        "print([m for m in sys.modules if m.split('.')[0] in {'duckdb', 'lxml', 'numpy', 'pyarrow'} or m.startswith('demarche') and m.endswith('.parse')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_source_names_those_there_are():
    with pytest.raises(UseError) as refused:
        load_spec("nowhere")
    assert "un_resolutions" in refused.value.next_step


def test_a_sound_declaration_is_read_whole(declared):
    spec = declared(SOUND)
    assert spec.tables[0].key == ("apple",)
    assert [column.name for column in spec.tables[0].columns] == ["apple", "locator"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('title = "A fictional source"\n', ""), "lacks key title"),
        (('terms = "none"', 'terms = ""'), "`terms` is not str, or is empty"),
        (('terms = "none"', 'terms = "none"\ncolour = "red"'), "unknown key colour"),
        (('key = ["apple"]', 'key = ["pear"]'), "columns that it does not declare: pear"),
        (('locator = ["VARCHAR", "row"]', ""), "no column `locator`"),
        (('apple = ["VARCHAR", "name of the apple"]', 'apple = "VARCHAR"'), "The column apple is not declared as"),
        (("rows_min = 1", 'rows_min = "1"'), "`rows_min` is not int"),
        (("[tables.apples]", "[tables.apples"), "It is no TOML"),
        (("rows_min = 1", "rows_min = 1\ngaps = 3"), "unknown key gaps"),
    ],
)
def test_an_unsound_declaration_is_refused_in_words(declared, change, said):
    with pytest.raises(Failure, match="A source is not declared as it should be") as refused:
        declared(SOUND.replace(*change))
    assert said in refused.value.what


def test_names_are_looked_up_at_both_ends_of_a_year_and_by_the_day_where_these_differ():
    import datetime as dt

    asked = []

    def resolve(name, *, on):
        asked.append(on)
        return "old" if on < dt.date(1991, 6, 1) else "new"

    days = [dt.date(1990, month, 1) for month in range(1, 13)] + [dt.date(1991, month, 1) for month in (1, 3, 8, 12)]
    found = resolve_names([NameUse("Somewhere", day, "row") for day in days], resolve, "file.csv")
    assert [found["Somewhere", day] for day in days] == ["old"] * 14 + ["new"] * 2
    assert len(asked) < len(days)


def test_an_unknown_name_stops_with_file_place_and_candidates():
    import datetime as dt

    def resolve(name, *, on):
        raise UseError(f"“{name}” is no actor.", next_step="Did you mean Elsewhere?")

    with pytest.raises(Failure) as stopped:
        resolve_names([NameUse("Somewhere", dt.date(2099, 1, 1), "row 7")], resolve, "votes.csv")
    assert "“Somewhere” on 2099-01-01" in stopped.value.what
    assert stopped.value.where == "votes.csv, row 7"
    assert stopped.value.next_step == "Did you mean Elsewhere?"


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("", []),
        ("Brazil and Switzerland", ["Brazil", "Switzerland"]),
        ("Bosnia and Herzegovina, Chile and Trinidad and Tobago", ["Bosnia and Herzegovina", "Chile", "Trinidad and Tobago"]),
        (
            "Saint Vincent and the Grenadines, United Kingdom of Great Britain and Northern Ireland and United States of America",
            [
                "Saint Vincent and the Grenadines",
                "United Kingdom of Great Britain and Northern Ireland",
                "United States of America",
            ],
        ),
        ("Japan,Uganda, and (and) Norway.", ["Japan", "Uganda", "Norway"]),
        ("Chile, Chile", ["Chile"]),
        ("by the Council's gardener and Chile", ["Chile"]),
    ],
)
def test_a_line_of_sponsors_is_cut_into_names(printed, names):
    assert split_sponsors(printed, {"by the council's gardener": []}) == names


def test_a_missing_comma_is_found_only_where_both_halves_are_known():
    known = {"Belgium", "Botswana", "New Zealand", "Nicaragua", "Chile"}.__contains__
    assert part_names("New Zealand Nicaragua", known) == ["New Zealand", "Nicaragua"]
    assert part_names("Chile Nowhere", known) == ["Chile Nowhere"]


def test_lookups_are_read_in_small_letters(tmp_path):
    (tmp_path / "source.toml").write_text('[lookups.members]\n"CHILEs" = ["CHILE"]\n"PRESIDENT" = []\n', encoding="utf-8")
    assert read_lookups(tmp_path / "source.toml", "members") == {"chiles": ["CHILE"], "president": []}
