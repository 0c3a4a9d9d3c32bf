// The entry of a worker thread: does tasks of the catalogue, one after the other.
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { asProblem } from '../domain/problem.ts'
import { catalogue } from './catalogue.ts'
import type { TaskReply, TaskRequest, WorkerSettings } from './worker-protocol.ts'

const handlers = catalogue()
const { background } = workerData as WorkerSettings

// On Linux the priority of process 0 is that of the calling thread alone; elsewhere it would slow down everything.
if (background && process.platform === 'linux') setPriority(0, 10)

async function answer({ id, name, input }: TaskRequest): Promise<TaskReply> {
  try {
    const handler = handlers[name] as (input: unknown) => unknown
    return { id, ok: true, output: await handler(input) }
  } catch (error) {
    return { id, ok: false, problem: asProblem(error, name).toReport() }
  }
}

parentPort?.on('message', (request: TaskRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply))
})
