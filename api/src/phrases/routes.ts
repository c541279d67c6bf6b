import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { decidePhrase, draftPhrase } from './draft-phrase.ts'
import { phraseList } from './store.ts'

export function phraseRoutes(mount: Mount, deps: Deps): void {
  mount(routes.phrases.list, () => phraseList(deps.db, deps.now()))
  mount(routes.phrases.draft, ({ body, caller }) => draftPhrase(deps, body, caller.person.id))
  mount(routes.phrases.decide, ({ params, body, caller }) =>
    decidePhrase(deps, { id: params.id, ...body }, caller.person.id),
  )
}
