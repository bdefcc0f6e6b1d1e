#pragma once
// The services of the practices as the server has them: made once by RegisterPractices, kept by the desk,
// used by pages and API. Thread-safe. A later public face makes a `Published` of its own from the same seams.

#include "panel/practices/practices.h"
#include "panel/practices/published.h"
#include "panel/practices/replications.h"
#include "panel/practices/reviews.h"
#include "panel/practices/tools.h"
#include "panel/practices/translations.h"
#include "panel/services.h"

namespace panel {

class PracticeServices {
 public:
  PracticeServices(PanelServices& panel, desk::People& people)
      : seams(panel.seams),
        panels(panel.panels),
        directory(panel.directory),
        access(panel.panels, panel.directory),
        index(seams),
        life(seams, access, index),
        reviews(seams, access, panel.directory, people),
        replications(seams, access, life),
        translations(seams, access, life),
        tools(seams, access, index),
        published(seams, index) {}
  PracticeServices(const PracticeServices&) = delete;
  PracticeServices& operator=(const PracticeServices&) = delete;

  PanelSeams seams;
  Panels& panels;
  Directory& directory;
  PracticeAccess access;
  PracticeIndex index;
  PracticeLife life;
  PracticeReviews reviews;
  Replications replications;
  Translations translations;
  Tools tools;
  Published published;
};

}  // namespace panel
