import type { Words } from './shape.ts'
import type { zhMachine } from './zh-machine.ts'

/** Words of the first start, the programs of this machine and the drawn cameras. */
export const enMachine: Words<typeof zhMachine> = {
  setupTitle: 'Choose the first system administrator',
  setupIntro:
    'There is nobody here yet. Choose your account and password: you will be the system administrator, who registers the others, and neither registers cameras nor sees alerts or cases.',
  setupAccount: 'Account',
  setupAccountHint: '3 to 32 characters: a-z, digits and . _ -, starting with a letter',
  setupName: 'Name',
  setupPassword: 'Password',
  setupPasswordHint: 'At least 12 characters with three of upper case, lower case, digits, symbols',
  setupAgain: 'The password again',
  setupDiffers: 'The two passwords differ',
  setupNeeded: 'Needed',
  setupSubmit: 'Set up and sign in',
  setupNoToken:
    'Open this page by the whole link that the start printed, with what stands behind #. It is valid for 24 hours; starting again prints a new one.',
  setupClosed: 'The administrator is set up; this page is of no use any more.',
  setupOpenHint: 'There is no administrator yet: open the link that was printed where npm start runs.',
  toSignIn: 'To the sign-in',
  drawnTitle: 'No camera at hand?',
  drawnIntro:
    'See the whole job on drawn cameras: parking, vending, angling, a kitchen. For demonstration only; they can be taken away at any time.',
  drawnStart: 'Add the drawn cameras',
  drawnStarting: 'The drawn cameras are being prepared; the first time takes minutes',
  drawnOn: 'The drawn cameras are running ({{n}} sources)',
  drawnOnHint:
    'The first alert arrives within two minutes. Register an operator and officers under “People” to see and review it. What they show is a clue: record an inspection first to see it become a case.',
  drawnRemove: 'Take the drawn cameras away',
  drawnRemoveAsk: 'Switch these sources off and stop the drawn cameras? Alerts and evidence stay.',
  drawnFailed: 'The drawn cameras could not be started',
  partWaiting: '{{part}} has stopped and is started again in a moment',
  partRestarted: '{{part}} stopped unexpectedly and was started again {{n}} times, last at {{at}}',
  part: {
    postgres: 'The database',
    api: 'The api',
    ingest: 'The video worker',
    cameras: 'The drawn cameras',
  },
}

/** Refusals and audit actions of the first start and the drawn cameras. */
export const enMachineCodes = {
  failure: {
    setup_refused:
      'This link is not valid (any more). Start the product again; it prints a new one while there is no administrator.',
    setup_done: 'There is an administrator already; nobody can be set up by the link any more.',
    machine_unavailable:
      'Not possible here: no supervisor runs this machine (npm start), or it does not answer.',
  },
  auditAction: {
    'setup.done': 'first administrator set up',
    'setup.refused': 'set-up refused',
    'cameras.drawn_on': 'drawn cameras added',
    'cameras.drawn_off': 'drawn cameras taken away',
  },
}
