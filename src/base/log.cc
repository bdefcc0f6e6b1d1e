#include "base/log.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cmath>

#include "base/clock.h"

namespace base {

namespace {

std::atomic<LogLevel> lowest_level{LogLevel::kInfo};
std::atomic<LogSink> log_sink{nullptr};

void AppendJsonText(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
  out += '"';
}

struct ValueWriter {
  std::string& out;
  void operator()(std::string_view text) const { AppendJsonText(out, text); }
  void operator()(std::int64_t number) const { out += std::to_string(number); }
  void operator()(double number) const { out += std::isfinite(number) ? fmt::format("{}", number) : "null"; }
  void operator()(bool truth) const { out += truth ? "true" : "false"; }
};

std::string_view LevelName(LogLevel level) {
  constexpr std::string_view kNames[] = {"debug", "info", "warning", "error"};
  return kNames[static_cast<std::size_t>(level)];
}

void WriteLine(std::string_view line) {
  while (!line.empty()) {
    const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
    if (written <= 0) return;  // a log that cannot be written must not stop the work
    line.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

void SetLogLevel(LogLevel level) {
  lowest_level = level;
}

void SetLogSink(LogSink sink) {
  log_sink = sink;
}

void Log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  if (level < lowest_level.load(std::memory_order_relaxed)) return;
  std::string line = fmt::format(R"({{"time":"{}","level":"{}","event":)", FormatTime(SystemClock().Now()),
                                 LevelName(level));
  AppendJsonText(line, event);
  for (const LogField& field : fields) {
    line += ',';
    AppendJsonText(line, field.name);
    line += ':';
    std::visit(ValueWriter{line}, field.value);
  }
  line += "}\n";
  if (LogSink sink = log_sink.load()) {
    sink(line);
  } else {
    WriteLine(line);
  }
}

}  // namespace base
