/*---
description: Tests whose body answers a promise.
defines: [asyncTest, assert.throwsAsync]
---*/
function asyncTest(body) {
  var promise;
  try {
    promise = body();
  } catch (error) {
    $DONE(error);
    return;
  }
  promise.then(
    function () {
      $DONE();
    },
    function (error) {
      $DONE(error === undefined ? new Test262Error('rejected with undefined') : error);
    }
  );
}

assert.throwsAsync = function (constructor, action, message) {
  return new Promise(function (resolve) {
    resolve(action());
  }).then(
    function () {
      throw new Test262Error(assert._text(message, 'expected ' + constructor.name + ', nothing was thrown'));
    },
    function (thrown) {
      if (typeof thrown !== 'object' || thrown === null || thrown.constructor !== constructor) {
        throw new Test262Error(assert._text(message, 'expected ' + constructor.name + ', thrown was ' + assert._show(thrown)));
      }
    }
  );
};
