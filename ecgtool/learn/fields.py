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
