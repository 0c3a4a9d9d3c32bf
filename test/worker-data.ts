import threads from 'node:worker_threads'

// geotiff.js brings a shim for Web Workers that takes every Node worker thread for one of its own and fails where the
// thread was started without data, as Vitest starts its threads.
if (threads.workerData === undefined || threads.workerData === null) Reflect.set(threads, 'workerData', {})
