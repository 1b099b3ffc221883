"""Finding a client whose name is written otherwise, or who is known by a racket."""

from __future__ import annotations

import pytest

from rbo.clients import queries
from rbo.clients.both import find_both, statement_for
from rbo.clients.likeness import alike, misspelt_for
from rbo.clients.models import Racket
from rbo.clients.service import NewClient, NewRacket, add_client, add_racket, archive
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from tests.desk.statements import counted
from tests.each import each

NAMES = [
    ("Jürg", "Schneider"),
    ("Noah", "Schmidt"),
    ("Petra", "Maier"),
    ("Lena", "Strauß"),
    ("Tim", "Probe"),
    ("Kim", "Lee"),
]


@pytest.fixture
def book(anna):
    """Six clients; the racket of Tim Probe is a Völkl."""
    clients = {last: add_client(NewClient(first_name=first, last_name=last)) for first, last in NAMES}
    add_racket(clients["Probe"], NewRacket(label="Völkl V-Cell 8", instance_id="VC8_2021_1"))
    db.session.commit()


def names(text: str) -> list[str]:
    """Last names, as they are found."""
    return [client.entered_last_name for client in queries.find(text)]


def called(text: str) -> list[str]:
    """Last names of the clients that are found beside rackets."""
    clients, _rackets = find_both(text)
    return [client.entered_last_name for client in clients]


@each(
    ("typed", "meant"),
    [
        ("juerg", "Schneider"),
        ("shcneider", "Schneider"),
        ("schnider", "Schneider"),
        ("schneidr jurg", "Schneider"),
        ("schmit", "Schmidt"),
        ("meyer", "Maier"),
        ("strauss", "Strauß"),
        ("straus", "Strauß"),
        ("volkl", "Probe"),
        ("Voelkl", "Probe"),
        ("vc8_2021_1", "Probe"),
        ("tim volkl", "Probe"),
        ("volkl prbe", "Probe"),
    ],
)
def test_a_slip_or_another_spelling_is_forgiven(book, typed, meant):
    assert names(typed) == [meant]


@each("typed", ["tin", "lex", "kip", "xyzzyq", "shcnedier volkl"])
def test_too_much_or_too_short_is_not(book, typed):
    assert names(typed) == []


def test_a_name_of_its_own_comes_before_a_part_of_one(anna):
    for first, last in (("Helena", "Aebi"), ("Lenard", "Bär"), ("Lena", "Zweifel")):
        add_client(NewClient(first_name=first, last_name=last))
    db.session.commit()

    assert names("lena") == ["Zweifel", "Bär", "Aebi"]


def test_a_slip_never_leads_into_another_book(book, ben):
    db.session.commit()
    with open_tenant(ben.id):
        assert names("shcneider") == []
        assert names("schneider") == []


def test_rackets_come_with_their_owner_in_onestatement_for(book):
    with counted() as asked:
        clients, rackets = find_both("tim v-cell")

    assert len(asked) == 1
    assert [client.name for client in clients] == ["Tim Probe"]
    assert [(racket.label, racket.client.name) for racket in rackets] == [("Völkl V-Cell 8", "Tim Probe")]


@pytest.mark.parametrize("said", ["Völkl Äther", "Matthias Mueller", "Philipp Maier", "ÉÀÇ", "aaee ßtraßße"])
def test_postgres_hears_a_racket_as_python_does(anna, said):
    from rbo.clients.folding import fold

    client = add_client(NewClient(first_name="Lena"))
    racket = add_racket(client, NewRacket(label=said.replace("ß", "ss")))
    db.session.commit()
    heard = db.session.scalars(db.select(Racket.alike).where(Racket.id == racket.id)).one()

    assert heard.strip() == alike(fold(said))


def test_a_transposition_is_one_slip():
    assert misspelt_for("lnea", ["lena", "linda"]) == ("lena",)
    assert misspelt_for("lan", ["lena"]) == ()


def named_after(first, last, *frames):
    client = add_client(NewClient(first_name=first, last_name=last))
    for nr, label in enumerate(frames):
        add_racket(client, NewRacket(label=label, instance_id=f"{last[:2]}_{nr}"))
    return client


@pytest.fixture
def frames(anna):
    """Ann's four frames, and Zoë who has none."""
    named_after("Ann", "Abel", "Babolat Pure Aero 98", "Prince Attack Blue", "Yonex EZONE 100", "Völkl 8")
    named_after("Zoë", "Zurbriggen")
    db.session.commit()


@each("typed", ["zoe", "Zoë", "ZOE"])
def test_three_letters_are_not_heard_in_the_middle_of_a_racket(frames, typed):
    """Zoe sounds like zo, and that is in every Ezone."""
    clients, rackets = find_both(typed)

    assert ([client.name for client in clients], rackets) == (["Zoë Zurbriggen"], [])
    assert names(typed) == ["Zurbriggen"]


@each("typed", ["aero", "blue", "ack", "ezo", "volk"])
def test_a_racket_is_still_found_by_a_few_letters_of_it(frames, typed):
    assert len(find_both(typed)[1]) == 1
    assert names(typed) == ["Abel"]


def test_who_is_called_so_comes_before_owners_of_what_is_called_so_also_from_the_archive(anna):
    for nr in range(9):
        named_after("Ann", f"Abel{nr}", "Prince Ultimate 100")
    named_after("Eva", "Timm")
    archive(named_after("Tim", "Zurbriggen"))
    db.session.commit()

    clients, _rackets = find_both("tim")

    assert [client.name for client in clients[:3]] == ["Tim Zurbriggen", "Eva Timm", "Ann Abel0"]


def test_astatement_for_is_kept_for_words_of_one_kind_and_never_words_or_a_book(book, ben):
    find_both("shcneider")
    kept = statement_for.cache_info()

    slips = {"shcneider": ["Schneider"], "schnidt": ["Schmidt"], "mairer": ["Maier"]}
    assert {slip: called(slip) for slip in slips} == slips
    db.session.commit()
    with open_tenant(ben.id):
        add_client(NewClient(first_name="Jan", last_name="Probst"))
        assert {slip: called(slip) for slip in slips} == {"shcneider": [], "schnidt": [], "mairer": []}
        assert called("probts") == ["Probst"]

    assert statement_for.cache_info().misses == kept.misses


def test_an_email_is_no_word_that_is_meant_and_a_merged_client_keeps_their_names(book):
    add_client(NewClient(first_name="Ada", last_name="Berg", email="quentin@example.com"))
    merged = add_client(NewClient(first_name="Eva", last_name="Roth", email="eva@example.com"))
    merged.search = f"{merged.search} kowalski ewa"  # as a merge joins the names of two
    db.session.flush()

    assert called("quemtin") == []
    assert called("kowalsky") == ["Roth"]


def test_a_percent_sign_and_an_underscore_are_letters_like_others(book):
    assert names("m%r") == names("sch__dt") == []
    assert names("vc8_2021") == ["Probe"]
