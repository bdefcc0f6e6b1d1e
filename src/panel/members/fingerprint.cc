#include "panel/members/fingerprint.h"

#include <algorithm>
#include <vector>

#include "crypto/digest.h"

namespace panel::members {
namespace {

// Lengths stand before texts, so that no two files have the same bytes.
void Put(std::string& bytes, std::string_view text) {
  bytes += std::to_string(text.size());
  bytes += ':';
  bytes += text;
}

void PutSorted(std::string& bytes, std::vector<std::string> rows) {
  std::sort(rows.begin(), rows.end());
  Put(bytes, std::to_string(rows.size()));
  for (const std::string& row : rows) Put(bytes, row);
}

}  // namespace

std::string FingerprintOf(const File& file) {
  const Profile& profile = file.profile;
  std::string bytes;
  for (const std::string_view text :
       {std::string_view(profile.name), desk::OrgTypeName(profile.constituency),
        std::string_view(profile.country), std::string_view(profile.registration),
        std::string_view(profile.website), std::string_view(profile.purpose),
        std::string_view(profile.safeguards), std::string_view(profile.owners)})
    Put(bytes, text);
  PutSorted(bytes, profile.sectors);
  std::vector<std::string> names, people;
  for (const OtherName& name : file.names) {
    std::string& row = names.emplace_back();
    Put(row, NameKindName(name.kind));
    Put(row, name.text);
  }
  for (const FilePerson& person : file.people) {
    std::string& row = people.emplace_back();
    for (const std::string_view text :
         {PersonKindName(person.kind), std::string_view(person.name), std::string_view(person.title),
          std::string_view(person.country), std::string_view(person.birth_date)})
      Put(row, text);
  }
  PutSorted(bytes, std::move(names));
  PutSorted(bytes, std::move(people));
  return crypto::Sha256Hex(bytes);
}

}  // namespace panel::members
