import { enNav } from './en-nav.ts'
import { enOriginals } from './en-originals.ts'
import { enViewing } from './en-viewing.ts'
import { enUnits } from './en-units.ts'
import { enModes } from './en-modes.ts'
import { enCatalogue } from './en-catalogue.ts'
import { enCaseMatter } from './en-case-matter.ts'
import { enCases } from './en-cases.ts'
import { enApproval } from './en-approval.ts'
import { enCodes } from './en-codes.ts'
import { enDatasets } from './en-datasets.ts'
import { enDocuments } from './en-documents.ts'
import { enDossier } from './en-dossier.ts'
import { enOffice } from './en-office.ts'
import { enFacts } from './en-facts.ts'
import { enFaults } from './en-faults.ts'
import { enOpened } from './en-opened.ts'
import { enMatters } from './en-matters.ts'
import { enModels } from './en-models.ts'
import { enOnSite } from './en-on-site.ts'
import { enPermits, enSteps } from './en-permits.ts'
import { enPrecision } from './en-precision.ts'
import { enStricter } from './en-stricter.ts'
import { enProfile } from './en-profile.ts'
import { enKeeping } from './en-keeping.ts'
import { enStamps } from './en-stamps.ts'
import { enMachine } from './en-machine.ts'
import { enFactor } from './en-sign-in.ts'
import { enSight } from './en-sight.ts'
import { enSpeech } from './en-speech.ts'
import { enShadows } from './en-shadows.ts'
import { enSources } from './en-sources.ts'
import { enTrail } from './en-trail.ts'
import type { Words } from './shape.ts'
import type { zh } from './zh.ts'

