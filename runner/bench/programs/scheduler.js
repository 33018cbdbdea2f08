// A small operating system: tasks of several classes with priorities and queues of packets, run by a scheduler until all is done.
class Packet {
  constructor(kind, size) {
    this.kind = kind;
    this.size = size;
    this.hops = 0;
    this.next = null;
  }
}

class Queue {
  constructor() {
    this.head = null;
    this.tail = null;
    this.length = 0;
  }

  add(packet) {
    packet.next = null;
    if (this.tail === null) this.head = packet;
    else this.tail.next = packet;
    this.tail = packet;
    this.length += 1;
  }

  take() {
    const packet = this.head;
    this.head = packet.next;
    if (this.head === null) this.tail = null;
    this.length -= 1;
    return packet;
  }
}

class Task {
  constructor(scheduler, name, priority) {
    this.scheduler = scheduler;
    this.name = name;
    this.priority = priority;
    this.queue = new Queue();
    this.runs = 0;
    scheduler.admit(this);
  }

  get ready() {
    return this.queue.length > 0;
  }

  send(target, packet) {
    packet.hops += 1;
    target.queue.add(packet);
  }

  run() {
    this.runs += 1;
    this.handle(this.queue.take());
  }
}

/** Makes packets until its credit is used up. */
class Source extends Task {
  constructor(scheduler, name, priority, credit, targets) {
    super(scheduler, name, priority);
    this.credit = credit;
    this.targets = targets;
    this.made = 0;
  }

  get ready() {
    return this.credit > 0;
  }

  run() {
    this.runs += 1;
    this.credit -= 1;
    this.made += 1;
    const kind = this.made % 3 === 0 ? 'long' : 'short';
    this.send(this.targets[this.made % this.targets.length], new Packet(kind, (this.made * 7) % 64));
  }
}

/** Passes packets on; long ones come back to it until they have become short. */
class Worker extends Task {
  constructor(scheduler, name, priority, sink) {
    super(scheduler, name, priority);
    this.sink = sink;
    this.load = 0;
  }

  handle(packet) {
    this.load = (this.load + packet.size) & 0xffff;
    if (packet.kind === 'long' && packet.size > 8) {
      packet.size >>= 1;
      this.send(this, packet);
    } else this.send(this.sink, packet);
  }
}

class Sink extends Task {
  constructor(scheduler, name, priority) {
    super(scheduler, name, priority);
    this.received = 0;
    this.hops = 0;
  }

  handle(packet) {
    this.received += 1;
    this.hops += packet.hops;
  }
}

class Scheduler {
  constructor() {
    this.tasks = [];
    this.switches = 0;
  }

  admit(task) {
    this.tasks.push(task);
    this.tasks.sort((a, b) => b.priority - a.priority);
  }

  next() {
    for (const task of this.tasks) if (task.ready) return task;
    return null;
  }

  run() {
    for (let task = this.next(); task !== null; task = this.next()) {
      this.switches += 1;
      task.run();
    }
  }
}

function simulate(packets) {
  const scheduler = new Scheduler();
  const sink = new Sink(scheduler, 'sink', 9);
  const workers = [5, 6, 7].map(priority => new Worker(scheduler, `worker ${priority}`, priority, sink));
  new Source(scheduler, 'fast', 3, packets, workers);
  new Source(scheduler, 'slow', 1, packets >> 1, workers);
  scheduler.run();
  return [scheduler.switches, sink.received, sink.hops, ...workers.map(worker => `${worker.runs}/${worker.load}`)].join(' ');
}

console.log(simulate(120_000));
