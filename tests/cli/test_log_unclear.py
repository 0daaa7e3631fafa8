"""Unclear sentences: refused or reported in a script, resolved with one key on a terminal; facts and plans."""

import signal

import pytest


@pytest.fixture
def people(run):
    for name in ("Gordon Bell", "Grace Hofer", "Dr. Mina Holt", "Müller Jürgen", "Lena Brandt", "Lena Berg"):
        run("add", name)
    run("add", "Mark Ost", "--every", "30d")
    return run


def entries(run, name):
    return run("show", name, "--json").json["interactions"]


DAYS = {
    "2026-11-03 lunch with Gordon": "2026-11-03", "On 3 November I had lunch with Gordon": "2026-11-03",
    "On Tuesday Gordon lent me his drill": "2026-11-17", "two weeks ago Gordon lent me his drill": "2026-11-06",
    "lunch with Gordon on the 3rd": "2026-11-03", "on 31.10. Kaffee mit Gordon": "2026-10-31",
    "last Friday at 10:30, call with Gordon": "2026-11-13", "coffee with Gordon yesterday, he said it rains": "2026-11-19",
    "rang Gordon, said I'd bring soup on Monday": "2026-11-20", "Monday Gordon came to bleed the radiators": "2026-11-16",
    "tues i wrote Gordon a script": "2026-11-17", "Gordon unblocked the sink Mon.": "2026-11-16",
    "sat next to Gordon": "2026-11-20", "on the 3rd floor with Gordon": "2026-11-20", "on the 3rd met Gordon": "2026-11-03",
    "At Saturday's concert Gordon fixed my bow": "2026-11-14", "read Sunday's paper with Gordon": "2026-11-20",
    "Gordon was worn out on Monday so I cooked for him": "2026-11-16", "Christmas Eve: sauna with Gordon": "2025-12-24",
}  # fmt: skip


@pytest.mark.parametrize(("said", "day"), DAYS.items())
def test_the_day_stands_anywhere_and_that_of_a_promise_is_not_it(people, said, day):
    assert people("log", said, "--json").json["date"] == day


def test_a_day_that_was_seen_and_not_used_is_reported_with_the_option(people):
    ran = people("log", "Gordon rang about the party on Saturday")
    assert "Fri 2026-11-20" in ran.out
    assert 'is not used as the day: asknet log --edit 1 --on "on Saturday"' in ran.err


def test_two_days_are_refused_with_both(people):
    ran = people("log", "lunch with Gordon on Monday, saw Grace on Tuesday")
    assert (ran.code, ran.out) == (2, "")
    assert "--on 2026-11-16 or --on 2026-11-17" in ran.err
    assert entries(people, "Gordon") == []


def test_who_is_spoken_of_is_kept_apart_and_is_no_contact(people):
    ran = people("log", "coffee with Gordon, he said Grace is ill", "--json").json
    assert (ran["with"], ran["mentioned"]) == (["Gordon Bell"], ["Grace Hofer"])
    assert entries(people, "Grace") == []
    assert entries(people, "Gordon")[0]["mentioned"] == ["Grace Hofer"]


def test_an_unclear_direction_is_null_and_named(people):
    ran = people("log", "Grace did the usual", "--json").json
    assert (ran["direction"], ran["unclear"]) == (None, ["direction"])
    assert "asknet log --edit 2 --got, --gave, --mutual or --none" in people("log", "Grace did the usual").err
    assert people("log", "Grace did the usual", "--got", "--json").json["unclear"] == []


FACTS = {
    "Gordon has died": "--past", "Gordon moved to Leeds": "--place Leeds", "Gordon knows a good luthier": "--refers luthier",
    "Gordon can introduce me to an orchid grower": "--refers 'orchid grower'", "lost touch with Gordon": "--past",
    "Gordon's new number is 07700 900123": "--phone '07700 900123'", "Gordon knows Grace from school": "--via id:1",
}  # fmt: skip


@pytest.mark.parametrize(("said", "command"), FACTS.items())
def test_a_fact_is_no_conversation_and_the_command_for_it_is_shown(people, said, command):
    ran = people("log", said)
    assert (ran.code, ran.out) == (2, "")
    assert command in ran.err
    assert entries(people, "Gordon") == []


