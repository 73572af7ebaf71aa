"""The registry as a table: its columns, what a row of a file means, and how organisations leave as files."""
