import { runAsProgram } from '../command-line.ts'
import { runSecrets } from './run-secrets.ts'

await runAsProgram(runSecrets)
