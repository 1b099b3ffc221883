"""Workers, a mailbox and browsers for the tests of exports."""

from tests.browsers import annas, bens
from tests.buckets import bucket, s3_server
from tests.faults.kit import office, open_office, outdoors

__all__ = ["annas", "bens", "bucket", "office", "open_office", "outdoors", "s3_server"]
