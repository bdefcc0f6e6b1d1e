#pragma once
// The review of alerts: the queue beside the opened alert, and the queue as a table for many at once. What
// the pages are made of stands in alert_words.h (words), queue_pane.h (left), alert_detail.h (right),
// alert_table.h (many).

namespace desk {
class Desk;
}

namespace screening {

class QueueServices;
class WatchLists;
void RegisterAlertPages(desk::Desk& desk, QueueServices& services, WatchLists& lists);

}  // namespace screening
