#include "panel/invitations/addresses.h"

#include "desk/people/people.h"

namespace panel::invitations {

base::Result<std::string> Addresses::Of(db::Transaction& tx, const PanelId& panel) {
  const auto row =
      TRY(tx.QueryOne("SELECT address FROM panel_calendar_address WHERE panel_id = $1", {panel}));
  return row ? row->Text(0) : std::string();
}

base::Result<std::string> Addresses::OrganiserOf(db::Transaction& tx, const PanelId& panel) {
  std::string address = TRY(Of(tx, panel));
  if (!address.empty()) return address;
  return config_.smtp_from.empty() ? std::string("manumit@localhost") : config_.smtp_from;
}

base::Status Addresses::Set(const desk::Actor& actor, const PanelId& panel_id, std::string_view address) {
  const std::string wanted = address.empty() ? std::string() : TRY(desk::NormaliseEmail(address));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(panels_.MustHost(tx, actor, panel_id));
    TRY(tx.Execute("DELETE FROM panel_calendar_address WHERE panel_id = $1", {panel_id}));
    if (!wanted.empty())
      TRY(tx.Execute("INSERT INTO panel_calendar_address(panel_id, address) VALUES ($1, $2)",
                     {panel_id, wanted}));
    return seams_.audit.Append(tx, actor, "panel.calendar-address", "panel:" + panel_id.text());
  });
}

}  // namespace panel::invitations
