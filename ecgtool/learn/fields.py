"""Tell the names that people have for the parts of a rule: before a colon, in a table, as a template's parameters."""

import re

FIELD = re.compile(
    r"\W*(?:(?:meeting|call|start|regular|usual)\s)?(?:(?:week)?days?|months?|weeks?|except(?:ions?)?|lasts?|takes|how\s(?:long|often)|begins?(?:\sat)?|every|repeats?|times?|hours?|when|frequency|cadence|schedule|duration|length|"
    r"(?:time\s?)?zone|starts?|starting|first|last|tag|uhrzeit|zeit|wann|rhythmus|dauer|jour|heure|quand|fréquence|durée|día|hora|cuándo|"
    r"frecuencia|duración|dia|horário|quando|frequência|giorno|orario|ora|dag|tijd|wanneer|曜日|日時|時間|时间|日期|頻度)\W*",
    re.IGNORECASE,
)
"""Names for a part of a rule, in a table's first column or before a colon."""
PARAMETER = re.compile(
    r"(?:meeting[ _-]?|start[ _-]?)?(?:days?|weekday|times?|hours?|when|frequency|cadence|every|repeats?|rhythm|"
    r"duration|length|(?:time[ _-]?)?zone|tz|dates?|starts?|next|tag|uhrzeit|zeit|jour|heure|hora|giorno|ora)",
    re.IGNORECASE,
)
"""Names of a template's parameters that say when."""
LABEL = re.compile(
    r"\W*(?:(?P<label>[^\W\d](?:[^:\n|.!?]|\.(?=\w)){0,48}?)\s*[:\uff1a](?!\d|//)"
    r"|(?P<question>(?:(?:since|until|from|at|on|for)\s)?(?:when|what|which|where|how)\b[^?:|.!\n]{0,40}\?)(?=\W))",
    re.IGNORECASE,
)
"""What says of which part of a rule a line is: up to a colon, or a question."""


def label_end(text: str) -> int:
    """Return where the label of a line ends: before a colon, with a question, or before a dash; 0 for no label."""
    if match := LABEL.match(text):
        return match.end(match.lastgroup or 0)
    match = re.match(r"(?P<label>\W*[^\W\d][^\W\d ]*(?: [^\W\d]+)?)\s[\u2013\u2014-]\s", text)
    return match.end("label") if match and FIELD.fullmatch(match["label"]) else 0
