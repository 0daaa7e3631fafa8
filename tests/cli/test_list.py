"""`list`, `skills`, `show` and `path`: reading the network."""

import pytest


@pytest.fixture
def few(run, once):
    def build():
        run("add", "Nan Okafor", "crochet:expert", "knitting", "--title", "Designer", "--org", "Loom Ltd", "--place", "Hobart",
            "--reach", "local", "--email", "nan@example.org", "--email", "n@example.net", "--via", "Sam Lee")  # fmt: skip
        run(
            "add",
            "Crochet Crowd",
            "Crochet",
            "--kind",
            "community",
            "--reach",
            "global",
            "--alias",
            "Hookers Anonymous",
        )
        run("add", "Élise Roux", "baking:beginner", "--reach", "national", "--place", "Évian", "--via", "Nan Okafor")

    once("few", build)
    return run


def names(ran):
    return [row[2] for row in ran.rows]


def test_a_line_in_a_pipe_has_the_columns_of_the_help(few):
    assert few("list", "nan").out == (
        "2\tperson\tNan Okafor\tcrochet:expert;knitting\tDesigner\tLoom Ltd\tHobart\tlocal"
        "\tnan@example.org;n@example.net\tSam Lee\t\n"
    )


def test_contacts_are_in_the_order_of_their_names(few):
    assert names(few("list")) == ["Crochet Crowd", "Élise Roux", "Nan Okafor", "Sam Lee"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--kind", "community"], ["Crochet Crowd"]),
        (["--skill", "CROCHET"], ["Crochet Crowd", "Nan Okafor"]),
        (["--skill", "bak"], ["Élise Roux"]),
        (["--reach", "local"], ["Nan Okafor"]),
        (["--reach", "national"], ["Élise Roux", "Nan Okafor"]),
        (["--reach", "global"], ["Crochet Crowd", "Élise Roux", "Nan Okafor"]),
        (["--place", "evian"], ["Élise Roux"]),
        (["--via", "Sam Lee"], ["Nan Okafor"]),
        (["elise"], ["Élise Roux"]),
        (["anonymous"], ["Crochet Crowd"]),
        (["loom"], ["Nan Okafor"]),
        (["nan", "oka"], ["Nan Okafor"]),
        (["--skill", "crochet", "--kind", "person"], ["Nan Okafor"]),
    ],
)
def test_a_filter_keeps_those_who_pass_it(few, filters, found):
    assert names(few("list", *filters)) == found


def test_nobody_passing_is_said_and_is_no_failure(few):
    ran = few("list", "--place", "Atlantis")
    assert (ran.code, ran.out, ran.err) == (0, "", "nobody fits the filters\n")


def test_a_list_of_nothing_says_how_to_begin_and_makes_no_file(run, db):
    ran = run("list")
    assert (ran.code, ran.out) == (0, "")
    assert "asknet add" in ran.err
    assert not db.parent.exists()


def test_a_list_of_nothing_is_an_empty_list_in_json(run):
    assert run("list", "--json").json == []


def test_the_note_that_contains_the_word_is_shown_on_a_terminal(run, screen):
    run("add", "Rita Holm", "knitting", "--note", "lives next door\nwaters the plants when we are away")
    assert "waters the plants when we are away" in screen("list", "PLANTS").out
    assert "waters" not in screen("list", "knitting").out
    assert "waters" not in screen("list", "rita").out


def test_of_a_long_note_what_is_around_the_word_is_shown(run, screen):
    run("add", "Rita Holm", "--note", "has lived next door to us for more than twenty years and waters the plants")
    shown = screen("list", "plants").out
    assert "… " in shown
    assert "and waters the plants" in shown


def test_an_introducer_read_loosely_is_told(few):
    ran = few("list", "--via", "Oka")
    assert names(ran) == ["Élise Roux"]
    assert "taken to mean Nan Okafor" in ran.err


def test_an_introducer_nobody_knows_is_3(few):
    assert few("list", "--via", "Zebedee").code == 3


def test_a_bad_filter_is_a_usage_error(few):
    assert few("list", "--kind", "robot").code == 2


def test_a_pipe_is_never_cut_to_a_width(run):
    run("add", "Nan Okafor", "s" * 400)
    assert "s" * 400 in run("list", env={"COLUMNS": "20"}).out


