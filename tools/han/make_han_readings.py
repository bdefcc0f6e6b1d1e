#!/usr/bin/env python3
"""Writes data/names/han_readings.tsv from the Unihan database.

usage: make_han_readings.py UNICODE_FOLDER data/names/han_readings.tsv

UNICODE_FOLDER holds Unihan_Readings.txt.bz2 and Unihan_Variants.txt.bz2 (/usr/share/unicode of Debian's package unicode-data).
Taken: every character of U+3400..U+9FFF and U+F900..U+FAFF that has a Mandarin reading. Always the first reading, without tone;
Korean is a syllable of Hangul. A simplified character has the Cantonese, Korean and Vietnamese readings of its traditional form where it
has none itself. A simplified form is written only if the table itself has a row for
it, because the engine looks up the simplified form's readings.
"""
import bz2
import os
import sys
import unicodedata

# Read so almost always as a surname, and hardly ever otherwise in the words of company names.
SURNAMES = {
    "曾": "zeng", "沈": "shen", "翟": "zhai", "贾": "jia", "賈": "jia", "覃": "qin", "瞿": "qu", "冼": "xian", "缪": "miao",
    "繆": "miao",
}
# The same for Korean, where Unihan has another reading first or none.
KOREAN_SURNAMES = {"金": "김", "沈": "심", "車": "차", "车": "차", "阮": "완", "葉": "엽", "叶": "엽"}
# Sino-Vietnamese readings of characters of names; Unihan's first reading is often that of a native word written with the character.
VIETNAMESE = dict(zip(
    "李潘胡范裴趙崔徐武黃吳楊段陶杜丁梅林張何高劉梁譚蔡鄭鄧黎阮陳謝蘇曹石江姜"
    "文氏雄英強明國勇山海南長德光春秋蘭玉花芳心清青成同重富仲晉進平忠孝義仁智龍虎福祿壽康安泰和世元甲永榮慶香紅月雪竹菊鳳鸞燕鶯娥貞善美賢"
    "公廷登有志俊建軍功越勝利貴金銀寶珠翠鴻黃日新東西北中正",
    "ly phan ho pham bui trieu thoi tu vo hoang ngo duong doan dao do dinh mai lam truong ha cao luu luong dam thai trinh dang le nguyen "
    "tran ta to tao thach giang khuong "
    "van thi hung anh cuong minh quoc dung son hai nam truong duc quang xuan thu lan ngoc hoa phuong tam thanh thanh thanh dong trong phu "
    "trong tan tien binh trung hieu nghia nhan tri long ho phuc loc tho khang an thai hoa the nguyen giap vinh vinh khanh huong hong nguyet "
    "tuyet truc cuc phung loan yen oanh nga trinh thien my hien "
    "cong dinh dang huu chi tuan kien quan cong viet thang loi quy kim ngan bao chau thuy hong hoang nhat tan dong tay bac trung chinh"
    .split(), strict=True))
# Japan's forms of 1949, and variants of surnames, that are neither the traditional nor China's simplified form, and that form.
JAPANESE_FORMS = dict(zip(
    "辺沢浜斉斎桜関広竜滝恵栄塩渋歩豊鉄実児団図変対徳応戦戸挙摂曽権楽検歯毎気浄済渓満瀬焼県稲穂経継続絵緑総縄聡舎荘薬蔵覚覧読譲転軽郷鉱銭録険雑霊頼顕駅鶏齢亀嶋嶌髙邉濵舘冨眞淸栁",
    "边泽滨齐斋樱关广龙泷惠荣盐涩步丰铁实儿团图变对德应战户举摄曾权乐检齿每气净济溪满濑烧县稻穗经继续绘绿总绳聪舍庄药藏觉览读让转轻乡矿钱录险杂灵赖显驿鸡龄龟岛岛高边滨馆富真清柳", strict=True))
HEAD = """\
# Readings of Han characters: character<TAB>Mandarin<TAB>Cantonese<TAB>Korean<TAB>Vietnamese<TAB>simplified form. First readings, no tones.
# source: Unihan {version}, kMandarin, kCantonese, kHangul, kVietnamese, kSimplifiedVariant, kTraditionalVariant; readings in names by hand
# licence: Unicode License v3, © Unicode, Inc.; written by tools/han/make_han_readings.py
"""


def read(folder, name):
    fields, version = {}, "?"
    with bz2.open(os.path.join(folder, name), "rt", encoding="utf-8") as handle:
        for line in handle:
            if line.startswith("# Unicode version:"):
                version = line.split(":")[1].strip()
            if not line.startswith("U+"):
                continue
            code, field, value = line.rstrip("\n").split("\t")
            fields.setdefault(int(code[2:], 16), {})[field] = value
    return fields, version


def plain(reading):
    letters = unicodedata.normalize("NFKD", reading.lower().replace("đ", "d"))
    return "".join(c for c in letters if "a" <= c <= "z")


def first(values, field):
    return plain(values.get(field, "").split(" ")[0])


def korean(values):
    return values.get("kHangul", "")[:1]


def traditional(variants, c):
    """The character and its traditional forms, the character first."""
    forms = variants.get(c, {}).get("kTraditionalVariant", "").split()
    return [c] + [int(form[2:], 16) for form in forms if int(form[2:], 16) != c]


def main():
    folder, target = sys.argv[1:]
    readings, version = read(folder, "Unihan_Readings.txt.bz2")
    variants, _ = read(folder, "Unihan_Variants.txt.bz2")
    taken = [c for c in sorted(readings)
             if (0x3400 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF) and first(readings[c], "kMandarin")]
    known = set(taken)
    temporary = target + ".new"
    with open(temporary, "w", encoding="utf-8") as out:
        out.write(HEAD.format(version=version))
        for c in taken:
            forms = [readings.get(form, {}) for form in traditional(variants, c)]

            def found(read_one):
                return next(filter(None, map(read_one, forms)), "")

            simplified = ord(JAPANESE_FORMS.get(chr(c), "\0")) or int(variants.get(c, {}).get("kSimplifiedVariant", "U+0").split(" ")[0][2:], 16)
            row = [chr(c), SURNAMES.get(chr(c)) or first(readings[c], "kMandarin"),
                   found(lambda values: first(values, "kCantonese")),
                   KOREAN_SURNAMES.get(chr(c)) or found(korean),
                   next(filter(None, (VIETNAMESE.get(chr(form)) for form in traditional(variants, c))), "")
                   or found(lambda values: first(values, "kVietnamese")),
                   chr(simplified) if simplified in known and simplified != c else ""]
            out.write("\t".join(row) + "\n")
    os.replace(temporary, target)


if __name__ == "__main__":
    main()
