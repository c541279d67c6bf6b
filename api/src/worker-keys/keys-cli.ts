import { runAsProgram } from '../command-line.ts'
import { runKeys } from './run-keys.ts'

await runAsProgram(runKeys)
