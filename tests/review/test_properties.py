"""Properties of the review's questions that hold for any records."""

from collections import Counter
from datetime import date, timedelta
from itertools import product
from math import prod
from string import ascii_lowercase

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asknet import topics
from asknet.cli.render.charts import bar, sparkline
from asknet.model import Ask, AskedContact, Kind, Level, Outcome, Provenance, Reach, Verdict
from asknet.review.exchanges import HELPED, count_exchanges, helping_outcomes, with_unrecorded_help
from asknet.review.model import ContactRef, Period
from asknet.review.questions import experience, gaps, give, growth, help, know, next, ties, who  # noqa: A004
from asknet.review.topic_index import beginning, heads
from asknet.store.review_rows import ContactSkill, ExchangeTotals, HelpingEntry, Member, Want
from asknet.store.stemmer import stems as porter
from asknet.store.topics import TopicCount
from asknet.text import cells, fold

TODAY = date(2026, 11, 20)
PEOPLE = 8
WORDS = ("crochet", "pattern", "bread", "oven", "welding", "gate", "bus", "", "日本")

some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def stems(text):
    """Stand in for the stemmer: the words themselves."""
    return frozenset(text.split())


numbers = st.integers(1, PEOPLE)
days = st.integers(-60, 900).map(lambda ago: TODAY - timedelta(days=ago))
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
periods = st.integers(0, 800).map(lambda ago: Period(TODAY - timedelta(days=ago), TODAY))
names = st.sampled_from(["Nan", "nan", "Bo", "Zoë", "Zoe", "[/]"])


@st.composite
def members(draw):
    """Contacts with numbers of their own, in any order; an introducer is one of the others."""
    found = []
    for number in draw(st.permutations(range(1, draw(st.integers(0, PEOPLE)) + 1))):
        via = draw(st.none() | numbers)
        met = draw(st.none() | days)
        found.append(
            Member(
                number, draw(names), draw(st.sampled_from(list(Kind))), draw(st.none() | st.sampled_from(list(Reach))),
                draw(st.sampled_from(["", "Hobart", "hobart", "Lima"])), draw(st.sampled_from(["", "Café", "cafe"])),
                None if via == number else via, met.isoformat() if met else "", draw(days).isoformat(),
                draw(st.none() | st.integers(1, 5)), draw(st.none() | st.integers(1, 400)), draw(st.integers(0, 1)),
                draw(st.integers(0, 1)),
            )
        )  # fmt: skip
    there = {member.id for member in found}
    return [member if member.via_id in there else member._replace(via_id=None) for member in found]


counts = st.integers(0, 4)
NAMES = {number: f"Person {number}" for number in range(1, PEOPLE + 1)}


@st.composite
def totals(draw):
    """Exchanges with contacts up to today."""
    found = []
    for number in draw(st.sets(numbers)):
        mutual, other = draw(counts), draw(counts)
        received, given = draw(counts) + mutual, draw(counts) + mutual
        last = TODAY - timedelta(days=draw(st.integers(0, 900)))
        entries = max(1, received + given - mutual + other)
        now = draw(st.integers(0, received)), draw(st.integers(0, given))
        found.append(ExchangeTotals(number, received, given, mutual, entries, *now, last.isoformat()))
    return found


@st.composite
def asked(draw):
    """Problems up to today, newest first."""
    found = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        day = TODAY - timedelta(days=draw(st.integers(0, 500)))
        outcomes = [
            AskedContact(
                contact,
                NAMES[contact],
                draw(st.sampled_from(list(Outcome))),
                min(TODAY, day + timedelta(days=draw(st.integers(0, 30)))),
            )
            for contact in draw(st.sets(numbers, max_size=3))
        ]
        closed = draw(st.none() | st.just(TODAY))
        verdict = draw(st.sampled_from(list(Verdict)))
        found.append(Ask(number, day, draw(texts), verdict, closed, "", tuple(outcomes)))
    return sorted(found, key=lambda ask: (ask.date, ask.id), reverse=True)


