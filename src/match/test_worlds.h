#pragma once
// Random little worlds for the tests of the engine: entities and parties whose names are drawn from so few
// words, with so many slips of the pen, that every rule of the engine meets every other. The seed decides
// everything.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "entity/entity.h"
#include "match/match.h"

namespace match::testing {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  std::uint64_t Next() {  // splitmix64
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  std::size_t Below(std::size_t n) { return static_cast<std::size_t>(Next() % n); }
  bool Chance(int percent) { return Below(100) < static_cast<std::size_t>(percent); }
  template <typename T>
  const T& Pick(const std::vector<T>& from) {
    return from[Below(from.size())];
  }

 private:
  std::uint64_t state_;
};

// The seed of a test: MANUMIT_SEED if it is set, to replay a failure, else the test's own.
inline std::uint64_t SeedOr(std::uint64_t seed) {
  const char* given = std::getenv("MANUMIT_SEED");
  return given == nullptr ? seed : std::strtoull(given, nullptr, 10);
}
// Counts are multiplied by MANUMIT_SOAK (whole number) for long runs.
inline std::size_t Scaled(std::size_t count) {
  const char* factor = std::getenv("MANUMIT_SOAK");
  return factor == nullptr ? count : count * std::strtoull(factor, nullptr, 10);
}

inline const std::vector<std::string>& PersonWords() {
  static const std::vector<std::string> words = {
      "Mohammed", "Muhammad", "Kim", "Jong", "Un", "al", "bin", "Abdul", "Aziz", "Ivan", "Ivanov", "Maria",
      "Garcia", "de", "la", "Cruz", "Jean", "Claude", "J.", "M", "Dr.", "Mullah", "Иван", "Иванов",
      "Володимир", "محمد", "علي", "김정은", "习近平", "王", "O'Brien", "Van", "der", "Bilt", "Vanderbilt",
      "William", "Bill", "Abu", "Jr.", "Md.", "Abdelaziz", "Nguyen", "Sergei", "Lavrov", "Sergey", "III",
      "Khan", "Li", "Lee", "Αθανάσιος",
      // Scripts and what they are written as in Latin letters.
      "عبدالقادر", "Abdelkader", "سيف الله", "Saifullah", "نورالدین", "Noureddine", "Essaadi", "al-Din",
      "Allah", "Щербаков", "Schtscherbakow", "Вучић", "Vucic", "สมพร", "Somporn", "မင်းအောင်", "Aung",
      "राजकुमार", "Rajkumar", "მიხეილ", "Mikheil", "אברהם", "Avraham", "Պետրոս", "Bedros", "ተስፋዬ", "Tesfaye",
      "සිරිසේන", "Sirisena"};
  return words;
}
// Names whose words have several readings.
inline const std::vector<std::string>& EastAsianWords() {
  static const std::vector<std::string> words = {
      "Kim",  "Lee",    "Yi",   "Yongchol", "Yong",   "Young",  "Chul", "Yeongcheol", "김",       "영철",
      "이",   "리",     "룡",   "용남",     "Hsiao",  "p'ing",  "Teng", "Deng",       "Xiaoping", "Xiao",
      "Ping", "邓小平", "鄧",   "小平",     "Chu",    "Chun",   "Wong", "Wang",       "Kwok",     "Keung",
      "王",   "国强",   "黄",   "金正恩",   "阮文英", "Nguyen", "Van",  "Anh",        "サトウ",   "Satou",
      "Sato", "佐藤",   "太郎", "Taro",     "I",      "O",      "kuo",  "남궁",       "欧阳",     "Jung"};
  return words;
}
inline const std::vector<std::string>& OrganizationWords() {
  static const std::vector<std::string> words = {"Trading",
                                                 "Textile",
                                                 "International",
                                                 "Intl",
                                                 "Co.",
                                                 "Ltd",
                                                 "LLC",
                                                 "GmbH",
                                                 "Company",
                                                 "Guangzhou",
                                                 "Hengda",
                                                 "Plant",
                                                 "3",
                                                 "5",
                                                 "Three",
                                                 "Gazprom",
                                                 "Neft",
                                                 "ООО",
                                                 "Газпром",
                                                 "有限公司",
                                                 "广州",
                                                 "纺织",
                                                 "恒达",
                                                 "주식회사",
                                                 "삼성전자",
                                                 "S.A.",
                                                 "A",
                                                 "B",
                                                 "C",
                                                 "ABC",
                                                 "of",
                                                 "the",
                                                 "and",
                                                 "Manufacturing",
                                                 "Mfg",
                                                 "Global",
                                                 "Solutions",
                                                 "Chen",
                                                 "Yuan",
                                                 "Chenyuan",
                                                 "Iron",
                                                 "Steel",
                                                 "شركة",
                                                 "النور",
                                                 "Hải",
                                                 "Đăng",
                                                 "23",
                                                 "Hong Kong",
                                                 "HKTC",
                                                 "HGT",
                                                 "TGC",
                                                 "(GHT)",
                                                 "Services",
                                                 "Srvces",
                                                 "Peking",
                                                 "北京第三工厂",
                                                 "No3",
                                                 "บริษัทไทยจำกัด"};
  return words;
}

// One slip: a letter dropped, doubled, changed or exchanged with its neighbour (in ASCII words only).
inline std::string Slip(std::string word, Random& random) {
  if (word.size() < 3) return word;
  const std::size_t i = random.Below(word.size() - 1);
  if ((static_cast<unsigned char>(word[i]) | static_cast<unsigned char>(word[i + 1])) >= 0x80) return word;
  switch (random.Below(4)) {
    case 0:
      return word.erase(i, 1);
    case 1:
      return word.insert(i, 1, word[i]);
    case 2:
      word[i] = static_cast<char>('a' + random.Below(26));
      return word;
    default:
      std::swap(word[i], word[i + 1]);
      return word;
  }
}

inline std::string RandomName(const std::vector<std::string>& words, Random& random) {
  std::string name;
  const std::size_t count = 1 + random.Below(5);
  for (std::size_t i = 0; i < count; ++i) {
    std::string word = random.Pick(words);
    while (random.Chance(25)) word = Slip(word, random);
    if (i > 0 && !random.Chance(8)) name += random.Chance(10) ? "-" : " ";
    name += word;
  }
  return name;
}

inline entity::Entity RandomEntity(std::size_t number, Random& random) {
  static const std::vector<std::string> schemata = {"Person",      "Company", "Organization",
                                                    "LegalEntity", "Vessel",  "Facility"};
  entity::Entity e;
  e.id = "e" + std::to_string(number);
  e.schema = entity::SchemaNamed(random.Pick(schemata));
  const bool person = e.schema == entity::schema::Person() || random.Chance(20);
  const std::vector<std::string>& words = !person             ? OrganizationWords()
                                          : random.Chance(40) ? EastAsianWords()
                                                              : PersonWords();
  const std::size_t names = 1 + random.Below(3);
  for (std::size_t i = 0; i < names; ++i) {
    const entity::Property property = i == 0              ? entity::prop::Name()
                                      : random.Chance(30) ? entity::prop::WeakAlias()
                                                          : entity::prop::Alias();
    e.Add(property, RandomName(words, random));
  }
  e.caption = std::string(e.First(entity::prop::Name()));
  if (random.Chance(50)) e.Add(entity::prop::Country(), random.Chance(50) ? "cn" : "ru");
  if (random.Chance(30))
    e.Add(entity::prop::BirthDate(), random.Chance(50)   ? "1974-05-12"
                                     : random.Chance(50) ? "1974"
                                                         : "1961-01-02");
  if (random.Chance(10))
    e.Add(entity::prop::RegistrationNumber(), "REG-" + std::to_string(1000 + random.Below(5)));
  if (random.Chance(15)) e.Add(entity::prop::AddressText(), "12 Harbour Road, Industrial Zone, Guangzhou");
  if (random.Chance(10)) e.Add(entity::prop::Gender(), random.Chance(50) ? "male" : "female");
  return e;
}

}  // namespace match::testing
