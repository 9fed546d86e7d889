"""The command line: one module a noun. The only folder that reads the clock, the environment and the terminal."""
