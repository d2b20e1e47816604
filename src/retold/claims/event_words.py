"""Nouns that name an event, and endings that make one.

A table of general English: happenings, acts and proceedings that have no verb beside them, or whose verb is rare; and
nouns that look like acts but name things, bodies or people.
"""

from __future__ import annotations

from retold.claims.lemmas import ENDINGS, verbs_behind

HAPPENINGS = frozenset(
    "accident agreement ambush announcement anniversary appeal arrival assault attack auction avalanche award ballot "
    "ban bankruptcy battle bid blast blackout blaze blockade boycott breach breakdown briefing burial campaign "
    "ceasefire ceremony change charge claim clash closure collapse collision comeback complaint compromise conference "
    "conflict controversy coup court-case crackdown crash crime crisis criticism cut cyberattack deal death debate "
    "debut decision decline decrease defeat delay demand demonstration departure derailment deployment development "
    "disaster discovery discussion dispute downgrade downturn drop drought drowning earthquake effort election "
    "eruption escape evacuation event exercise expansion explosion failure fall famine festival fight filing final "
    "fire flight flood flooding funeral gain game genocide growth hearing heist hurricane impact incident increase "
    "incursion inauguration influx injury inquiry inquest insurgency interview invasion inspection investigation issue "
    "job journey killing landing landslide launch lawsuit layoff leak loss march massacre match meeting merger mission "
    "move murder negotiation offer operation order outage outbreak pandemic plan plea pledge plunge poll premiere "
    "probe procedure proceedings profit progress promise proposal prosecution protest purchase quake race raid rally "
    "ransom rebound recall recession recovery reduction referendum reform rejection release remark repair report "
    "request rescue resignation response restructuring result retirement retreat return revolt revolution riot rise "
    "robbery ruling sale sanction search seizure sentence setback settlement shift shooting shortage shutdown siege "
    "slowdown slump speech spike spill stabbing stampede standoff statement storm strike suicide suit summit surge "
    "surgery survey suspension takeover talk testimony theft threat tour tournament trade transaction transition trial "
    "trip truce turmoil turnaround tremor typhoon unrest update upgrade uprising verdict victory violence visit vote "
    "walkout war warning wedding win withdrawal work wildfire tsunami tornado cyclone scandal fraud assassination "
    "rebellion mutiny overhaul buyout bailout acquisition layoff shake-up spree outcry backlash feud row keynote "
    "criticism scrutiny partnership venture cost protection use leave concern hope reaction".split()
)
NO_HAPPENINGS = frozenset(
    "government department apartment document element moment comment instrument equipment environment parliament "
    "compartment monument segment garment pavement basement supplement station nation section generation population "
    "location position condition tradition question option portion fraction function institution organization "
    "organisation corporation association foundation constitution region religion version mission-statement million "
    "billion addition edition dimension information communication publication application television profession "
    "division building thing something nothing anything everything morning evening spring string king ceiling clothing "
    "being wing ring housing pricing hospital capital official individual animal festival-goer journal medal metal "
    "material manual signal terminal criminal principal total deal-maker percentage distance insurance finance "
    "substance province balance entrance ambulance appliance intelligence audience conscience science sentence-length "
    "administration opposition commission delegation coalition federation union relation situation intention reason "
    "notion motion-picture fashion passion action-figure occasion ammunition nutrition reputation imagination season "
    "treatment-centre management employment-rate investment-bank settlement-house earning meaning feeling beginning "
    "ending understanding engineering marketing advertising banking operating manufacturing collection session".split()
)


def names_event(noun: str) -> bool:
    """Whether a noun in its base form names an event.

    >>> names_event("collapse"), names_event("evacuation"), names_event("government")
    (True, True, False)
    """
    if noun in HAPPENINGS:
        return True
    if noun in NO_HAPPENINGS or len(noun) < 7:
        return False
    return noun.endswith(ENDINGS) and bool(verbs_behind(noun))
