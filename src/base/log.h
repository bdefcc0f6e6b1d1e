#pragma once
// The structured log: one JSON object a line on standard error, {"time","level","event",...fields}. An event
// is a fixed name
// ("request", "job-failed"); fields are facts about the machine's work. Never personal data, names,
// addresses, file contents, query strings or keys: ids, counts, durations, codes. Thread-safe; a line is one
// write(2). Cost: some microseconds a line.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace base {

enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarning, kError };

struct LogField {
  std::string_view name;
  std::variant<std::string_view, std::int64_t, double, bool> value;

  LogField(std::string_view n, std::string_view v) : name(n), value(v) {}
  LogField(std::string_view n, const char* v) : name(n), value(std::string_view(v)) {}
  LogField(std::string_view n, const std::string& v) : name(n), value(std::string_view(v)) {}
  LogField(std::string_view n, std::int64_t v) : name(n), value(v) {}
  LogField(std::string_view n, std::size_t v) : name(n), value(static_cast<std::int64_t>(v)) {}
  LogField(std::string_view n, int v) : name(n), value(std::int64_t{v}) {}
  LogField(std::string_view n, double v) : name(n), value(v) {}
  LogField(std::string_view n, bool v) : name(n), value(v) {}
};

// Lines below this level are not written. Starts at kInfo.
void SetLogLevel(LogLevel level);
// Where lines go instead of standard error; nullptr restores it. For tests; not thread-safe.
using LogSink = void (*)(std::string_view line);
void SetLogSink(LogSink sink);

void Log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});
inline void LogInfo(std::string_view event, std::initializer_list<LogField> fields = {}) {
  Log(LogLevel::kInfo, event, fields);
}
inline void LogWarning(std::string_view event, std::initializer_list<LogField> fields = {}) {
  Log(LogLevel::kWarning, event, fields);
}
inline void LogError(std::string_view event, std::initializer_list<LogField> fields = {}) {
  Log(LogLevel::kError, event, fields);
}

}  // namespace base
