// Votes on an opinion, dissents, and what the world may read.

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/minutes/opinions.h"

namespace panel {
namespace {

namespace json = boost::json;

std::string_view ColumnOf(Choice choice) {
  switch (choice) {
    case Choice::kFor:
      return "votes_for";
    case Choice::kAgainst:
      return "votes_against";
    case Choice::kAbstain:
    case Choice::kCount:
      break;
  }
  return "abstained";
}

base::Status Count(db::Transaction& tx, const OpinionId& id, Choice choice, std::int64_t by) {
  const std::string column(ColumnOf(choice));
  TRY(tx.Execute("UPDATE panel_opinion SET " + column + " = " + column + " + $2 WHERE id = $1", {id, by}));
  return base::Ok();
}

std::string TextMember(const json::object& object, std::string_view name) {
  const json::value* const value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

void ReadPublicWords(const std::string& words, PublicOpinion& one) {
  boost::system::error_code error;
  const json::value value = json::parse(words, error);
  if (error || !value.is_object()) return;
  one.title = TextMember(value.get_object(), "title");
  one.text = TextMember(value.get_object(), "text");
  const json::value* const dissents = value.get_object().if_contains("dissents");
  if (dissents == nullptr || !dissents->is_array()) return;
  for (const json::value& dissent : dissents->get_array())
    if (dissent.is_object())
      one.dissents.push_back(
          {TextMember(dissent.get_object(), "member"), TextMember(dissent.get_object(), "text")});
}

}  // namespace

base::Result<std::optional<Vote>> OpinionService::OwnVote(db::Transaction& tx, const desk::Actor& actor,
                                                          const OpinionId& id) {
  const auto row =
      TRY(tx.QueryOne("SELECT voted, choice FROM panel_opinion_voter WHERE opinion_id = $1 AND org_id = $2",
                      {id, actor.org}));
  if (!row) return std::optional<Vote>();
  return std::optional(Vote{actor.org, row->Bool(0), ChoiceNamed(row->Text(1))});
}

base::Result<std::vector<Vote>> OpinionService::Votes(db::Transaction& tx, const Opinion& opinion) {
  std::vector<Vote> votes;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT org_id, voted, choice FROM panel_opinion_voter WHERE opinion_id = $1 ORDER BY org_id",
           {opinion.id})))
    votes.push_back({row.IdAt<desk::OrgId>(0), row.Bool(1), ChoiceNamed(row.Text(2))});
  return votes;
}

base::Status OpinionService::Cast(const desk::Actor& actor, const OpinionId& id, Choice choice) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Opinion one = TRY(Get(tx, actor, id, nullptr));
    const std::optional<Vote> own = TRY(OwnVote(tx, actor, id));
    if (!own) return ForbiddenOf(desk::tr("Your organisation has no vote here."));
    TRY(places_.MustHaveSay(tx, actor, one.place));
    const bool over = one.closes.ms > 0 && one.closes <= places_.Now();
    if (one.state != OpinionState::kOpen || over) return ConflictOf(desk::tr("This ballot is not open."));
    if (own->voted && one.secret)
      return ConflictOf(desk::tr("Your organisation has voted. A secret vote cannot be changed."));
    if (own->voted) TRY(Count(tx, id, own->choice.value_or(Choice::kAbstain), -1));
    TRY(Count(tx, id, choice, 1));
    TRY(tx.Execute(
        "UPDATE panel_opinion_voter SET voted = 1, choice = $3 WHERE opinion_id = $1 AND org_id = $2",
        {id, actor.org, one.secret ? std::string_view() : ChoiceName(choice)}));
    return places_.Note(tx, actor, one.place, "opinion.vote", "opinion:" + id.text());
  });
}

bool OpinionService::MayDissent(const Opinion& opinion) const {
  const bool over = opinion.state == OpinionState::kAdopted || opinion.state == OpinionState::kRejected;
  if (!over) return opinion.state == OpinionState::kOpen;
  return opinion.closed.ms + base::kDissentDays * base::kDayMs > places_.Now().ms;
}

