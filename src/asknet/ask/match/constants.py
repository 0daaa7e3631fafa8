"""The constants of the matcher but for those of the verdict and the thesaurus, with the measurement that chose each.

Measured on the development sets: nDCG@10 on onet / lay / tags and the AUC of the top fit against near and far no-fits, with
one constant changed and the others unchanged. Words alone, with the values below: .156 / .316 / .893 and .76 .82 / .86
.82 / .97 .97. The neighbours were measured on the steps just before, at .157 / .315 / .896. "Refused" is the share of
no-fits under a floor that keeps 90% of right first hits. Differences under about .003 are a few queries; there the more
cautious value was chosen. docs/VERDICTS.md describes the sets.
"""

# --- evidence -----------------------------------------------------------------------------------------------------------

KIND = {
    "skill": 1.0,
    "helped": 0.99,
    "title": 0.98,
    "name": 0.98,
    "note": 0.85,
    "interaction": 0.85,
    "given": 0.5,
    "org": 0.7,
    "referral": 1.0,
}
"""Weight of a kind of evidence. title .7: .137 on onet, .9: .149, 1.0: .158. Notes and entries at .6 and .5, organisations at
.4: everyday .599 for .621 (half of its contacts have no skill at all). Referrals are compared with one another alone."""

LONG_KINDS = frozenset({"note", "interaction", "given"})
"""Kinds of which a contact may have any number: only the nearest count for likeness. With all of them acl-1k .210 for .249."""

OWN_NAME = 0.5
"""What an organisation counts of which the problem has only the name (siemens washing machine). On four everyday networks all
organisations at half: nDCG@10 .640 for .642. Hiding names of one word from meaning, trades apart: .001 less."""

LEVEL = {"expert": 1.0, "advanced": 0.95, None: 0.9, "intermediate": 0.85, "beginner": 0.65}
"""Weight of a level. Judged, not measured: the sets have none. Unknown: that of most people who list a skill."""

LENGTH = 0.5
"""How much the words of a piece that were not asked for reduce its quality. 0: .140 / .285 / .806; 0.5: .156 / .309 /
.896."""

# --- ways to write a term: credit 0..1 ----------------------------------------------------------------------------------

FORM = 0.9
FORM_POWER = 0.4
"""A form with the same Porter stem earns FORM x overlap ^ FORM_POWER. 1 and 0: .155 / .307 / .878; 0.8 and 0: .157 / .310
/ .897. The stemmer also joins words that are far apart (organ, organization), which the overlap shows."""

FORM_SHORTEST = 3
"""Letters of a form: the stemmer takes ``aing`` for a form of ``a``."""

FAMILY = 0.8
FAMILY_POWER = 0.5
"""A relative earns FAMILY x kinship ^ FAMILY_POWER. 0: .148 / .312 / .859; 0.5: .154 / .313 / .895; 0.9: tags typo -.01."""

FAMILY_STEM = 4
"""Letters that relatives share at least. 3 is .159 / .315 / .898 but makes car and care one family; 5: .154 / .315 / .891."""

FAMILY_KINSHIP = 0.45
"""Least kinship. 0.6: .157 / .312 / .891; 0.35 no better."""

FAMILY_ENDING = 6
"""Letters of the longest ending taken off when relatives are looked up (``-ation`` and one letter)."""

FAMILY_MOST = 12
"""Relatives of a term. 6 is the same; the limit is for hostile vocabularies."""

COMPOUND_WHOLE = 4
COMPOUND_LEAST = 0.3
COMPOUND_END = 0.5
"""Letters of a word that is part of a compound, and its share of the longer word; its share where it is the end. Of pairs of
2,000 x 2,000 German nouns 17 in a million begin so, nine in ten of them akin (30 were read), and 9 end so, three in four."""

COMPOUND_PART = 6
COMPOUND_SHARE = 0.4
"""The same for a beginning that is not a word, if the lexicon knows no word of the problem: Steuererklärung and
Steuerrecht. 163 pairs in a million, half of them akin; of a beginning that the lexicon knows (Autohaus, Autoreparatur)
64, two in five."""

COMPOUND_BEGINS = 0.7
"""What a longer word counts that begins with a word of the problem. Judged: nine in ten are related."""

AGAIN = "re"
AGAIN_LEAST = 5
"""What is done again, and the letters of what is done: remortgage, rewire. What only looks so (report) means something else."""

NAME_STEM = 3
"""Letters of a name before a version or ``js`` or ``lang`` (vue.js, css3). Without such names tags alias .445 for .579."""

SYNONYM = 0.9
"""Another name. 0.8: lay -.001; 1: lay +.0005, but then a short form equals the word itself."""

JOINED = 0.95
SPLIT = 0.9
"""Compounds, written together or apart. Without SPLIT tags .886, alias .445; JOINED moves nothing measurable."""

