"""What a merge and an erasure make of the oracle's world."""

from __future__ import annotations

from tests.sharing.oracle import Id, World


def merged(world: World, survivor: Id, other: Id) -> set[Id]:
    """*other* was *survivor* all the time; gives the clients that are no longer there."""
    kept = {world.source[client]: client for client, person in world.person.items() if person == survivor}
    theirs = [client for client, person in world.person.items() if person == other]
    gone = {client: kept[source] for client in theirs if (source := world.source[client]) in kept}
    world.client = {job: gone.get(client, client) for job, client in world.client.items()}
    world.person |= dict.fromkeys(theirs, survivor)
    for known in (world.person, world.source, world.name):
        for client in gone:
            known.pop(client)
    moved = {other: survivor}
    world.shares = {(job, to, moved.get(person, person)) for job, to, person in world.shares}
    world.trusts = {(moved.get(person, person), to) for person, to in world.trusts}
    return set(gone)


def erased(world: World, person: Id) -> None:
    """Names and words go, and what *person* let others see; what stringers share goes on without them."""
    theirs = {client for client, who in world.person.items() if who == person}
    world.name |= dict.fromkeys(theirs, ("", ""))
    world.comments |= {job: "" for job, client in world.client.items() if client in theirs}
    world.shares = {share for share in world.shares if share[2] != person}
    world.trusts = {trust for trust in world.trusts if trust[0] != person}
