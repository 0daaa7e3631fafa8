"""Words that a problem shares with a contact by chance: an organisation's name, a place in a club's, an everyday verb."""

import pytest

TITLES = [
    ("Boris Meyer", "HR Business Partner", "Siemens"),
    ("Greta Jansen", "Supply Chain Manager", "Bosch"),
    ("Lena Koch", "UX Designer", "Spotify"),
    ("Ed Ray", "Copywriter", "Freelance"),
    ("Mia Lund", "Photographer", "Self-employed"),
    ("Jo Tan", "Insurance broker", "Tan & Sons"),
    ("Gary Moss", "Mechanic", "Moss Motors"),
    ("Olivia Grant", "Conveyancing solicitor", "Grant & Lowe Solicitors"),
    ("Sue Smith", "", "Smith Plumbing"),
    ("Ann Lee", "Nurse", "Charite"),
    ("Pat Poe", "Teacher", "ISB"),
]


@pytest.fixture
def offices(run):
    for name, title, org in TITLES:
        run("add", name, "--title", title, "--org", org)
    return run


def verdicts(ran):
    return {match["name"]: match["verdict"] for match in ran.json["matches"] if match["verdict"] != "none"}


@pytest.mark.parametrize("problem", ["doctor", "GP", "family doctor"])
def test_an_organisation_confirms_a_doctor_and_another_trade_in_the_name_makes_none(run, problem):
    run("add", "Dr Rao", "--org", "Park Surgery")
    run("add", "Dentist Dr Lim")
    run("add", "Dr Ute Ring", "--org", "Deutsche Bank")
    assert verdicts(run("ask", problem, "--json")) == {"Dr Rao": "strong"}


@pytest.mark.parametrize(
    "org",
    [
        "Clifton Surgery",
        "High Street Surgery",
        "York Hospital",
        "University Hospital Leeds",
        "NHS",
        "Leeds General Infirmary",
        "Health Centre",
        "Fulford Medical Practice",
        "Praxis Dr. Weber",
    ],
)
def test_what_an_organisation_is_called_does_not_keep_it_from_confirming_a_doctor(run, org):
    run("add", "Dr Rao", "--org", org)
    assert verdicts(run("ask", "doctor", "--json")) == {"Dr Rao": "strong"}


@pytest.mark.parametrize(
    "org",
    [
        "Barclays",
        "Deutsche Bank",
        "Google",
        "Kerr Consulting",
        "University of Leeds",
        "Clifton Dental Surgery",
        "Kerr Ltd",
    ],
)
def test_an_organisation_of_another_kind_confirms_no_doctor(run, org):
    run("add", "Dr Rao", "--org", org)
    assert "strong" not in verdicts(run("ask", "doctor", "--json")).values()


@pytest.mark.parametrize(
    ("problem", "name"),
    [
        ("siemens washing machine", "Boris Meyer"),
        ("bosch drill broken", "Greta Jansen"),
        ("bike wheel is buckled", "Greta Jansen"),
        ("spotify playlist", "Lena Koch"),
        ("grant application", "Olivia Grant"),
        ("moss on the roof", "Gary Moss"),
    ],
)
def test_what_an_organisation_is_called_leads_at_most_perhaps_to_its_people(offices, problem, name):
    assert verdicts(offices("ask", problem, "--json")).get(name, "none") in ("weak", "none")


@pytest.mark.parametrize(
    ("problem", "name"), [("plumbing", "Sue Smith"), ("motors", "Gary Moss"), ("Grant & Lowe", "Olivia Grant")]
)
def test_what_an_organisation_does_and_its_name_alone_lead_to_its_people(offices, problem, name):
    assert verdicts(offices("ask", problem, "--json")) == {name: "strong"}


def test_freelance_is_no_organisation(offices):
    offices("add", "Uwe Berg", "--title", "Translator", "--org", "freelance")
    assert list(verdicts(offices("ask", "which insurance for freelancers", "--json"))) == ["Jo Tan"]
    assert offices("review", "who", "--json").json["who"]["circles"] == []


@pytest.mark.parametrize("problem", ["buying first home, deposit", "gran cant manage at home alone any more", "house"])
def test_an_everyday_word_in_a_name_describes_nobody(run, problem):
    run("add", "Frank Home")
    run("add", "Ann Lee", "--title", "Nurse")
    assert "Frank Home" not in verdicts(run("ask", problem, "--json"))


@pytest.mark.parametrize("kind", ["community", "person"])
@pytest.mark.parametrize(("problem", "is_found"), [("bath is leaking", False), ("bath mat", False), ("rugby", True)])
def test_the_place_in_the_name_of_a_club_is_no_topic(run, kind, problem, is_found):
    run("add", "Bath Rugby Club", "--kind", kind, "--place", "Bath")
    run("add", "Dave Plumber", "--place", "Leeds")
    assert ("Bath Rugby Club" in verdicts(run("ask", problem, "--json"))) is is_found


@pytest.mark.parametrize("problem", ["my landlord wont return my deposit", "return a parcel", "planning a party"])
def test_one_everyday_word_of_something_longer_leads_at_most_perhaps_to_it(run, problem):
    for name, skill in (
        ("Mina Das", "tax returns"),
        ("Kim Roe", "roof repair"),
        ("Abe Stone", "dry stone walling"),
    ):
        run("add", name, skill)
    run("add", "Nora Kay", "--title", "Planning officer", "--org", "City council")
    assert run("ask", problem, "--json").json["verdict"] in ("weak", "none")


def test_what_somebody_helped_with_leads_to_no_other_topic_by_everyday_verbs(run):
    run("add", "Mina Das", "tax returns")
    run("add", "Ola Berg", "plumbing")
    run("add", "Kim Roe", "roof repair")
    run("log", "yesterday: Mina Das helped me keep my deposit and lose weight")
    assert run("ask", "lose my job", "--json").json["verdict"] in ("weak", "none")
    answer = run("ask", "boiler keeps losing pressure", "--json")
    assert list(verdicts(answer)) == ["Ola Berg"]
