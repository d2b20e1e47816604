"""A wire story of an invented place, its retelling, another report of the same event, and other news."""

WIRE = """PORT ELLA (Coastwire) — The ferry Aurora sank off Port Ella early on Monday, and 41 of the 180 people on board were still missing by nightfall, the coast guard said.

Captain Ines Maro radioed that water was entering the engine room at 4:20 a.m., eleven minutes before the vessel rolled over near the Sable Rocks.

Fishing boats from the village of Tarn pulled 96 people from the sea before the first rescue helicopter arrived from Lindholm air base.

The operator, Harrow Lines, had been fined 250,000 crowns in March after inspectors found two of the ship's six lifeboats could not be lowered.

“We heard a bang and the lights went out,” said Petra Oln, 34, who swam to a raft with her daughter.

Transport Minister Josef Karel said that divers would search the wreck on Tuesday if the wind drops below 30 knots, and he promised an inquiry led by a judge.

The Aurora, built in 1988, was sold by a Baltic company to Harrow Lines nine years ago and carries mostly seasonal workers between Port Ella and the island of Vesk."""

REWRITE = """Forty-one of the 180 passengers and crew aboard the ferry Aurora remain unaccounted for after the ship went down near Port Ella on Monday morning, according to the coast guard.

At 4:20 a.m. Captain Ines Maro reported over the radio that the engine room was flooding; the vessel capsized close to the Sable Rocks eleven minutes later.

Before any helicopter from the Lindholm air base could reach the scene, fishermen from Tarn village had rescued 96 people from the water.

Harrow Lines, which operates the ship, was ordered to pay a fine of 250,000 crowns in March when inspectors discovered that two of its six lifeboats were impossible to lower.

Petra Oln, 34, recalled a bang followed by darkness before she swam to a raft together with her daughter.

Josef Karel, the transport minister, announced that divers will examine the wreck on Tuesday provided that the wind falls under 30 knots. He pledged an inquiry headed by a judge.

Built in 1988, the Aurora mainly transports seasonal workers from Port Ella to the island of Vesk. Harrow Lines bought it from a Baltic company nine years ago."""

OWN_REPORT = """Families gathered at the quay in Vesk on Monday evening, waiting for news of relatives who had taken the night ferry. By midnight the harbour office had read out 139 names of the living.

The mayor, Hanne Brask, said the school hall was open to all and that the island's only doctor had been working since dawn. “We heard a bang and the lights went out,” Petra Oln, a survivor, told reporters.

Unions have warned for years about the old ships of Harrow Lines. A strike over pay and safety ended in February without an agreement, and the dockers' leader Milan Prost called the sinking of the Aurora a disaster foretold.

Shares in the company lost a fifth of their value. Its director, Edda Storm, was abroad and cut short her holiday; she is to face the press on Wednesday in the capital together with the insurers."""

OTHER = """Copper prices fell for a third week as stocks at Asian warehouses rose to 310,000 tonnes. Traders blamed weak demand from makers of cables, and a strike at the Cerro Hondo mine that ended sooner than expected.

Analysts at Marlow Bank cut their forecast for the year by 6 percent. The metal is still dearer than it was last autumn, when floods closed two smelters on the lower Lena for a month."""

CHROME = "Home News Sport Weather Video\nSign up to the morning newsletter of this paper for the stories that matter\n"


def paragraphs(text: str, *numbers: int) -> str:
    """These paragraphs of a text."""
    parts = text.split("\n\n")
    return "\n\n".join(parts[n] for n in numbers)
