#include "panel/agreements/memoranda.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "crypto/digest.h"
#include "desk/tr.h"
#include "desk/web/parts.h"
#include "panel/agreements/memoranda_store.h"

namespace panel {
namespace {

namespace store = memoranda_store;
using Act = MemorandumAct;
using State = MemorandumState;

constexpr std::int64_t kMostNoticeDays = 3650;

base::Error Unknown() {
  return base::NotFound(desk::tr("There is no such memorandum."));
}

std::string RecordOf(const MemorandumId& id) {
  return "memorandum:" + id.text();
}

std::string PartyNames(const Memorandum& memorandum) {
  std::string names;
  for (const Party& party : memorandum.parties) names += fmt::format("{}. {}\n", party.number, party.name);
  return names;
}

std::map<std::string, std::string> BuiltIn(const Memorandum& memorandum) {
  std::string parties;
  for (const Party& party : memorandum.parties) parties += (parties.empty() ? "" : ", ") + party.name;
  return {{"title", memorandum.title},
          {"parties", parties},
          {"starts", kit::DayText(memorandum.starts)},
          {"expires", kit::DayText(memorandum.expires)},
          {"notice_days", std::to_string(memorandum.notice_days)}};
}

kit::Wrongs ReadFields(const MemorandumDraft& draft, Memorandum& memorandum) {
  kit::Wrongs wrongs;
  memorandum.title = kit::Tidy(wrongs, "title", draft.title, base::kMaxAgreementTitleBytes, true);
  memorandum.language = draft.language;
  if (html::FindLocale(draft.language) == nullptr)
    wrongs.push_back({"language", desk::tr("This language is not known here.")});
  const auto day = [&](std::string_view field, const std::string& text, base::UtcTime& into) {
    into = {};
    if (text.empty()) return;
    const base::Result<base::UtcTime> parsed = kit::ParseDay(text);
    if (!parsed) wrongs.push_back({std::string(field), parsed.error().external});
    if (parsed) into = *parsed;
  };
  day("starts", draft.starts, memorandum.starts);
  day("expires", draft.expires, memorandum.expires);
  if (memorandum.expires.ms > 0 && memorandum.expires <= memorandum.starts)
    wrongs.push_back({"expires", desk::tr("It ends before it begins.")});
  const std::optional<std::int64_t> notice = desk::WholeNumber(draft.notice_days);
  if (!notice || *notice > kMostNoticeDays)
    wrongs.push_back({"notice_days", desk::tr("Write the number of days.")});
  memorandum.notice_days = notice.value_or(0);
  kit::Tidy(wrongs, "own", draft.own, base::kMaxAgreementTextBytes, false);
  return wrongs;
}

// What nobody but who drafts it has seen is nobody else's, dropped or not.
bool WasOffered(const Memorandum& memorandum) {
  return memorandum.state != State::kDraft &&
         !(memorandum.state == State::kDropped && memorandum.sha256.empty());
}

// Whether the actor signs for this party, or records its signature.
bool MaySignFor(const kit::Viewer& viewer, bool writes, const Party& party, const desk::OrgId& party_org) {
  if (!party.member.empty() && !party_org.empty()) return viewer.takes_part && viewer.Is(party.member);
  return writes;
}

}  // namespace

base::Result<std::int64_t> Memoranda::PutClause(const desk::Actor& actor, const PanelId& panel,
                                                const ClauseText& text) {
  kit::Wrongs wrongs;
  ClauseText clause = text;
  clause.title = kit::Tidy(wrongs, "title", text.title, base::kMaxAgreementTitleBytes, true);
  clause.body = kit::Tidy(wrongs, "body", text.body, base::kMaxAgreementTextBytes, true);
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  constexpr std::size_t kMostCode = 63;
  if (text.code.empty() || text.code.size() > kMostCode ||
      text.code.find_first_not_of(kLetters) != std::string::npos)
    wrongs.push_back({"code", desk::tr("A short name has 1 to 63 small letters, digits and hyphens.")});
  if (html::FindLocale(text.language) == nullptr)
    wrongs.push_back({"language", desk::tr("This language is not known here.")});
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  const auto put = [&](db::Transaction& tx) -> base::Result<std::int64_t> {
    TRY(services_.panels.MustHost(tx, actor, panel));
    const ClauseId fresh = ClauseId::New(services_.seams.random);
    const std::int64_t version = TRY(store::PutClause(tx, panel, fresh, clause, services_.seams.clock.Now()));
    TRY(services_.seams.audit.Append(tx, actor, "clause.put", "clause:" + clause.code,
                                     {{"language", clause.language}, {"version", std::to_string(version)}}));
    return version;
  };
  return services_.seams.database.Write(put);
}

base::Result<std::vector<ClauseText>> Memoranda::Clauses(const desk::Actor& actor, const PanelId& panel) {
  const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<ClauseText>> {
    TRY(kit::ViewerOf(services_, tx, actor, panel));
    return store::Clauses(tx, panel);
  };
  return services_.seams.database.Read(read);
}

base::Result<Memoranda::Known> Memoranda::Seen(db::Transaction& tx, const desk::Actor& actor,
                                               const MemorandumId& id) {
  Known known;
  known.memorandum = TRY(store::Get(tx, id));
  base::Result<kit::Viewer> viewer = kit::ViewerOf(services_, tx, actor, known.memorandum.panel);
  if (!viewer) return viewer.error().code == base::Code::kNotFound ? Unknown() : viewer.error();
  known.viewer = *viewer;
  const bool author = known.memorandum.author == actor.org;
  known.writes = known.viewer.hosts || (author && known.viewer.takes_part);
  const std::vector<Party>& parties = known.memorandum.parties;
  known.is_party = std::any_of(parties.begin(), parties.end(), [&](const Party& party) {
    return !party.member.empty() && known.viewer.Is(party.member);
  });
  const bool shown = known.is_party && WasOffered(known.memorandum);
  // A suspended author reads what it wrote.
  if (!known.writes && !author && !shown) return Unknown();
  return known;
}

base::Status Memoranda::Compose(db::Transaction& tx, Memorandum& memorandum,
                                std::vector<std::string>& missing) {
  std::map<std::string, std::string> variables = TRY(store::Variables(tx, memorandum.id));
  for (const auto& [name, text] : BuiltIn(memorandum)) variables[name] = text;
  std::string text = memorandum.title + "\n\n" + PartyNames(memorandum);
  std::int64_t number = 0;
  for (const ClauseText& clause : TRY(store::ClausesOf(tx, memorandum.id)))
    text += fmt::format("\n{}. {}\n{}\n", ++number, clause.title, FillIn(clause.body, variables, missing));
  std::sort(missing.begin(), missing.end());
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  if (text.size() > base::kMaxMemorandumBytes)
    return base::TooLarge(desk::tr("This memorandum is longer than a text may be here."));
  memorandum.text = std::move(text);
  return base::Ok();
}

base::Status Memoranda::Put(db::Transaction& tx, Memorandum& memorandum, const MemorandumDraft& draft) {
  const std::vector<std::string> names = store::LinesOf(draft.parties);
  if (names.size() < 2) return base::Invalid(desk::tr("A memorandum has at least two parties."));
  if (names.size() > base::kMaxMemorandumParties)
    return base::TooLarge(desk::tr("There are more parties than a memorandum may have here."));
  const std::vector<std::string> codes = store::LinesOf(draft.clauses);
  if (codes.size() > base::kMaxMemorandumClauses)
    return base::TooLarge(desk::tr("There are more clauses than a memorandum may have here."));
  const std::vector<Member> members = TRY(services_.directory.Admitted(tx, memorandum.panel));
  memorandum.parties.clear();
  for (const std::string& name : names) {
    const auto member =
        std::find_if(members.begin(), members.end(), [&](const Member& one) { return one.name == name; });
    Party party{.number = std::ssize(memorandum.parties) + 1, .member = {}, .name = name};
    if (member != members.end()) party.member = member->id;
    memorandum.parties.push_back(std::move(party));
  }
  TRY(store::PutParties(tx, memorandum));
  TRY(store::PutClauses(tx, memorandum, codes, draft.own));
  return store::PutVariables(tx, memorandum.id, draft.variables);
}

base::Result<MemorandumId> Memoranda::Add(const desk::Actor& actor, const PanelId& panel,
                                          const MemorandumDraft& draft) {
  Memorandum memorandum;
  const kit::Wrongs wrongs = ReadFields(draft, memorandum);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  memorandum.id = memorandum.root = MemorandumId::New(services_.seams.random);
  memorandum.panel = panel;
  memorandum.author = actor.org;
  memorandum.created = memorandum.changed = services_.seams.clock.Now();
  const auto add = [&](db::Transaction& tx) -> base::Status {
    const kit::Viewer viewer = TRY(kit::ViewerOf(services_, tx, actor, panel));
    if (!viewer.hosts && !viewer.takes_part)
      return kit::MayNot(desk::tr("Only an admitted member of the panel may do this."));
    TRY(store::Insert(tx, memorandum));
    TRY(Put(tx, memorandum, draft));
    return services_.seams.audit.Append(tx, actor, "memorandum.draft", RecordOf(memorandum.id));
  };
  TRY(services_.seams.database.Write(add));
  return memorandum.id;
}

base::Status Memoranda::Edit(const desk::Actor& actor, const MemorandumId& id, std::int64_t version,
                             const MemorandumDraft& draft) {
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    Known known = TRY(Seen(tx, actor, id));
    if (!known.writes) return kit::MayNot(desk::tr("Only who drafts it may edit it."));
    Memorandum& memorandum = known.memorandum;
    if (version >= 0 && version != memorandum.version) return kit::Overtaken();
    if (memorandum.state != State::kDraft)
      return base::Error{base::Code::kConflict,
                         desk::tr("The text of what was offered stays as it is; take it back, or make a new "
                                  "edition."),
                         {}};
    const kit::Wrongs wrongs = ReadFields(draft, memorandum);
    if (!wrongs.empty()) return kit::ErrorOf(wrongs);
    memorandum.changed = services_.seams.clock.Now();
    TRY(store::Update(tx, memorandum));
    TRY(Put(tx, memorandum, draft));
    return services_.seams.audit.Append(tx, actor, "memorandum.edit", RecordOf(id));
  });
}

