"""Makes the line of many pages say the next meeting, as a script with pywikibot does: PAGES LINE.

Its configuration is in the working folder; it waits for nothing between two edits.
"""

import re
import sys

import pywikibot
from pywikibot.pagegenerators import PreloadingGenerator

pages, line = sys.argv[1:]
site = pywikibot.Site("local", "local")
site.login()
for page in PreloadingGenerator([pywikibot.Page(site, f"Group {number}") for number in range(int(pages))]):
    old = page.text
    page.text = re.sub(r"Next meeting:[^=]*(?= ==)", line, old, count=1)
    if page.text != old:
        page.save(summary="Next meeting", minor=False, quiet=True)
