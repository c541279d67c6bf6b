import { z } from 'zod'
import { createChime } from './app/chime.ts'
import { createLive } from './api/live.ts'
import { start } from './start.tsx'

z.config({ jitless: true })

const live = createLive({ now: () => Date.now(), open: () => new EventSource('/api/live') })
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

await start(root, {
  now: () => Date.now(),
  live,
  chime: createChime(window.localStorage, document),
  storage: window.localStorage,
})
