#include "screening/queue/import_job.h"

#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "desk/jobs/blobs.h"
#include "screening/parties.h"
#include "screening/queue/import_mapping.h"
#include "screening/queue/import_store.h"
#include "screening/queue/party_draft.h"
#include "screening/queue/party_store.h"
#include "screening/queue/screening_run.h"
#include "screening/queue/settings.h"

namespace screening {
namespace {

constexpr std::size_t kBatchRows = 300;

// One file on its way in.
class Reading {
 public:
  Reading(QueueSeams& seams, const desk::Actor& actor, Import facts, ExtraColumns extra)
      : seams_(seams), actor_(actor), facts_(std::move(facts)), extra_(extra) {}

  base::Status Take(PartyRow& row) {
    ++facts_.rows;
    if (row.party) TRY(TakeParty(row));
    for (Reject& reject : row.rejects) TakeReject(std::move(reject));
    return base::Ok();
  }
  bool full() const { return parties_.size() + rejects_.size() >= kBatchRows; }
  base::Status Write();
  base::Result<Import> Finish();
  const Import& facts() const { return facts_; }

 private:
  base::Status TakeParty(PartyRow& row);
  void TakeReject(Reject reject) {
    ++(reject.whole_row ? facts_.rejected_rows : facts_.rejected_fields);
    if (kept_rejects_ + rejects_.size() < base::kMaxImportRejects) rejects_.push_back(std::move(reject));
  }
  std::string_view Extra(const PartyRow& row, const std::optional<std::size_t>& place) const {
    return place ? std::string_view(row.extra[*place]) : std::string_view();
  }
  // The key, with "#2", "#3" … where other rows have it too; empty where such a row says the same.
  std::string OwnKey(std::string key, const std::string& content);
  base::Status WriteParties(db::Transaction& tx);

