"""Words of persons: those whom the law and the Council name for protection, and what is done to them.

False friends met in Council texts: agencies named after refugees, refugee law in a list of laws, sexual exploitation by the
mission's own staff, detained ships, trials of pirates, fighters who return.
"""

from __future__ import annotations

from demarche.subjects.texts.element import Element, Words, words

PERSONS: tuple[Words, ...] = (
    words(
        Element.DISABILITIES, "disab", r"\bdisabilit(?:y|ies)\b|\bdisabled (?:persons|people|civilians)|\bpersons? with disabilit"
    ),
    words(
        Element.MISSING_PERSONS,
        "missing|disappear|whereabouts|kuwaiti|fate of|account",
        r"\bmissing (?:persons?|people|civilians|nationals|individuals|children|relatives)|\bpersons? (?:reported "
        r"|unaccounted |gone )?missing|\bgone missing|\b(?:abduction|arrest|killing)[^.;]{0,40}\bdisappearances?\b"
        r"|\benforced(?:ly)? disappear\w+|\bfate (?:and whereabouts )?of (?:the )?(?:missing|disappeared|persons|prisoners)"
        r"|\b(?:going|go|those (?:still )?|still |all |the )missing\b(?! (?:property|archives?|weapons|funds))"
        r"|\bmissing (?:Kuwaiti (?!propert)|men|women|boys|and (?:detained|captured))|\bforced disappearances?\b"
        r"|\bdisappeared persons|\bfate of (?:those|all)[^.;]{0,30}missing"
        r"|\baccount(?:ing)? for (?:\w+ ){0,4}(?:nationals|prisoners|persons)\b|\bwhereabouts of (?:missing|persons"
        r"|those missing)|\brepatriation (?:or return )?of (?:all )?Kuwaiti"
        r"|\bCommittee on Missing Persons|\bmissing in (?:action|connection)|\bunaccounted for\b",
    ),
    words(
        Element.CHILDREN,
        "child|girls|six grave",
        r"\bchildren and armed conflict|\bchild(?:ren)? (?:soldiers?|recruit\w+|combatants?|protection)|\b(?:recruit\w+|use"
        r"|abduct\w+|kill\w+|maim\w+)[^.;]{0,50}\bchildren\b"
        r"|\bviolations (?:and abuses )?(?:committed )?against children|\bchildren (?:affected by|associated with"
        r"|formerly associated|in (?:situations of )?armed|separated|released|recruited)"
        r"|\benlist\w*[^.;]{0,20} children|\bprotection of (?:all |the )?(?:rights of )?children"
        r"|\bdetention of (?:all )?children|\bchildren (?:are|be|who|as|in|and their)\b[^.;]{0,60}\b(?:protect\w*|detain\w*"
        r"|armed|conflict)"
        r"|\bviolence against (?:\w+,? (?:and )?){0,3}children|\b(?:girls and women|women and girls) may be"
        r"|\bchildren from (?:armed|their ranks)|\bsix grave violations|\bchild-sensitive"
        r"|\b(?:deaths?|killed|killing|murder|massacre|attacks?)\b[^.;]{0,110}\bchildren\b|\bschool ?girls\b|\bschoolchildren\b"
        r"|\bagainst [^.;]{0,40}\bchildren\b"
        r"|\b(?:civilians?|people|persons|victims|refugees)\b[^.;]{0,60},? (?:including|in particular"
        r"|especially|notably|most of them) (?:\w+ (?:and )?){0,2}children\b|\babduction of [^.;]{0,20}children"
        r"|\bchildren (?:coerced|forced|used)|\bimpact on children|\bchildren (?:killed|maimed|abducted)"
        r"|\btargeting of children|\bchildren[’']s (?:safety|protection)"
        r"|\bagainst (?:women and )?children\b|\brights of (?:the )?child"
        r"|\b(?:women and children|children and women|boys and girls|girls and boys)\b[^.;]{0,80}\b(?:protect\w*|attack\w*"
        r"|kill\w*|victim\w*|affected|abuse\w*)"
        r"|\b(?:impact|effect|consequences|harm|plight|vulnerab\w+|needs|protect\w*"
        r"|suffering)\b[^.;]{0,60}\b(?:women and children|children)\b"
        r"|\b(?:action plan|monitoring and reporting mechanism)\b[^.;]{0,80}\bchild",
        r"\bwomen,? (?:and )?children and persons deprived|\bTrafficking in Persons, [Ee]specially Women and Children",
    ),
    words(
        Element.SEXUAL_VIOLENCE,
        "sexual|rape|gender|forced",
        r"\bsexual (?:and gender-based |or gender-based |and other gender-based )?violence"
        r"|\bsexual and other (?:forms of )?violence|\bsexual exploitation,? (?:and )?abuse,? and trafficking"
        r"|\bsexual (?:crimes?|enslavement|torture)|\bgender-based (?:and sexual )?violence|\brape(?:s|d)?\b"
        r"|\bsexual (?:slavery|abuse|assault)"
        r"|\bsexual and gender|\bforced prostitution|\bforced marriage",
        r"\bsexual exploitation and (?:sexual )?abuse[^.;]{0,5}|\bsexual exploitation or abuse"
        r"|\bsexual abuse and exploitation|\bexploitation and sexual abuse",
    ),
    words(
        Element.WOMEN_PEACE_SECURITY,
        "women|gender",
        r"\bwomen,? (?:and )?peace,? and security|\bDiscrimination [Aa]gainst Women\b|\b(?:full|equal|meaningful"
        r"|active|effective"
        r"|increased)(?:,? (?:and )?\w+){0,5} (?:participation|inclusion|representation|involvement|engagement|leadership)"
        r"(?: and (?:\w+ )?(?:leadership|representation|involvement|engagement))?(?: \w+){0,3} (?:of"
        r"|by) (?:all )?(?:\w+ )?women"
        r"|\bwomen[’']s (?:\w+,? ?(?:and )?){0,6}(?:participation|representation|leadership|empowerment|involvement"
        r"|engagement|rights|organi[sz]ations|inclusion)"
        r"|\bsituation of women\b(?! and children)|\bexperts?,? [^.;]{0,50}\bwomen\b"
        r"|\bneeds (?:and \w+ )?of women\b(?! and children)|\bwomen (?:ex-combatants|peacekeepers|associated with)"
        r"|\bparticipation of women|\bempowerment of (?:all )?(?:\w+ )?women"
        r"|\brights of (?:all )?women\b(?!,? (?:and )?(?:children|girls|other))|\bwomen(?:[’']s)?[- ](?:led|groups?|leaders)"
        r"|\b(?:involv\w+|includ\w+|engag\w+|consult\w+)(?: \w+,?){0,5} women,? (?:and )?(?:civil society|leaders|groups)"
        r"|\bparticipation[^.;]{0,40}\bof (?:all )?(?:\w+,? ){0,3}women\b|\b(?:role|involvement|representation|inclusion"
        r"|engagement) of women\b"
        r"|\bgender (?:perspective|mainstreaming|equality|advis\w+|considerations|analysis|expertise|dimension|balance|aspects)"
        r"|\bgender-(?:sensitive|responsive)|\bwomen(?:[’']s)? protection advis\w+"
        r"|\bwomen (?:\w+ ){0,2}(?:plays?|candidates|appointed)\b|\brole (?:that|which) women|\benjoyment by women"
        r"|\binvolve women\b"
        r"|\b(?:appoint|nominate) (?:\w+ ){0,3}women\b"
        r"|\b(?:participation|inclusion|inclusive|stakeholders|civil society|consultations?|expertise|dialogue"
        r"|leadership)\b[^.;]{0,140}\bwomen\b(?![,’'] ?(?:and )?children| and children)|\bwomen (?:have|can"
        r"|and young persons can)\b|\brole women\b"
        r"|\bparticipation of [^.;]{0,40}including women|\bgender (?!-?based)(?:\w+ )?(?:plan|strateg\w+|bill|issues|equality"
        r"|parity|mainstream\w*)|\b(?:number|percentage|proportion|share) of (?:\w+ ){0,2}women",
    ),
    words(
        Element.JOURNALISTS,
        "journalist|media|press",
        r"\bjournalists?\b|\bmedia (?:professionals|workers|personnel)|\bmembers of the (?:media|press)\b",
    ),
    words(
        Element.SCHOOLS,
        "school|education|universit|teacher",
        r"\b(?:attacks?|threats?|military use|use|occup\w+|target\w+|clos\w+|protect\w*|destr\w+"
        r"|damage\w*)\b[^.;]{0,60}\b(?:schools?|educational (?:facilities|institutions)|education facilities|universities)"
        r"|\bschools? and hospitals?|\bhospitals? and schools?|\b(?:right|access) to (?:quality )?education\b"
        r"|\beducation(?:al)? (?:in (?:armed )?conflict|in emergenc\w+|facilities)|\bSafe Schools"
        r"|\battend(?:ing|ance)?(?: at)? schools?|\beducation (?:programmes|services|of children|personnel)|\bteachers?\b"
        r"|\bschools\b|\bdeprivation of[^.;]{0,20}education",
        r"\bmine risk education|\bhuman rights education|\bcivic education|\beducation and training of (?:police|personnel)",
        in_conflict=True,
    ),
    words(
        Element.DISPLACEMENT,
        "refugee|displac|idp|return|transfer|fled|fleeing|asylum",
        r"\brefugees?\b|\bseeking refuge\b|\binternally displaced|\bdisplaced (?:Serbs|communities|persons?|people"
        r"|populations?|civilians|communities|families"
        r"|women|Syrians|Iraqis|Palestin\w+)|\bIDPs?\b|\b(?:forced|forcible|forcibly|mass|internal|population|further"
        r"|arbitrar\w+|continued)"
        r" (?:population )?(?:displac\w+|transfers? of (?:population|civilian)\w*)"
        r"|\bdisplacement of (?:\w+ ){0,3}(?:civilians|people|population|persons|women|communities|families)"
        r"|\b(?:those|people|civilians|persons|thousands|millions) (?:of \w+ )?(?:forcibly )?displaced|\bfle(?:d"
        r"|eing)\b[^.;]{0,40}\b(?:violence|conflict|homes|fighting|country)|\breturn\b[^.;]{0,40}\bto their homes"
        r"|\breturnees\b|\b(?:killed|injured|wounded)(?:,| and) displaced|\bdisplaced from their homes"
        r"|\bdisplaced (?:hundreds|thousands|millions|many)|\bdisplaced by (?:the |this )?(?:\w+ )?(?:crisis"
        r"|conflict|violence|fighting)"
        r"|\bvoluntary,? (?:\w+,? )*return\b|\bdisplacement(?:s)?\b(?! of (?:weapons|personnel|troops|staff))",
        r"\b(?:combatants?|fighters)\b[^.;]{0,80}voluntary (?:return|repatriation)"
        r"|\bUnited Nations High Commissioner for Refugees|\b(?:Office of the )?(?:UN )?High Commissioner for Refugees"
        r"|\bNorwegian Refugee Council|\bUNHCR\b|\bRelief and Works Agency for Palestine Refugees[^.;]{0,30}"
        r"|\b(?:Regional )?Refugee (?:and Resilience )?Response Plans?|\bRefugee Convention[^.;]{0,10}|\brefugee laws?\b"
        r"|\brefugee,? and (?:international )?(?:humanitarian|human rights)",
    ),
    words(
        Element.DETENTION,
        "deten|detain|arrest|prison|hostage|liberty|release|abduct|kidnap",
        r"\b(?:arbitrary|unlawful|illegal|incommunicado|secret|mass|prolonged) (?:arrests?(?:,? (?:and|or) )?)?(?:and "
        r"|or )?detentions?|\barbitrar(?:y|ily) (?:arrest|detain)\w*|\barrests? and detentions?"
        r"|(?<!Former )(?<!former )\bdetain(?:ees?|ed)\b|\bprisoners? of war|\bpolitical prisoners|\b(?:exchange"
        r"|release) of (?:all )?(?:\w+ ){0,3}(?:prisoners|detainees|hostages|abducted|abductees)"
        r"|\bpersons deprived of (?:their )?liberty|\bunlawful(?:ly)? (?:and arbitrar\w+ )?(?:detain|depriv)\w*"
        r"|\bprisons?\b[^.;]{0,40}\b(?:conditions|overcrowd\w*)|\bprison (?:conditions|overcrowding)"
        r"|\bpre-?trial detention\w*|\bdeprived of (?:their )?liberty|\b(?:places of detention"
        r"|detention (?:centres?|facilities|conditions|sites|camps))"
        r"|\brelease (?:of )?(?:\w+ )?(?:all )?(?:the )?(?:women|children)\b|\bconditions of detention"
        r"|(?<!through )\babduct(?:ion|ions|ed|ees|ing)\b|\bkidnap\w*"
        r"|\b(?:visits?|access) to (?:\w+ ){0,2}(?:detainees|prisoners|prisons)|\bhostages?\b",
        r"\bdetention (?:and|or) (?:inspection|seizure) of (?:vessel|ship)s?|\bdetained (?:vessel|ship|cargo|aircraft)s?"
        r"|\b(?:Tribunal|Mechanism|International Court)[^.;]{0,120}\bdetain\w+"
        r"|\bsuspected pirates?[^.;]{0,60}|\bdetention (?:unit|capacity) of the (?:Tribunal|Mechanism)|\bpira(?:cy"
        r"|te)\w*[^;]{0,240}",
    ),
)
