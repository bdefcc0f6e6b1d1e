// The side of a team of this installation that was referred to.

#include <algorithm>

#include "db/sql_text.h"
#include "desk/tr.h"
#include "voice/casework/shell.h"
#include "voice/intake/report_text.h"
#include "voice/referral/referrals.h"

namespace voice::referral {
namespace {

base::Error NoSuchReferral() {
  return base::NotFound(desk::tr("there is no such referral"));
}

base::Result<crypto::SecretBytes> KeyOf(db::Transaction& tx, vault::Vault& vault,
                                        const vault::UnlockedPerson& me, const ReferralRow& row) {
  base::Result<crypto::SecretBytes> key = vault.OpenRecord(tx, me, vault::RecordId::FromStore(row.id.text()));
  if (key) return key;
  const base::Code code = key.error().code;
  return code == base::Code::kForbidden || code == base::Code::kNotFound ? NoSuchReferral() : key.error();
}

base::Result<std::string> FromOf(db::Transaction& tx, const ReferralRow& row) {
  const auto found =
      TRY(tx.QueryOne("SELECT o.name, t.name FROM voice_team t JOIN organisation o ON o.id = "
                      "t.org_id WHERE t.id = $1",
                      {row.team}));
  return found ? found->Text(0) + ", " + found->Text(1) : std::string();
}

}  // namespace

base::Result<std::vector<Listed>> Referrals::Received(const desk::Actor& actor, const ListPosition& after,
                                                      std::size_t limit) {
  std::vector<Listed> listed;
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  if (circles.empty()) return listed;
  std::string select(RowSelect());
  select.insert(select.find(" FROM "), ", o.name, s.name");
  db::SqlText sql(select +
                  "JOIN voice_team t ON t.id = r.to_team JOIN voice_team s ON s.id = r.team_id JOIN "
                  "organisation o ON o.id = s.org_id WHERE t.org_id = ");
  sql.Bind(actor.org).Add(" AND t.circle_id IN ").BindAll(circles);
  if (!after.id.empty())
    sql.Add(" AND (r.made_day < ")
        .Bind(after.made)
        .Add(" OR (r.made_day = ")
        .Bind(after.made)
        .Add(" AND r.id > ")
        .Bind(after.id)
        .Add("))");
  sql.Add(" ORDER BY r.made_day DESC, r.id LIMIT ").Bind(static_cast<std::int64_t>(limit));
  for (const db::Row& row : TRY(access_.database().Read([&](db::Transaction& tx) { return sql.Query(tx); })))
    listed.push_back({ReadRow(row), row.Text(row.size() - 2) + ", " + row.Text(row.size() - 1)});
  return listed;
}

// The circle is asked also after the end, when there is no record left that could tell.
base::Result<ReferralRow> Referrals::ReceivedRow(db::Transaction& tx, const desk::Actor& actor,
                                                 const std::vector<vault::CircleId>& circles,
                                                 const ReferralId& id) {
  if (!actor.Can(desk::Permission::kCasesWork))
    return base::Error{base::Code::kForbidden, desk::tr("you do not work on cases"), {}};
  ReferralRow row = TRY(RowOf(tx, id));
  const auto team = TRY(tx.QueryOne("SELECT org_id, circle_id FROM voice_team WHERE id = $1", {row.to_team}));
  if (!team || team->IdAt<desk::OrgId>(0) != actor.org ||
      std::find(circles.begin(), circles.end(), team->IdAt<vault::CircleId>(1)) == circles.end())
    return NoSuchReferral();
  return row;
}

base::Result<TheirView> Referrals::OpenReceived(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                                const ReferralId& id) {
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  return access_.database().Write([&](db::Transaction& tx) -> base::Result<TheirView> {
    ReferralRow row = TRY(ReceivedRow(tx, actor, circles, id));
    TheirView view{.row = row,
                   .number = NumberOf(id),
                   .from = TRY(FromOf(tx, row)),
                   .copy = {},
                   .words = {},
                   .sitting = {}};
    if (!row.Live()) return view;
    const crypto::SecretBytes key = TRY(KeyOf(tx, vault_, me, row));
    if (row.expires && *row.expires < Today()) {
      TRY(Move(tx, vault_, row, Act::kExpire, Today(), true));
      view.row = TRY(RowOf(tx, id));
      return view;
    }
    if (row.state == State::kSent) {
      TRY(Move(tx, vault_, row, Act::kOpen, Today(), true));
      TRY(audit_.Append(tx, actor, "referral.open", RecordName(id)));
      view.row = TRY(RowOf(tx, id));
    }
    view.copy = TRY(CopyIn(tx, row, key));
    view.words = TRY(WordsOf(tx, row, key));
    return view;
  });
}

base::Status Referrals::ActReceived(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                    const ReferralId& id, TheirAct act, std::string_view text) {
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const ReferralRow row = TRY(ReceivedRow(tx, actor, circles, id));
    if (row.Live()) {
      const crypto::SecretBytes key = TRY(KeyOf(tx, vault_, me, row));
      TRY(Their(tx, row, act, text, &key));
    } else {
      TRY(Their(tx, row, act, text, nullptr));
    }
    return audit_.Append(tx, actor, "referral.answered-" + std::string(TheirActName(act)), RecordName(id));
  });
}