@st.composite
def topic_counts(draw):
    """Topics with how many know them."""
    return [
        TopicCount(topic, topic, draw(st.integers(1, 5)), draw(st.none() | st.sampled_from(list(Level))), draw(numbers))
        for topic in draw(st.permutations(draw(st.lists(texts, unique=True, max_size=6))))
    ]


@some
@given(members(), st.randoms())
def test_who_is_in_it_adds_up_in_any_order(found, rng):
    seen = who.who_is_in_it(found)
    for count in (seen.kinds, seen.reach, seen.known_by):
        assert sum(count.values()) == seen.contacts == len(found)
    mixed = found[:]
    rng.shuffle(mixed)
    again = who.who_is_in_it(mixed)
    assert again[:4] == seen[:4]
    circles = [
        Counter((circle.by, fold(circle.name), circle.contacts) for circle in each.circles) for each in (seen, again)
    ]
    assert circles[0] == circles[1]
    assert all(2 <= circle.contacts <= len(found) for circle in seen.circles)


@some
@given(topic_counts(), st.dictionaries(texts, st.integers(0, 3)), st.randoms())
def test_what_they_know_adds_up_in_any_order(counted, about, rng):
    seen = know.what_they_know(counted, about, NAMES)
    mixed = counted[:]
    rng.shuffle(mixed)
    assert know.what_they_know(mixed, about, NAMES) == seen
    assert sum(seen.levels.values()) == len(seen.topics) == len(counted)
    assert Counter(t.contacts for t in seen.topics)[1] == len(seen.single)
    assert {t.topic for t in seen.thin} == {t.topic for t in counted if t.contacts <= 2 and about.get(t.topic)}
    assert [t.contacts for t in seen.topics] == sorted((t.contacts for t in counted), reverse=True)


@some
@given(asked(), totals(), periods)
def test_what_helped_was_answered_and_what_was_answered_was_asked(asks, passed, period):
    seen = help.how_they_help(asks, with_unrecorded_help(passed, asks, set(), period), NAMES, period)
    assert seen.helped <= seen.answered <= seen.asked == len(seen.problems)
    assert {ask.id for ask in seen.open} == {ask.id for ask in asks if ask.closed is None}
    assert [helper.times for helper in seen.helpers] == sorted((h.times for h in seen.helpers), reverse=True)
    helped = sum(came.outcome in HELPED and period.holds(came.date) for ask in asks for came in ask.outcomes)
    assert sum(helper.times for helper in seen.helpers) == helped + sum(total.received_now for total in passed)


@some
@given(asked(), periods)
def test_help_that_an_entry_tells_of_is_not_counted_again(asks, period):
    told = {(came.contact, ask.id) for ask in asks for came in ask.outcomes}
    assert with_unrecorded_help([], asks, told, period) == {}
    assert count_exchanges([], asks, told, period).months == {}


@some
@given(asked(), totals(), st.sets(st.tuples(numbers, st.integers(1, 8))), periods)
def test_help_that_no_entry_tells_of_counts_as_an_entry_received_that_day(asks, passed, told, period):
    before = {total.contact: total for total in passed}
    by = with_unrecorded_help(passed, asks, told, period)
    for number in {*before, *by}:
        mine = [
            came.date
            for ask in asks
            for came in ask.outcomes
            if came.contact == number and came.outcome in HELPED and (number, ask.id) not in told
        ]
        nothing = ExchangeTotals(number, 0, 0, 0, 0, 0, 0, "")
        was, now = before.get(number, nothing), by.get(number, nothing)
        assert now.received - was.received == now.entries - was.entries == len(mine)
        assert now.received_now - was.received_now == sum(map(period.holds, mine))
        assert now.last == max([was.last, *map(date.isoformat, mine)])
        assert (now.given, now.mutual, now.given_now) == (was.given, was.mutual, was.given_now)
    helped = {
        ask.id for ask in asks for came in ask.outcomes if came.outcome in HELPED and (came.contact, ask.id) not in told
    }
    seen = count_exchanges([], asks, told, period)
    assert sum(seen.months.values()) == len(helped)
    assert {way for _, way in seen.months} <= {"received"}
    assert seen.now.get("received", 0) + seen.before.get("received", 0) <= len(helped)


