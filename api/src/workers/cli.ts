import { runAsProgram } from '../command-line.ts'
import { runWorkers } from './run-workers.ts'

await runAsProgram(runWorkers)
