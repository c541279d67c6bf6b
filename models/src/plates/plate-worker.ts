import { serveTasks } from '../session/serve-tasks.ts'
import { createPlateSession } from './plate-session.ts'

serveTasks(createPlateSession)
