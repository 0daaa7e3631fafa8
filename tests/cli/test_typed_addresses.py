"""Addresses and numbers that are typed are stored in one form, whichever option they come by."""

import pytest


@pytest.fixture
def ann(run):
    return lambda: run("show", "Ann", "--json").json


@pytest.mark.parametrize(
    "typed", [["Ann Abel <ann@example.org>"], ["mailto:ann@example.org", "ANN@EXAMPLE.ORG"], ["<ann@example.org>"]]
)
def test_an_address_is_stored_bare_and_once(run, ann, typed):
    run("add", "Ann Abel", *[word for one in typed for word in ("--email", one)])
    run("edit", "Ann Abel", "--email", "ann@example.org")
    assert ann()["email"] == ["ann@example.org"]


def test_your_own_address_is_stored_bare_and_once(run):
    run("me", "--email", "kim@example.org")
    run("me", "--email", "Kim <kim@example.org>", "--phone", "tel:+44 1434 600222", "--phone", "0044 1434 600222")
    me = run("me", "--json").json
    assert (me["email"], len(me["phone"])) == (["kim@example.org"], 1)


def test_a_number_is_stored_once_in_the_form_typed_last(run, ann):
    run("add", "Ann Abel", "--phone", "tel:+44-1434-600222", "--phone", "0044 1434 600222")
    assert ann()["phone"] == ["0044 1434 600222"]
    run("edit", "Ann Abel", "--phone", "+44 1434 600222")
    assert ann()["phone"] == ["+44 1434 600222"]


def test_two_addresses_or_numbers_in_one_option_are_two(run, ann):
    run("add", "Ann Abel", "--email", "c@example.org;d@example.org", "--phone", "+1 415 555 0100; +1 415 555 0101")
    assert ann()["email"] == ["c@example.org", "d@example.org"]
    assert ann()["phone"] == ["+1 415 555 0100", "+1 415 555 0101"]
    assert run("show", "d@example.org", "--json").json["name"] == "Ann Abel"


def test_another_mailbox_of_the_same_person_is_kept_beside_the_first(run, ann):
    run("add", "Ann Abel", "--email", "ann@example.org")
    run("edit", "Ann Abel", "--email", "ann+news@example.org")
    assert ann()["email"] == ["ann@example.org", "ann+news@example.org"]


@pytest.mark.parametrize("spelled", ["bo@example.org", "Bo Lund <bo@example.org>", "BO@example.org"])
def test_somebody_added_by_an_address_has_it(run, spelled):
    run("log", "--with", spelled, "--add", "tea")
    bo = run("show", "bo@example.org", "--json").json
    assert bo["email"] == [spelled if "<" not in spelled else "bo@example.org"]
    assert bo["name"] == (spelled if "<" not in spelled else "Bo Lund")


def test_somebody_added_by_a_number_has_it(run):
    run("log", "--with", "+44 20 7946 0018", "--add", "tea")
    assert run("show", "020 7946 0018", "--json").json["phone"] == ["+44 20 7946 0018"]


def test_an_introducer_known_by_an_address_has_it(run):
    run("add", "Ann Abel", "--via", "bo@example.org")
    assert run("show", "bo@example.org", "--json").json["email"] == ["bo@example.org"]