SPLIT_SHORTEST = 4
SPLIT_LONGEST = 24
SPLIT_PART = 2
SPLIT_MOST = 4
"""Characters of a word that is split, and of its parts; ways to split tried. A part of 3 at least: no difference."""

# --- spelling -----------------------------------------------------------------------------------------------------------

SPELLING_SHORTEST = 4
"""Letters of a word that is corrected. 5: tags .882 (typo .899 for .936). Of words of 4 letters only a letter
left out or a swap is corrected (``phto``; not ``cone`` to ``code``, ``care`` to ``car``)."""

SPELLING_TWO_EDITS = 7
"""Letters from which two edits are allowed. 9: tags .888; 6: more real words mangled."""

SPELLING_COST = 1.4
SPELLING_FLOOR = 0.6
"""A correction earns 1 - SPELLING_COST x edits / length, and none under SPELLING_FLOOR. Cost 1.2: .157 / .313 / .900, but
no-fits on tags refused .69 for .72; 1.6: tags .891, refused .76. Floor 0.7: tags .883, refused .83. Off: .148 / .294 / .742."""

SPELLING_FIRST_LETTER = 0.6
"""Edits that a changed first letter counts more. 0: tags .901, no-fits refused .67; 1: as 0.6, refused .74."""

SPELLING_SWAP = 0.8
"""Factor on edits if both words have the same letters, or vowels alone slipped. 1: .156 / .313 / .894."""

SPELLING_BAND = 0.12
SPELLING_MOST = 4
"""Corrections kept: those so near the best, and how many. Only the best: tags .893."""

SPELLING_TERMS = 12
"""Terms of one problem that are corrected, the first ones: a bound on time (5 ms each at 100,000 words)."""

SYNONYM_WORDS = 128
"""Words of one problem in which other names are looked for: a bound on time."""

# --- fit ----------------------------------------------------------------------------------------------------------------

TELLING = 2.0
TELLING_LENGTH = 850_000
"""Exponent on how specific a word is, and the length of its vector, in the lexicon's units, from which it is fully
specific: plumber, boiler, python and crochet are longer; keep, get, work, home, run and new have half of it. 0:
everyday .622, lay .378, qa .144; 1: .624, .382, .142; 2: .627, .390, .145 (a third of the problems of lay and qa)."""

UNKNOWN = 0.9
"""Weight of a term that nobody has, as a share of the rarest weight. The order does not change with it, the AUC does:
0.6: .77 .78 / .83 .82 / .97 .98; 1: .75 .81 / .86 .82 / .97 .98."""

UNREAD = 0.4
"""The same if the lexicon knows no word of the problem: its everyday words cannot be distinguished (Wo bekomme ich
Holz?). Judged; half of the average for English words, squared."""

COMMON = 0.1
"""Least weight of a term, as a share of the rarest weight: a skill that all have is still what was asked for. 0: .158 / .315
/ .894, AUC .76 .81 / .86 .82 / .97 .98; 0.35: lay -.001."""

NETWORK_LEAST = 50
"""The least number of contacts that is assumed: among three people no word is rare enough. Not measured."""

PIECE = 0.7
"""Share of the base that the best single piece and a little of the others decide; the rest is what all cover together."""

SATURATION = 1.2
SIZE = 0.75
"""How soon more of a term in a contact's pieces counts no more, and how far it counts less if they are many: k1 and b of
BM25, with their usual values. Each term by its best piece, whatever their number, had by words alone acl-1k .230, qa .115, for
.257, .114; joined acl-1k .243 for .255. SIZE .5: acl-1k -.009, qa +.001. The quality of a piece in place of its root: acl-1k
-.008, qa -.004; its kind and level alone: qa +.002, tags -.003."""

USUAL = 5
"""The least number of pieces of a contact that is taken as usual: where most have a title and no more, six pieces are not many.
Without it everyday (given, others) .645 / .660, with it .648 / .661; 8: .648 / .660; the large sets the same."""

SEVERAL = 0.1
SEVERAL_MOST = 10
"""Part of the rest of the way to 1 that the next pieces earn. 0.2 of the next 3: qa .128, acl-1k .246 for .132, .247."""

HELD = 0.5
"""Exponent, for the score by words, on the share of the problem that the network contains. 0: everyday .627, lay .364,
tags .893; 0.5: .629, .365, .894; 1: .626, .363, .893."""

LIFT = 0.3
"""Exponent on the breadth of a problem. It changes no order within a problem. 0: AUC .80 .77 / .84 .86 / .97 .98; 0.5: .70 .82
/ .85 .77 / .97 .98."""

CANDIDATES = 500
"""Contacts that get a fit, by coverage, ties aside: none below can come near the first twenty."""

