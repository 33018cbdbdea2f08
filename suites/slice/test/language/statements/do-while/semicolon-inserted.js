/*---
description: A semicolon is inserted after the parenthesis of do-while even on the same line
esid: sec-automatic-semicolon-insertion
---*/

var log = [];
do log.push('body'); while (false) log.push('after');
assert.compareArray(log, ['body', 'after']);
