import { runAsProgram } from '../../command-line.ts'
import { runCheck } from './run-check.ts'

await runAsProgram(runCheck)
