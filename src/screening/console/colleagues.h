#pragma once
// The people of an organisation as its pages name them. Thread-safe.

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "desk/web/router.h"

namespace screening {

class Colleagues {
 public:
  static base::Result<Colleagues> Of(const desk::Context& context);
  // Id and name of those who may decide alerts, by name.
  const std::vector<std::pair<std::string, std::string>>& analysts() const { return analysts_; }
  // "Mina O." for "person:ID", "service account" for "key:ID", "the program" for jobs and the command line.
  std::string NameOf(const std::string& actor_label) const;

 private:
  std::vector<std::pair<std::string, std::string>> analysts_;
  std::vector<std::pair<std::string, std::string>> names_;  // actor label, name
  std::string service_account_;
  std::string program_;
};

}  // namespace screening
