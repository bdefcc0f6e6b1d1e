#include "panel/practices/postings.h"

namespace panel {

void ChangePostings(std::string& docs, const std::map<std::uint16_t, std::uint8_t>& changes) {
  std::string changed;
  changed.reserve(docs.size() + 3 * changes.size());
  const auto write = [&](std::uint16_t place, std::uint8_t where) {
    if (where == 0) return;
    changed += static_cast<char>(place & 0xFFU);
    changed += static_cast<char>(place >> 8U);
    changed += static_cast<char>(where);
  };
  auto next = changes.begin();
  EachPosting(BytesOf(docs), [&](std::uint16_t place, std::uint8_t where) {
    for (; next != changes.end() && next->first < place; ++next) write(next->first, next->second);
    if (next != changes.end() && next->first == place) {
      where = next->second;
      ++next;
    }
    write(place, where);
  });
  for (; next != changes.end(); ++next) write(next->first, next->second);
  docs = std::move(changed);
}

}  // namespace panel
