"""Words of hostilities: how they are conducted, by which law, with what weapons, who answers for them, and how they stop.

False friends met in Council texts: distinction in the sense of discrimination, ceasefire lines as places, mines dug for ore,
protocols on safeguards, accountability for public funds, civilian police and staff.
"""

from __future__ import annotations

from demarche.subjects.texts.element import Element, Words, words

_DANGER = (
    r"\b(?:protect\w*|attack\w*|violen\w+|kill\w*|injur\w*|wound\w*|casualt\w+|deaths?|threat\w*|safety|secur\w+"
    r"|target\w*|abus\w+|violat\w+|harm\w*|massacres?|atrocit\w+|rape|bomb\w*|shell\w*|hostilit\w+|victims?"
    r"|suffer\w*|shields?|abduct\w*|spar(?:e|ed|ing)|risk|danger|loss of li\w+|toll|impact|plight|mines?"
    r"|weapons|fighting|conflict)\b"
)
"""What civilians are said to be protected from, or to have suffered, wherever they are named."""

HOSTILITIES: tuple[Words, ...] = (
    words(
        Element.CONDUCT_OF_HOSTILITIES,
        "distin|proportion|precaution|indiscriminate|constant care|hostilities|shield|civilian|excessive|targeted",
        r"\bprinciples? of (?:\w+,? ){0,3}(?:distinction|proportionality|precaution\w*)"
        r"|\bdistinction,? (?:and )?proportionality|\bproportionality,? (?:and )?(?:precaution|distinction)"
        r"|\b(?:all )?feasible precautions|\bindiscriminate\w* (?:\w+,? ){0,3}(?:attack|shell|bomb|use\b|fire|weapon|violence"
        r"|kill|air|force|target\w* (?:of |against )?civilian|employ)\w*|\btargeting of civilian|\bprecautions? in attack"
        r"|\bconstant care\b|\bdistinguish between (?:the )?civilian|\bdisproportionate (?:attack|harm)\w*"
        r"|\bindiscriminate or (?:excessive|disproportionate)|\battacks? (?:directed )?against civilian (?:objects|targets"
        r"|facilities|infrastructure)|\bconduct of hostilities|\bhuman shields?|\b(?:direct|deliberate(?:ly)?"
        r"|intentional(?:ly)?|target\w*"
        r"|unlawful)(?: \w+){0,3} (?:attacks? )?(?:against|on|of)? ?(?:the )?civilian (?:population|objects?|persons|targets)"
        r"|\b(?:deliberate|intentional|wilful|direct)\w* (?:targeting|attacks?)[^.;]{0,40}\bcivilians?"
        r"|\battacks?(?: and acts of violence)? (?:directed (?:against|at)|targeting) (?:\w+ ){0,2}civilians?\b"
        r"|\btargeted (?:violence|killings?)\b"
        r"|\bprohibit\w*[^.;]{0,30}attacks? (?:against|on) civilians",
        r"\bwithout (?:any )?(?:adverse )?distinction[^.;]{0,20}|\bindiscriminate (?:use|arming) of (?:travel|visas)",
        in_conflict=True,
    ),
    words(
        Element.MINES_AND_EXPLOSIVE_WEAPONS,
        "mine|demin|explosive|ordnance|cluster|barrel bomb|bombardment|ied|populated|unmas|booby|unexploded",
        r"\b(?:land)?mines?\b(?! (?:workers?|sites?|of))|\bdemin\w+|\bmine[- ](?:action|clearance|awareness|risk|marking"
        r"|detection)|\bexplosive (?:remnants?|weapons?|ord[i]?nance|hazards?|devices?)|\bunexploded (?:ordnance"
        r"|bombs?)|\bimprovised explosive"
        r"|\bcluster (?:munitions?|bombs?)|\bbarrel bombs?|\baerial bombardment|\bIEDs?\b|\bheavy weapons[^.;]{0,30}populated"
        r"|\bpopulated areas\b|\bUNMAS\b|\bbooby[- ]traps?",
        r"\b(?:gold|coal|diamond|copper|coltan|mineral|artisanal|uranium)[\w\s,-]{0,20}mines?\b|\bmines? (?:owner|inspect)\w*",
    ),
    words(
        Element.HUMANITARIAN_LAW,
        "humanitarian|geneva|protocol|law of|laws|hague",
        r"\bhumanitarian(?:,? (?:and )?(?:international )?(?:human rights|refugee|criminal))* laws?\b|\bGeneva Conventions?\b"
        r"|\bAdditional Protocols?\b|\blaws? (?:and customs )?of war\b|\blaw of armed conflict"
        r"|\bHague (?:Convention|Regulations)",
        r"\bStatus of Refugees\b[^;]{0,60}protocol|\bAdditional Protocol to (?:its|the|their)?[^.;]{0,40}(?:Safeguards"
        r"|Comprehensive|IAEA|Agreement)[^.;]{0,10}"
        r"|\bAdditional Protocols? (?:and|thereto|pursuant)[^.;]{0,30}(?:safeguards|IAEA)",
    ),
    words(
        Element.ACCOUNTABILITY,
        "account|impunity|justice|prosecut|criminal court|war crime|humanity|genocide|inquiry|fact-finding|investigat|truth",
        r"\b(?:held|hold|holding|be|are|is|ensur\w+|promot\w+|strengthen\w*|full|individual|criminal"
        r"|lack of)(?: \w+){0,3} account(?:able|ability)\b|\baccountability (?:for (?!the use|its|all expend|expend)"
        r"|of (?:perpetrators|those)|mechanisms?|and (?:justice|reconciliation)|measures|as well as (?:the )?protection)"
        r"|\bimpunity\b"
        r"|\bbrought to justice|\bbring(?:ing)?(?: (?:\w+ ){0,12})to justice|\bprosecut\w+\b|\bInternational Criminal Court\b"
        r"|\bwar crimes?\b|\bcrimes against humanity|\bgenocide\b|\bresponsible for [^.;]{0,40}(?:massacres?"
        r"|killings)|\bcommissions? of inquiry|\bindependent investigations?\b|\bfact-finding (?:mission|team"
        r"|commission)|\barrest\b[^.;]{0,60}\bsurrender"
        r"|\binvestigat\w+[^.;]{0,70}\b(?:violations?|abuses|crimes|attacks|perpetrators|allegations)|\bjustice (?:and"
        r"|for) (?:reconciliation|victims|accountability)|\btransitional justice|\btruth(?:,| and) (?:justice|reconciliation)",
        r"\bProsecutor of the International (?:Residual )?[^.;]{0,60}|\b(?:financial|budget\w*|administrative|managerial"
        r"|democratic|fiscal) accountability|\baccountability and transparency in\b|\bdisciplinary action[^.;]{0,120}"
        r"|\baccountability (?:for|of) (?:the )?(?:funds|expenditure|performance|public"
        r"|mandate)[^.;]{0,40}"
        r"|\b(?:transparen\w+ and accountab\w+|accountab\w+ and transparen\w+)[^.;]{0,60}(?:fund|expenditure|revenue|resource"
        r"|budget|govern)\w*|\b(?:allegations?|cases) of (?:misconduct|sexual exploitation)[^.;]{0,60}"
        r"|\bperpetrators, organi[sz]ers[^;.]*|\bsexual exploitation and abuse\b[^;]*"
        r"|\baccountability for (?:under)?performance|\bviolations? of the (?:Moscow|Ceasefire|Lusaka"
        r"|Algiers) Agreement[^.;]{0,20}|\bto ensure accountability and transparency"
        r"|\boperate with impunity\bPrevention of Genocide\b|\bimpunity[^.;]{0,60}(?:embezzle|corrupt)\w*"
        r"|\binvestigations? of allegations of misconduct"
        r"|\bensuring the accountability and transparency of expenditure[^.;]{0,40}"
        r"|\bPrevention and Punishment of the Crime of Genocide[^.;]{0,5}|\bterroris\w+[^.;]{0,120}(?:prosecut\w+"
        r"|brought to justice|bring\w* to justice)|\bpira(?:cy|te)\w*[^;]{0,240}(?:prosecut|investigat|account)\w+"
        r"|\bprosecut\w+[^.;]{0,100}\b(?:pirates?|piracy|armed robbery)",
    ),
    words(
        Element.PROTECTION_OF_CIVILIANS,
        "civilian|physical violence|responsibility to protect|population|citizens|massacre|people",
        r"\bcivilian suffering|\bprotect(?:ing|s)? (?:all )?(?:its |their |the )?(?:own )?populations?\b"
        r"|\bthreaten\w* the (?:civilian |local )?population|\bprotect(?:ion of"
        r"|ing|s|ed)?,? (?:all |the )?(?:\w+ ){0,3}civilians?\b|\bprotection of (?:\w+,? ){0,4}civilian"
        r"|\bcivilian (?:population\w*|protection|casualties|deaths|harm|victims|lives)\b|\bcivilians? (?:from|under"
        r"|in) (?:\w+ ){0,4}(?:threat|violence|attack|harm|danger)"
        r"|\bsafety of (?:the )?civilians?|\bthreat of physical violence|\b(?:attacks?|violence|abuses?|violations?"
        r"|atrocit\w+|killings?|massacres?)(?: \w+){0,4} (?:against|on|of|targeting) (?:\w+ ){0,3}civilians?\b"
        r"|\bresponsibility to protect|"
        + _DANGER
        + r"\b[^.;]{0,140}\bcivilians\b|\b(?:one|a) civilian\b|\bcivilians\b[^.;]{0,90}"
        + _DANGER
        + r"|\bcivilian lives\b|\bloss of civilian life\b|\bprotection (?:strategy"
        r"|sites?)\b"
        r"|\b[Cc]ivilian (?:[Cc]asualt(?:y|ies)|harm) |\bcivilians (?:killed|trapped|fleeing|wishing|living)"
        r"|\b(?:deaths?|injur(?:y|ies)|casualt(?:y|ies)|killed(?! in action)|massacre)\b[^.;]{0,60}\b(?:population"
        r"|citizens|women and children|(?<!000 )people(?! in the region))\b"
        r"|\bprotection of the population\b|\bthreats? to the (?:local |civilian )?population"
        r"|\bharm to civilians|\bkilling(?: \w+){0,3} civilians",
        r"\bProtection of Civilian Persons in Time of War|\bconsequences for the civilian population"
        r"|\b(?:assistance|aid|relief|support) (?:to|for) (?:the )?(?:affected )?civilians(?: in (?:need|armed conflicts?))?"
        r"|\bdisplacement of (?:\w+ )?civilians|\bdetention of civilians|\bassisting civilians"
        r"|\bconditions for civilians|\bafflicted civilians|\bcivilians and uniformed"
        r"|\beconomic and humanitarian situation[^.;]{0,60}"
        r"|\baccess (?:for|of) humanitarian organi[sz]ations to the civilian population"
        r"|\baccess to (?:all )?civilians in need|\b(?:assist\w*|goods to|services? to|supplies to"
        r"|hands of)(?: the)?(?: affected)? civilian populations?"
        r"|\b(?:AMISOM|ATMIS|AUSSOM|police and|military and|police,? or) civilians"
        r"|\bcivilian (?:populations? of \w+,$|police|personnel|component"
        r"|staff|experts?|capacit\w+|nature|control)",
    ),
    words(
        Element.CULTURAL_PROPERTY,
        "cultural|historic|holy|religious|archaeolog|worship|antiquit|heritage",
        r"\bWorld Heritage|\bcultural (?:property|heritage|objects?|sites?|artefacts|institutions|monuments)"
        r"|\b(?:historic|religious"
        r"|archaeological) (?:sites?|monuments|buildings)|\bholy (?:sites|places)|\bplaces of worship|\bantiquities\b"
        r"|\bitems of[^.;]{0,60}cultural",
        r"\bcultural (?:and|or) (?:political|social|economic)",
    ),
    words(
        Element.CEASEFIRE_AND_PAUSES,
        "cease|cessation|pause|truce|fighting|hostilities|halt|violence|escalat|armistice|offensive|military operations",
        r"\bcease-?fires?\b(?! lines?)|\bceas(?:e|es|ing) (?:all )?(?:\w+ )?(?:hostilities|violence)"
        r"|\bcessation of (?:all )?(?:\w+ )?(?:hostilities|violence|fighting|armed)|\b(?:humanitarian|tactical) (?:pauses?"
        r"|truces?)|\btruces?\b(?! Supervision)|\b(?:halt|end|stop|cease)\w* (?:to )?(?:the |all |their )?(?:fighting"
        r"|hostilities|military (?:operations|offensive)\w*)"
        r"|\bcease (?:all |any )?(?:further )?(?:military|offensive)|\bcease (?:all |any )?(?:further )?(?:acts of "
        r"|forms of )?(?:violence|hostil\w+|attacks)|\b(?:end|stop|halt|renounce)\w*(?: \w+){0,3} (?:fighting|hostilities)\b"
        r"|\b(?:immediate |an |put(?:ting)? an |bring(?:ing)? an )end to (?:\w+ ){0,3}(?:violence|attacks"
        r"|atrocities|fighting|hostilit\w+)"
        r"(?! (?:against|on|targeting|directed))|\brefrain from (?:\w+ ){0,3}(?:violence|hostilit\w+"
        r"|attacks)\b(?! (?:against|on))|\b(?:immediately )?(?:stop"
        r"|end) (?:immediately )?(?:all )?(?:acts of )?(?:violence"
        r"|attacks)\b(?! (?:against|on|targeting|directed))|\b(?:avoid|prevent)\w* (?:any |further |an )*escalation"
        r"|\bceas(?:e|ing) the use of (?:force|violence)"
        r"|\brenounc\w+ (?:the use of )?violence(?!, have no links)|\b(?:non-)?resumption of (?:hostilities|fighting|armed)"
        r"|\bcease (?:all )?military (?:actions?|operations?)|\bde-?escalat\w+|\bhumanitarian (?:pauses?|cease)|\barmistice\b",
    ),
)