def test_a_terminal_that_says_it_is_wider_than_any_is_drawn_to_a_bound(run, screen):
    run("add", "Nan Okafor", "crochet")
    assert max(len(line) for line in screen("list", columns=60_000).shown.split("\n")) <= 1_000


@pytest.mark.parametrize("verb", [["list"], ["skills"], ["show", "Nan"], ["ask", "crochet"]])
@pytest.mark.parametrize("columns", [40, 80])
def test_a_table_keeps_within_the_terminal(run, screen, verb, columns):
    run("add", "Nan Okafor", "crochet " * 20, "--title", "Designer " * 12, "--note", "word " * 90)
    assert max(len(line) for line in screen(*verb, columns=columns).shown.split("\n")) <= columns


def test_skills_are_counted_the_commonest_first_with_the_best_level(few):
    assert [row[:3] for row in few("skills").rows if row[3] == "skill"] == [
        ["Crochet", "2", "expert"], ["baking", "1", "beginner"], ["knitting", "1", ""],
    ]  # fmt: skip


def test_skills_are_filtered_by_part_of_a_topic(few):
    assert few("skills", "KNIT").rows == [["knitting", "1", "", "skill"]]


def test_skills_are_filtered_by_kind(few):
    assert few("skills", "--kind", "community").rows == [["Crochet", "1", "", "skill"]]


def test_skills_in_json_have_topic_contacts_and_best(few):
    assert few("skills", "crochet", "--json").json == [
        {"topic": "Crochet", "contacts": 2, "best": "expert", "from": "skill"}
    ]


def test_no_such_topic_is_said(few):
    ran = few("skills", "juggling")
    assert (ran.code, ran.out, ran.err) == (0, "", "there is no such topic\n")


def test_the_page_in_a_pipe_is_field_and_value(few):
    rows = dict(few("show", "Nan Okafor").rows)
    assert (rows["name"], rows["knows"]) == ("Nan Okafor", "crochet (expert), knitting")
    assert (rows["via"], rows["introduced"]) == ("Sam Lee", "Élise Roux")


def test_the_page_needs_no_quotes(few):
    assert few("show", "Nan", "Okafor").code == 0


def test_the_page_shows_interactions_newest_first_and_the_balance(run, demo):
    page = run("show", "Nan Okafor", "--json").json
    days = [i["date"] for i in page["interactions"]]
    assert days == sorted(days, reverse=True)
    assert len(days) > 1
    assert set(page["interactions"][0]) == {
        "id", "date", "text", "direction", "kind", "topics", "with", "mentioned",
    }  # fmt: skip
    ways = [i["direction"] for i in page["interactions"]]
    assert page["balance"] == {"received": ways.count("received"), "given": ways.count("given")}
    assert demo.exists()


@pytest.mark.usefixtures("few")
def test_a_page_on_a_terminal_shows_the_fields(screen):
    shown = screen("show", "Nan").shown
    assert all(part in shown for part in ("Nan Okafor", "crochet (expert), knitting", "Loom Ltd", "Sam Lee"))


def test_nobody_of_that_name_is_3(few):
    ran = few("show", "Zebedee")
    assert (ran.code, ran.out) == (3, "")
    assert "nobody here is called 'Zebedee'" in ran.err


def test_the_path_is_the_chain_from_you(few):
    assert few("path", "Élise Roux").rows == [["Sam Lee", "Nan Okafor", "Élise Roux"]]


def test_the_path_in_json_has_numbers_and_names(few):
    way = few("path", "nan", "--json").json
    assert [(contact["id"], contact["name"]) for contact in way] == [(1, "Sam Lee"), (2, "Nan Okafor")]


def test_the_path_to_somebody_you_met_yourself_is_themselves(few):
    assert few("path", "Crochet Crowd").rows == [["Crochet Crowd"]]


@pytest.mark.usefixtures("few")
def test_the_path_on_a_terminal_starts_at_you(screen):
    assert "you -> Sam Lee -> Nan Okafor" in screen("path", "nan").shown


def test_a_circle_of_introducers_is_refused(few):
    assert few("edit", "Sam Lee", "--via", "Nan Okafor").code == 2
    assert few("path", "Nan Okafor").rows == [["Sam Lee", "Nan Okafor"]]


