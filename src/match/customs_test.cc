// Naming customs: what each rule reads, what it must not read, and that names of one person stay above the
// default threshold while names of two stay below it.

#include "match/customs.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "match/match.h"
#include "match/tables.h"
#include "match/test_lists.h"
#include "match/test_worlds.h"

namespace match {
namespace {

// The reading as "form/class" words, as in name_test.cc.
std::string Reading(std::string_view name, std::size_t reading) {
  const std::vector<Name> names = PrepareName(name, Kind::kPerson);
  if (reading >= names.size()) return "none";
  std::string out;
  for (const Token& t : names[reading].tokens) {
    out += (out.empty() ? "" : " ") + t.form + "/" + "wnliLTPs"[static_cast<std::size_t>(t.token_class)];
  }
  return out;
}
std::string First(std::string_view name) {
  return Reading(name, 0);
}
std::string Second(std::string_view name) {
  return Reading(name, 1);
}

double Alike(std::string_view a, std::string_view b) {
  return CompareNames(entity::schema::Person(), a, b);
}

TEST(Customs, AKunyaInFrontIsOneWordOfLittleWeight) {
  EXPECT_EQ(Second("Abu Ali al-Anbari"), "abuali/l al/P anbari/w");
  EXPECT_EQ(First("Abu Ali al-Anbari"), "abu/P ali/w al/P anbari/w");
  EXPECT_EQ(Second("Dr. Umm Salama Hassan").substr(0, 14), "dr/T ummsalama");
  EXPECT_EQ(Second("Abu'l-Hasan Banisadr"), Second("Abu al-Hasan Banisadr"));
  EXPECT_EQ(Second("أبو علي الأنباري").substr(0, 8), "abuali/l");
  // Inside and at the end of a name it is a family's name.
  EXPECT_EQ(Second("Mousa Abu Marzook"), "none");
  // Names elsewhere.
  EXPECT_EQ(Second("Om Prakash Sharma"), "none");
  EXPECT_EQ(Second("Abi Ahmed Hassan"), "none");
}

TEST(Customs, AKunyaAloneIsWeakEvidenceAndNotTheNameInIt) {
  EXPECT_EQ(First("Abu Ali"), "abuali/l");
  EXPECT_EQ(Second("Abu Ali"), "none");
  EXPECT_LT(Alike("Abu Ali", "Ali"), 0.1);
  EXPECT_LT(Alike("Abu Ali", "Umm Ali"), 0.1);
  EXPECT_LT(Alike("Abu Ali", "Abu Hassan"), 0.1);
  EXPECT_LT(Alike("Abu Ali", "Abu Ali al-Anbari"), 0.45);
  EXPECT_LT(Alike("Abu Ali", "Abu Ali"), 0.80);
  EXPECT_GT(Alike("Abu Ali", "Abou Ali"), 0.70);
  EXPECT_GT(Alike("Umm Kulthum", "Oum Kalthoum"), 0.70);
}

TEST(Customs, AbuBakrIsAGivenName) {
  EXPECT_EQ(Second("Abu Bakr al-Baghdadi"), "abubakr/w al/P baghdadi/w");
  EXPECT_GT(Alike("Abubakar Shekau", "Abu Bakr Shekau"), 0.90);
  EXPECT_GT(Alike("Abolhassan Banisadr", "Abu'l-Hasan Banisadr"), 0.90);
}

TEST(Customs, TheServantOfIsOneWordInOneReading) {
  for (const char* name : {"Abdul Aziz Hakim", "Abdelaziz Hakim", "Abd el-Aziz Hakim", "Abdelazeez Hakim"})
    EXPECT_EQ(Second(name), "abdulaziz/w hakim/w") << name;
  EXPECT_EQ(Second("Abdurrahman Sudais"), Second("Abd al-Rahman Sudais"));
  EXPECT_EQ(Second("Abdessalam Hakim"), Second("Abd es-Salam Hakim"));
  EXPECT_EQ(Second("Abdullah Hakim"), "none");
  EXPECT_GT(Alike("Abdul Qadir", "Abdelkader"), 0.85);
  EXPECT_LT(Alike("Abdulkadir Soylu", "Abdulkadir"), 0.70);
  EXPECT_LT(Alike("Muhammad Abdulali", "Abdul Rahim, Ali Mohamad"), 0.70);
}

TEST(Customs, BurmeseFormsOfAddress) {
  EXPECT_EQ(First("U Thein Sein"), "u/T thein/w sein/w");
  EXPECT_EQ(First("Ko Min Ko Naing").substr(0, 4), "ko/T");
  EXPECT_EQ(First("Ko Ko Gyi").substr(0, 4), "ko/w");
  EXPECT_EQ(First("Ma Jun").substr(0, 4), "ma/w");       // Chinese
  EXPECT_EQ(First("U. Ramaswamy").substr(0, 3), "u/i");  // an initial
  EXPECT_GT(Alike("Daw Aung San Suu Kyi", "Aung San Suu Kyi"), 0.95);
  EXPECT_GT(Alike("U Thant", "Thant"), 0.90);
}

TEST(Customs, VietnameseMiddleWordsWeighLittleAndTellMenFromWomen) {
  EXPECT_EQ(First("Nguyễn Văn An"), "nguyen/w van/l an/w");
  EXPECT_EQ(First("Ludwig van Beethoven"), "ludwig/w van/P beethoven/w");
  EXPECT_GT(Alike("Nguyễn Văn An", "An Nguyen Van"), 0.90);
  EXPECT_GT(Alike("Nguyễn Thị Minh Khai", "Nguyen Minh Khai"), 0.85);
  EXPECT_GT(Alike("Lê Thị Hồng", "Hong Thi Le"), 0.90);
  EXPECT_LT(Alike("Nguyen Van Minh", "Nguyen Thi Minh"), 0.70);
}

TEST(Customs, GenerationsAreNumbers) {
  EXPECT_EQ(First("John F. Kennedy Jr."), "john/w f/i kennedy/w 2/n");
  EXPECT_EQ(First("José Sarney Filho"), "jose/w sarney/w 2/n");
  EXPECT_EQ(First("Henry Ford III"), First("Henry Ford, 3rd"));
  EXPECT_EQ(First("Agostinho Neto").find("/n"), std::string::npos);  // a surname
  EXPECT_EQ(First("Junior Silva Santos").find("/n"), std::string::npos);
  EXPECT_EQ(First("Tran Thi Vi").find("/n"), std::string::npos);
  EXPECT_LT(Alike("John Smith Jr.", "John Smith Sr."), 0.5);
  EXPECT_LT(Alike("Henry Ford II", "Henry Ford III"), 0.5);
  EXPECT_GT(Alike("Henry Ford II", "Henry Ford"), 0.70);
}

TEST(Customs, NamesByBirthAndMarriage) {
  EXPECT_EQ(First("Angela Merkel née Kasner"), "angela/w merkel/w nee/s kasner/l");
  EXPECT_EQ(First("Max Born Meyer").find("/s"), std::string::npos);
  EXPECT_GT(Alike("Angela Merkel née Kasner", "Angela Kasner"), 0.70);
  EXPECT_GT(Alike("Angela Merkel geb. Kasner", "Angela Merkel"), 0.80);
  EXPECT_GT(Alike("Marie Dupont épouse Martin", "Marie Martin"), 0.70);
}

TEST(Customs, SonAndDaughterOf) {
  EXPECT_EQ(First("Ramasamy s/o Muthu"), "ramasamy/w so/P muthu/w");
  EXPECT_EQ(First("S/O Muthu").find("so/P"), std::string::npos);
  EXPECT_GT(Alike("Ramasamy a/l Muthu", "Ramasamy bin Muthu"), 0.95);
  EXPECT_GT(Alike("Ramasamy w/o Muthu", "Ramasamy Muthu"), 0.95);
}

TEST(Customs, AbbreviatedGivenNames) {
  EXPECT_EQ(Second("Md. Rahim Uddin"), "mohammed/w rahimuddin/w");
  EXPECT_EQ(Second("Rahim Uddin, MD"), "none");  // a degree
  EXPECT_EQ(Second("Ma. Theresa Santos"), "maria/w theresa/w santos/w");
  EXPECT_EQ(Second("Ma Theresa Santos"), "none");
  EXPECT_GT(Alike("Md. Rahim Uddin", "Mohammad Rahim Uddin"), 0.90);
  EXPECT_GT(Alike("Fco. Gómez", "Francisco Gómez"), 0.90);
  EXPECT_EQ(First("AKM Fazlul Huq"), "a/i k/i m/i fazlul/w huq/w");
  EXPECT_EQ(First("NG Wei Ming"), "ng/w wei/w ming/w");
  EXPECT_EQ(First("DR Hans Müller"), "dr/T hans/w muller/w");
}

TEST(Customs, FathersNamesAndOlderSpellings) {
  EXPECT_EQ(Second("G/Medhin Araya"), "gebre/w medhin/w araya/w");
  EXPECT_EQ(Second("Ukhnaagiin Khürelsükh"), "ukhnaa/w khurelsukh/w");
  EXPECT_EQ(Second("Natsagiin Bagabandi"), "natsag/w bagabandi/w");
  EXPECT_EQ(Second("Khürelsükh Ukhnaagiin"), "none");  // a genitive belongs to what follows
  EXPECT_EQ(Second("Soeharto"), "suharto/w");
  EXPECT_EQ(Second("Joe Noel"), "none");
  EXPECT_GT(Alike("Tsakhiagiin Elbegdorj", "Elbegdorj Tsakhia"), 0.90);
  EXPECT_GT(Alike("Gebremedhin Araya", "Gebre Medhin Araya"), 0.90);
}

TEST(Customs, FathersNamesOfTurkicPeoplesAsRussianPapersHaveThem) {
  EXPECT_GE(Alike("Ерлан Болатұлы Сейтқали", "Ерлан Болатович Сейткали"), 0.70);
  EXPECT_GE(Alike("Rashad Tofig oglu Mammadov", "Рашад Тофигович Мамедов"), 0.70);
  EXPECT_LT(Alike("Aizhan Bolatkyzy", "Айжан Ерлановна"), 0.60);
}

TEST(Customs, InitialsInAlphabetsWithCapitals) {
  EXPECT_EQ(First("Петренко Ю. Д."), "petrenko/w y/i d/i");
  EXPECT_GE(Alike("Петренко Ю. Д.", "Юрий Дмитриевич Петренко"), 0.70);
  EXPECT_LT(Alike("Петренко Ю. Д.", "Олег Иванович Петренко"), 0.70);
}

TEST(Customs, PatronymicsOfOneFathersNameInThreeLanguages) {
  EXPECT_GT(Alike("Grigory Grigorievich Bondarenko", "Hryhorii Hryhorovych Bondarenko"), 0.90);
  EXPECT_GT(Alike("Nikolai Nikolaevich Petrenko", "Mykola Mykolayovych Petrenko"), 0.90);
  EXPECT_LT(Alike("Ivan Petrovich Sidorov", "Ivan Pavlovich Sidorov"), 0.70);
  EXPECT_LT(Alike("Ivan Ivanovich Petrov", "Ivan Ivanovna Petrov"), 0.70);
}

TEST(Customs, NicknamesStandForEverySpelling) {
  for (const char* name : {"Aleksandr", "Alexander", "Oleksandr"})
    EXPECT_GT(Alike("Sasha Zyxwlorn", std::string(name) + " Zyxwlorn"), 0.80) << name;
  for (const auto& [nickname, name] :
       std::initializer_list<std::pair<const char*, const char*>>{{"Bob", "Robert"},
                                                                  {"Pepe", "José"},
                                                                  {"Kuba", "Jakub"},
                                                                  {"Zoki", "Zoran"},
                                                                  {"Memo", "Guillermo"}}) {
    EXPECT_GT(Alike(std::string(nickname) + " Zyxwlorn", std::string(name) + " Zyxwlorn"), 0.80) << nickname;
  }
  EXPECT_LT(Alike("Angelo Ramirez", "Angela Ramirez Trinidad"), 0.70);
}

TEST(Customs, JoinedWordsKeepToTheLengthOfAWord) {
  const std::string longest(base::kMaxWordLetters, 'x');
  for (const std::string& name : {"Abu " + longest + " Hassan", "Abdul " + longest + " Hassan"}) {
    for (const Name& n : PrepareName(name, Kind::kPerson)) {
      for (const Token& t : n.tokens) EXPECT_LE(t.form.size(), base::kMaxWordLetters) << name;
    }
    EXPECT_GT(Alike(name, name), 0.9);
  }
}

TEST(Customs, TheNameInAnotherLanguageIsAWeakRelation) {
  EXPECT_LT(Alike("Miguel Santos", "Michael Santos"), 0.70);
  EXPECT_GT(Alike("Miguel Santos", "Michael Santos"), Alike("Miguel Santos", "Robert Santos") + 0.2);
}

TEST(Customs, DoubleSurnamesAndChainsOfFathers) {
  EXPECT_GT(Alike("Gabriel García Márquez", "Gabriel García"), 0.70);
  EXPECT_GT(Alike("Gabriel José de la Concordia García Márquez", "Gabriel García Márquez"), 0.70);
  EXPECT_LT(Alike("Juan García López", "Juan García Pérez"), 0.70);
  EXPECT_GT(Alike("Osama bin Mohammed bin Awad bin Laden", "Osama bin Laden"), 0.70);
  EXPECT_GT(Alike("Mohamed Ould Abdel Aziz", "Mohammed Abdelaziz"), 0.70);
  EXPECT_LT(Alike("Ibrahim al-Baghdadi", "Ibrahim al-Tikriti"), 0.70);
}

TEST(Customs, ASingleCommonNameIsNoFullName) {
  EXPECT_LT(Alike("Muhammad", "Muhammad Ali"), 0.70);
  EXPECT_LT(Alike("Ali", "Ali Hassan"), 0.70);
  EXPECT_LT(Alike("Singh", "Harpreet Singh"), 0.70);
  EXPECT_LT(Alike("Suharto", "Suharto Wibowo Kusuma"), 0.70);
  EXPECT_LT(Alike("K. P. Singh", "Kunwar Pal Singh"), Alike("K. P. Zyxwlorn", "Kunwar Pal Zyxwlorn"));
}

const std::vector<std::string>& CustomWords() {
  static const std::vector<std::string> words = {
      "Abu",       "Umm",         "Abul",  "Ali",  "al",     "Hasan",    "Bakr",  "Abdul", "Aziz",
      "Abdelaziz", "Abdurrahman", "Md.",   "Mohd", "U",      "Daw",      "Thein", "Sein",  "Nguyen",
      "Van",       "Thi",         "An",    "Jr.",  "III",    "Filho",    "née",   "Singh", "s/o",
      "a/l",       "G/Medhin",    "Wm.",   "Ma.",  "Santos", "Soeharto", "Bata",  "NG",    "AKM",
      "Ivanovich", "Ukhnaagiin",  "Sasha", "Juan", "Ivan",   "Abubakar", "أبو",   "علي"};
  return words;
}

std::string CustomName(testing::Random& random) {
  return testing::RandomName(CustomWords(), random);
}

// The same, some with a father's name as Turkic peoples give it.
std::string NameWithFather(testing::Random& random) {
  static const std::vector<std::string> fathers = {"oglu", "Qairatuly", "Кайратұлы",
                                                   "kyzy", "Ali uulu",  "Aliqizi"};
  const std::string name = CustomName(random);
  return random.Chance(30) ? name + ' ' + random.Pick(fathers) : name;
}

// No rule but that for a kunya alone takes the reading word by word away, and no reading is longer than it,
// unless a given name is read as two Korean syllables.
TEST(Customs, TheSecondReadingStandsBesideTheFirst) {
  testing::Random random(testing::SeedOr(20261129));
  for (std::size_t i = 0; i < testing::Scaled(3000); ++i) {
    const std::string name = CustomName(random);
    const std::vector<Name> names = PrepareName(name, Kind::kPerson);
    EXPECT_LE(names.size(), 4u) << name;
    for (const Name& n : names) {
      // "Ma. III": Maria the third, a given name and a generation each read as one word more.
      EXPECT_LE(n.tokens.size(), names.front().tokens.size() + 2) << name;
      EXPECT_GT(n.content_weight, 0) << name;
      for (const Token& t : n.tokens) {
        EXPECT_FALSE(t.form.empty()) << name;
        EXPECT_FALSE(t.written.empty()) << name;
        EXPECT_LE(t.bits, t.most_bits) << name;
      }
    }
  }
}

TEST(Customs, WhatIsAskedFirstNeverSaysNoWhereARuleApplies) {
  testing::Random random(testing::SeedOr(20261202));
  std::size_t passed_over = 0;
  for (std::size_t i = 0; i < testing::Scaled(3000); ++i) {
    const std::string name = NameWithFather(random);
    for (const Name& n : PrepareName(name, Kind::kPerson)) {
      if (MayHaveCustoms(n.tokens)) continue;
      std::vector<Token> tokens = n.tokens;
      ASSERT_EQ(ReadByCustoms(tokens), Customs::kNone) << name;
      ++passed_over;
    }
  }
  EXPECT_GT(passed_over, 100u);
  for (const char* name : {"Magomed Ali oglu", "Aigul Zhumabekkyzy", "Кайратұлы Әлия", "Asan Bakir uulu"})
    EXPECT_GT(PrepareName(name, Kind::kPerson).size(), 1u) << name;
}

// The fast engine and its slow twin agree on names that follow customs.
TEST(Customs, TheIndexFindsWhatTheReferenceFinds) {
  const std::uint64_t seed = testing::SeedOr(20261130);
  for (std::size_t round = 0; round < testing::Scaled(12); ++round) {
    testing::Random random(seed + round);
    std::vector<entity::Entity> entities;
    for (std::size_t i = 0; i < 80; ++i)
      entities.push_back(testing::Make("Person",
                                       {NameWithFather(random).c_str(), NameWithFather(random).c_str()},
                                       ("e" + std::to_string(i)).c_str()));
    const testing::Compiled world = testing::Compiled::Of(entities);
    const CompiledList* lists[] = {&world.list};
    Scratch scratch;
    ScreenOptions options;
    options.threshold = 0.30;
    options.limit = 200;
    for (std::size_t i = 0; i < 40; ++i) {
      const entity::Entity party = testing::Make("Person", {NameWithFather(random).c_str()});
      const std::vector<Alert> fast = Screen(party, lists, options, scratch);
      const std::vector<Alert> slow = ScreenByBruteForce(party, lists, options);
      ASSERT_EQ(fast.size(), slow.size()) << party.caption << " seed " << seed + round;
      for (std::size_t k = 0; k < fast.size(); ++k) {
        EXPECT_EQ(fast[k].id, slow[k].id) << party.caption << " seed " << seed + round;
        EXPECT_EQ(fast[k].score, slow[k].score) << party.caption << " seed " << seed + round;
      }
    }
  }
}

// A wrong key would never be found, and a form in two classes of patronymics would make two fathers one.
TEST(Customs, TheTablesAreSound) {
  const NamingCustoms& c = GetTables().customs;
  EXPECT_GT(c.burmese.size(), 100u);
  for (const auto& [form, number] : c.generation)
    EXPECT_TRUE(number == "1" || number == "2" || number == "3" || number == "4");
  for (const auto& [form, bits] : c.common) EXPECT_TRUE(bits >= 1 && bits <= 16) << form;
  for (const auto& [form, name] : c.shortened) EXPECT_GT(name.size(), form.size()) << form;
  const Tables& t = GetTables();
  for (const auto& [form, groups] : t.name_groups) {
    const std::vector<std::string>& known = t.known_names.at(form);
    for (std::uint32_t g : groups) {
      for (const std::string& member : t.groups[g])
        EXPECT_TRUE(std::binary_search(known.begin(), known.end(), member)) << form;
    }
    if (!form.ends_with("vich") && !form.ends_with("vych") && !form.ends_with("vna")) continue;
    const auto classes = std::count_if(groups.begin(), groups.end(), [&](std::uint32_t g) {
      return t.group_kinds[g] == GroupKind::kVariant;
    });
    EXPECT_LE(classes, 1) << form;
  }
}

}  // namespace
}  // namespace match