NOTHING = [
    "must ring Mark on Friday", "dinner with Mark tomorrow", "no answer from Mark", "lost touch with Mark, must write",
    "missed Mark's call", "Mark's funeral", "read Mark's new book", "haven't seen Mark for months", "did Mark ever ring?",
]  # fmt: skip


@pytest.mark.parametrize("said", NOTHING)
def test_what_has_not_happened_puts_no_reminder_back(people, said):
    people("log", "2026-09-01: tea with Mark")
    assert people("log", said).code == 2
    assert [entry["date"] for entry in entries(people, "Mark")] == ["2026-09-01"]


def test_names_in_a_sentence_follow_the_rule_of_every_verb(people):
    for said, name in (
        ("coffee with Mina", "Dr. Mina Holt"), ("coffee with Dr Holt", "Dr. Mina Holt"), ("saw Jürgen Müller", "Müller Jürgen"),
        ("Mark ❤️ helped me move house 📦", "Mark Ost"), ("met Lena Berg", "Lena Berg"), ("lunch with Lena Br", None),
    ):  # fmt: skip
        ran = people("log", said, "--json")
        assert (ran.json["with"] if ran.code == 0 else None) == ([name] if name else None), said
    assert "Lena Brandt (person) id:5" in people("log", "coffee with Lena").err


def test_who_alone_is_named_took_part_in_what_happened(people):
    for said in ("Gordon was tired so I cooked for him", "Grace's bike has a new chain now, I fitted it for her"):
        assert people("log", said, "--json").json["with"], said
    assert "is only mentioned" in people("log", "met Gordon's sister").err


def test_a_nickname_may_stand_before_the_family_name(people):
    people("add", "Robert Hanlon", "--alias", "Bob")
    assert people("log", "coffee with Bob Hanlon", "--json").json["with"] == ["Robert Hanlon"]


@pytest.mark.parametrize(
    ("said", "name"), [("Margaret baked cakes", "Margaret"), ("Harold's brother tuned the piano", "Harold")]
)
def test_a_given_name_that_nobody_has_is_offered_to_be_added(people, said, name):
    ran = people("log", said)
    assert (ran.code, ran.out) == (2, "")
    assert f"nobody here is called {name!r}. Use --add" in ran.err


def test_somebody_only_spoken_of_may_be_logged_with_one_key(people, screen):
    screen("log", "read Mark's new book", typed=[("nothing:", "l")], columns=200)
    assert len(entries(people, "Mark")) == 1


def test_two_who_are_introduced_in_one_line_are_both_added(people):
    people("log", "Had a call with Gordon, who introduced me to Zed Novak (welding), and Ina Quist (glass)")
    for name, topic in (("Zed Novak", "welding"), ("Ina Quist", "glass")):
        found = people("show", name, "--json").json
        assert ([s["topic"] for s in found["skills"]], found["via"]) == ([topic], "Gordon Bell")


QUESTION = "with Grace Hofer, yesterday; did he or she help you?"


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("key", "told"), [("y", "they helped"), ("g", "you helped"), ("n", "with Grace Hofer"), ("b", "mutual")]
)
@pytest.mark.guard
def test_on_a_terminal_one_key_says_who_helped_whom(screen, key, told):
    shown = screen("log", "Grace did the usual yesterday", typed=[("do not log:", key)], columns=200)
    assert QUESTION in shown.shown
    assert told in shown.shown.split("logged 1:")[1]
    assert "is not clear" not in shown.shown


@pytest.mark.usefixtures("people")
def test_what_is_clear_is_not_asked(screen):
    assert "did he or she" not in screen("log", "coffee with Grace").shown


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("key", ["q", signal.SIGINT])
def test_what_was_typed_is_printed_back_when_nothing_is_written(screen, run, key):
    shown = screen("log", "Grace did the usual", typed=[("do not log:", key)], columns=200)
    kept = '\nnothing was written; what you typed: asknet log "Grace did the usual"'
    assert kept in shown.shown.replace("\r", "")
    assert entries(run, "Grace") == []


