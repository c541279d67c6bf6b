/**
 * What the trail keeps of an act and people are told of it in words, by the key it is stored under. A key that is not here
 * (a hash, an id, one of a later version) stands under the technical details.
 */
export const factKeys = [
  'name',
  'account',
  'number',
  'work',
  'limitAt',
  'level',
  'role',
  'kind',
  'place',
  'position',
  'turn',
  'heights',
  'url',
  'host',
  'user',
  'hasPassword',
  'enabled',
  'active',
  'approval',
  'basis',
  'polygon',
  'bays',
  'hours',
  'certificate',
  'stage',
  'part',
  'standing',
  'clueReasons',
  'chainLink',
  'exhibits',
  'members',
  'bytes',
  'seen',
  'outcome',
  'doubts',
  'state',
  'code',
  'address',
  'plate',
  'hasPlate',
  'zones',
  'fromDay',
  'toDay',
  'version',
  'reason',
  'note',
  'text',
  'takenAt',
  'beganAt',
  'dueAt',
  'graceUntil',
  'openedTold',
  'closeReason',
  'doneBy',
  'documentNumber',
  'documentKind',
  'complied',
  'answers',
  'permit',
  'permits',
  'rectifyWaiver',
  'mode',
  'lawSubject',
  'lawKey',
  'fileName',
  'rows',
  'matterCode',
  'firstAnswer',
  'gaps',
  'authorityBasis',
  'sourceKind',
  'answer',
  'receiver',
  'filedNumber',
  'round',
  'officers',
  'secondOfficer',
  'person',
  'requested_by',
  'because',
  'approvedBy',
  'approvedOn',
  'validUntil',
  'purpose',
  'coversPlates',
  'kinds',
  'sources',
  'set',
  'findings',
  'seed',
  'pictures',
  'annotations',
  'leftOut',
  'kept',
  'added',
  'removed',
  'moved',
  'renamed',
  'cpuPercent',
  'until',
  'truth',
  'endedWhy',
  'keepingClass',
  'days',
  'keptUntil',
  'act',
  'suspendedFor',
  'takeUntil',
  'viewingReason',
  'caseNumber',
  'viewedAt',
  'times',
  'seeks',
  'masks',
  'signInWay',
  'codesLeft',
  'speaker',
  'language',
  'phraseVersion',
  'undelivered',
  'voice',
  'quiet',
  'automatic',
  'english',
  'hasClip',
] as const
export type FactKey = (typeof factKeys)[number]

/** What is said when it is so, and not at all when it is not. */
export const factFlags = [
  'password',
  'plateConfirmed',
  'hasNoPlate',
  'isNewEvent',
  'isPlate',
  'isParty',
  'keyFirstSeen',
  'made_by_only_administrator',
  'approver_made_by_requester',
  'requester_made_by_approver',
  'gaveFactor',
  'replaced',
  'resetsFactor',
  'allowsProvider',
  'again',
] as const
export type FactFlag = (typeof factFlags)[number]

/** Who acted, where it was no person. */
export const otherActors = ['worker', 'system', 'setup', 'nobody'] as const

/** What an entry is about: the first half of its subject. */
export const subjectWords = [
  'alert',
  'finding',
  'case',
  'mode',
  'law',
  'unit',
  'source',
  'exhibit',
  'zone',
  'rule',
  'network',
  'permit',
  'person',
  'request',
  'matter',
  'address',
  'machine',
  'setup',
  'worker',
  'key',
  'dataset',
  'dataset_approval',
  'shadow',
  'phrase',
] as const

/** Words of the trail: a key that is told does not compile until both languages have it. */
export interface FactWords {
  readonly label: Record<FactKey, string>
  readonly flag: Record<FactFlag, string>
  readonly actor: Record<(typeof otherActors)[number], string>
  readonly subject: Record<(typeof subjectWords)[number], string>
  readonly part: Record<'whole' | 'first' | 'supplement', string>
  /** Of a chain that is as it should be nothing is said. */
  readonly chainLink: Record<'waiting' | 'broken', string>
  readonly outcome: Record<'ok' | 'unanswered' | 'failed', string>
  readonly status: string
  readonly basis: string
  readonly pair: string
  readonly changed: string
  readonly set: string
  readonly cleared: string
  readonly redrawn: string
  readonly span: string
  readonly count: string
  readonly until: string
  readonly partly: string
  readonly oddAccount: string
  readonly subjectText: string
  readonly technical: string
}
