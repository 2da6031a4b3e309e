"""Words that stand beside a person's name, or that look like one and are none."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _sayings(text: str) -> frozenset[str]:
    return frozenset(" ".join(saying.split()) for saying in text.split(","))


TITLES = _words("""
    dr miss missus mister mlle mme mr mrs ms mx prof professor sr sra srta
""")
"""After these any capital is a name."""

ROLES = _words("""
    attorney baby bishop boy boyfriend brother capt caregiver caseworker chief child client
    clinician coach const constable corporal counsellor counselor cpl cpt cst deacon defendant
    deputy det detective director don doña female friend girl girlfriend guardian husband imam
    infant inmate judge justice kid lady landlord lawyer lieutenant lord lt madam madame male man
    manager monsieur neighbor neighbour nurse ofc offender officer partner pastor patient
    perpetrator principal pupil rabbi resident rev reverend roommate senor senora sergeant señor
    señora sgt sir sister spouse student superintendent supervisor suspect teacher teen tenant
    therapist toddler trooper victim wife woman worker youth
""")
"""After these a capital is a name, unless it is an ordinary word."""

KIN = _words("""
    abuela abuelo aunt auntie bf boyfriend boys bro brother brothers children cousin dad daddy
    daughter daughters ex father fiance fiancee gf girlfriend girls gma godfather godmother gpa
    granddaughter grandfather grandma grandmother grandpa grandson husband kids mama mgm mom mommy
    mother mum nana nephew niece papa parent parents pgm sibling siblings sis sister sisters son
    sons stepdad stepdaughter stepfather stepmom stepmother stepson tia tio twin twins uncle wife
""")
"""Relatives; after these a capital is a name, unless it is an ordinary word."""

NAMED = _sayings("""
    aka, alias, by name, called is, family name, first name, full name, her name, his name, last
    name, lease under, legal name, maiden name, name, name is, name of, name was, named, names are,
    nicknamed, on lease, preferred name, real name, signed by, surname, the name
""")
"""After these a name follows."""

GOES_BY = _sayings("""
    aka, alias, answers to, big, call her, call him, called her, called him, calls her, calls him,
    go by, goes by, going by, handle, herself, himself, k a, known as, lil, moniker, moniker is,
    name is, nickname, nickname is, nicknamed, og, old man, ole man, street name, tag name,
    username, went by
""")
"""After these any word with a capital or in quotes is a name."""

ASKS_FOR_A_NAME = _sayings("""
    aka, alias, goes by, lil, moniker, moniker is, nickname, nickname is, nicknamed, old man, street
    name
""")
"""After these an unknown small word is a name too."""

PRONOUNS = _words("""
    a an and as at bike bus car foot for he her hers him his i in is it its my no not on or our she
    that the their theirs them these they this those to train us was we what who you your
""")
"""What goes by these has no name there: goes by bus."""

OF_A_PERSON = _words("""
    about drives drove escorted for from helped informed met per re remind reminded reminds saw see
    supports tell told visit visited w with
""")
"""After these a single capital is a person's name more often than a place's."""

PERSON_OWNS = _words("""
    addiction address apartment arrest attendance attorney aunt baby bed behavior behaviour
    belongings bike birthday boyfriend brother car case caseworker cat cell child children class
    classes clothes coach counselor court cousin custody dad daughter death diagnosis dob doctor dog
    drinking email eviction ex family father file foster friend friends girlfriend grades
    grandfather grandma grandmother grandpa guardian health hearing home house husband iep injury
    job kids landlord lawyer lease medication meds mental mom mood mother mum name nephew niece
    number overdose parent parents partner phone po probation release room roommate school sibling
    siblings sister situation sobriety son stepdad stepfather stepmother story teacher team
    therapist truck uncle visit visits wife worker
""")
"""What a person has and an agency seldom has."""

PERSON_DOES = _words("""
    admitted agreed appears asked attended attends called calls came cant cried cries denied denies
    did didnt disclosed does doesnt drank drinks dropped feels felt got had has hasnt hates hit is
    isnt knows left likes lived lives lost missed moved needs overdosed quit ran refused refuses
    relapsed returned said says seems showed skipped sleeps slept stayed stays texted thinks threw
    told turned turns uses walked wanted wants was wasnt went wont worked works
""")
"""What a person does, right after the name."""

PARTICLES = _words("""
    abu al bin da das de del den der di do dos du el ibn la le mc st van von y
""")

NICKNAMES = _words("""
    AJ BJ CJ EJ JJ JR JT KJ LJ PJ RJ TJ
""")
"""Letters that many are called by."""

SURELY_DOES = _words("""
    admitted attends cried cries didnt disclosed doesnt feels hates lived lives lost missed moved
    overdosed ran refused refuses relapsed said says skipped sleeps slept stayed stays texted told
    turned turns walked wanted wants wont