@pytest.mark.usefixtures("people")
def test_a_fact_is_written_by_one_key(screen, run):
    screen("log", "Gordon has died", typed=[("nothing:", "1")], columns=200)
    assert run("show", "Gordon", "--json").json["status"] == "past"
    screen("log", "Grace is a nurse", typed=[("nothing:", "2")], columns=200)
    assert run("show", "Grace", "--json").json["notes"] == "Grace is a nurse"
    screen("log", "Grace is a nurse", typed=[("nothing:", "1")], columns=200)
    assert run("show", "Grace", "--json").json["title"] == "nurse"


def test_a_plan_is_kept_as_a_note_by_one_key(people, screen):
    screen("log", "must ring Gordon on Friday", typed=[("nothing:", "1")], columns=200)
    assert people("show", "Gordon", "--json").json["notes"] == "must ring Gordon on Friday"


def test_who_only_perhaps_took_part_is_asked_and_left_out_by_one_key(people, screen):
    said = "tea with Gordon, Grace in the kitchen"
    assert "--with NAME" in people("log", said).err
    screen("log", said, typed=[("do not log:", "2")], columns=200)
    assert (len(entries(people, "Gordon")), len(entries(people, "Grace"))) == (1, 0)


def test_an_outcome_is_asked_for_where_a_question_is_named(people, screen):
    people("ask", "boilers")
    shown = screen("log", "rang Gordon", "--ask", "last", typed=[("nothing yet:", "n")], columns=200).shown
    assert "ask 1 (boilers): could not help" in shown


def test_a_referral_in_a_clause_is_offered_and_not_written(people):
    ran = people("log", "coffee with Gordon, he knows a luthier")
    assert "--refers luthier" in ran.err
    assert len(entries(people, "Gordon Bell")) == 1
    assert "refers" not in people("show", "Gordon Bell").out


def test_a_german_fact_is_no_conversation(people):
    assert people("log", "Gordon kennt einen guten Schlosser").code == 2
    assert entries(people, "Gordon Bell") == []


def test_an_entry_that_is_changed_says_what_is_uncertain_as_a_new_one_does(people):
    people("log", "coffee with Grace")
    changed = ("log", "--edit", "1", "Grace did the fence, she comes again on Friday", "--json")
    assert people(*changed).json["unclear"] == ["direction"]
    assert "is not used as the day" in people(*changed[:-1]).err
    assert people(*changed, "--got").json["unclear"] == []


@pytest.mark.parametrize(
    ("said", "direction"),
    [
        ("Gordon Bell did not bring the ladder he had promised", None),
        ("Grace offered to paint our fence", None),
        ("Grace borrowed my ladder", "given"),
    ],
)
def test_what_was_not_done_is_no_help_and_a_loan_is_the_lender_s(people, said, direction):
    logged = people("log", said, "--json").json
    assert logged["direction"] == direction or logged["unclear"] == ["direction"]


@pytest.mark.parametrize("said", ["call with Grace, will see her tomorrow", "phoned Grace; I must send her the notes"])
def test_a_plan_behind_what_happened_does_not_keep_it_out(people, said):
    ran = people("log", said)
    assert (ran.code, "with Grace Hofer" in ran.out) == (0, True)


def test_the_day_of_the_next_meeting_is_not_the_day(people):
    ran = people("log", "coffee with Grace, next one on 3 Dec", "--json").json
    assert (ran["date"], people("log", "coffee with Grace, next one on 3 Dec").err.count("not used as the day")) == (
        "2026-11-20",
        1,
    )


@pytest.mark.parametrize(("said", "day"), [("in the summer", "2026-07-16"), ("in winter 2024", "2025-01-15")])
def test_a_season_is_a_day_in_it(people, said, day):
    assert people("log", f"{said} Grace fixed my sink", "--json").json["date"] == day


@pytest.mark.parametrize("said", ["Gordon Bell came by on Saturday and fixed the gate", "Grace popped by on Saturday"])
def test_to_come_by_on_a_day_is_no_deadline(people, said):
    assert people("log", said, "--json").json["date"] == "2026-11-14"


@pytest.mark.usefixtures("people")
def test_the_question_of_help_names_somebody_new(screen):
    typed = [("do not log:", "n")]
    shown = screen("log", "Leila did the fence", typed=typed, columns=200)
    assert "with Leila (new), today; did he or she help you?" in shown.shown
    assert "added Leila" in shown.shown


