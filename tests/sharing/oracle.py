"""Who sees which words of which job, said plainly. Knows nothing of the program it judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Id = Any
Seen = dict[Id, tuple[str, str | None, str | None]]  # first name, last name, comments of each job


@dataclass
class World:
    """Everything that decides: whose client is who, whose job is which, and every grant that is live."""

    closed: set[Id] = field(default_factory=set)  # stringers who left
    source: dict[Id, Id] = field(default_factory=dict)  # of a client
    person: dict[Id, Id] = field(default_factory=dict)  # behind a client
    name: dict[Id, tuple[str, str]] = field(default_factory=dict)  # of a client
    client: dict[Id, Id] = field(default_factory=dict)  # of a job
    comments: dict[Id, str] = field(default_factory=dict)  # on a job
    cancelled: set[Id] = field(default_factory=set)  # jobs
    shares: set[tuple[Id, Id, Id]] = field(default_factory=set)  # job, grantee, granting person or None
    trusts: set[tuple[Id, Id]] = field(default_factory=set)  # person, grantee

    def own_jobs(self, stringer: Id) -> set[Id]:
        """What stands in a stringer's book, whatever anybody shares."""
        return {job for job, client in self.client.items() if self.source[client] == stringer}

    def jobs_of(self, person: Id) -> Seen:
        """A client sees every job of their own, at all stringers."""
        return {job: self._words(job) for job, client in self.client.items() if self.person[client] == person}

    def shared_with(self, viewer: Id) -> Seen:
        """What others let a stringer look at."""
        if viewer in self.closed:
            return {}
        asked = {job for job in self.client if self._lets_see(job, viewer)}
        told = {job for job, grantee, person in self.shares if grantee == viewer and person is None}
        live = {job for job in asked | told if self._is_open(job)}
        return {job: self._words(job) if job in asked else (self._words(job)[0], None, None) for job in live}

    def _lets_see(self, job: Id, viewer: Id) -> bool:
        """Whether the client lets *viewer* see it: this job (rule 2) or all of them (rule 3)."""
        person, source = self.person[self.client[job]], self.source[self.client[job]]
        return (job, viewer, person) in self.shares or ((person, viewer) in self.trusts and source != viewer)

    def _is_open(self, job: Id) -> bool:
        return job not in self.cancelled and self.source[self.client[job]] not in self.closed

    def _words(self, job: Id) -> tuple[str, str, str]:
        return (*self.name[self.client[job]], self.comments[job])
