"""Who is asking: the gotrue client, the check of tokens, the visitor, the pages for signing in."""
