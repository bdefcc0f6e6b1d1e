#include "panel/members/hits.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/common/judge.h"
#include "panel/members/bods.h"
#include "panel/members/flags.h"
#include "panel/members/store.h"

namespace panel::members {
namespace {

using desk::tr;

constexpr std::string_view kHit =
    "SELECT id, profile_id, subject, caption, party_hash, dataset, entry_id, entry_caption, entry_hash, "
    "score, state, "
    "judged_by, judged_ms, reason, changed, version FROM panel_hit ";

Hit FromRow(const db::Row& row) {
  Hit hit;
  std::size_t at = 0;
  hit.id = row.IdAt<HitId>(at++);
  hit.profile = row.IdAt<ProfileId>(at++);
  hit.subject = row.Text(at++);
  hit.caption = row.Text(at++);
  hit.party_hash = row.Text(at++);
  hit.dataset = row.Text(at++);
  hit.entry = row.Text(at++);
  hit.entry_caption = row.Text(at++);
  hit.entry_hash = row.Text(at++);
  hit.score = row.Real(at++);
  hit.state = HitStateNamed(row.Text(at++)).value_or(HitState::kOpen);
  hit.judged_by = row.Text(at++);
  hit.judged = base::UtcTime{row.Int(at++)};
  hit.reason = row.Text(at++);
  hit.changed = row.Bool(at++);
  hit.version = row.Int(at);
  return hit;
}

std::string_view SchemaOf(desk::OrgType constituency) {
  switch (constituency) {
    case desk::OrgType::kCompany:
      return "Company";
    case desk::OrgType::kGovernment:
      return "PublicBody";
    case desk::OrgType::kExpert:
      return "LegalEntity";
    default:
      return "Organization";
  }
}

Subject Person(std::string key, const std::string& name, const std::string& country,
               const std::string& birth) {
  Subject subject{std::move(key), {}};
  subject.entity.schema = entity::schema::Person();
  subject.entity.caption = name;
  subject.entity.Add(entity::prop::Name(), name);
  subject.entity.Add(entity::prop::Country(), country);
  subject.entity.Add(entity::prop::BirthDate(), birth);
  return subject;
}

Subject OwnerSubject(const OwnerRecord& record) {
  Subject subject =
      Person("owner:" + record.record, OwnerName(record), record.country, record.person ? record.date : "");
  if (!record.person) {
    subject.entity.schema = entity::schema::LegalEntity();
    subject.entity.Add(entity::prop::IncorporationDate(), record.date);
  }
  for (const std::string& name : record.other_names) subject.entity.Add(entity::prop::Alias(), name);
  for (const OwnerId& id : record.identifiers) subject.entity.Add(entity::prop::RegistrationNumber(), id.id);
  return subject;
}

using Place = std::tuple<std::string, std::string, std::string>;  // subject, dataset, entry

// What was decided of the same contents before.
base::Result<std::optional<Hit>> Remembered(db::Transaction& tx, const Hit& hit) {
  const auto row =
      TRY(tx.QueryOne("SELECT state, judged_by, judged_ms, reason FROM panel_hit_judgement WHERE profile_id "
                      "= $1 AND party_hash = $2 "
                      "AND dataset = $3 AND entry_id = $4 AND entry_hash = $5",
                      {hit.profile, hit.party_hash, hit.dataset, hit.entry, hit.entry_hash}));
  if (!row) return std::optional<Hit>();
  Hit judged = hit;
  judged.state = HitStateNamed(row->Text(0)).value_or(HitState::kOpen);
  judged.judged_by = row->Text(1);
  judged.judged = base::UtcTime{row->Int(2)};
  judged.reason = row->Text(3);
  return std::optional(std::move(judged));
}

base::Status Insert(db::Transaction& tx, const Hit& hit) {
  TRY(tx.Execute(
      "INSERT INTO panel_hit(id, profile_id, subject, caption, party_hash, dataset, entry_id, "
      "entry_caption, entry_hash, score, state, judged_by, judged_ms, reason, changed, version) VALUES "
      "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0)",
      {hit.id, hit.profile, hit.subject, hit.caption, hit.party_hash, hit.dataset, hit.entry,
       hit.entry_caption, hit.entry_hash, hit.score, HitStateName(hit.state), hit.judged_by, hit.judged.ms,
       hit.reason, hit.changed}));
  return base::Ok();
}

base::Status Update(db::Transaction& tx, const Hit& hit) {
  TRY(tx.Execute(
      "UPDATE panel_hit SET caption = $2, party_hash = $3, entry_caption = $4, entry_hash = $5, score = $6, "
      "state = $7, judged_by = $8, judged_ms = $9, reason = $10, changed = $11, version = version + 1 "
      "WHERE id = $1",
      {hit.id, hit.caption, hit.party_hash, hit.entry_caption, hit.entry_hash, hit.score,
       HitStateName(hit.state), hit.judged_by, hit.judged.ms, hit.reason, hit.changed}));
  return base::Ok();
}

}  // namespace

std::vector<Subject> SubjectsOf(const File& file) {
  std::vector<Subject> subjects;
  Subject self{"organisation", {}};
  self.entity.schema = entity::SchemaNamed(SchemaOf(file.profile.constituency));
  self.entity.caption = file.profile.name;
  self.entity.Add(entity::prop::Name(), file.profile.name);
  for (const OtherName& name : file.names)
    self.entity.Add(name.kind == NameKind::kFormer ? entity::prop::PreviousName() : entity::prop::Alias(),
                    name.text);
  self.entity.Add(entity::prop::Country(), file.profile.country);
  self.entity.Add(entity::prop::RegistrationNumber(), file.profile.registration);
  subjects.push_back(std::move(self));
  for (const FilePerson& person : file.people)
    subjects.push_back(Person("person:" + person.id.text(), person.name, person.country, person.birth_date));
  if (const auto owners = OwnersOf(file.profile.owners))
    for (const OwnerRecord& record : owners->records) {
      if (IsItself(*owners, record, file.profile.name)) {
        for (const std::string& name : record.other_names)
          subjects.front().entity.Add(entity::prop::Alias(), name);
      } else if (!OwnerName(record).empty()) {
        subjects.push_back(OwnerSubject(record));
      }
    }
  return subjects;
}

base::Status Hits::ScreenIn(db::Transaction& tx, const File& file, const screening::WatchListsNow& lists) {
  const ProfileId& profile = file.profile.id;
  std::map<Place, Hit> before;
  for (const db::Row& row : TRY(tx.Query(std::string(kHit) + "WHERE profile_id = $1", {profile}))) {
    Hit hit = FromRow(row);
    before.emplace(Place(hit.subject, hit.dataset, hit.entry), std::move(hit));
  }
  std::size_t count = 0;
  for (const Subject& subject : SubjectsOf(file)) {
    const screening::EntityScreening screened = lists.screen(subject.entity, kHitThreshold);
    for (const screening::ListedHit& found : screened.hits) {
      if (++count > base::kMaxMemberHits) break;
      Hit hit{.profile = profile,
              .subject = subject.key,
              .caption = subject.entity.caption,
              .party_hash = screened.entity_hash,
              .dataset = found.dataset,
              .entry = found.entry_id,
              .entry_caption = found.entry_caption,
              .entry_hash = found.entry_hash,
              .score = found.score};
      if (std::optional<Hit> judged = TRY(Remembered(tx, hit))) hit = *std::move(judged);
      const auto known = before.extract(Place(hit.subject, hit.dataset, hit.entry));
      if (known.empty()) {
        hit.id = HitId::New(seams_.base.random);
        TRY(Insert(tx, hit));
        continue;
      }
      const Hit& old = known.mapped();
      if (old.party_hash == hit.party_hash && old.entry_hash == hit.entry_hash) continue;
      hit.id = old.id;
      hit.changed = hit.state == HitState::kOpen && (old.changed || old.state != HitState::kOpen);
      TRY(Update(tx, hit));
    }
  }
  for (const auto& [place, gone] : before) TRY(tx.Execute("DELETE FROM panel_hit WHERE id = $1", {gone.id}));
  TRY(tx.Execute("UPDATE panel_profile SET screened_ms = $2, screened_as = $3 WHERE id = $1",
                 {profile, seams_.base.clock.Now().ms, lists.version}));
  return base::Ok();
}

base::Status Hits::Screen(const desk::Actor& actor, const MemberId& member) {
  const screening::WatchListsNow lists = TRY(seams_.lists());
  return seams_.base.database.Write([&](db::Transaction& tx) -> base::Status {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    if (!access.SeesDiligence()) return Forbidden();
    if (access.membership.profile.empty())
      return base::Error{base::Code::kConflict, tr("This member has no application."), {}};
    const File file = TRY(store::GetFile(tx, access.membership));
    TRY(ScreenIn(tx, file, lists));
    return seams_.base.audit.Append(tx, actor, "member.screen", "member:" + member.text());
  });
}

base::Result<std::int64_t> Hits::ScreenDue(const desk::Actor& actor, const std::function<bool()>& stopped) {
  const screening::WatchListsNow lists = TRY(seams_.lists());
  std::int64_t done = 0;
  // A version of the lists is never empty, so "" waits too.
  const auto next = [&](db::Transaction& tx) -> base::Result<bool> {
    const auto row = TRY(tx.QueryOne(
        "SELECT id FROM panel_profile WHERE screened_as < $1 OR screened_as > $1 LIMIT 1", {lists.version}));
    if (!row) return false;
    Membership membership;
    membership.profile = row->IdAt<ProfileId>(0);
    const File file = TRY(store::GetFile(tx, membership));
    TRY(ScreenIn(tx, file, lists));
    return true;
  };
  while (!stopped()) {
    if (!TRY(seams_.base.database.Write(next))) break;
    ++done;
  }
  if (done > 0) {
    const auto note = [&](db::Transaction& tx) {
      return seams_.base.audit.Append(tx, actor, "member.screen-all", "",
                                      {{"profiles", std::to_string(done)}});
    };
    TRY(seams_.base.database.Write(note));
  }
  return done;
}

base::Result<std::vector<Hit>> Hits::Of(const desk::Actor& actor, const MemberId& member) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Hit>> {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    if (!access.SeesDiligence()) return Forbidden();
    std::vector<Hit> hits;
    for (const db::Row& row : TRY(tx.Query(
             std::string(kHit) + "WHERE profile_id = $1 ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, "
                                 "score DESC, dataset, entry_id LIMIT $2",
             {access.membership.profile, static_cast<std::int64_t>(base::kMaxMemberHits)})))
      hits.push_back(FromRow(row));
    return hits;
  });
}

