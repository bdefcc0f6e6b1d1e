#pragma once
// The services of the room, made once a process.

#include "desk/desk.h"
#include "html/locale.h"
#include "vault/vault.h"
#include "voice/casework/access.h"
#include "voice/casework/backup_record.h"
#include "voice/casework/case_copy.h"
#include "voice/casework/cases.h"
#include "voice/casework/concerns.h"
#include "voice/casework/escalation.h"
#include "voice/casework/htcds_exchange.h"
#include "voice/casework/lifecycle.h"
#include "voice/casework/orders.h"
#include "voice/casework/redaction.h"
#include "voice/casework/tasks.h"
#include "voice/consent/consents.h"
#include "voice/intake/proof.h"
#include "voice/intake/reports.h"
#include "voice/intake/sealing_keys.h"
#include "voice/intake/teams.h"
#include "voice/mechanism/mechanism.h"
#include "voice/referral/referrals.h"
#include "voice/remedy/groups.h"
#include "voice/remedy/rates.h"
#include "voice/remedy/remedy.h"

namespace voice {

struct CasePage;

// A part of a case with a page of its own below /cases/{id}.
struct CaseTab {
  std::string rest;  // "/claims"; empty: the conversation
  std::string (*label)(const html::Locale& locale) = nullptr;
  bool (*shown)(const CasePage& page) = nullptr;  // null: in every case
};

// What of a case a part of casework can tell a recipient, as text, as what she is
// owed. Empty: nothing.
struct CopyPart {
  consent::Part part = consent::Part::kSummary;
  base::Result<std::string> (*text)(db::Transaction& tx, const OpenedCase& opened,
                                    const html::Locale& locale) = nullptr;
};

struct VoiceServices {
  explicit VoiceServices(desk::Desk& desk);

  vault::Vault vault;
  Teams teams;
  Languages languages;
  Reports reports;
  SealingKeys sealing_keys;
  Proofs proofs;
  CaseAccess access;
  Cases cases;
  Lifecycle lifecycle;
  Tasks tasks;
  Escalation escalation;
  BackupRecord backups;
  Concerns concerns;
  Redaction redaction;
  CaseCopies copies;
  Orders orders;
  remedy::Remedy remedy;
  remedy::ClaimGroups claim_groups;
  remedy::Rates rates;
  consent::Consents consents;
  referral::Directory directory;
  referral::Referrals referrals;
  HtcdsExchange htcds;
  mechanism::Mechanism mechanism;
  std::vector<CaseTab> tabs;         // in their order; filled before serving
  std::vector<CopyPart> copy_parts;  // what a draft of a referral begins with; filled before serving
};

}  // namespace voice
