import { expect, it } from 'vitest'
import { CodedError } from '@sightline/infra/platform/error'
import { createLog } from '@sightline/infra/platform/log'
import type { Queues } from '@sightline/infra/platform/queue'
import { facesAnswerSchema, mostFacesChars } from '../../contract/queues.ts'
import { createFindPrivate } from './find-private.ts'

const log = createLog({ app: 'api', level: 'silent' })
const box = { left: 0.1, top: 0.1, right: 0.2, bottom: 0.2 }
const asking = (reply: () => Promise<unknown>, bytes = new Uint8Array(3)) => {
  const request: Queues['request'] = async (contract) => contract.reply.parse(await reply())
  return createFindPrivate({ request }, log)({ bytes, persons: [box], vehicles: [box] })
}
const found = { plates: [{ box, text: '渝A12345' }], vehicles: [{ class: 'car', box }] }

it('gives what a worker found', async () => {
  const answer = facesAnswerSchema.parse({ ok: true, regions: [box], ...found })
  expect(await asking(async () => answer)).toEqual({ faces: [box], ...found })
})

it.each<[string, object]>([
  ['a worker of before, that tells of no plates', { ok: true, regions: [box] }],
  ['that tells of no vehicles', { ok: true, regions: [box], plates: [] }],
  ['this picture cannot be read', { ok: false, code: 'picture_unreadable' }],
])('gives nothing, not even an empty list: %s', async (_, answer) =>
  expect(await asking(async () => answer)).toBeNull(),
)

it('nor of a picture that is too large to be asked of', async () => {
  const asked = asking(() => Promise.reject(new Error('was asked')), new Uint8Array(mostFacesChars))
  expect(await asked).toBeNull()
})

it('names the model that is missing', async () => {
  const asked = asking(async () => ({ ok: false, code: 'model_unreachable', model: 'blazeface-back' }))
  await expect(asked).rejects.toMatchObject({ code: 'copy_no_model', facts: { model: 'blazeface-back' } })
})

it.each([
  ['no worker answers', new CodedError('queue_reply_late', {}), 'copy_no_worker'],
  ['the worker fails', new CodedError('queue_request_failed', {}), 'queue_request_failed'],
])('ends where %s', async (_, error, code) => {
  await expect(asking(() => Promise.reject(error))).rejects.toMatchObject({ code })
})
