import './order-2_FIXTURE.js';
globalThis.order.push(1);
