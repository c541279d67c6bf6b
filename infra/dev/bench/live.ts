import { liveEventSchema, type LiveEvent } from '../../../api/contract/live.ts'
import { routes } from '../../../api/contract/routes.ts'

/** Listens as the alert wall does, with a session of its own; `onEvent` is called when an event is there. */
export async function listenLive(
  { url, account, password }: { url: string; account: string; password: string },
  onEvent: (event: LiveEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const signedIn = await fetch(new URL(routes.session.signIn.path, url), {
    method: routes.session.signIn.method,
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ account, password }),
  })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const stream = await fetch(new URL(routes.live.events.path, url), { headers: { cookie }, signal })
  if (!stream.ok || !stream.body) throw new Error(`${routes.live.events.path}: ${stream.status}`)
  let rest = ''
  for await (const text of stream.body.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts)
      if (part.startsWith('data: ')) onEvent(liveEventSchema.parse(JSON.parse(part.slice(6))))
  }
}
