#include "panel/calls/call_form.h"

#include <fmt/format.h>

#include <array>

#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/calls/words.h"

namespace panel::calls {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::size_t kEmptyRows = 2;

std::vector<PartDraft> PartsFrom(const net::Arguments& fields, const std::string& name) {
  const std::vector<std::string_view> titles = fields.All(name + "_title");
  const std::vector<std::string_view> guidance = fields.All(name + "_guidance");
  const std::vector<std::string_view> amounts = fields.All(name + "_amount");
  std::vector<PartDraft> parts;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    PartDraft part;
    part.title = titles[i];
    if (i < guidance.size()) part.guidance = guidance[i];
    if (i < amounts.size()) part.amount = amounts[i];
    if (!part.title.empty() || !part.guidance.empty()) parts.push_back(std::move(part));
  }
  return parts;
}

net::Arguments TypedOf(const CallDraft& draft) {
  net::Arguments typed;
  const std::array<std::pair<const char*, const std::string*>, 15> texts = {{
      {"kind", &draft.kind},
      {"title", &draft.title},
      {"summary", &draft.summary},
      {"details", &draft.details},
      {"currency", &draft.currency},
      {"most", &draft.most},
      {"total", &draft.total},
      {"scale_most", &draft.scale_most},
      {"pass_percent", &draft.pass_percent},
      {"min_reviewers", &draft.min_reviewers},
      {"keep_months", &draft.keep_months},
      {"questions_until", &draft.questions_until},
      {"deadline", &draft.deadline},
      {"sectors", &draft.sectors},
      {"countries", &draft.countries},
  }};
  for (const auto& [name, text] : texts) typed.Add(name, *text);
  typed.Add("sdg", draft.sdg);
  typed.Add("invited", draft.invited);
  typed.Add("blind", draft.blind ? "yes" : "");
  typed.Add("is_public", draft.is_public ? "yes" : "");
  return typed;
}

// How the rows of one kind of part are called and asked for.
struct RowWords {
  std::string name;  // "criterion"
  std::string legend, title, guidance, amount, hint;
  bool yes_or_no = false;  // the amount is a choice
};

Html Cell(const RowWords& words, std::string_view what, std::size_t row, const std::string& label,
          const std::string& error, const Html& control) {
  const std::string id = fmt::format("{}-{}-{}", words.name, what, row + 1);
  return html::Field({.control_id = id, .label = label, .error = error}, control);
}

Html InputCell(const RowWords& words, std::string_view what, std::size_t row, const std::string& label,
               const std::string& error, std::string_view value) {
  const std::string id = fmt::format("{}-{}-{}", words.name, what, row + 1);
  const std::string name = fmt::format("{}_{}", words.name, what);
  return Cell(words, what, row, label, error, html::Input({.name = name, .value = value, .id = id}));
}

Html RowOfPart(const html::Locale& locale, const RowWords& words, std::size_t row, const PartDraft& part,
               const kit::Wrongs& wrongs) {
  std::string error;
  const std::string field = fmt::format("{}-{}", words.name, row + 1);
  for (const kit::Wrong& wrong : wrongs)
    if (wrong.field == field) error = locale.tr(wrong.message);
  Html cells = InputCell(words, "title", row, words.title, error, part.title);
  cells.Add(InputCell(words, "guidance", row, words.guidance, {}, part.guidance));
  const std::string id = fmt::format("{}-amount-{}", words.name, row + 1);
  if (words.yes_or_no) {
    cells.Add(Cell(words, "amount", row, words.amount, {},
                   html::Select(words.name + "_amount", YesOrNo(locale, false), part.amount, id)));
  } else if (!words.amount.empty()) {
    cells.Add(InputCell(words, "amount", row, words.amount, {}, part.amount));
  }
  return El("div", {{"class", "fourcols"}}, cells);
}

Html Rows(const html::Locale& locale, const RowWords& words, const std::vector<PartDraft>& parts,
          const kit::Wrongs& wrongs) {
  Html all = El("legend", words.legend);
  all.Add(El("p", {{"class", "muted small"}}, words.hint));
  for (const kit::Wrong& wrong : wrongs)
    if (wrong.field == words.name) all.Add(El("span", {{"class", "err"}}, locale.tr(wrong.message)));
  for (std::size_t i = 0; i < parts.size() + kEmptyRows; ++i)
    all.Add(RowOfPart(locale, words, i, i < parts.size() ? parts[i] : PartDraft{}, wrongs));
  return El("fieldset", {{"id", words.name}}, all);
}

Html PartFields(const html::Locale& locale, const CallDraft& draft, const kit::Wrongs& wrongs) {
  const std::string guidance = locale.tr("Guidance");
  return html::Stack(
      {Rows(locale,
            {"section", locale.tr("Sections of a note"), locale.tr("Heading"), guidance,
             locale.tr("Most words"),
             locale.tr("What every applicant writes. More empty rows come when you save.")},
            draft.sections, wrongs),
       Rows(locale,
            {"criterion", locale.tr("Criteria"), locale.tr("Criterion"), guidance, locale.tr("Weight in %"),
             locale.tr("The weights must add up to exactly 100. Members see them with the call.")},
            draft.criteria, wrongs),
       Rows(locale,
            {"eligibility", locale.tr("Questions of eligibility"), locale.tr("Question"), guidance, "",
             locale.tr("Only who answers yes to all of them can hand in a note.")},
            draft.eligibility, wrongs),
       Rows(locale,
            {"document", locale.tr("Documents"), locale.tr("Document"), guidance, locale.tr("Required"),
             locale.tr("Reviewers of a blind call do not get them: files name their authors."), true},
            draft.documents, wrongs)});
}

