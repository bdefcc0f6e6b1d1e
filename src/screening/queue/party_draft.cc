#include "screening/queue/party_draft.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "crypto/digest.h"
#include "match/match.h"
#include "screening/field_values.h"
#include "screening/queue/record.h"
#include "screening/queue/search_words.h"

namespace screening {
namespace {

std::string Bounded(std::string key) {
  if (key.size() <= base::kMaxPartyKeyBytes) return key;
  const std::string hash = crypto::Sha256Hex(key);
  std::size_t end = base::kMaxPartyKeyBytes - hash.size() - 1;
  while (end > 0 && (static_cast<unsigned char>(key[end]) & 0xC0) == 0x80) --end;
  return key.substr(0, end) + "#" + hash;
}

std::string Compact(std::string_view text) {
  std::string key = SortKey(text);
  std::erase(key, ' ');
  return key;
}

std::string CountryOf(const entity::Entity& entity) {
  for (const entity::Property property : {entity::prop::Country(), entity::prop::Jurisdiction(),
                                          entity::prop::Nationality(), entity::prop::Citizenship()}) {
    for (const std::string_view text : entity.All(property)) {
      const std::string_view code = entity::CountryCode(text);
      if (!code.empty()) return std::string(code);
    }
  }
  return {};
}

}  // namespace

std::string PartyKey(const entity::Entity& entity, std::string_view number) {
  if (!number.empty()) return Bounded(fmt::format("number:{}", number));
  const std::string registration = Compact(entity.First(entity::prop::RegistrationNumber()));
  if (!registration.empty()) return Bounded("registration:" + registration);
  const std::string name = SortKey(entity.caption);
  return Bounded(fmt::format("name:{}|{}", name.empty() ? entity.caption : name, CountryOf(entity)));
}

base::Status SetContent(Party& party, const entity::Entity& entity) {
  const std::vector<const entity::Value*> names = entity.Names();
  const bool usable = std::any_of(names.begin(), names.end(),
                                  [](const entity::Value* name) { return match::UsableName(name->text); });
  if (!usable)
    return base::Invalid("the party has no name that can be compared: at least one letter or digit");
  entity::Entity content = entity;
  content.id.clear();
  if (content.caption.empty()) content.caption = names.front()->text;
  const std::string text = RecordText(content);
  if (text.size() > base::kMaxPartyRecordBytes)
    return base::TooLarge(
        fmt::format("the party has more than {} bytes (kMaxPartyRecordBytes)", base::kMaxPartyRecordBytes));
  party.entity = TRY(ReadRecord(text));
  party.content_hash = PartyHash(party.entity);
  party.country = CountryOf(party.entity);
  return base::Ok();
}

base::Result<std::vector<std::string>> CleanTags(const std::vector<std::string>& tags) {
  std::vector<std::string> clean;
  for (const std::string& tag : tags) {
    std::string tidy = TidyText(tag);
    if (tidy.empty() || std::find(clean.begin(), clean.end(), tidy) != clean.end()) continue;
    if (tidy.size() > base::kMaxTagBytes)
      return base::TooLarge(fmt::format("a tag has at most {} bytes (kMaxTagBytes)", base::kMaxTagBytes));
    clean.push_back(std::move(tidy));
  }
  if (clean.size() > base::kMaxTags)
    return base::TooLarge(fmt::format("a party has at most {} tags (kMaxTags)", base::kMaxTags));
  return clean;
}

base::Result<std::vector<std::string>> TagsOf(std::string_view text) {
  std::vector<std::string> tags;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(",;\n");
    tags.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return CleanTags(tags);
}

}  // namespace screening
