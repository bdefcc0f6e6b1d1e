#include "match/classify.h"
#include "match/token_similarity.h"
#include "text/keys.h"

namespace match {

int EditLimit(std::size_t longer) {
  if (longer <= 2) return 0;
  if (longer <= 4) return 1;
  if (longer <= 10) return 2;
  return 3;
}

int TrigramsNeeded(std::size_t longer) {
  if (longer <= 4) return 1;
  return longer <= 7 ? 2 : 3;
}

std::uint32_t LettersOf(std::string_view form) {
  std::uint32_t letters = 0;
  for (char c : form) letters |= 1U << (c >= 'a' && c <= 'z' ? c - 'a' : 26 + c % 6);
  return letters;
}

std::string ConsonantKeyOf(std::string_view form) {
  if (form.size() < 3 || AllDigits(form)) return {};
  std::string key = text::SkeletonKey(form);
  if (key.size() < 2) key.clear();
  return key;
}

std::string SoundKeyOf(std::string_view form) {
  if (form.size() < 4 || AllDigits(form)) return {};
  std::string key = text::PhoneticKey(form);
  if (key.size() < 4) key.clear();
  return key;
}

}  // namespace match
