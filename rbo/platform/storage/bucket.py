"""A bucket that speaks S3: at Amazon, or wherever S3_ENDPOINT_URL leads.

Credentials and region come from where programs for AWS look: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
AWS_REGION, or the role of the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from rbo.platform.storage.stored import NoFile, StorageAway

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig, S3Config

READ = 256 * 1024
PART = 8 * 1024 * 1024  # S3 takes 10,000 of them; one is in the air while the next is filled
PATIENCE_S = 5


@dataclass(frozen=True)
class Bucket:
    """Files of one bucket, below *prefix*."""

    name: str
    prefix: str
    endpoint: str

    @cached_property
    def _store(self) -> S3Store:
        client: ClientConfig = {
            "allow_http": self.endpoint.startswith("http://"),
            "connect_timeout": timedelta(seconds=PATIENCE_S),
        }
        again: RetryConfig = {"max_retries": 3, "retry_timeout": timedelta(seconds=4 * PATIENCE_S)}
        elsewhere: S3Config = {"endpoint": self.endpoint} if self.endpoint else {}
        prefix = self.prefix or None
        return S3Store(self.name, prefix=prefix, config=elsewhere, client_options=client, retry_config=again)

    def put(self, key: str, chunks: Iterable[bytes]) -> None:
        """An upload in parts: the file is there with the last word, and given up when *chunks* fail."""
        with _service():
            obstore.put(
                self._store, key, iter(chunks), use_multipart=True, chunk_size=PART, max_concurrency=1
            )

    def get(self, key: str) -> Iterator[bytes]:
        """The file, asked for before this returns."""
        try:
            with _service():
                return map(bytes, obstore.get(self._store, key).stream(min_chunk_size=READ))
        except StorageAway as away:
            raise NoFile(key) if isinstance(away.__cause__, FileNotFoundError) else away from None

    def delete(self, key: str) -> None:
        """The file; of uploads that were never completed, the bucket's own rule disposes."""
        with _service():
            obstore.delete(self._store, key)


@contextmanager
def _service() -> Iterator[None]:
    try:
        yield
    except (BaseError, FileNotFoundError) as error:  # the second one: no such file, or no such bucket
        raise StorageAway(str(error)) from error
