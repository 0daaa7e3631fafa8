"""`add` and `edit` with words split by a shell: asked about on a terminal, refused with the command in a script."""

import shlex

import pytest


def contacts(run):
    return {c["name"]: [s["topic"] for s in c["skills"]] for c in run("list", "--json").json}


MEANT = [
    ("add Sue Rawson solicitor family law", 'asknet add "Sue Rawson" solicitor family law'),
    ("add Jenny from pilates, she is a nurse", 'asknet add Jenny --note "from pilates, she is a nurse"'),
    ("add Jenny crochet with her sister", 'asknet add Jenny crochet --note "with her sister"'),
    ("add Theo sourdough via Sam Lee", 'asknet add Theo sourdough --via "Sam Lee"'),
    ("add Theo windows 11 --place Hobart", 'asknet add Theo "windows 11" --place Hobart'),
    ("add Theo sourdough theo@example.org", "asknet add Theo sourdough --email theo@example.org"),
    ("add Sue Rawson, baker", 'asknet add "Sue Rawson" baker'),
    ("add Theo sourdough --phone 0113 496 0300", 'asknet add Theo sourdough --phone "0113 496 0300"'),
    ("add Rev. Tim Lovell - vicar, can lend the hall", 'asknet add "Rev. Tim Lovell" vicar --note "can lend the hall"'),
    ("add Margaret Hale alto, lives in Leeds", 'asknet add "Margaret Hale" alto --place Leeds'),
    ("add Theo bread, lives with his sister", 'asknet add Theo bread --note "lives with his sister"'),
    ("add Theo bread --via Sam Lee", 'asknet add Theo bread --via "Sam Lee"'),
    ("add Theo bread, lives in York --via Sam Lee", 'asknet add Theo bread --via "Sam Lee" --place York'),
    ("add Theo bread --place New York", 'asknet add Theo bread --place "New York"'),
    ("add Theo bread --note plays at weddings", 'asknet add Theo bread --note "plays at weddings"'),
    (
        "edit Bernard Hale --note met at PyCon --place San Francisco",
        'asknet edit "Bernard Hale" --place "San Francisco" --note "met at PyCon"',
    ),
    (
        "add Theo bread --org Smith and Sons --via Sam Lee",
        'asknet add Theo bread --org "Smith and Sons" --via "Sam Lee"',
    ),
    ("add Theo bread --circle football dads", 'asknet add Theo bread --circle "football dads"'),
    ("add Theo bread --place the old mill", 'asknet add Theo bread --place "the old mill"'),
    ("add Theo bread mob 0113 496 0300", 'asknet add Theo bread --phone "0113 496 0300"'),
    ("add Theo bread --title violin teacher", 'asknet add Theo bread --title "violin teacher"'),
    ("add Theo bread --wants help with taxes", 'asknet add Theo bread --wants "help with taxes"'),
    ("add Theo Francisco --place San Francisco", 'asknet add "Theo Francisco" --place "San Francisco"'),
    ("me --name Robin Hale", 'asknet me --name "Robin Hale"'),
    ("me bread --sign Best, Robin", 'asknet me bread --sign "Best, Robin"'),
    (
        "add Granny Ilse, picks up the kids on Tuesdays",
        'asknet add "Granny Ilse" --note "picks up the kids on Tuesdays"',
    ),
    ("add Theo likes fishing and fixing bikes", 'asknet add Theo fishing "fixing bikes"'),
    ("add Theo plays the violin", "asknet add Theo violin"),
    ("add Theo the plumber", "asknet add Theo plumber"),
    ("add Theo Brandt bread, met at the gym", 'asknet add "Theo Brandt" bread --note "met at the gym"'),
    ("add The Leeds Allotment Society, gardening", 'asknet add "The Leeds Allotment Society" gardening'),
    ("add Theo works at the mill", 'asknet add Theo --note "works at the mill"'),
    ("edit Bernard --name Bernard Hale-Cole", 'asknet edit Bernard --name "Bernard Hale-Cole"'),
    ("edit Bernard phone 01434 600222", 'asknet edit Bernard --phone "01434 600222"'),
    ("add Theo knows about computers and printers", "asknet add Theo computers printers"),
    ("add Dr Ahmed Latif, my old GP, knows about tax", 'asknet add "Dr Ahmed Latif" tax --note "my old GP"'),
    ("add my sister Joan knows about roses", 'asknet add Joan roses --note "my sister"'),
    ("add customer Frau Albers", 'asknet add "Frau Albers" --note customer'),
    ("add sam Lee crochet", 'asknet add "sam Lee" crochet'),
    ("add the Crochet Crowd lace", 'asknet add "the Crochet Crowd" lace'),
    ("edit Bernard birthday 4 May", 'asknet edit Bernard --note "birthday 4 May"'),
    ("edit Bernard bread mobile +44 1434 600222", 'asknet edit Bernard bread --phone "+44 1434 600222"'),
]


