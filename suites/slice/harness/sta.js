/*---
description: The error that assertions throw, and the mark for code that must not run.
defines: [Test262Error, $DONOTEVALUATE]
---*/
function Test262Error(message) {
  this.message = message === undefined ? '' : message;
}

Test262Error.prototype.name = 'Test262Error';

Test262Error.prototype.toString = function () {
  return 'Test262Error: ' + this.message;
};

function $DONOTEVALUATE() {
  throw 'this program must end before its first statement runs';
}
