/*---
description: A proxy without traps is transparent until it is revoked
esid: sec-proxy.revocable
---*/

var target = [1, 2];
var pair = Proxy.revocable(target, {});
assert(Array.isArray(pair.proxy));
pair.proxy.push(3);
assert.compareArray(target, [1, 2, 3]);
assert.sameValue(typeof pair.proxy, 'object');
assert.sameValue(pair.proxy === target, false);
assert.sameValue(pair.revoke(), undefined);
pair.revoke();
assert.throws(TypeError, function () { pair.proxy.length; });
assert.throws(TypeError, function () { Array.isArray(pair.proxy); });
assert.throws(TypeError, function () { Proxy({}, {}); });
assert.throws(TypeError, function () { new Proxy(1, {}); });
assert.sameValue(Object.hasOwn(Proxy, 'prototype'), false);
