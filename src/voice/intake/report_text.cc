#include "voice/intake/report_text.h"

#include <array>
#include <boost/json.hpp>

#include "crypto/encoding.h"
#include "voice/intake/json_texts.h"

namespace voice {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 11> kPicks = {"documents", "wages",     "fees",    "debt",
                                                     "movement",  "deception", "threats", "hours",
                                                     "housing",   "sexual",    "other"};

}  // namespace

std::span<const std::string_view> ReportPicks() {
  return kPicks;
}

std::string TextOfReport(const Report& report) {
  json::array picks;
  for (const std::string& pick : report.picks) picks.emplace_back(pick);
  return json::serialize(json::object{{"kind", "report"},
                                      {"language", report.language},
                                      {"picks", std::move(picks)},
                                      {"what", report.what},
                                      {"where", report.where},
                                      {"who", report.who},
                                      {"contact", report.contact},
                                      {"safe", report.safe}});
}

std::string TextOfMessage(std::string_view text) {
  return json::serialize(json::object{{"kind", "message"}, {"text", text}});
}

base::Status ReadEntryText(std::string_view text, TalkEntry& entry) {
  const json::object object = TRY(ObjectIn(text));
  const std::string kind = TextAt(object, "kind");
  if (kind == "sealed") {
    // The box around which the entry is: sealed_report.h.
    entry.report = Report{.language = TextAt(object, "language"),
                          .picks = {},
                          .what = {},
                          .where = {},
                          .who = {},
                          .contact = {},
                          .safe = TextAt(object, "safe")};
    entry.sealed = Sealed::kClosed;
    entry.box = TRY(crypto::Base64UrlDecode(TextAt(object, "box")));
    return base::Ok();
  }
  if (kind != "report") {
    entry.text = TextAt(object, "text");
    return base::Ok();
  }
  Report report{.language = TextAt(object, "language"),
                .picks = {},
                .what = TextAt(object, "what"),
                .where = TextAt(object, "where"),
                .who = TextAt(object, "who"),
                .contact = TextAt(object, "contact"),
                .safe = TextAt(object, "safe")};
  if (const json::value* picks = object.if_contains("picks"); picks != nullptr && picks->is_array())
    for (const json::value& pick : picks->get_array())
      if (pick.is_string()) report.picks.emplace_back(pick.get_string());
  entry.report = std::move(report);
  return base::Ok();
}

std::string TextOfFileHead(const ShownFile& file, crypto::ByteView key) {
  return json::serialize(json::object{{"name", file.name},
                                      {"type", file.media_type},
                                      {"size", file.size},
                                      {"key", crypto::Base64Encode(key)}});
}

base::Result<FileHead> ReadFileHead(std::string_view text) {
  const json::object object = TRY(ObjectIn(text));
  FileHead head;
  head.file.name = TextAt(object, "name");
  head.file.media_type = TextAt(object, "type");
  if (const json::value* size = object.if_contains("size"); size != nullptr && size->is_int64())
    head.file.size = size->get_int64();
  crypto::Bytes key = TRY(crypto::Base64Decode(TextAt(object, "key")));
  head.key = crypto::SecretBytes::Copy(key);
  crypto::Wipe(key);
  if (head.key.size() != crypto::kKeyBytes || head.file.size < 0)
    return base::Corrupt("the head of a sealed file is damaged");
  return head;
}

}  // namespace voice
