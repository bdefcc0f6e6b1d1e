#pragma once
// Which mails are due now, for reminders.cc. Reads only; asks nobody, and keeps to the rules of who may know.

#include <string>
#include <vector>

#include "panel/minutes/people_lookup.h"
#include "panel/minutes/reply_token.h"
#include "panel/services.h"

namespace panel {

struct Reminder {
  std::string kind;    // "action-late": a fixed word
  std::string record;  // what it is about, with the person and the kind the key of "each sent once"
  KnownPerson to;
  std::string subject;  // in her language
  std::string text;
};

class ReminderList {
 public:
  ReminderList(PanelServices& services, const ReplyTokens& tokens, std::string public_url,
               db::Transaction& tx)
      : services_(services), tokens_(tokens), public_url_(std::move(public_url)), tx_(tx) {}

  base::Status AddActions();
  base::Status AddMinutes();
  base::Status AddReports();
  base::Status AddConsultations();
  base::Status AddBallots();
  base::Status AddRounds();
  std::vector<Reminder> Take() { return std::move(due_); }

 private:
  struct Letter {
    std::string kind;
    std::string record;
    std::string href;
    bool closed = false;  // names nothing
  };
  // Words make the subject and the first lines, in the language of the receiver.
  using LetterWords = std::function<std::string(const html::Locale&)>;
  base::Status Add(const Letter& letter, const KnownPerson& to, const LetterWords& subject,
                   const LetterWords& text);
  base::Status AddAction(const db::Row& row);
  base::Result<std::vector<KnownPerson>> OwnersOf(const PanelSession& session, const desk::PersonId& person,
                                                  const desk::OrgId& org);
  // Who has a say in a place: participants invited or coming, or the speakers of admitted members.
  struct Voice {
    KnownPerson person;
    desk::OrgId org;
  };
  base::Result<std::vector<Voice>> VoicesOf(const PanelId& panel, const PanelSessionId& session,
                                            bool& closed);

  PanelServices& services_;
  const ReplyTokens& tokens_;
  std::string public_url_;
  db::Transaction& tx_;
  std::vector<Reminder> due_;
};

}  // namespace panel
