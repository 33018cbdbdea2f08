import './order-setup_FIXTURE.js';
globalThis.order.push(2);
