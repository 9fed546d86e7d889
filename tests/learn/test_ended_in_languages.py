"""A group that its page says has ended, in the languages that are read."""

import pytest

from tests.learn.test_rules_in_words import lesson_of

_RULES = {
    "de": "Dienstags, 18 Uhr (Berlin).", "fr": "Chaque mardi à 18h (Paris).",
    "es": "Cada martes a las 18:00 (Madrid).",
    "pt": "Todas as terças às 18h (Lisboa).", "it": "Ogni martedì alle 18 (Roma).",
    "nl": "Elke dinsdag om 18 uur (Amsterdam).", "ja": "毎週火曜日18時(日本時間)", "zh": "每周二18:00(北京时间)",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Gruppe hat sich 2025 aufgelöst."),
        ("de", "Die AG hat ihre Arbeit abgeschlossen."),
        ("de", "Wir treffen uns nicht mehr."),
        ("de", "> Eingestellt seit 2025."),
        ("fr", "Le groupe s'est dissous en 2025."),
        ("fr", "Le groupe a terminé ses travaux."),
        ("fr", "Le cercle est en sommeil jusqu'à nouvel ordre."),
        ("es", "El grupo se disolvió en 2025."),
        ("es", "Este grupo de trabajo ya no está activo."),
        ("es", "Las reuniones están suspendidas hasta nuevo aviso."),
        ("pt", "Este grupo de trabalho foi encerrado."),
        ("pt", "O grupo concluiu o seu trabalho."),
        ("it", "Il gruppo si è sciolto nel 2025."),
        ("it", "Il gruppo ha concluso i suoi lavori."),
        ("nl", "De groep is in 2025 opgeheven."),
        ("nl", "De werkgroep heeft haar werk afgerond."),
        ("ja", "本会は2025年に解散しました。"),
        ("ja", "現在活動休止中です。"),
        ("zh", "本小组已于2025年解散。"),
        ("zh", "小组工作已完成,不再开会。"),
    ],
)
def test_a_group_that_is_over(language: str, text: str) -> None:
    """Its page is refused, by that sentence."""
    assert "says that it does not meet" in lesson_of(f"{text}\n\n{_RULES[language]}")[1]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die AG ist in der AG Wasser aufgegangen."),
        ("de", "Die Gruppe ist geschlossen."),
        ("fr", "Le groupe a fusionné avec le groupe Eau."),
        ("es", "El grupo se ha fusionado con el grupo Agua."),
        ("pt", "O grupo fundiu-se com o grupo Água."),
        ("it", "Il gruppo è confluito nel gruppo Acqua."),
        ("nl", "De groep is opgegaan in de werkgroep Water."),
        ("ja", "「水の会」に統合されました。"),
        ("zh", "本组已并入水务小组。"),
    ],
)
def test_a_group_that_may_meet_as_another(language: str, text: str) -> None:
    """Its rule is a guess, by that sentence."""
    keys, told = lesson_of(f"{text}\n\n{_RULES[language]}")
    assert keys["on"] == "Tuesday"
    assert f"schedule.every: although line 3: “{text}”" in told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Wir haben 2025 die erste Phase abgeschlossen."),
        ("fr", "Nous avons terminé le plan du jardin."),
        ("pt", "O grupo terminou a primeira fase."),
        ("it", "Il gruppo ha concluso il progetto Fontane."),
        ("nl", "De groep is in 2019 opgericht."),
        ("ja", "募集は終了しました。"),
        ("zh", "我们已完成第一阶段。"),
    ],
)
def test_a_thing_that_is_done(language: str, text: str) -> None:
    """It is no end of the group."""
    assert "line 3" not in lesson_of(f"{text}\n\n{_RULES[language]}")[1]
