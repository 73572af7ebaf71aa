"""The forms of the account: `doors` for getting in, `own` for one's own pages."""
