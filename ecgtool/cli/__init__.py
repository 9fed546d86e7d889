"""The command line: one module a noun. The only room that reads the clock, the environment and the terminal."""
