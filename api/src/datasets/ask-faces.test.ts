import { expect, it } from 'vitest'
import { CodedError } from '@sightline/infra/platform/error'
import { createLog } from '@sightline/infra/platform/log'
import type { Queues } from '@sightline/infra/platform/queue'
import { facesAnswerSchema, mostFacesChars } from '../../contract/queues.ts'
import { createFindFaces } from './ask-faces.ts'

const log = createLog({ app: 'api', level: 'silent' })
const box = { left: 0.1, top: 0.1, right: 0.2, bottom: 0.2 }
const asking = (reply: () => Promise<unknown>, bytes = new Uint8Array(3)) => {
  const request: Queues['request'] = async (contract) => contract.reply.parse(await reply())
  return createFindFaces({ request }, log)({ bytes, persons: [box] })
}

it('gives the faces that a worker found', async () => {
  const answer = facesAnswerSchema.parse({ ok: true, regions: [box] })
  expect(await asking(async () => answer)).toEqual([box])
})
it('gives none, not even an empty list, where the worker cannot tell', async () => {
  expect(await asking(async () => ({ ok: false, code: 'faces_unhideable' }))).toBeNull()
})
it('nor of a picture that is too large to be asked of', async () => {
  const asked = asking(() => Promise.reject(new Error('was asked')), new Uint8Array(mostFacesChars))
  expect(await asked).toBeNull()
})
it.each([
  ['no worker answers', new CodedError('queue_reply_late', {}), 'dataset_no_worker'],
  ['the worker fails', new CodedError('queue_request_failed', {}), 'queue_request_failed'],
])('ends the export where %s', async (_, error, code) => {
  await expect(asking(() => Promise.reject(error))).rejects.toMatchObject({ code })
})
