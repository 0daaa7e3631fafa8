"""Lists of words: the calendar, relations, words that are names as well, and words for what people do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.text import is_filler

if TYPE_CHECKING:
    from asknet.logbook.sentence.words import Word

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
CALENDAR = frozenset(WEEKDAYS) | frozenset(MONTHS)

RELATIONS = frozenset(
    """
    brother sister mother father mum mom dad parents partner husband wife son daughter kid kids child children cousin
    uncle aunt nephew niece grandma grandpa grandmother grandfather friend friends mate mates boss colleague colleagues
    neighbour neighbor neighbours neighbors boyfriend girlfriend flatmate roommate housemate dog cat team family folks
    ex fiance fiancee twin assistant student students teacher doctor accountant lawyer plumber landlord
    """.split()
)
"""Nan's sister is not Nan."""

KIN = frozenset(
    """
    brother sister mother father mum mom dad son daughter cousin uncle aunt auntie aunty nephew niece grandma grandpa
    grandmother grandfather granny
    """.split()
)
TITLES = frozenset("dr mr mrs ms miss prof professor sir aunt auntie aunty uncle cousin granny grandpa grandma".split())

DETERMINERS = frozenset("a an the my your his her its our their this that these those some any no each every".split())

_COMMON = frozenset(
    """
    mark marks grace rose hope faith joy art bill bills sue rob jack chase dale dean earl frank gene grant guy ivy jade
    june april august march dawn lily daisy holly heather hazel iris olive pearl penny ruby sandy skip sky summer
    autumn wade ward woody young king baker cook page long short brown white green black gray grey rich max miles nick
    pierce ray reed rusty stone storm sunny tab trip buck bud chuck cliff clay crystal eve flora ginger glen jean jewel
    kit lance lane melody mercy misty norm opal patience peg poppy rod robin sage stew tuck val van vine wren basil
    rosemary pepper forest brook brooks dusty colt hunter mason tanner fisher chad china paris georgia virginia
    florence sydney victoria austin dallas blaze ace angel major duke prince christian gay happy honey star moon sun
    rain snow winter spring love destiny trinity justice liberty constant bishop pope abbot potter smith miller butler
    porter turner walker hall hill wood woods field fields bank banks river rivers lake park bell bond cross day rice
    bean bush church fox wolf lamb swan finch bird crane may will dong song ran see way one two three four five six
    first second last new old big small little good best hand head foot jam cash dot hank herb laurel linden maple
    myrtle nova ocean phoenix pip raven reef rowan sailor saint scout silver sparrow temple tiger true viola violet
    willow zen don price power wise strong sharp swift
    """.split()
)


def is_common(folded: str) -> bool:
    """Say whether a word is an ordinary word as well as a name."""
    return folded in _COMMON or folded in CALENDAR or is_filler(folded)


GIVEN_NAMES = frozenset(
    """
    adam alan alex alexander alfred ali allen amir andrew andre angelo anthony arthur ashley avery bailey barry benedict
    bernard blair blake brian bruce bryan bryce caleb cameron carl carter casey cecil charles christopher clark claude
    clifford clyde colin connor corey craig curtis damian dana daniel david dennis derek desmond diego dominic donald
    douglas drew duncan dylan edgar edmund edward eli elliot ellis emery eric evan felix fernando floyd francis franklin
    fraser gabriel gareth gary george gerald gilbert gordon graham gregory harley harold harper harrison harvey hassan
    hayden hector henry howard hugh hugo hussein ian ibrahim isaac ivan jackson jacob james jamie jan jason jay jeffrey
    jerome jesse joel john jonas jordan joseph joshua jude julian karim kelly kelvin kennedy kenneth kerry kevin kim kyle
    lawrence lee leo leon leonard leroy leslie levi lewis lindsay lionel logan louis lucas luis luke lynn malcolm mani
    manuel marcus mario marlon marshall martin marvin mateo matthew maurice melvin michael milo mitchell mohamed mohammed
    morgan morris murphy murray nathan neil nelson nicholas noah noel norman oliver omar oscar otto owen parker patrick
    paul perry peter philip preston quentin quinn raj ralph ram raphael raymond reid remy rene reuben rex ricardo richard
    riley robert rodney roger roland roman ronald ross roy russell ryan samuel saul scott sean sebastian shannon shaw
    sheldon sidney simon solomon spencer stanley stephen sterling stewart stuart sullivan sydney taylor terry theodore
    thomas timothy toby todd tony tracy travis tristan tyler vaughn vernon vincent wallace walter warren wayne wei wesley
    wilson winston yusuf
    """.split()
)
"""Last names that are first names as often: alone in a sentence they may be somebody who is not here."""

MEETINGS = frozenset(
    """
    coffee coffees tea cuppa lunch dinner breakfast brunch supper drinks drink beer beers wine wines pint pints call
    chat chats walk talk meeting zoom skype phone met meet conversation catchup visit ride run swim hike drive game
    spoke talked chatted hiking running cycling climbing swimming shopping dancing speaking worked sat went hung played
    dined ate walked cooked baked
    """.split()
)
CONTACTED = frozenset(
    """
    called phoned rang emailed mailed texted messaged met visited skyped zoomed helped taught showed saw asked told thanked
    joined invited dm'd dmed whatsapped
    """.split()
)
HANDED = frozenset("gave lent sent showed taught told emailed mailed forwarded handed passed brought".split())

REPORTED = frozenset(
    """
    said says say saying thinks think thought reckons reckon reckoned believes believe believed hopes hoped wonders wonder
    wondered mentions mention mentioned heard hears hear noticed realised realized figured suspects suspected claims
    claimed announced admitted confirmed knows knew suggests suggest suggested recommends recommend recommended told tells
    hope wish wished guess bet imagine suppose
    asks promised swears swore guesses assumes assumed remembers remembered
    """.split()
)
"""What follows these is somebody's report: who is named in it was not there for that."""

ADDRESSED = frozenset(
    "told tell tells asked ask asks reminded reminds warned informed advised persuaded begged texted".split()
)
"""Reports whose first name is the one who hears it: ``asked Grace whether Zoe was coming``."""

AUXILIARIES = frozenset(
    """
    is are was were isn't aren't wasn't weren't has have had hasn't haven't hadn't do does did don't doesn't didn't will
    would can could should shall may might must won't wouldn't can't cannot couldn't shouldn't mustn't wants needs likes
    loves lives works knows plans keeps
    """.split()
)
PRESENT = frozenset(
    """
    says wants needs thinks knows likes loves asks sends hopes offers promises plans teaches helps works lives comes
    reckons suggests recommends believes brings gives lends makes moves lets owes owns keeps takes gets goes runs speaks
    sings plays reads writes cooks bakes sews knits paints
    """.split()
)

_PAST = frozenset(
    """
    rang came took gave told sent lent taught showed shown wrote made found got went said was has had did met saw brought
    bought built drove fed held kept knew left let lost paid put read ran sang sat sold spoke spent stood sewed swam
    thought threw wore won cut drew ate grew flew fixed helped proofread overslept forgot quit swept dug hung lit rode wrote
    woke wove sung
    """.split()
)
_PAST_LIKE_BASE = frozenset("put read cut let shed embed need feed breed".split())
"""Past forms that ``will`` or ``may`` may stand before."""


def is_deed(word: Word) -> bool:
    """Say whether a word tells what somebody did: a past form."""
    return word.folded in _PAST or (word.folded.endswith("ed") and not word.capital)


def is_only_past(word: Word) -> bool:
    """Say whether a word is a past form and nothing else: ``will helped`` names Will."""
    return is_deed(word) and word.folded not in _PAST_LIKE_BASE
