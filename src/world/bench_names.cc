// Listed entities and parties in memory for the benchmarks: large numbers of names that are not all made of
// the same words.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/check.h"
#include "world/noise_letters.h"
#include "world/random.h"
#include "world/world.h"

namespace world {
namespace {

constexpr std::string_view kOnsets[] = {"b",  "br", "ch", "d",  "dr", "f", "g",  "gr", "h",  "j", "k",
                                        "kh", "kr", "l",  "m",  "n",  "p", "pr", "q",  "r",  "s", "sh",
                                        "sk", "st", "t",  "tr", "v",  "w", "y",  "z",  "zh", ""};
constexpr std::string_view kVowels[] = {"a", "e", "i", "o", "u", "ai", "ei", "ou", "ya", "a", "i", "o"};
constexpr std::string_view kCodas[] = {"", "", "", "n", "r", "l", "s", "m", "ng", "k", "d", "v"};
constexpr std::string_view kEndings[] = {"ov",  "enko",  "ski", "ian", "dze", "oglu",  "ez",   "i",
                                         "ani", "zadeh", "son", "ar",  "wan", "uddin", "pour", ""};
constexpr std::string_view kGiven[] = {
    "Ahmad",   "Maria",  "Ivan",  "Wei",    "Jose",   "Fatima", "Sergey", "Ali",    "Anna",
    "Hassan",  "Olga",   "Min",   "Carlos", "Yusuf",  "Elena",  "Omar",   "David",  "Nina",
    "Ibrahim", "Lucia",  "Tariq", "Hana",   "Viktor", "Rosa",   "Khalid", "Sunita", "Rajesh",
    "Somchai", "Nguyet", "Budi",  "Aisha",  "Dmitri", "Laila",  "Juan",   "Mehmet", "Zeynep"};
constexpr std::string_view kTrades[] = {"Trading",    "Textile",  "Garment",     "International", "Shipping",
                                        "Industries", "Export",   "Holdings",    "Electronics",   "Logistics",
                                        "Chemical",   "Foods",    "Engineering", "Construction",  "Group",
                                        "Investment", "Services", "Technology"};
constexpr std::string_view kForms[] = {"Co., Ltd.", "LLC",  "Ltd",       "S.A.",        "GmbH",
                                       "JSC",       "Inc.", "Pvt. Ltd.", "Corporation", "OOO"};
constexpr std::string_view kPlaces[] = {"Shanghai", "Dubai",  "Moscow", "Karachi", "Istanbul", "Hanoi",
                                        "Lagos",    "Mumbai", "Tehran", "Bogota",  "Minsk",    "Yangon"};
constexpr std::string_view kCountries[] = {"cn", "ae", "ru", "pk", "tr", "vn",
                                           "ng", "in", "ir", "co", "by", "mm"};

template <std::size_t N>
std::string_view Any(const std::string_view (&table)[N], Rng& rng) {
  return table[rng.Below(N)];
}

// A made-up word of one to three syllables and an ending. Words come back as in real lists: the smaller of
// two draws of its number makes low numbers common and high ones rare.
std::string MadeUpWord(std::size_t vocabulary, std::uint64_t salt, Rng& rng) {
  const std::size_t number = std::min(rng.Below(vocabulary), rng.Below(vocabulary));
  Rng letters(salt * 1'000'003 + number);
  std::string word;
  const int syllables = letters.Between(1, 2) + (letters.PerMille(400) ? 1 : 0);
  for (int i = 0; i < syllables; ++i)
    word += fmt::format("{}{}{}", Any(kOnsets, letters), Any(kVowels, letters), Any(kCodas, letters));
  word += Any(kEndings, letters);
  word[0] = Upper(word[0]);
  return word;
}

struct Material {
  std::vector<std::string> words;  // given names and surname, or place, brand, trade and form
  bool person = false;
};

Material DrawMaterial(std::size_t vocabulary, Rng& rng) {
  Material material;
  material.person = rng.PerMille(667);
  if (material.person) {
    material.words = {
        std::string(Any(kGiven, rng)),
        rng.PerMille(500) ? MadeUpWord(vocabulary / 4 + 50, 2, rng) : std::string(Any(kGiven, rng)),
        MadeUpWord(vocabulary, 1, rng)};
    return material;
  }
  material.words = {MadeUpWord(vocabulary, 3, rng), MadeUpWord(vocabulary, 4, rng),
                    std::string(Any(kTrades, rng)), std::string(Any(kForms, rng))};
  if (rng.PerMille(400)) material.words.insert(material.words.begin(), std::string(Any(kPlaces, rng)));
  return material;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// The n-th name: the name itself, then orders, other spellings and a name with another first word.
std::string NameVariant(const Material& material, std::size_t n, Rng& rng) {
  std::vector<std::string> words = material.words;
  if (n == 0) return Joined(words);
  const std::size_t form = n % 4;
  if (form == 1) {
    if (material.person) {
      std::rotate(words.begin(), words.end() - 1, words.end());
      words[0] += ",";
    } else {
      words.back() = std::string(Any(kForms, rng));
    }
  } else if (form == 2) {
    SpellAsHeard(words[material.person ? words.size() - 1 : words.size() - 3], rng);
  } else if (form == 3) {
    words[0] = material.person ? std::string(Any(kGiven, rng)) : MadeUpWord(20'000, 5, rng);
  } else {
    MistypeOnce(words[words.size() > 2 ? 1 : 0], rng);
  }
  return Joined(words);
}

entity::Entity MakeEntity(std::size_t vocabulary, std::size_t names, Rng& rng) {
  const Material material = DrawMaterial(vocabulary, rng);
  entity::Entity made;
  made.schema = material.person ? entity::schema::Person() : entity::schema::Company();
  for (std::size_t n = 0; made.values.size() < names && n < names * 8; ++n)
    made.Add(made.values.empty() ? entity::prop::Name() : entity::prop::Alias(),
             NameVariant(material, n, rng));
  made.caption = std::string(made.First(entity::prop::Name()));
  made.Add(entity::prop::Country(), Any(kCountries, rng));
  if (material.person)
    made.Add(entity::prop::BirthDate(),
             fmt::format("{}-{:02}-{:02}", rng.Between(1940, 2000), rng.Between(1, 12), rng.Between(1, 28)));
  return made;
}

std::size_t VocabularyFor(std::size_t count) {
  return 200 + count / 4;
}

}  // namespace

std::vector<entity::Entity> MakeListed(std::uint64_t seed, std::size_t count, std::size_t names_each) {
  Rng rng(seed);
  std::vector<entity::Entity> listed;
  listed.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    listed.push_back(MakeEntity(VocabularyFor(count), names_each, rng));
    listed.back().id = fmt::format("L{}", i);
  }
  return listed;
}

BenchParties MakeParties(std::uint64_t seed, const std::vector<entity::Entity>& listed, std::size_t count,
                         std::size_t planted) {
  CHECK(planted <= count && (planted == 0 || !listed.empty()));
  Rng rng(seed ^ 0x9a4717e5ULL);
  BenchParties made;
  for (std::size_t i = 0; i < count; ++i) {
    // Evenly spread: party i is planted where the running share steps up.
    const bool plant = (i + 1) * planted / count > i * planted / count;
    if (!plant) {
      made.parties.push_back(MakeEntity(VocabularyFor(listed.size()), 1, rng));
      continue;
    }
    const std::size_t which = rng.Below(listed.size());
    const std::vector<const entity::Value*> names = listed[which].Names();
    entity::Entity party;
    party.schema = listed[which].schema;
    party.Add(entity::prop::Name(), rng.Pick(names)->text);
    party.caption = std::string(party.First(entity::prop::Name()));
    if (rng.PerMille(850)) party.Add(entity::prop::Country(), listed[which].First(entity::prop::Country()));
    made.parties.push_back(std::move(party));
    made.truth.emplace_back(i, which);
  }
  return made;
}

}  // namespace world
