#include "desk/jobs/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/limits_voice.h"
#include "desk/audit/head_delivery.h"
#include "desk/commands.h"
#include "desk/jobs/backup.h"
#include "desk/jobs/prune.h"

namespace desk {

namespace {

struct Options {
  std::string file;
  std::string dir;
  std::string head;
  std::int64_t keep_days = 0;  // 0: nothing is removed
};

std::string SizeOf(const BackupSummary& summary) {
  std::uint64_t bytes = 0;
  for (const BackupSummary::File& file : summary.files) bytes += file.size;
  return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / (1u << 20));
}

void PrintSummary(const BackupSummary& summary) {
  for (const BackupSummary::File& file : summary.files) fmt::print("  {:>14}  {}\n", file.size, file.name);
  fmt::print("Head of the audit log in it:\n{}\n", FormatHead(summary.audit_head));
}

base::Result<Actor> Operator(CommandHost& host) {
  Actor actor = TRY(host.ActingAs("", ""));
  actor.org = OrgId();  // it is about the installation
  return actor;
}

base::Status Prune(CommandHost& host, const Options& options) {
  Desk& desk = *TRY(host.OpenDesk());
  const Actor actor = TRY(Operator(host));
  const Pruned pruned = TRY(PruneBackups(desk, actor, options.dir, options.keep_days));
  for (const std::string& path : pruned.removed) fmt::print("Removed {}\n", path);
  if (!pruned.kept_as_newest.empty())
    fmt::print("Kept {} though it is older than {} days: there is no newer one.\n", pruned.kept_as_newest,
               options.keep_days);
  fmt::print("{} backups removed, {} kept{}.\n", pruned.removed.size(), pruned.kept.size(),
             pruned.kept.empty() ? "" : ", the oldest made " + pruned.oldest_kept);
  return base::Ok();
}

// "DIR/manumit-20261129T031500Z.tar"
std::string NameWithin(const Desk& desk, const std::string& dir) {
  std::string moment = base::FormatTime(desk.clock().Now()).substr(0, 19) + "Z";
  std::erase(moment, '-');
  std::erase(moment, ':');
  return (std::filesystem::path(dir) / ("manumit-" + moment + ".tar")).string();
}

base::Status Backup(CommandHost& host, const Options& given) {
  if (given.file.empty()) return base::Invalid("backup: a new file, or a folder for it, is expected");
  const bool in_folder = std::filesystem::is_directory(given.file);
  if (given.keep_days > 0 && !in_folder)
    return base::Invalid("--keep-days: " + given.file + " is no folder; old backups are removed in a folder");
  Desk& desk = *TRY(host.OpenDesk());
  const Actor actor = TRY(Operator(host));
  Options options = given;
  if (in_folder) options.file = NameWithin(desk, given.file);
  const BackupSummary summary = TRY(BackupTo(desk, actor, options.file));
  fmt::print("Wrote {} ({}):\n", options.file, SizeOf(summary));
  PrintSummary(summary);
  fmt::print(
      "Whoever has this file has the installation's key and everything in the store that is not sealed, but "
      "no vault key. Keep it as safe "
      "as the server.\nFiles that {} names (passwords of their own, TLS) are not in it.\n",
      desk.config().path);
  if (given.keep_days == 0) return base::Ok();
  options.dir = given.file;
  return Prune(host, options);
}

base::Status Restore(CommandHost&, const Options& options) {
  const Restored restored = TRY(RestoreBackup(options.file, options.dir));
  fmt::print("Restored the backup of {} into {}\n", restored.backup.made, options.dir);
  if (restored.config_moved)
    fmt::print("Its configuration named another folder for the data: {} now says data_dir = \"data\".\n",
               restored.config);
  if (!restored.dump.empty())
    fmt::print("Next, into the empty database that it names:\n  pg_restore --no-owner --dbname=URL {}\n",
               restored.dump);
  fmt::print("Then:\n  manumit --config {} verify\n  manumit --config {} serve\n", restored.config,
             restored.config);
  return base::Ok();
}

base::Status VerifyAudit(CommandHost& host, const Options& options) {
  std::optional<AuditHead> kept;
  if (!options.head.empty()) kept = TRY(ParseHead(options.head));
  Desk& desk = *TRY(host.OpenDesk());
  const AuditHead head = TRY(desk.audit().Verify(kept));
  fmt::print("The audit log is intact: {} entries{}.\n{}\n", head.number,
             kept ? ", and the kept head is one of its own" : "", FormatHead(head));
  return base::Ok();
}

base::Status VerifyStore(CommandHost& host, const Options&) {
  Desk& desk = *TRY(host.OpenDesk());
  TRY(desk.database().Check());
  const std::size_t blobs = TRY(desk.blobs().Verify());
  fmt::print("The store is intact, and so are the {} files in it.\n", blobs);
  return base::Ok();
}

base::Status VerifyFile(CommandHost&, const Options& options) {
  const BackupSummary summary = TRY(VerifyBackup(options.file));
  fmt::print("The backup is intact ({}), made {}:\n", SizeOf(summary), summary.made);
  PrintSummary(summary);
  return base::Ok();
}

base::Status VerifyAll(CommandHost& host, const Options& options) {
  TRY(VerifyStore(host, options));
  return VerifyAudit(host, options);
}

using Work = base::Status (*)(CommandHost&, const Options&);

}  // namespace

