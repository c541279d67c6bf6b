import { runAsProgram } from '../command-line.ts'
import { runAudit } from './run-audit.ts'

await runAsProgram(runAudit)
