#include "panel/invitations/words.h"

#include <fmt/format.h>

#include "panel/sessions/faces.h"

namespace panel::invitations {
namespace {

constexpr std::size_t kMaxSubjectTitleBytes = 150;

std::string OpeningOf(const html::Locale& locale, News news) {
  switch (news) {
    case News::kInvited:
      return locale.tr("You are invited to a session of the panel.");
    case News::kComing:
      return locale.tr("You take part in a session of the panel.");
    case News::kMoved:
      return locale.tr("A session of the panel has another time.");
    case News::kChanged:
      return locale.tr("Something about a session of the panel changed.");
    case News::kDay:
      return locale.tr("A day of a session of the panel changed.");
    case News::kCancelled:
      return locale.tr("A session of the panel was cancelled.");
    case News::kWithdrawn:
      return locale.tr("You do not take part in this session of the panel any more.");
    case News::kStays:
      return locale.tr("The time that you proposed was not taken: the session stays as it is.");
    case News::kAgain:
      break;
  }
  return locale.tr("This is the invitation as it stands now.");
}

bool Asks(News news) {
  return news == News::kInvited || news == News::kMoved || news == News::kDay || news == News::kAgain;
}

}  // namespace

MailWords WordsOfMail(const html::Locale& locale, News news, const PanelSession& session,
                      std::string_view title, const std::string& url, bool takes_answers) {
  const std::string opening = OpeningOf(locale, news);
  MailWords words;
  words.subject = opening;
  std::string body = opening + "\n\n";
  if (!session.closed() && !title.empty()) {
    const std::string name = CutText(title, kMaxSubjectTitleBytes);
    words.subject = fmt::format("{} · {}", name, opening);
    body += name + "\n";
  }
  body += WhenText(locale, session) + "\n" + (url.empty() ? "" : url + "\n");
  if (Asks(news))
    body += "\n" + (takes_answers ? locale.tr("Answer in your calendar program, or on the page.")
                                  : locale.tr("Answer on the page."));
  words.body = body + "\n";
  return words;
}

}  // namespace panel::invitations