@some
@given(members(), periods, st.randoms())
def test_growth_adds_up_in_any_order(found, period, rng):
    named = {member.id: member.name for member in found}
    seen = growth.growth(found, named, period)
    assert sum(seen.reach.values()) == seen.new == len(seen.newcomers)
    assert all(sum(month.reach.values()) == month.new for month in seen.months)
    assert sum(each.contacts for each in seen.through) == sum(n.via is not None for n in seen.newcomers)
    assert seen.new + seen.new_before + sum(m.imported and not m.met for m in found) <= len(found)
    assert len(seen.months) == 12
    mixed = found[:]
    rng.shuffle(mixed)
    assert growth.growth(mixed, named, period)._replace(through=()) == seen._replace(through=())
    if seen.newcomers:
        assert (seen.newcomers[0].who, seen.newcomers[0].day) == (seen.last, seen.last_day)


@some
@given(members(), totals(), st.dictionaries(numbers, st.lists(texts, max_size=3)), st.randoms())
def test_nobody_is_in_two_lists_of_ties(found, passed, known, rng):
    by = {total.contact: total for total in passed}
    introduced = Counter(member.via_id for member in found if member.via_id)
    seen = ties.ties(found, by, known, introduced, TODAY)
    listed = [tie.who.id for each in seen for tie in each]
    assert len(listed) == len(set(listed))
    mixed = found[:]
    rng.shuffle(mixed)
    assert ties.ties(mixed, by, known, introduced, TODAY) == seen
    assert all(tie.due < TODAY for tie in seen.overdue)
    assert all(tie.days > 180 and tie.closeness >= 4 for tie in seen.quiet)
    assert all(tie.days > 365 and tie.why for tie in seen.dormant)


@some
@given(
    st.lists(st.tuples(days.map(date.isoformat), st.sampled_from(["received", "given", "mutual", "none"]), counts)),
    periods,
)
def test_every_entry_is_in_one_month_and_at_most_one_period(counted, period):
    seen = count_exchanges(counted, [], set(), period)
    columns = {"mutual": 3}  # received, given and both
    told = [times * columns.get(way, 1) for day, way, times in counted if day <= TODAY.isoformat()]
    assert sum(seen.months.values()) == sum(told)
    assert sum(seen.now.values()) + sum(seen.before.values()) <= sum(seen.months.values())