# --- meaning ------------------------------------------------------------------------------------------------------------
#
# Neighbours measured with all pieces compared exactly; all of it is at .205 / .365 / .914 and AUC .73 .85 / .92 .86 /
# .99 .98; words alone there .156 / .320 / .892. The bounds on work below cost .003 of that
# on onet and tags.

MEANING = 0.65
MEANING_CURVE = 2
"""The fit for a likeness of 1, and the power on it. 0.6: .204 / .363 / .914; 1: .206 / .363 / .909.
With the words scored as today .8: .204 / .368 / .914, acl-1k .252, thirteen everyday networks .656; .65: .205 / .369 / .913,
.256, .658. Curve 1.5: .204 /
.364 / .913; 3: .203 / .364 / .914."""

MEANING_POWER = 4
"""Power of the mean over a contact's pieces: the higher, the less many vague pieces weigh against a near one. 3: .206 / .369 /
.909, AUC onet near .69; 6: .200 / .361 / .916, .76. The cosine is taken as it is: less its mean over the network, in the same
place of an earlier form, .197 / .359 / .900 for .202 / .365 / .897, and AUC onet far .79 for .84."""

MEANING_RARITY = 0.75
"""Exponent on the rarity of a piece's text. 0: .203 / .364 / .912; 1: .205 / .365 / .914. Today lay .369, .370, .368 with .5,
.75 and 1; the other sets within .001."""

PROFILE = 0.4
PROFILE_CURVE = 1.5
"""The same for the whole profile; PROFILE is its least weight, for contacts of few pieces or only notes (`Meaning.exactly`).
PROFILE everywhere: onet .168, lay .375 (every third problem), by the share of further pieces .174, .376; in everyday networks
that share is about .4. By each contact's own number of pieces everyday loses .01 to .03: contacts with few and with many
would not be measured alike. From signs alone, without the exact cosines: .195 / .363 / .911."""

LONG = -0.35
"""Exponent on the breadth of a problem, for what is left of the doubt: long texts are similar by chance, so that without it
the best fit to a problem that nobody can help with grows with its length (by .07 where the breadth is e times as large; -.2:
.02, -.3: .00, here: -.01; mean of six kinds of sets). It changes no order within a problem, but says how fits to different
problems compare. Mean AUC near / far of the six 0: .852 / .860; -.2: .866 / .865; -.3: .869 / .864; here .869 / .863, lay .87
for .84; -.5: .867 / .856."""

CHANCE = 0.1
USUAL_PIECES = 10_000
"""Standard deviation of the cosine between unrelated texts (measured: .08 to .11), and the size of network that the floors were
measured on. In a network of 15 pieces likeness counts .2 more, in one of 500,000 .08 less. Not measured on sets: in small
networks the real fits by meaning stood at .33 to .45 without it, chance at .22 or less."""

NEUTRAL = 0.35
"""The score by meaning if there is none: puts the floor that keeps 90% of words' own right first hits at POSSIBLE."""

NEAREST = 600
EXACT = 100
PROFILES = 60
"""Pieces found by their signs; distinct texts of them compared exactly; contacts all of whose pieces then are. 60 and 30:
.201 / .363 / .909; 100 and 40: .203 / .364 / .909. 60 and nearest 600: qa .130, 10,000
contacts x 5 pieces 32 ms; 80 and 1,000: qa .130, 47 ms; 40 and 1,000: qa .125."""

COMPARED = 200
"""Pieces of one contact that are compared exactly: a bound on time, several times what any person of the sets has (30). Without
it the length of the profile, from its pieces' cosines with one another, takes the square of their number."""

FAR = 0.0
"""Cosine by signs under which a piece is not compared exactly. 0.1: tags .898 for .900."""

NOTES_COMPARED = 3
"""Notes and entries of one contact that are compared exactly, the nearest by their signs, and that count for its likeness.
acl-1k, qa for the one nearest .261, .141, three .254, .149. With an earlier score by words: three .236, .145, five .225, .147,
all .205, .152. All of them compared exactly: qa .147 for .142, but 30 ms more a problem there."""

RELATED = 0.2
UNRELATED = 0.05
"""Cosines between two words from which a form is wholly one, and under which it is none. organ and organize .05, community and
communication .15, engineer and engine .32, cook and cooks .87. 0.25 and 0.1: tags derive .851 for .867; 0.15 and 0, or no
check at all: the same within .003. Plain inflections are not checked."""

OWN = 30
"""Pieces among which the three nearest to the problem itself are looked for."""

HELPERS = 3
"""Of how many kinds of helpers a contact may be shown to be one."""

