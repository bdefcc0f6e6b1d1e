#include "panel/agreements/memorandum_form.h"

#include "desk/web/parts.h"
#include "html/console_components.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

std::vector<html::Choice> LanguageChoices() {
  std::vector<html::Choice> choices;
  for (const html::Locale* one : html::Locales())
    choices.push_back({std::string(one->tag()), std::string(one->own_name())});
  return choices;
}

Html ClauseTable(const html::Locale& locale, const std::vector<ClauseText>& clauses) {
  if (clauses.empty())
    return El("p", {{"class", "muted"}},
              locale.tr("The library has no clauses yet; the secretariat writes "
                        "them."));
  desk::TableMaker table({{locale.tr("Short name")},
                          {locale.tr("Language")},
                          {locale.tr("Version"), true},
                          {locale.tr("Heading")},
                          {locale.tr("Text")}});
  for (const ClauseText& clause : clauses)
    table.Row({El("code", clause.code), clause.language, std::to_string(clause.version), clause.title,
               kit::Paragraphs(clause.body)});
  return table.Done(locale.tr("The newest text of each clause"));
}

}  // namespace

MemorandumDraft MemorandumDraftFrom(const net::Arguments& fields) {
  return {.title = std::string(fields.Get("title")),
          .language = std::string(fields.Get("language")),
          .starts = std::string(fields.Get("starts")),
          .expires = std::string(fields.Get("expires")),
          .notice_days = std::string(fields.Get("notice_days")),
          .parties = std::string(fields.Get("parties")),
          .clauses = std::string(fields.Get("clauses")),
          .variables = std::string(fields.Get("variables")),
          .own = std::string(fields.Get("own"))};
}

net::Arguments FieldsOf(const MemorandumDraft& draft, std::int64_t version) {
  net::Arguments fields;
  fields.Add("title", draft.title);
  fields.Add("language", draft.language);
  fields.Add("starts", draft.starts);
  fields.Add("expires", draft.expires);
  fields.Add("notice_days", draft.notice_days);
  fields.Add("parties", draft.parties);
  fields.Add("clauses", draft.clauses);
  fields.Add("variables", draft.variables);
  fields.Add("own", draft.own);
  fields.Add("version", std::to_string(version));
  return fields;
}

Html MemorandumDraftForm(const Context& context, const std::string& action, const net::Arguments& typed,
                         const kit::Wrongs& wrongs, const std::vector<ClauseText>& clauses) {
  const html::Locale& locale = desk::LocaleOf(context);
  kit::FormMaker who(locale, typed, wrongs), what(locale, typed, wrongs);
  who.Text("title", locale.tr("Title"), true);
  who.Area("parties", locale.tr("Parties"), 4,
           locale.tr("One a line: a member by its name as the members' list has it, or an outsider's name."));
  who.Select("language", locale.tr("Language"), LanguageChoices());
  who.Day("starts", locale.tr("In force from"), false, locale.tr("Empty: the day of the last signature."));
  who.Day("expires", locale.tr("Expires"), false, locale.tr("Empty: without an end."));
  who.Text("notice_days", locale.tr("Days of notice"));
  what.Area("clauses", locale.tr("Clauses"), 6,
            locale.tr("Short names from the library, one a line, in order."));
  what.Area("variables", locale.tr("What to fill in"), 4, locale.tr("One a line: name = text"));
  what.Area("own", locale.tr("A clause of your own"), 4, locale.tr("It comes after the others."));
  return Join(who.Summary(),
              html::Form({.action = action, .csrf = context.csrf()},
                         Join(desk::HiddenField("version", typed.Get("version")),
                              html::SideBySide(html::Columns::kEven,
                                               html::Section(locale.tr("Who and when"), who.fields()),
                                               html::Section(locale.tr("What it says"), what.fields())),
                              html::Button(locale.tr("Save the draft")))),
              html::Section(locale.tr("Library of clauses"), ClauseTable(locale, clauses)));
}

Html ClauseLibrary(const Context& context, const std::vector<ClauseText>& clauses,
                   const net::Arguments& typed, const kit::Wrongs& wrongs) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html main = ClauseTable(locale, clauses);
  if (!context.actor().Can(desk::Permission::kPanelManage)) return main;
  kit::FormMaker fields(locale, typed, wrongs);
  fields.Text("code", locale.tr("Short name"), true)
      .Select("language", locale.tr("Language"), LanguageChoices());
  fields.Text("title", locale.tr("Heading"), true);
  fields.Area("body", locale.tr("Text"), 8,
              locale.tr("Words to fill in stand in two pairs of curly brackets: {example}",
                        {{"example", "{{place}}"}}));
  return Join(fields.Summary(), main,
              html::Section(locale.tr("A clause, or a new version of one"),
                            html::Form({.action = "/memoranda/clauses", .csrf = context.csrf()},
                                       Join(fields.fields(), html::Button(locale.tr("Save the clause"))))));
}

}  // namespace panel