@some
@given(
    members(), totals(), st.lists(st.builds(Want, numbers, texts), max_size=4), st.lists(texts, max_size=3), st.data()
)
def test_give_and_take_sorts_contacts_into_one_side(found, passed, wants, mine, data):
    by = {member.id: member for member in found}
    wants = [want for want in wants if want.contact in by]
    skills = st.builds(
        ContactSkill,
        st.sampled_from(sorted(by)),
        texts,
        texts,
        st.none() | st.sampled_from(list(Level)),
        st.just(Provenance.STATED),
    )
    able = {want.topic: data.draw(st.lists(skills, max_size=4)) for want in wants}
    together = data.draw(st.sets(st.tuples(numbers, numbers).filter(lambda pair: pair[0] < pair[1])))
    period = Period(TODAY - timedelta(days=90), TODAY)
    given_to = data.draw(st.dictionaries(numbers, st.sets(texts, max_size=2), max_size=3))
    exchanges = count_exchanges([], [], set(), period)
    totals_by = {total.contact: total for total in passed}
    seen = give.give_and_take(
        by, totals_by, exchanges, give.Offers(wants, mine, able, together, given_to), stems, period
    )
    everyone = {balance.who.id: balance for balance in give.balances(by, passed)}
    sides = [balance.who.id for each in (seen.only_take, seen.only_takes, seen.only_consume) for balance in each]
    assert len(sides) == len(set(sides))
    assert set(sides) <= set(everyone)
    assert all(b.received >= 2 and b.given == 0 and b.kind == "person" for b in seen.only_take)
    assert all(b.received >= 1 and b.given == b.mutual == 0 and b.kind != "person" for b in seen.only_consume)
    assert all(b.given >= 2 and b.received == b.mutual == 0 and b.kind == "person" for b in seen.only_takes)
    for offer in seen.introductions:
        pair = min(offer.who.id, offer.to.id), max(offer.who.id, offer.to.id)
        assert pair[0] < pair[1]
        assert pair not in together
        assert not by[offer.to.id].no_suggest
        assert not any(w.contact == offer.to.id and stems(w.topic) == stems(offer.want) for w in wants)
    assert {(offer.who.id, offer.want) for offer in seen.could_give} == {
        (want.contact, want.topic)
        for want in wants
        if any(topics.covers(stems(want.topic), stems(topic)) for topic in mine)
        and not any(topics.covers(stems(want.topic), stems(topic)) for topic in given_to.get(want.contact, ()))
    }


@some
@given(texts.map(stems), texts.map(stems))
def test_a_skill_covers_what_is_of_one_topic_and_not_half_as_long(want, skill):
    assert topics.covers(want, skill) == topics.covers(skill, want)
    same = bool(want and skill) and (want <= skill or skill <= want)
    assert topics.covers(want, skill) == (same and 0.5 <= len(want) / len(skill) <= 2)


@some
@given(asked(), st.sets(texts, max_size=2))
def test_a_problem_is_in_one_gap_or_was_met(asks, skilled):
    seen = gaps.gaps(asks, skilled, stems, TODAY)
    grouped = [number for gap in seen for number in gap.asks]
    assert len(grouped) == len(set(grouped))
    for place, ask in enumerate(asks):
        met = [
            other
            for other in asks[: place + 1]
            if other.verdict in (Verdict.STRONG, Verdict.POSSIBLE) or helping_outcomes(other)
        ]
        covered = ask in met or any(topics.same_topic(stems(ask.problem), stems(other.problem)) for other in met)
        assert (ask.id in grouped) != (covered or ask.problem in skilled)
    newest = {ask.id: stems(ask.problem) for ask in asks}
    for gap in seen:
        for number in gap.asks:
            shared, lengths = newest[number] & stems(gap.topic), (len(newest[number]), len(stems(gap.topic)))
            assert len(shared) == min(lengths) or (len(shared) >= 2 and len(shared) >= max(lengths) / 2)
    assert [len(gap.asks) for gap in seen] == sorted((len(gap.asks) for gap in seen), reverse=True)


@some
@given(members(), st.dictionaries(numbers, st.floats(0.01, 0.71)), st.randoms())
def test_the_introducer_is_the_nearest_by_the_definition(found, fits, rng):
    by = {member.id: member for member in found}
    near = {}
    for member in found:
        worth = [
            max(
                (fits[other.id] * weight)
                for weight in (
                    1.0 * (other.via_id == member.id),
                    0.8 * (bool(member.org) and fold(member.org) == fold(other.org)),
                )
            )
            for other in found
            if fits.get(other.id, 0) >= 0.2 and other is not member
        ]
        nearness = 1 - prod(1 - each for each in sorted(worth, reverse=True)[:3])
        if nearness >= 0.25 and member.kind == "person" and not member.no_suggest:
            near[member.id] = nearness
    seen = gaps.introducer(fits, by)
    mixed = found[:]
    rng.shuffle(mixed)
    assert gaps.introducer(fits, {member.id: member for member in mixed}) == seen
    assert (seen is None) == (not near) or min(abs(each - 0.25) for each in near.values()) < 1e-9
    if seen and near:
        assert seen.nearness == pytest.approx(max(near.values()), abs=1e-4)
        assert seen.nearness == pytest.approx(near[seen.who.id], abs=1e-4)


