/*---
description: A destructuring loop closes its iterator once when its body ends early, and never when it was used up.
features: [Symbol.iterator, destructuring-binding]
---*/
function sameValue(actual, expected, message) {
  if (actual === expected ? actual !== 0 || 1 / actual === 1 / expected : actual !== actual && expected !== expected) return;
  throw new Error(message + ': expected ' + String(expected) + ', got ' + String(actual));
}

var closed = 0;
var steps = 0;

class Countdown {
  constructor(from) {
    this.from = from;
  }

  [Symbol.iterator]() {
    let left = this.from;
    return {
      next() {
        steps += 1;
        return left > 0 ? { value: [left, { square: left * left-- }], done: false } : { value: undefined, done: true };
      },
      return() {
        closed += 1;
        return {};
      },
    };
  }
}

var seen = [];
for (const [n, { square, missing = 'none' }] of new Countdown(5)) {
  seen.push(n + ':' + square + ':' + missing);
  if (n === 3) break;
}
sameValue(seen.join(), '5:25:none,4:16:none,3:9:none', 'values before the break');
sameValue(steps, 3, 'steps before the break');
sameValue(closed, 1, 'a broken loop closes');

for (const [n] of new Countdown(2)) sameValue(n > 0, true, 'positive');
sameValue(closed, 1, 'a finished loop does not close');

var caught = null;
try {
  for (const pair of new Countdown(1)) throw new TypeError('stopped at ' + pair[0]);
} catch (error) {
  caught = error;
}
sameValue(caught instanceof TypeError, true, 'the error of the body comes through');
sameValue(caught.message, 'stopped at 1', 'with its message');
sameValue(closed, 2, 'an abrupt loop closes');

var [first, ...rest] = [...new Countdown(3)].map(([n]) => n);
sameValue(first, 3, 'first');
sameValue(rest.length, 2, 'rest');
