"""Everything that decides who sees what, done at random: in the books, and in the oracle alike."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rbo.admin import erasure, merging
from rbo.clients import queries as clients
from rbo.orders import queries as orders
from rbo.orders.service import cancel, undo_cancellation
from rbo.platform.db import db
from rbo.sharing.models import Grant, OrderShare, PersonStringerShare
from rbo.stringers.models import Stringer
from rbo.stringers.service import close_book, reopen_book
from tests.make import a_client, a_racket, a_stringer, just_taken_in, today
from tests.sharing.fates import erased, merged
from tests.sharing.grants import as_side, claim, end_as, give_as, order_share
from tests.sharing.looking import MINE, NO_WORDS, OWN, SHARED, Look, Seat
from tests.sharing.oracle import Id, World

BECAUSE = "because the client asked"
KNOWN = ((0, 0), (0, 1), (1, 0), (1, 2), (2, 1), (2, 3))  # which stringer knows which person
some = st.integers(0, 999)


def one(things: Any, n: int) -> Any:
    """One of *things*, in an order that is the same every time."""
    return sorted(things, key=str)[n % len(things)]


class Sharing(RuleBasedStateMachine):
    """Three stringers, four persons whom they know, their jobs and every grant between them."""

    addresses: ClassVar[dict[str, str]]
    seat: ClassVar[Seat]
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.stringers: dict[Id, Stringer] = {}
        self.persons: list[UUID] = []
        self.numbers: dict[Id, int] = {}
        self.rackets: dict[Id, UUID] = {}  # one of each client

    @initialize()
    def open_the_books(self) -> None:
        """Everybody knows somebody, has one job for each, and shares some of them."""
        found = [a_stringer(name) for name in ("Anna", "Ben", "Carla")]
        self.stringers = {stringer.id: stringer for stringer in found}
        theirs: list[list[Any]] = [[], [], [], []]
        for who, whom in KNOWN:
            with as_side(found[who]):
                client = a_client(f"First{who}{whom}", f"Last{who}{whom}")
                self.rackets[client.id] = a_racket(client).id
                db.session.commit()
            theirs[whom].append(client)
            self.world.source[client.id] = found[who].id
            self.world.name[client.id] = (client.entered_first_name, client.entered_last_name)
        for known in theirs:
            self.persons.append(claim(self.addresses["superuser"], *known))
            self.world.person |= dict.fromkeys([client.id for client in known], self.persons[-1])
        for n in range(len(KNOWN)):
            self.take_in(n)
            self.share(n, n // 2)
            self.share_as_client(n, n // 3)

    @rule(n=some)
    def take_in(self, n: int) -> None:
        """A racket comes onto the bench of whoever is not erased."""
        client = one(self.rackets, n)
        if self.world.person[client] not in self.persons:
            return
        with as_side(self.owner(client)):
            racket = clients.racket_by_id(self.rackets[client])
            order = just_taken_in(
                clients.by_id(client), racket=racket, comments=f"Comment {len(self.numbers)}"
            )
        self.numbers[order.id] = order.number
        self.world.client[order.id], self.world.comments[order.id] = client, order.comments

    @rule(n=some, to=some)
    def share(self, n: int, to: int) -> None:
        """Rule 1; a second grant like one that lives is none."""
        job, grantee = one(self.numbers, n), one(self.stringers, to)
        client = self.world.client[job]
        if grantee != self.world.source[client]:
            self.give_job(client, job, grantee, None)

    @rule(n=some, to=some)
    def share_as_client(self, n: int, to: int) -> None:
        """Rule 2."""
        job, grantee = one(self.numbers, n), one(self.stringers, to)
        client = self.world.client[job]
        person = self.world.person[client]
        if person in self.persons and grantee != self.world.source[client]:
            self.give_job(client, job, grantee, person)

    @rule(n=some, to=some)
    def trust(self, n: int, to: int) -> None:
        """Rule 3."""
        person, grantee = one(self.persons, n), one(self.stringers, to)
        to_whom = self.stringers[grantee]
        grant = PersonStringerShare(person_id=person, grantee_email=to_whom.email, grantee_id=grantee)
        assert give_as(person, grant) == ((person, grantee) not in self.world.trusts)
        self.world.trusts.add((person, grantee))

    @precondition(lambda self: len(self.world.shares) + len(self.world.trusts) > 4)
    @rule(n=some, by_grantee=st.booleans())
    def revoke(self, n: int, by_grantee: bool) -> None:
        """Either side ends a grant."""
        grant = one(self.world.shares | self.world.trusts, n)
        job, grantee, person = grant if grant in self.world.shares else (None, grant[1], grant[0])
        noun: type[Grant] = OrderShare if job else PersonStringerShare
        known = {"grantee_id": grantee, "person_id": person} | ({"order_id": job} if job else {})
        granter = person or self.owner(self.world.client[job])
        end_as(self.stringers[grantee] if by_grantee else granter, noun, **known)
        self.world.shares.discard(grant)
        self.world.trusts.discard(grant)

    @rule(n=some)
    def leave_or_come_back(self, n: int) -> None:
        """A book closes, or opens again."""
        who = one(self.stringers, n)
        (reopen_book if who in self.world.closed else close_book)(who)
        self.world.closed ^= {who}

    @rule(n=some)
    def cancel_or_take_back(self, n: int) -> None:
        """A racket leaves the bench, or comes back to it."""
        job = one(self.numbers, n)
        with as_side(self.owner(self.world.client[job])):
            order = orders.by_number(self.numbers[job], lock=True)
            if job in self.world.cancelled:
                undo_cancellation(order, order.version)
            else:
                cancel(order, on=today())
            db.session.commit()
        self.world.cancelled ^= {job}

    @rule(n=some, to=some)
    def hand_over(self, n: int, to: int) -> None:
        """A job was written down for the wrong client of the same stringer."""
        job, client = one(self.numbers, n), one(self.rackets, to)
        if self.world.source[client] == self.world.source[self.world.client[job]]:
            with as_side(self.owner(client)):
                order = orders.by_number(self.numbers[job], lock=True)
                order.client_id, order.racket_id = client, self.rackets[client]
                db.session.commit()
            self.world.client[job] = client

    @precondition(lambda self: len(self.persons) > 3)
    @rule(n=some, into=some)
    def merge(self, n: int, into: int) -> None:
        """Two persons were one all the time."""
        other = one(self.persons, n)
        self.persons.remove(other)
        survivor = one(self.persons, into)
        db.session.commit()
        merging.merge(survivor, other, BECAUSE)
        for client in merged(self.world, survivor, other):
            self.rackets.pop(client)

    @precondition(lambda self: len(self.persons) > 2)
    @rule(n=some)
    def erase(self, n: int) -> None:
        """Somebody wants to be forgotten."""
        person = one(self.persons, n)
        self.persons.remove(person)
        db.session.commit()
        erasure.erase(person, BECAUSE)
        erased(self.world, person)

    @invariant()
    def everybody_sees_what_the_oracle_says(self) -> None:
        """Every stringer their own jobs and those that are shared; every person theirs."""
        Sharing.steps += 1
        world = self.world
        expected: dict[Look, Any] = {(SHARED, who, None): world.shared_with(who) for who in self.stringers}
        expected |= {(OWN, who, None): dict.fromkeys(world.own_jobs(who), NO_WORDS) for who in self.stringers}
        expected |= {(MINE, None, who): world.jobs_of(who) for who in self.persons}
        assert dict(zip(expected, self.seat.seen(*expected), strict=True)) == expected

    def owner(self, client: Id) -> Stringer:
        """Whose client it is."""
        return self.stringers[self.world.source[client]]

    def give_job(self, client: Id, job: Id, grantee: Id, person: Id) -> None:
        """The book and the oracle agree on whether the grant is new."""
        owner = self.owner(client)
        grant = order_share(owner.id, client, job, self.stringers[grantee], person)
        assert give_as(person or owner, grant) == ((job, grantee, person) not in self.world.shares)
        self.world.shares.add((job, grantee, person))
