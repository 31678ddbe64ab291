"""Words of relief: care, food, what people need to survive, those who bring it, the way to them, and relief from sanctions.

False friends met in Council texts: the World Food Programme as a name, medical support for peacekeepers, access of inspectors and
panels, submarine cables as infrastructure, protective clothing in arms embargoes.
"""

from __future__ import annotations

from demarche.subjects.texts.element import Element, Words, words

_ATTACKS = (
    r"(?:attacks?|violence|threats?|acts of violence|targeting|killing|abduction|harassment|intimidation|safety"
    r"|security|protection|obstruct\w*|unhindered activities"
    r"|respect)"
)

RELIEF: tuple[Words, ...] = (
    words(
        Element.MEDICAL_CARE,
        "medical|medicine|hospital|health|wounded|ambulance|injured",
        r"\bmedical (?:and (?:surgical|humanitarian) \w+|personnel|care|facilit\w+|units?|transports?|workers|evacuations?"
        r"|assistance|supplies|equipment|services?|needs|aid|treatment|teams?"
        r"|activit\w+|missions?|duties|relief)|\bhospitals?\b|\bhealth(?:[- ]?care)? (?:personnel|workers|facilit\w+"
        r"|services?|centres?|care|system\w*"
        r"|infrastructure)|\bhealth-?care\b|\bsick,? (?:and )?wounded|\bmedical and (?:support|psycho\w*) services"
        r"|\bmedical (?:supply|products|centres?|staff)\b|\bmedicines?\b|\bwounded(?: and | or |, )?(?:the )?sick"
        r"|\bsick and wounded|\bambulances?\b"
        r"|\b(?:deceased|dead) and wounded\b"
        r"|\b(?:evacuat\w+|treatment|care|transport|removal|assist\w*) (?:\w+ ){0,3}(?:wounded|injured)\b",
        r"\bmental health of (?:peacekeepers|troops)|\b(?:unarmed |United Nations |level \w+ |mission )?(?:medical"
        r"|health)(?:care)? (?:support|facilities|capabilit\w+|standards"
        r"|evacuations?|services) (?:for|to) (?:the )?(?:troops|peacekeep\w+|mission|its personnel|UN\w* personnel|contingents)"
        r"|\boperational health support|\binjured peacekeepers|\bcasualty and medical evacuation"
        r"|\bmedical evacuation (?:capabilit\w+|assets)|\bWorld Health Organi[sz]ation"
        r"|\bHIV\b[^.;]{0,80}",
        in_conflict=True,
    ),
    words(
        Element.STARVATION_AND_FOOD,
        "food|starv|famine|nutrition|hunger|nourish",
        r"\bstarvation\b|\bfamine\b|\bfood[- ](?:insecur\w+|security|assistance|aid|supplies|distribution|stocks?|systems?"
        r"|crisis|and humanitarian cris[ie]s|shortages?|rations?"
        r"|production|parcels|needs|deliver\w+)|\bacute(?:ly)? (?:food )?(?:malnourish\w+|malnutrition|hunger|food)"
        r"|\bmalnutrition\b|\bhunger\b"
        r"|\b(?:delivery|provision|supply|access to|lack of|shortages? of|including|adequate|of|need for)(?: \w+){0,2} food\b"
        r"|\bfoodstuffs?\b|\bfood/nutrition|\bfood, (?:water|medic\w+|shelter|fuel|health)"
        r"|\bfood (?:and|or) water|, food,? (?:and )?|\bfood and (?:medic\w+|water|shelter|nutrition|agricultur\w+|other)",
        r"\boil[- ]for[- ]food|\bFood and Agriculture Organi[sz]ation|\bWorld Food Programme",
    ),
    words(
        Element.INDISPENSABLE_OBJECTS,
        "indispensable|infrastructure|objects|water|power|crops|livestock|civilian|foodstuff|irrigation|essential service",
        r"\bobjects (?:that are )?indispensable to the survival|\bindispensable to the survival|\bcivilian infrastructure\b"
        r"|\bcivilian objects?\b"
        r"|\b(?:critical|essential|vital|basic) (?:civilian )?infrastructure\b|\bwater (?:scarcity|shortages?"
        r"|shortfalls?)|\bcivilians and their property|\bwater (?:and (?:electricity|sanitation"
        r"|sewage|power)|installations?|supply|facilities|systems?|networks?)"
        r"|\bpower (?:plants?|stations?|supply|grid)|\b(?:crops|livestock|irrigation works|foodstuffs|drinking water)\b"
        r"|\bcivilian (?:property|buildings|facilities)\b"
        r"|\bessential services? (?:for|to) (?:the )?civilian",
        r"\bsubmarine cables?[^.;]{0,60}|\b(?:ISIL|terroris\w+)\b[^;]*\bcritical infrastructure|\b(?:critical"
        r"|vital) (?:information|telecommunication|maritime|transport"
        r"|undersea) infrastructure"
        r"|\bconstitutes its critical infrastructure|\bcritical infrastructure from terrorist[^.;]{0,40}|\bwater (?:and"
        r"|or) wetlands",
        in_conflict=True,
    ),
    words(
        Element.HUMANITARIAN_PERSONNEL,
        "humanitarian|relief|aid|personnel of",
        r"\b(?:humanitarian|relief|aid)(?:,? (?:medical|and|or|United Nations|development|associated|actors|organi[sz]ations"
        r"|and medical|and human rights"
        r"|and their|and other|and development|and United Nations|and UN))* (?:personnel|workers?|staff)\b"
        r"|\bpersonnel (?:engaged|involved|participating) in (?:the )?(?:humanitarian|relief)"
        r"|\bpersonnel engaged[^.;]{0,40}\bhumanitarian (?:efforts|work|activities)"
        r"|\bpersonnel of [^.;]{0,60}(?:Red Cross|non.governmental|humanitarian)"
        rf"|\b{_ATTACKS}\b[^.;]{{0,90}}\bhumanitarian (?:actors|agencies|organi[sz]ations|relief community|convoys?|facilities"
        rf"|premises|assets|consignments)"
        r"|\bhumanitarian (?:actors|agencies|organi[sz]ations),? and (?:their )?(?:personnel|staff|workers)"
        r"|\bthose participating in humanitarian|\bstaff of humanitarian"
        r"|\bUnited Nations and associated personnel and humanitarian"
        r"",
    ),
    words(
        Element.HUMANITARIAN_ACCESS,
        "access|humanitarian|relief|unhindered|unimpeded|cross-border|cross-line|in need",
        r"\bhumanitarian access\b"
        r"|\b(?:unhindered|unimpeded|unfettered|safe|full|rapid|immediate|timely|sustained"
        r"|free)(?:,? (?:and )?\w+){0,5} access\b"
        r"(?=[^.;]{0,160}\b(?:humanitarian|relief|aid|in need|affected|populations?|civilians?|assistance)\b)"
        r"|\b(?:humanitarian|relief)\b[^.;]{0,120}\b(?:unhindered|unimpeded|unfettered|safe|full|rapid"
        r"|immediate)(?:,? (?:and )?\w+){0,5} access\b"
        r"|\baccess (?:of|for|by) (?:the )?(?:\w+ ){0,4}humanitarian|\bhumanitarian[^.;]{0,60} access to (?:all "
        r"|the )?(?:\w+ ){0,3}(?:population|people|person|civilian|those|area)"
        r"|\baccess (?:to|for) (?:\w+ ){0,5}(?:in need|affected (?:population|people|areas|communities))"
        r"|\b(?:unhindered|unimpeded|safe|rapid|timely)(?:,? (?:and )?\w+){0,4} (?:delivery|passage|provision"
        r"|flow)\b(?! of (?:\w+ )?(?:reports?|information|support|updates?|recommendations|weapons|personnel|troops"
        r"|briefings?|notifications?))"
        r"|\b(?:deliver\w*|provision|passage|provide|flow)(?: of)?(?: \w+){0,3} (?:humanitarian|relief) (?:assistance|aid"
        r"|supplies|relief|goods)\b"
        r"|\bhumanitarian (?:corridors?|crossings?|convoys? (?:to )?(?:reach|pass))|\bcross[- ](?:border"
        r"|line)[^.;]{0,40}(?:humanitarian|assistance|aid|deliver)"
        r"|\b(?:obstruct\w*|imped\w*|den(?:y|ial|ying)|hinder\w*|block\w*|restrict\w*|facilitat\w*"
        r"|allow)\b[^.;]{0,70}\b(?:humanitarian|relief) (?:access|assistance|aid|supplies|operations|convoys?|deliver\w+"
        r"|efforts|goods|workers|agencies)"
        r"|\bhumanitarian (?:organi[sz]ations|agencies|actors)[’'] access|\baccess (?:constraints|restrictions|denials?"
        r"|impediments)\b|\b(?:visas?|customs|travel permits?|bureaucratic)\b[^.;]{0,80}\bhumanitarian"
        r"|\bhumanitarian\b[^.;]{0,60}\b(?:visas?|bureaucratic|travel permits?)\b|\b(?:provid\w+|continu\w+|scale\w*[- ]up"
        r"|increas\w+) (?:of )?(?:the )?(?:\w+ ){0,2}(?:humanitarian|relief) (?:assistance|aid|relief)\b"
        r"|\breach(?:ing)? (?:all )?(?:people|persons|those|civilians|populations) in need|\b(?:ability"
        r"|efforts?) of (?:the )?humanitarian (?:\w+ )?to reach|\bhumanitarian (?:assistance|aid|relief) reaches"
        r"|\bdistribut\w+ of (?:\w+ (?:and )?){0,3}(?:food|medicines?|humanitarian|relief)|\b(?:provid\w+"
        r"|participating in the provision"
        r"|provision)(?: of)? (?:\w+ (?:and )?){0,3}humanitarian (?:and \w+ )?(?:assistance|aid|relief|support)"
        r"|\bhumanitarian assistance (?:should|must|shall|can) be (?:provided|delivered)"
        r"|\b(?:neutrality|impartiality|independence)[^.;]{0,60} of humanitarian (?:assistance|aid|action)"
        r"|\bfacilitat\w* (?:\w+ ){0,2}humanitarian (?:support|assistance)|\baccess to vulnerable populations"
        r"|\bunrestricted access to (?:\w+ ){0,3}humanitarian|\brestrictions[^.;]{0,60}\boperations of aid"
        r"|\bcarry out their humanitarian|\bhinder\w*[^.;]{0,30}humanitarian response"
        r"|\bhumanitarian (?:aid )?operations\b|\b(?:support\w*|coordinat\w*|scal\w+|strengthen\w*|deliver\w*"
        r"|facilitat\w*)[^.;]{0,40}\bhumanitarian response\b(?! plan)|\bassisting civilians"
        r"|\bgiv\w+ assistance to the civilian"
        r"|\b(?:misuse|obstruction|politici[sz]ation|misappropriation"
        r"|diversion)\b[^.;]{0,60}\bhumanitarian (?:assistance|aid)\b"
        r"|\bhumanitarian assistance efforts|\befforts for humanitarian|\bshipments of humanitarian|\bfood aid\b"
        r"|\bhumanitarian (?:workers|personnel)\b[^.;]{0,120}\bfacilitate their work"
        r"|\bunhindered activities of (?:the )?humanitarian"
        r"|\bhumanitarian assistance to reach"
        r"|\baccess to humanitarian (?:assistance|aid)|\bhumanitarian (?:assistance|aid"
        r"|relief) is (?:provided|delivered)|\b(?:delivery|distribution)\b[^.;]{0,40}\bhumanitarian (?:assistance|aid)"
        r"|\bhumanitarian (?:missions|operations) in",
        r"\bgenerous support for humanitarian operations|\baccess to (?:legal|justice|information|education|markets"
        r"|weapons|finance|finances|all sites|sites|facilities|documents"
        r"|records|archives|natural resources|the territory)\b"
        r"|\b(?:without prejudice|for the purpose of)[^.;]{0,20}$|\b(?:inspection\w*|inspectors?|experts|panel|IAEA|UNMOVIC"
        r"|OPCW|JIM|verification)\b[^.;]{0,60}"
        r"(?:unhindered|unimpeded|immediate|full|free|unrestricted)(?:,? (?:and )?\w+){0,5} access"
        r"|(?:unhindered|unimpeded|immediate|full|free|unrestricted)(?:,? (?:and )?\w+){0,5} access[^.;]{0,60}\b(?:inspect\w*"
        r"|sites|documents|records|IAEA|OPCW|investigat\w+)",
    ),
    words(
        Element.SANCTIONS_CARVE_OUT,
        "humanitarian|basic expenses",
        r"\b(?:measures|sanctions|freeze|embargo|asset freeze|obligations)\b[^;]{0,260}?(?:shall not apply"
        r"|not be (?:a )?(?:considered )?(?:a )?violation|are permitted|exempt\w*|without prejudice|do(?:es)? not apply)"
        r"[^;]{0,300}?\bhumanitarian|\bhumanitarian (?:exemptions?|exceptions?|carve-?outs?)\b"
        r"|\bbasic expenses, including payments? for foodstuffs|\b(?:unless"
        r"|except)[^.;]{0,80}\bnecessary for humanitarian purposes|\blists? of humanitarian items"
        r"|\bnot intended to have adverse humanitarian consequences"
        r"|\badverse humanitarian consequences|\b(?:without prejudice to"
        r"|shall not apply to)[^;]{0,60}humanitarian (?:assistance|aid|programmes|activities)"
        r"|\bunintended (?:adverse )?humanitarian|\bhumanitarian (?:or socio-economic )?impact of the (?:measures|sanctions)",
        r"\bnon.lethal military equipment intended solely for humanitarian[^;]{0,60}"
        r"|[^;]{0,200}\bprotective clothing[^;]{0,300}",
    ),
)
