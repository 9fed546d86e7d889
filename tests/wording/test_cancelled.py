"""Tests of ``ecgtool.wording.cancelled``: which titles of topics say that their meeting is cancelled."""

import pytest

from ecgtool.wording.cancelled import says_cancelled, says_only_cancelled

OFF = {
    "": ["Cancelled", "canceled: storm", "Meeting cancelled for lack of topics"],
    "de": ["Abgesagt", "Treffen abgesagt: Sturm", "fällt aus", "Sitzung fällt wegen Sturm aus", "cancelled"],
    "fr": ["Annulée", "réunion annulée, jour férié", "annulé !", "Séance supprimée"],
    "es": ["Cancelada", "Reunión cancelada por festivo", "se cancela", "Suspendida: feriado", "anulado"],
    "pt-BR": ["Cancelada", "reunião cancelada (feriado)", "desmarcada", "Suspensa"],
    "it": ["Annullata", "riunione annullata: sciopero", "cancellato", "sospesa"],
    "nl": ["Geannuleerd", "vergadering afgelast", "gaat niet door", "Vervalt", "overleg vervalt wegens feestdag"],
    "ja": ["中止", "会議は中止です", "休会", "中止(祝日のため)", "キャンセル", "定例会中止のお知らせ"],
    "zh": ["取消", "会议取消", "已取消\uff1a春节", "因春节取消", "休会", "例會取消"],
}  # fmt: skip
HELD = {
    "": ["not cancelled!", "Cancellation of old keys", "entfällt"],
    "de": [
        "nicht abgesagt",
        "fällt nicht aus",
        "Warum der Server ausfällt",
        "Absage der Messe",
        "Ausfall des Sensors",
    ],
    "fr": ["pas annulée", "Bouton d'annulation", "non annulé"],
    "es": ["no cancelada", "no se cancela", "Cancelación de cuentas", "Cuentas suspendidas"],
    "pt-BR": ["não cancelada", "Cancelamento de contas", "não foi cancelada"],
    "it": ["non annullata", "Annullamento ordini", "non è annullata"],
    "nl": ["niet geannuleerd", "Certificaat vervalt", "gaat door", "annulering van orders"],
    "ja": ["中止しません", "中止条件の検討", "キャンセル処理", "休会ではない", "中止ではありません"],
    "zh": ["不取消", "取消订阅功能", "订单取消流程", "会议没有取消", "讨论是否取消"],
}


@pytest.mark.parametrize(("tag", "title"), [(tag, title) for tag, titles in OFF.items() for title in titles])
def test_a_title_says_that_its_meeting_is_off(tag: str, title: str) -> None:
    """In the group's language, and in English in any group."""
    assert says_cancelled(title, tag)


@pytest.mark.parametrize(("tag", "title"), [(tag, title) for tag, titles in HELD.items() for title in titles])
def test_a_title_about_something_else_cancels_nothing(tag: str, title: str) -> None:
    """Neither what is said not to be so, nor a talk about cancelling, nor another language's word."""
    assert not says_cancelled(title, tag)


def test_a_title_may_say_nothing_else() -> None:
    """Then it tells no reason."""
    only = [
        ("", "Cancelled!"),
        ("de", "fällt aus"),
        ("fr", "(annulée)"),
        ("ja", "中止"),
        ("zh", "已取消。"),
        ("nl", "Gaat niet door"),
    ]
    assert all(says_only_cancelled(title, tag) for tag, title in only)
    more = [("", "Cancelled: storm"), ("de", "fällt wegen Sturm aus"), ("zh", "已取消\uff1a春节")]
    assert not any(says_only_cancelled(title, tag) for tag, title in more)


def test_a_language_without_a_table_has_the_english_words() -> None:
    """Weekdays and months are known in many languages more than these words."""
    assert says_cancelled("cancelled", "sv")
    assert not says_cancelled("inställt", "sv")
