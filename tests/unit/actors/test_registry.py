"""The registry of actors: names, codes, memberships, groups."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.adapters.store.registry import load_registry
from demarche.model.actors import Actor, ActorKind, AmbiguousName, Membership, NameKind, Registry, order_key, plain
from demarche.model.evidence import UseError

REGISTRY = load_registry()
ACTORS = REGISTRY.actors()
DAY = dt.date(2024, 6, 20)
NAMES = [(actor, name) for actor in ACTORS for name in actor.names]


def day_within(actor, name):
    """A day on which both the actor and the name hold."""
    days = [d for d in (name.until, actor.until, DAY, name.since, actor.begins) if d is not None]
    return next(
        d
        for d in days
        if (name.since is None or name.since <= d)
        and (name.until is None or d <= name.until)
        and (actor.begins is None or actor.begins <= d)
        and (actor.until is None or d <= actor.until)
    )


def test_there_are_193_member_states_and_two_observers():
    assert len(REGISTRY.states(DAY)) == 193
    assert {a.id for a in ACTORS if a.kind is ActorKind.OBSERVER} == {"VAT", "PSE"}


@pytest.mark.parametrize(
    ("day", "count"),
    [("1945-12-31", 51), ("1955-12-14", 76), ("1960-12-31", 99), ("1984-12-31", 159), ("1991-12-31", 166), ("2011-07-14", 193)],
)
def test_the_number_of_members_is_the_published_one(day, count):
    """United Nations, growth in membership, 1945 to present."""
    assert len(REGISTRY.states(dt.date.fromisoformat(day))) == count


def test_members_that_left_and_came_back_have_gaps():
    held = {a.id for a in REGISTRY.states(dt.date(1960, 6, 1))}
    assert "EGY" in held
    assert "SYR" not in held
    assert "IDN" not in {a.id for a in REGISTRY.states(dt.date(1965, 6, 1))}


def test_every_state_has_its_codes():
    for actor in ACTORS:
        if actor.kind is ActorKind.STATE:
            assert actor.iso3 == actor.id
            assert len(actor.m49) == 3
            assert actor.cow is not None
            assert actor.gw is not None
    for field in ("m49", "cow", "gw"):
        values = [getattr(a, field) for a in ACTORS if a.kind is ActorKind.STATE]
        assert len(set(values)) == 193, field


@pytest.mark.parametrize("actor", ACTORS, ids=lambda a: a.id)
def test_every_name_finds_its_actor_on_a_day_within_its_days(actor):
    on = actor.until or DAY
    assert REGISTRY.resolve(actor.id, on=on) is actor
    for name in actor.names:
        assert REGISTRY.resolve(name.text, on=day_within(actor, name)) is actor, name


def test_no_name_means_two_actors():
    bearers = {}
    for actor, name in NAMES:
        assert bearers.setdefault(plain(name.text), actor.id) == actor.id, name


CHANGES = [
    str.upper,
    str.lower,
    str.title,
    str.swapcase,
    lambda t: t.replace("'", "’"),
    lambda t: t.replace(" ", "  "),
    lambda t: f"\t{t}\n",
    lambda t: f"the {t}",
    lambda t: t.replace("-", " "),
]


@given(st.sampled_from(NAMES), st.sampled_from(CHANGES))
def test_case_accents_and_marks_do_not_matter(named, change):
    actor, name = named
    assert REGISTRY.resolve(change(name.text), on=day_within(actor, name)).id == actor.id


@given(st.sampled_from(ACTORS), st.text(alphabet="äçéèñöüõšž .,;!()-", max_size=6))
def test_stray_letters_are_never_resolved_to_another_actor(actor, noise):
    text = f"{noise}{actor.name}{noise}"
    try:
        found = REGISTRY.resolve(text)
    except UseError:
        return
    assert found.id == actor.id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Korea, Republic of", "KOR"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("Plurinational State of Bolivia", "BOL"),
        ("Congo, The Democratic Republic Of The", "COD"),
        ("GUINEA", "GIN"),
        ("Guinea Bissau", "GNB"),
        ("Niger (the)", "NER"),
        ("St. Kitts & Nevis", "KNA"),
        ("Kingdom of the Netherlands", "NLD"),
        ("République démocratique du Congo", "COD"),
        ("Российская Федерация", "RUS"),
        ("南苏丹", "SSD"),
        ("السودان", "SDN"),
        ("AU PSC", "AUPSC"),
        ("Arab League", "LAS"),
    ],
)
def test_spellings_of_the_files(text, found):
    assert REGISTRY.resolve(text).id == found


def test_an_unknown_name_names_the_nearest():
    with pytest.raises(UseError, match="not a name known here") as error:
        REGISTRY.resolve("Sudn")
    assert "SDN" in error.value.next_step
    assert error.value.exit_status == 2


@pytest.mark.parametrize(
    ("text", "on", "candidates"),
    [
        ("Korea", None, ("KOR", "PRK")),
        ("Korea", DAY, ("KOR", "PRK")),
        ("CONGO", dt.date(1965, 1, 1), ("COG", "COD")),
        ("Germany", dt.date(1980, 1, 1), ("DEU", "DDR")),
    ],
)
def test_an_ambiguous_name_names_every_candidate(text, on, candidates):
    with pytest.raises(UseError, match="several actors") as error:
        REGISTRY.resolve(text, on=on)
    assert all(c in error.value.next_step for c in candidates)


@pytest.mark.parametrize(
    ("text", "on", "found"),
    [
        ("Congo", None, "COG"),
        ("Congo", DAY, "COG"),
        ("Zaire", dt.date(1999, 1, 1), "COD"),
        ("Yemen", dt.date(1980, 1, 1), "YEM"),
        ("Democratic Yemen", dt.date(1980, 1, 1), "YMD"),
        ("Germany", dt.date(1991, 1, 1), "DEU"),
        ("Sri Lanka", dt.date(1960, 1, 26), "LKA"),
        ("Republic of China", dt.date(1960, 1, 1), "CHN"),
        ("USSR", dt.date(1991, 12, 31), "SUN"),
        ("South Sudan", dt.date(2011, 1, 1), "SSD"),
        ("TLS", dt.date(2001, 12, 31), "TLS"),
        ("United Arab Republic", dt.date(1961, 9, 26), "EGY"),
    ],
)
def test_a_name_is_read_at_its_date(text, on, found):
    assert REGISTRY.resolve(text, on=on).id == found


@pytest.mark.parametrize(
    ("text", "on", "told"),
    [
        ("USSR", dt.date(1995, 1, 1), "Russian Federation"),
        ("Czechoslovakia", dt.date(1994, 1, 1), "Czechia"),
        ("South Sudan", dt.date(2005, 1, 1), "9 July 2011"),
        ("Republic of China", dt.date(2024, 1, 1), "24 October 1971"),
        ("Republic of China", None, "24 October 1971"),
    ],
)
def test_a_name_out_of_its_time_is_refused_with_the_reason(text, on, told):
    with pytest.raises(UseError) as error:
        REGISTRY.resolve(text, on=on)
    assert told in str(error.value)


def test_kinds_narrow_the_search():
    with pytest.raises(UseError):
        REGISTRY.resolve("M23", kinds={ActorKind.STATE})
    assert REGISTRY.resolve("M23", kinds={ActorKind.ARMED_GROUP}).id == "cod-m23"


@pytest.mark.parametrize(
    ("code", "day", "found"),
    [
        ("SUN", dt.date(1990, 1, 1), "SUN"),
        ("SUN", dt.date(1992, 1, 1), "RUS"),
        ("DDR", dt.date(1985, 1, 1), "DDR"),
        ("YUG", dt.date(2003, 6, 1), "SCG"),
        ("CSK", dt.date(1995, 1, 1), "CSK"),
        ("ZAR", None, "COD"),
        ("nor", None, "NOR"),
    ],
)
def test_codes_of_former_states_are_dated(code, day, found):
    assert REGISTRY.resolve_code(code, day).id == found


def test_an_unknown_code_is_refused():
    for code in ("XXX", "EU", ""):
        with pytest.raises(UseError):
            REGISTRY.resolve_code(code)


@pytest.mark.parametrize(
    ("number", "year", "found"),
    [
        (365, 1990, "SUN"),
        (365, 1991, "RUS"),
        (265, 1990, "DDR"),
        (345, 1990, "YUG"),
        (345, 2004, "SCG"),
        (345, 2010, "SRB"),
        (260, 1980, "DEU"),
        (255, 2000, "DEU"),
        (678, 1989, "YEM"),
        (679, 1995, "YEM"),
        (680, 1985, "YMD"),
        (511, 1964, "EAZ"),
        (385, 1905, "NOR"),
    ],
)
def test_numbers_of_the_correlates_of_war_are_dated(number, year, found):
    assert REGISTRY.by_cow(number, year).id == found


def test_numbers_of_gleditsch_and_ward_are_their_own():
    assert REGISTRY.by_gw(340, 2010).id == "SRB"
    assert REGISTRY.by_gw(970, 2005).id == "KIR"
    assert REGISTRY.by_gw(678, 2010).id == "YEM"
    for call in (lambda: REGISTRY.by_gw(626, 2005), lambda: REGISTRY.by_cow(999, 2000)):
        with pytest.raises(UseError):
            call()


def test_an_id_is_found_in_any_case_and_a_wrong_one_names_the_nearest():
    assert REGISTRY.actor("igad").id == "IGAD"
    assert REGISTRY.actor("nor").id == "NOR"
    with pytest.raises(UseError) as error:
        REGISTRY.actor("sdn-saff")
    assert "sdn-saf" in error.value.next_step


@pytest.mark.parametrize(
    ("actor", "day", "name"),
    [
        ("EGY", dt.date(1961, 1, 1), "United Arab Republic"),
        ("BFA", dt.date(1984, 8, 1), "Upper Volta"),
        ("TUR", dt.date(2010, 1, 1), "Turkey"),
        ("TUR", DAY, "Türkiye"),
        ("NOR", dt.date(1950, 1, 1), "Norway"),
    ],
)
def test_the_name_in_use_on_a_day(actor, day, name):
    assert REGISTRY.actor(actor).name_on(day) == name


def test_short_names_in_use_do_not_overlap():
    for actor in ACTORS:
        used = sorted((n.since or dt.date.min, n.until or dt.date.max) for n in actor.names if n.kind == NameKind.SHORT)
        assert all(a[1] < b[0] for a, b in pairwise(used)), actor.id


def test_memberships_are_dated():
    assert "EU" in {b.id for b in REGISTRY.bodies_of("GBR", dt.date(2019, 1, 1))}
    assert "EU" not in {b.id for b in REGISTRY.bodies_of("GBR", DAY)}
    assert "EU" not in {b.id for b in REGISTRY.bodies_of("EST", dt.date(1990, 1, 1))}
    assert "IGAD" not in {b.id for b in REGISTRY.bodies_of("SDN", DAY)}
    assert "UNSC" in {b.id for b in REGISTRY.bodies_of("CHE", DAY)}
    assert {"AU", "UN"} <= {b.id for b in REGISTRY.bodies_of("RWA", DAY)}


def test_a_suspended_member_has_no_member_s_part_but_its_membership_is_told():
    assert "SDN" not in {a.id for a in REGISTRY.members("AU", DAY)}
    assert {m.role for m in REGISTRY.memberships("SDN", DAY) if m.body == "AU"} == {"member", "suspended"}
    assert "SDN" in {a.id for a in REGISTRY.members("AU", dt.date(2020, 6, 1))}
    assert len(REGISTRY.members("AU", DAY)) == 48


def test_the_peace_and_security_council_has_fifteen_members():
    for day in (dt.date(2023, 1, 1), DAY):
        assert len(REGISTRY.members("AUPSC", day)) == 15
    assert "AUPSC" in {b.id for b in REGISTRY.bodies_of("UGA", DAY)}


def test_no_one_is_a_member_of_what_did_not_exist():
    for actor in ACTORS:
        for m in REGISTRY.memberships(actor.id, DAY):
            assert m.since is not None
            assert m.role in {"member", "observer", "suspended"}
            assert m.source
            body = REGISTRY.actor(m.body)
            assert body.kind is ActorKind.BODY
            assert body.since is None or m.since >= body.since
            if m.body in {"UN", "AU", "ECOWAS", "SADC", "EAC", "ASEAN", "EU", "NATO", "OSCE", "CSTO"}:
                assert actor.begins is None or m.since >= actor.begins


def test_regional_groups_and_their_particularities():
    assert REGISTRY.regional_group("NOR", DAY) == "Western European and other States"
    assert REGISTRY.regional_group("NOR", dt.date(1950, 1, 1)) is None
    assert REGISTRY.regional_group("ISR", dt.date(1999, 1, 1)) is None
    assert REGISTRY.regional_group("ISR", DAY) == "Western European and other States"
    assert REGISTRY.regional_group("KIR", DAY) is None
    assert REGISTRY.regional_group("DDR", dt.date(1980, 1, 1)) == "Eastern European States"
    assert "observer" in REGISTRY.group("USA", DAY).note
    assert sum(REGISTRY.regional_group(a.id, DAY) is not None for a in REGISTRY.states(DAY)) == 192


def test_the_parties_of_the_shipped_dossiers_are_there():
    kinds = {
        "sdn-saf": ActorKind.ARMED_FORCES,
        "sdn-rsf": ActorKind.ARMED_GROUP,
        "sdn-hac": ActorKind.AUTHORITY,
        "cod-m23": ActorKind.ARMED_GROUP,
        "cod-afc": ActorKind.ARMED_GROUP,
        "cod-fardc": ActorKind.ARMED_FORCES,
        "rwa-rdf": ActorKind.ARMED_FORCES,
        "syr-hts": ActorKind.ARMED_GROUP,
    }
    assert {i: REGISTRY.actor(i).kind for i in kinds} == kinds
    for actor in ("icrc", "ocha", "wfp", "unhcr", "unicef", "iom", "un-sg"):
        assert REGISTRY.actor(actor).kind is ActorKind.ORGANISATION


def test_a_registry_of_ones_own():
    land = Actor("AAA", "Land", ActorKind.STATE)
    isle = Actor("BBB", "Isle", ActorKind.STATE)
    own = Registry(
        [land, isle, Actor("CLUB", "The Club", ActorKind.BODY)],
        [Membership("AAA", "CLUB", dt.date(2000, 1, 1), None, "member", "fictional")],
        ambiguous=[AmbiguousName("Shore", ("AAA", "BBB"))],
    )
    assert own.members("CLUB", DAY) == (land,)
    assert own.council(DAY) == ()
    with pytest.raises(UseError, match="several"):
        own.resolve("shore")
    with pytest.raises(UseError, match="not known"):
        own.presidency(2024, 1)


@given(st.text())
def test_order_and_plain_take_any_text(text):
    assert order_key(order_key(text)) == order_key(text)
    plain(text)
