"""The order of an answer, as `ask` gives it."""

from __future__ import annotations

import random
from datetime import date

from asknet.model import Direction, Interaction
from asknet.store import Store


def names(found):
    return [match["name"] for match in found["matches"]]


def test_closeness_reorders_equal_fits(run):
    run("add", "Ada", "crochet", "--closeness", "1")
    run("add", "Bea", "crochet", "--closeness", "5")
    assert names(run("ask", "crochet", "--json").json) == ["Bea", "Ada"]


def test_closeness_never_rescues_a_bad_fit(run):
    run("add", "Ada", "crochet", "--closeness", "1")
    run("add", "Bea", "welding", "--closeness", "5")
    assert names(run("ask", "crochet", "--json").json)[0] == "Ada"


def test_on_equal_score_people_come_before_communities_before_sources(run):
    for name, kind in (("Aaqa", "source"), ("Baqa", "community"), ("Caqa", "person")):
        run("add", name, "crochet", "--kind", kind)
    assert [m["kind"] for m in run("ask", "crochet", "--json").json["matches"]] == ["person", "community", "source"]


def test_do_not_suggest_is_honoured(run):
    run("add", "Ada", "crochet", "--no-suggest")
    assert run("ask", "crochet", "--json").json["matches"] == []


def test_the_order_does_not_depend_on_who_was_added_first(run, tmp_path):
    people = [(f"Person {letter}", topic) for letter in "ABCDEFGHIJ" for topic in ("crochet",)]
    orders = []
    for seed in range(3):
        db = str(tmp_path / f"{seed}.db")
        for name, topic in random.Random(seed).sample(people, len(people)):
            run("add", name, topic, "--db", db)
        orders.append(names(run("ask", "crochet", "-n", "20", "--json", "--db", db).json))
    assert orders[0] == orders[1] == orders[2]


def test_a_dormant_tie_that_fits_well_gets_the_last_slot(run, home):
    for name in ("Ada", "Bea", "Cleo", "Dora"):
        run("add", name, "crochet", "--closeness", "1" if name == "Dora" else "4")
    store = Store(next(home.rglob("network.db")))
    with store.writing("met", at="2024-01-01T12:00:00"):
        dora = store.contacts.known_as("dora")[0]
        for day in (date(2024, 1, 1), date(2024, 3, 1)):
            store.interactions.add(Interaction(0, day, "tea", Direction.MUTUAL, "met"), contacts=[dora])
    store.close()
    found = run("ask", "crochet", "-n", "3", "--json").json["matches"]
    assert [m.get("dormant", False) for m in found] == [False, False, True]
    assert found[2]["name"] == "Dora"
