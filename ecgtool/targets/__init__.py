"""Where a page is: in a file or on a MediaWiki."""