/** Every word of the screen in English; the same shape as the Chinese, or it does not compile. */
export const en = {
  code: enCodes,
  dossier: enDossier,
  profile: enProfile,
  stricter: enStricter,
  sources: enSources,
  approval: enApproval,
  sight: enSight,
  machine: enMachine,
  factor: enFactor,
  keeping: enKeeping,
  stamps: enStamps,
  permits: enPermits,
  steps: enSteps,
  onSite: enOnSite,
  models: enModels,
  matters: enMatters,
  catalogue: enCatalogue,
  caseMatter: enCaseMatter,
  datasets: enDatasets,
  documents: enDocuments,
  precision: enPrecision,
  shadows: enShadows,
  speech: enSpeech,
  ...enOffice,
  facts: enFacts,
  faults: enFaults,
  opened: enOpened,
  app: {
    name: 'Sightline',
    subtitle: 'Non-site enforcement',
    language: 'Language',
    menu: 'Navigation',
    skip: 'Skip to content',
    signOut: 'Sign out',
    certificate: 'Certificate {{number}}, valid until {{until}}',
    noCertificate: 'No enforcement certificate',
    expired: ' (expired)',
    loading: 'Loading…',
    retry: 'Try again',
    more: 'Load more',
    noMore: 'No more',
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close',
    edit: 'Edit',
    add: 'Add',
    remove: 'Remove',
    refresh: 'Refresh',
    yes: 'Yes',
    no: 'No',
    none: 'None',
    unknown: 'Unknown',
    notFound: 'There is no such page',
    toStart: 'Back to the start',
    crashed: 'This page failed',
    reload: 'Reload',
    copy: 'Copy',
    copied: 'Copied',
    help: 'Keyboard',
    helpKey: 'Show the keys',
    noPermission: 'You may not see this page',
    notRefreshed: 'The content below could not be refreshed and may be out of date.',
  },
  nav: enNav,
  live: {
    live: 'Live',
    connecting: 'Connecting…',
    stale: 'Not live',
    offline: 'Offline',
    banner: '{{why}}: the screen may be out of date. Last word from the server: {{at}}. Reconnecting…',
    never: 'none yet',
  },
  time: {
    now: 'just now',
    ago: '{{length}} ago',
    seconds: '{{n}} s',
    minutes: '{{n}} min',
    hours: '{{n}} h',
    days: '{{n}} d',
    zone: 'Beijing time',
  },
  signIn: {
    title: 'Sign in',
    account: 'Account',
    password: 'Password',
    submit: 'Sign in',
    needAccount: 'Enter your account',
    needPassword: 'Enter your password',
    capsLock: 'Caps lock is on',
    ended: 'Your sign-in has ended. Please sign in again.',
    lost: 'Lost your password?',
    lostHow:
      'Ask a system administrator for a one-time password, which a security administrator approves. Where nobody can, run on the machine that runs the product:',
  },
  ownPassword: {
    title: 'Change password',
    due: 'Set your own password first: the one an administrator gave you works only once.',
    current: 'Present password',
    next: 'New password',
    again: 'New password again',
    differs: 'The two are not the same',
    done: 'Password changed; you are signed out everywhere else',
  },
  ownSessions: {
    menu: 'My account',
    title: 'Where I am signed in',
    hint: 'Only so many at once: with one more, the oldest ends. One that you do not know: end it, and change your password.',
    began: 'Signed in {{at}}',
    used: 'last used {{at}}',
    here: 'This one',
    end: 'Sign out',
  },
  alerts: {
    title: 'Alerts',
    filter: 'Status',
    open: 'Open',
    review: 'In review',
    done: 'Done',
    all: 'All',
    count: '{{n}} shown',
    empty: 'No alerts here',
    emptyHint: 'New alerts appear here by themselves.',
    sound: 'Sound',
    soundOn: 'Sound on',
    soundOff: 'Sound off',
    soundBlocked: 'The browser does not allow sound yet: click anywhere',
    claim: 'Claim',
    release: 'Release',
    openDossier: 'Open',
    claimedBy: 'Claimed by {{name}}',
    mine: 'Claimed by me',
    unclaimed: 'Unclaimed',
    claimed: 'Claimed',
    released: 'Released',
    noThumb: 'Picture failed to load',
    arrived: 'New alert: {{kind}}, {{place}}',
    newOnes: '{{n}} new alerts',
    list: 'Alerts',
    confirmedAt: 'Met the standard',
    noPlace: 'No place given',
    keyNext: 'Next',
    keyPrevious: 'Previous',
    keyOpen: 'Open',
    keyClaim: 'Claim / release',
  },
  cases: enCases,
  due: {
    until: 'Due by {{at}}',
    late: '{{work}}: late',
    today: '{{work}}: due today',
  },
  modes: enModes,
  units: enUnits,
  originals: enOriginals,
  viewing: enViewing,
  people: {
    title: 'People',
    create: 'New person',
    account: 'Account',
    name: 'Name',
    role: 'Role',
    certificate: 'Certificate',
    certificateNumber: 'Certificate number',
    certificateUntil: 'Valid until',
    active: 'State',
    isActive: 'Active',
    isInactive: 'Deactivated',
    activate: 'Reactivate',
    deactivate: 'Deactivate',
    deactivateAsk: 'Deactivate {{name}}? The sign-in ends at once; the records stay.',
    password: 'First password',
    newPassword: 'New password (empty: unchanged)',
    passwordHint: 'At least 12 characters with three of upper case, lower case, digits, symbols',
    oneTimeHint:
      'A one-time password, valid for 72 hours; the person must change it at the first sign-in. At least 12 characters, no common words',
    accountHint: '3–32: lower-case letters, digits, . _ -, starting with a letter',
    nameHint: '1–40 characters',
    created: '{{name}} created',
    changed: 'Saved',
    createdAt: 'Created',
    edit: 'Edit person',
    you: ' (you)',
    empty: 'No people yet',
    asked: '{{name}}: asked for; takes effect when a security administrator approves within 72 hours',
    requests: 'Waiting for approval',
    requestsHint:
      'A new person of any role but operator, their certificate, password or ways to sign in, and their return, need a security administrator who neither asked nor is concerned; after 72 hours a request lapses. While there is no security administrator, another system administrator approves.',
    requestWhat: 'What',
    requestNew: 'New person',
    requestChange: 'Change',
    requestPassword: 'Password',
    requestPasswordNew: 'one-time password set',
    requestPasswordKept: 'unchanged',
    requestBy: 'Asked by',
    requestUntil: 'Lapses',
    requestApproved: 'Approved',
    requestRefused: 'Refused',
    approve: 'Approve',
    approveAsk: 'Approve the request about {{name}}? See the person and the certificate first.',
    refuse: 'Refuse',
    withdraw: 'Take back',
  },
  audit: enTrail,
} satisfies Words<typeof zh>