@pytest.mark.parametrize(
    ("said", "key", "told"),
    [
        ("Lena carried on with the fence", "6", ("Lena Berg", "given", "2026-11-20")),
        ("Lena carried on with the fence", "1", ("Lena Brandt", "received", "2026-11-20")),
        ("lunch with Lena on Monday, saw Grace on Tuesday", "4", ("Lena Berg", None, "2026-11-17")),
    ],
)
def test_one_key_settles_who_it_was_and_the_day_and_who_helped(people, screen, said, key, told):
    screen("log", said, typed=[("do not log:", key)], columns=200)
    entry = entries(people, told[0])[0]
    assert (entry["direction"], entry["date"]) == told[1:]


def test_the_line_to_edit_is_the_one_that_was_typed(people, screen):
    typed = [
        ("do not log:", "e"),
        ("What happened?", "\x01coffee, \n"),
        ("do not log:", "n"),
    ]
    shown = screen("log", "Grace did the usual", typed=typed, columns=200)
    assert shown.code == 0
    assert entries(people, "Grace")[0]["text"] == "coffee, Grace did the usual"


@pytest.mark.parametrize(
    "said",
    [
        "coffee with Grace, regards from Gordon",
        "everyone but Gordon came to choir with Grace",
        "lunch with Grace and everybody except Gordon",
        "lunch with Grace (not Gordon)",
    ],
)
def test_who_is_left_out_or_only_sends_greetings_took_no_part(people, said):
    ran = people("log", said, "--json").json
    assert (ran["with"], ran["mentioned"]) == (["Grace Hofer"], ["Gordon Bell"])


@pytest.mark.parametrize(
    "said", ["lost contact with Gordon", "lost touch with Gordon", "I am out of touch with Gordon"]
)
def test_contact_that_was_lost_is_a_fact(people, said):
    ran = people("log", said)
    assert (ran.code, "--every 90d" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("said", "kind", "about"),
    [("Gordon has died", "fact", "Gordon Bell"), ("ring Grace tomorrow", "plan", "Grace Hofer")],
)
def test_a_fact_or_a_plan_as_json_has_nobody_with(people, said, kind, about):
    ran = people("log", said, "--json")
    assert ran.code == 2
    assert (ran.json["id"], ran.json["with"], ran.json["kind"], ran.json["mentioned"]) == (None, [], kind, [about])


def test_a_fact_as_json_has_the_commands_that_store_it(people):
    assert ["asknet", "edit", "id:1", "--past"] in people("log", "Gordon has died", "--json").json["commands"]


def test_a_day_of_the_next_two_weeks_without_a_year_is_unclear(people):
    ran = people("log", "25/11 lunch with Grace")
    assert (ran.code, "2025-11-25 or 2026-11-25" in ran.err) == (2, True)
    assert people("log", "25/11/2025 lunch with Grace", "--json").json["date"] == "2025-11-25"
    assert people("log", "25/12 lunch with Grace", "--json").json["date"] == "2025-12-25"


def test_a_year_is_a_day_in_it(people):
    assert people("log", "in 2019 Grace lent me her bike", "--json").json["date"] == "2019-07-01"


def test_help_in_part_settles_no_question_by_itself(people, screen):
    people("ask", "boilers")
    assert "no outcome (see --outcome); still open" in people("log", "--ask", "last", "Gordon partly helped").err
    shown = screen("log", "--ask", "last", "Gordon helped in part", typed=[("nothing yet:", "p")], columns=200).shown
    assert "ask 1 (boilers): helped a little; still open" in shown


def test_no_help_and_both_can_be_set_afterwards(people):
    people("log", "Grace fixed my bike")
    assert people("log", "--edit", "1", "--none", "--json").json["direction"] is None
    assert people("log", "--edit", "1", "--both", "--json").json["direction"] == "mutual"


def test_an_entry_changed_to_a_sentence_that_names_nobody_keeps_its_people(people):
    people("log", "coffee with Grace, Gordon was ill")
    changed = people("log", "--edit", "1", "tea, not coffee", "--json").json
    assert (changed["with"], changed["text"]) == (["Grace Hofer"], "tea, not coffee")