@pytest.fixture
def spelt(run):
    """One topic in two spellings, and one in two that are as common."""
    for number, topics in enumerate((["python", "Welding"], ["python", "welding"], ["PYTHON"], ["python"]), 1):
        run("add", f"Contact {number}", *topics)
    return run


def test_a_topic_is_written_as_most_contacts_write_it(spelt):
    assert spelt("skills").rows == [["python", "4", "", "skill"], ["Welding", "2", "", "skill"]]
    assert spelt("skills", "--json").json[0]["topic"] == "python"
    assert spelt("skills", "--kind", "person").rows[0] == ["python", "4", "", "skill"]


def test_the_review_writes_a_topic_as_most_contacts_write_it(spelt):
    spelt("ask", "python")
    got = spelt("review", "--json").json
    assert [topic["topic"] for topic in got["know"]["topics"]] == ["python", "Welding"]
    assert [topic["topic"] for topic in got["experience"]] == ["python"]


def test_a_word_is_looked_for_in_every_field(run):
    run("add", "Nan Okafor", "crochet", "--circle", "Running club", "--email", "nan@example.org", "--wants", "piano lessons",
        "--url", "https://nan.example.org", "--refers", "luthier", "--title", "Designer", "--org", "Wattle Works")  # fmt: skip
    run("add", "Theo Brandt")
    for word in ("croch", "running", "nan@", "piano", "nan.example", "luthier", "design", "wattle"):
        assert names(run("list", word)) == ["Nan Okafor"], word


def test_an_organisation_filters(run):
    run("add", "Nan Okafor", "--org", "Wattle Works")
    run("add", "Theo Brandt", "--note", "left Wattle Works")
    assert names(run("list", "--org", "wattle")) == ["Nan Okafor"]


@pytest.fixture
def three(run):
    run("add", "Ada", "--met", "2026-01-03", "--closeness", "2")
    run("add", "Bea", "--met", "2026-05-03")
    run("add", "Cy", "--closeness", "5")
    run("log", "2026-11-01: coffee with Ada")
    run("log", "2026-11-03: coffee with Cy")
    return run


@pytest.mark.parametrize(
    ("sort", "order"),
    [("name", ["Ada", "Bea", "Cy"]), ("met", ["Bea", "Ada", "Cy"]), ("contact", ["Cy", "Ada", "Bea"]),
     ("closeness", ["Cy", "Ada", "Bea"])],
)  # fmt: skip
def test_a_list_is_ordered_by_the_newest_or_closest_first(three, sort, order):
    assert names(three("list", "--sort", sort)) == order
    assert [contact["name"] for contact in three("list", "--sort", sort, "--json").json] == order


def test_an_order_there_is_not_is_a_usage_error(three):
    ran = three("list", "--sort", "height")
    assert (ran.code, ran.out) == (2, "")
    assert "name, met, contact, closeness" in ran.err


def test_a_limit_keeps_the_first_and_says_how_many_more(three):
    ran = three("list", "--limit", "1", "--sort", "met")
    assert names(ran) == ["Bea"]
    assert ran.err == "and 2 more\n"
    assert len(three("list", "--limit", "2", "--json").json) == 2


@pytest.mark.parametrize("columns", [40, 80, 140])
def test_on_a_terminal_a_contact_is_one_line_with_the_title_before_topics(run, screen, columns):
    run("add", "Nan Okafor", *[f"topic number {n}" for n in range(30)], "--title", "Designer", "--org", "Wattle Works")
    run("add", "Crochet Crowd", "--kind", "community")
    lines = [line for line in screen("list", columns=columns).shown.splitlines() if line.strip()]
    assert len(lines) == 4
    assert max(map(len, lines)) <= columns
    if columns >= 80:
        assert "Designer, Wattle Works; topic" in next(line for line in lines if "Nan" in line)
        assert "community" in next(line for line in lines if "Crochet" in line)


def test_a_column_gets_the_room_that_the_others_do_not_need(run, screen):
    name = "Kim Vo (Wholesale flowers and more)"
    run("add", name, "flowers")
    assert name in screen("list", columns=80).out


def test_a_kind_as_the_word_names_the_option(run):
    run("add", "Nan Okafor", "crochet")
    assert "`--kind community`" in run("list", "clubs").err
    assert "--kind" not in run("list", "zymurgy").err
