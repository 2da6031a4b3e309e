"""Numbers that belong to one person: birth dates, telephones, records, licences; and e-mail."""

import re
from collections.abc import Iterator

from hub_console.meeting.identifiers.heads import WANTS_MORE
from hub_console.meeting.identifiers.suspicion import Kind, Suspicion

LAST_BIRTH_YEAR = 2023
"""A full date up to this year is no meeting's; a later one is a birth date where that is said."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b\.?"
)
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMERIC = r"\d{1,4}\s?[/.\-–]\s?\d{1,2}\s?[/.\-–]\s?\d{2,4}"
_SPELT = (
    rf"(?:{_MONTH}\s+{_NTH}(?!\d)(?:,?\s+'?\d{{2,4}})?"
    rf"|(?:the\s+)?{_NTH}[\s-]+(?:of\s+|de\s+)?{_MONTH}-?(?:,?\s+'?\d{{2,4}})?|{_MONTH},?\s+(?:19|20)\d\d)"
)
_DAY_AND_MONTH = r"\d{1,2}\s?[/.\-]\s?\d{1,2}"
_ANY_DATE = rf"(?:{_NUMERIC}|{_SPELT}|{_DAY_AND_MONTH}|\d{{6,8}}|(?:19|20)\d\d|['’]\d\d)"
_DAY = rf"(?:{_NUMERIC}|{_SPELT}|{_DAY_AND_MONTH})"

_AGE = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty(?:-one)?|sixty|sixty-five|seventy|eighty)"
)
_BORN = re.compile(
    rf"\b(?:d[./]?\s?o[./]?\s?b\b\.?|date\s+of\s+birth|y\.?o\.?b\b\.?|yr\.?\s+of\s+birth|née?\s+(?:le|en)|nacid[oa]\s+(?:el|en)|birth\s?-?dates?|birthdays?|b-?days?"
    rf"|birth\s+year|year\s+of\s+birth|born|b\.)"
    rf"(?:\s*(?:[:=#(,–-]|is|was|on|in|of|the|coming|up|this|falls|turning|around|back)\s*){{0,4}}"
    rf"\s*(?P<date>{_ANY_DATE})(?!\d)",
    re.I,
)
_TURNS = re.compile(
    rf"\b(?:turn(?:s|ed|ing)?|will\s+be|becomes?|is)\s+(?:\d{{1,2}}|{_AGE})"
    rf"\s+(?:years?\s+old\s+)?(?:(?:on|this|next|the)\s+)?(?:the\s+)?(?P<date>{_DAY})(?!\d)",
    re.I,
)
_NTH_BIRTHDAY = re.compile(
    rf"(?P<date>{_DAY})\s+(?:is\s+(?:the|his|her|their)\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)\s+)?"
    r"(?:birthday|bday|b-day|d\.?o\.?b)\b",
    re.I,
)
_FULL_DATE = re.compile(
    rf"(?<![\d/.$-])(?:(?P<numeric>{_NUMERIC})|(?P<spelt>{_MONTH}\s+{_NTH},?\s+(?:19|20)\d\d"
    rf"|{_NTH}\s+(?:of\s+|de\s+)?{_MONTH},?\s+(?:19|20)\d\d))(?![\d/-])",
    re.I,
)
_NO_BIRTH = re.compile(
    r"(?:since|until|till|from|before|after|expire[sd]?|effective|dated|version|opened|closed|"
    r"adopted|passed|signed|revised|updated|moved|started|began|ended)\s+(?:in|on|of)?\s*$",
    re.I,
)

_PHONE = re.compile(
    r"(?<![\w.$-])(?:"
    r"(?:\+?1[\s.-]*)?(?:\(\s?\d{3}\s?\)|\d{3})[\s.–-]{0,3}\d{3}[\s.–-]{1,3}\d{4}"
    r"|(?:\+?1[\s.-]*)?\(\d{3}\)\s?\d{7}"
    r"|\+\d{1,3}(?:[\s.-]?\(?\d{1,4}\)?){2,5}"
    r"|1?[2-9]\d{2}[2-9]\d{6}"
    r"|[2-9]\d{2}[-.]\d{4}"
    r")(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?!\w|-\d)",
    re.I,
)
_SAID_PHONE = re.compile(
    r"\b(?:phone|tel(?:ephone)?|cell(?:phone)?|mobile|text|fax|whatsapp|pager|landline|ph|dial|numbers?"
    r"|call(?:s|ed|back)?|reach(?:ed|able)?|contact)\b\.?"
    r"(?:\s*(?:[:#=]|numbers?|no\.?|is|at|on|him|her|them|mom|dad|back|her|his|their|new|cell))*"
    r"\s*(?P<number>\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}|\d{3}[\s.-]?\d{4})(?!\d|[-/]\d)",
    re.I,
)
_LAST_DIGITS = re.compile(
    r"\b(?:phone|cell|number|ssn|social|card|tel|account)\b[^.;\d]{0,24}"
    r"\b(?:ends?|ending|last\s+(?:four|4)(?:\s+digits)?)\b(?:\s+(?:in|with|is|are|of))*\s*:?\s*"
    r"(?P<number>\d{4})\b",
    re.I,
)
_LAST_FOUR = re.compile(
    r"\blast\s*(?:four|4)\b[^.;\d]{0,30}(?P<number>\d{4})\b(?!\s*(?:weeks|months|days|years))", re.I
)
_DIGIT_WORDS = re.compile(
    r"\b(?:(?:oh|zero|one|two|three|four|five|six|seven|eight|nine)[\s,-]+){6,}"
    r"(?:oh|zero|one|two|three|four|five|six|seven|eight|nine)\b",
    re.I,
)
_TOLL_FREE = re.compile(r"\+?1?[\s.(-]*8(?:00|33|44|55|66|77|88)(?!\d{3}\b[\s.-]*$)")

_E_MAIL = re.compile(
    r"[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+|[\w.+%-]+\s*(?:\(at\)|\[at\])\s*[\w-]+[\w\s.()\[\]-]*"
    r"|[\w.+%-]+\s+at\s+[\w-]+\s+dot\s+(?:com|org|net|edu|gov|ca|us|io)\b"
    r"|[\w.+%-]+@[\w-]+|\b[\w.+%-]+\s+at\s+(?:gmail|yahoo|hotmail|outlook|icloud)(?:\.com)?\b",
    re.I,
)
_HANDLE = re.compile(r"(?:^|(?<=[\s:(]))@[A-Za-z_][\w.]{2,}")
_ACCOUNT = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|ig|fb|facebook|tik\s?tok|discord|venmo|cash\s?app|telegram|kik"
    r"|twitter|gamer\s?tag|username|user|handle|screen\s?name)\b(?:\s+(?:is|as|name|account|handle))*"
    r"\s*[:=]?\s*(?P<name>[@$]?(?=[\w.]*[\d_.])[A-Za-z$][\w.]*\w)",
    re.I,
)

_LABELS = (
    r"(?:mrn|m\.r\.n\.?|medical\s+record|chart|health\s+card|ohip|health\s+(?:number|id)|hcn|hin"
    r"|patient|client|student|pupil|employee|inmate|prisoner|offender|member|subscriber|personal"
    r"|registration|ssn|ss\s?#|s\.s\.n\.?|social(?:\s+security)?|social\s+insurance|itin"
    r"|masshealth|medicaid|medicare|insurance|policy|benefit|ebt|snap|claim|case|file|record"
    r"|docket|indictment|complaint|warrant|booking|arrest|incident|police|report|occurrence|cad"
    r"|event|citation|ticket|summons|court|probation|parole|pcf|sid|fbi|obtn|cori|bop|sasid|lasid"
    r"|driver'?s?|driving|dl|d\.l\.?|licen[cs]e|licence\s+plate|plates?|tags?|reg|vin|passport"
    r"|permit|visa|alien|a-?number|uscis|uci|immigration|i-?94|green\s+card|treaty|status\s+card"
    r"|band|badge|account|acct|bank|routing|card|debit|credit|voucher|hmis|identification|id"
    r"|state\s+id|tribal|app(?:lication)?|ref(?:erence)?|tracking|confirmation|raft|tin|ein|gps|bracelet|monitor|versa|isis|panther|serial|imei|device)"
)
_LABELLED = re.compile(
    rf"\b(?P<label>{_LABELS})(?:\s+(?:card|plate|licen[cs]e|security|insurance|record|report"
    r"|file|case|health|id|registration))*"
    r"(?P<sign>(?:\s*(?:\#|:|=|numbers?\b|nos?\b\.?|num\b\.?|nr\b\.?|ids?\b|is\b|was\b|\())*)\s*"
    r"(?P<number>(?=[A-Z0-9/.-]*\d[A-Z0-9/.-]*\d)[A-Z0-9]+(?:[-/ .][A-Z0-9]*\d[A-Z0-9]*)*)"
    r"(?![\w%])",
    re.I,
)
_SOCIAL = re.compile(r"(?<![\d-])\d{3}([- ])\d{2}\1\d{4}(?![\d-])")
_INSURANCE = re.compile(r"(?<![\d-])\d{3}([- ])\d{3}\1\d{3}(?![\d-])")
_GROUPED = re.compile(r"\b[A-Z]?\s?\d{2,3}(?:[ -]\d{3}){2}(?![\d-])")
_CAR = re.compile(
    r"\b(?:\d[A-Z]{3}\d{2}|(?:MA|NH|RI|CT|ON|NY)\s+(?=[A-Z0-9]*\d)\d?[A-Z]{2,4}\s?\d{2,4})\b"
)
_HEALTH_CARD = re.compile(r"(?<![\d-])\d{4}[- ]\d{3}[- ]\d{3}(?:[- ]?[A-Z]{2})?(?![\d-])")
_LICENCE = re.compile(
    r"\b(?:[A-Z]\d{4}[- ]?\d{5}[- ]?\d{5}|[A-Z]{1,3}-?\d{6,}|[A-Z]{1,2}\d{2}[- ]\d{3,}"
    r"|(?=(?:[A-Z0-9-]*\d){6})(?=[\d-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*"
    r"|\d{2,4}[A-Z]{2}\d{4,}|\d{2}-?[A-Z]{1,3}-?\d{3,}|[A-HJ-NPR-Z0-9]{17})\b"
)
_MEETING = re.compile(r"\b(?:zoom|meeting|webinar|conference|teams|passcode)\b[^.;]{0,20}$", re.I)
_PLATE = re.compile(
    r"\b(?:plates?|reg(?:istration)?|tag)\b[\s:#.]*(?:(?:is|was|number|no\.?|MA|Mass|ON|Ont)\b\.?\s*)*"
    r"(?P<number>(?=[A-Z0-9 -]*\d)[A-Z0-9]{2,4}[ -]?[A-Z0-9]{2,4})\b"
)
_LONG = re.compile(r"(?<![\w$.,/-])#?\s?\d{6,}(?![\w%]|[.,/-]\d)")
_HASH = re.compile(r"(?<!\w)#\s?[A-Z]{0,3}-?\d{4,}\b", re.I)

_SITUATION = re.compile(r"(?:[A-Z]{1,3}-?\d{0,2}[- ])?(?:19|20)\d\d-\d{3,4}")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-/–](?:(?:19|20)?\d\d))?")


def found(text: str) -> Iterator[Suspicion]:
    """What looks like a number that belongs to one person, or an e-mail address."""
    if "@" in text or " at " in text.casefold() or "at)" in text or "at]" in text:
        for pattern, kind in ((_E_MAIL, Kind.E_MAIL), (_HANDLE, Kind.NAME)):
            yield from (Suspicion(*m.span(), kind) for m in pattern.finditer(text))
    yield from (Suspicion(*m.span("name"), Kind.NAME) for m in _ACCOUNT.finditer(text))
    yield from (Suspicion(*m.span(), Kind.PHONE) for m in _DIGIT_WORDS.finditer(text))
    if any(c.isdecimal() for c in text):
        yield from _birth_dates(text)
        yield from _phones(text)
        yield from _records(text)


def _birth_dates(text: str) -> Iterator[Suspicion]:
    for pattern in (_BORN, _TURNS, _NTH_BIRTHDAY):
        yield from (Suspicion(*m.span(), Kind.BIRTH_DATE) for m in pattern.finditer(text))
    for date in _FULL_DATE.finditer(text):
        if _long_ago(date) and not _NO_BIRTH.search(text, 0, date.start()):
            yield Suspicion(*date.span(), Kind.BIRTH_DATE)


def _long_ago(date: re.Match[str]) -> bool:
    """Whether a full date is of a year in which no meeting was."""
    parts = re.findall(r"\d+", date[0])
    if date["spelt"]:
        return int(parts[-1]) <= LAST_BIRTH_YEAR
    if len(parts[0]) == 4:
        year, rest = int(parts[0]), parts[1:]
    else:
        year, rest = int(parts[2]), parts[:2]
        if len(parts[2]) == 2:
            year += 2000 if year <= 40 else 1900
    a_day = all(1 <= int(part) <= 31 for part in rest) and min(map(int, rest)) <= 12
    return a_day and 1900 <= year <= LAST_BIRTH_YEAR


def _phones(text: str) -> Iterator[Suspicion]:
    for said in (_SAID_PHONE, _LAST_DIGITS):
        for phone in said.finditer(text):
            if not _TOLL_FREE.match(phone["number"]):
                yield Suspicion(*phone.span("number"), Kind.PHONE)
    for phone in _PHONE.finditer(text):
        if not (_TOLL_FREE.match(phone[0]) or _SITUATION.fullmatch(phone[0])):
            yield Suspicion(*phone.span(), Kind.PHONE)


def _records(text: str) -> Iterator[Suspicion]:
    for labelled in _LABELLED.finditer(text):
        if _is_a_record(labelled):
            yield Suspicion(*labelled.span(), Kind.RECORD)
    for plate in _PLATE.finditer(text):
        yield Suspicion(*plate.span(), Kind.RECORD)
    yield from (Suspicion(*m.span(), Kind.RECORD) for m in _LAST_FOUR.finditer(text))
    for pattern in (_SOCIAL, _INSURANCE, _GROUPED, _CAR, _HEALTH_CARD, _LICENCE, _LONG, _HASH):
        for number in pattern.finditer(text):
            if any(c.isdecimal() for c in number[0]) and not _is_public(number[0]):
                yield Suspicion(*number.span(), Kind.RECORD)


def _is_public(number: str) -> bool:
    """Whether it is a situation's number, or a line that anybody may call."""
    bare = number.strip("# ")
    return _SITUATION.fullmatch(bare) is not None or bare.startswith(("1-8", "1 8"))


def _is_a_record(labelled: re.Match[str]) -> bool:
    """Whether what follows such a word is the number of one person's record.

    A word that is also used without a number wants a sign before it, or a longer number.
    """
    number: str = labelled["number"]
    label: str = labelled["label"].casefold()
    if _MEETING.search(labelled.string, 0, labelled.start()):
        return False
    if _SITUATION.fullmatch(number) or _YEARS.fullmatch(number):
        return False
    digits = len(re.findall(r"\d", number))
    named = any(s in labelled["sign"].casefold() for s in ("#", ":", "no", "num", "nr", "id"))
    if label.split()[0].rstrip("#").replace("'", "") in WANTS_MORE:
        return digits >= (3 if named else 5)
    return digits >= 3 or (digits >= 2 and len(number) >= 5)
