#include "panel/members/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>
#include <string>
#include <vector>

#include "base/limits_panel.h"
#include "desk/commands.h"
#include "desk/desk.h"
#include "desk/people/people.h"
#include "files/bytes.h"
#include "panel/members/questions.h"
#include "panel/members/register.h"

namespace panel::members {
namespace {

namespace json = boost::json;

// One organisation of the file, with where it stands for what is said of it.
struct Entry {
  const json::object& object;
  std::string where;  // "members.json, entry 3 (mill)"
};

base::Error At(const Entry& entry, const std::string& what) {
  return base::Invalid(entry.where + ": " + what);
}

base::Error At(const Entry& entry, const base::Error& error) {
  return base::Error{error.code, entry.where + ": " + error.external, error.internal};
}

base::Result<std::string> TextOf(const Entry& entry, std::string_view name) {
  const json::value* value = entry.object.if_contains(name);
  if (value == nullptr || !value->is_string() || value->get_string().empty())
    return At(entry, fmt::format("\"{}\" is missing: a text is expected", name));
  return std::string(value->get_string());
}

base::Result<std::vector<std::string>> TextsOf(const Entry& entry, std::string_view name) {
  std::vector<std::string> texts;
  const json::value* value = entry.object.if_contains(name);
  if (value == nullptr) return texts;
  if (!value->is_array()) return At(entry, fmt::format("\"{}\": a list of texts is expected", name));
  for (const json::value& one : value->get_array()) {
    if (!one.is_string()) return At(entry, fmt::format("\"{}\": a list of texts is expected", name));
    texts.emplace_back(one.get_string());
  }
  return texts;
}

// Two actors: the organisation, and the secretariat.
struct Sides {
  desk::Actor member;
  desk::Actor office;
};

class Admission {
 public:
  Admission(Services& services, const Entry& entry, const Sides& sides, const PanelId& panel)
      : services_(services), entry_(entry), sides_(sides), panel_(panel) {}

  base::Status Run() {
    TRY(Named(Apply()));
    TRY(Named(Facts()));
    TRY(Named(PeopleAndContacts()));
    TRY(Named(Declare()));
    TRY(Named(Verify()));
    return Named(Act(sides_.office, MemberAct::kAdmit, TRY(TextOf(entry_, "reason"))));
  }

 private:
  base::Status Named(const base::Status& status) const {
    if (status.has_value() || status.error().external.starts_with(entry_.where)) return status;
    return At(entry_, status.error());
  }

  base::Status Apply() {
    member_ = TRY(services_.memberships.Apply(sides_.member, panel_));
    return base::Ok();
  }

  base::Status Facts() {
    const File file = TRY(services_.profiles.Get(sides_.member, member_));
    Profile facts = file.profile;
    facts.sectors = TRY(TextsOf(entry_, "sectors"));
    facts.registration = TRY(TextOf(entry_, "registration"));
    facts.purpose = TRY(TextOf(entry_, "purpose"));
    facts.safeguards = TRY(TextOf(entry_, "safeguards"));
    if (entry_.object.contains("country")) facts.country = TRY(TextOf(entry_, "country"));
    return services_.profiles.SaveFacts(sides_.member, member_, facts);
  }

  base::Status PeopleAndContacts() {
    FilePerson person{.kind = PersonKind::kHead, .name = TRY(TextOf(entry_, "head"))};
    TRY(services_.profiles.AddPerson(sides_.member, member_, person));
    person.kind = PersonKind::kRepresentative;
    person.name = TRY(TextOf(entry_, "representative"));
    TRY(services_.profiles.AddPerson(sides_.member, member_, person));
    const Contact contact{.name = person.name, .email = TRY(TextOf(entry_, "email"))};
    TRY(services_.profiles.AddContact(sides_.member, member_, contact, false));
    for (const std::string& owner : TRY(TextsOf(entry_, "owners")))
      TRY(services_.profiles.AddOwner(sides_.member, member_, {.name = owner}));
    if (entry_.object.contains("no_owners"))
      return services_.profiles.SayNoOwners(sides_.member, member_, TRY(TextOf(entry_, "no_owners")));
    return base::Ok();
  }