Html WhatFields(const html::Locale& locale, const CallDraft& draft, const net::Arguments& typed,
                const kit::Wrongs& wrongs) {
  kit::FormMaker what(locale, typed, wrongs);
  what.Text("title", locale.tr("Title"), true);
  what.Area("summary", locale.tr("In short"), 3, locale.tr("What it is for and who should apply."));
  what.Area("details", locale.tr("Details"), 8);
  std::vector<html::Choice> kinds = {{"open", KindWord(locale, CallKind::kOpen)},
                                     {"direct", KindWord(locale, CallKind::kDirect)}};
  if (draft.kind == CallKindName(CallKind::kUnsolicited))
    kinds = {{draft.kind, KindWord(locale, CallKind::kUnsolicited)}};
  what.Select("kind", locale.tr("Who may apply"), kinds);
  what.Area("invited", locale.tr("Invited members"), 3,
            locale.tr("One a line, as the members' list has them. Nobody else learns of such a call."));
  what.Check("is_public", locale.tr("Show it on the public pages too (open calls only)"));
  what.Text("sectors", locale.tr("Industries (ISIC)"), false, locale.tr("Sections or divisions: C, 14"));
  what.Text("countries", locale.tr("Countries"), false, locale.tr("Two letters each: kr, vn"));
  what.Text("sdg", locale.tr("SDG targets"), false, locale.tr("Such as 8.7"));
  return what.fields();
}

Html HowFields(const html::Locale& locale, const net::Arguments& typed, const kit::Wrongs& wrongs) {
  kit::FormMaker how(locale, typed, wrongs);
  how.Day("deadline", locale.tr("Deadline"), false,
          locale.tr("Notes are taken until the end of this day, UTC."));
  how.Day("questions_until", locale.tr("Questions until"), false, locale.tr("Empty: no questions."));
  how.Text("currency", locale.tr("Currency"), false, locale.tr("Three letters, such as USD."));
  how.Text("most", locale.tr("Most that one note may ask for"));
  how.Text("total", locale.tr("What there is for all"));
  how.Check("blind", locale.tr("Blind: reviewers see a code instead of the applicant's name"));
  how.Text("min_reviewers", locale.tr("Reviews of each note, at least"));
  how.Text("scale_most", locale.tr("Best mark"), false, locale.tr("Marks go from 0 to this."));
  how.Text("pass_percent", locale.tr("Score below which a note is marked, in %"));
  how.Text(
      "keep_months", locale.tr("Months that notes without success are kept"), false,
      locale.tr("From the end of the call; 6 to 120. Then they and all scores are removed; counts stay."));
  return how.fields();
}

}  // namespace

CallDraft CallDraftFrom(const net::Arguments& fields) {
  const auto text = [&](std::string_view name) { return std::string(fields.Get(name)); };
  CallDraft draft;
  draft.kind = text("kind");
  draft.title = text("title");
  draft.summary = text("summary");
  draft.details = text("details");
  draft.currency = text("currency");
  draft.most = text("most");
  draft.total = text("total");
  draft.scale_most = text("scale_most");
  draft.pass_percent = text("pass_percent");
  draft.min_reviewers = text("min_reviewers");
  draft.keep_months = text("keep_months");
  draft.questions_until = text("questions_until");
  draft.deadline = text("deadline");
  draft.sectors = text("sectors");
  draft.countries = text("countries");
  draft.sdg = text("sdg");
  draft.invited = text("invited");
  draft.blind = text("blind") == "yes";
  draft.is_public = text("is_public") == "yes";
  draft.criteria = PartsFrom(fields, "criterion");
  draft.sections = PartsFrom(fields, "section");
  draft.eligibility = PartsFrom(fields, "eligibility");
  draft.documents = PartsFrom(fields, "document");
  return draft;
}

Html CallForm(const Context& context, const std::string& action, const CallDraft& draft, std::int64_t version,
              const kit::Wrongs& wrongs) {
  const html::Locale& locale = desk::LocaleOf(context);
  const net::Arguments typed = TypedOf(draft);
  const kit::FormMaker summary(locale, typed, wrongs);
  return Join(
      summary.Summary(),
      html::Form({.action = action, .csrf = context.csrf()},
                 Join(desk::VersionField(version),
                      html::SideBySide(html::Columns::kEven,
                                       html::Section(locale.tr("What it is for"),
                                                     WhatFields(locale, draft, typed, wrongs)),
                                       html::Section(locale.tr("Terms"), HowFields(locale, typed, wrongs))),
                      html::Section(locale.tr("What is asked, and how it is judged"),
                                    PartFields(locale, draft, wrongs)),
                      html::Button(locale.tr("Save the draft")))));
}

}  // namespace panel::calls
