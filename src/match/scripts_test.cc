// Names of persons in twenty scripts against the Latin spellings that lists have. Public persons and made-up
// names of common parts; the spellings are those of passports, newspapers and lists.

#include <gtest/gtest.h>

#include "match/match.h"
#include "match/name.h"

namespace match {
namespace {

struct Spelling {
  const char* native;
  const char* latin;
};

double Likeness(const char* a, const char* b) {
  return CompareNames(entity::schema::Person(), a, b);
}

// Each native name reaches the default threshold with each of its spellings, and with no other person of the
// group.
void ExpectApart(const std::vector<Spelling>& group) {
  for (const Spelling& s : group) {
    EXPECT_GE(Likeness(s.native, s.latin), 0.70) << s.native << " = " << s.latin;
    EXPECT_EQ(Likeness(s.native, s.latin), Likeness(s.latin, s.native));
    for (const Spelling& other : group) {
      if (std::string_view(other.native) == s.native) continue;
      EXPECT_LT(Likeness(s.native, other.latin), 0.60) << s.native << " is not " << other.latin;
    }
  }
}

TEST(Scripts, Cyrillic) {
  ExpectApart({{"Сергей Лавров", "Sergei Lavrov"},
               {"Никита Хрущёв", "Nikita Khrushchev"},
               {"Никита Хрущёв", "Nikita Khrouchtchev"},
               {"Юрий Щербаков", "Iurii Shcherbakov"},
               {"Юрий Щербаков", "Jurij Scerbakov"},
               {"Юрий Щербаков", "Yuri Schtscherbakow"},
               {"Евгений Пригожин", "Yevgeny Prigozhin"},
               {"Аляксандр Лукашэнка", "Aliaksandr Lukashenka"},
               {"Аляксандр Лукашэнка", "Alexander Lukashenko"},
               {"Володимир Зеленський", "Volodymyr Zelenskyy"},
               {"Віктор Янукович", "Viktor Yanukovych"},
               {"Виктор Ющенко", "Viktor Juschtschenko"},
               {"Гълъб Щерев", "Galab Shterev"},
               {"Александар Вучић", "Aleksandar Vučić"},
               {"Драган Живковић", "Dragan Zivkovic"},
               {"Қасым-Жомарт Тоқаев", "Kassym-Jomart Tokayev"},
               {"Нұрсұлтан Назарбаев", "Nursultan Nazarbayev"},
               {"Шавкат Мирзиёев", "Shavkat Mirziyoyev"},
               {"Ўткир Ҳакимов", "Utkir Hakimov"},
               {"Ухнаагийн Хүрэлсүх", "Ukhnaagiin Khurelsukh"},
               {"Цахиагийн Элбэгдорж", "Tsakhiagiin Elbegdorj"}});
}

TEST(Scripts, GreekArmenianGeorgian) {
  ExpectApart({{"Ευάγγελος Παπαδόπουλος", "Evangelos Papadopoulos"},
               {"Γεώργιος Παπανδρέου", "Georgios Papandreou"},
               {"Χρήστος Μπακογιάννης", "Christos Bakoyannis"},
               {"Ιωάννης Χατζηδάκης", "Ioannis Hatzidakis"},
               {"Κυριάκος Μητσοτάκης", "Kyriakos Mitsotakis"},
               {"Նիկոլ Փաշինյան", "Nikol Pashinyan"},
               {"Կարապետ Պետրոսյան", "Garabed Bedrossian"},
               {"Կարապետ Պետրոսյան", "Karapet Petrosyan"},
               {"Հակոբ Խաչատուրյան", "Hagop Khatchadourian"},
               {"მიხეილ სააკაშვილი", "Mikheil Saakashvili"},
               {"ბიძინა ივანიშვილი", "Bidzina Ivanishvili"},
               {"ირაკლი ღარიბაშვილი", "Irakli Garibashvili"}});
}

TEST(Scripts, ArabicPersianUrdu) {
  ExpectApart({{"يوسف القرضاوي", "Yusuf al-Qaradawi"},
               {"يوسف القرضاوي", "Youssef el-Karadaoui"},
               {"سيف الدين خالد", "Saifuddin Khaled"},
               {"سيف الدين خالد", "Saif al-Din Khalid"},
               {"نور الدين السعدي", "Noureddine Essaadi"},
               {"عبد الرحمن الشمري", "Abdurrahman Alshammari"},
               {"عبدالقادر بن صالح", "Abdelkader Bensalah"},
               {"سهيل زهير", "Suhail Zuhair"},
               {"حسن نصر الله", "Hassan Nasrallah"},
               {"قاسم سلیمانی", "Qasem Soleimani"},
               {"علی خامنه‌ای", "Ali Khamenei"},
               {"ذبیح الله مجاهد", "Zabihullah Mujahid"},
               {"نواز شریف", "Nawaz Sharif"},
               {"ضیاء الحق", "Zia ul-Haq"},
               {"حافظ محمد سعید", "Hafiz Muhammad Saeed"},
               {"معمر القذافي", "Muammar Gaddafi"},
               {"معمر القذافي", "Moammar Kadhafi"}});
}

TEST(Scripts, Hebrew) {
  ExpectApart({{"בנימין נתניהו", "Benjamin Netanyahu"},
               {"אברהם שטרן", "Avraham Stern"},
               {"יעקב פרץ", "Yaakov Peretz"},
               {"אביגדור ליברמן", "Avigdor Lieberman"},
               {"שלמה כהן", "Shlomo Cohen"}});
}

TEST(Scripts, ThaiLaoKhmerBurmese) {
  ExpectApart({{"ทักษิณ ชินวัตร", "Thaksin Shinawatra"},
               {"ประยุทธ์ จันทร์โอชา", "Prayut Chan-o-cha"},
               {"สมชาย วงศ์สวัสดิ์", "Somchai Wongsawat"},
               {"สมพร ศรีสุวรรณ", "Somporn Srisuwan"},
               {"ธนาธร จึงรุ่งเรืองกิจ", "Thanathorn Juangroongruangkit"},
               {"กมล ทองดี", "Kamol Thongdee"},
               {"ທອງລຸນ ສີສຸລິດ", "Thongloun Sisoulith"},
               {"ບຸນຍັງ ວໍລະຈິດ", "Bounnhang Vorachith"},
               {"ຄຳໄຕ ສີພັນດອນ", "Khamtay Siphandone"},
               {"ហ៊ុន សែន", "Hun Sen"},
               {"សុខ គឹមលាង", "Sok Kimleang"},
               {"ចាន់ ដារ៉ា", "Chan Dara"},
               {"အောင်ဆန်းစုကြည်", "Aung San Suu Kyi"},
               {"မင်းအောင်လှိုင်", "Min Aung Hlaing"},
               {"ဦးကျော်ဇောမြင့်", "U Kyaw Zaw Myint"},
               {"ဒေါ်ခင်ညွန့်", "Daw Khin Nyunt"}});
}

TEST(Scripts, SouthAsiaAndEthiopia) {
  ExpectApart({{"नरेन्द्र मोदी", "Narendra Modi"},
               {"दाऊद इब्राहीम", "Dawood Ibrahim"},
               {"राजेश कुमार शर्मा", "Rajesh Kumar Sharma"},
               {"विजय सिंह चौधरी", "Vijay Singh Choudhary"},
               {"শেখ হাসিনা ওয়াজেদ", "Sheikh Hasina Wazed"},
               {"মোহাম্মদ রহমান চৌধুরী", "Mohammed Rahman Chowdhury"},
               {"মোঃ আব্দুল করিম", "Md. Abdul Karim"},
               {"আনোয়ার হোসেন", "Anwar Hossain"},
               {"முருகன் செல்வம்", "Murugan Selvam"},
               {"வேலுப்பிள்ளை பிரபாகரன்", "Velupillai Prabhakaran"},
               {"මහින්ද රාජපක්ෂ", "Mahinda Rajapaksa"},
               {"රනිල් වික්‍රමසිංහ", "Ranil Wickremesinghe"},
               {"አበበ ቢቂላ", "Abebe Bikila"},
               {"መንግስቱ ኃይለ ማርያም", "Mengistu Haile Mariam"},
               {"አቢይ አህመድ", "Abiy Ahmed"}});
}

TEST(Scripts, NamesOfOneScriptAreComparedByTheirLetters) {
  EXPECT_LT(Likeness("مسعود پزشک‌فر", "مسعود پزشکیان"), 0.5);
  EXPECT_GE(Likeness("أحمد علي", "احمد على"), 0.90);
  EXPECT_GE(Likeness("محمد اشتري", "Muhammad Ashtari"), 0.80);
  EXPECT_LT(Likeness("محمد اشتري", "Mahmud Ashtari"), 0.80);  // a name that the tables tell apart
  EXPECT_LT(Likeness("דוד לוין", "דוד לביא"), 0.6);
}

std::string Forms(std::string_view name, Kind kind = Kind::kPerson) {
  const std::vector<Name> names = PrepareName(name, kind);
  std::string out;
  for (const Token& t : names.at(0).tokens) out += (out.empty() ? "" : " ") + t.form;
  return out;
}

TEST(Scripts, ArabicCompoundsBecomeOneForm) {
  for (const char* spelling :
       {"Saifullah", "Seifallah", "Saif Allah", "Saif ul-lah", "سيف الله", "سیف‌الله"})
    EXPECT_TRUE(Forms(spelling).ends_with("fullah")) << spelling << ": " << Forms(spelling);
  for (const char* spelling :
       {"Nuruddin", "Noureddine", "Nur al-Din", "Noor ud Din", "نور الدين", "نورالدین"})
    EXPECT_TRUE(Forms(spelling).ends_with("ruddin")) << spelling << ": " << Forms(spelling);
  for (const char* spelling : {"عبد القادر", "عبدالقادر"}) EXPECT_EQ(Forms(spelling), Forms("عبد القادر"));
  EXPECT_EQ(Forms("DAD MATIN, ALLAH"), "dad matin allah");  // a comma parts
  EXPECT_EQ(Forms("Azizurrahman Khan"), "aziz rahman khan");
  EXPECT_EQ(Forms("Alhassan Keita"), "al hassan keita");
  EXPECT_EQ(Forms("Omar Bensalah"), "omar ben salah");
}

TEST(Scripts, ThaiTitlesAreCutOff) {
  const auto alike = [](std::string_view a, std::string_view b) {
    return CompareNames(entity::schema::Person(), a, b);
  };
  EXPECT_GT(alike("นายบุญเลิศ คำภา", "บุญเลิศ คำภา"), 0.85);
  EXPECT_GT(alike("นางสาวสุนีย์ แซ่ตั้ง", "สุนีย์ แซ่ตั้ง"), 0.85);
  EXPECT_GT(alike("นาย บุญเลิศ คำภา", "นายบุญเลิศ คำภา"), 0.98);
  EXPECT_LT(alike("นายก", "ก"), 0.5);  // too short to be a title and a name
}

TEST(Scripts, LatinHabitsOfOneName) {
  const std::vector<std::vector<const char*>> names = {{"Yusuf", "Youssef", "Yousuf"},
                                                       {"Aleksandr", "Alexander", "Aliaksandr"},
                                                       {"Sergey", "Sergei", "Serhiy"},
                                                       {"Evgeniy", "Yevgeny", "Eugene"},
                                                       {"Garabed", "Karapet"},
                                                       {"Hagop", "Hakob"},
                                                       {"Jamal", "Djamel", "Gamal"},
                                                       {"Wasim", "Ouassim"},
                                                       {"Chowdhury", "Choudhury", "Chaudhry"},
                                                       {"Tun", "Htun"},
                                                       {"Lakshmi", "Laxmi"},
                                                       {"Khrushchev", "Khrouchtchev"},
                                                       {"Khrushchev", "Chruschtschow"},
                                                       {"Shcherbakov", "Schtscherbakow"},
                                                       {"Ivanov", "Ivanoff"}};
  for (const auto& group : names) {
    for (const char* a : group) {
      for (const char* b : group) {
        EXPECT_GE(Likeness((std::string("Karim ") + a).c_str(), (std::string("Karim ") + b).c_str()), 0.70)
            << a << ' ' << b;
      }
    }
  }
}

TEST(Scripts, OrdinaryWordsAreNotCut) {
  for (const char* name :
       {"abdi", "abdel", "alfred", "albert", "elena", "allen", "benjamin", "benedict", "delilah", "aladdin",
        "abdullaev", "abdurakhmanov", "abdulova", "adeline", "anna", "essen", "bradin", "odin"}) {
    EXPECT_EQ(Forms(name), name);
  }
}

TEST(Scripts, ArabicOrganisationsByTheMeaningOfTheirWords) {
  const auto organisation = [](const char* a, const char* b) {
    return CompareNames(entity::schema::Organization(), a, b);
  };
  EXPECT_GE(organisation("شركة النور للتجارة", "Al Noor Trading Company"), 0.70);
  EXPECT_GE(organisation("مؤسسة الهدى الخيرية", "Al-Huda Charity Foundation"), 0.70);
  EXPECT_LT(organisation("مؤسسة الهدى الخيرية", "Al-Rahma Charity Foundation"), 0.60);
}

}  // namespace
}  // namespace match
