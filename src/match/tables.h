#pragma once
// What is known about words in names: legal forms, titles, particles, nicknames, places, … parsed once from
// the tables of data/names (each names its source there) and never changed. Thread-safe. Keys are folded
// forms (text/romanize.h) without spaces.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "match/string_map.h"

namespace match {

enum class GroupKind : std::uint8_t {
  kVariant,  // one name in several spellings
  kNickname,
  kRomanization,  // one Chinese surname in several romanisations, each of which may stand for other surnames
  kKoreanSurname,
  kKoreanSyllable,     // one syllable of Korean given names in its spellings
  kCantoneseSyllable,  // one syllable of Cantonese in the spellings of Hong Kong
  kEquivalent,         // names of several languages that go back to one name
};

// Words to which the naming customs of a people give a part to play (data/names/name_customs.tsv).
struct NamingCustoms {
  StringSet burmese;                  // words of Burmese names
  StringSet address;                  // U, Daw, Ko, Ma in front of them
  StringSet maiden;                   // née, geb.: a name by birth or marriage follows
  StringMap<std::string> generation;  // Jr, Filho → "2"
  StringMap<std::string> shortened;   // md → mohammed
  StringMap<std::string> shortened_with_dot;
  StringMap<std::string> geez;       // g of G/Medhin → gebre
  StringMap<std::uint8_t> common;    // singh → the most bits it tells
  StringMap<std::uint8_t> kin_tags;  // so of s/o → class of the particle it stands for, 0 for none
};

struct Tables {
  StringMap<std::uint8_t> legal_forms;     // form without spaces → class, 1-based
  std::vector<std::string> legal_classes;  // class - 1 → name
  std::size_t longest_legal = 0;           // tokens of the longest legal form
  std::size_t longest_legal_bytes = 0;     // of the longest
  std::size_t longest_legal_letters = 0;   // code points of the longest in a script without spaces
  StringMap<bool> titles;    // title, honorific or rank → whether it is also a name (Malik, Sri, Ko)
  StringSet asian_surnames;  // Latin forms of Chinese, Korean and Vietnamese surnames, which may look like
                             // particles and titles (Du, He, An)
  StringMap<std::uint8_t> particles;  // token → class, 1-based
  std::vector<std::string> particle_classes;
  StringSet org_stops;
  StringMap<std::string> org_words;  // variant → canonical word
  StringMap<std::string>
      related_trades;                // canonical word → the first of those that are taken for one another
  std::size_t longest_org_word = 0;  // code points of the longest variant in a script without spaces
  StringMap<std::vector<std::pair<std::string_view, std::string_view>>>
      vietnamese_words;                // without marks → with them, canonical word
  StringMap<std::string_view> brands;  // word that firms take as their name, in any language → English word
  StringMap<std::string> numbers;      // word → digits
  StringMap<std::string_view> places;  // name of a place in any language, without spaces → canonical name, or
                                       // nothing where only the one name is known
  std::size_t longest_place = 0;       // code points of the longest place in a script without spaces
  std::vector<std::string_view>
      phrases;                     // places and business words of several words, with their spaces; sorted
  StringSet phrase_starts;         // the first words of phrases
  std::size_t longest_phrase = 0;  // words of the longest of them
  StringMap<std::string>
      phrase_initials;  // those in Latin letters, without spaces → the initials of their words
  StringMap<std::vector<std::uint32_t>> name_groups;  // token → groups of variants or nicknames it belongs to
  std::vector<std::vector<std::string>> groups;       // group → its members
  std::vector<GroupKind> group_kinds;
  StringMap<std::vector<std::string>>
      known_names;  // token → the members of all its groups, each once, sorted
  // What is spelt so, which a name in its own script tells: Pinyin of a Chinese surname, Hangul, Jyutping;
  // empty for variants and nicknames.
  std::vector<std::string> group_keys;
  StringMap<std::string>
      given_by_script;     // name in another script (Arabic: plain, text/arabic.h) → its usual Latin form
  StringSet arabic_forms;  // all Latin forms of the Arabic ones
  StringMap<std::string> korean_surnames;  // Hangul surname → its most common Latin form
  StringSet korean_surname_forms;          // all their Latin forms
  StringSet vietnamese_surnames;
  StringMap<std::size_t> chinese_surname_ranks;  // Pinyin → place in order of frequency
  StringSet chinese_double_surnames;             // in Han
  StringSet syllables;                           // Latin spellings of syllables of Chinese and Korean names
  NamingCustoms customs;
};

const Tables& GetTables();

// The one word that stands for a business word in all its abbreviations and languages ("intl", "国际" →
// "international"; "srvces" → "service" by rule, abbreviation.h), by the folded form or the original letters;
// an empty view where the table has none.
std::string_view TradeWordOf(std::string_view form, std::string_view surface);
// The English word for a word that firms choose as their name and translate ("قرش" → "shark", "angsa" →
// "swan"); an empty view where the table has none.
std::string_view BrandWordOf(std::string_view form, std::string_view surface);
// The same for business words, places ("Peking", "北京" → "beijing") and words of brands, in this order.
struct Meaning {
  std::string_view canonical;  // empty: the tables know none
  bool place = false;
  bool brand = false;
};
Meaning MeaningOf(std::string_view form, std::string_view surface);
std::string_view CanonicalOf(std::string_view form, std::string_view surface);

// The same for all lines of business that translators take for one another (factory, plant, mill); the word
// itself where there are none.
std::string_view RelatedOf(std::string_view canonical);

// Whether a table has the word as a place.
bool IsPlace(std::string_view form, std::string_view surface);

// Whether two classes of legal form may be one: the same class; "Co., Ltd." and a limited liability company;
// a joint stock company of East Asia (株式会社, 주식회사, 股份有限公司), which calls itself "Co., Ltd." in
// English, and either "Co., Ltd." or another joint stock company.
bool LegalFormsMeet(std::uint8_t a, std::uint8_t b);

// Whether a rarity table has the word.
bool IsKnownWord(std::string_view form);
// True for the scripts that are written without spaces: Han, Hangul (which writes names of firms so), kana,
// Thai, Lao, Burmese, Khmer.
bool IsUnspaced(char32_t c);
// Letters of Thai, Lao, Burmese or Khmer: the alphabets among them.
bool IsSouthEastAsian(char32_t c);

// Information of a token in bits, 1 (every second name has it) to 16 (hardly any has): a property of the
// token and the engine's version, never of the list that is screened. See docs/rarity.md.
std::uint8_t PersonBits(std::string_view form);
std::uint8_t OrganizationBits(std::string_view form);
// The same for a word that may have a canonical one, whose rarity then counts.
std::uint8_t OrganizationBits(std::string_view form, const Meaning& meaning);
std::uint8_t OrganizationBits(std::string_view form, std::string_view surface);

}  // namespace match
