#include "voice/referral/draft_form.h"

#include <algorithm>

#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "voice/casework/assessment_record.h"
#include "voice/consent/pages.h"
#include "voice/referral/recipients.h"

namespace voice::referral {
namespace {

using html::El;
using html::Html;
using html::Join;

// What a person would have to type otherwise: all she wrote, as it stands.
void AddReport(std::map<Part, std::string>& parts, const Report& report) {
  const auto add = [&](Part part, const std::string& text) {
    if (text.empty()) return;
    std::string& all = parts[part];
    all += (all.empty() ? "" : "\n\n") + text;
  };
  add(Part::kReport, report.what);
  add(Part::kPlace, report.where);
  add(Part::kWho, report.who);
  add(Part::kContact, report.contact);
}

// The signs that the team saw, each with the sentence that supports it.
base::Result<std::string> SignsOf(db::Transaction& tx, const CasePage& page) {
  const Assessment assessment = TRY(ReadKeptAssessment(tx, page.opened)).assessment;
  std::string signs;
  for (int i = 0; i < kIndicators; ++i) {
    const Indicator& indicator = assessment.indicators.at(static_cast<std::size_t>(i));
    if (indicator.seen != Seen::kSeen) continue;
    signs += (signs.empty() ? "" : "\n") + IndicatorWord(page.locale, i + 1) +
             (indicator.sentence.empty() ? "" : ": " + indicator.sentence);
  }
  return signs;
}

Html PartField(const CasePage& page, Part part, const std::string& text, bool told) {
  const std::string name(consent::PartName(part));
  const std::string word = consent::PartWord(page.locale, part);
  const std::string label = page.tr("{part}, as they would read it", {{"part", word}});
  const std::string id = "text_" + name;
  return El("div", {{"class", "stack-s"}}, html::CheckBox("part", name, El("b", word), told),
            html::Field({.control_id = id, .label = label},
                        html::TextArea(id, text, part == Part::kReport || part == Part::kSummary ? 5 : 2)));
}

base::Result<Html> FileBoxes(const CasePage& page, const Draft& draft) {
  Html boxes;
  for (const TalkEntry& entry : TRY(page.services.cases.Talk(page.opened)))
    for (const ShownFile& file : entry.files) {
      const bool chosen = std::any_of(draft.files.begin(), draft.files.end(),
                                      [&](const CopyFile& one) { return one.id == file.id; });
      const std::string size = page.locale.Number(file.size);
      boxes.Add(html::CheckBox("file", file.id.text(),
                               page.tr("File {name}, {size} bytes", {{"name", file.name}, {"size", size}}) +
                                   ", " + DayWords(page.locale, entry.day),
                               chosen));
    }
  if (boxes.empty()) return Html();
  return El("fieldset", El("legend", consent::PartWord(page.locale, Part::kFiles)), boxes);
}

}  // namespace

base::Result<std::map<Part, std::string>> PartsOfCase(const CasePage& page) {
  std::map<Part, std::string> parts;
  for (const TalkEntry& entry : TRY(page.services.cases.Talk(page.opened)))
    if (entry.report) AddReport(parts, *entry.report);
  parts[Part::kLanguage] = LanguageWord(page.opened.row.language);
  const base::Result<std::string> signs =
      page.context.desk().database().Read([&](db::Transaction& tx) { return SignsOf(tx, page); });
  if (!signs) return signs.error();
  if (!signs->empty()) parts[Part::kIndicators] = *signs;
  for (const CopyPart& source : page.services.copy_parts) {
    const base::Result<std::string> text =
        page.context.desk().database().Read([&](db::Transaction& tx) -> base::Result<std::string> {
          return source.text(tx, page.opened, page.locale);
        });
    if (!text) return text.error();
    if (!text->empty()) parts[source.part] = *text;
  }
  return parts;
}

base::Result<Html> DraftForm(const CasePage& page, const Draft& draft, std::string_view rest,
                             std::int64_t version, const std::string& error) {
  const ServiceFilter filter = TRY(FilterOf(page));
  const std::string to = draft.to.id.empty() ? std::string() : ValueOf(draft.to);
  const std::vector<html::Choice> recipients = TRY(RecipientChoices(page, filter, to));
  const std::map<Part, std::string> of_case = TRY(PartsOfCase(page));
  Html parts;
  for (int i = 0; i < static_cast<int>(Part::kCount); ++i) {
    const auto part = static_cast<Part>(i);
    if (part == Part::kFiles) continue;
    const auto told = draft.parts.find(part);
    const auto known = of_case.find(part);
    const std::string text = told != draft.parts.end() ? told->second
                             : known != of_case.end()  ? known->second
                                                       : std::string();
    parts.Add(PartField(page, part, text, told != draft.parts.end()));
  }
  const Html files = TRY(FileBoxes(page, draft));
  const auto number = [&](std::string_view name, const std::string& label, std::int64_t value) {
    const std::string text = std::to_string(value);
    return html::Field({.control_id = name, .label = label},
                       html::Input({.name = name, .type = html::InputType::kNumber, .value = text}));
  };
  const std::string action = page.Href(rest);
  const Html fields = Join(
      error.empty() ? Html() : html::ErrorSummary(page.tr("Not saved"), {{"to", page.tr(error)}}),
      desk::VersionField(version),
      html::Field({.control_id = "to", .label = page.tr("To")}, html::Select("to", recipients, to)),
      html::Field({.control_id = "purpose", .label = page.tr("What for")},
                  html::Select("purpose", PurposeChoices(page.locale), consent::PurposeName(draft.purpose))),
      html::Field({.control_id = "words", .label = page.tr("What is asked of them")},
                  html::TextArea("words", draft.words, 3)),
      El("fieldset",
         El("legend", page.tr("They see what you tick, as it stands here. Leave out what they do not need.")),
         parts),
      files, number("answer_days", page.tr("Answer expected within, in days"), draft.answer_days),
      number("live_days", page.tr("They can read it for, in days"), draft.live_days),
      html::Button(page.tr("Save and look at it")));
  return Join(FilterForm(page, rest, filter),
              html::Form({.action = action, .csrf = page.context.csrf()}, fields));
}

base::Result<Draft> DraftIn(CasePage& page) {
  const auto field = [&](std::string_view name) { return desk::FieldOf(page.context, name); };
  Draft draft{.to = TRY(RecipientIn(page, field("to"))),
              .mail = {},
              .purpose = consent::PurposeNamed(field("purpose")).value_or(consent::Purpose::kOther),
              .words = field("words"),
              .parts = {},
              .files = {},
              .answer_days = desk::WholeNumber(field("answer_days")).value_or(-1),
              .live_days = desk::WholeNumber(field("live_days")).value_or(-1),
              .drafted_by = {},
              .law = {},
              .law_reason = {},
              .law_by = {},
              .copy_key = {}};
  for (const std::string& name : desk::FieldsOf(page.context, "part"))
    if (const auto part = consent::PartNamed(name); part && *part != Part::kFiles)
      draft.parts[*part] = field("text_" + name);
  const std::vector<std::string> chosen = desk::FieldsOf(page.context, "file");
  for (const TalkEntry& entry : TRY(page.services.cases.Talk(page.opened)))
    for (const ShownFile& file : entry.files)
      if (std::find(chosen.begin(), chosen.end(), file.id.text()) != chosen.end())
        draft.files.push_back({file.id, file.name, file.media_type, file.size});
  return draft;
}

}  // namespace voice::referral
