import { readFile } from 'node:fs/promises'
import { tryHere } from './trial.ts'
import type { TrialTask } from './trial.ts'

process.once('message', (task: TrialTask) => {
  readFile(task.path)
    .then((onnx) => tryHere(task, onnx))
    .then(
      (outcome) => process.send?.(outcome),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exitCode = 1
        process.disconnect()
      },
    )
})