base::Status Memoranda::MoveIn(db::Transaction& tx, const desk::Actor& actor, Memorandum& memorandum, Act act,
                               std::string_view party, std::string_view reason) {
  const base::UtcTime now = services_.seams.clock.Now();
  memorandum.state = TRY((panel::Next<State, Act>(MemorandumSteps(), memorandum.state, act,
                                                  MemorandumStateName, MemorandumActName)));
  if (act == Act::kOffer) {
    std::vector<std::string> missing;
    TRY(Compose(tx, memorandum, missing));
    if (!missing.empty())
      return base::Invalid(desk::tr("Some words of the clauses are not filled in yet: see the list below."));
    memorandum.sha256 = crypto::Sha256Hex(memorandum.text);
  }
  if (act == Act::kComplete) {
    memorandum.in_force = now;
    if (memorandum.starts.ms == 0) memorandum.starts = TRY(kit::ParseDay(base::FormatDay(now)));
  }
  if (act == Act::kGiveNotice)
    memorandum.ends = base::UtcTime{now.ms + memorandum.notice_days * base::kDayMs};
  if (act == Act::kGiveNotice || act == Act::kDrop) memorandum.reason = reason;
  memorandum.changed = now;
  TRY(store::Update(tx, memorandum));
  ++memorandum.version;
  TRY(store::AddEvent(tx, memorandum, act, party, reason, now));
  return services_.seams.audit.Append(tx, actor, "memorandum." + std::string(MemorandumActName(act)),
                                      RecordOf(memorandum.id), {{"sha256", memorandum.sha256}});
}

