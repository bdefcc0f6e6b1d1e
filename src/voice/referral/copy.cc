#include "voice/referral/copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits_referral.h"
#include "crypto/box.h"
#include "crypto/encoding.h"
#include "desk/tr.h"
#include "voice/intake/json_texts.h"

namespace voice::referral {
namespace {

namespace json = boost::json;

json::object PartsText(const std::map<Part, std::string>& parts) {
  json::object object;
  for (const auto& [part, text] : parts) object[consent::PartName(part)] = text;
  return object;
}

json::array FilesText(const std::vector<CopyFile>& files) {
  json::array array;
  for (const CopyFile& file : files)
    array.push_back(json::object{
        {"id", file.id.text()}, {"name", file.name}, {"type", file.media_type}, {"size", file.size}});
  return array;
}

std::map<Part, std::string> PartsIn(const json::object& object) {
  std::map<Part, std::string> parts;
  const json::value* value = object.if_contains("parts");
  if (value == nullptr || !value->is_object()) return parts;
  for (const auto& [name, text] : value->get_object())
    if (const auto part = consent::PartNamed(name); part && text.is_string())
      parts[*part] = std::string(text.get_string());
  return parts;
}

std::vector<CopyFile> FilesIn(const json::object& object) {
  std::vector<CopyFile> files;
  const json::value* value = object.if_contains("files");
  if (value == nullptr || !value->is_array()) return files;
  for (const json::value& one : value->get_array())
    if (one.is_object())
      files.push_back({FileId::FromStore(TextAt(one.get_object(), "id")), TextAt(one.get_object(), "name"),
                       TextAt(one.get_object(), "type"), NumberAt(one.get_object(), "size")});
  return files;
}

}  // namespace

Draft LeastOf(Draft draft, const std::vector<Part>& allowed) {
  const auto may = [&](Part part) {
    return std::find(allowed.begin(), allowed.end(), part) != allowed.end();
  };
  std::erase_if(draft.parts, [&](const auto& one) { return !may(one.first) || one.second.empty(); });
  if (!may(Part::kFiles)) draft.files.clear();
  return draft;
}

std::vector<Part> PartsOf(const Draft& draft) {
  std::vector<Part> parts;
  for (const auto& [part, text] : draft.parts)
    if (!text.empty()) parts.push_back(part);
  if (!draft.files.empty() && !draft.parts.contains(Part::kFiles)) parts.push_back(Part::kFiles);
  std::sort(parts.begin(), parts.end());
  return parts;
}

Copy CopyOf(const Draft& draft, std::string_view number, std::string_view from) {
  Copy copy{.number = std::string(number),
            .from = std::string(from),
            .purpose = draft.purpose,
            .words = draft.words,
            .parts = draft.parts,
            .files = draft.files};
  // Names of rows in the case mean nothing to the recipient and are none of its business.
  for (CopyFile& file : copy.files) file.id = FileId();
  return copy;
}

base::Status CheckDraft(const Draft& draft) {
  if (draft.to.name.empty() || draft.to.id.empty() ||
      (draft.to.kind != consent::RecipientKind::kService && draft.to.kind != consent::RecipientKind::kTeam))
    return base::Invalid(desk::tr("please choose a service or a team"));
  if (draft.words.empty()) return base::Invalid(desk::tr("please write what is asked of the recipient"));
  if (draft.answer_days < 1 || draft.answer_days > base::kMaxReferralDays)
    return base::Invalid(fmt::format("answer within: 1 to {} days are expected", base::kMaxReferralDays));
  if (draft.live_days < 1 || draft.live_days > base::kMaxReferralDays)
    return base::Invalid(fmt::format("the copy lives: 1 to {} days are expected", base::kMaxReferralDays));
  if (draft.words.size() > base::kMaxReferralPartBytes)
    return base::TooLarge(
        fmt::format("one part is longer than {} bytes; please shorten it", base::kMaxReferralPartBytes));
  for (const auto& [part, text] : draft.parts)
    if (text.size() > base::kMaxReferralPartBytes)
      return base::TooLarge(
          fmt::format("one part is longer than {} bytes; please shorten it", base::kMaxReferralPartBytes));
  if (draft.files.size() > base::kMaxReferralFiles)
    return base::TooLarge(fmt::format("more than {} files", base::kMaxReferralFiles));
  return base::Ok();
}

base::Result<crypto::SecretBytes> KeyOfCopy(const Draft& draft) {
  crypto::Bytes key = TRY(crypto::Base64Decode(draft.copy_key));
  crypto::SecretBytes kept = crypto::SecretBytes::Copy(key);
  crypto::Wipe(key);
  if (kept.size() != crypto::kKeyBytes) return base::Corrupt("the key of a copy is damaged");
  return kept;
}

std::string TextOf(const Draft& draft) {
  return json::serialize(json::object{{"kind", consent::RecipientKindName(draft.to.kind)},
                                      {"id", draft.to.id},
                                      {"name", draft.to.name},
                                      {"trade", draft.to.trade},
                                      {"mail", draft.mail},
                                      {"purpose", consent::PurposeName(draft.purpose)},
                                      {"words", draft.words},
                                      {"parts", PartsText(draft.parts)},
                                      {"files", FilesText(draft.files)},
                                      {"answer_days", draft.answer_days},
                                      {"live_days", draft.live_days},
                                      {"drafted_by", draft.drafted_by},
                                      {"law", draft.law},
                                      {"law_reason", draft.law_reason},
                                      {"law_by", draft.law_by},
                                      {"copy_key", draft.copy_key}});
}

base::Result<Draft> ReadDraft(std::string_view text) {
  const json::object object = TRY(ObjectIn(text));
  const auto kind = consent::RecipientKindNamed(TextAt(object, "kind"));
  const auto purpose = consent::PurposeNamed(TextAt(object, "purpose"));
  if (!kind || !purpose) return base::Corrupt("a sealed referral is damaged");
  return Draft{.to = {*kind, TextAt(object, "id"), TextAt(object, "name"), TextAt(object, "trade")},
               .mail = TextAt(object, "mail"),
               .purpose = *purpose,
               .words = TextAt(object, "words"),
               .parts = PartsIn(object),
               .files = FilesIn(object),
               .answer_days = NumberAt(object, "answer_days"),
               .live_days = NumberAt(object, "live_days"),
               .drafted_by = TextAt(object, "drafted_by"),
               .law = TextAt(object, "law"),
               .law_reason = TextAt(object, "law_reason"),
               .law_by = TextAt(object, "law_by"),
               .copy_key = TextAt(object, "copy_key")};
}

std::string TextOf(const Copy& copy) {
  return json::serialize(json::object{{"number", copy.number},
                                      {"from", copy.from},
                                      {"purpose", consent::PurposeName(copy.purpose)},
                                      {"words", copy.words},
                                      {"parts", PartsText(copy.parts)},
                                      {"files", FilesText(copy.files)}});
}

base::Result<Copy> ReadCopy(std::string_view text) {
  const json::object object = TRY(ObjectIn(text));
  const auto purpose = consent::PurposeNamed(TextAt(object, "purpose"));
  if (!purpose) return base::Corrupt("a sealed referral is damaged");
  return Copy{.number = TextAt(object, "number"),
              .from = TextAt(object, "from"),
              .purpose = *purpose,
              .words = TextAt(object, "words"),
              .parts = PartsIn(object),
              .files = FilesIn(object)};
}

}  // namespace voice::referral
