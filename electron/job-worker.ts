// The entry of the core's worker threads as the product bundles it; from source the core starts src/jobs/worker.ts itself.
import '../src/jobs/worker.ts'
