import { tryToPrepare } from './prepare-apart.ts'
import type { Prepared, PrepareSetup } from './prepare-apart.ts'
import { serveTasks } from './session/serve-tasks.ts'

serveTasks<PrepareSetup, null, Prepared>(async (setup) => () => tryToPrepare(setup))
