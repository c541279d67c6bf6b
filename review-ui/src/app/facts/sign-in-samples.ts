import { id, otherId } from './sample.ts'

const address = '10.0.0.9'
const requested = { requested_by: otherId, request: id }

/** What the trail keeps of second factors and of accounts at the sign-in provider. */
export const signInSamples = {
  'person.factor_begun': [{ facts: { address }, folded: [] }],
  'person.factor_enrolled': [
    { facts: { address, replaced: true }, folded: [] },
    { facts: { address, replaced: false }, folded: [] },
  ],
  'person.factor_reset': [{ facts: requested, folded: ['request'] }],
  'person.recovery_renewed': [{ facts: { address }, folded: [] }],
  'person.recovery_used': [{ facts: { address, codesLeft: 9 }, folded: [] }],
  'person.provider_allowed': [{ facts: { ...requested, takeUntil: 1_764_000_000_000 }, folded: ['request'] }],
  'person.provider_bound': [
    {
      facts: { issuer: 'https://id.example', providerSubject: '4711' },
      folded: ['issuer', 'providerSubject'],
    },
  ],
  'person.provider_forgotten': [{ facts: {}, folded: [] }],
} as const
