export let ready = 'no';
await Promise.resolve();
ready = 'yes';
