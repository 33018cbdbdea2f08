export var other = 'other';
export var first = 'hidden by the importer';
