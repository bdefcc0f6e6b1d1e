#include "voice/referral/by_hand.h"

#include "desk/desk.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "voice/referral/mail.h"
#include "voice/referral/pages.h"

namespace voice::referral {

using html::El;
using html::Html;
using html::Join;

namespace {

Html LinkForm(const CasePage& page, const ReferralRow& row) {
  if (!row.NeedsLink()) return {};
  const std::string action = page.Href("/referrals/" + row.id.text() + "/link");
  return html::Form(
      {.action = action, .csrf = page.context.csrf()},
      Join(El("p", row.Locked()
                       ? page.tr("The link is closed after too many wrong codes. Make a new link and "
                                 "tell them its new code; they read the same.")
                       : page.tr("Where link or code was lost: a new link opens the same, and the old "
                                 "one opens nothing any more.")),
           html::Button(page.tr("New link"),
                        {.kind = row.Locked() ? html::ButtonKind::kMain : html::ButtonKind::kQuiet})));
}

Html DeletionForm(const CasePage& page, const ReferralRow& row) {
  if (row.deletion != Deletion::kAsked && row.deletion != Deletion::kRefused) return {};
  const bool unmailed =
      !row.deletion_mailed && row.has_link && (!row.has_mail || row.mail_tries >= base::kQuickMailTries);
  const auto form = [&](std::string_view rest, const std::string& label, const std::string& button) {
    const std::string action = page.Href("/referrals/" + row.id.text() + std::string(rest));
    const std::string id = "note" + std::string(rest.substr(1));
    return html::Form(
        {.action = action, .csrf = page.context.csrf()},
        Join(html::Field({.control_id = id, .label = label}, html::Input({.name = "note", .id = id})),
             html::Button(button, {.kind = html::ButtonKind::kQuiet})));
  };
  return Join(
      El("h3", page.tr("Was it deleted there?")),
      unmailed ? El("p", page.tr("No mail told them to delete it. Please ask them in another way.")) : Html(),
      form("/deleted", page.tr("Who said that all is deleted"), page.tr("They deleted it")),
      row.deletion == Deletion::kAsked
          ? form("/kept", page.tr("Who said what is kept, and why"), page.tr("They kept it"))
          : Html());
}

}  // namespace

Html ByHandForms(const CasePage& page, const ReferralRow& row) {
  return Join(LinkForm(page, row), DeletionForm(page, row));
}

net::Response LinkPage(CasePage& page, const ReferralId& id, const SentLink& link, const std::string& mail) {
  const std::string url = page.context.desk().config().public_url + link.path;
  std::string mailed;
  if (!mail.empty()) {
    const base::Status sent = page.context.desk().mailer().Send(LinkMail(mail, url, NumberOf(id)));
    mailed = sent ? page.tr("The link was mailed to {mail}.", {{"mail", mail}})
                  : page.tr("The mail could not be sent. Please give them the link in another way.");
  }
  return CaseResponse(
      page, "/referrals",
      html::Stack(
          {html::NoticeOf(html::Mark::kOk, page.tr("It is sealed. Link and pass code are shown this once.")),
           html::Facts({{page.tr("Link"), El("code", {{"id", "referral-link"}}, url)},
                        {page.tr("Pass code"), El("code", {{"id", "referral-code"}}, link.code)}}),
           El("p", page.tr("Tell them the pass code in another way than the link: by telephone, or face to "
                           "face. Whoever has both can read it.")),
           mailed.empty() ? Html() : El("p", mailed),
           El("p", html::LinkButton(page.tr("To the referral"), page.Href("/referrals/" + id.text())))}));
}

}  // namespace voice::referral
