export var both = 4;
