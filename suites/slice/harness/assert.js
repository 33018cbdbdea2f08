/*---
description: Assertions.
defines: [assert]
---*/
function assert(condition, message) {
  if (condition !== true) throw new Test262Error(assert._text(message, 'expected true, got ' + assert._show(condition)));
}

assert._text = function (message, detail) {
  return message === undefined ? detail : message + ': ' + detail;
};

assert._show = function (value) {
  if (typeof value === 'string') return '"' + value + '"';
  if (value === 0 && 1 / value < 0) return '-0';
  try {
    return String(value);
  } catch (_) {
    return typeof value;
  }
};

assert._same = function (a, b) {
  if (a === b) return a !== 0 || 1 / a === 1 / b;
  return a !== a && b !== b;
};

assert.sameValue = function (actual, expected, message) {
  if (!assert._same(actual, expected)) {
    throw new Test262Error(assert._text(message, 'expected ' + assert._show(expected) + ', got ' + assert._show(actual)));
  }
};

assert.notSameValue = function (actual, unexpected, message) {
  if (assert._same(actual, unexpected)) {
    throw new Test262Error(assert._text(message, 'expected anything but ' + assert._show(unexpected)));
  }
};

assert.throws = function (constructor, action, message) {
  try {
    action();
  } catch (thrown) {
    if (typeof thrown !== 'object' || thrown === null) {
      throw new Test262Error(assert._text(message, 'expected ' + constructor.name + ', thrown was ' + assert._show(thrown)));
    }
    if (thrown.constructor !== constructor) {
      throw new Test262Error(assert._text(message, 'expected ' + constructor.name + ', thrown was ' + assert._show(thrown)));
    }
    return;
  }
  throw new Test262Error(assert._text(message, 'expected ' + constructor.name + ', nothing was thrown'));
};

assert.compareArray = function (actual, expected, message) {
  var same = actual.length === expected.length;
  for (var at = 0; same && at < expected.length; at += 1) same = assert._same(actual[at], expected[at]);
  if (!same) {
    throw new Test262Error(assert._text(message, 'expected [' + assert._join(expected) + '], got [' + assert._join(actual) + ']'));
  }
};

assert._join = function (list) {
  var text = '';
  for (var at = 0; at < list.length; at += 1) text += (at === 0 ? '' : ', ') + assert._show(list[at]);
  return text;
};
