"""When a group meets: recurrence, exceptions and zone become instants."""
