#include "panel/minutes/discussion_mail.h"

#include "crypto/digest.h"
#include "desk/permission.h"
#include "desk/tr.h"
#include "panel/minutes/mail_reader.h"
#include "panel/minutes/people_lookup.h"
#include "panel/minutes/reply_text.h"

namespace panel {
namespace {

base::Error Refused() {
  return ForbiddenOf(
      desk::tr("This reply has no token that was made for its sender. Answer the mail as it came, or post on "
               "the page."));
}

// The person as she would be on the page, in each organisation that she speaks for.
base::Result<std::vector<desk::Actor>> ActorsOf(PanelServices& services, const std::string& address) {
  return services.seams.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<desk::Actor>> {
    std::vector<desk::Actor> actors;
    const auto person = TRY(FindPersonByEmail(tx, address));
    if (!person) return Refused();
    for (const desk::OrgId& org : TRY(OrgsOf(tx, person->id))) {
      bool speaks = false;
      for (const KnownPerson& one : TRY(SpeakersOf(tx, org))) speaks = speaks || one.id == person->id;
      if (!speaks) continue;
      desk::Actor actor;
      actor.kind = desk::Actor::Kind::kPerson;
      actor.person = person->id;
      actor.org = org;
      actor.permissions = desk::PermissionsOf(desk::Role::kDelegate);
      actor.label = "person:" + person->id.text();
      actors.push_back(std::move(actor));
    }
    return actors;
  });
}

}  // namespace

base::Result<PostId> ReceiveReply(PanelServices& services, const ReplyTokens& tokens,
                                  std::string_view message) {
  const ReadMail mail = TRY(ReadMessage(message));
  const std::optional<RoundId> round = tokens.RoundIn(mail.recipients, mail.subject, mail.from);
  if (!round) return Refused();
  if (mail.automatic) return ForbiddenOf(desk::tr("Automatic answers become no posts."));
  const std::string words = NewWordsOf(mail.text);
  const std::string key = mail.message_id.empty() ? std::string() : crypto::Sha256Hex(mail.message_id);
  base::Error last = Refused();
  for (const desk::Actor& actor : TRY(ActorsOf(services, mail.from))) {
    base::Result<PostId> post = services.discussions.AddPost(actor, *round, words, true, key);
    const bool elsewhere =
        !post && (post.error().code == base::Code::kForbidden || post.error().code == base::Code::kNotFound);
    if (!elsewhere) return post;
    last = Refused();
  }
  return last;
}

}  // namespace panel
