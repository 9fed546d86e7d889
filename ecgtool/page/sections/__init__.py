"""The sections of a page that a group keeps: meeting line, agenda, topics, logs, call."""
