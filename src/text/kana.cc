#include "text/kana.h"

#include <unordered_map>

namespace text {
namespace {

using Table = std::unordered_map<char32_t, std::string_view>;

constexpr char32_t kProlonged = U'ー';
constexpr char32_t kSmallTsu = U'っ';
constexpr char32_t kSyllabicN = U'ん';

char32_t Hiragana(char32_t c) {
  return c >= 0x30A1 && c <= 0x30F6 ? c - 0x60 : c;
}

const Table& Kana() {
  static const Table* const table = new Table{
      {U'あ', "a"},  {U'い', "i"},  {U'う', "u"},  {U'え', "e"},  {U'お', "o"},   {U'か', "ka"},
      {U'き', "ki"}, {U'く', "ku"}, {U'け', "ke"}, {U'こ', "ko"}, {U'さ', "sa"},  {U'し', "shi"},
      {U'す', "su"}, {U'せ', "se"}, {U'そ', "so"}, {U'た', "ta"}, {U'ち', "chi"}, {U'つ', "tsu"},
      {U'て', "te"}, {U'と', "to"}, {U'な', "na"}, {U'に', "ni"}, {U'ぬ', "nu"},  {U'ね', "ne"},
      {U'の', "no"}, {U'は', "ha"}, {U'ひ', "hi"}, {U'ふ', "fu"}, {U'へ', "he"},  {U'ほ', "ho"},
      {U'ま', "ma"}, {U'み', "mi"}, {U'む', "mu"}, {U'め', "me"}, {U'も', "mo"},  {U'や', "ya"},
      {U'ゆ', "yu"}, {U'よ', "yo"}, {U'ら', "ra"}, {U'り', "ri"}, {U'る', "ru"},  {U'れ', "re"},
      {U'ろ', "ro"}, {U'わ', "wa"}, {U'ゐ', "i"},  {U'ゑ', "e"},  {U'を', "o"},   {U'が', "ga"},
      {U'ぎ', "gi"}, {U'ぐ', "gu"}, {U'げ', "ge"}, {U'ご', "go"}, {U'ざ', "za"},  {U'じ', "ji"},
      {U'ず', "zu"}, {U'ぜ', "ze"}, {U'ぞ', "zo"}, {U'だ', "da"}, {U'ぢ', "ji"},  {U'づ', "zu"},
      {U'で', "de"}, {U'ど', "do"}, {U'ば', "ba"}, {U'び', "bi"}, {U'ぶ', "bu"},  {U'べ', "be"},
      {U'ぼ', "bo"}, {U'ぱ', "pa"}, {U'ぴ', "pi"}, {U'ぷ', "pu"}, {U'ぺ', "pe"},  {U'ぽ', "po"},
      {U'ゔ', "vu"}, {U'ぁ', "a"},  {U'ぃ', "i"},  {U'ぅ', "u"},  {U'ぇ', "e"},   {U'ぉ', "o"},
      {U'ゃ', "ya"}, {U'ゅ', "yu"}, {U'ょ', "yo"}, {U'ゎ', "wa"}, {U'ゕ', "ka"},  {U'ゖ', "ke"},
  };
  return *table;
}

// A small vowel or glide after another kana: きゃ "kya", しょ "sho", ファ "fa", ティ "ti".
bool JoinSmall(std::string& sound, char32_t small) {
  const char last = sound.back();
  switch (small) {
    case U'ゃ':
    case U'ゅ':
    case U'ょ': {
      if (last != 'i') return false;
      sound.pop_back();
      const bool hissing = sound == "sh" || sound == "ch" || sound == "j";
      if (!hissing) sound += 'y';
      sound += small == U'ゃ' ? 'a' : small == U'ゅ' ? 'u' : 'o';
      return true;
    }
    case U'ぁ':
    case U'ぃ':
    case U'ぅ':
    case U'ぇ':
    case U'ぉ': {
      if (sound.size() < 2 && sound != "u") return false;
      if (sound == "u") sound = "wu";
      sound.pop_back();
      sound += Kana().at(small);
      return true;
    }
    default:
      return false;
  }
}

struct Writer {
  bool long_vowels;
  std::string out;
  bool doubled = false;  // a small tsu came before

  void Lengthen() {
    if (!long_vowels || out.empty()) return;
    const char last = out.back();
    if (last == 'a' || last == 'e' || last == 'i' || last == 'o' || last == 'u') out += last;
  }

  void Write(std::string_view sound) {
    // The second half of a long o or u.
    if (!out.empty() && !long_vowels &&
        ((sound == "u" && (out.back() == 'o' || out.back() == 'u')) || (sound == "o" && out.back() == 'o')))
      return;
    if (doubled && sound[0] != 'n') out += sound.starts_with("ch") ? 't' : sound[0];
    doubled = false;
    out += sound;
  }
};

}  // namespace

std::string RomanizeKana(std::u32string_view letters, bool long_vowels) {
  Writer writer{long_vowels, {}};
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char32_t c = Hiragana(letters[i]);
    if (c == kProlonged) {
      writer.Lengthen();
      continue;
    }
    if (c == kSmallTsu) {
      writer.doubled = true;
      continue;
    }
    if (c == kSyllabicN) {
      writer.doubled = false;
      writer.out += 'n';
      continue;
    }
    const auto found = Kana().find(c);
    if (found == Kana().end()) continue;
    std::string sound(found->second);
    if (i + 1 < letters.size() && JoinSmall(sound, Hiragana(letters[i + 1]))) ++i;
    writer.Write(sound);
  }
  return std::move(writer.out);
}

std::string ShortVowels(std::string_view hepburn) {
  std::string out;
  for (char c : hepburn) {
    const char last = out.empty() ? '\0' : out.back();
    const bool second_half = (c == 'u' && (last == 'o' || last == 'u')) || (c == 'o' && last == 'o');
    if (!second_half) out += c;
  }
  return out;
}

}  // namespace text
