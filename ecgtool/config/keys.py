"""Every key that ``ecg.toml`` may have. Files are read, checked and described from this one table."""

from ecgtool.config.kinds import Forbidden, Key, ListOf, Named, OneOf, Table
from ecgtool.config.scalars import (
    BOOLEAN,
    CALENDAR_VARIABLE,
    COUNT,
    DATE,
    DAYS_AHEAD,
    DURATION,
    FILLED,
    FILLED_SECRET,
    HEADING,
    HOLIDAYS,
    LANGUAGE,
    LINE,
    LINK,
    PASSCODE_VARIABLE,
    SECRET,
    SECRET_LINK,
    SMTP,
    TEMPLATE,
    TEXT,
    WEB_LINK,
    ZONE,
    choice,
)
from ecgtool.config.schedule_keys import HOLIDAYS_HINT, SCHEDULE
from ecgtool.group import DEFAULT_HEADING, DEFAULT_SUBJECT, DEFAULT_SUMMARY, SectionNames, SiteSettings

PASSCODE = OneOf(
    (
        (str, SECRET),
        (
            dict,
            Table(
                {"env": Key(PASSCODE_VARIABLE, "The environment variable that holds it.", required=True)},
                "{ env = ... }",
            ),
        ),
    )
)
CALL = Table(
    {
        "join": Key(LINK, "The link that opens the call."),
        "note": Key(TEXT, "What to know before joining."),
        "meeting_id": Key(LINE, "The number of the meeting."),
        "passcode": Key(PASSCODE, "The pass code, or the environment variable that holds it."),
        "find_number": Key(WEB_LINK, "Where to find a local telephone number."),
        "one_tap": Key(
            ListOf(
                Table(
                    {
                        "dial": Key(
                            FILLED_SECRET, "The number with pauses, meeting id and pass code.", required=True
                        ),
                        "label": Key(LINE, "The place of the number."),
                    }
                )
            ),
            "Numbers that dial in by one tap.",
        ),
        "dial_in": Key(
            ListOf(
                Table(
                    {
                        "number": Key(FILLED, "The number.", required=True),
                        "label": Key(
                            LINE, 'The place of the number; "Toll Free" in it marks one that costs nothing.'
                        ),
                    }
                )
            ),
            "Numbers to dial by hand.",
        ),
    }
)
ITEM = OneOf(
    (
        (str, FILLED),
        (
            dict,
            Table(
                {
                    "title": Key(FILLED, "What it is about.", required=True),
                    "by": Key(LINE, "Who speaks to it."),
                    "links": Key(ListOf(WEB_LINK), "Where to read more."),
                },
                "a table with a title",
            ),
        ),
    )
)
TOPIC = Table(
    {
        "date": Key(DATE, "The meeting's date.", required=True),
        "title": Key(FILLED, "What it is about.", required=True),
    }
)
AGENDA = Table(
    {
        "source": Key(
            choice("page", "config"),
            "Where the agenda is kept: the wiki page's own sections, or the keys below.",
            default="page where there is a page and none of the keys below, else config",
        ),
        "notes": Key(WEB_LINK, "Where notes are taken."),
        "items": Key(ListOf(ITEM), "The points of every meeting."),
        "topics": Key(ListOf(TOPIC), "What single meetings are about."),
        "actions": Key(ListOf(FILLED), "What somebody has to do."),
    }
)
_SECTIONS = SectionNames()
SECTIONS = Table(
    {
        name: Key(FILLED, f"The section of the page that holds the {what}.", default=f'"{getattr(_SECTIONS, name)}"')
        for name, what in (
            ("call", "call details"),
            ("agenda", "agenda"),
            ("topics", "upcoming topics"),
            ("actions", "action items"),
            ("logs", "meeting logs"),
        )
    }
)
_TEMPLATE = Key(FILLED, "A Jinja template in place of the block's own form; relative to this file.")
BLOCKS = Table(
    {
        "next": Key(Table({"template": _TEMPLATE}), "The next meeting, in one paragraph."),
        "meetings": Key(
            Table({"count": Key(COUNT, "How many meetings are in it.", default="5"), "template": _TEMPLATE}),
            "The next meetings, in a table.",
        ),
        "schedule": Key(Table({"template": _TEMPLATE}), "The rule in words, with the hours in each zone."),
        "call": Key(
            Table(
                {"passcode": Key(BOOLEAN, "Whether it shows the pass code.", default="false"), "template": _TEMPLATE}
            ),
            "How to join.",
        ),
        "groups": Key(Table({"template": _TEMPLATE}), "All groups of the file, in a table."),
    }
)
_NOT_IN_A_FILE = "secrets do not stand in this file: use password_command, $ECG_WIKI_PASSWORD or $ECG_WIKI_TOKEN"
WIKI = Table(
    {
        "api": Key(WEB_LINK, "The address of the wiki's api.php."),
        "page": Key(FILLED, "The title of the page."),
        "file": Key(FILLED, "A file, wikitext or Markdown, in place of a wiki; relative to this file."),
        "heading": Key(
            HEADING,
            "The template of the line that says the next meeting; after a line break, of the one below it.",
            default=f'"{DEFAULT_HEADING}"',
        ),
        "schedule_line": Key(TEMPLATE, "The template of the standing line to keep true across clock changes."),
        "manage": Key(
            ListOf(choice("heading", "schedule_line", "topics", "blocks")),
            "What a bump may touch.",
            default='["heading", "blocks"]',
        ),
        "anchor": Key(FILLED, "A lasting link target kept inside the heading."),
        "summary": Key(TEMPLATE, "The template of the edit summary.", default=f'"{DEFAULT_SUMMARY}"'),
        "minor": Key(BOOLEAN, "Whether edits are marked as minor.", default="false"),
        "bot": Key(BOOLEAN, "Whether edits are marked as a bot's.", default="false"),
        "patience": Key(DURATION, "How long a run waits, all waits together.", default='"2m"'),
        "username": Key(FILLED, "A bot password's name, such as Chair@ecg; or $ECG_WIKI_USERNAME."),
        "password_command": Key(ListOf(FILLED), "A command that prints the password; or $ECG_WIKI_PASSWORD."),
        "password": Key(Forbidden(_NOT_IN_A_FILE), "Never."),
        "ping": Key(SECRET_LINK, "Asked for after each run of wiki bump that ended in 0."),
        "sections": Key(SECTIONS, "The titles of the page's sections, matched forgivingly."),
        "blocks": Key(BLOCKS, "How the blocks are made that stand between comments on the page."),
    },
    either=(["file"], ["api", "page"]),
)
ANNOUNCE = Table(
    {
        "to": Key(FILLED, "Whom to invite and remind: a mailing list's address.", required=True),
        "sender": Key(FILLED, "Who invites and reminds, as in a mail's From.", required=True),
        "smtp": Key(
            SMTP,
            "The mail server: smtp:// with STARTTLS where it is offered, or smtps://.",
            default='"smtp://localhost:25"',
        ),
        "before": Key(DURATION, "How long before a meeting its reminder goes out.", default='"24h"'),
        "reply_to": Key(FILLED, "Where answers go."),
        "subject": Key(TEMPLATE, "The template of the subject.", default=f'"{DEFAULT_SUBJECT}"'),
        "template": Key(FILLED, "A Jinja template of the text; relative to this file."),
        "cancelled": Key(
            BOOLEAN, "Whether a cancelled meeting is told of where its reminder went out.", default="true"
        ),
        "moved": Key(BOOLEAN, "Whether a moved meeting is told of where its reminder went out.", default="true"),
        "invitation": Key(BOOLEAN, "Whether the mails hold the meeting for calendars.", default="true"),
        "passcode": Key(BOOLEAN, "Whether the mails may hold the pass code.", default="false"),
        "username": Key(FILLED, "The account on the mail server; or $ECG_SMTP_USERNAME."),
        "password_command": Key(ListOf(FILLED), "A command that prints the password; or $ECG_SMTP_PASSWORD."),
        "password": Key(
            Forbidden("secrets do not stand in this file: use password_command or $ECG_SMTP_PASSWORD"), "Never."
        ),
        "archive": Key(WEB_LINK, "The list's address in HyperKitty, where `status` looks for the mails."),
    }
)
ICAL = Table(
    {
        "uid": Key(FILLED, "What makes the UIDs of the series unique in the world.", default="made of key and host"),
        "url": Key(WEB_LINK, "Where the exported calendar is published."),
        "cancelled": Key(
            choice("hidden", "shown"), "Whether calendars show a cancelled meeting, as cancelled.", default='"hidden"'
        ),
    }
)
FOLLOW = Table(
    {
        "ics": Key(
            OneOf(
                (
                    (str, FILLED_SECRET),
                    (
                        dict,
                        Table(
                            {"env": Key(CALENDAR_VARIABLE, "The environment variable that holds it.", required=True)},
                            "{ env = ... }",
                        ),
                    ),
                )
            ),
            "The organisation's calendar: its address or a file.",
            required=True,
        ),
        "match": Key(FILLED, "Words in the names (SUMMARY) of the group's events, one after another."),
        "uid": Key(
            OneOf(((str, FILLED), (list, ListOf(FILLED)))), "The UIDs of the group's events, in place of match."
        ),
        "ahead": Key(DAYS_AHEAD, "How far ahead the two are compared.", default='"8 weeks"'),
    },
    either=(["match"], ["uid"]),
)
_STANDING_LINE = {
    "if": {
        "properties": {
            "wiki": {"properties": {"manage": {"contains": {"const": "schedule_line"}}}, "required": ["manage"]}
        },
        "required": ["wiki"],
    },
    "then": {
        "anyOf": [
            {"properties": {"wiki": {"required": ["schedule_line"]}}},
            {
                "properties": {
                    "schedule": {
                        "properties": {"slot": {"contains": {"required": ["schedule_line"]}}},
                        "required": ["slot"],
                    }
                }
            },
        ]
    },
}
"""Where ``manage`` names ``schedule_line``, the group or a slot has a template for it (JSON Schema)."""
GROUP = Table(
    {
        "name": Key(FILLED, "The group's name.", default="the group's key"),
        "timezone": Key(ZONE, "The clock that rules the meeting.", required=True),
        "homepage": Key(WEB_LINK, "The group's page for people."),
        "zones": Key(ListOf(ZONE), "Where members live; shown beside the group's own."),
        "holidays_hint": Key(ListOf(HOLIDAYS), HOLIDAYS_HINT, default="the countries of zones"),
        "language": Key(
            LANGUAGE, "In which weekdays, months and dates are written; English is read as well.", default="English"
        ),
        "schedule": Key(SCHEDULE, "When the group meets.", required=True),
        "call": Key(CALL, "How to join."),
        "agenda": Key(AGENDA, "What the group talks about."),
        "wiki": Key(WIKI, "The page that says the next meeting."),
        "ical": Key(ICAL, "How the meetings are written as iCalendar."),
        "follow": Key(FOLLOW, "The organisation's own calendar, as a witness."),
        "announce": Key(ANNOUNCE, "Whom to invite and remind."),
    },
    together=_STANDING_LINE,
)
_SITE = SiteSettings()
SITE = Table(
    {
        "base": Key(WEB_LINK, "The address of the site, for links from calendars, mails and the feed."),
        "title": Key(FILLED, "The title of the site.", default=f'"{_SITE.title}"'),
        "language": Key(
            LANGUAGE, "The language of the dates that visitors see, a BCP 47 tag.", default=f'"{_SITE.language}"'
        ),
        "templates": Key(FILLED, "A folder of templates in place of those of the program; relative to this file."),
    }
)
INCLUDED = Table({"groups": Key(Named(GROUP), "The groups, each under a name of its own.", required=True)})
"""The keys of a file that another one includes."""
FILE = Table(
    {
        "include": Key(ListOf(FILLED), 'More files with groups, such as ["groups/*.toml"], relative to this file.'),
        "default_group": Key(FILLED, "The group that is meant where none is named.", default="the only group"),
        "site": Key(SITE, "The static pages of the groups."),
        "groups": Key(Named(GROUP), "The groups, each under a name of its own.", required=True),
    }
)
