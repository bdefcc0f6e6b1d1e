#include "voice/casework/concerns.h"

#include <algorithm>
#include <set>

#include "base/limits_voice.h"
#include "desk/tr.h"
#include "voice/casework/documents.h"
#include "voice/intake/report_text.h"

namespace voice {
namespace {

constexpr std::string_view kDocument = "concerns";

base::Error Conflict(std::string_view words) {
  return base::Error{base::Code::kConflict, std::string(words), {}};
}

// Filled up with blanks, so that its length does not tell an empty one from one with a few lines.
std::string Filled(std::string text) {
  if (text.size() < base::kConcernBookBytes) text.resize(base::kConcernBookBytes, ' ');
  return text;
}

gate::Quarter QuarterOf(Day day) {
  return gate::Quarter::Of({MsOfDay(day)});
}

// The answers that were chosen. Errors: kInvalid.
base::Result<std::vector<gate::FoundParty>> Chosen(gate::FoundParties found,
                                                   const std::vector<std::string>& keys) {
  if (keys.empty()) return base::Invalid(desk::tr("please tick what is this company"));
  std::vector<gate::FoundParty> chosen;
  for (gate::FoundParty& party : found.parties)
    if (std::find(keys.begin(), keys.end(), party.key) != keys.end()) chosen.push_back(std::move(party));
  if (chosen.size() < std::set<std::string>(keys.begin(), keys.end()).size())
    return base::Invalid(desk::tr("what you ticked is not found any more; look for the name again"));
  return chosen;
}

// Without those that the case has confirmed in this quarter.
std::vector<std::string> NewIds(const ConcernBook& book, const gate::FoundParty& party, Day today) {
  std::vector<std::string> ids;
  for (const std::string& id : party.ids) {
    const bool known = std::any_of(book.namings.begin(), book.namings.end(), [&](const Naming& naming) {
      return QuarterOf(naming.day) == QuarterOf(today) &&
             std::any_of(naming.ids.begin(), naming.ids.end(),
                         [&](const ConfirmedId& one) { return one.party == id; });
    });
    if (!known) ids.push_back(id);
  }
  return ids;
}

void EraseKept(ConcernBook& book, std::string_view name, std::string_view country) {
  std::erase_if(book.kept,
                [&](const KeptName& kept) { return kept.name == name && kept.country == country; });
}

}  // namespace

base::Result<gate::Gate*> Concerns::TheGate() {
  gate::Gate* gate = gate_();
  if (gate == nullptr) return Conflict(desk::tr("this installation has no gate"));
  return gate;
}

base::Result<Concerns::Standing> Concerns::StandingOf(const desk::Actor& actor) {
  gate::Gate* gate = gate_();
  if (gate == nullptr || !TRY(gate->HasKey())) return Standing::kNoKey;
  return TRY(gate->IsInTeam(actor.org, actor.person)) ? Standing::kReady : Standing::kNotInTeam;
}

base::Result<ConcernBook> Concerns::Book(const OpenedCase& opened) {
  const Document document =
      TRY(access_.database().Read([&](db::Transaction& tx) { return ReadDocument(tx, opened, kDocument); }));
  return ReadConcernBook(document.text);
}

base::Result<bool> Concerns::IsCounted(Day day) {
  gate::Gate* gate = gate_();
  if (gate == nullptr) return false;
  const gate::Quarter quarter = QuarterOf(day);
  for (const gate::QuarterState& one : TRY(gate->Quarters()))
    if (one.quarter == quarter) return one.state == gate::QuarterState::State::kClosed;
  return false;
}

base::Result<Concerns::Stored> Concerns::ReadFrom(db::Transaction& tx, OpenedCase opened) {
  const Document document = TRY(ReadDocument(tx, opened, kDocument));
  ConcernBook book = TRY(ReadConcernBook(document.text));
  return Stored{std::move(opened), std::move(book), document.version};
}

base::Result<Concerns::Stored> Concerns::Read(db::Transaction& tx, const By& by, const CaseId& id) {
  return ReadFrom(tx, TRY(access_.Open(tx, by.actor, by.me, id)));
}

base::Status Concerns::Save(db::Transaction& tx, const By& by, const Stored& stored, std::string_view note) {
  TRY(PutDocument(tx, stored.opened, kDocument, Filled(TextOf(stored.book)), stored.version));
  TRY(AddEntry(tx, random_, stored.opened.row, Side::kInner, Author::kTeam, Today(), TextOfMessage(note),
               {}));
  return audit_.Append(tx, by.actor, "case.note", CaseRecord(stored.opened.row.id));
}

base::Status Concerns::ChangeBook(const By& by, const Change& change) {
  gate::Gate* gate = TRY(TheGate());
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    Stored stored = TRY(Read(tx, by, by.id));
    const std::string note = TRY(change(tx, *gate, stored.book));
    return Save(tx, by, stored, note);
  });
}

base::Result<gate::FoundParties> Concerns::Find(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                                std::string_view name, std::string_view country,
                                                std::string_view place) {
  gate::Gate* gate = TRY(TheGate());
  return access_.database().Read(
      [&](db::Transaction& tx) { return gate->FindParties(tx, actor, me, name, country, place); });
}

