"""The page in a real browser: search, card, tree, keyboard, schemes, paper, and that nothing hostile in it runs."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from page.conftest import data_of

EVIL = [
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", '"><b onclick="alert(1)">',
    "javascript:alert(1)", "<!--<script>", "@@script@@", "${alert(1)}", "__proto__", "constructor", "toString",
    "<style>*{display:none}</style>", "<meta http-equiv=refresh content='0;url=https://example.org/'>", "\u2028alert(1)",
    "<iframe src=https://example.org/>", "data:text/html,<script>alert(1)</script>", "\\u003cscript>", "hasOwnProperty",
]  # fmt: skip
"""Text that would run, load, hide or break something, were it taken for anything but text."""


@pytest.fixture
def page(demo, written, look):  # noqa: ARG001 - the network that is written
    return look(written())


def hits(page):
    return page.locator("#results .name").all_inner_texts()


def focused(page, what="textContent"):
    return page.evaluate(f"document.activeElement.{what}")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("croch", "Nan Okafor"),
        ("CROCHET", "Nan Okafor"),
        ("lukasz", "Łukasz Wroński"),
        ("librarian", "Sam Lee"),
        ("south hobart", None),
        ("expert sourdough", None),
        ("okafor", "Nan Okafor"),
    ],
)
def test_a_search_finds_words_and_their_beginnings_everywhere(page, typed, first):
    page.fill("#query", typed)
    assert hits(page)
    assert first is None or hits(page)[0] == first


def test_a_search_finds_circles_and_who_can_lead_to_a_topic(run, written, look):
    run("add", "Ada Eze", "--circle", "Running club")
    run("add", "Bo Lind", "--refers", "luthier")
    page = look(written())
    for typed, name in (("runn", "Ada Eze"), ("luth", "Bo Lind")):
        page.fill("#query", typed)
        assert hits(page) == [name]


def test_where_nobody_has_all_the_words_those_with_most_are_shown(page):
    page.fill("#query", "crochet zymurgy")
    assert "Nan Okafor" in hits(page)
    assert "nobody has all the words, these have 1 of 2" in page.inner_text("#found")


def test_a_search_without_a_find_says_so(page):
    page.fill("#query", "zymurgy")
    assert (hits(page), page.inner_text("#found")) == ([], "Nobody in the network has a word that begins so.")


def test_the_keyboard_alone_leads_to_a_card_and_back(page):
    page.keyboard.press("/")
    page.keyboard.type("crochet")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#results [aria-selected=true] .name").inner_text()
    page.keyboard.press("Enter")
    assert page.inner_text("#card-name") == chosen
    page.keyboard.press("Escape")
    assert (page.locator("#card").is_visible(), focused(page, "id")) == (False, "query")
    page.keyboard.press("Escape")
    assert page.input_value("#query") == ""


def test_a_card_says_who_led_you_there(page):
    page.fill("#query", "theo brandt")
    page.keyboard.press("Enter")
    assert page.inner_text("#card .way") == "You\n→\nSam Lee\n→\nNan Okafor\n→\nTheo Brandt"


def test_a_card_gives_reasons_history_and_wants(page):
    page.fill("#query", "nan okafor")
    page.keyboard.press("Enter")
    card = page.inner_text("#card")
    assert "crochet" in card.split("Reasons to ask them")[1].split("The way in")[0]
    assert "python help" in card.split("What they want")[1]
    page.click("#card summary")
    rows = page.locator("#card table tbody tr").all_inner_texts()
    assert sum(int(number) for row in rows for number in row.split("\t")[1:]) == page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).contacts[1][14][3]"
    )


def test_a_name_in_a_card_leads_to_their_card(page):
    page.fill("#query", "nan okafor")
    page.keyboard.press("Enter")
    page.click("#card .way button")
    assert page.inner_text("#card-name") == "Sam Lee"


@pytest.mark.usefixtures("demo")
def test_an_address_with_a_number_opens_that_card(written, look):
    assert look(written(), address="#c2").inner_text("#card-name") == "Nan Okafor"


def test_the_tree_shows_everybody_or_counts_them(page):
    shown = page.locator("#led [role=treeitem]").evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
    names = {name.split(",")[0] for name in shown}
    assert {
        contact[1] for contact in page.evaluate("JSON.parse(document.getElementById('data').textContent).contacts")
    } <= names


def test_the_tree_is_walked_with_the_arrow_keys(page):
    first = page.locator("#led [role=treeitem][tabindex='0']")
    first.focus()
    label = focused(page, "getAttribute('aria-label')")
    assert label.startswith("Sam Lee, person")
    page.keyboard.press("ArrowUp")
    assert focused(page, "getAttribute('aria-level')") == "2"
    page.keyboard.press("ArrowDown")
    assert focused(page, "getAttribute('aria-label')") == label
    page.keyboard.press("ArrowRight")
    assert focused(page, "getAttribute('aria-level')") == "1"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.inner_text("#card-name") == "Sam Lee"


def test_the_tree_is_zoomed_with_plus_and_minus(page):
    page.locator("#led [role=treeitem][tabindex='0']").focus()
    page.keyboard.press("+")
    assert page.text_content("#led .youtext >> nth=0") == "Sam Lee"
    assert focused(page, "getAttribute('aria-level')") == "1"
    page.keyboard.press("-")
    assert page.text_content("#led .youtext >> nth=0") == "You"


@pytest.fixture
def alike(run, written):
    """A network whose names begin alike, with branches and sources: more than there is room for."""
    first = "Derwent Katarzyna Ines Maximiliana Bo Zoe".split()
    rows = ["name,kind,via,closeness"]
    for number in range(90):
        middle = "Rowing Repair Reading Running Hernández-Villalobos Wu".split()[number // 6 % 6]
        last = f"{middle} {'ABCDEFGHIJKLMNO'[number % 15]}club"
        kind = "community" if number % 7 == 3 else "source" if number % 11 == 5 else "person"
        via = rows[1 + number // 4].split(",")[0] if number % 3 and number > 12 else ""
        rows.append(f"{first[number % 6]} {last},{kind},{via},{number % 5 + 1}")
    assert run("import", "-", input="\n".join(rows)).code == 0
    return written()


@pytest.mark.parametrize("width", [360, 390, 800, 1600])
def test_no_two_labels_of_a_ring_read_the_same(alike, look, width):
    page = look(alike, width=width)
    page.locator("svg.sun").wait_for()
    rings = page.evaluate("""() => {
        const rings = {};
        for (const item of document.querySelectorAll("#led [role=treeitem]")) {
            const text = [...item.querySelectorAll("text")].map((line) => line.textContent).join(" ");
            if (text && !/^(and )?[+\\d]/.test(text)) (rings[item.getAttribute("aria-level")] ||= []).push(text);
        }
        return Object.values(rings);
    }""")
    assert max(map(len, rings)) > 12
    assert [text for ring in rings for text in ring if ring.count(text) > 1] == []


MIDDLES = """() => [...document.querySelectorAll("#led [role=treeitem]")].map((item) => {
    const sun = item.closest("svg").getBoundingClientRect(), x0 = sun.x + sun.width / 2, y0 = sun.y + sun.height / 2;
    const drawn = item.querySelector("path").getAttribute("d").match(/-?[\\d.]+(e-\\d+)?/g).map(Number);
    const [x1, y1, r1, , , , , x2, y2, x3, y3] = drawn;
    const turn = (x, y) => (Math.atan2(x, -y) + 2 * Math.PI) % (2 * Math.PI);
    const from = turn(x1, y1), to = turn(x2, y2), angle = (from + (to > from ? to : to + 2 * Math.PI)) / 2;
    const r = (r1 + Math.hypot(x3, y3)) / 2;
    const points = [[x0 + r * Math.sin(angle), y0 - r * Math.cos(angle)]];
    const label = item.querySelector(".under");
    if (label) { const box = label.getBoundingClientRect(); points.push([box.x + box.width / 2, box.y + box.height / 2]); }
    return { name: item.getAttribute("aria-label"), points };
})"""


@pytest.mark.parametrize("width", [360, pytest.param(1600, marks=pytest.mark.slow)])
def test_a_click_in_the_middle_of_an_arc_or_a_label_opens_what_it_names(alike, look, width):
    page = look(alike, width=width)
    page.locator("svg.sun").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, document.querySelector('svg.sun').getBoundingClientRect().y - 90)")
    items = page.evaluate(MIDDLES)
    labelled = [item for item in items if len(item["points"]) == 2]
    assert len(labelled) > 20
    wrong = []
    for item in items:
        for x, y in item["points"]:
            page.mouse.click(x, y)
            if item["name"].endswith(" more"):
                opened = page.locator("#led .bar-of-zoom").inner_text()
                page.locator("#led .bar-of-zoom button").first.click()
                page.evaluate("scrollBy(0, document.querySelector('svg.sun').getBoundingClientRect().y - 90)")
                items_again = page.evaluate(MIDDLES)
                assert [each["name"] for each in items_again] == [each["name"] for each in items]
            else:
                opened = page.locator("#card-name").inner_text() if page.locator("#card").is_visible() else "nothing"
                page.keyboard.press("Escape")
            if item["name"].split(",")[0] not in opened:
                wrong.append((item["name"], opened))
    assert wrong == []


def test_as_many_lines_are_marked_as_are_counted(run, written, look):
    for number in range(20):
        kind = "community" if number % 5 == 0 else "person"
        name = f"{'ABCDEFGHIJKLMNOPQRST'[number]}da Eze"
        run("add", name, "--kind", kind)
        for _ in range(2):
            run("log", "--with", name, "--got" if number % 4 else "--gave", "--on", "2026-11-01", "a call")
    path = written()
    give, page = data_of(path)["review"]["give"], look(path)
    while page.locator("#give .bars + button.more").count():
        page.locator("#give .bars + button.more").click()
    marks = page.locator("#give .bars .mark").all_inner_texts()
    counted = {"you only take": "only_take", "you only use": "only_consume", "you only give": "only_takes"}
    assert {mark: marks.count(mark) for mark in counted} == {mark: len(give[key]) for mark, key in counted.items()}
    take = len(give["only_take"])
    assert take > 8
    assert f"You only take from {take} people" in page.inner_text("#give")
    assert f"and {take - 1} more" in page.locator("#glance a[href='#take']").inner_text()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("width", [360, 390, 640, 800, 960, 1600])
def test_the_navigation_is_seen_whole_at_every_width(written, look, width):
    page = look(written(), width=width)
    for link in page.locator("nav a").all():
        box = link.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert page.locator(".top").bounding_box()["height"] < 90


def test_a_tile_leads_to_what_it_names(page):
    for target, title in (("single", "Known to one contact alone"), ("take", "People you only take from")):
        page.click(f"#glance a[href='#{target}']")
        heading = page.locator(f"#{target} h3").first
        assert heading.inner_text() == title
        assert 0 < heading.bounding_box()["y"] < 450


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("width", [360, 1280])
def test_what_a_search_finds_is_in_the_window(written, look, width):
    page = look(written(), width=width)
    page.locator("#query").focus()
    page.keyboard.type("crochet")
    box = page.locator("#results .hit").first.bounding_box()
    assert 0 < box["y"] < 540


def test_a_hit_says_through_whom_you_know_them(page):
    page.fill("#query", "theo brandt")
    assert "through Nan Okafor" in page.inner_text("#results .hit >> nth=0")


def test_a_hit_that_nobody_led_to_says_so(page):
    page.fill("#query", "sam lee")
    assert "you know them directly" in page.inner_text("#results .hit >> nth=0")


def test_the_search_key_moves_nothing_where_the_search_is_seen(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.keyboard.press("/")
    assert focused(page, "id") == "query"
    assert page.evaluate("scrollY") == 0


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("width", [360, 1280])
def test_a_section_that_is_gone_to_begins_the_window(written, look, width):
    page = look(written(), width=width)
    page.evaluate("location.hash = '#led'")
    header = page.locator(".top").bounding_box()
    assert (
        page.locator("#find").bounding_box()["y"] + page.locator("#find").bounding_box()["height"] <= header["height"]
    )
    assert page.locator("#led-title").bounding_box()["y"] > header["height"]


def test_the_hint_of_the_tree_is_seen_beside_a_tree_taller_than_the_window(page):
    page.set_viewport_size({"width": 1280, "height": 600})
    page.evaluate("location.hash = '#led'")
    box = page.locator("#led .hint").bounding_box()
    assert box["y"] + box["height"] <= 600


def test_a_network_without_topics_or_closeness_draws_no_rows_of_nobody(run, written, look):
    run("import", "-", input="name,title\nNan Okafor,Baker\nTheo Brandt,Baker\n")
    page = look(written())
    assert [row.strip() for row in page.locator("#ties table.grid tbody th").all_inner_texts()] == ["not said"]
    assert "\n0\n" not in page.inner_text("#know")
    assert "No close contact" in page.inner_text("#ties")


def test_what_there_is_no_room_for_is_counted_and_can_be_zoomed_to(run, written, look):
    names = "".join(f"Person{number} Family,\n" for number in range(299))
    run("import", "-", input=f"name,via\n{names}Somebody Else,Person0 Family\n")
    page = look(written())
    rest = page.locator("#led [role=treeitem] >> nth=-1")
    more = int(rest.get_attribute("aria-label").split()[0])
    shown = page.locator("#led [role=treeitem]").count() - 1
    assert shown + more == 300
    rest.focus()
    page.keyboard.press("Enter")
    assert page.text_content("#led .youtext >> nth=0") == f"{more} more"


def test_without_introductions_there_is_a_sentence_instead_of_a_tree(run, written, look):
    run("add", "Nan Okafor", "crochet")
    page = look(written())
    assert page.locator("svg.sun").count() == 0
    assert "asknet edit NAME --via INTRODUCER" in page.inner_text("#led")


def test_what_is_said_of_nobody_is_named_in_one_sentence(run, written, look):
    run("add", "Nan Okafor")
    page = look(written())
    assert "There is no circle, no organisation that two contacts share" in page.inner_text("#know")
    assert page.locator("#know figure").count() == 1


def test_every_chart_has_a_title_a_sentence_and_a_table(page):
    open_tables(page)
    figures = page.locator("figure").all()
    assert len(figures) > 10
    for figure in figures:
        title = figure.locator("figcaption h3").inner_text()
        assert title
        assert figure.locator("figcaption p").inner_text()
        assert figure.locator("table").count() or "no " in figure.inner_text().lower(), title


def test_the_three_facts_that_strangers_look_for_are_named(page):
    assert (
        "Davide Contarin"
        in page.locator("#give div", has=page.get_by_text("People you only take from", exact=True)).last.inner_text()
    )
    assert "amigurumi" in page.inner_text("#know")
    assert "Sam Lee led you to most" in page.inner_text("#led figcaption")


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("width", [360, 800, 1600])
def test_a_page_is_no_wider_than_its_window(written, look, width):
    page = look(written(), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.fill("#query", "crochet")
    page.keyboard.press("Enter")
    assert page.evaluate("document.getElementById('card').scrollWidth") <= width


@pytest.mark.usefixtures("demo")
def test_dark_is_dark_and_light_is_light(written, look):
    ground = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    path = written()
    assert max(look(path, scheme="dark").evaluate(ground)) < 64
    assert min(look(path).evaluate(ground)) > 192


@pytest.mark.usefixtures("demo")
def test_on_paper_the_charts_are_there_and_the_controls_are_not(written, look):
    page = look(written(), scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert min(page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")) == 255
    for control in (".top nav", "#query", ".bar-of-zoom", "#find"):
        assert not page.locator(control).first.is_visible(), control
    assert page.locator("main button.more").first.is_visible()  # that there is more than is printed
    for chart in ("svg.sun", "svg.months", ".bars", "table.grid"):
        assert page.locator(chart).first.is_visible(), chart
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_nothing_moves(page):
    page.keyboard.press("/")
    page.keyboard.type("crochet\n")
    assert page.evaluate("document.getAnimations().length") == 0


AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def complaints(page):
    """Return what axe-core finds wrong: rule and element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page, options={"runOnly": AXE}).response["violations"]
    return [(rule["id"], node["target"], node["failureSummary"]) for rule in found for node in rule["nodes"]]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("width", "scheme"), [
    (360, "dark"),
    *(pytest.param(*seen, marks=pytest.mark.slow) for seen in [(360, "light"), (1600, "light"), (1600, "dark")]),
])  # fmt: skip
def test_axe_finds_nothing_wrong(written, look, scheme, width):
    page = look(written(), scheme=scheme, width=width, bypass_csp=True)
    assert complaints(page) == []
    open_tables(page)
    page.fill("#query", "crochet")
    assert complaints(page) == []
    page.keyboard.press("Enter")
    assert complaints(page) == []