  QueueSeams& seams_;
  const desk::Actor& actor_;
  Import facts_;
  ExtraColumns extra_;
  std::vector<Party> parties_;
  std::vector<Reject> rejects_;
  std::size_t kept_rejects_ = 0;
  std::unordered_map<std::string, std::vector<std::string>> seen_;  // contents by key
};

std::string Reading::OwnKey(std::string key, const std::string& content) {
  std::vector<std::string>& contents = seen_[key];
  for (const std::string& other : contents)
    if (other == content) return {};
  contents.push_back(content);
  return contents.size() == 1 ? key : fmt::format("{}#{}", key, contents.size());
}

base::Status Reading::TakeParty(PartyRow& row) {
  Party party;
  if (const base::Status made = SetContent(party, *row.party); !made) {
    row.rejects.push_back({row.row, "", "", made.error().external, true});
    return base::Ok();
  }
  const std::string number(Extra(row, extra_.number));
  if (number.size() > base::kMaxPartyKeyBytes) {
    row.rejects.push_back({row.row, "", RejectValue(number),
                           "the number is too long (kMaxPartyKeyBytes); it is not used", false});
  } else {
    party.number = number;
  }
  const std::string_view spend = Extra(row, extra_.spend);
  party.spend = SpendOf(spend);
  if (!party.spend && !spend.empty())
    row.rejects.push_back({row.row, "", RejectValue(spend), "not an amount of money; it is not used", false});
  base::Result<std::vector<std::string>> tags = TagsOf(Extra(row, extra_.tags));
  if (tags) {
    party.tags = *std::move(tags);
  } else {
    row.rejects.push_back({row.row, "", RejectValue(Extra(row, extra_.tags)), tags.error().external, false});
  }
  party.key = OwnKey(PartyKey(party.entity, party.number), party.content_hash);
  if (party.key.empty()) {
    ++facts_.repeated;
    return base::Ok();
  }
  party.source = facts_.source;
  party.import = facts_.id;
  party.row = static_cast<std::int64_t>(row.row);
  parties_.push_back(std::move(party));
  return base::Ok();
}

base::Status Reading::WriteParties(db::Transaction& tx) {
  std::vector<std::string> keys;
  for (const Party& party : parties_) keys.push_back(party.key);
  std::map<std::string, Party> known;
  for (Party& party : TRY(party_store::WithKeys(tx, actor_.org, keys))) {
    std::string key = party.key;
    known.emplace(std::move(key), std::move(party));
  }
  std::vector<Party> added;
  const base::UtcTime now = seams_.clock.Now();
  for (const Party& draft : parties_) {
    Party party = draft;
    party.updated = now;
    const auto before = known.find(party.key);
    if (before == known.end()) {
      party.id = PartyId::New(seams_.random);
      party.created = now;
      added.push_back(std::move(party));
      continue;
    }
    const Party& old = before->second;
    // An earlier attempt of this import wrote it already, and said what it did.
    if (old.import == facts_.id && !old.removed && old.content_hash == party.content_hash &&
        old.spend == party.spend)
      continue;
    party.id = old.id;
    if (!extra_.tags) party.tags = old.tags;
    if (!extra_.spend) party.spend = old.spend;
    if (!extra_.number) party.number = old.number;
    const bool screen = old.content_hash != party.content_hash || old.spend != party.spend || old.removed;
    const bool changed = screen || old.tags != party.tags || old.number != party.number;
    TRY(changed ? party_store::Update(tx, actor_.org, party, "changed", screen)
                : party_store::Touch(tx, actor_.org, party));
  }
  return party_store::Insert(tx, actor_.org, added, "added");
}

base::Status Reading::Write() {
  const auto write = [&](db::Transaction& tx) -> base::Status {
    TRY(WriteParties(tx));
    return import_store::AddRejects(tx, actor_.org, facts_.id, static_cast<std::int64_t>(kept_rejects_) + 1,
                                    rejects_);
  };
  TRY(seams_.database.Write(write));
  kept_rejects_ += rejects_.size();
  parties_.clear();
  rejects_.clear();
  return base::Ok();
}

base::Result<Import> Reading::Finish() {
  TRY(Write());
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<Import> {
    Import done = facts_;
    const db::Rows outcomes =
        TRY(tx.Query("SELECT import_outcome, count(*) FROM party WHERE org_id = $1 AND import_id = $2 GROUP "
                     "BY import_outcome",
                     {actor_.org, done.id}));
    for (const db::Row& row : outcomes) {
      if (row.Text(0) == "added") done.added = row.Int(1);
      if (row.Text(0) == "changed") done.changed = row.Int(1);
      if (row.Text(0) == "unchanged") done.unchanged = row.Int(1);
    }
    const auto missing =
        TRY(tx.QueryOne("SELECT count(*) FROM party WHERE org_id = $1 AND source = $2 AND removed_ms IS NULL "
                        "AND (import_id IS NULL OR import_id <> $3)",
                        {actor_.org, done.source, done.id}));
    done.missing = missing->Int(0);
    done.state = ImportState::kDone;
    done.message.clear();
    done.updated = seams_.clock.Now();
    TRY(import_store::Update(tx, actor_.org, done));
    TRY(seams_.audit.Append(tx, actor_, "parties.import", "import:" + done.id.text(),
                            {{"rows", std::to_string(done.rows)},
                             {"added", std::to_string(done.added)},
                             {"changed", std::to_string(done.changed)},
                             {"unchanged", std::to_string(done.unchanged)},
                             {"rejected-rows", std::to_string(done.rejected_rows)}}));
    TRY(EnqueueScreening(seams_, tx, actor_));
    return done;
  });
}

// What an earlier attempt counted is counted anew.
base::Result<import_store::StoredImport> Begin(QueueSeams& seams, const desk::Actor& actor,
                                               const ImportId& id) {
  return seams.database.Write([&](db::Transaction& tx) -> base::Result<import_store::StoredImport> {
    import_store::StoredImport stored = TRY(import_store::Get(tx, actor.org, id));
    if (stored.facts.state == ImportState::kDiscarded)
      return base::Error{base::Code::kConflict, "this import was discarded", {}};
    TRY(EnsureOrganisation(tx, actor.org));
    TRY(import_store::ClearRejects(tx, actor.org, id));
    stored.facts.rows = stored.facts.repeated = stored.facts.rejected_rows = stored.facts.rejected_fields = 0;
    stored.facts.state = ImportState::kRunning;
    TRY(import_store::Update(tx, actor.org, stored.facts));
    ++stored.facts.version;
    return stored;
  });
}

base::Status ReadAll(PartyReader& reader, Reading& reading, const ImportHooks& hooks) {
  PartyRow row;
  while (TRY(reader.Next(row))) {
    TRY(reading.Take(row));
    if (!reading.full()) continue;
    if (hooks.stopped && hooks.stopped()) return base::Error{base::Code::kConflict, "stopped", {}};
    TRY(reading.Write());
    if (hooks.progress) hooks.progress(reading.facts().rows);
  }
  return base::Ok();
}

// The import says why it failed, and what it changed until then is screened all the same.
base::Error Failed(QueueSeams& seams, const desk::Actor& actor, Import facts, base::Error error) {
  facts.state = ImportState::kFailed;
  facts.message = error.external;
  facts.updated = seams.clock.Now();
  const base::Status noted = seams.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(import_store::Update(tx, actor.org, facts));
    TRY(EnqueueScreening(seams, tx, actor));
    return base::Ok();
  });
  if (!noted) error.internal += " and could not be noted: " + noted.error().internal;
  return error;
}

}  // namespace

base::Result<Import> RunImport(QueueSeams& seams, const desk::Actor& actor, const ImportId& id,
                               const ImportHooks& hooks) {
  const import_store::StoredImport stored = TRY(Begin(seams, actor, id));
  const auto run = [&]() -> base::Result<Import> {
    const ReadingPlan plan = TRY(PlanOf(stored.facts.mapping));
    const files::MappedFile file = TRY(seams.blobs.Map(stored.blob));
    const std::unique_ptr<PartyReader> reader =
        TRY(OpenParties(file.text(), stored.facts.file_name, plan.options));
    Reading reading(seams, actor, stored.facts, plan.extra);
    TRY(ReadAll(*reader, reading, hooks));
    return reading.Finish();
  };
  base::Result<Import> done = run();
  if (done || done.error().code == base::Code::kBusy || done.error().code == base::Code::kIo) return done;
  return Failed(seams, actor, stored.facts, done.error());
}

}  // namespace screening
