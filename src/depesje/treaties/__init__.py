"""What treaties say when one state attacks another: who is bound, by which article, and who is only a partner.

No legal advice: whether an article applies is for the parties to decide, and each decides for itself what to do.
"""

from __future__ import annotations

from datetime import date

from depesje.treaties.answers import Answer, Line, Remark, State

__all__ = ["Answer", "Line", "Remark", "State", "obligations"]


def obligations(question: str, on: str | date | None = None) -> Answer:
    """Who is bound to what if ``question`` ("RUS attacks LTU", "Russland angriper Litauen") comes true.

    States are named by ISO 3166-1 alpha-3 codes or by their names in Bokmål, Nynorsk or English; ``on`` is a day or an
    EDTF date, today by default. Raises ``QuestionError`` where the question or the date cannot be understood.
    """
    from depesje.treaties import answers, questions

    return answers.answer(questions.understood(question), on if on is not None else date.today())
