/*---
description: Every operation on a proxy reaches its trap with the right arguments
esid: sec-proxy-object-internal-methods-and-internal-slots
---*/

var log = [];
var target = function () {};
var proxy = new Proxy(target, new Proxy({}, {
  get(_, trap) { log.push(trap); return undefined; },
}));
proxy.a;
proxy.a = 1;
'a' in proxy;
delete proxy.a;
Reflect.ownKeys(proxy);
Object.getPrototypeOf(proxy);
Object.setPrototypeOf(proxy, Function.prototype);
Object.isExtensible(proxy);
Object.defineProperty(proxy, 'b', { value: 1 });
proxy();
new proxy();
assert.compareArray(log, ['get', 'set', 'getOwnPropertyDescriptor', 'defineProperty', 'has', 'deleteProperty', 'ownKeys',
  'getPrototypeOf', 'setPrototypeOf', 'isExtensible', 'defineProperty', 'apply', 'construct', 'get']);
