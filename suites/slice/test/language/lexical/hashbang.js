#!/usr/bin/env sx
/*---
description: A script may begin with a hashbang comment
esid: sec-hashbang
flags: [raw]
---*/

var x = 1;
if (x !== 1) throw new Error('the first line is not a comment');
