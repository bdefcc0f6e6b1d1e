#include <fmt/format.h>

#include <boost/json.hpp>
#include <chrono>
#include <thread>

#include "desk/jobs/job_view.h"

namespace desk {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kLook{500};
constexpr milliseconds kHeartbeat{15'000};

bool HasEnded(const Job& job) {
  return job.state != JobState::kWaiting && job.state != JobState::kRunning;
}

}  // namespace

std::string JobWords(const html::Locale& locale, const Job& job) {
  const std::string message = job.message.empty() ? std::string() : locale.tr(job.message);
  switch (job.state) {
    case JobState::kWaiting:
      return message.empty() ? locale.tr("Waiting to begin")
                             : locale.tr("Waiting; last time: {message}", {{"message", message}});
    case JobState::kRunning: {
      const std::string what = message.empty() ? locale.tr("Working") : message;
      if (job.total <= 0) return what;
      return locale.tr(
          "{what} ({done} of {total})",
          {{"what", what}, {"done", locale.Number(job.done)}, {"total", locale.Number(job.total)}});
    }
    case JobState::kDone:
      return message.empty() ? locale.tr("Done") : message;
    case JobState::kFailed:
      return locale.tr("Failed: {message}", {{"message", message}});
    case JobState::kCancelled:
      return locale.tr("Cancelled");
  }
  return message;
}

std::string JobEvent(const html::Locale& locale, const Job& job) {
  boost::json::object event;
  event["done"] = job.done;
  event["total"] = job.total;
  event["text"] = JobWords(locale, job);
  event["state"] = JobStateName(job.state);
  return fmt::format("data: {}\n\n", boost::json::serialize(event));
}

base::Status FollowJob(Jobs& jobs, const html::Locale& locale, const OrgId& org, const JobId& id,
                       net::BodyWriter& writer, std::int64_t longest_ms) {
  const steady_clock::time_point end = steady_clock::now() + milliseconds(longest_ms);
  steady_clock::time_point spoken;
  std::string last;
  while (!writer.client_gone() && steady_clock::now() < end) {
    const base::Result<Job> job = jobs.Get(org, id);
    if (!job && job.error().code != base::Code::kBusy) return base::Ok();
    const std::string event = job ? JobEvent(locale, *job) : last;
    if (event != last) {
      TRY(writer.Write(event));
      spoken = steady_clock::now();
      last = event;
    } else if (steady_clock::now() - spoken > kHeartbeat) {
      TRY(writer.Write(": still here\n\n"));
      spoken = steady_clock::now();
    }
    if (job && HasEnded(*job)) return base::Ok();
    std::this_thread::sleep_for(kLook);
  }
  return base::Ok();
}

}  // namespace desk
