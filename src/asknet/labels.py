"""Labels of address books: which ones name a trade or topic, and which only say how you know somebody.

A label that organises ("Family", "Work", "Imported on 4/12/23") is not a topic. Of the others, those are topics that the
lexicon puts near a kind of helper ("Beekeeping": beekeeper), or whose last word is one ("good plumbers").
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from heapq import nsmallest

from asknet import lexicon, thesaurus
from asknet.text import fold

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR = 0.58
"""Cosine to a kind of helper from which a label is a topic. Of 73 trades and topics it misses 7; .62 misses more."""
NEAR_CLUB = 0.7
"""The same for what a club is about, as a member may know little of it: chess and rugby clubs are topics; book, sports and
lunch clubs (.64, .68, .53) are not."""
_WHOLLY_TRADE = 0.76
"""Cosine to a kind of helper from which a word says what an organisation does: legal .77, surgery .85; google .72, sap .74."""
_COMPARED = 12
"""How many kinds, nearest by sign bits, are compared exactly."""

PARTS = frozenset(
    "attendee participant presenter organizer organiser co-organizer co-organiser host co-host panelist guest member owner"
    " admin administrator user moderator staff employee".split()
)
"""Parts that people have in a meeting or a group: no titles, and no trades to ask for."""

_ORGANISING = frozenset(
    """
    family families relatives relations relation household parent parents mum mam mom mother dad father wife husband spouse
    partner partners kid kids child children son daughter brother sister siblings cousin cousins aunt uncle grandma grandpa
    grandparents granny in-law in-laws ex friend friends mate mates buddies pals acquaintance acquaintances neighbour neighbours
    neighbor neighbors neighborhood neighbourhood flatmates roommates housemates
    work works working office job jobs business colleague colleagues coworker coworkers co-worker co-workers boss team teams
    staff employee employees company companies client clients customer customers supplier suppliers vendor vendors lead leads
    hot warm cold won lost qualified unqualified subscriber subscribers opportunity
    prospect prospects investor investors donor donors partner member members committee board network project
    projects conference conferences hq headquarters lab department
    school schools classmate classmates class uni university universities college alumni alumnus student students
    kindergarten nursery playgroup church parish mosque synagogue hospital clinic gym council library
    home house flat village street building block town city landlord landlords tenants
    vip vips ice sos emergency emergencies important urgent priority favourite favourites favorite favorites starred star stars
    mycontacts othercontacts contacts contact coworkers people person persons group groups list lists others other misc
    miscellaneous various general default uncategorised uncategorized unfiled unknown none new old current former inactive
    active archive archived blocked spam private personal public social local
    imported import restored synced merged duplicates todo followup
    wedding weddings christmas xmas birthday birthdays party parties holiday holidays vacation trip trips event events
    society societies association associations pta antenatal prenatal stammtisch elternabend
    bank banks hotel hotels restaurant restaurants cafe cafes pub pubs
    newsletter invitation invitations invited guests volunteers army grandparent single widow
    red orange yellow green blue purple pink grey gray black white category
    google gmail icloud hotmail yahoo facebook messenger instagram iphone ipad android samsung outlook exchange carddav
    whatsapp telegram signal skype linkedin xing twitter tiktok sim phone phones mobile device tablet
    famille familles amis ami amie amies travail bureau boulot collegue collegues voisin voisins voisine voisines ecole
    universite clients fournisseurs favoris urgence urgences importes parents enfants perso prive divers contact
    familie freund freunde freundin freundinnen bekannte verwandte verwandtschaft arbeit buro firma kollege kollegen
    kollegin kolleginnen nachbar nachbarn nachbarin nachbarinnen schule kita kindergarten studium universitat kunde kunden
    lieferanten verein favoriten notfall notfalle wichtig privat importiert kontakte geschaftlich sonstige eltern kinder
    familia amigo amigos amiga amigas trabajo oficina companeros colegas vecino vecinos colegio escuela universidad
    clientes proveedores favoritos emergencia emergencias importados importantes contactos personal
    famiglia amici lavoro ufficio colleghi vicini scuola clienti preferiti emergenza importati contatti
    trabalho escritorio colegas vizinhos escola faculdade favoritos emergencia contatos
    familien venner venn jobb jobben kolleger naboer skole familj vanner arbete jobbet grannar skola viktiga
    familie vrienden werk collega collegas buren rodzina znajomi praca przyjaciele
    kennis kennissen bekenden bekende klanten klant leveranciers noodgeval belangrijk zakelijk vriend vriendin
    przyjaciel koledzy kolezanki sasiedzi szkola klienci dostawcy wazne pilne prywatne sluzbowe
    rodina pratele pritel pritelkyne znami kolegove prace sousede zakaznici dodavatele dulezite soukrome
    priatelia kolegovia susedia
    csalad baratok barat ismerosok munka munkahely kollegak kollega iskola szomszedok ugyfelek fontos
    perhe ystavat ystava sukulaiset tuttavat tyo tyokaverit koulu naapurit asiakkaat tarkeat
    bekanta slakt slaktingar kompisar kollegor kunder leverantorer venninner kjente bekjente slekt slektninger
    bekendte kammerater leverandorer arbejde vigtige viktige
    aile ailem arkadas arkadaslar akraba akrabalar is okul komsu komsular musteri musteriler onemli tanidik tanidiklar
    prieteni prieten rude munca serviciu colegi scoala vecini furnizori importante cunostinte
    obitelj prijatelji prijatelj rodbina posao susjedi klijenti druzina sorodniki sluzba sola sosedje stranke
    amics amigues feina companys veins coneguts
    οικογενεια φιλοι συγγενεισ γνωστοι δουλεια εργασια συναδελφοι σχολειο γειτονεσ πελατεσ
    семья друзья друг родственники родные знакомые работа коллеги школа соседи клиенты поставщики важные личное разное
    родина друзі родичі знаиомі робота колеги сусіди клієнти важливі
    семеиство приятели роднини познати училище съседи клиенти
    משפחה חברים עבודה קולגות שכנים לקוחות عايلة العايلة اصدقاء الاصدقاء عمل العمل زملاء جيران
    家族 親戚 友達 友人 知人 仕事 会社 職場 同僚 学校 近所 お客様 取引先 重要 プライベート その他
    家人 家庭 亲戚 朋友 好友 同事 工作 公司 同学 同學 學校 邻居 鄰居 客户 客戶 供应商 私人 其他
    가족 친척 친구 친구들 지인 직장 회사 동료 학교 이웃 고객 거래처 중요 기타
    keluarga teman teman-teman kerabat kantor kerja rekan sekolah tetangga pelanggan
    """.split()
)
"""Folded words that say how you know somebody, how the list is organised, or where it came from."""
_CLUBS = frozenset({"club", "clubs"})
_SAID_BEFORE = frozenset({"my", "our", "the", "close", "best", "good", "old", "mes", "meine", "mis"})
_FIRM = frozenset(
    "ltd limited plc llc llp inc corp corporation co gmbh ag kg ug sarl sas sa srl spa bv nv oy ab as".split()
)
"""Last words of the name of a firm."""
_JOINTS = re.compile(r"\s+(?:of|from|at|in|on|for|de|du|des|del|di|da|von|vom|aus|bei|der|im|van)\s+")
"""Words whose continuation only adds detail: ``Friends from Hobart``, ``Imported on 4/12/23``."""
_NUMBERS = re.compile(r"[\W\d_]+")
_NO_TRADE = re.compile(
    r"(?:from|moved|lives|knows|works|was|went|has|built|renovated|someone|retired|recently|parent)\b"
)
"""Kinds of helpers named by an experience: a place or firm in their name is not a topic."""


@lru_cache(maxsize=4096)  # thousands of rows share a few labels
def organises(label: str) -> bool:
    """Return whether a label says how you know somebody, or how the address book is organised: ``Family``."""
    words = [word.strip("()[]*#.,:!\"'") for word in _JOINTS.split(fold(label).strip())[0].split()]
    words = [word for word in words if _NUMBERS.sub("", word)]
    return not words or words[-1].removesuffix("'s") in _ORGANISING or words[-1] in _FIRM or {*words} <= _SAID_BEFORE


@lru_cache(maxsize=4096)
def names_topic(label: str) -> bool:
    """Return whether a label names a trade or a topic: ``Plumbers``, ``Beekeeping``."""
    if organises(label):
        return False
    words = fold(label).split()
    if words[-1] in _CLUBS:
        return is_near_helper(" ".join(words[:-1]), NEAR_CLUB)
    return not _singular(words[-1]).isdisjoint(_trades()) or is_near_helper(" ".join(words), NEAR)


@lru_cache(maxsize=4096)
def says_trade(word: str) -> bool:
    """Return whether a folded word of an organisation's name says what it does: Plumbing, Dental; not Bosch or Google."""
    return not _singular(word).isdisjoint(_trades()) or is_near_helper(word, _WHOLLY_TRADE)


