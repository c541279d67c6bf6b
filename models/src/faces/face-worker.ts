import { serveTasks } from '../session/serve-tasks.ts'
import { createFaceSession } from './face-session.ts'

serveTasks(createFaceSession)
