// A worker thread that ends at its first task, as one does that runs out of memory.
import { parentPort } from 'node:worker_threads'

parentPort?.once('message', () => process.exit(3))