base::Status Memoranda::Move(const desk::Actor& actor, const MemorandumId& id, Act act, std::int64_t version,
                             std::string_view reason) {
  kit::Wrongs wrongs;
  const bool why = act == Act::kGiveNotice || act == Act::kDrop;
  const std::string words = kit::Tidy(wrongs, "reason", reason, base::kMaxAgreementTextBytes, why);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    Known known = TRY(Seen(tx, actor, id));
    const bool notice = act == Act::kGiveNotice;
    const bool may = notice ? known.is_party && known.viewer.takes_part : known.writes;
    if (!may) return kit::MayNot(desk::tr("Only a party gives notice; only who drafts it does the rest."));
    if (version >= 0 && version != known.memorandum.version) return kit::Overtaken();
    if (act == Act::kSign || act == Act::kComplete || act == Act::kReplace || act == Act::kExpire ||
        act == Act::kTerminate)
      return base::Error{base::Code::kConflict, desk::tr("This happens by signing, or by the clock."), {}};
    const std::string party = known.viewer.member ? known.viewer.member->name : std::string();
    return MoveIn(tx, actor, known.memorandum, act, party, words);
  });
}

base::Status Memoranda::Sign(const desk::Actor& actor, const MemorandumId& id, const Signing& signing) {
  kit::Wrongs wrongs;
  Signature signature{.party = signing.party, .method = signing.method, .sha256 = signing.sha256};
  signature.signer = kit::Tidy(wrongs, "signer", signing.signer, base::kMaxAgreementTitleBytes, true);
  signature.role = kit::Tidy(wrongs, "role", signing.role, base::kMaxAgreementTitleBytes, true);
  const base::UtcTime now = services_.seams.clock.Now();
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  signature.recorded = signature.signed_on = now;
  if (!signing.signed_on.empty()) signature.signed_on = TRY(kit::ParseDay(signing.signed_on));
  if (signature.signed_on > now) return base::Invalid(desk::tr("This day is still to come."));
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    Known known = TRY(Seen(tx, actor, id));
    Memorandum& memorandum = known.memorandum;
    const std::size_t open = static_cast<std::size_t>(std::count_if(
        memorandum.parties.begin(), memorandum.parties.end(), [](const Party& p) { return !p.signed_now; }));
    const Act act = open == 1 ? Act::kComplete : Act::kSign;
    TRY((panel::Next<State, Act>(MemorandumSteps(), memorandum.state, act, MemorandumStateName,
                                 MemorandumActName)));
    if (signing.party < 1 || signing.party > std::ssize(memorandum.parties))
      return base::NotFound(desk::tr("There is no such party."));
    const Party& party = memorandum.parties[static_cast<std::size_t>(signing.party - 1)];
    const desk::OrgId org =
        party.member.empty() ? desk::OrgId() : TRY(services_.directory.Get(tx, party.member)).org;
    if (!MaySignFor(known.viewer, known.writes, party, org))
      return kit::MayNot(desk::tr("You cannot sign for this party."));
    if (signing.sha256 != memorandum.sha256)
      return base::Error{base::Code::kConflict,
                         desk::tr("The text is not the one that you saw. Read it again, then sign."),
                         {}};
    if (party.signed_now)
      return base::Error{base::Code::kConflict, desk::tr("This party has signed this text already."), {}};
    TRY(store::AddSignature(tx, services_.seams.random, id, signature, actor.label));
    TRY(MoveIn(tx, actor, memorandum, act, party.name, {}));
    if (act != Act::kComplete || memorandum.before.empty()) return base::Ok();
    Memorandum before = TRY(store::Get(tx, memorandum.before));
    if (before.state != State::kInForce && before.state != State::kNotice) return base::Ok();
    return MoveIn(tx, actor, before, Act::kReplace, party.name, {});
  });
}

