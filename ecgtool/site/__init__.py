"""The site: static pages of the groups, their calendars and feed, from values to the bytes of each file.

``meetings`` gathers what the pages show, ``build`` makes the files, ``feed`` the Atom feed; ``folder`` is where the
world begins: it reads and writes the folder that holds the site.
"""
