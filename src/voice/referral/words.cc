#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/names.h"
#include "voice/casework/shell.h"
#include "voice/consent/pages.h"
#include "voice/referral/pages.h"

namespace voice::referral {

using html::El;
using html::Html;
using html::Join;

std::string TradeWord(const html::Locale& locale, Trade trade) {
  switch (trade) {
    case Trade::kShelter:
      return locale.ctr("kind of service", "Shelter");
    case Trade::kLegal:
      return locale.ctr("kind of service", "Legal help");
    case Trade::kMedical:
      return locale.ctr("kind of service", "Medical help");
    case Trade::kLabour:
      return locale.ctr("kind of service", "Labour inspectorate");
    case Trade::kRights:
      return locale.ctr("kind of service", "National human rights commission");
    case Trade::kConsulate:
      return locale.ctr("kind of service", "Consulate");
    case Trade::kUnion:
      return locale.ctr("kind of service", "Union");
    case Trade::kPolice:
      return locale.ctr("kind of service", "Police");
    case Trade::kChild:
    case Trade::kCount:
      break;
  }
  return locale.ctr("kind of service", "Child protection authority");
}

Html StateBadge(const html::Locale& locale, State state) {
  switch (state) {
    case State::kDraft:
      return html::Badge(html::Mark::kUnknown, locale.ctr("referral", "Draft"));
    case State::kSent:
      return html::Badge(html::Mark::kAct, locale.ctr("referral", "Sent, not opened"));
    case State::kOpened:
      return html::Badge(html::Mark::kAct, locale.ctr("referral", "Opened, not accepted"));
    case State::kAccepted:
      return html::Badge(html::Mark::kOk, locale.ctr("referral", "Accepted"));
    case State::kDeclined:
      return html::Badge(html::Mark::kHarm, locale.ctr("referral", "Declined"));
    case State::kDone:
      return html::Badge(html::Mark::kOk, locale.ctr("referral", "Done"));
    case State::kExpired:
      return html::Badge(html::Mark::kCare, locale.ctr("referral", "Ran out"));
    case State::kWithdrawn:
      return html::Badge(html::Mark::kHarm, locale.ctr("referral", "Worker took her yes back"));
    case State::kRevoked:
    case State::kCount:
      break;
  }
  return html::Badge(html::Mark::kUnknown, locale.ctr("referral", "Taken back"));
}

Html LockedBadge(const html::Locale& locale, const ReferralRow& row) {
  return row.Locked() && row.NeedsLink()
             ? html::Badge(html::Mark::kHarm, locale.tr("Closed after wrong codes"))
             : Html();
}

Html DeletionBadge(const html::Locale& locale, Deletion deletion) {
  if (deletion == Deletion::kAsked)
    return html::Badge(html::Mark::kAct, locale.tr("Deletion asked, not answered"));
  if (deletion == Deletion::kDone) return html::Badge(html::Mark::kOk, locale.tr("Deleted there"));
  if (deletion == Deletion::kRefused) return html::Badge(html::Mark::kHarm, locale.tr("Not deleted there"));
  return {};
}

std::string WordAct(const html::Locale& locale, const Word& word) {
  if (word.act == TheirActName(TheirAct::kAsk)) return locale.ctr("said about a referral", "Question");
  if (word.act == TheirActName(TheirAct::kAccept)) return locale.ctr("said about a referral", "Accepted");
  if (word.act == TheirActName(TheirAct::kDecline)) return locale.ctr("said about a referral", "Declined");
  if (word.act == TheirActName(TheirAct::kFinish)) return locale.ctr("said about a referral", "Done");
  if (word.act == TheirActName(TheirAct::kDeleted)) return locale.ctr("said about a referral", "Deleted");
  if (word.act == TheirActName(TheirAct::kKept))
    return locale.ctr("said about a referral", "Could not be deleted");
  if (word.act == ActName(Act::kRevoke)) return locale.ctr("said about a referral", "Taken back");
  return locale.ctr("said about a referral", "Answer");
}

Html CopyView(const html::Locale& locale, const Copy& copy,
              const std::function<Html(std::size_t)>& file_button) {
  Html files;
  for (std::size_t i = 0; i < copy.files.size(); ++i) files.Add(El("li", file_button(i)));
  Html parts;
  for (const auto& [part, text] : copy.parts)
    parts.Add(El("div", El("h3", consent::PartWord(locale, part)), El("blockquote", html::Value(text))));
  if (!files.empty())
    parts.Add(El("div", El("h3", consent::PartWord(locale, Part::kFiles)), El("ul", files)));
  return El("div", {{"class", "stack"}},
            html::Facts({{locale.tr("Number"), copy.number},
                         {locale.tr("From"), html::Value(copy.from)},
                         {locale.tr("What for"), consent::PurposeWord(locale, copy.purpose)},
                         {locale.tr("What is asked of you"), html::Value(copy.words)}}),
            parts);
}

Html WordsView(const html::Locale& locale, const std::vector<Word>& words, bool for_them) {
  Html items;
  for (const Word& word : words) {
    const std::string who = word.theirs == for_them ? locale.ctr("said about a referral", "You")
                            : for_them              ? locale.ctr("said about a referral", "The sender")
                                                    : locale.ctr("said about a referral", "The recipient");
    items.Add(El("li", {{"class", "stack-s"}},
                 El("p", {{"class", "small muted"}}, El("b", who), " · ", WordAct(locale, word), " · ",
                    DayWords(locale, word.day)),
                 word.text.empty() ? Html() : El("blockquote", html::Value(word.text))));
  }
  return items.empty() ? Html() : El("ol", {{"class", "thread"}}, items);
}

net::Response FileResponse(OpenedFile file) {
  net::Response response = desk::Download(file.file.name, file.file.media_type);
  response.headers.Set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.Set("Cache-Control", "no-store");
  response.body = std::move(file.bytes);
  return response;
}

}  // namespace voice::referral
