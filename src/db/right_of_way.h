#pragma once
// Who goes first where writers of one process meet at the same rows. A transaction that lost to others again
// and again gets the place to itself: newcomers let it pass. Otherwise a long transaction under constant
// short ones loses to them for ever, because each of them has committed before it has. Thread-safe. Internal
// to the room.

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace db {

class RightOfWay {
 public:
  // So long a newcomer lets somebody pass who lost; so long one who lost waits for the others to be done.
  // After that each goes on as before: nobody waits for ever for a transaction that takes minutes.
  static constexpr std::chrono::milliseconds kLettingPass{250};
  static constexpr std::chrono::milliseconds kWaitingToBeAlone{2000};

  // Held for as long as the transaction runs. With `alone`, by one who lost: at most one is alone at a time.
  class Pass {
   public:
    Pass(RightOfWay& way, bool alone) : way_(way), alone_(way.Come(alone)) {}
    ~Pass() { way_.Leave(alone_); }
    Pass(const Pass&) = delete;
    Pass& operator=(const Pass&) = delete;
    bool alone() const { return alone_; }  // others who come now wait

   private:
    RightOfWay& way_;
    const bool alone_;
  };

 private:
  bool Come(bool alone);
  void Leave(bool alone);

  std::mutex mutex_;
  std::condition_variable changed_;
  int inside_ = 0;         // who came without asking to be alone
  int waiting_ = 0;        // who asked and is not yet inside
  bool somebody_ = false;  // is alone inside, or waits for the last of the others
};

}  // namespace db
