import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import type { SourceDeps } from '../sources/write-source.ts'
import { speakersOn } from '../speakers/store.ts'
import { setSpeaker } from '../speakers/set-speaker.ts'
import { alertReminders } from './alert-reminders.ts'
import { askReminder } from './ask-reminder.ts'
import { sourceSpeaker, testSpeaker } from './test-speaker.ts'

export function reminderRoutes(mount: Mount, deps: Deps & SourceDeps): void {
  mount(routes.reminders.list, ({ params, caller }) => alertReminders(deps, params.id, caller))
  mount(routes.reminders.ask, ({ params, body, caller }) =>
    askReminder(deps, { alertId: params.id, asked: body }, caller),
  )
  mount(routes.speakers.list, async () => ({ items: await speakersOn(deps.db) }))
  mount(routes.speakers.get, ({ params }) => sourceSpeaker(deps.db, params.id))
  mount(routes.speakers.set, async ({ params, body, caller }) => {
    await setSpeaker(deps, { sourceId: params.id, wanted: body }, caller.person.id)
    return sourceSpeaker(deps.db, params.id)
  })
  mount(routes.speakers.test, ({ params, body, caller }) =>
    testSpeaker(deps, { sourceId: params.id, ...body }, caller.person.id),
  )
}
