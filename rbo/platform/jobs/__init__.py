"""Work behind the pages. The row in the outbox is the to-do list, the queue in Redis is only a bell.

See docs/decisions/0003 for why. A room needs `job.Job`, and `outcomes` for what its deed may raise.
"""
