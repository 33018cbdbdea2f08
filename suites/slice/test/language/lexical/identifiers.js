/*---
description: Names may hold dollar signs, underscores, letters of any script and escapes
esid: sec-names-and-keywords
---*/

var $ = 1, _ = 2, $_$ = 3, été = 4, \u0061bc = 5, 变量 = 6, x\u{62} = 7, a$b_c$$ = 8, ℘ = 9;
assert.sameValue($ + _ + $_$ + été + abc + 变量 + xb + a$b_c$$ + ℘, 45);
var of = 1, get = 2, set = 3, async = 4, from = 5, as = 6, target = 7, meta = 8, using = 9;
assert.sameValue(of + get + set + async + from + as + target + meta + using, 45);
var object = { \u0063lass: 1, $: 2 };
assert.sameValue(object.class + object.$, 3);
assert.sameValue(object.cl\u0061ss, 1);
