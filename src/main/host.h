#pragma once
// The installation that a command works on: its configuration, the desk opened with everything the rooms
// bring, and who acts.

#include <memory>
#include <string>

#include "desk/commands.h"
#include "desk/config.h"

namespace manumit {

// Opens the desk and registers every room; does not ask for the schema to be there. Used by serve, migrate
// and all commands.
base::Result<std::unique_ptr<desk::Desk>> OpenInstallation(const std::string& config_path);
base::Result<std::unique_ptr<desk::Desk>> OpenInstallation(desk::Config config);

class Host final : public desk::CommandHost {
 public:
  // `config_path` is filled by the command line's parser later.
  explicit Host(const std::string& config_path) : config_path_(config_path) {}

  base::Result<desk::Desk*> OpenDesk() override;
  base::Result<desk::Actor> ActingAs(const std::string& as_email, const std::string& org_slug) override;
  int Fail(const base::Error& error) override;
  // "system:root": how the operating system's user stands in the audit log.
  static std::string SystemLabel();

 private:
  const std::string& config_path_;
  std::unique_ptr<desk::Desk> desk_;
};

}  // namespace manumit
