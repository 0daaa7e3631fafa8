"""A LinkedIn export offers your own name, address and headline, after one question."""

import zipfile

import pytest

CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nNan,Okafor,,,Wattle,Designer,01 Feb 2024\n"
)
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location\n"
    'Kim,Doe,,"1 Secret St",1 Jan,"Data analyst, Hobart",,,,Hobart\n'
)
ADDRESSES = "Email Address,Confirmed,Primary,Updated On\nold@example.org,Yes,No,x\nkim@example.org,Yes,Yes,x\n"


@pytest.fixture
def export(home):
    def make(**files):
        path = home / "export.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in (
                {"Connections": CONNECTIONS, "Profile": PROFILE, "Email Addresses": ADDRESSES} | files
            ).items():
                archive.writestr(f"{name}.csv", text)
        return path

    return make


def test_what_is_yours_is_kept_after_one_question(export, screen, run):
    ran = screen("import", export(), typed=[("Store it as yours?", "y\n")])
    assert ran.code == 0
    me = run("me", "--json").json
    assert (me["name"], me["email"], me["title"]) == ("Kim Doe", ["kim@example.org"], "Data analyst, Hobart")
    assert me["place"] == ""
    run("undo")
    assert run("me", "--json").json is None
    assert [c["name"] for c in run("list", "--json").json] == ["Nan Okafor"]


def test_it_is_asked_only_once(export, screen, run):
    screen("import", export(), typed=[("Store it as yours?", "n\n")])
    assert run("me", "--json").json is None
    assert "Keep it" not in screen("import", export()).shown


def test_a_script_is_not_asked(export, run):
    assert run("import", export()).code == 0
    assert run("me", "--json").json is None


@pytest.mark.parametrize(
    "files",
    [{"Profile": "x,y\n1,2\n"}, {"Profile": "First Name,Last Name,Headline,Geo Location\n"}, {"Profile": "\0\n"}],
)
def test_an_export_without_a_profile_is_imported_as_before(export, screen, files):
    ran = screen("import", export(**files))
    assert (ran.code, "Keep it" in ran.shown) == (0, False)


def test_a_hostile_profile_is_shown_harmlessly(export, screen):
    path = export(Profile=PROFILE.replace("Kim", "\x1b[31mKim\u202e"))
    assert "\x1b[31mKim" not in screen("import", path, typed=[("Store it as yours?", "n\n")]).out
