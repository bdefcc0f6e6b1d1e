#pragma once
// Pages and API of memoranda and relationships; RegisterAgreements adds them.

#include <memory>

#include "panel/agreements/memoranda.h"

namespace panel {

struct AgreementServices {
  explicit AgreementServices(PanelServices& panel_services)
      : panel(panel_services), memoranda(panel_services) {}
  PanelServices& panel;
  Memoranda memoranda;
};

void AddMemorandumPages(desk::Desk& desk, const std::shared_ptr<AgreementServices>& services);
void AddMemorandumApi(desk::Desk& desk, const std::shared_ptr<AgreementServices>& services);
void AddRelationshipPages(desk::Desk& desk, const std::shared_ptr<AgreementServices>& services);
// What memoranda and commitments tell of two members.
void AddTimelineSources(const std::shared_ptr<AgreementServices>& services);

// In the reader's words.
std::string MemorandumStateWord(const html::Locale& locale, MemorandumState state);
html::Html MemorandumBadge(const html::Locale& locale, MemorandumState state);

}  // namespace panel
