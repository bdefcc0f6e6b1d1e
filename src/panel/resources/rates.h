#pragma once
// Exchange rates by date, of one panel: entered or imported, each with its source. A line of the ledger is
// valued in the panel's reporting currency by the rate of its day, or the last one of the seven days before
// (banks do not publish on Sundays); by the inverse where only the other direction is known; never over a
// third currency, and never by a guess: without a rate the line says so until one is entered. Thread-safe.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "panel/resources/access.h"

namespace panel {

inline constexpr std::int64_t kRateDays = 7;  // how old a rate may be

struct ImportFault {
  std::size_t row = 0;  // of the table, or line of an XML file; 0: the whole file
  std::string field;
  std::string text;
};
// Either everything was taken, or nothing and why.
struct ImportOutcome {
  std::size_t taken = 0;
  std::size_t skipped = 0;          // transactions of kinds that the ledger does not keep
  std::vector<ImportFault> faults;  // at most kMaxResourceImportFaults
  std::size_t fault_count = 0;
  void Add(std::size_t row, std::string_view field, std::string_view text);
};

class Rates {
 public:
  Rates(PanelSeams seams, Panels& panels, Directory& directory)
      : seams_(seams), panels_(panels), directory_(directory) {}

  // The secretariat's. Errors: kConflict where that day has a rate (rates that were used stay), kInvalid,
  // kNotFound.
  base::Status Add(const desk::Actor& actor, const PanelId& panel, const ExchangeRateRow& rate);
  // A table with the columns date, from, to, rate and source; all or nothing.
  base::Result<ImportOutcome> Import(const desk::Actor& actor, const PanelId& panel, std::string_view bytes,
                                     const std::string& name);
  // Newest first.
  base::Result<std::vector<ExchangeRateRow>> List(const desk::Actor& actor, const PanelId& panel,
                                                  std::size_t limit);
  // Currencies and days of lines that wait for a rate, most lines first.
  struct Missing {
    base::Currency currency;
    std::int64_t first_day = 0;
    std::int64_t last_day = 0;
    std::int64_t lines = 0;
  };
  base::Result<std::vector<Missing>> Wanted(const desk::Actor& actor, const PanelId& panel);
  // Values the lines for which there is a rate by now; how many.
  base::Result<std::int64_t> ValueMissing(const desk::Actor& actor, const PanelId& panel);

  base::Result<ResourceSettings> Settings(const desk::Actor& actor, const PanelId& panel);
  // Errors: kConflict (the version; or another currency once lines were valued in this one).
  base::Status SetSettings(const desk::Actor& actor, const PanelId& panel, const ResourceSettings& settings);

 private:
  PanelSeams seams_;
  Panels& panels_;
  Directory& directory_;
};

base::Result<ResourceSettings> SettingsOf(db::Transaction& tx,
                                          const PanelId& panel);  // USD until somebody chooses

// The rate as it is kept with a line; nothing where there is none.
base::Result<std::optional<LedgerLine::Valued>> ValueOn(db::Transaction& tx, const PanelId& panel,
                                                        const base::Money& money, base::Currency to,
                                                        std::int64_t day);

}  // namespace panel
