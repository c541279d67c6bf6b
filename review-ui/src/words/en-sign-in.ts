import type { zhFactor } from './zh-sign-in.ts'
import type { Words } from './shape.ts'

/** Refusals about signing in: the second factor, other sign-ins, the provider. */
export const enSignInFailures = {
  password_too_old: 'Your password has grown old: change it first.',
  password_changed_often:
    'You changed your password too often today. Try again tomorrow; if you fear for it, ask an administrator to reset it.',
  second_factor_needed: 'Enter the one-time code.',
  second_factor_due: 'Your role needs a second factor: set up a device first.',
  second_factor_wrong: 'This code is wrong, or was used. Wait for the next one on your device.',
  second_factor_locked:
    'Too many wrong codes: one-time codes are not accepted for a while. A recovery code still is. If that was not you, your password may be known: change it soon.',
  second_factor_off: 'Second factors are not in use here, or you have not set up a device.',
  enrolment_over: 'Setting up took too long. Begin again.',
  signed_in_elsewhere:
    'Your account was signed in elsewhere, and signed out here. If that was not you, change your password at once.',
  provider_off: 'No sign-in provider is set here.',
  provider_unreachable: 'The sign-in provider does not answer. Try again later, or use your password.',
  provider_refused: 'The sign-in provider did not let you in. Please try again.',
  provider_answer_invalid:
    'The answer of the sign-in provider is not sound; you are not signed in. Try again, and tell an administrator if it stays so.',
  provider_state_invalid: 'This sign-in took too long, or did not begin on this page. Please try again.',
  provider_account_unknown:
    'This account of the sign-in provider may not come in here: there is no such account, it is not active, or no administrator has allowed it yet. Ask an administrator.',
}

/** What the trail says of second factors and of the provider. */
export const enSignInAudit = {
  'person.factor_begun': 'began to set up a device',
  'person.factor_enrolled': 'set up a device',
  'person.factor_reset': 'second factor reset',
  'person.recovery_renewed': 'recovery codes replaced',
  'person.recovery_used': 'signed in by a recovery code',
  'person.provider_allowed': 'account of the sign-in provider allowed',
  'person.provider_bound': 'account of the sign-in provider bound',
  'person.provider_forgotten': 'account of the sign-in provider let go',
}

export const enFactor: Words<typeof zhFactor> = {
  way: { password: 'password', provider: 'sign-in provider' },
  codeTitle: 'Second step: one-time code',
  codeHint: 'Open the authenticator on your phone and enter the six digits that it shows for Sightline.',
  code: 'One-time code or recovery code',
  needCode: 'Enter six digits or a recovery code',
  back: 'Back',
  lostDevice: 'Phone not at hand?',
  lostDeviceHow:
    'Enter one of the recovery codes here that you kept. Without those, ask an administrator for a reset, which another one approves; where there is none, run on the machine that runs the product:',
  elsewhere:
    'Your account was signed in from {{address}} at {{at}}, and signed out here. If that was not you, change your password at once and tell an administrator.',
  withProvider: 'Sign in with {{name}}',
  or: 'or',
  enrolTitle: 'Set up a device',
  enrolWhy:
    'Your role signs in with a password and a phone. Scan the picture with the authenticator on your phone (any app for TOTP), then enter the digits that it shows.',
  enrolStart: 'Begin',
  enrolScan: 'Scan the picture',
  enrolPicture: 'QR code for the authenticator',
  enrolType: 'If you cannot scan it, type this key into the authenticator:',
  enrolCode: 'The six digits that it shows',
  enrolConfirm: 'Confirm',
  enrolAgain: 'Begin again',
  recoveryTitle: 'Recovery codes',
  recoveryHint:
    'When your phone is lost, each signs you in once in place of a code. They are shown this once: print or write them down, and keep them apart from the phone.',
  copy: 'Copy',
  copied: 'Copied',
  print: 'Print',
  saved: 'I have kept the recovery codes',
  go: 'Continue',
  accountTitle: 'My account',
  factorTitle: 'Second factor',
  factorOff: 'Second factors are not in use here.',
  factorNone: 'No device is set up.',
  factorSince: 'Set up {{at}}, {{n}} recovery codes left',
  factorReplace: 'Another device',
  factorRenew: 'Other recovery codes',
  factorPresent: 'A code of the present device, or a recovery code',
  passwordSet: 'Password set {{at}}',
  passwordEnds: 'to be changed before {{at}}',
  passwordSoon: 'Your password must be changed before {{at}}; after that you can do nothing else.',
  passwordOld: 'Your password has grown old: set a new one.',
  change: 'Change it',
  providerBound: 'Bound to account {{subject}} of the sign-in provider ({{at}})',
  signInsTitle: 'Last sign-ins',
  signInsHint: 'If one was not you, change your password at once and tell an administrator.',
  signInAt: '{{at}} · {{way}} · {{address}}',
  unknown: 'not recorded',
  reset: 'Reset second factor',
  resetAsk:
    'Ask for a reset of the second factor of {{name}}? Once approved all their sessions end, and they set up a device at the next sign-in. See the person first.',
  allow: 'Allow sign-in provider',
  allowAsk:
    'Ask that an account of the sign-in provider may be bound to {{name}}? Once approved, the account of that name that comes first within 72 hours is.',
  forget: 'Let go sign-in provider',
  forgetAsk:
    'Let go the provider account of {{name}}? All their sessions end, and only the password signs in.',
  more: 'Ways to sign in',
  asked: '{{name}}: asked for; another administrator must approve',
  done: '{{name}}: done',
  requestReset: 'second factor reset',
  requestProvider: 'sign-in provider allowed',
}
