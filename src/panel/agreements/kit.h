#pragma once
// What the pages and services of agreements and commitments share: who looks at a panel, days and amounts,
// forms that keep what was typed, members of a JSON body, reminders by mail. Thread-safe unless said.

#include <boost/json/fwd.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits_panel.h"
#include "base/result.h"
#include "base/time.h"
#include "desk/desk.h"
#include "desk/web/pages.h"
#include "html/forms.h"
#include "net/http.h"
#include "panel/services.h"

namespace panel::kit {

// Somebody who may see what a panel shares with its members.
struct Viewer {
  Panel panel;
  bool hosts = false;            // belongs to the secretariat
  std::optional<Member> member;  // the own organisation's membership, admitted or suspended
  bool takes_part = false;       // admitted, and may act for the organisation

  bool Is(const MemberId& id) const { return member && member->id == id; }
  // Whether this actor acts for the member: a delegate of its organisation or, where it has no accounts here,
  // the secretariat.
  bool MayActFor(const Member& other) const {
    return (takes_part && member->id == other.id) || (hosts && other.org.empty());
  }
};
// Errors: kNotFound, as for a panel that does not exist, unless the actor belongs to it.
base::Result<Viewer> ViewerOf(PanelServices& services, db::Transaction& tx, const desk::Actor& actor,
                              const PanelId& panel);
// The panel that a request is about: "panel" of the query by its short name, else the root.
base::Result<PanelId> PanelAsked(PanelServices& services, db::Transaction& tx, std::string_view slug);
// For audit, errors and conflicts that every noun has.
base::Error Overtaken();
base::Error MayNot(std::string_view why);

// Midnight UTC of "2026-11-10". Errors: kInvalid.
base::Result<base::UtcTime> ParseDay(std::string_view text);
// "2026-11-10", or empty for 0.
std::string DayText(base::UtcTime day);
// Whole days from `a` to `b`, rounded down.
std::int64_t DaysBetween(base::UtcTime a, base::UtcTime b);
// The same day `months` later, at most the month's last.
base::UtcTime AddMonths(base::UtcTime day, int months);

// Amounts are whole thousandths: "96", "1234.5", "-3". Errors: kInvalid (more than three decimals, not a
// number, 15 digits and more).
base::Result<std::int64_t> ParseAmount(std::string_view text);
std::string AmountText(std::int64_t thousandths);

// One wrong field of a form: its name and what to do, as a source text of the catalogues.
struct Wrong {
  std::string field;
  std::string message;
};
using Wrongs = std::vector<Wrong>;
// The first one as an error. CHECKs that there is one.
base::Error ErrorOf(const Wrongs& wrongs);
// Cuts blanks around and CRs; checks the size. An empty text is wrong where `required`.
std::string Tidy(Wrongs& wrongs, std::string_view field, std::string_view text, std::size_t most,
                 bool required);

// Fields one below the other, with what was typed and what is wrong with it. One thread.
class FormMaker {
 public:
  FormMaker(const html::Locale& locale, const net::Arguments& typed, const Wrongs& wrongs)
      : locale_(locale), typed_(typed), wrongs_(wrongs) {}
  FormMaker& Text(std::string_view id, const std::string& label, bool required = false,
                  const std::string& hint = {});
  FormMaker& Area(std::string_view id, const std::string& label, int rows, const std::string& hint = {});
  FormMaker& Day(std::string_view id, const std::string& label, bool required = false,
                 const std::string& hint = {});
  FormMaker& Select(std::string_view id, const std::string& label, const std::vector<html::Choice>& choices,
                    const std::string& hint = {});
  FormMaker& Check(std::string_view id, const std::string& label);
  FormMaker& File(std::string_view id, const std::string& label, const std::string& hint = {});
  FormMaker& Add(const html::Html& more) {
    fields_.Add(more);
    return *this;
  }
  const html::Html& fields() const { return fields_; }
  // Above the form.
  html::Html Summary() const;

 private:
  std::string ErrorAt(std::string_view id) const;
  FormMaker& Put(std::string_view id, html::InputType type, const std::string& label, bool required,
                 const std::string& hint);
  const html::Locale& locale_;
  const net::Arguments& typed_;
  const Wrongs& wrongs_;
  html::Html fields_;
};

// What a person can mend is shown above what was typed; anything else ends the request.
bool IsMendable(const base::Error& error);
// A page whose error, if there is one, stands in the form: 422.
int StatusFor(const Wrongs& wrongs);

// One small form: a button, perhaps with a reason, that posts to `action`.
html::Html ActForm(const desk::Context& context, const std::string& action, std::int64_t version,
                   const html::Html& fields, const std::string& button,
                   html::ButtonKind kind = html::ButtonKind::kQuiet);
html::Html Paragraphs(std::string_view text);  // one <p> a line that is not empty

// Pages and API routes of one class.
template <typename Pages>
void AddPage(desk::Desk& desk, const std::shared_ptr<Pages>& pages, std::string_view method,
             std::string_view pattern, desk::Permission permission,
             base::Result<net::Response> (Pages::*page)(desk::Context&) const) {
  desk.router().Add({.method = method,
                     .pattern = pattern,
                     .permission = permission,
                     .handler = [pages, page](desk::Context& context) { return (*pages.*page)(context); }});
}
template <typename Api>
void AddApi(desk::Desk& desk, const std::shared_ptr<Api>& api, std::string_view method,
            std::string_view pattern, desk::Permission permission,
            base::Result<net::Response> (Api::*handler)(desk::Context&) const, desk::ApiDoc doc) {
  desk.router().Add({.method = method,
                     .pattern = pattern,
                     .permission = permission,
                     .handler = [api, handler](desk::Context& context) { return (*api.*handler)(context); },
                     .face = desk::Face::kApi,
                     .doc = std::move(doc)});
}
inline constexpr std::string_view kAnyObject = R"({"type":"object"})";

// Members of a body; absent gives empty or 0. Errors: kInvalid, naming the member.
base::Result<std::int64_t> NumberIn(const boost::json::object& body, std::string_view name);
base::Result<bool> TruthIn(const boost::json::object& body, std::string_view name);
// A day in text, or 0 where absent.
base::Result<base::UtcTime> DayIn(const boost::json::object& body, std::string_view name);
// The day as text, or null for 0.
boost::json::value JsonDay(base::UtcTime day);

// Mails those who act for an organisation in the panel, each of them once for each `key`; no names and no
// titles in it. Must not be called within a transaction. A mail that cannot be sent is logged and tried again
// at the next run. Errors: of the store.
struct Reminder {
  std::string key;  // "memorandum:ID:expiry-60"
  desk::OrgId org;
  std::string subject;  // source text of the catalogues
  std::string text;     // likewise
  std::string path;     // "/memoranda/ID"
};
base::Status Remind(desk::Desk& desk, const Reminder& reminder);

}  // namespace panel::kit
