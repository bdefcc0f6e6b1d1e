#include "screening/queue/sealed_notes.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "desk/tr.h"
#include "screening/queue/alert_store.h"

namespace screening {

namespace {

base::Status CheckText(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return base::Invalid(desk::tr("Write something first."));
  if (text.size() > base::kMaxReasonBytes)
    return base::TooLarge(fmt::format("A sealed note has at most {} bytes.", base::kMaxReasonBytes));
  return base::Ok();
}

// As a browser sends it, a line ends with CR LF.
std::string WithoutCarriageReturns(std::string_view text) {
  std::string plain(text);
  std::erase(plain, '\r');
  return plain;
}

bool IsIn(const std::vector<desk::PersonId>& persons, const desk::PersonId& person) {
  return std::find(persons.begin(), persons.end(), person) != persons.end();
}

}  // namespace

base::Status SealedNotes::Add(const desk::Actor& actor, const desk::OrgId& org, const AlertId& alert,
                              const vault::Audience& audience, std::string_view text) {
  std::string plain = WithoutCarriageReturns(text);
  TRY(CheckText(plain));
  const crypto::SecretBytes secret = crypto::SecretBytes::Take(plain);
  const vault::RecordId record = vault::RecordId::New(seams_.random);
  const SealedNoteId id = SealedNoteId::New(seams_.random);
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(alert_store::Get(tx, org, alert));
    TRY(vault_.SealRecord(tx, org, audience, record, secret.view()));
    TRY(tx.Execute(
        "INSERT INTO alert_sealed_note (id, org_id, alert_id, record_id, created_by, created_ms) VALUES "
        "($1, $2, $3, $4, $5, $6)",
        {id, org, alert, record, actor.label, seams_.clock.Now().ms}));
    return seams_.audit.Append(tx, actor, "alert.sealed-note", "alert:" + alert.text(),
                               {{"record", record.text()}});
  });
}

base::Status SealedNotes::Open(const desk::Actor& actor, const desk::OrgId& org,
                               const vault::RecordId& record,
                               const std::optional<vault::UnlockedPerson>& reader,
                               const std::vector<vault::Circle>& circles, SealedNote& note) {
  const base::Result<vault::Audience> audience = vault_.AudienceOf(org, record);
  if (!audience.has_value()) {
    if (audience.error().code != base::Code::kNotFound && audience.error().code != base::Code::kCorrupt)
      return audience.error();
    note.state = SealedNote::State::kDamaged;
    return base::Ok();
  }
  bool may = IsIn(audience->persons, actor.person);
  for (const vault::Circle& circle : circles) {
    if (std::find(audience->circles.begin(), audience->circles.end(), circle.id) == audience->circles.end())
      continue;
    note.circles.push_back(circle.name);
    may = may || IsIn(circle.members, actor.person);
  }
  if (!may) return base::Ok();
  note.state = SealedNote::State::kLocked;
  if (!reader) return base::Ok();
  const base::Result<crypto::SecretBytes> opened = vault_.OpenRecord(*reader, record);
  note.state = opened.has_value() ? SealedNote::State::kOpened : SealedNote::State::kDamaged;
  if (opened.has_value()) note.text = crypto::AsText(opened->view());
  return base::Ok();
}

base::Result<std::vector<SealedNote>> SealedNotes::Of(const desk::Actor& actor, const desk::OrgId& org,
                                                      const AlertId& alert,
                                                      const std::optional<vault::UnlockedPerson>& reader) {
  const db::Rows rows = TRY(seams_.database.Read([&](db::Transaction& tx) {
    return tx.Query(
        "SELECT id, record_id, created_by, created_ms FROM alert_sealed_note WHERE org_id = $1 AND "
        "alert_id = $2 ORDER BY created_ms DESC, id LIMIT $3",
        {org, alert, kMaxShown});
  }));
  std::vector<SealedNote> notes;
  if (rows.empty()) return notes;
  const std::vector<vault::Circle> circles = TRY(vault_.Circles(org));
  for (const db::Row& row : rows) {
    SealedNote note{
        .id = row.IdAt<SealedNoteId>(0), .created_by = row.Text(2), .created = base::UtcTime{row.Int(3)}};
    TRY(Open(actor, org, row.IdAt<vault::RecordId>(1), reader, circles, note));
    notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace screening