base::Result<OpenedFile> Referrals::FileReceived(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                                 const ReferralId& id, std::size_t place) {
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<OpenedFile> {
    const ReferralRow row = TRY(ReceivedRow(tx, actor, circles, id));
    if (!row.Live()) return base::NotFound(desk::tr("there is no such file"));
    const crypto::SecretBytes key = TRY(KeyOf(tx, vault_, me, row));
    return FileIn(tx, row, key, place);
  });
}

base::Result<CaseId> Referrals::MakeCase(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                         const ReferralId& id, const Team& team, std::string_view text) {
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  const CaseId made = CaseId::New(random_);
  const CaseKeys keys = CaseKeys::Generate();
  const base::Status done = access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const ReferralRow row = TRY(ReceivedRow(tx, actor, circles, id));
    if (team.id != row.to_team || team.org != actor.org) return NoSuchReferral();
    if (!row.Live()) return base::Error{base::Code::kConflict, desk::tr("this referral has ended"), {}};
    const crypto::SecretBytes key = TRY(KeyOf(tx, vault_, me, row));
    const Copy copy = TRY(CopyIn(tx, row, key));
    // The part is free text, and the column of a case is clear: more than a tag stays in the sealed note.
    const auto language = copy.parts.find(Part::kLanguage);
    TRY(InsertCase(
        tx, vault_, made,
        {.team = team,
         .channel = Channel::kImport,
         .language = language == copy.parts.end() ? std::string() : LanguageTagOf(language->second),
         .today = Today()},
        keys));
    std::vector<OpenedFile> opened;
    for (std::size_t place = 0; place < copy.files.size(); ++place)
      opened.push_back(TRY(FileIn(tx, row, key, place)));
    // A note takes a few files; the others follow in notes of their own.
    constexpr std::size_t kFilesANote = 5;
    CaseRow row_of{.id = made, .keys = keys.public_keys()};
    for (std::size_t from = 0; from == 0 || from < opened.size(); from += kFilesANote) {
      std::vector<SentFile> files;
      for (std::size_t i = from; i < std::min(from + kFilesANote, opened.size()); ++i)
        files.push_back({opened[i].file.name, opened[i].file.media_type, opened[i].bytes});
      const std::string note = TextOfMessage(from == 0 ? text : std::string_view("…"));
      TRY(AddEntry(tx, random_, row_of, Side::kInner, Author::kTeam, Today(), note, files));
      ++row_of.entries;
    }
    if (row.state != State::kAccepted) TRY(Their(tx, row, TheirAct::kAccept, {}, &key));
    return audit_.Append(tx, actor, "referral.make-case", RecordName(id), {{"case", made.text()}});
  });
  if (!done) return done.error();
  return made;
}

}  // namespace voice::referral
