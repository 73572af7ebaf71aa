"""Django's PostgreSQL backend, which asks whether a kept connection still lives without a statement."""
