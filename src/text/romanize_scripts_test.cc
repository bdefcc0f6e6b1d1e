// Examples of published tables of romanisation and of names as their bearers write them, script by script.

#include <gtest/gtest.h>

#include "text/burmese.h"
#include "text/readings.h"
#include "text/romanize.h"
#include "text/tokens.h"
#include "text/unicode.h"

namespace text {
namespace {

std::string ReadAs(std::string_view name, Reading reading) {
  std::string out;
  for (const RawToken& t : SplitTokens(name))
    out += (out.empty() ? "" : " ") + Romanize(t.letters, t.script, reading);
  return out;
}
std::string First(std::string_view name) {
  return ReadAs(name, ReadingsOf(SplitTokens(name)).front());
}

TEST(RomanizeScripts, CyrillicLanguagesByTheirOwnLetters) {
  EXPECT_EQ(First("Алесь Бяляцкі Аляксандр Лукашэнка"),
            "ales byalyatski alyaksandr lukashenka");  // BGN/PCGN 1979
  EXPECT_EQ(First("Ўладзімір Еўдакімаў"), "uladzimir yeudakimau");
  EXPECT_EQ(First("Гълъбова"), "galabova");  // Transliteration Act 2009
  EXPECT_EQ(ReadAs("Щерева", Reading::kBulgarian), "shtereva");
  EXPECT_EQ(First("Александар Вучић Ђоковић Љиљана"), "aleksandar vucic djokovic ljiljana");
  EXPECT_EQ(First("Қасым Нұрсұлтан"), "qasym nursultan");
  EXPECT_EQ(First("Ўткир Ҳакимов Ғани"), "otkir hakimov gani");
  EXPECT_EQ(First("Ухнаагийн Хүрэлсүх"), "ukhnaagiin khurelsukh");  // MNS 5217
}

TEST(RomanizeScripts, ReadingsFollowTheLetters) {
  const auto readings = [](std::string_view name) { return ReadingsOf(SplitTokens(name)); };
  using R = std::vector<Reading>;
  EXPECT_EQ(readings("київ"), R{Reading::kUkrainian});
  EXPECT_EQ(readings("крылов"), R{Reading::kDefault});
  EXPECT_EQ(readings("ПОДЪЕЗД"), R{Reading::kDefault});
  EXPECT_EQ(readings("Иванов"), (R{Reading::kDefault, Reading::kUkrainian}));
  EXPECT_EQ(readings("Драган Шолак"), (R{Reading::kDefault, Reading::kUkrainian, Reading::kSerbian}));
  EXPECT_EQ(readings("Њежић"), R{Reading::kSerbian});
  EXPECT_EQ(readings("Бяляцкі Ўладзь"), R{Reading::kBelarusian});
  EXPECT_EQ(readings("Ўткир Қодиров"), R{Reading::kUzbek});
  EXPECT_EQ(readings("Гълъб"), R{Reading::kBulgarian});
  EXPECT_EQ(readings("علي"), R{Reading::kDefault});
  EXPECT_EQ(readings("علی"), R{Reading::kPersian});
  EXPECT_EQ(readings("فضل"), (R{Reading::kDefault, Reading::kPersian}));
  EXPECT_EQ(readings("Պետրոս"), (R{Reading::kDefault, Reading::kWesternArmenian}));
  EXPECT_EQ(readings("משה"), R{Reading::kDefault});
  EXPECT_EQ(readings("אברהם"), (R{Reading::kDefault, Reading::kSpirants}));
  EXPECT_EQ(readings("ทักษิณ"), (R{Reading::kDefault, Reading::kThaiHabit}));
  EXPECT_EQ(readings("Smith"), R{Reading::kDefault});
  EXPECT_EQ(readings(""), R{Reading::kDefault});
  // Of a name that mixes scripts, the readings of each; the most that there are.
  EXPECT_EQ(readings("Њежић پدر"), (R{Reading::kSerbian, Reading::kPersian}));
  EXPECT_EQ(readings("Шолак پدر Պետրոս אברהם ทักษิณ").size(), kMaxReadings);
}

TEST(RomanizeScripts, GreekBeforeVoicelessConsonants) {
  EXPECT_EQ(First("Ευθυμίου Αυγερινός Παύλος Σφίγξ Μελαγχολία"),
            "efthymiou avgerinos pavlos sfinx melancholia");
}

TEST(RomanizeScripts, ArmenianEasternAndWestern) {
  EXPECT_EQ(First("Նիկոլ Փաշինյան Երևան Ոսկանյան"), "nikol pashinyan yerevan voskanyan");
  EXPECT_EQ(ReadAs("Պետրոս Կարապետ Յակոբ", Reading::kWesternArmenian), "bedros garabed hagop");
}

TEST(RomanizeScripts, GeorgianByTheNationalSystem) {
  EXPECT_EQ(First("მიხეილ სააკაშვილი ბიძინა ღარიბაშვილი"), "mikheil saakashvili bidzina gharibashvili");
}

TEST(RomanizeScripts, ArabicByConsonantsAndLongVowels) {
  EXPECT_EQ(First("كريم وليد"), "karim walid");
  EXPECT_EQ(First("سعيد سعود مطيع ربيعة"), "said saud mati rabia");
  EXPECT_EQ(First("سهيل"), "sahil");  // no digraph of s and h
  EXPECT_EQ(First("نوري يحيى"), "nuri yahaya");
  EXPECT_EQ(First("مُحَمَد"), "muhamad");  // written vowels are read
  EXPECT_EQ(First("حمزة"), "hamaza");
  EXPECT_EQ(ReadAs("ذكر", Reading::kDefault), "dhakar");
  EXPECT_EQ(ReadAs("ذكر", Reading::kPersian), "zakar");
  EXPECT_EQ(First("پرویز گیلانی چوہدری"), "paraviz gilani chuhadari");
}

TEST(RomanizeScripts, HebrewByConsonants) {
  EXPECT_EQ(First("נתניהו"), "nataniho");
  EXPECT_EQ(ReadAs("אביגדור", Reading::kSpirants), "avigador");
  EXPECT_EQ(ReadAs("אביגדור", Reading::kDefault), "abigador");
  EXPECT_EQ(First("שרץ"), "sharats");
}

TEST(RomanizeScripts, ThaiWordsOfSanskritAndPali) {
  EXPECT_EQ(ReadAs("เสริม", Reading::kDefault), "soem");
  EXPECT_EQ(ReadAs("ทราย", Reading::kDefault), "sai");
  EXPECT_EQ(ReadAs("กฤษ", Reading::kDefault), "krit");
  EXPECT_EQ(ReadAs("เหตุ", Reading::kDefault), "het");
  EXPECT_EQ(ReadAs("รัฐบาล", Reading::kDefault), "ratthaban");
  EXPECT_EQ(ReadAs("เจริญศรี", Reading::kDefault), "charoensi");
  EXPECT_EQ(ReadAs("เจริญศรี", Reading::kThaiHabit), "jaroensri");
}

TEST(RomanizeScripts, KhmerStacksAndBurmeseHabits) {
  EXPECT_EQ(ReadAs("ពុទ្ធ", Reading::kDefault), "puth");
  EXPECT_EQ(ReadAs("မိုး", Reading::kBurmeseHabit), "moe");
  EXPECT_EQ(ReadAs("အေး", Reading::kBurmeseHabit), "aye");
}

TEST(RomanizeScripts, HebrewWithGeresh) {
  EXPECT_EQ(HebrewWithGeresh(Decode("ג'ון")), Decode("ג\u05F3ון"));
  EXPECT_EQ(HebrewWithGeresh(Decode("דב'")), Decode("דב"));
  EXPECT_EQ(Romanize(HebrewWithGeresh(Decode("ג'ון")), Script::kOther, Reading::kDefault), "jon");
  EXPECT_EQ(Romanize(HebrewWithGeresh(Decode("צ׳רלי")), Script::kOther, Reading::kDefault), "charali");
}

TEST(RomanizeScripts, ThaiByTheRoyalSystem) {
  // Royal Institute 1999 and the RTGS forms of public persons.
  EXPECT_EQ(First("ทักษิณ ประยุทธ์ จันทร์โอชา"), "thaksin prayut chanocha");
  EXPECT_EQ(First("สมชาย วงศ์สวัสดิ์"), "somchai wongsawat");
  EXPECT_EQ(First("ยิ่งลักษณ์ ธนาธร จึงรุ่งเรืองกิจ"), "yinglak thanathon chuengrungrueangkit");
  EXPECT_EQ(First("เกษม กมล เจริญ เฉลิม ศรีสุวรรณ"), "kasem kamon charoen chaloem sisuwan");
  EXPECT_EQ(First("พันธ์ เมธา หมอ อ้วน ไทย"), "phan metha mo uan thai");
  EXPECT_EQ(ReadAs("สมพร กมล ชินวัตร", Reading::kThaiHabit), "somporn kamol chinwatra");
}

TEST(RomanizeScripts, LaoReordersItsVowels) {
  EXPECT_EQ(First("ທອງລຸນ ສີສຸລິດ"), "thongloun sisoulit");
  EXPECT_EQ(First("ບຸນຍັງ ໄຊສົມພອນ ພົມວິຫານ"), "bounnyang xaisomphon phomvihan");
}

TEST(RomanizeScripts, KhmerBySeries) {
  EXPECT_EQ(First("សុខ ចាន់ ដារ៉ា សុភា"), "sok chan dara sophea");
  EXPECT_EQ(First("ហ៊ុន ម៉ៅ សារុន លាង ហេង កុសល"), "hun mau sarun leang heng kosal");
}

TEST(RomanizeScripts, BurmeseAsNamesAreWritten) {
  EXPECT_EQ(First("အောင်ဆန်းစုကြည်"), "aungsansukyi");
  EXPECT_EQ(First("မင်းအောင်လှိုင် သိန်းစိန်"), "minaunghlaing theinsein");
  EXPECT_EQ(First("ကျော် ဇော် မြင့် ညွန့် ထွန်း ရွှေ"), "kyaw zaw myint nyunt htun shwe");
  EXPECT_EQ(First("ဦးနု ဒေါ် ဖြိုးကို ဝင်း လွင်"), "unu daw phyoko win lwin");
  const std::u32string name = Decode("အောင်ဆန်းသန္တာ");
  const std::vector<std::u32string_view> syllables = BurmeseSyllables(name);
  ASSERT_EQ(syllables.size(), 3U);
  EXPECT_EQ(Encode(syllables[0]), "အောင်");
  EXPECT_EQ(Encode(syllables[2]), "သန္တာ");  // a stack stays together
  EXPECT_TRUE(BurmeseSyllables(U"").empty());
}

TEST(RomanizeScripts, IndicDropsTheUnwrittenVowel) {
  EXPECT_EQ(First("नरेन्द्र मोदी अमिताभ बच्चन राजकुमार"), "narendra modi amitabh bachchan rajkumar");
  EXPECT_EQ(First("ज़ाकिर हुसैन लक्ष्मी कृष्ण अंबेडकर"), "zakir husain lakshmi krishna ambedkar");
  EXPECT_EQ(First("শেখ হাসিনা ওয়াজেদ রহমান"), "shekh hasina wajed rahman");
  EXPECT_EQ(First("ইউনুস ইয়াকুব আচার্য পাঁউরুটি হ্যান্ড"), "yunus yakub acharj pauruti hand");
  EXPECT_EQ(First("वाङ तामाङ"), "vang tamang");
  EXPECT_EQ(First("முருகன் செல்வம் குமார் தங்கம்"), "murugan selvam kumar thangam");
  EXPECT_EQ(First("પટેલ ਗੁਰਪ੍ਰੀਤ"), "patel gurprit");
}

TEST(RomanizeScripts, SinhalaKeepsIt) {
  EXPECT_EQ(First("මහින්ද රාජපක්ෂ රනිල්"), "mahinda rajapaksha ranil");
  EXPECT_EQ(First("වික්‍රමසිංහ"), "wikramasingha");
}

TEST(RomanizeScripts, AmharicByOrders) {
  EXPECT_EQ(First("አበበ ቢቂላ ተስፋዬ ገብረ"), "abebe bikila tesfaye gebre");
  EXPECT_EQ(First("መንግስቱ ብርሃኑ ዓለም"), "mengistu birhanu alem");
}

// Whatever a run holds, in whatever order: [a-z0-9]*, and no reader runs off its end.
TEST(RomanizeScripts, AnyOrderOfLettersIsReadToPlainLetters) {
  std::uint32_t state = 12345;
  const auto next = [&] { return state = state * 1664525U + 1013904223U; };
  const std::pair<char32_t, char32_t> blocks[] = {
      {0x370, 0x3FF}, {0x400, 0x4FF}, {0x530, 0x5FF},   {0x620, 0x6FF},   {0x900, 0x9FF},  {0xB80, 0xBFF},
      {0xD80, 0xDFF}, {0xE00, 0xEFF}, {0x1000, 0x10FF}, {0x1200, 0x137F}, {0x1780, 0x17FF}};
  for (int round = 0; round < 8000; ++round) {
    const auto [first, last] = blocks[next() % std::size(blocks)];
    std::u32string run;
    for (std::uint32_t n = next() % 9 + 1; n > 0; --n) run.push_back(first + (next() >> 8) % (last - first));
    const Script script = ScriptOf(run[0]);
    if (script == Script::kCommon || script == Script::kLatin) continue;
    for (const Reading reading :
         {Reading::kDefault, Reading::kPersian, Reading::kWesternArmenian, Reading::kSpirants,
          Reading::kThaiHabit, Reading::kBurmeseHabit, Reading::kJapanese, Reading::kJapaneseLong}) {
      for (char c : Romanize(run, script, reading))
        ASSERT_TRUE((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) << Encode(run);
    }
  }
}

}  // namespace
}  // namespace text
