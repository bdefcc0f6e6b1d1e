#include "voice/casework/report_words.h"

namespace voice {

std::string PickLine(const html::Locale& locale, std::string_view pick) {
  if (pick == "documents") return locale.tr("Documents are kept");
  if (pick == "wages") return locale.tr("Wages are not paid, or not in full");
  if (pick == "fees") return locale.tr("Paid for the job");
  if (pick == "debt") return locale.tr("Owes money and cannot leave");
  if (pick == "movement") return locale.tr("Cannot go out freely");
  if (pick == "deception") return locale.tr("Was lied to about the job");
  if (pick == "threats") return locale.tr("Is threatened or hurt");
  if (pick == "hours") return locale.tr("Works too many hours");
  if (pick == "housing") return locale.tr("Work or housing is not safe");
  if (pick == "sexual") return locale.tr("Is touched or forced to sex");
  return locale.tr("Something else");
}

std::string SafeLine(const html::Locale& locale, std::string_view safe) {
  if (safe == "no") return locale.tr("Not safe right now");
  if (safe == "unsure") return locale.tr("Not sure whether safe");
  return safe == "yes" ? locale.tr("Safe right now") : std::string();
}

}  // namespace voice
