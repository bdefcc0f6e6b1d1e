// Follows a job: element [data-events] names a stream of server-sent events, each {"done":12,"total":100,"text":"…","state":"running"}.
// The bar and the words beside it follow; at the end the page goes to data-done-href, or reads itself again.

const running = new Set(["queued", "running"]);

function show(job, news) {
  const bar = job.querySelector("progress");
  const words = job.querySelector("[role=status]");
  if (bar !== null && Number.isFinite(news.total) && news.total > 0 && Number.isFinite(news.done)) {
    bar.max = news.total;
    bar.value = Math.min(Math.max(news.done, 0), news.total);
  }
  if (words !== null && typeof news.text === "string" && words.textContent !== news.text) words.textContent = news.text;
}

function finish(job) {
  const next = job.dataset.doneHref;
  if (next && next.startsWith("/") && !next.startsWith("//")) location.assign(next);
  else location.reload();
}

function follow(job) {
  const source = new EventSource(job.dataset.events);
  let latest = null;
  let timer = 0;
  // At most one change of words a second, because each one is read aloud.
  const showLatest = () => {
    timer = 0;
    if (latest !== null) show(job, latest);
  };
  const onNews = (event) => {
    let news;
    try {
      news = JSON.parse(event.data);
    } catch {
      return;
    }
    if (news === null || typeof news !== "object") return;
    latest = news;
    if (typeof news.state === "string" && !running.has(news.state)) {
      clearTimeout(timer);
      source.close();
      show(job, news);
      finish(job);
    } else if (timer === 0) {
      timer = setTimeout(showLatest, 1000);
    }
  };
  source.addEventListener("message", onNews);
  source.addEventListener("progress", onNews);
  addEventListener("pagehide", () => source.close(), { once: true });
}

for (const job of document.querySelectorAll("[data-events]")) follow(job);
