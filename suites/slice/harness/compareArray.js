/*---
description: Are two array-likes the same, element by element?
defines: [compareArray]
---*/
function compareArray(a, b) {
  if (a.length !== b.length) return false;
  for (var at = 0; at < a.length; at += 1) {
    if (!assert._same(a[at], b[at])) return false;
  }
  return true;
}