@pytest.mark.parametrize(("typed", "command"), MEANT)
def test_a_script_is_refused_with_the_corrected_command_which_works(run, typed, command):
    run("add", "Bernard Hale", "plumbing")
    before = [run(verb, "--json").json for verb in ("list", "me")]
    ran = run(*shlex.split(typed))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert f"`{command}`" in ran.err
    assert [run(verb, "--json").json for verb in ("list", "me")] == before
    assert run(*shlex.split(command)[1:]).code == 0


@pytest.mark.parametrize(("typed", "command"), MEANT)
def test_the_command_for_topics_all_the_same_works_too(run, typed, command):
    run("add", "Bernard Hale", "plumbing")
    refused = run(*shlex.split(typed)).err
    literal = refused.split("`")[3]
    assert literal != command
    assert run(*shlex.split(literal)[1:]).code == 0


def test_the_whole_name_of_an_introducer_needs_no_quotes(run):
    run("add", "Sam Lee")
    assert run("add", "Theo Brandt", "bread", "--via", "Sam", "Lee", "--every", "monthly").code == 0
    assert run("show", "Theo Brandt", "--json").json["via"] == "Sam Lee"
    assert contacts(run)["Theo Brandt"] == ["bread"]


@pytest.mark.parametrize("words", [["bread"], ["--every", "monthly"], ["--note", "met at PyCon"]])
def test_the_whole_name_of_a_contact_to_edit_needs_no_quotes(run, words):
    run("add", "Mei Kim")
    assert run("edit", "mei", "Kim", *words).code == 0
    assert contacts(run) == {"Mei Kim": ["bread"] if words == ["bread"] else []}


@pytest.mark.parametrize(
    "words",
    [["Nan Okafor", "German"], ["Nan", "crochet", "knitting"], ["Nan", "Tax law for artists"], ["Nan", "baking bread,"],
     ["Nan", "SQL"], ["Nan", "R"], ["Nan", "IT"], ["Nan", "German:expert"], ["Nan", "+German"], ["Nan", "#it"],
     ["Nan", "crochet", "German"], ["Nan", "3d", "c++"]],
)  # fmt: skip
def test_topics_are_taken_as_they_stand(run, words):
    assert run("add", *words).code == 0
    assert contacts(run) == {words[0]: [w.lstrip("+#").removesuffix(":expert") for w in words[1:]]}


def test_one_question_on_a_terminal_gives_the_name_of_two_words(run, screen):
    ran = screen("add", "Sue", "Rawson", "solicitor", "family", "law", typed=[("Which did you mean?", "1\n")])
    assert ran.code == 0
    assert contacts(run) == {"Sue Rawson": ["solicitor", "family", "law"]}


def test_the_question_can_be_answered_with_the_topics_as_typed(run, screen):
    ran = screen("add", "Sue", "German", "bread", typed=[("Which did you mean?", "2\n")])
    assert ran.code == 0
    assert contacts(run) == {"Sue": ["German", "bread"]}


def test_the_question_keeps_what_is_no_topic_as_a_note(run, screen):
    words = ["from", "pilates,", "she", "is", "a", "nurse"]
    assert screen("add", "Jenny", *words, "--note", "Met in May", typed=[("Which did you mean?", "1\n")]).code == 0
    jenny = run("show", "Jenny", "--json").json
    assert (jenny["skills"], jenny["notes"]) == ([], "Met in May\nfrom pilates, she is a nurse")


