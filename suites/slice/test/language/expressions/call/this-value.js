/*---
description: The receiver of a call depends on the reference that was called
esid: sec-evaluatecall
---*/

function strict() { 'use strict'; return this; }
var object = { strict: strict };
assert.sameValue(strict(), undefined);
assert.sameValue(object.strict(), object);
assert.sameValue(object['strict'](), object);
assert.sameValue((object.strict)(), object);
assert.sameValue((object.strict || 0)(), undefined);
assert.sameValue((true ? object.strict : 0)(), undefined);
assert.sameValue(strict.call(5), 5);
var alias = object.strict;
assert.sameValue(alias(), undefined);
Object.defineProperty(Number.prototype, 'receiver', { get: strict, configurable: true });
assert.sameValue((7).receiver, 7);
delete Number.prototype.receiver;
