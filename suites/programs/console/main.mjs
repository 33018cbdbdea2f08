/** What console.log shows: each kind of value, then random ones. */
import './kinds.mjs';
import './random.mjs';
