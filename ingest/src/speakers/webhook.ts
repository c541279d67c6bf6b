import { createHmac } from 'node:crypto'
import { postHttp, refuseUnlessTaken } from './dial-http.ts'
import type { Speak } from './speaker.ts'

/**
 * Asks another program to say or send it: a telephone gateway, a gateway of text messages, the merchants' application, whoever
 * flies the drone. One CloudEvent (1.0, structured mode), signed as Standard Webhooks do (`webhook-signature`: HMAC-SHA256
 * over id, time and body) where it has a secret. Taken is what it answers 2xx to: that it was heard, only it can know.
 */
export const speakByRequest: Speak = async ({ networks, now }, { speech, secret }, signal) => {
  const { id, sourceId, language, text, place, askedAt } = speech
  const { kind, url } = speech.speaker
  const event = {
    specversion: '1.0',
    id,
    source: `/sightline/sources/${sourceId}`,
    type: `sightline.reminder.${kind}`,
    time: new Date(askedAt).toISOString(),
    datacontenttype: 'application/json',
    data: { sourceId, place, language, text },
  }
  const body = Buffer.from(JSON.stringify(event))
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    ...signed({ id, secret, body, now: now() }),
  }
  const answer = await postHttp(networks, { url, headers, body }, signal)
  refuseUnlessTaken(answer)
  return { how: 'cloudevent', status: answer.status, lengthMs: null, sha256: null }
}

function signed({ id, secret, body, now }: { id: string; secret: string; body: Buffer; now: number }) {
  const seconds = `${Math.floor(now / 1000)}`
  const of = { 'webhook-id': id, 'webhook-timestamp': seconds }
  if (secret === '') return of
  const mac = createHmac('sha256', secret).update(`${id}.${seconds}.`).update(body).digest('base64')
  return { ...of, 'webhook-signature': `v1,${mac}` }
}
