#include "voice/casework/imported_record.h"

#include "base/time.h"
#include "htcds/standard.h"
#include "voice/casework/documents.h"

namespace voice {
namespace {

constexpr std::size_t kDayLetters = 10;  // "2026-11-30"

void AddValues(std::string& text, const htcds::Section& section) {
  for (const auto& [name, values] : section.fields) {
    const htcds::Field* field = htcds::FieldNamed(name);
    for (const std::string& value : values) {
      text += value + "\n";
      if (field != nullptr) text += ValueWord(*field, value) + "\n";
    }
  }
  for (const auto& [header, value] : section.extra) text += value + "\n";
}

}  // namespace

base::Result<std::optional<htcds::Record>> KeptRecord(db::Transaction& tx, const OpenedCase& opened) {
  using Kept = std::optional<htcds::Record>;
  const Document document = TRY(ReadDocument(tx, opened, kRecordKind));
  if (document.version == 0) return Kept();
  htcds::Reading reading = TRY(htcds::Read(document.text, "case"));
  if (reading.records.size() != 1) return base::Corrupt("the case file of a case is damaged");
  return Kept(std::move(reading.records.front()));
}

std::string ValueWord(const htcds::Field& field, std::string_view value) {
  for (const htcds::Code& code : htcds::Codes())
    if (code.list == field.list && code.code == value) return std::string(code.label);
  return std::string(value);
}

std::string TextOfRecord(const htcds::Record& record) {
  std::string text;
  AddValues(text, record.main);
  for (const auto& items : record.parts)
    for (const htcds::Section& item : items) AddValues(text, item);
  return text;
}

std::string_view StateOfRecord(const htcds::Record& record) {
  const std::string_view status = record.main.Value("cas_Status");
  if (status == "Closed" || status == "ClosedReferred") return "closed";
  return status == "FollowUp" ? "follow-up" : "new";
}

std::optional<Day> ReceivedInRecord(const htcds::Record& record) {
  const std::string_view day = record.main.Value("cas_IncomingReferralDate").substr(0, kDayLetters);
  const base::Result<base::UtcTime> time = base::ParseTime(std::string(day) + "T00:00:00.000Z");
  if (!time) return std::nullopt;
  return DayOf(*time);
}

}  // namespace voice
