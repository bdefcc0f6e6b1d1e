#include "panel/sessions/certificates.h"

#include <fmt/format.h>

#include "desk/tr.h"
#include "files/pdf_writer.h"
#include "panel/sessions/kind_fields.h"
#include "panel/sessions/sessions.h"
#include "panel/sessions/zone.h"

namespace panel {
namespace {

constexpr std::string_view kColumns =
    "SELECT number, session_id, person_id, org_id, mode, issued_ms FROM panel_certificate ";

Certificate FromRow(const db::Row& row) {
  return {.number = row.Text(0),
          .session = row.IdAt<PanelSessionId>(1),
          .person = row.IdAt<desk::PersonId>(2),
          .org = row.IdAt<desk::OrgId>(3),
          .mode = AttendanceModeNamed(row.Text(4)).value_or(AttendanceMode::kRoom),
          .issued = {row.Int(5)}};
}

// Twelve characters of an id: 60 bits of chance.
std::string NewNumber(base::Random& random) {
  const std::string id = base::NewIdText(random);
  return fmt::format("{}-{}-{}", id.substr(2, 4), id.substr(6, 4), id.substr(10, 4));
}

}  // namespace

base::Result<std::int64_t> Certificates::Issue(const desk::Actor& actor, const PanelSessionId& id) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<std::int64_t> {
    const PanelSession session = TRY(access_.MustChair(tx, actor, id));
    if (session.state != SessionState::kHeld && session.state != SessionState::kClosed)
      return base::Error{
          base::Code::kConflict, desk::tr("Certificates are issued once the session has been held."), {}};
    std::int64_t issued = 0;
    for (const Participant& one : TRY(access_.Participants(tx, id))) {
      if (!one.present || *one.present == AttendanceMode::kNone) continue;
      issued += TRY(tx.Execute(
          "INSERT INTO panel_certificate(number, session_id, person_id, org_id, mode, issued_ms, "
          "issued_by) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (session_id, person_id) DO NOTHING",
          {NewNumber(seams_.random), id, one.person, one.org, AttendanceModeName(*one.present),
           seams_.clock.Now().ms, actor.label}));
    }
    TRY(access_.Note(tx, actor, session, "panel-session.certificates", SessionRecord(id),
                     {{"issued", fmt::to_string(issued)}}));
    return issued;
  });
}

base::Result<Certificate> Certificates::Own(db::Transaction& tx, const desk::Actor& actor,
                                            const PanelSessionId& session) {
  TRY(access_.MustSee(tx, actor, session));
  const auto row =
      TRY(tx.QueryOne(std::string(kColumns) + "WHERE session_id = $1 AND person_id = $2 AND org_id = $3",
                      {session, actor.person, actor.org}));
  if (!row) return base::NotFound(desk::tr("There is no certificate for you of this session."));
  return FromRow(*row);
}

base::Result<std::vector<Certificate>> Certificates::Of(db::Transaction& tx, const desk::Actor& actor,
                                                        const PanelSessionId& session) {
  TRY(access_.MustChair(tx, actor, session));
  std::vector<Certificate> all;
  for (const db::Row& row :
       TRY(tx.Query(std::string(kColumns) + "WHERE session_id = $1 ORDER BY person_id", {session})))
    all.push_back(FromRow(row));
  return all;
}

base::Result<Certificates::Checked> Certificates::Check(db::Transaction& tx, std::string_view number) {
  const base::Error none = base::NotFound(desk::tr("No certificate with this number can be looked up here."));
  const auto row = TRY(tx.QueryOne(std::string(kColumns) + "WHERE number = $1", {number}));
  if (!row) return none;
  Checked checked{FromRow(*row), {}};
  checked.session = TRY(access_.Get(tx, checked.certificate.session));
  if (checked.session.closed()) return none;
  return checked;
}

base::Result<std::string> CertificatePdf(const html::Locale& locale, const Certificate& certificate,
                                         const PanelSession& session, const CertificateWords& words) {
  const std::int64_t offset = OffsetMs(session.zone, session.starts);
  const std::int64_t minutes = (session.ends.ms - session.starts.ms) / base::kMinuteMs;
  files::PdfWriter pdf({.title = locale.tr("Certificate of attendance"),
                        .language = std::string(locale.tag()),
                        .author = words.issuer,
                        .footer = certificate.number,
                        .created_ms = certificate.issued.ms});
  pdf.Title(locale.tr("Certificate of attendance"), words.issuer);
  pdf.Paragraph(locale.tr(
      "{person} of {organisation} took part in this session:",
      {{"person", files::Isolated(words.person)}, {"organisation", files::Isolated(words.organisation)}}));
  pdf.Heading(2, words.title);
  pdf.Facts({{locale.tr("Kind"), locale.tr(KindLabel(session.kind))},
             {locale.tr("Day"), locale.Date(session.starts.ms + offset)},
             {locale.tr("Place"), fmt::format("{} ({})", PlaceName(session.zone), OffsetText(offset))},
             {locale.tr("Length"), locale.ntr("{n} minute", "{n} minutes", minutes)},
             {locale.tr("Took part"), locale.tr(ModeLabel(certificate.mode))},
             {locale.tr("Issued"), locale.Date(certificate.issued.ms)},
             {locale.tr("Number"), certificate.number}});
  if (!words.check_url.empty())
    pdf.Paragraph(
        locale.tr("Whoever holds this number can check it at {address}.", {{"address", words.check_url}}),
        files::PdfText::kSmall);
  return pdf.Bytes();
}

}  // namespace panel
