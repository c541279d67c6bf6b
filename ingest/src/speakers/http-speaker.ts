import { randomBytes } from 'node:crypto'
import { toAuthorization } from '../sources/rtsp/digest.ts'
import { postHttp, refuseUnlessTaken, type HttpAnswer } from './dial-http.ts'
import { encodeG711 } from './g711.ts'
import { Undelivered, type Speak } from './speaker.ts'

/**
 * Says something by a loudspeaker on the network that takes sound by HTTP: one POST of µ-law at 8 kHz (`audio/basic`, RFC 2046
 * §4.3), as network speakers with a VAPIX interface take it. Logs in by Digest or Basic where it is asked for, once.
 */
export const speakHttp: Speak = async ({ networks }, { speech, secret, sound }, signal) => {
  const played = await sound(signal)
  const { url, user } = speech.speaker
  const body = encodeG711(played.samples, 'PCMU')
  const post = (more: Readonly<Record<string, string>>) =>
    postHttp(networks, { url, body, headers: { 'content-type': 'audio/basic', ...more } }, signal)
  const first = await post({})
  const answer =
    first.status === 401 && user !== ''
      ? await post(loggingIn(first, { url, user, password: secret }))
      : first
  refuseUnlessTaken(answer)
  return { how: 'http', status: answer.status, lengthMs: played.lengthMs, sha256: played.sha256 }
}

function loggingIn(
  { challenges }: HttpAnswer,
  { url, user, password }: { url: string; user: string; password: string },
) {
  const { pathname, search } = new URL(url)
  const asked = {
    user,
    password,
    method: 'POST',
    uri: `${pathname}${search}`,
    cnonce: randomBytes(8).toString('hex'),
  }
  const authorization = toAuthorization(challenges, asked)
  if (authorization === null)
    throw new Undelivered('speaker_unauthorised', 'no way of logging in that we know')
  return { authorization }
}
