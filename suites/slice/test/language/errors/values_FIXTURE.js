export var a = 1, b = 2, both = 3;