""")
"""What only a person does, so that even a word before it is a name."""

DETERMINERS = _words("""
    a an any each every he her his i it my no our she some that the their they this we you
""")
"""After these a small word is a word."""

PERSON_GOES_ON = _words("""
    again also always and at back begs can could fights fought gave gives has hasnt here hid hides
    home in just keeps kept may never not now od odd ods only out runs says screams sees sells sent
    should sings sits smokes steals still stole takes there took who will with would yells
""")
"""After a name that opens a sentence and might be a word."""

VIRTUES = _words("""
    brown chance charity diamond faith hope journey joy king love mark patience precious ray rose
    unique will young
""")
"""Words that are given to children as names: with a capital within a sentence they are names."""

PERSON_IS = _words("""
    absent arrested asleep assaulted back bitten couchsurfing crying cutting dealing deported
    detained evicted expelled found hit homeless hospitalised hospitalized incarcerated intoxicated
    kicked located missing overdosing panhandling pregnant punched relapsing released robbed selling
    shot sleeping sober stabbed suicidal suspended threatening truant unhoused
""")
"""What only a person is, right after the name."""

HELD = _words("""
    crisis custody detox dys foster hospital jail lockup prison recovery rehab treatment
""")
"""Where only a person is."""

NEVER = _words("""
    cant couldnt didnt doesnt hasnt isnt never not wasnt wont wouldnt
""")
"""Right after an unknown first word, these speak of a person."""

BROUGHT = _words("""
    admitted arrested brought discharged dropped drove enrolled evicted found housed hugged
    interviewed located picked placed put removed screened sent took transported walked
""")
"""Right before an unknown word with a capital, these speak of a person."""

TOLD = _words("""
    ask asked call called met remind reminded saw see tell text texted told
""")
"""Before a word with a capital these, and the next ones after it, speak of a person."""

TOLD_THAT = _words("""
    about again and back for if that to when whether who
""")
"""Around a word with a capital, these two speak of a person."""

ELDERS = _words("""
    abuela abuelo aunt auntie big cousin cuz gran grandma grandpa granny lil mama meme mommy nana
    nonna papa pepe tia tio titi uncle
""")
"""Before a name, also where it is written small."""

SEEN = _words("""
    arrested asked found phoned saw texted told visited
""")
"""Before a name written small."""

HOUSEHOLD = _words("""
    boys brothers fam family girls household kids residence siblings sisters
""")
"""After a surname."""

NO_SURNAME = _words("""
    another best big birth black case church each elder english extended foster french good green
    homeless host immediate large little local long love new one other parent power price same short
    single small spanish strong white whole young
""")
"""Surnames that are ordinary words before a family."""

SHORT = _words("""
    abe amy ana ann ava bea ben dan deb eli eva gus ian jen jim joe jon kim leo lex liz lou luz mia
    nia noe raj ron roy sam stu tia tim tom uma zac zoe
""")
"""Names of three letters that are no words."""

SMALL_SURNAMES = _words("""
    baker banks bell black brown cole cook day fisher ford foster fox grant gray green hall hill
    king long miller rice rich rose stone turner walker white wolf wood woods young
""")
"""Words that are surnames after a given name, also where both are written small."""

SEASONS = _words("""
    an april art august autumn best bill case charity chase child christian christmas church day do
    easter english faith french good grant he hope jan jun june justice la le loan mar may on parent
    park rich so son spring street summer sun sunny temple thu to van winter
""")
"""Names that are far more often something else, even with a capital."""

MONTHS = _words("""
    april august june may
""")
"""Months that are given names."""

NEVER_NAMES = _words("""
    an do he jan jun on so sun thu to
""")
"""Given names that are never taken for one by what follows."""

BIG = _words("""
    big lil og
""")
"""Before a nickname."""

DOTTED = _words("""
    AA AC ADA AG AKA AM AS ASAP BA BH BS CC CFR CMR CNA CT DA DC DOB EG EI EMS ER ETA EU FD FYI GED
    GL HIV HR ID IE IEP IQ IT IV JP LA LICSW LMHC LPN MA MD MGL MRN MS NA NE NH NJ NP NW NY OK OT PA
    PD PHD PM PO PS PT RI RN RSVP SE SSI SSN STD SW TB TBA TBD TV UK UN UP US USA USC UTI WC
""")
"""Dotted letters that are no initials."""

LETTERED = _words("""
    apartment appendix apt area block building bus category chapter class door exhibit figure flat
    floor form gate grade group hep hepatitis item level line list option part phase plan room route
    schedule section step table tier title type unit vitamin ward wing zone
""")
"""Before these letters a letter is a label."""
