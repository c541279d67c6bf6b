import { describe, expect, it } from 'vitest'
import { CodedError, fromReason, hasErrno, toReason } from './error.ts'

describe('a coded error', () => {
  it('says its code and facts in its message, and keeps its cause', () => {
    const cause = new Error('refused')
    const error = new CodedError('source_unreachable', { sourceId: 's1' }, { cause })
    expect(error.message).toBe('source_unreachable {"sourceId":"s1"}')
    expect(error.cause).toBe(cause)
    expect(error).toBeInstanceOf(Error)
  })

  it.each([
    ['with facts', new CodedError('stream_codec_unsupported', { codec: 'vp9', tried: [1, 2] })],
    ['without facts', new CodedError('queue_reply_late')],
    [
      'with a text of its own',
      new CodedError('config_invalid', { app: 'api' }, { text: 'two lines\nof text' }),
    ],
  ])('%s comes back from its reason', (_name, error) => {
    expect(fromReason(toReason(error))).toMatchObject({ code: error.code, facts: error.facts })
  })

  it.each([['Connection refused'], ['timeout'], ['some_code {broken'], ['some_code {"a":}'], ['']])(
    'is not read into %j',
    (reason) => expect(fromReason(reason)).toBeNull(),
  )

  it('tells system errors apart', () => {
    expect(hasErrno(Object.assign(new Error('x'), { code: 'ENOENT' }), 'ENOENT')).toBe(true)
    expect(hasErrno(new Error('ENOENT'), 'ENOENT')).toBe(false)
  })
})