def test_axe_finds_nothing_wrong_with_the_page_of_nobody(written, look):
    assert complaints(look(written(), bypass_csp=True)) == []


def open_tables(page):
    page.evaluate("for (const box of document.querySelectorAll('main details')) box.open = true")
    page.wait_for_timeout(50)


def open_all(page):
    """Open every table and every list, and look at every card."""
    open_tables(page)
    page.fill("#query", "e")
    page.fill("#query", "script alert")
    page.evaluate("""() => {
        for (let more; (more = document.querySelector("main button.more")); ) more.click();
        for (const [id] of JSON.parse(document.getElementById("data").textContent).contacts) {
            location.hash = `#c${id}`;
            dispatchEvent(new HashChangeEvent("hashchange"));
        }
    }""")


@pytest.fixture
def evil(invented, db):
    """The invented network with such text in every field, as another program could write it."""
    db.parent.mkdir(parents=True, mode=0o700)
    shutil.copyfile(invented, db)
    db.chmod(0o600)
    with closing(sqlite3.connect(db)) as conn, conn:
        conn.create_function("evil", 1, lambda number: EVIL[number % len(EVIL)])
        for place, (table, column) in enumerate((
            ("contacts", "name"), ("contacts", "title"), ("contacts", "org"), ("contacts", "place"), ("contacts", "notes"),
            ("details", "value"), ("skills", "topic"), ("interactions", "text"), ("interaction_topics", "topic"),
            ("asks", "problem"), ("asks", "note"), ("outcomes", "note"), ("sources", "label"),
        )):  # fmt: skip
            conn.execute(
                f"UPDATE {table} SET {column} = evil(id + {7 * place})" + (" || id" if table == "sources" else "")
            )
    return db


