"""Run a command and print the most memory that it held, in KiB.

This is a small process of its own, since Linux counts what a process held before it became another program
(``exec``). A command started by a large program seems to hold at least as much as that one.
"""

import os
import sys


def main(command: list[str]) -> None:
    """Run the command without its output, wait for it, and print."""
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
    _, _, usage = os.wait4(child, 0)
    print(usage.ru_maxrss)


if __name__ == "__main__":
    main(sys.argv[1:])
