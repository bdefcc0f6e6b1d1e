#include "match/letter_names.h"

#include <array>

namespace match {
namespace {

struct NamedLetter {
  std::string_view name;
  char letter;
};

// The English names as the Royal Institute of Thailand and the National Institute of Korean Language write
// them.
constexpr std::array<NamedLetter, 54> kLetters = {
    {{"เอ", 'a'},   {"บี", 'b'},    {"ซี", 'c'},      {"ดี", 'd'},    {"อี", 'e'},      {"เอฟ", 'f'},
     {"จี", 'g'},    {"เอช", 'h'},  {"ไอ", 'i'},     {"เจ", 'j'},   {"เค", 'k'},     {"แอล", 'l'},
     {"เอ็ม", 'm'},  {"เอ็น", 'n'},  {"โอ", 'o'},     {"พี", 'p'},    {"คิว", 'q'},     {"อาร์", 'r'},
     {"เอส", 's'},  {"ที", 't'},    {"ยู", 'u'},      {"วี", 'v'},    {"ดับเบิลยู", 'w'}, {"เอ็กซ์", 'x'},
     {"วาย", 'y'},  {"แซด", 'z'},  {"에이", 'a'},   {"비", 'b'},   {"시", 'c'},     {"씨", 'c'},
     {"디", 'd'},   {"이", 'e'},   {"에프", 'f'},   {"지", 'g'},   {"에이치", 'h'}, {"아이", 'i'},
     {"제이", 'j'}, {"케이", 'k'}, {"엘", 'l'},     {"엠", 'm'},   {"엔", 'n'},     {"오", 'o'},
     {"피", 'p'},   {"큐", 'q'},   {"아르", 'r'},   {"알", 'r'},   {"에스", 's'},   {"티", 't'},
     {"유", 'u'},   {"브이", 'v'}, {"더블유", 'w'}, {"엑스", 'x'}, {"와이", 'y'},   {"제트", 'z'}}};

}  // namespace

std::string LettersNamed(std::string_view surface) {
  std::string letters;
  while (!surface.empty()) {
    // The longest name: "เอส" is S, not A and a rest.
    const NamedLetter* best = nullptr;
    for (const NamedLetter& letter : kLetters) {
      if (surface.starts_with(letter.name) && (best == nullptr || letter.name.size() > best->name.size()))
        best = &letter;
    }
    if (best == nullptr) return {};
    letters.push_back(best->letter);
    surface.remove_prefix(best->name.size());
  }
  return letters;
}

}  // namespace match
