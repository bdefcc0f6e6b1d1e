#pragma once
// The queue's services as the server has them: made once by RegisterQueue, kept by the desk, used by the
// pages, the API and the commands. Thread-safe.

#include "desk/desk.h"
#include "screening/queue/alerts.h"
#include "screening/queue/imports.h"
#include "screening/queue/parties.h"
#include "screening/queue/screening_run.h"
#include "screening/queue/sealed_notes.h"
#include "screening/queue/seams.h"
#include "screening/queue/settings.h"
#include "screening/registry/watch_lists.h"
#include "vault/vault.h"

namespace screening {

class QueueServices {
 public:
  QueueServices(desk::Desk& desk, WatchLists& lists);
  QueueServices(const QueueServices&) = delete;
  QueueServices& operator=(const QueueServices&) = delete;

  QueueSeams seams;
  Settings settings;
  Parties parties;
  Alerts alerts;
  Imports imports;
  Screening screening;
  vault::Vault vault;
  SealedNotes sealed_notes;
};

// The services that RegisterQueue made for this desk, for commands, which get only the desk. CHECKs that
// there are some.
QueueServices& QueueServicesOf(desk::Desk& desk);

}  // namespace screening
