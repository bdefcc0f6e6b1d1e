#include <algorithm>
#include <span>

#include "desk/people/fields.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "voice/casework/assessment.h"
#include "voice/casework/assessment_record.h"
#include "voice/casework/imported_record.h"
#include "voice/casework/pages.h"
#include "voice/casework/report_words.h"
#include "voice/casework/shell.h"

namespace voice {
namespace {

using html::El;
using html::Html;
using html::Join;

std::string Ticked(const html::Locale& locale, const Report& report) {
  std::string lines;
  for (const std::string& pick : report.picks) lines += PickLine(locale, pick) + "\n";
  return lines + SafeLine(locale, report.safe) + "\n";
}

// All that a sentence which supports an indicator can stand in. What she ticked is there in every language
// of the console: colleagues read the case in different ones.
base::Result<std::vector<Source>> SourcesOf(CasePage& page) {
  Source words{Ground::kWords, {}}, ticked{Ground::kTicked, {}}, record{Ground::kRecord, {}},
      notes{Ground::kNote, {}};
  for (const TalkEntry& entry : TRY(page.services.cases.Talk(page.opened))) {
    if (entry.author != Author::kWorker) continue;
    words.text += entry.text + "\n";
    if (!entry.report) continue;
    words.text += entry.report->what + "\n" + entry.report->where + "\n" + entry.report->who + "\n";
    for (const html::Locale* locale : html::Locales()) ticked.text += Ticked(*locale, *entry.report);
  }
  for (const TalkEntry& entry : TRY(page.services.cases.Notes(page.opened))) notes.text += entry.text + "\n";
  const auto kept = TRY(
      page.services.access.database().Read([&](db::Transaction& tx) { return KeptRecord(tx, page.opened); }));
  if (kept) record.text = TextOfRecord(*kept);
  return std::vector<Source>{std::move(words), std::move(ticked), std::move(record), std::move(notes)};
}

Html Lines(std::string_view text) {
  Html lines;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (!line.empty()) lines.Add(El("p", {{"dir", "auto"}}, line));
  }
  return lines;
}

// What can be copied from, folded: it is long, and stands on other pages too.
base::Result<Html> ToCopyFrom(CasePage& page, std::span<const Source> sources) {
  Html parts;
  for (const TalkEntry& entry : TRY(page.services.cases.Talk(page.opened)))
    if (entry.report) parts.Add(Lines(Ticked(page.locale, *entry.report)));
  for (const Source& source : sources) {
    const Html lines = Lines(source.text);
    if (lines.empty() || source.ground == Ground::kTicked) continue;  // in one language is enough
    if (source.ground == Ground::kNote) parts.Add(El("h3", page.tr("Notes of the team")));
    if (source.ground == Ground::kRecord) parts.Add(El("h3", page.tr("Imported record")));
    parts.Add(lines);
  }
  if (parts.empty()) return Html();
  return html::Closed(page.tr("What was said"), El("div", {{"class", "stack-s"}}, parts));
}

Html IndicatorFields(const CasePage& page, const Assessment& assessment, const Html& to_copy_from) {
  Html items;
  const std::vector<html::Choice> states = {
      {"0", page.tr("Not known")}, {"1", page.tr("Seen")}, {"2", page.tr("Not said")}};
  for (int i = 1; i <= kIndicators; ++i) {
    const Indicator& one = assessment.indicators.at(static_cast<std::size_t>(i - 1));
    const std::string seen = "seen" + std::to_string(i), sentence = "sentence" + std::to_string(i);
    items.Add(El("li", El("h3", IndicatorWord(page.locale, i)),
                 html::Field({.control_id = seen, .label = page.tr("In this case")},
                             html::Select(seen, states, std::to_string(static_cast<int>(one.seen)), seen)),
                 html::Field({.control_id = sentence,
                              .label = page.tr("The sentence that supports it"),
                              .hint = GroundWord(page.locale, one.ground)},
                             html::Input({.name = sentence, .value = one.sentence}))));
  }
  return Join(
      El("p", {{"class", "muted"}},
         page.tr("Indicators of the ILO. One can be enough. You decide, not the machine.")),
      El("p", {{"class", "muted"}},
         page.tr("Copy the sentence from what the worker wrote or ticked, from a note of the team, or "
                 "from the imported record.")),
      to_copy_from, El("ol", {{"class", "stack"}}, items));
}

Html ElementFields(const CasePage& page, Element element, const std::string& legend, std::string_view name,
                   const std::vector<std::string>& chosen) {
  Html boxes = El("legend", legend);
  for (const ElementCode& code : ElementCodes(element))
    boxes.Add(html::CheckBox(name, code.code, code.word(page.locale),
                             std::find(chosen.begin(), chosen.end(), code.code) != chosen.end()));
  return El("fieldset", boxes);
}

Html ServiceFields(const CasePage& page, const Assessment& assessment) {
  const std::vector<html::Choice> states = {{"", "–"},
                                            {"needed", page.tr("Needed")},
                                            {"arranged", page.tr("Arranged")},
                                            {"done", page.tr("Done")},
                                            {"refused", page.tr("Not wanted")}};
  Html fields;
  for (const std::string_view kind : ServiceKinds()) {
    std::string state;
    for (const NeededService& service : assessment.services)
      if (service.kind == kind) state = service.state;
    const std::string name = "service-" + std::string(kind);
    fields.Add(html::Field({.control_id = name, .label = ServiceKindWord(page.locale, kind)},
                           html::Select(name, states, state, name)));
  }
  return fields;
}

Html Verdict(const CasePage& page, const Assessment& assessment) {
  const int seen = SeenCount(assessment);
  Html words =
      El("p", page.locale.ntr("{n} of 11 indicators is seen.", "{n} of 11 indicators are seen.", seen));
  switch (ElementsOf(assessment)) {
    case Elements::kComplete:
      words.Add(
          El("p",
             page.tr("Act, means and purpose are there. Consent is of no matter, since a means was used.")));
      break;
    case Elements::kCompleteChild:
      words.Add(El("p", page.tr("Act and purpose are there. Of a child no means is needed.")));
      break;
    case Elements::kIncomplete:
      words.Add(El("p", page.tr("The elements of trafficking are not complete.")));
      break;
  }
  return words;
}

Html FormOf(const CasePage& page, const Assessment& assessment, std::int64_t version,
            const std::string& error, const Html& to_copy_from) {
  const std::string action = page.Href("/assessment");
  const std::vector<html::Choice> ages = {
      {"0", page.tr("Not known")}, {"1", page.tr("Under 18")}, {"2", page.tr("18 or older")}};
  const auto area = [&](std::string_view name, const std::string& label, const std::string& value) {
    return html::Field({.control_id = name, .label = label}, html::TextArea(name, value, 4));
  };
  return html::Form(
      {.action = action, .csrf = page.context.csrf()},
      html::Stack(
          {error.empty() ? Html() : html::ErrorSummary(page.tr("Not saved"), {{"seen1", page.tr(error)}}),
           desk::VersionField(version),
           html::Section(page.tr("Signs of forced labour"), IndicatorFields(page, assessment, to_copy_from)),
           html::Section(
               page.tr("Elements of trafficking"),
               html::Stack(
                   {html::Field(
                        {.control_id = "child", .label = page.locale.ctr("of a person", "Age")},
                        html::Select("child", ages, std::to_string(static_cast<int>(assessment.child)))),
                    ElementFields(page, Element::kAct, page.tr("Act"), "act", assessment.acts),
                    ElementFields(page, Element::kMeans, page.tr("Means"), "means", assessment.means),
                    ElementFields(page, Element::kPurpose, page.tr("Purpose"), "purpose",
                                  assessment.purposes)})),
           html::Section(page.tr("Assessment and safety"),
                         Join(area("findings", page.tr("What we found"), assessment.findings),
                              area("risks", page.tr("What may happen to her"), assessment.risks),
                              area("safety_plan", page.tr("Plan for her safety"), assessment.safety_plan))),
           html::Section(page.tr("Services"), ServiceFields(page, assessment)),
           html::Button(page.tr("Save"))}));
}

base::Result<net::Response> ShowWith(CasePage& page, const Assessment& assessment, std::int64_t version,
                                     const std::string& error, int status) {
  const std::vector<Source> sources = TRY(SourcesOf(page));
  const Html to_copy_from = TRY(ToCopyFrom(page, sources));
  return CaseResponse(page, "/assessment",
                      html::Stack({html::Box(Verdict(page, assessment)),
                                   FormOf(page, assessment, version, error, to_copy_from)}),
                      status);
}

base::Result<KeptAssessment> Kept(CasePage& page) {
  return page.services.access.database().Read(
      [&](db::Transaction& tx) { return ReadKeptAssessment(tx, page.opened); });
}

base::Result<net::Response> Show(CasePage& page) {
  const KeptAssessment stored = TRY(Kept(page));
  return ShowWith(page, stored.assessment, stored.version, "", 200);
}

base::Result<Assessment> Typed(CasePage& page) {
  const net::Form& form = *TRY(page.context.Form());
  const auto all = [&](std::string_view name) {
    std::vector<std::string> values;
    for (const std::string_view value : form.fields.All(name)) values.emplace_back(value);
    return values;
  };
  const auto text = [&](const std::string& name) { return std::string(form.fields.Get(name)); };
  Assessment typed;
  for (int i = 1; i <= kIndicators; ++i) {
    const std::string seen = text("seen" + std::to_string(i));
    typed.indicators.at(static_cast<std::size_t>(i - 1)) = {seen == "1"   ? Seen::kSeen
                                                            : seen == "2" ? Seen::kNotSeen
                                                                          : Seen::kUnknown,
                                                            text("sentence" + std::to_string(i))};
  }
  typed.acts = all("act");
  typed.means = all("means");
  typed.purposes = all("purpose");
  typed.child = text("child") == "1" ? Child::kChild : text("child") == "2" ? Child::kAdult : Child::kUnknown;
  typed.findings = text("findings");
  typed.risks = text("risks");
  typed.safety_plan = text("safety_plan");
  for (const std::string_view kind : ServiceKinds())
    if (const std::string state = text("service-" + std::string(kind)); !state.empty())
      typed.services.push_back({std::string(kind), state});
  return typed;
}

base::Result<net::Response> Save(CasePage& page) {
  Assessment typed = TRY(Typed(page));
  const std::int64_t version = desk::WholeNumber(desk::FieldOf(page.context, "version")).value_or(-1);
  const KeptAssessment before = TRY(Kept(page));
  const std::vector<Source> sources = TRY(SourcesOf(page));
  base::Status saved = CheckAssessment(typed, sources, before.assessment);
  if (saved)
    saved =
        page.services.cases.SaveAssessment(page.context.actor(), page.me, page.opened.row.id, typed, version);
  if (saved) return desk::RedirectWithFlash(page.context, page.Href("/assessment"), page.tr("It is sealed."));
  const base::Code code = saved.error().code;
  if (code != base::Code::kInvalid && code != base::Code::kConflict && code != base::Code::kTooLarge)
    return saved.error();
  return ShowWith(page, typed, version, saved.error().external, 422);
}

}  // namespace

void RegisterAssessmentPages(desk::Desk& desk, VoiceServices& services) {
  services.tabs.push_back(
      {.rest = "/assessment", .label = [](const html::Locale& locale) { return locale.tr("Assessment"); }});
  AddCaseRoutes(desk, services,
                {{.method = "GET", .rest = "/assessment", .handler = Show},
                 {.method = "POST", .rest = "/assessment", .handler = Save}});
}

}  // namespace voice
