#include <algorithm>
#include <array>

#include "base/limits.h"
#include "desk/people/people.h"
#include "desk/tr.h"

namespace desk {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(OrgType::kCount)> kOrgTypeNames = {
    "company",
    "industry-body",
    "workers-organisation",
    "employers-organisation",
    "ngo",
    "government",
    "international-organisation",
    "academic",
    "foundation",
    "expert",
    "media"};

static_assert(base::kMinPasswordCharacters == 12, "the texts for people name the number");

bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

// Code points, counted by their first bytes.
std::size_t CountCharacters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

bool IsDomain(std::string_view domain) {
  return domain.find('.') != std::string_view::npos && domain.front() != '.' && domain.back() != '.' &&
         domain.find("..") == std::string_view::npos;
}

}  // namespace

std::string_view OrgTypeName(OrgType type) {
  return kOrgTypeNames.at(static_cast<std::size_t>(type));
}

std::optional<OrgType> OrgTypeNamed(std::string_view name) {
  const auto* found = std::find(kOrgTypeNames.begin(), kOrgTypeNames.end(), name);
  if (found == kOrgTypeNames.end()) return std::nullopt;
  return static_cast<OrgType>(found - kOrgTypeNames.begin());
}

base::Status CheckNewPassword(std::string_view password, std::string_view email) {
  if (password.size() > base::kMaxPassphraseBytes) return base::TooLarge(tr("The password is too long."));
  if (CountCharacters(password) < base::kMinPasswordCharacters)
    return base::Invalid(
        tr("The password needs at least 12 characters. Several words in a row are easy to remember."));
  const std::string lower = LowerAscii(password);
  if (lower == email || lower == email.substr(0, email.find('@')))
    return base::Invalid(tr("The password must not be the e-mail address."));
  if (std::all_of(password.begin(), password.end(), [&](char c) { return c == password.front(); }))
    return base::Invalid(tr("The password must not be one character again and again."));
  return base::Ok();
}

base::Result<std::string> NormaliseName(std::string_view text) {
  const std::string_view name = Trimmed(text);
  if (name.size() > base::kMaxDisplayNameBytes) return base::TooLarge(tr("The name is too long."));
  if (std::any_of(name.begin(), name.end(), IsControl))
    return base::Invalid(tr("The name holds a line break or another control character."));
  return std::string(name);
}

base::Result<std::string> NormaliseEmail(std::string_view text) {
  const base::Error wrong =
      base::Invalid(tr("This is not an e-mail address. One like name@example.org is expected."));
  const std::string email = LowerAscii(Trimmed(text));
  if (email.size() > base::kMaxEmailBytes) return wrong;
  const std::size_t at = email.find('@');
  if (at == 0 || at == std::string::npos || at + 1 >= email.size() ||
      email.find('@', at + 1) != std::string::npos)
    return wrong;
  if (std::any_of(email.begin(), email.end(), [](char c) {
        return IsControl(c) || std::string_view(" ,;<>\"\\").find(c) != std::string_view::npos;
      }))
    return wrong;
  if (!IsDomain(std::string_view(email).substr(at + 1))) return wrong;
  return email;
}

}  // namespace desk