  base::Status Declare() {
    std::vector<std::string> accepted;
    for (const Statement& statement : Statements()) accepted.emplace_back(statement.key);
    const std::string signatory = TRY(TextOf(entry_, "signatory"));
    const std::string title = TRY(TextOf(entry_, "signatory_title"));
    TRY(services_.memberships.Sign(sides_.member, member_, signatory, title, accepted));
    std::vector<PublicField> shown;
    for (const std::string& name : TRY(TextsOf(entry_, "show"))) {
      const std::optional<PublicField> field = PublicFieldNamed(name);
      if (!field) return At(entry_, fmt::format("\"show\": there is no field \"{}\"", name));
      shown.push_back(*field);
    }
    TRY(services_.memberships.Show(sides_.member, member_, shown));
    return Act(sides_.member, MemberAct::kSubmit, {});
  }

  base::Status Verify() {
    TRY(Act(sides_.office, MemberAct::kBegin, {}));
    TRY(services_.hits.ScreenDue(sides_.office, [] { return false; }));
    std::vector<Answer> answers;
    for (const std::string& name : TRY(TextsOf(entry_, "answers")))
      answers.push_back(AnswerNamed(name).value_or(Answer::kNone));
    const std::string remarks = TRY(TextOf(entry_, "remarks"));
    TRY(services_.diligence.Verify(sides_.office, member_, answers, remarks));
    return base::Ok();
  }

  base::Status Act(const desk::Actor& actor, MemberAct act, const std::string& words) {
    const MemberDetail now = TRY(services_.memberships.Detail(actor, member_));
    return services_.memberships.Act(actor, member_, now.access.membership.member.version, act, words);
  }

  Services& services_;
  const Entry& entry_;
  const Sides& sides_;
  PanelId panel_;
  MemberId member_;
};

base::Status AdmitAll(const std::string& path, desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  Services& services = ServicesOf(desk);
  const std::string text = TRY(files::ReadFile(path));
  if (text.size() > base::kMaxAdmitFileBytes)
    return base::TooLarge(
        fmt::format("{}: at most {} bytes (kMaxAdmitFileBytes)", path, base::kMaxAdmitFileBytes));
  boost::system::error_code problem;
  const json::value document = json::parse(text, problem);
  if (problem || !document.is_array())
    return base::Invalid(path + ": a JSON array with one object an organisation is expected");
  const Panel panel = TRY(services.seams.panels.Root());
  Sides sides;
  const std::string office = TRY(desk.people().GetOrganisation(panel.host)).slug;
  sides.office = TRY(host.ActingAs({}, office));
  std::size_t number = 0;
  for (const json::value& value : document.get_array()) {
    const std::string where = fmt::format("{}, entry {}", path, ++number);
    if (!value.is_object()) return base::Invalid(where + ": an object is expected");
    Entry entry{value.get_object(), where};
    const std::string slug = TRY(TextOf(entry, "org"));
    entry.where += " (" + slug + ")";
    base::Result<desk::Actor> member = host.ActingAs({}, slug);
    if (!member) return At(entry, member.error());
    sides.member = *std::move(member);
    TRY(Admission(services, entry, sides, panel.id).Run());
    fmt::print("{} is admitted to {}\n", slug, panel.name);
  }
  return base::Ok();
}

}  // namespace

void AddMemberCommands(CLI::App& panel, int& exit_code, desk::CommandHost& host) {
  const auto path = std::make_shared<std::string>();
  CLI::App* admit =
      panel.add_subcommand("admit", "Bring organisations in that handed in their papers elsewhere");
  admit->add_option("FILE", *path, "JSON: one object an organisation, see docs/panel/members.md")->required();
  admit->footer(
      "Each goes the whole way: application, signed declaration, comparison with the watch lists, "
      "verification,\n"
      "decision. It stops at the first that cannot be admitted and says why; those before it stay admitted.");
  admit->callback([path, &host, &exit_code] {
    const base::Status done = AdmitAll(*path, host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
}

}  // namespace panel::members
