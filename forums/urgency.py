"""Does a text read like an emergency? Then its writer is told first whom to call and where to report.

The portal is no emergency line: nobody is on duty here. A wrong guess costs one more tap, so the words are those of
something that is happening; where a word also stands in plans and stories, a word of haste must stand beside it.
"""

import re

from commons.vocabulary import slang

# What is happening now, whatever stands beside it.
ALARMS = (
    "kebakaran sekarang", "ada kebakaran", "sedang kebakaran", "rumah terbakar", "kompor meledak", "gas bocor",
    "bau gas", "kena setrum", "kesetrum", "tersetrum", "kabel putus", "tiang roboh", "sedang banjir", "banjir sekarang",
    "air naik", "air sudah masuk", "tanggul jebol", "tenggelam", "hanyut", "longsor sekarang", "dirampok", "dibegal",
    "dijambret", "ditodong", "ditusuk", "dibacok", "dianiaya", "dipukuli", "diculik", "dilecehkan", "diperkosa",
    "tawuran sekarang", "sedang tawuran", "pingsan", "tidak sadar", "kejang", "sesak napas", "serangan jantung",
    "pendarahan", "keracunan", "butuh ambulans", "panggil ambulans", "minta ambulans", "tertabrak", "bunuh diri",
)  # fmt: skip
# What may be a plan, a story or a worry as well.
TROUBLES = (
    "kebakaran", "terbakar", "api", "asap", "banjir", "longsor", "pohon tumbang", "roboh", "korsleting", "maling",
    "pencuri", "pencurian", "perampokan", "begal", "tawuran", "kekerasan", "kdrt", "kecelakaan", "tabrakan", "korban",
    "ambulans", "sakit", "demam berdarah", "melahirkan", "anak hilang", "orang hilang",
)  # fmt: skip
HASTE = (
    "tolong", "darurat", "segera", "cepat", "sekarang juga", "sedang terjadi", "barusan", "baru saja", "malam ini",
    "saat ini", "gawat", "bahaya", "parah", "kritis", "terjebak", "help",
)  # fmt: skip
# Stories and plans that hold such words: what is being practised, prevented, remembered.
NOT_NOW = (
    "latihan", "simulasi", "pelatihan", "penyuluhan", "pencegahan", "mencegah", "cegah", "antisipasi", "siaga",
    "tahun lalu", "bulan lalu", "pekan lalu", "minggu lalu", "dulu", "rencana", "usul", "jadwal",
)  # fmt: skip
WORD = re.compile(r"[^\W_]+")


def reads_urgent(text: str) -> bool:
    """Whole words only, whatever their case, with words typed in a hurry written out."""
    found = WORD.findall(text.lower())
    words = f" {' '.join(' '.join(slang().get(word, (word,))) for word in found)} "
    if _holds(words, ALARMS):
        return True
    return _holds(words, TROUBLES) and _holds(words, HASTE) and not _holds(words, NOT_NOW)


def _holds(words: str, phrases: tuple[str, ...]) -> bool:
    return any(f" {phrase} " in words for phrase in phrases)