base::Result<MemorandumId> Memoranda::Next(const desk::Actor& actor, const MemorandumId& id,
                                           MemorandumKind kind) {
  const MemorandumId fresh = MemorandumId::New(services_.seams.random);
  const auto add = [&](db::Transaction& tx) -> base::Status {
    const Known known = TRY(Seen(tx, actor, id));
    if (!(known.is_party && known.viewer.takes_part) && !known.writes)
      return kit::MayNot(desk::tr("Only a party may propose another edition."));
    const Memorandum& old = known.memorandum;
    if (old.state != State::kInForce && old.state != State::kNotice && old.state != State::kExpired)
      return base::Error{
          base::Code::kConflict, desk::tr("Only what came into force has a next edition."), {}};
    const MemorandumDraft draft = TRY(store::DraftOf(tx, old));
    Memorandum next = old;
    next.id = fresh;
    next.before = old.id;
    next.edition = TRY(store::LastEdition(tx, old.root)) + 1;
    next.kind = kind;
    next.author = actor.org;
    next.state = State::kDraft;
    next.sha256.clear();
    next.text.clear();
    next.reason.clear();
    next.ends = next.in_force = {};
    next.created = next.changed = services_.seams.clock.Now();
    if (kind == MemorandumKind::kRenewal && old.expires.ms > 0) {
      next.starts = base::UtcTime{old.expires.ms + base::kDayMs};
      next.expires = base::UtcTime{next.starts.ms + (old.expires.ms - old.starts.ms)};
    }
    TRY(store::Insert(tx, next));
    TRY(store::CopyParts(tx, old, next));
    return services_.seams.audit.Append(tx, actor, "memorandum.next", RecordOf(fresh),
                                        {{"kind", std::string(MemorandumKindName(kind))}});
  };
  TRY(services_.seams.database.Write(add));
  return fresh;
}

base::Result<MemorandumView> Memoranda::Get(const desk::Actor& actor, const MemorandumId& id) {
  const auto read = [&](db::Transaction& tx) -> base::Result<MemorandumView> {
    Known known = TRY(Seen(tx, actor, id));
    MemorandumView view;
    if (known.memorandum.state == State::kDraft) TRY(Compose(tx, known.memorandum, view.missing));
    view.draft = TRY(store::DraftOf(tx, known.memorandum));
    view.signatures = TRY(store::Signatures(tx, id));
    view.events = TRY(store::Events(tx, id));
    for (Memorandum& edition : TRY(store::Editions(tx, known.memorandum.root))) {
      const bool own = edition.author == actor.org || known.viewer.hosts;
      if (own || WasOffered(edition)) view.editions.push_back(std::move(edition));
    }
    for (const Party& party : known.memorandum.parties) {
      if (known.memorandum.state != State::kOffered || party.signed_now) continue;
      const desk::OrgId org =
          party.member.empty() ? desk::OrgId() : TRY(services_.directory.Get(tx, party.member)).org;
      if (MaySignFor(known.viewer, known.writes, party, org)) view.may_sign.push_back(party.number);
    }
    view.writes = known.writes;
    view.is_party = known.is_party && known.viewer.takes_part;
    view.memorandum = std::move(known.memorandum);
    return view;
  };
  return services_.seams.database.Read(read);
}

}  // namespace panel
