#pragma once
// Certificates of attendance: issued by the chair to those who were there, as a PDF that each makes for
// herself. A number is 60 random bits, so it tells neither how many there are nor in which order; of a closed
// session's certificate nobody but its participant and the chairs learns that it exists. Thread-safe.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html/locale.h"
#include "panel/sessions/access.h"

namespace panel {

struct Certificate {
  std::string number;  // "xxxx-xxxx-xxxx"
  PanelSessionId session;
  desk::PersonId person;
  desk::OrgId org;
  AttendanceMode mode = AttendanceMode::kRoom;
  base::UtcTime issued;
};

class Certificates {
 public:
  Certificates(PanelSeams seams, SessionAccess& access) : seams_(seams), access_(access) {}

  // To everybody recorded as present who has none yet; the session must be held or filed. Returns how many.
  base::Result<std::int64_t> Issue(const desk::Actor& actor, const PanelSessionId& session);
  // Her own. kNotFound as for any session she may not know.
  base::Result<Certificate> Own(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& session);
  // For chairs.
  base::Result<std::vector<Certificate>> Of(db::Transaction& tx, const desk::Actor& actor,
                                            const PanelSessionId& session);
  // What anybody may learn who holds a certificate's number: the session, where it was open. kNotFound for
  // numbers that were never given out and for those of closed sessions.
  struct Checked {
    Certificate certificate;
    PanelSession session;
  };
  base::Result<Checked> Check(db::Transaction& tx, std::string_view number);

 private:
  PanelSeams seams_;
  SessionAccess& access_;
};

struct CertificateWords {
  std::string person;
  std::string organisation;
  std::string title;
  std::string issuer;
  std::string check_url;  // empty of a closed session: nobody can look it up
};
// One page of PDF in the language of `locale`.
base::Result<std::string> CertificatePdf(const html::Locale& locale, const Certificate& certificate,
                                         const PanelSession& session, const CertificateWords& words);

}  // namespace panel
