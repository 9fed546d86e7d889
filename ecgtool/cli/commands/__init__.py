"""The commands, one module a noun: what each reads, asks and prints."""