base::Status OpinionService::Dissenting(const desk::Actor& actor, const OpinionId& id,
                                        std::string_view text) {
  std::string tidy;
  if (text.find_first_not_of(" \t\r\n") != std::string_view::npos)
    tidy = TRY(TidyWords(text, base::kMaxStatementBytes, ""));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Opinion one = TRY(Get(tx, actor, id, nullptr));
    if (!TRY(OwnVote(tx, actor, id))) return ForbiddenOf(desk::tr("Your organisation has no vote here."));
    TRY(places_.MustHaveSay(tx, actor, one.place));
    if (!MayDissent(one)) return ConflictOf(desk::tr("The time to add a dissent is over."));
    const auto before = TRY(tx.QueryOne(
        "SELECT words, sealed_id FROM panel_dissent WHERE opinion_id = $1 AND org_id = $2", {id, actor.org}));
    if (before) TRY(places_.Drop(tx, one.place, StoredWordsAt(*before, 0)));
    TRY(tx.Execute("DELETE FROM panel_dissent WHERE opinion_id = $1 AND org_id = $2", {id, actor.org}));
    if (!tidy.empty()) {
      const StoredWords stored = TRY(places_.Store(tx, one.place, {{"text", tidy}}));
      TRY(tx.Execute(
          "INSERT INTO panel_dissent(opinion_id, org_id, words, sealed_id, made_ms) VALUES ($1, $2, $3, "
          "$4, $5)",
          {id, actor.org, stored.open, stored.sealed, places_.Now().ms}));
    }
    return places_.Note(tx, actor, one.place, tidy.empty() ? "opinion.take-back-dissent" : "opinion.dissent",
                        "opinion:" + id.text());
  });
}

base::Result<std::vector<Dissent>> OpinionService::Dissents(db::Transaction& tx, const Opinion& opinion,
                                                            const vault::UnlockedPerson* reader) {
  std::vector<Dissent> dissents;
  if (opinion.locked) return dissents;
  for (const db::Row& row : TRY(tx.Query("SELECT org_id, words, sealed_id, made_ms FROM panel_dissent WHERE "
                                         "opinion_id = $1 ORDER BY made_ms, org_id",
                                         {opinion.id}))) {
    const Words words = TRY(places_.Read(tx, opinion.place, StoredWordsAt(row, 1), reader));
    dissents.push_back({row.IdAt<desk::OrgId>(0), std::string(WordOf(words, "text")), {row.Int(3)}});
  }
  return dissents;
}

base::Result<std::vector<Opinion>> OpinionService::WaitingForVote(db::Transaction& tx,
                                                                  const desk::Actor& actor,
                                                                  std::int64_t limit) {
  std::vector<Opinion> waiting;
  for (const db::Row& row :
       TRY(tx.Query("SELECT o.id, o.closes_ms FROM panel_opinion o JOIN panel_opinion_voter v ON "
                    "v.opinion_id = o.id WHERE "
                    "o.state = 'open' AND v.org_id = $1 AND v.voted = 0 ORDER BY o.closes_ms, o.id LIMIT $2",
                    {actor.org, base::kMaxPanels}))) {
    if (row.Int(1) > 0 && row.Int(1) <= places_.Now().ms) continue;
    base::Result<Opinion> one = Get(tx, actor, row.IdAt<OpinionId>(0), nullptr);
    if (!one && one.error().code == base::Code::kNotFound) continue;
    if (!one) return one.error();
    const base::Status may = places_.MustHaveSay(tx, actor, one->place);
    if (!may) continue;
    waiting.push_back(*std::move(one));
    if (std::ssize(waiting) == limit) break;
  }
  return waiting;
}

base::Result<std::vector<PublicOpinion>> OpinionService::ForPublic(db::Transaction& tx, const PanelId& panel,
                                                                   std::int64_t limit) {
  std::vector<PublicOpinion> list;
  for (const db::Row& row : TRY(tx.Query("SELECT id, public_words, method, majority, quorum_percent, "
                                         "entitled, votes_for, votes_against, abstained, "
                                         "closed_ms, public_ms FROM panel_opinion WHERE panel_id = $1 AND "
                                         "public_ms > 0 ORDER BY public_ms DESC, id "
                                         "LIMIT $2",
                                         {panel, limit}))) {
    PublicOpinion one;
    one.id = row.IdAt<OpinionId>(0);
    ReadPublicWords(row.Text(1), one);
    one.rules = {OpinionMethodNamed(row.Text(2)).value_or(OpinionMethod::kVote),
                 MajorityRuleNamed(row.Text(3)).value_or(MajorityRule::kSimple), row.Int(4)};
    one.entitled = row.Int(5);
    one.tally = {row.Int(6), row.Int(7), row.Int(8)};
    one.adopted = {row.Int(9)};
    one.made_public = {row.Int(10)};
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace panel
