import type { SignInSettings } from '../second-factor/settings.ts'
import { codeOfStep, fromBase32, stepAt } from '../second-factor/totp.ts'
import { signInOfTests, type As, type TestApi } from './api.ts'

/** As a site is set that was told nothing. */
export const needingFactors: SignInSettings = {
  ...signInOfTests,
  secondFactor: 'required',
  sessions: 1,
  operatorSessions: 2,
  passwordDays: 90,
}

/** A person with a second factor, signed in by it. */
export interface Device {
  readonly as: As
  readonly secret: string
  readonly recovery: readonly string[]
  /** The code of so many steps from now. */
  readonly code: (steps: number) => string
}

export const codeFor = (secret: string, at: number): string => codeOfStep(fromBase32(secret), stepAt(at))

/** Sets up a device as the screens do; `code` of the present one, where there is one. The code of now is taken by that. */
export async function enrolDevice({ app, clock }: TestApi, as: As, code?: string): Promise<Device> {
  const begun = await as.call('POST', '/api/session/second-factor', code === undefined ? {} : { code })
  const { secret } = begun.json<{ secret: string }>()
  const confirmed = await as.call('POST', '/api/session/second-factor/confirm', {
    code: codeFor(secret, clock.at),
  })
  if (confirmed.statusCode !== 200) throw new Error(`enrolment: ${begun.body} ${confirmed.body}`)
  const cookie = String(confirmed.headers['set-cookie']).split(';')[0] ?? ''
  return {
    secret,
    recovery: confirmed.json<{ codes: string[] }>().codes,
    code: (steps) => codeFor(secret, clock.at + steps * 30_000),
    as: {
      id: as.id,
      cookie,
      call: (method, url, body) =>
        app.inject({ method, url, headers: { cookie }, ...(body ? { payload: body } : {}) }),
    },
  }
}
