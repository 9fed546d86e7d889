"""Makes the line of many pages say the next meeting, as a script with mwclient does: API PAGES LINE USER PASSWORD."""

import re
import sys
from urllib.parse import urlsplit

import mwclient

api, pages, line, user, password = sys.argv[1:]
address = urlsplit(api)
site = mwclient.Site(address.netloc, scheme=address.scheme, path="/")
site.login(user, password)
for number in range(int(pages)):
    page = site.pages[f"Group {number}"]
    old = page.text()
    new = re.sub(r"Next meeting:[^=]*(?= ==)", line, old, count=1)
    if new != old:
        page.save(new, summary="Next meeting", minor=False)