def mostly_topics(labels: Iterable[str]) -> bool:
    """Return whether the labels of a column are topics: at least half of them do not organise."""
    each = list(labels)
    return 2 * sum(map(organises, each)) <= len(each)


def _singular(word: str) -> set[str]:
    return {word, word.removesuffix("s"), word.removesuffix("es")}


@lru_cache(maxsize=4096)
def is_near_helper(label: str, least: float) -> bool:
    """Return whether the lexicon puts folded words near a kind of helper: `least` is the cosine."""
    words = lexicon.shipped()
    if isinstance(words, lexicon.LexiconError):
        return False
    vector = words.vector([label])
    if not vector.norm:
        return False
    signs = vector.signs()
    known = thesaurus.shipped(words.id)
    if known is None:
        return False
    near = nsmallest(_COMPARED, _helpers(words.id), key=lambda helper: (signs ^ helper[0]).bit_count())
    return any(vector.cosine(known.vector(kind)) >= least for _, kind in near)


@cache
def _trades() -> frozenset[str]:
    """Return the words that name a kind of helper, without the places in some names (``from Italy``)."""
    known = thesaurus.shipped(lexicon.lexicon_id())
    lived = {name.split()[-1].lower() for name in known.names() if _NO_TRADE.match(name)} if known else set()
    return thesaurus.trades() - lived


@cache
def _helpers(lexicon_id: str) -> list[tuple[int, int]]:
    """Return the kinds of helpers as number and sign bits of their meaning, without those named by an experience."""
    known = thesaurus.shipped(lexicon_id)
    if known is None:
        return []
    return [(known.signs(kind), kind) for kind, name in enumerate(known.names()) if not _NO_TRADE.match(name)]


def is_doubtful(label: str) -> bool:
    """Return whether a label neither organises nor is known to name a topic.

    A trade in a language that the lexicon does not have is doubtful, and so are a town that nobody lives in and a club.
    """
    return not organises(label) and not names_topic(label)


def place_names(places: Iterable[str]) -> set[str]:
    """Return the folded names in places (``Leeds, UK``), for which a label is no topic: whole, and each part."""
    return {fold(name).strip() for place in places for name in (place, *place.split(","))} - {""}
