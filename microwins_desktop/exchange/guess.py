"""Which area something from another program most likely belongs to, by the words of its name.

Only a first guess: the preview shows it and the person may choose another one.
"""

from __future__ import annotations

import re

from microwins_desktop.core.texts import sought

FALLBACK = "mind"

# How words begin, in the languages that the program speaks and that use letters like these.
_STARTS = {
    "light": "outside outdoors fresh air sun balcony garden blind luft sonne soleil sol jardin",
    "nourish": "eat food water drink breakfast lunch dinner fruit veg cook meal vegan wasser essen "
    "kochen eau manger cuisin agua comer comida diet nutri",
    "body": "shower teeth brush wash skin bath hair floss dusch zahn zahne douche dent ducha",
    "health": "med pill doctor vitamin therap health arzt medic sante salud saude",
    "space": "clean tidy dish laundry vacuum bed room putz aufraum menage limp orden chore",
    "move": "walk run sport gym exerc train yoga stretch swim bike cycl danc push squat fitness "
    "workout lauf spazier courir marche correr camin exercice deporte esporte",
    "connect": "friend call famil text love visit social date freund amis famille amig llamar",
    "rest": "sleep rest nap bed wake relax schlaf dormir detente descans dormi",
    "mind": "medit read journal breath calm pray grat learn music lese lire lecture leer ler",
    "admin": "work mail bill study budget money plan homework tax arbeit travail trabaj shop",
}
_BY_START = [(start, area) for area, words in _STARTS.items() for start in words.split()]


def area_of(*texts: str) -> str:
    """The key of the built-in area that the texts speak of most; the earlier text counts first."""
    for text in texts:
        words = re.findall(r"\w+", sought(text[:300]))
        for word in words:
            for start, area in _BY_START:
                if word.startswith(start):
                    return area
    return FALLBACK
