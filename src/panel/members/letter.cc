#include "panel/members/letter.h"

#include "desk/people/words.h"
#include "files/pdf_writer.h"
#include "panel/common/place_words.h"
#include "panel/members/questions.h"
#include "panel/members/words.h"

namespace panel::members {
namespace {

std::string Sectors(const html::Locale& locale, const std::vector<std::string>& codes) {
  std::string words;
  for (const std::string& code : codes) words += (words.empty() ? "" : ", ") + SectorWord(locale, code);
  return words;
}

}  // namespace

base::Result<std::string> AdmissionLetter(const html::Locale& locale, const LetterFacts& facts) {
  const Membership& membership = facts.membership;
  const Declaration& declaration = membership.declaration;
  files::PdfWriter pdf({.title = locale.tr("Letter of admission"),
                        .language = std::string(locale.tag()),
                        .author = facts.host,
                        .footer = locale.tr("{panel} · letter {number}",
                                            {{"panel", facts.panel}, {"number", membership.letter}}),
                        .page_words = locale.tr("Page {page} of {pages}"),
                        .created_ms = membership.member.admitted.ms});
  const std::string name = files::Isolated(facts.profile.name);
  pdf.Title(locale.tr("Letter of admission"), facts.panel);
  pdf.Facts({{locale.tr("Number"), membership.letter},
             {locale.tr("Date"), locale.Date(membership.member.admitted.ms)},
             {locale.tr("To"), facts.profile.name}});
  pdf.Paragraph(locale.tr("{name} is a member of {panel}, admitted on {date} by its secretariat, {host}.",
                          {{"name", name},
                           {"panel", files::Isolated(facts.panel)},
                           {"date", locale.Date(membership.member.admitted.ms)},
                           {"host", files::Isolated(facts.host)}}));
  pdf.Facts({{locale.tr("Constituency"), desk::OrgTypeWord(locale, facts.profile.constituency)},
             {locale.tr("Country"), CountryWords(locale, facts.profile.country)},
             {locale.tr("Sectors"), Sectors(locale, facts.profile.sectors)},
             {locale.tr("Verified by"), facts.verified_by},
             {locale.tr("Verified on"), facts.verified.ms == 0 ? "" : locale.Date(facts.verified.ms)},
             {locale.tr("Valid until"),
              membership.expires.ms == 0 ? locale.tr("without end") : locale.Date(membership.expires.ms)}});
  pdf.Paragraph(
      locale.tr(
          "Admission means that the member signed the declaration on the next page and that its file was "
          "looked "
          "into. It does not mean that forced labour or trafficking were not found anywhere in its work."),
      files::PdfText::kNotice);
  pdf.NewPage();
  pdf.Heading(2, locale.tr("Declaration, edition {n}", {{"n", std::to_string(declaration.edition)}}));
  for (const Statement& statement : Statements()) {
    pdf.Heading(3, locale.tr(statement.title));
    pdf.Paragraph(locale.tr(statement.text));
  }
  pdf.Facts({{locale.tr("Signed by"), declaration.signatory},
             {locale.tr("As"), declaration.title},
             {locale.tr("For"), facts.profile.name},
             {locale.tr("On"), locale.Date(declaration.signed_at.ms)}});
  return pdf.Bytes();
}

}  // namespace panel::members
