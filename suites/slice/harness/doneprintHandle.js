/*---
description: The end of an asynchronous test, told to the runner by print.
defines: [$DONE]
---*/
function $DONE(error) {
  if (!error) {
    print('Test262:AsyncTestComplete');
  } else if (typeof error === 'object' && 'name' in error) {
    print('Test262:AsyncTestFailure:' + error.name + ': ' + error.message);
  } else {
    print('Test262:AsyncTestFailure:Test262Error: ' + String(error));
  }
}
