#include "panel/commitments/commitment_form.h"

#include <array>

#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/commitments/words.h"

namespace panel {

using desk::Context;
using html::Html;

CommitmentDraft CommitmentDraftFrom(const net::Arguments& fields) {
  CommitmentDraft draft;
  if (const base::Result<MemberId> member = MemberId::Parse(fields.Get("member"))) draft.member = *member;
  draft.title = fields.Get("title");
  draft.details = fields.Get("details");
  draft.indicator = fields.Get("indicator");
  draft.unit = fields.Get("unit");
  draft.baseline = fields.Get("baseline");
  draft.target = fields.Get("target");
  draft.starts = fields.Get("starts");
  draft.due = fields.Get("due");
  for (const std::string_view name : {"sdg", "sdg_2", "sdg_3"}) draft.sdg.emplace_back(fields.Get(name));
  draft.published = fields.Get("published") == "yes";
  return draft;
}

net::Arguments FieldsOf(const Commitment& c) {
  net::Arguments fields;
  fields.Add("title", c.title);
  fields.Add("details", c.details);
  fields.Add("indicator", c.indicator);
  fields.Add("unit", c.unit);
  fields.Add("baseline", kit::AmountText(c.baseline));
  fields.Add("target", kit::AmountText(c.target));
  fields.Add("starts", kit::DayText(c.starts));
  fields.Add("due", kit::DayText(c.due));
  constexpr std::array<const char*, 3> kNames = {"sdg", "sdg_2", "sdg_3"};
  for (std::size_t i = 0; i < kNames.size() && i < c.sdg.size(); ++i) fields.Add(kNames.at(i), c.sdg[i]);
  fields.Add("published", c.published ? "yes" : "");
  fields.Add("version", std::to_string(c.version));
  return fields;
}

Html CommitmentForm(const Context& context, const std::string& action, const net::Arguments& typed,
                    const kit::Wrongs& wrongs, const std::vector<Member>& without_accounts) {
  const html::Locale& locale = desk::LocaleOf(context);
  kit::FormMaker what(locale, typed, wrongs), measure(locale, typed, wrongs);
  if (!without_accounts.empty()) {
    std::vector<html::Choice> members = {{"", locale.tr("My own organisation")}};
    for (const Member& member : without_accounts) members.push_back({member.id.text(), member.name});
    what.Select("member", locale.tr("Who promises"), members,
                locale.tr("For members without accounts here, the secretariat writes it down."));
  }
  what.Text("title", locale.tr("The promise, in one sentence"), true,
            locale.tr("For example: pay back recruitment fees to 96 workers."));
  what.Area("details", locale.tr("How it will be done"), 4);
  const std::vector<html::Choice> targets = SdgChoices(locale);
  what.Select("sdg", locale.tr("SDG target that it serves"), targets);
  what.Select("sdg_2", locale.tr("Another one"), targets).Select("sdg_3", locale.tr("And another"), targets);
  measure.Text("indicator", locale.tr("What is counted"), true, locale.tr("Workers who were paid back."));
  measure.Text("unit", locale.tr("Unit"), true, locale.tr("workers"));
  measure.Text("baseline", locale.tr("Where it stands today"), false, locale.tr("A number; empty is 0."));
  measure.Text("target", locale.tr("What is to be reached"), true);
  measure.Day("starts", locale.tr("Begins"));
  measure.Day("due", locale.tr("Due"), true);
  measure.Check("published", locale.tr("The public may see it, kept or not"));
  return Join(
      what.Summary(),
      html::Form(
          {.action = action, .csrf = context.csrf()},
          Join(desk::HiddenField("version", typed.Get("version")),
               desk::HiddenField("panel", typed.Get("panel")),
               html::SideBySide(html::Columns::kEven, html::Section(locale.tr("The promise"), what.fields()),
                                html::Section(locale.tr("How it is measured"), measure.fields())),
               html::Button(locale.tr("Save as a proposal")))));
}

}  // namespace panel
