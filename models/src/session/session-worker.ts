import { serveTasks } from './serve-tasks.ts'
import { createSession } from './session.ts'

serveTasks(createSession)
