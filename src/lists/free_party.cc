#include "lists/free_party.h"

#include "lists/other_names.h"
#include "lists/text_rules.h"

namespace lists {

void AddFreeParty(const FreeParty& party, const std::string& text, std::string_view origin, Draft& draft) {
  entity::Entity& entity = draft.entity();
  entity.schema = party.vessel ? entity::schema::Vessel() : entity::schema::Organization();
  entity.caption = party.name;
  const auto add = [&](entity::Property property, const std::string& name) {
    draft.AddText(property, name, origin);
    if (!LooksUnread(name)) return;
    draft.Report(origin, Shortened(name),
                 "this name may hold other names or subsidiaries that were not told apart; compare the row "
                 "with the published list");
  };
  add(entity::prop::Name(), party.name);
  for (const std::string& alias : party.aliases) add(entity::prop::Alias(), alias);
  for (const std::string& former : party.former) add(entity::prop::PreviousName(), former);
  draft.AddNote(party.note, origin);
  if (party.miscounted) {
    draft.Report(origin, Shortened(text),
                 "the text says how many aliases it names, and another number was read; compare the row with "
                 "the published list");
  }
}

}  // namespace lists
