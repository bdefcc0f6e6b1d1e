#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "desk/commands.h"
#include "vault/passphrase.h"
#include "voice/casework/htcds_exchange.h"
#include "voice/commands.h"
#include "voice/services.h"

namespace voice {
namespace {

struct Options {
  std::string as, org, team, file, out, number;
  std::string format = "htcds";
};

base::Error IoError(const std::string& path) {
  return base::Error{base::Code::kIo, path + ": " + std::strerror(errno), {}};
}

// For its owner alone from the first byte on, whole or not at all.
base::Status WritePrivate(const std::string& path, std::string_view bytes) {
  const std::string part = path + ".part-" + std::to_string(getpid());
  const int file = open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return IoError(part);
  bool good = true;
  while (good && !bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    good = written > 0;
    if (good) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  good = good && fsync(file) == 0;
  const base::Error error = IoError(path);
  close(file);
  if (good && rename(part.c_str(), path.c_str()) == 0) return base::Ok();
  unlink(part.c_str());
  return error;
}

base::Status MustBeOrdinary(const std::string& path) {
  const std::filesystem::file_status there = std::filesystem::symlink_status(path);
  if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there))
    return base::Invalid("--out: " + path + " is there and is no ordinary file");
  return base::Ok();
}

// What is not hidden of one case, for somebody outside.
base::Result<std::string> TextOfCase(const Options& options, VoiceServices& services,
                                     const desk::Actor& actor, const vault::UnlockedPerson& me) {
  const bool page_alone = std::filesystem::path(options.out).extension() == ".html";
  const CaseId id = TRY(CaseNamed(services.cases, actor, options.number));
  return TRY(services.copies.Make(actor, me, id, html::ChooseLocale(actor.locale, ""), page_alone)).bytes;
}

base::Status Export(const Options& options, desk::CommandHost& host) {
  const bool text = options.format == "text";
  const std::string ending = std::filesystem::path(options.out).extension();
  if (text && options.number.empty()) return base::Invalid("--format text: say which case with --case");
  if (text && ending != ".zip" && ending != ".html")
    return base::Invalid("--out: FILE.zip (page and files) or FILE.html (the page alone) is expected");
  const htcds::Format format = text ? htcds::Format::kJson : TRY(htcds::FormatOfPath(options.out));
  TRY(MustBeOrdinary(options.out));
  desk::Desk& desk = *TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(options.as, options.org));
  VoiceServices services(desk);
  const crypto::SecretBytes passphrase = TRY(vault::ReadPassphrase(false));
  const vault::UnlockedPerson me = TRY(services.vault.OpenWithPassphrase(actor, passphrase.view()));
  ExportedCases exported;
  std::string bytes;
  if (text) {
    bytes = TRY(TextOfCase(options, services, actor, me));
  } else if (!options.number.empty()) {
    const CaseId id = TRY(CaseNamed(services.cases, actor, options.number));
    exported = TRY(services.htcds.ExportOne(actor, me, id));
  } else {
    exported = TRY(services.htcds.Export(actor, me));
  }
  if (!text) bytes = TRY(htcds::Write(exported.records, format));
  TRY(WritePrivate(options.out, bytes));
  fmt::print("{} cases written to {}\n", text ? 1 : exported.records.size(), options.out);
  for (const auto& [what, count] : exported.left_out) fmt::print("not in the file: {}: {}\n", what, count);
  return base::Ok();
}

base::Status Import(const Options& options, desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(options.as, options.org));
  VoiceServices services(desk);
  const Team team = TRY(services.teams.Named(actor.org, options.team));
  std::string bytes;
  {
    const int file = open(options.file.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return IoError(options.file);
    constexpr std::size_t kPart = 1u << 16;
    std::string part(kPart, '\0');
    for (ssize_t size = 0; (size = read(file, part.data(), part.size())) > 0;)
      bytes.append(part, 0, static_cast<std::size_t>(size));
    close(file);
  }
  const ImportedCases imported =
      TRY(services.htcds.Import(actor, team, bytes, std::filesystem::path(options.file).filename().string()));
  for (const htcds::Note& note : imported.notes)
    fmt::print("{}: {}{}\n", note.place, note.text,
               note.places > 1 ? fmt::format(" ({} places)", note.places) : "");
  fmt::print("{} cases sealed to {}\n", imported.cases, team.name);
  return base::Ok();
}

}  // namespace

void AddCaseCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  CLI::App* group = app.add_subcommand("cases", "Cases of workers, out of and into the vault");
  group->require_subcommand(1);
  using Command = base::Status (*)(const Options&, desk::CommandHost&);
  const auto add = [&](const char* name, const char* help, Command command,
                       const std::vector<std::string>& formats) {
    const auto options = std::make_shared<Options>();
    CLI::App* made = group->add_subcommand(name, help);
    made->add_option("--as", options->as, "E-mail address of the person who does it");
    made->add_option("--org", options->org, "Slug of the organisation; the default one where it is left out");
    made->add_option("--format", options->format, "htcds: Human Trafficking Case Data Standard 2.0")
        ->check(CLI::IsMember(formats));
    made->callback([options, command, &exit_code, &host] {
      const base::Status done = command(*options, host);
      if (!done) exit_code = host.Fail(done.error());
    });
    return std::pair(made, options);
  };
  const auto [out, out_options] =
      add("export",
          "Write all cases that the person may open, or one; the vault's pass-phrase is read from standard "
          "input",
          Export, {"htcds", "text"});
  out->get_option("--as")->required();
  out->add_option("--out", out_options->out,
                  "FILE.csv, FILE.xlsx or FILE.json; of a text FILE.zip, or FILE.html without files; made "
                  "readable for its owner alone")
      ->required();
  out->add_option("--case", out_options->number, "One case: its number, as K-7f3qab, or its id");
  out->get_option("--format")
      ->description(
          "htcds: Human Trafficking Case Data Standard 2.0; text: one case as a page and files, without what "
          "was hidden in it");
  const auto [in, in_options] =
      add("import", "Seal the cases of a file to a team; needs nobody unlocked", Import, {"htcds"});
  in->add_option("file", in_options->file, "CSV, XLSX, ODS or JSON")->required();
  in->add_option("--team", in_options->team, "Name of the team that reads them")->required();
}

}  // namespace voice
