"""The languages of the portal: what is said, in which words, and whether both languages say the same."""
