"""The language of a page is told by its words, and never by its figures alone."""

from datetime import date

import pytest

from ecgtool.learn.text.passages import PassageReader
from ecgtool.learn.text.spoken import language_of
from ecgtool.page import parse_page


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# Sundial\n\n2026 meetings (11:00 AM ET):\n\n* 3/11/2026\n* 4/8/2026\n* 5/13/2026\n", "en"),
        ("## Meetings in spring\n\n* 11.3. 17:00 UTC\n* 25.3. 17:00 UTC\n", "en"),
        ("# Termine\n\nJeweils 18 Uhr (MEZ/MESZ):\n\n- 05.03.2026\n- 19.03.2026\n- 02.04.2026\n", "de"),
        ("# Treff\n\nWir treffen uns um 18 Uhr (MEZ) im Labor:\n\n- 05.03.2026\n- 19.03.2026\n", "de"),
        ("# Treff\n\nDienstags 16:00 MEZ (15:00 UTC)\n", "de"),
        ("# Réunions\n\nTous les mardis à 18h\n\n- 05/03/2026\n", "fr"),
        ("# Oficina\n\nToda primeira terça-feira do mês, 19h30 BRT.\n", "pt"),
        ("# 定例会\n\n**次回: 2026年3月11日(水) 20:00**\n", "ja"),
        ("# 社区\n\n这里是社区的介绍." + "我们负责网站、文档、翻译和活动的组织." * 3, "zh"),  # no kana
        ("# Labor\n\nWir sind eine Gruppe, die sich für offene Daten und freie Software interessiert.\n", "de"),
        ("# Atelier\n\nLe (龙芯) Weekly Sync Meeting est une réunion qui a lieu un jeudi sur deux à 13 h.\n", "fr"),
        (
            "# Grupa\n\nJest to grupa, w której się spotykamy i rozmawiamy o mapach oraz o tym, jak je rysować.\n",
            "Polish",
        ),
        (
            "# Grup\n\nSom un grup que treballa amb els mapes i la història del barri, i ens agrada compartir.\n",
            "Catalan",
        ),
        ("# Клуб\n\n* Здесь мы рисуем карты и это не так просто, как кажется, но все идеи на странице.\n", "Russian"),
        ("# Ryhmä\n\nJoka maanantai klo 18.00 Suomen aikaa.\n", "Finnish"),
        ("# Oddíl\n\nKaždé pondělí v 18:00\n", "Czech"),
        ("# Apicultors\n\nEns trobem cada dimecres a les 18:00 (hora de Barcelona).\n", "Catalan"),
        ("# Coro\n\nEnsaio: venres ás 20:00\n", "Galician"),
        ("# Schach\n\nDi + Do, jeweils 20 h (Berlin)\n", "de"),
        ("# Schaken\n\nMa en wo, 19u (Brussel).\n", "nl"),
        ("# Koor\n\nElke woensdag om 20 uur (Amsterdam). Die van 23 december is verplaatst.\n", "nl"),
        ("# Horta\n\nSábado sim, sábado não, às 10h (Lisboa)\n", "pt"),
        ("# Chess\n\nMo and We, 18:00 UTC\n", "en"),
    ],
)
def test_the_words_tell_the_language(text: str, language: str) -> None:
    """Dates in figures, and names of places and clocks, are of no language by themselves."""
    passages = PassageReader(parse_page(text, "markdown")).read()
    assert language_of(passages, date(2026, 3, 2)) == language
