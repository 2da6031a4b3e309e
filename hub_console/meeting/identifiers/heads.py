"""Words that make a name an agency's, a street's or a place's."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADS = _words("""
    academy act advocacy airport alley alliance ambulatory apartments apts arena army association
    authority ave avenue award band bank bay beach blvd boulevard branch bridge brook building
    bureau cafe campus care cathedral center centers centre centres chapel church circle city clinic
    club coalition collaborative college commission committee common commons community condominiums
    corner corners corp corporation corps council counseling county court courthouse creek cres
    crescent crossing ct day department dept detention development district division dr drive
    elementary ems estates expressway falls families family farm field fieldhouse fire forest
    foundation fund garden gardens gate green greenway gym hall harbor harbour headquarters health
    healthcare heights high highlands highschool highway hill hills home homes hospice hospital
    hospitals hotel hotline house housing hub hwy inc industries initiative inn institute island
    jail justice lake landing lane law league legal legion library line llc lodge mall manor market
    massacre medical memorial middle mills ministries ministry mission mosque motel museum nation
    neighborhood network office outreach overlook parish park parkway partners partnership path
    pharmacy pier pizza pkwy place playground plaza point police pond pool precinct prevention
    prison program programme programs project projects protocol public quarter range rd recovery
    region rehab rehabilitation reservation reserve residence residences response restaurant rink
    river road school schools secondary senior service services settlement shelter shop society sq
    square st stadium station store street streets studio supermarket synagogue table team temple
    terminal terrace theater theatre tot towers town township trail treatment trust tunnel union
    unit university valley variety village villas ward way week wellness woods works workshop y yard
    ymca youth ywca
""")
"""After a name these make it an agency's or a place's."""

AMBIGUOUS = _words("""
    banks day dr families family law line police team way woods youth
""")
"""Those that may also just follow a person's given name."""

SMALL_HEADS = _words("""
    ave avenue blvd bridge campus care center centre church clinic day daycare elementary gym high
    hospital interns library nurses park playground pool program rd rink road school schools shelter
    square st staff station stop street students terminal tunnel
""")
"""Those that are also written small after a name."""

PREFIXES = _words("""
    agencia alianza cafe camp cape casa centro comite cyclone downtown east ecole fort greater grupo
    hermanas hogar hotel hurricane iglesia igreja inquilinos isle isles lake little lower maison
    mount mt new north northeast northwest notre old operation our point port project saint san
    santa santo sociedad south southeast southwest st ste storm templo upper villa west
""")
"""Before a name these make it an agency's or a place's."""

WEAK_PREFIXES = _words("""
    east greater little lower new north old our south upper west
""")
"""Those that leave a given name one."""

LINKS = _words("""
    das de del des dos du la le of the
""")
"""Between words with capitals these hold them together."""

NO_PERSONS = _words("""
    ave avenue blvd bridge gym library playground pool rd rink square st station stop street
    terminal tunnel
""")
"""Small heads that no person has."""

SEVERAL = _words("""
    avenues centers centres churches clinics corridors developments districts hospitals houses
    libraries parks schools shelters squares stations streets tables towers
""")
"""After several bare names these make them places."""

ROADS = _words("""
    between corner crossing intersection
""")
"""Before bare names these make them roads."""

BETWEEN_ROADS = _words("""
    and ave of rd st the
""")
"""What may stand between those."""

ALONG = _words("""
    along at near off through via
""")
"""Before a bare surname these make it a place."""

OF_A_LANGUAGE = _words("""
    interpreter interpreters language languages speaker speaking
""")
"""After the name of a language."""

SHOPS = _words("""
    barbershop diner hall liquors market pizza pub restaurant tavern variety
""")
"""What a shop's owner is named with."""

OF_A_FAMILY = _words("""
    boys brothers children family girls household kids siblings sisters
""")
"""What a family is named with."""

COUNTED = _words("""
    a about active additional adult adults afternoon agencies agency all am and are as at beds
    before between big block blocks building buildings by call calls case cases child children day
    days district dollars drug each families family feet fewer following for from full had has hour
    hours households houses housing hr hrs in incidents is juvenile kids km left lots m meetings
    mental mile miles min mins minute minutes month months more most municipal near new nights not
    of off officers on open or other out over overdoses people percent pm police probate referrals
    reports residents responses seniors shelters since single situations small so stops students
    superior teens tenants than that the this times to units until up vacant veterans visits
    volunteers was week weeks were with workers year years youth youths yrs
""")
"""After a number these are counted, or tell a time; no street is called so."""

ABBREVIATED = _words("""
    av ave avenue blvd ln pkwy rd road roads rue st str street streets
""")
"""Streets, by words that are hardly used otherwise."""

WANTS_MORE = _words("""
    account app application arrest band bank benefit booking card case chart citation claim client
    complaint confirmation court credit device driver drivers driving employee event file health id
    identification immigration incident inmate insurance member occurrence offender parole patient
    permit personal plate plates police policy prisoner probation pupil raft record ref reference
    reg report serial snap social status student tag tags ticket tracking visa voucher warrant
""")
"""Before the number of a record; used without one too, so that a short number is none."""