@some
@given(
    asked(),
    st.lists(st.builds(ContactSkill, numbers, texts, texts, st.none(), st.sampled_from(list(Provenance)))),
    st.data(),
)
def test_proof_and_claim_of_a_topic_are_two_things(asks, skills, data):
    topic = data.draw(texts)
    matter = experience.RelevantTopic(topic, topic, 1, 0)
    skills = list({(known.contact, known.folded): known for known in skills}.values())
    entries = st.builds(HelpingEntry, numbers, st.integers(1, 4), st.just(TODAY), texts, st.none() | st.integers(1, 8))
    tagged = [entry._replace(topic=topic, entry=entry.entry + 10) for entry in data.draw(st.lists(entries, max_size=4))]
    saying = data.draw(st.lists(entries, max_size=4, unique_by=lambda entry: (entry.contact, entry.entry)))
    facts = experience.TopicRecords(skills, tagged, saying, asks, {}, NAMES)
    (seen,) = experience.experience([matter], facts, stems)
    proven = {proof.who.id for proof in seen.proven}
    skilled = {known.contact for known in skills if known.folded == topic}
    assert not proven & {one.id for one in (*seen.stated, *seen.imported)}
    assert skilled <= proven | {one.id for one in (*seen.stated, *seen.imported)}
    tagged = list({(entry.contact, entry.entry): entry for entry in tagged}.values())
    tells = [e for e in saying if e.contact in skilled and stems(topic) and stems(topic) <= stems(e.text)]
    assert {entry.contact for entry in (*tagged, *tells)} <= proven
    for proof in seen.proven:
        mine = [entry for entry in (*tagged, *tells) if entry.contact == proof.who.id]
        helped = {
            ask.id
            for ask in asks
            if topics.same_topic(stems(topic), stems(ask.problem))
            and any(came.contact == proof.who.id and came.outcome in HELPED for came in ask.outcomes)
        }
        assert proof.times == max(1, len(mine) + len(helped - {entry.ask for entry in mine}))


@some
@given(st.lists(texts), st.lists(texts, unique=True))
def test_topics_that_speak_of_a_text_are_found_all(asks, known):
    wanted = {ask: [topic for topic in known if topics.same_topic(stems(ask), stems(topic))] for ask in asks}
    assert topics.speaking(asks, known, stems) == {ask: found for ask, found in wanted.items() if found}


def test_a_stem_begins_as_its_word_does():
    """The narrow look at topics before stemming must not lose one."""
    endings = (
        "s es ies ed ied ing ying y ly er al ational ation izer ize izing ness able sses eed ating ate iti".split()
    )
    beginnings = ["".join(letters) for length in (0, 1, 2) for letters in product(ascii_lowercase, repeat=length)]
    words = {begun + ending for begun in beginnings for ending in ["", *endings]} - {""}
    lost = [word for word, stem in porter(words).items() if beginning(stem) not in heads(word)]
    assert len(words) > 15_000
    assert lost == []


