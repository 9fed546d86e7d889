"""The site: static pages of the groups, their calendars and feed, from values to the bytes of each file.

``meetings`` gathers what the pages show, ``build`` makes the files, and ``feed`` the Atom feed. Only ``folder`` reads
and writes the folder of the site.
"""
