/*---
description: The URI functions encode UTF-8 and refuse what is broken
esid: sec-uri-handling-functions
---*/

assert.sameValue(encodeURIComponent('a b&ü\u{1F600}'), 'a%20b%26%C3%BC%F0%9F%98%80');
assert.sameValue(encodeURI('http://x/?a=b&c#d é'), 'http://x/?a=b&c#d%20%C3%A9');
assert.sameValue(decodeURIComponent('%F0%9F%98%80%26'), '\u{1F600}&');
assert.sameValue(decodeURI('%26%41'), '%26A');
assert.throws(URIError, function () { encodeURIComponent('\uD800'); });
assert.throws(URIError, function () { decodeURIComponent('%C3'); });
assert.throws(URIError, function () { decodeURIComponent('%zz'); });
assert.sameValue(escape('ü\u0100 +'), '%FC%u0100%20+');
assert.sameValue(unescape('%u0100%FC%'), '\u0100ü%');
