/*---
description: A name that is re-exported in a circle fails
esid: sec-resolveexport
negative:
  phase: resolution
  type: SyntaxError
flags: [module]
---*/

import { round } from './circle_FIXTURE.js';
