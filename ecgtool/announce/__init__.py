"""The reminder of a meeting by mail: what is due, the mail itself, and sending it once."""