def test_the_question_puts_a_number_where_it_belongs(run, screen):
    run("add", "Bernard", "plumbing")
    assert screen("edit", "Bernard", "phone", "01434", "600222", typed=[("Which did you mean?", "1\n")]).code == 0
    bernard = run("show", "Bernard", "--json").json
    assert (bernard["phone"], [s["topic"] for s in bernard["skills"]]) == (["01434 600222"], ["plumbing"])


def test_the_question_puts_an_introducer_where_they_belong(run, screen):
    assert screen("add", "Theo", "bread", "via", "Sam", "Lee", typed=[("Which did you mean?", "1\n")]).code == 0
    assert run("show", "Theo", "--json").json["via"] == "Sam Lee"


def test_no_answer_to_the_question_changes_nothing(run, screen):
    ran = screen("add", "Sue", "Rawson", typed=[("Which did you mean?", "\n")])
    assert ran.code == 2
    assert contacts(run) == {}


def test_one_answer_on_a_terminal_settles_several_options(run, screen):
    run("add", "Mei Kim")
    words = "Mei Kim --note met at PyCon --place San Francisco".split()
    assert screen("edit", *words, typed=[("Which did you mean?", "1\n")]).code == 0
    mei = run("show", "Mei Kim", "--json").json
    assert (mei["notes"], mei["place"], mei["skills"]) == ("met at PyCon", "San Francisco", [])


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ("log met Nan --on last Tuesday", "log met Nan --on 'last Tuesday'"),
        ("log met Nan --on 3 May 2024 --got", "log met Nan --on '3 May 2024' --got"),
        ("edit Nan --met 3 Nov crochet", "edit Nan --met '3 Nov' crochet"),
        ("history --since last month coffee", "history --since 'last month' coffee"),
        ("review --since 3 months give", "review --since '3 months' give"),
        ("close --older 60 days", "close --older '60 days'"),
    ],
)
def test_a_day_or_period_of_several_words_needs_no_quotes(run, home, typed, quoted):
    def done(words, db):
        run("--db", db, "add", "Nan Okafor")
        ran = run("--db", db, *shlex.split(words))
        shown = run("--db", db, "show", "Nan", "--json").json
        return ran.code, ran.out, [shown[field] for field in ("met", "skills", "interactions")]

    assert done(typed, home / "one.db") == done(quoted, home / "other.db")
    assert done(typed, home / "one.db")[0] == 0


@pytest.mark.parametrize("verb", ["add", "edit"])
def test_a_period_of_two_words_needs_no_quotes(run, verb):
    if verb == "edit":
        run("add", "Mei Kim")
    assert run(verb, "Mei Kim", "--every", "3", "months", "python").code == 0
    assert contacts(run) == {"Mei Kim": ["python"]}
    assert run("show", "Mei Kim", "--json").json["every"] == "90d"


def test_a_choice_that_is_wider_than_the_terminal_stands_behind_its_number(screen):
    words = "Ruth Adeyemi, surgery receptionist, from the antenatal class of the year before last".split()
    shown = screen("add", *words, typed=[("Which did you mean?", "\n")]).shown
    assert "  1  asknet add" in shown


SENTENCES = [
    ("Priya, my registrar, knows how to read ECGs", 'asknet add Priya --note "my registrar, knows how to read ECGs"'),
    ("Priya Rao knows ECGs and X-rays", 'asknet add "Priya Rao" ECGs X-rays'),
    ("Ben, plumber", "asknet add Ben plumber"),
    ("Wei Chen, formats theses in LaTeX", 'asknet add "Wei Chen" --note "formats theses in LaTeX"'),
    ("Wei Chen, lives in York", 'asknet add "Wei Chen" --place York'),
    ("Ben, my old GP", 'asknet add Ben --note "my old GP"'),
]


@pytest.mark.parametrize(("name", "command"), SENTENCES)
def test_a_sentence_in_quotes_is_no_name_in_a_script(run, name, command):
    refused = run("add", name)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    likely, literal = refused.err.split("`")[1::2]
    assert likely == command
    assert run(*shlex.split(likely)[1:]).code == 0
    assert run(*shlex.split(literal)[1:]).code == 0
    assert name in contacts(run)