base::Status Hits::Judge(const desk::Actor& actor, const MemberId& member, const HitId& id,
                         std::int64_t version, HitAct act, std::string_view reason) {
  const std::string clean = TRY(CleanText(reason));
  return seams_.base.database.Write([&](db::Transaction& tx) -> base::Status {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    if (!access.SeesDiligence()) return Forbidden();
    TRY(MustBeStranger(tx, actor, access.member().org));
    const ProfileId& profile = access.membership.profile;
    const auto row = TRY(tx.QueryOne(std::string(kHit) + "WHERE id = $1 AND profile_id = $2", {id, profile}));
    if (!row) return base::NotFound(tr("There is no such hit."));
    Hit hit = FromRow(*row);
    if (hit.version != version) return store::Overtaken();
    hit.state = TRY((Next<HitState, HitAct>(kHitSteps, hit.state, act, HitStateName, HitActName)));
    if (act != HitAct::kReopen && clean.empty())
      return base::Invalid(tr("Say what shows that they are, or are not, the same."));
    hit.judged_by = actor.label;
    hit.judged = seams_.base.clock.Now();
    hit.reason = clean;
    hit.changed = false;
    TRY(Update(tx, hit));
    const std::initializer_list<db::Param> key = {profile, hit.party_hash, hit.dataset, hit.entry,
                                                  hit.entry_hash};
    TRY(tx.Execute(
        "DELETE FROM panel_hit_judgement WHERE profile_id = $1 AND party_hash = $2 AND dataset = $3 AND "
        "entry_id = $4 AND entry_hash = $5",
        key));
    if (hit.state != HitState::kOpen)
      TRY(tx.Execute(
          "INSERT INTO panel_hit_judgement(profile_id, party_hash, dataset, entry_id, entry_hash, state, "
          "judged_by, judged_ms, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
          {profile, hit.party_hash, hit.dataset, hit.entry, hit.entry_hash, HitStateName(hit.state),
           hit.judged_by, hit.judged.ms, hit.reason}));
    if (hit.state == HitState::kMatch)
      TRY(RaiseForHit(tx, seams_, actor, access,
                      fmt::format("{}: {} ({})", hit.caption, hit.entry, hit.dataset)));
    return seams_.base.audit.Append(tx, actor, fmt::format("member.hit-{}", HitActName(act)),
                                    "member:" + member.text(), {{"hit", id.text()}});
  });
}

}  // namespace panel::members
