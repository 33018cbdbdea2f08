/*---
description: A name that two star exports supply from different places is ambiguous
esid: sec-resolveexport
negative:
  phase: resolution
  type: SyntaxError
flags: [module]
---*/

import { both } from './ambiguous_FIXTURE.js';
