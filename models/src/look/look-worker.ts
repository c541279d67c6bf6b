import { serveTasks } from '../session/serve-tasks.ts'
import { createLookSession } from './look-session.ts'

serveTasks(createLookSession)
