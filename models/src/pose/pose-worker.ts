import { serveTasks } from '../session/serve-tasks.ts'
import { createPoseSession } from './pose-session.ts'

serveTasks(createPoseSession)
