"""A page on a MediaWiki: read it, and save on top of exactly what was read, so that nobody's edit is lost.

``transport`` sends one request, ``api`` makes an answer or a typed failure of it, ``waiting`` asks again within a
budget, ``account`` logs in, ``client`` reads pages, ``saving`` edits them.
"""