base::Status Concerns::Confirm(const By& by, const Choice& choice) {
  return ChangeBook(
      by, [&](db::Transaction& tx, gate::Gate& gate, ConcernBook& book) -> base::Result<std::string> {
        gate::FoundParties found =
            TRY(gate.FindParties(tx, by.actor, by.me, choice.name, choice.country, choice.place));
        const std::vector<gate::FoundParty> chosen = TRY(Chosen(std::move(found), choice.keys));
        if (!book.person) book.person = random_.Bytes<16>();
        std::string names;
        std::size_t confirmed = 0;
        for (const gate::FoundParty& party : chosen) {
          const std::vector<std::string> ids = NewIds(book, party, Today());
          if (ids.empty()) continue;
          confirmed += ids.size();
          if (ids.size() > base::kMaxConfirmedIds)
            return base::TooLarge(
                desk::tr("organisations have this company in so many records that one confirmation does not "
                         "reach them all; tell who runs this server that its records should be brought "
                         "together"));
          if (confirmed > base::kMaxConfirmedIds)
            return base::TooLarge(
                desk::tr("what is ticked stands in so many records that one confirmation does not reach them "
                         "all; tick fewer lines, and the others after that"));
          if (book.namings.size() >= base::kMaxCaseNamings)
            return base::TooLarge(desk::tr("this case has so many concerns that no more fit"));
          Naming naming{.id = NamingId::New(random_),
                        .name = party.name,
                        .country = party.country,
                        .place = party.place,
                        .category = choice.category,
                        .day = Today(),
                        .taken_back = {},
                        .ids = {}};
          for (const std::string& id : ids) {
            const gate::Concern concern{id, *book.person, choice.category};
            const gate::ConcernId confirmed_as = TRY(gate.ConfirmConcern(tx, by.actor, by.me, concern));
            naming.ids.push_back({id, confirmed_as});
          }
          names += (names.empty() ? "" : "; ") + party.name;
          book.namings.push_back(std::move(naming));
        }
        if (confirmed == 0)
          return Conflict(desk::tr("this concern is confirmed already; in this quarter it counts once"));
        EraseKept(book, choice.name, choice.country);
        return by.locale.tr("Concern confirmed about {name}: {kind}",
                            {{"name", names}, {"kind", CategoryWord(by.locale, choice.category)}});
      });
}

base::Status Concerns::TakeBack(const By& by, const NamingId& naming) {
  return ChangeBook(
      by, [&](db::Transaction& tx, gate::Gate& gate, ConcernBook& book) -> base::Result<std::string> {
        const auto found = std::find_if(book.namings.begin(), book.namings.end(),
                                        [&](const Naming& one) { return one.id == naming; });
        if (found == book.namings.end()) return base::NotFound(desk::tr("there is no such concern"));
        if (found->taken_back) return Conflict(desk::tr("this concern is taken back already"));
        for (const ConfirmedId& id : found->ids) {
          const base::Status done = gate.WithdrawConcern(tx, by.actor, by.me, id.concern);
          if (!done && done.error().code == base::Code::kNotFound)
            return Conflict(
                desk::tr("its quarter is closed: it has been counted, and what is counted stays"));
          TRY(done);
        }
        found->ids.clear();
        found->taken_back = Today();
        return by.locale.tr("Concern taken back about {name}", {{"name", found->name}});
      });
}

base::Status Concerns::Keep(const By& by, std::string_view name, std::string_view country) {
  return ChangeBook(
      by, [&](db::Transaction& tx, gate::Gate& gate, ConcernBook& book) -> base::Result<std::string> {
        TRY(gate.FindParties(tx, by.actor, by.me, name, country));  // that it is a name at all
        EraseKept(book, name, country);
        if (book.kept.size() >= base::kMaxKeptNames)
          return base::TooLarge(desk::tr("no more names are kept for this case; forget one first"));
        book.kept.push_back({std::string(name), std::string(country), Today()});
        TRY(gate.Touch(tx, by.actor, by.me));
        return by.locale.tr("Name kept, to look for again: {name}", {{"name", std::string(name)}});
      });
}

base::Status Concerns::Forget(const By& by, std::string_view name, std::string_view country) {
  return ChangeBook(
      by, [&](db::Transaction& tx, gate::Gate& gate, ConcernBook& book) -> base::Result<std::string> {
        const std::size_t before = book.kept.size();
        EraseKept(book, name, country);
        if (book.kept.size() == before) return base::NotFound(desk::tr("this name is not kept"));
        TRY(gate.Touch(tx, by.actor, by.me));
        return by.locale.tr("Name no longer looked for: {name}", {{"name", std::string(name)}});
      });
}

base::Status Concerns::Cover(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                             const OpenedCase& opened) {
  gate::Gate* gate = gate_();
  if (gate == nullptr) return base::Ok();
  const base::Status touched = gate->Touch(tx, actor, me);
  if (!touched) {
    const base::Code code = touched.error().code;
    const bool nothing =
        code == base::Code::kForbidden || code == base::Code::kConflict || code == base::Code::kCorrupt;
    return nothing ? base::Ok() : touched;
  }
  const Document document = TRY(ReadDocument(tx, opened, kDocument));
  const std::string text = document.text.empty() ? Filled(TextOf(ConcernBook{})) : document.text;
  return PutDocument(tx, opened, kDocument, text, document.version);
}

}  // namespace voice
