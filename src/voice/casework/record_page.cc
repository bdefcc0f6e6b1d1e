#include "html/console_components.h"
#include "voice/casework/imported_record.h"
#include "voice/casework/pages.h"
#include "voice/casework/shell.h"

// The tab of a case that came from a file: what the file said, by the standard's labels and in its order.
namespace voice {
namespace {

using html::El;
using html::Html;

constexpr std::string_view kRest = "/record";

Html ValuesOf(const CasePage& page, const htcds::Field& field, const std::vector<std::string>& values) {
  Html all;
  for (const std::string& value : values) {
    std::string word = ValueWord(field, value);
    if (field.type == htcds::Type::kCheckbox)
      word = value == "true" ? page.tr("Yes") : value == "false" ? page.tr("No") : value;
    all.Add(El("div", El("bdi", word)));
  }
  return all;
}

Html FactsOf(const CasePage& page, const htcds::Section& section) {
  std::vector<std::pair<std::string_view, Html>> facts;
  for (const htcds::Field& field : htcds::Fields()) {
    const auto found = section.fields.find(field.name);
    if (found != section.fields.end()) facts.emplace_back(field.label, ValuesOf(page, field, found->second));
  }
  for (const auto& [header, value] : section.extra) facts.emplace_back(header, El("bdi", value));
  return html::Facts(facts);
}

std::string PartHeading(const html::Locale& locale, htcds::Part part) {
  switch (part) {
    case htcds::Part::kReferral:
      return locale.tr("Referrals");
    case htcds::Part::kPerson:
      return locale.tr("People in the process");
    case htcds::Part::kOrganisation:
      return locale.tr("Organisations");
    case htcds::Part::kComment:
      return locale.tr("Comments");
    case htcds::Part::kEvent:
      return locale.tr("Events");
    case htcds::Part::kPlan:
      return locale.tr("Plans");
    case htcds::Part::kCase:
      break;
  }
  return locale.tr("Case");
}

base::Result<net::Response> Show(CasePage& page) {
  const auto record = TRY(
      page.services.access.database().Read([&](db::Transaction& tx) { return KeptRecord(tx, page.opened); }));
  if (!record)
    return CaseResponse(
        page, kRest,
        html::Empty(page.tr("No imported record"), page.tr("This case did not come from a file.")));
  std::vector<Html> parts = {El("p", {{"class", "muted"}},
                                page.tr("What the file said, as it was imported, by the names of the Human "
                                        "Trafficking Case Data Standard."))};
  if (!record->number.empty())
    parts.push_back(html::Facts({{page.tr("Case number in the file"), El("bdi", record->number)}}));
  parts.push_back(html::Section(page.tr("Case"), FactsOf(page, record->main)));
  for (std::size_t i = 0; i < htcds::kParts; ++i) {
    std::vector<Html> items;
    for (const htcds::Section& item : record->parts.at(i)) items.push_back(FactsOf(page, item));
    if (!items.empty())
      parts.push_back(
          html::Section(PartHeading(page.locale, static_cast<htcds::Part>(i)), html::Stack(items)));
  }
  return CaseResponse(page, kRest,
                      html::SealedBox(page.locale, page.tr("Imported record"), html::Stack(parts)));
}

bool HasRecord(const CasePage& page) {
  if (page.opened.row.channel != Channel::kImport) return false;
  const auto found = page.services.access.database().Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT 1 FROM voice_document WHERE case_id = $1 AND kind = $2",
                       {page.opened.row.id, kRecordKind});
  });
  return found && found->has_value();
}

}  // namespace

void RegisterRecordPages(desk::Desk& desk, VoiceServices& services) {
  services.tabs.push_back({.rest = std::string(kRest),
                           .label = [](const html::Locale& locale) { return locale.tr("Imported record"); },
                           .shown = HasRecord});
  AddCaseRoutes(desk, services, {{.method = "GET", .rest = kRest, .handler = Show}});
}

}  // namespace voice