@st.composite
def sections(draw):
    """The sections that steps come from, with few contacts so that many steps are about the same one."""
    one = numbers.map(lambda number: ContactRef(number, NAMES[number]))
    pairs = st.tuples(one, one).filter(lambda pair: pair[0] != pair[1])
    balances = st.lists(
        st.builds(give.Balance, one, st.just("person"), counts, counts, counts, counts, counts), max_size=3
    )
    past = st.just(TODAY)
    overdue = st.builds(ties.Overdue, one, st.integers(1, 90), past, counts, st.booleans(), past, st.floats(1, 9))
    offers = st.builds(give.CouldGive, one, texts, texts)
    introductions = pairs.flatmap(
        lambda pair: st.builds(give.Introduction, st.just(pair[0]), texts, st.just(pair[1]), texts, st.none())
    )
    gap = st.builds(
        gaps.Gap,
        texts,
        st.just((1,)),
        st.just(("",)),
        past,
        st.none() | st.builds(gaps.Introducer, one, texts, st.just(0.5)),
    )
    few = {"max_size": 4}
    opened = draw(
        st.lists(st.builds(help.OpenAsk, st.integers(1, 99), texts, past, st.integers(0, 20)), unique=True, **few)
    )
    single = draw(st.lists(st.builds(know.Single, texts, one, st.none(), st.integers(0, 2)), **few))
    return next.Sections(
        help.Help(0, 0, 0, (), tuple({ask.id: ask for ask in opened}.values()), ()),
        know.Knowledge((), {}, tuple(single), ()),
        growth.Growth(draw(st.integers(0, 1)), 0, {}, (), (), (), None, None, draw(st.none() | st.integers(0, 99))),
        give.GiveAndTake(
            0, 0, 0, 0, 0, 0, (), tuple(draw(balances)), (), tuple(draw(balances)), tuple(draw(st.lists(offers, **few))),
            tuple(draw(st.lists(introductions, **few))),
        ),
        ties.Ties(
            tuple(draw(st.lists(overdue, **few))),
            tuple(draw(st.lists(st.builds(ties.Quiet, one, st.just(5), past, st.integers(181, 999), st.booleans()), **few))),
            tuple(draw(st.lists(st.builds(ties.Dormant, one, past, st.integers(366, 999), texts), **few))),
        ),
        draw(st.lists(gap, max_size=5)),
    )  # fmt: skip


KINDS = ("close", "touch", "give", "introduce", "repay", "gap", "reconnect", "contribute", "second", "widen")


@some
@given(sections(), st.data())
def test_steps_are_seven_at_most_of_nobody_twice_and_none_that_waits(found, data):
    every = next.next_steps(found, frozenset(), lambda one: one.name)
    waiting = frozenset(data.draw(st.sets(st.sampled_from([step.key for step in every] or [""]))))
    seen = next.next_steps(found, waiting, lambda one: one.name)
    assert len(seen) <= 7
    assert not waiting & {step.key for step in seen}
    named = [one.id for step in seen for one in step.contacts]
    assert len(named) == len(set(named))
    assert [KINDS.index(step.kind) for step in seen] == sorted(KINDS.index(step.kind) for step in seen)
    assert all(step.do and step.command.startswith("asknet ") for step in seen)
    long = next.next_steps(found, waiting, lambda one: f"'{one.name * 9}'")
    assert max((cells(step.command) for step in long if step.kind not in ("give", "second")), default=0) <= 76
    assert [step.key for step in long] == [step.key for step in seen]
    if not waiting:
        assert seen == every


@some
@given(periods)
def test_the_period_before_is_as_long_and_next_to_it(period):
    assert (period.since - period.earlier).days == period.days + 1
    assert period.holds(period.since)
    assert period.holds(period.today)
    assert not period.holds(period.today + timedelta(days=1))


@some
@given(st.dates())
def test_twelve_months_end_with_this_one(today):
    months = Period(today, today).months()
    assert len(set(months)) == 12
    assert months == sorted(months)
    assert months[-1] == today.isoformat()[:7]


@some
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 40))
def test_a_bar_keeps_within_its_width_and_shows_anything(value, most, width):
    drawn = bar(value, max(value, most), width)
    assert len(drawn) <= width
    assert bool(drawn) == (value > 0)


@some
@given(st.lists(st.integers(0, 10**6)))
def test_a_sparkline_has_a_column_each_and_nothing_is_lowest(values):
    drawn = sparkline(values)
    assert len(drawn) == len(values)
    assert [column == "▁" for column in drawn] == [value == 0 for value in values]
