import { serveTasks } from '../session/serve-tasks.ts'
import { createCropSession } from './crop-session.ts'

serveTasks(createCropSession)
