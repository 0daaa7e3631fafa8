"""Questions about the network itself are answered with the command to use; problems never are."""

import json
from pathlib import Path

import pytest

from asknet.ask.other_verbs import other_verb

QUESTIONS = {
    "who have I not spoken to in a year": "asknet review ties",
    "who haven't I talked to in ages?": "asknet review ties",
    "Who have I lost touch with?": "asknet review ties",
    "friends I have not seen in three years": "asknet review ties",
    "who should I call": "asknet review ties",
    "who should I get in touch with this week": "asknet review ties",
    "who do I owe": "asknet review give",
    "whom do I owe a favour?": "asknet review give",
    "who have I only taken from": "asknet review give",
    "who helped me most": "asknet review give",
    "who knows nobody else": "asknet path",
    "who introduced me to Nan Okafor?": "asknet path 'Nan Okafor'",
    "who introduced Dana": "asknet path Dana",
    "who introduced Dana Levi?": "asknet path 'Dana Levi'",
    "when did I last speak to Nan?": "asknet history Nan",
    "how many people do I know": "asknet review who",
    "new contacts this month": "asknet review growth",
    "who do I know": "asknet list",
    "what did I ask": "asknet asks",
    "who am I waiting for?": "asknet asks",
    "duplicates": "asknet dupes",
    "whom have I neglected": "asknet review ties",
    "who should I thank": "asknet review give",
    "who can I introduce to each other": "asknet review give",
    "who did I meet last week": "asknet history",
    "people I met in 2024": "asknet history",
    "who are my closest friends": "asknet list --sort closeness",
    "who lives nearby": "asknet list --reach local",
    "birthdays": "",
    "who's birthday is next": "",
    "when is Nan's birthday?": "",
    "whose birthday is it this week": "",
    "who has birthday in April": "",
    "who has a birthday next week?": "",
    "who's turning 50 this year": "",
    "whose birthday is next": "",
    "anniversaries": "",
    "whose anniversary is next": "",
    "how old is Nan": "",
    "which contacts know no one else": "asknet path",
    "who is connected to nobody": "asknet path",
    "who are my neglected friends": "asknet review ties",
    "who is due": "asknet review --due",
    "what do I owe Nan": "asknet show Nan",
    "what do I owe Nan Okafor?": "asknet show 'Nan Okafor'",
    "how do I know Theo": "asknet path Theo",
    "show me my network": "asknet list",
    "help": "asknet --help",
    "undo": "asknet undo",
    "Redo": "asknet redo",
    "review": "asknet review",
}
PROBLEMS = [
    "who introduced the euro", "who introduced tea to england",
    "who should I call about a leak", "who should I see for a bad knee", "birthday cake", "entertainer for a fifth birthday",
    "who do I know who speaks Welsh", "how do I know if it is real", "who can I talk to about grief", "list of native plants",
    "who helps me with my tax return", "new contacts for my glasses", "when did I need a permit",
    "old friends reunion planning", "who can I introduce to beekeeping", "my best contacts are rusty", "who is near a quarry",
    "how many people does a yurt hold", "is my network router broken", "who knows nobody calls about sourdough",
    "what did I do wrong with my starter", "who have I got for plumbing", "people I can ask about bees", "next of kin forms",
    "help me move", "undo a bad haircut", "review my contract", "how do I know Theo is honest", "how do I know good plaster",
    "how old is my house", "what do I owe in tax", "what do I owe the bank", "anniversary present", "who is due a refund",
    "which contacts know no one who welds", "show me my network cables", "how do I know",
]  # fmt: skip


@pytest.mark.parametrize(("question", "command"), QUESTIONS.items())
def test_a_question_about_the_network_names_the_command_that_answers_it(run, question, command):
    run("add", "Nan Okafor", "crochet")
    ran = run("ask", question, "--json")
    assert ran.code == 3
    assert (ran.json["ask"], ran.json["matches"]) == (None, [])
    assert [(s["do"], s["command"]) for s in ran.json["suggestions"]] == [("command", command)]
    told = run("ask", question)
    assert (f"`{command}`" if command else "does not keep") in told.err
    assert told.err.count("\n") == 1
    assert run("asks").out == ""


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_is_ranked_although_it_begins_like_such_a_question(problem):
    assert other_verb(problem) is None


def test_none_of_the_asks_of_the_thesaurus_is_such_a_question():
    asks = [
        ask
        for file in sorted((Path(__file__).parents[2] / "tools" / "helpers").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        for ask in json.loads(line)["asks"]
    ]
    assert len(asks) > 1000
    assert [ask for ask in asks if other_verb(ask)] == []
