import { createPartSession } from './part-session.ts'
import { serveTasks } from './serve-tasks.ts'

serveTasks(createPartSession)