KINDS_HELD = 6
HELD_EXACT = 5
"""Of how many kinds of helpers a verdict asks whether the network holds them, and the pieces compared exactly with each, the
nearest by their signs. Everyday sets left out in turn, far answered where .095 of the answerable are refused, and AUC
near: 3 kinds: .19, .779; 5: .15, .782; 6: .13, .782; 12: .13, .785. The signal alone on four everyday sets, AUC far and near
with 1, 3, 8 pieces: .881 .755, .889 .771, .891 .774."""

HELPS = 0.25
KINDS_HEARD = 20
KIND_POWER = 0.6
KIND_LEAST = 0.45
KIND_SPAN = 0.3
KIND_SIGNS = 0.42
"""What being a helper of a kind that is needed says of a fit; how many kinds are heard; the power on the weight of each beside
the heaviest; cosine of a piece with a kind from which it may be one, and how much more makes it one; cosine by signs from which
they are compared. On four and six everyday networks nDCG@10 without .636 / .621 (situations .466 / .292), .3: .642 / .635 (.486
/ .330), .4: .635 / .639; with LONG as today .3: .641 / .660, .25: .646 / .661, .2: .650 / .659.
From .5 to .7 the same; without notes .002 less. Where words say it of somebody it says less:
without that .637 / .637. It gives way as the look-up does: without that papers lose .023, questions .014."""

GIVES_WAY = 0.2
"""How much nearer, in cosine, the nearest known problem must be than the three nearest pieces of the network for the
look-up to count in full; with nearer pieces it counts nothing. .1, .3: the same; without the gate lay .327 for .340,
tags .693 for .725."""

TRADE_FLOOR = 0.75
"""Least credit of a correction to a word that the names of helpers have (pediatrition, psycologist): of a short name none."""

MEANT = 0.6
"""Least credit of a form or correction as which a word that the lexicon does not know is read. Of corrections alone everyday
.627 for .628; without the floor onet .2055 for .2062."""

MADE_OF = 3
"""Letters of each of two known words in a word that the lexicon does not know. 4 and 4: .9% of German words for 1.8, but not
daycare."""

ONE_WORD = 0.7
"""Cosine with the nearest known problem from which a problem of one word is looked up (divorce, burnout; not kubernetes).
Without the limit tags .910 for .913; problems of two words looked up or not: the same."""

HELPER_WEIGHT = 0.15
HELPER_REASON = 0.68
"""Least weight of a kind of helper, and least cosine with a piece, to be given as a reason. Judged by reading."""

MEANING_REASON = 0.4
"""Least credit of a reason by meaning. Of 87 reasons for 180 problems over six invented networks a reader accepted one in three
below (knife, fingerpicking) and five in six from here on (fever, nurse)."""

MEANING_TERM = 0.3
SUGGESTED = 0.45
MEANING_REASONS = 2
MEANING_PAIR = 0.05
"""Least cosine of a piece that is named as a reason with the term that it is named for; of one that is
suggested if nobody fits (swim, sea kayaking .52; baby sleep, crash pads .33); how many; how much nearer two words must be to be
named rather than one. Judged by reading."""

# --- reasons ------------------------------------------------------------------------------------------------------------

TELLS = 0.78
"""How specific a word must be to be a reason beside others. Below it: keep, lose, get, fix, run, join, call, house,
work, home, new."""

FEWEST, MOST = 8, 3000
"""The least number of contacts that is assumed for a verdict: a network with fewer is judged as if it had eight."""

FEWEST_PIECES = 2
"""Pieces of evidence of a contact, on average, as they count for a verdict: in the everyday sets it is 2.3."""

MOST_PIECES = 8
"""The upper limit: all sets but one have at most 8, and a growing log must not make answers less and less sure."""

SMALL = 60
"""Contacts below which a verdict depends on how much of the problem supports the first match: the fewer, the more."""

TINY = 25
"""Contacts below which a verdict depends on how much of it supports the first match by a word: without it `strong` is
given to .22 and .20 of the answerable problems of everyday networks of 8 and 20, with it to about .1 (estimated from
the signals)."""

HALF = 0.5
"""Share of the problem that must be exceeded for ``strong`` in a small network. Judged: in the sets such answers are right as
often as others, but a network of seven is asked what it was not made for."""

MOSTLY = 0.6
"""Share of the problem that everyday words (lose, return, planning) of longer pieces must carry for an answer to be more than
``perhaps``: lose has .56 of "lose my job", planning .53 of "planning a party"."""

PART = 0.45
PART_RENAMED = 0.35
"""The least share of the best fit for a match to be part of the answer; the same where only a synonym leads to the best, which
must not hide those who fit by meaning. Judged by reading."""

SUPPORTS = 5
SUPPORTED = 0.4
"""Pieces of the first match by which parts of the problem may be supported, and the cosine from which one wholly is."""

COVERS = 0.5
"""Credit from which a term of the problem counts as held by the network."""

REASONS = 5
"""The most reasons of one match."""