void AddMaintenanceCommands(CLI::App& app, int& exit_code, CommandHost& host) {
  const auto options = std::make_shared<Options>();
  const auto run = [options, &exit_code, &host](Work work) {
    return [options, work, code = &exit_code, at = &host] {
      const base::Status done = work(*at, *options);
      if (!done) *code = at->Fail(done.error());
    };
  };

  CLI::App* backup = app.add_subcommand("backup", "Copies the installation into one file while it runs.");
  backup->require_subcommand(0, 1);
  backup->add_option("OUT", options->file,
                     "A new file, or a folder in which one is made; nothing is overwritten");
  backup->add_option("--keep-days", options->keep_days,
                     "Then remove backups in that folder that are older; the newest stays");
  const auto pruning = std::make_shared<Options>();
  pruning->keep_days = base::kBackupKeepDays;
  CLI::App* prune =
      backup->add_subcommand("prune", "Removes old backups of a folder; nothing else is touched.");
  prune->add_option("DIR", pruning->dir, "The folder that `backup` writes to")->required();
  prune->add_option("--keep-days", pruning->keep_days, "Older ones go; the newest stays")
      ->capture_default_str();
  prune->callback([pruning, &exit_code, &host] {
    const base::Status done = Prune(host, *pruning);
    if (!done) exit_code = host.Fail(done.error());
  });
  backup->callback([backup, make = run(Backup)] {
    if (backup->get_subcommands().empty()) make();
  });

  CLI::App* restore = app.add_subcommand("restore", "Puts a backup into a new folder.");
  restore->add_option("FILE", options->file, "A file that `backup` wrote")->required();
  restore->add_option("DIR", options->dir, "A folder that is empty or not there")->required();
  restore->callback(run(Restore));

  CLI::App* verify = app.add_subcommand("verify", "Checks store and audit log, or a backup.");
  verify->require_subcommand(0, 1);
  CLI::App* audit = verify->add_subcommand("audit", "Recomputes the audit log's chain.");
  audit->add_option("--head", options->head,
                    "A head that was kept elsewhere: the line \"MANUMIT-AUDIT N HEX\", or its 64 digits");
  audit->callback(run(VerifyAudit));
  CLI::App* file = verify->add_subcommand("backup", "Reads a backup and compares every digest.");
  file->add_option("FILE", options->file)->required();
  file->callback(run(VerifyFile));
  verify->add_subcommand("store", "Checks the database and the files in it.")->callback(run(VerifyStore));
  verify->callback([verify, all = run(VerifyAll)] {
    if (verify->get_subcommands().empty()) all();
  });
}

}  // namespace desk