@pytest.mark.usefixtures("evil")
def test_hostile_text_is_text(written, look):
    path = written("--with", "addresses,notes,log")
    page = look(path)
    open_all(page)
    assert page.locator("main img, main iframe, main b[onclick], main script, dialog script, dialog img").count() == 0
    assert page.evaluate("document.querySelectorAll('script').length") == 2
    assert len(data_of(path)["contacts"]) == page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).contacts.length"
    )


def test_text_that_drives_a_terminal_shows_as_text(hostile, db, written, look):
    db.parent.mkdir(parents=True, mode=0o700)
    shutil.copyfile(hostile, db)
    path = written("--with", "addresses,notes,log")
    page = look(path, width=360)
    open_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert [mark for mark in "\x1b\x9b\u202e\u2066\u2028\x00" if mark in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("kind", "address", "target"),
    [
        ("--url", "https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("--url", "javascript:alert(1)", None),
        ("--url", "JaVaScRiPt:alert(1)//https://example.org", None),
        ("--url", "data:text/html,<script>alert(1)</script>", None),
        ("--url", "file:///etc/passwd", None),
        ("--email", "nan@example.org", "mailto:nan@example.org"),
        ("--email", "nan@example.org?bcc=all@example.org", None),
        ("--email", "nan@example.org?body=x", "mailto:nan@example.org%3Fbody%3Dx"),
        ("--phone", "+61 491 570 006", "tel:+61491570006"),
    ],
)
def test_only_plain_addresses_are_links(run, db, written, look, kind, address, target):
    run(
        "add",
        "Nan Okafor",
        kind,
        "https://example.org/x" if kind == "--url" else "0491 570 156" if kind == "--phone" else "x@example.org",
    )
    with closing(sqlite3.connect(db)) as conn, conn:
        conn.execute("UPDATE details SET value = ?", (address,))
    page = look(written("--with", "addresses"), address="#c1")
    links = page.locator("#card a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    assert links == ([target] if target else [])
    assert address in page.inner_text("#card")


@pytest.mark.usefixtures("demo")
def test_the_policy_refuses_script_style_and_requests_of_others(written, browser):
    context = browser.new_context(offline=True)
    page, sent = context.new_page(), []
    page.goto(written().as_uri())
    page.on("requestfailed", lambda request: sent.append(request.failure))
    page.on("requestfinished", lambda request: sent.append(request.url))
    refused = page.evaluate("""async () => {
        const refused = [];
        document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
        const script = document.createElement("script");
        try { script.textContent = "window.ran = true"; } catch { refused.push("trusted-types"); }
        try { document.body.innerHTML += "<img src=https://example.org/x>"; } catch { refused.push("trusted-types"); }
        const image = document.createElement("img");
        image.src = "https://example.org/x.png";
        document.body.append(image);
        const style = document.createElement("style");
        style.textContent = "* { display: none }";
        document.head.append(style);
        await fetch("https://example.org/").catch(() => refused.push("fetch"));
        await new Promise((done) => setTimeout(done, 50));
        return [refused, window.ran];
    }""")
    context.close()
    assert set(sent) == {"csp"}
    assert {"trusted-types", "img-src", "style-src-elem", "connect-src"} <= set(refused[0])
    assert refused[1] is None


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A network of 10,000 contacts who know three topics each, half of them introduced by another."""
    from datetime import date

    from asknet import Network

    rows = ["name,skills,title,place,org,via,closeness"]
    rows += [
        f"Person{n} Family{n % 997},topic{n % 1999};craft{n % 397};skill{n % 53},title{n % 211},Town{n % 80},"
        f"Organisation{n % 900},{f'Person{n // 2} Family{n // 2 % 997}' if n % 2 and n > 10 else ''},"
        f"{n % 5 + 1 if n % 10 == 0 else ''}"
        for n in range(10_000)
    ]
    path = tmp_path_factory.mktemp("many") / "network.db"
    with Network(path, today=date(2026, 11, 20)) as network:
        network.import_file("\n".join(rows).encode(), "many.csv")
    return path


@pytest.mark.slow
def test_ten_thousand_contacts_stay_small_and_quick(many, run, look):
    path = many.with_name("network.page.html")
    assert run("--db", many, "page").code == 0
    assert path.stat().st_size < 4_000_000
    page = look(path)
    page.wait_for_timeout(1_000)
    times = page.evaluate("""() => {
        const text = document.getElementById("data").textContent, query = document.getElementById("query");
        const timed = (work) => {
            const began = performance.now();
            work();
            return document.body.offsetHeight && performance.now() - began;
        };
        const sorted = () => JSON.parse(text).contacts.map((row) => JSON.stringify(row).split(",").sort());
        const key = (typed) => timed(() => { query.value = typed; query.dispatchEvent(new Event("input")); });
        key("warm");
        const typed = "person12 topic craft".split("").map((_, at) => "person12 topic craft".slice(0, at + 1));
        return { read: [1, 2, 3].map(() => timed(sorted)), keys: typed.map(key) };
    }""")
    read, keys = sorted(times["read"])[1], sorted(times["keys"])
    print(json.dumps(times))  # noqa: T201 - shown when it fails
    # a key costs less than reading and sorting the values of every row once
    assert keys[len(keys) // 2] < read
