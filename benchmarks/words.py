"""Invented Danish: names of people, units and projects, and texts of any length. Seeded, so always the same."""

import random
from itertools import accumulate
from uuid import UUID

FIRST = (
    "Anders Anne Bente Birgit Bo Camilla Carsten Charlotte Dorthe Ebbe Else Erik Eva Finn Grethe Hanne Hans Helle "
    "Henrik Ida Inger Jens Jesper Karen Kirsten Kurt Lars Lene Lisbeth Lone Mads Marianne Mette Mogens Niels Ole "
    "Palle Pia Poul Rikke Søren Susanne Tove Ulla Vibeke Yrsa Åse Ørn"
).split()
LAST = (
    "Agerskov Bakkegård Birkelund Bjergager Dalsgård Ellemose Engkær Fuglebjerg Grønnegård Hedelund Højbro Kildemark "
    "Klitgård Lindholt Lyngbæk Mosegård Nørremark Overby Pilegård Ravnkilde Rosenholm Skovager Stenkær Søgård "
    "Tangager Toftegård Uldum Vestergård Vibholm Ødegård Østerlund Ålykke"
).split()
PLACES = (
    "Alsted Bjernede Bromme Dianalund Døjringe Fjenneslev Frederiksberg Gyrstinge Kongskilde Lynge Munke Niløse "
    "Pedersborg Ruds Vedby Sandlyng Skellebjerg Slaglille Stenlille Stenmagle Tersløse Undløse Vedde Vester Broby "
    "Ørslev Åmosen"
).split()
WHAT = "Børnehave Skole Plejecenter Bibliotek Vuggestue Værested Ungdomsskole Tandklinik Materielgård Svømmehal".split()
FIELDS = (
    "arbejdsmarked,byggesag,børn og familie,dagtilbud,digitalisering,erhverv,folkeskole,handicap,hjemmepleje,idræt,"
    "it og telefoni,klima,kultur,løn og personale,miljø,natur,planlægning,psykiatri,sekretariat,socialtilbud,"
    "sundhed,teknik og vej,udvikling,vand og spildevand,ydelser,økonomi,ældre,ungdom"
).split(",")
HEADS = (
    "aftale borger bruger budget by børne dags digital drifts energi erhvervs familie faglig folke forebyggelses "
    "forenings fælles grund hjemme indkøbs innovations kerne klima kommune kompetence kultur kvalitets landsby "
    "ledelses lokal miljø møde natur nær omsorgs oplands personale plan politik rådhus samarbejds service skole "
    "strategi sundheds trafik trivsels udbuds udviklings ung velfærds vej viden ældre økonomi årsmøde"
).split()
TAILS = (
    "analyse arbejde bane bestyrelse center dag dialog drift effekt forløb forum grundlag gruppe hus indsats kort "
    "kontrakt kultur kurs leder løsning mål måling mønster netværk opgave område ordning plan pleje politik praksis "
    "proces program rapport ramme rum råd sag samling skole spor støtte stue styring system tilbud tilsyn uge værksted "
    "ydelse"
).split()
COMMON = (
    "og i at det en til af på for med der som de er et den vi skal kan har ikke om men bliver fra ved efter mere "
    "hvor sammen alle nye flere inden kommunen borgerne medarbejderne ledelsen opgaven fælles bedre"
).split()
VERBS = "styrke samle forenkle udvikle afprøve indføre sikre kortlægge fordoble modernisere omlægge åbne".split()
# Stands in every thousandth project and nowhere else: what a search for something rare looks for.
RARE = "fyrtårnsvagten"


class Words:
    """A source of words with a seed of its own."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        compounds = [head + tail for head in HEADS for tail in TAILS]
        self.rng.shuffle(compounds)
        # A word's share falls with its rank, as in real text; a quarter of the compounds are hardly ever used.
        self._nouns = compounds
        self._shares = list(accumulate(1 / (rank + 20) for rank in range(len(compounds))))
        self._sentences = [self._sentence() for _ in range(4000)]

    def _sentence(self) -> str:
        rng = self.rng
        nouns = self._some(4)
        words = [*nouns, *rng.choices(COMMON, k=8)]
        rng.shuffle(words)
        return " ".join(words).capitalize() + "."

    def uuid(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def text(self, sentences: int) -> str:
        return " ".join(self.rng.choices(self._sentences, k=sentences))

    def title(self) -> str:
        one, two = self._some(2)
        return f"{self.rng.choice(VERBS).capitalize()} {one} og {two} i {self.rng.choice(PLACES)}"

    def person(self) -> str:
        rng = self.rng
        return f"{rng.choice(FIRST)} {rng.choice(FIRST)} {rng.choice(LAST)}"

    def noun(self) -> str:
        return self._some(1)[0]

    def _some(self, count: int) -> list[str]:
        return self.rng.choices(self._nouns, cum_weights=self._shares, k=count)
