/** The records that several groups work on. */
module.exports = [
  { user: 'barney', age: 36, active: true, pets: ['hoppy'], home: { city: 'Bedrock', rooms: 3 } },
  { user: 'fred', age: 40, active: false, pets: ['dino', 'baby puss'], home: { city: 'Bedrock', rooms: 4 } },
  { user: 'pebbles', age: 1, active: true, pets: [], home: { city: 'Rockville', rooms: 2 } },
  { user: 'barney', age: 34, active: false, pets: ['x'], home: { city: 'Granite', rooms: 1 } },
];