def test_topics_behind_a_sentence_in_quotes_stay_topics(run):
    assert '`asknet add Ben medicines --note "my old GP"`' in run("add", "Ben, my old GP", "medicines").err


def test_a_sentence_in_quotes_is_asked_about_on_a_terminal(run, screen):
    assert screen("add", SENTENCES[0][0], typed=[("Which did you mean?", "1\n")]).code == 0
    priya = run("show", "Priya", "--json").json
    assert (priya["name"], priya["notes"]) == ("Priya", "my registrar, knows how to read ECGs")


@pytest.mark.parametrize(
    "name",
    [
        "Okafor, Nan",
        "Sam Lee, jr",
        "van der Berg, Kim",
        "Mrs Pargeter next door",
        "Nan Okafor, PhD",
        "okafor, nan",
    ],
)
def test_a_name_of_several_words_is_one(run, name):
    assert run("add", name, "crochet").code == 0
    assert list(contacts(run)) == [name]


def test_the_name_of_a_community_may_be_a_sentence(run):
    assert run("add", "Bread, butter and jam", "cooking", "--kind", "community").code == 0


def test_words_before_a_name_in_quotes_are_asked_about(run):
    refused = run("add", "supplier", "Blumen Krause", "flowers")
    assert refused.code == 2
    assert '`asknet add "Blumen Krause" flowers --note supplier`' in refused.err


def test_somebody_by_title_and_family_name_is_changed_without_quotes(run):
    run("add", "Otto Winter")
    assert run("edit", "Herr", "Winter", "--title", "carpenter").code == 0
    assert run("show", "Otto", "--json").json["title"] == "carpenter"


@pytest.mark.parametrize("topic", ["3", "2024"])
def test_a_number_for_a_topic_is_refused_with_the_one_command_that_is_taken(run, topic):
    ran = run("add", "Kim Ho", topic)
    assert ran.err.endswith(f'Type `asknet add "Kim Ho" +{topic}`.\n')
    assert run("add", "Kim Ho", f"+{topic}").code == 0


def test_edit_of_somebody_known_offers_the_topic_first(run):
    run("add", "Nan")
    assert 'Type `asknet edit Nan +German`, or `asknet edit "Nan German"`.' in run("edit", "Nan", "German").err


def test_several_contacts_to_change_get_a_command_each(run):
    run("add", "Rita Obi")
    run("add", "Paul Drake")
    refused = run("edit", "Rita", "and", "Paul", "--circle", "Stall")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "`asknet edit Rita --circle Stall && asknet edit Paul --circle Stall`" in refused.err


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["edit", "Bernard Hale", "place", "Hexham"], 'asknet edit "Bernard Hale" --place Hexham`'),
        (["add", "Ola Moe", "title", "plumber"], 'asknet add "Ola Moe" --title plumber`'),
        (["add", "Ola Moe", "place", "Hexham", "tiles"], 'asknet add "Ola Moe" tiles --place Hexham`'),
    ],
)
def test_the_name_of_a_field_is_no_topic(run, words, command):
    run("add", "Bernard Hale")
    ran = run(*words)
    assert (ran.code, command in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "commands"),
    [
        (["from", "oslo"], "`asknet me oslo`, or `asknet me +from oslo`"),
        (["from", "python,"], "`asknet me python`, or `asknet me +from +python`"),
    ],
)
def test_no_note_is_offered_for_your_own_record(run, words, commands):
    ran = run("me", *words)
    assert (ran.code, commands in ran.err) == (2, True)
    for command in commands.split("`")[1::2]:
        assert run(*command.split()[1:]).code == 0


def test_a_topic_that_is_marked_is_kept_whole_with_its_comma(run):
    run("add", "Nan Okafor", "+from knits, to sews", "rust,lace", "1,4-dioxane")
    topics = [skill["topic"] for skill in run("show", "Nan", "--json").json["skills"]]
    assert topics == ["from knits, to sews", "rust", "lace", "1,4-dioxane"]
